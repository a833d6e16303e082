import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CommandResult } from './command';
import { Cluster } from './compose';
import { runIn } from './containers';
import { docker, tryDocker } from './engine';
import { progress } from './progress';
import { Repository } from './repository';
import { eventually } from './waiting';

const FILE = 'docker-compose.yml';

/** A cluster that demands a secret, given to it as a user would: in .env. */
export function checkAuthentication(repository: () => Repository): void {
  describe('a cluster with a secret in .env', () => {
    const secret = randomBytes(32).toString('hex');
    const environmentFile = () => path.join(repository().directory, '.env');
    let cluster: Cluster;
    /** They run beside the tests, since they take a minute to give up. */
    let intruders: Promise<CommandResult[]> | undefined;

    beforeAll(async () => {
      fs.writeFileSync(environmentFile(), `SPARK_RPC_AUTHENTICATION_SECRET=${secret}\n`);
      cluster = new Cluster(repository(), FILE);
      await cluster.up(1);
      const wrong = ['--env', `SPARK_RPC_AUTHENTICATION_SECRET=${randomBytes(32).toString('hex')}`];
      intruders = Promise.all([submitFromOutside(...wrong), submitFromOutside()]);
    });

    afterAll(async () => {
      await intruders;
      await cluster?.down();
      fs.rmSync(environmentFile(), { force: true });
    });

    const submitFromOutside = (...options: string[]) => {
      const network = ['--network', `${repository().testCase.name}_spark`, '--volume', `${repository().directory}/spark-apps:/opt/spark/apps:ro`];
      const impatient = ['--conf', 'spark.task.maxFailures=1', '--conf', 'spark.sql.shuffle.partitions=2'];
      return runIn(repository().image, [...network, ...options], 'spark-submit', '--master', cluster.master, ...impatient, '/opt/spark/apps/sum.py');
    };

    test('runs a job, and no command line shows the secret meanwhile', async () => {
      progress('authentication: a job with the secret');
      const job = cluster.submit('sum.py', '8');
      const seen = await commandLines(cluster, 'CoarseGrainedExecutorBackend');
      expect(seen).toContain('CoarseGrainedExecutorBackend');
      expect(seen).toContain('SparkSubmit');
      expect(seen).not.toContain(secret);
      expect((await job).output).toContain('SUM 499500');
    });

    test('lets in an application from elsewhere that has the secret', async () => {
      expect((await submitFromOutside('--env', `SPARK_RPC_AUTHENTICATION_SECRET=${secret}`)).output).toContain('SUM 499500');
    });

    test('keeps out applications with a wrong secret or with none', async () => {
      progress('authentication: jobs that must be kept out');
      const ended = (await intruders) ?? [];
      expect(ended).toHaveLength(2);
      for (const { status, output } of ended) {
        expect(output.match(/SUM 499500|All masters are unresponsive/g)?.[0]).toBe('All masters are unresponsive');
        expect(status).not.toBe(0);
      }
    });

    test('shows the secret neither in the image nor in any log', async () => {
      expect(await docker(['image', 'inspect', repository().image])).not.toContain(secret);
      expect(await docker(['history', '--no-trunc', repository().image])).not.toContain(secret);
      expect(await cluster.logs()).not.toContain(secret);
      expect((await cluster.exec('/opt/entrypoint.sh', 'print-config')).output).not.toContain(secret);
    });
  });
}

/** The command lines of all processes in all containers, as soon as one of them holds a word; after 90 s whatever there is. */
async function commandLines(cluster: Cluster, word: string): Promise<string> {
  const look = async () => {
    const containers = await cluster.containers();
    const outputs = await Promise.all(containers.map(({ id }) => tryDocker(['exec', id, 'ps', '-ww', '-eo', 'args'])));
    return outputs.map(({ stdout }) => stdout).join('\n');
  };
  return eventually(look, (lines) => lines.includes(word), 90);
}
