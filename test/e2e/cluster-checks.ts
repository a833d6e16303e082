import * as fs from 'node:fs';
import * as path from 'node:path';
import { CommandResult } from './command';
import { Cluster } from './compose';
import { propertiesOf } from './configuration-checks';
import { docker } from './engine';
import { progress } from './progress';
import { paste, shellBlock } from './readme';
import { Repository } from './repository';

const WORKERS = 2;
const DATA = '/opt/spark/data/orders_by_region';

/** The answer of orders_by_region.py, worked out without Spark. */
function expectedSums(): number[][] {
  const sums = Array.from({ length: 7 }, (_, region) => [region, 0, 0]);
  for (let id = 0; id < 1_000_000; id++) {
    const sum = sums[((id * 7919) % 1000) % 7];
    sum[1] += 1;
    sum[2] += (id * 31) % 997;
  }
  return sums;
}

/** What a job printed after ANSWER; the whole output where it printed none. */
export function answerOf({ status, output }: Pick<CommandResult, 'status' | 'output'>): unknown {
  const line = output.split('\n').find((text) => text.startsWith('ANSWER '));
  if (status !== 0 || !line) throw new Error(`the job ended with ${status}:\n${output.slice(-4000)}`);
  return JSON.parse(line.slice('ANSWER '.length));
}

/** Runs a cluster through one compose file, from start to removal: one test a step, each needs the ones before it. */
export function checkCluster(repository: () => Repository, file: string): void {
  describe(`the cluster of ${file}`, () => {
    let cluster: Cluster;
    const answer = () => ({ sums: expectedSums(), executors: WORKERS, spark: repository().testCase.sparkVersion });

    beforeAll(async () => {
      cluster = new Cluster(repository(), file);
      await cluster.up(WORKERS);
    });

    afterAll(() => cluster?.down());

    test('a master and two workers are healthy', async () => {
      const states = await Promise.all((await cluster.containers()).map(({ id }) => docker(['inspect', '--format', '{{.State.Health.Status}}', id])));
      expect(states).toEqual(['healthy', 'healthy', 'healthy']);
    });

    test('a job shuffles a million rows over both workers and writes Parquet', async () => {
      progress(`${file}: a job of a million rows`);
      expect(answerOf(await cluster.submit('orders_by_region.py', 'write', DATA))).toEqual(answer());
    });

    if (file === 'docker-compose.yml') {
      test('executors start with the archive of classes, unless the job gives them a class path of its own', async () => {
        expect(answerOf(await cluster.submit('mapped_archive.py'))).toBe(true);
        expect(answerOf(await cluster.submit('mapped_archive.py', '/opt/spark/apps/mine.jar'))).toBe(false);
      });
    }

    test("a job runs from a container of its own of the master's service", async () => {
      const { output } = await cluster.run('spark-master', 'spark-submit', '--master', cluster.master, '/opt/spark/apps/sum.py');
      expect(output).toContain('SUM 499500');
      expect(output).not.toContain('names this container itself');
    });

    if (file === 'docker-compose.yml') {
      test('executors and the driver keep a table in one place', async () => {
        const { stdout } = await cluster.exec('spark-sql', '-e', "CREATE TABLE fruit AS SELECT id FROM range(10); SELECT 'ROWS', count(*) FROM fruit");
        expect(stdout).toMatch(/^ROWS\s10$/m);
      });
    }

    test('the example submission works as it stands in the file, and in the README', async () => {
      const submission = submissionOf(repository(), file);
      if (file === 'docker-compose.yml') expect(shellBlock(repository(), 'Submitting an application').trim()).toBe(submission);
      progress(`${file}: ${submission}`);
      const { status, output } = await paste(repository(), submission);
      expect(output.split('\n')).toContainEqual(expect.stringMatching(/^OK: 1000000 orders/));
      expect(status).toBe(0);
    });

    test('after a restart the data is still there', async () => {
      await cluster.restart(WORKERS);
      expect(answerOf(await cluster.submit('orders_by_region.py', 'read', DATA))).toEqual(answer());
    });

    test('a restart adds nothing twice to the configuration', async () => {
      const { stdout } = await cluster.exec('bash', '-c', 'cat "$SPARK_CONF_DIR/spark-defaults.conf"');
      const names = propertiesOf(stdout).map(([name]) => name);
      expect(names.length).toBeGreaterThan(0);
      expect(names).toEqual([...new Set(names)]);
    });

    test('every process ends by the signal when the cluster is stopped', async () => {
      await cluster.stop();
      const codes = await Promise.all((await cluster.containers()).map(({ id }) => docker(['inspect', '--format', '{{.State.ExitCode}}', id])));
      expect(codes).toEqual(['143', '143', '143']);
    });

    test('only the volumes that the compose file names are left when it is taken down', async () => {
      const ids = (await cluster.containers()).map(({ id }) => id);
      const used = (await docker(['inspect', '--format', '{{range .Mounts}}{{if eq .Type "volume"}}{{println .Name}}{{end}}{{end}}', ...ids])).split('\n').filter(Boolean);
      await cluster.downAlone();
      const left = (await docker(['volume', 'ls', '--quiet'])).split('\n');
      expect([...new Set(used)].filter((name) => left.includes(name)).sort()).toEqual(['data', 'logs', 'work', 'work-dir'].map((name) => `${repository().testCase.name}_spark-${name}`));
    });

    test('nothing is left when it is taken down with its volumes', async () => {
      await cluster.down();
      const filter = ['--quiet', '--filter', `label=com.docker.compose.project=${repository().testCase.name}`];
      expect(await docker(['ps', '--all', ...filter])).toBe('');
      expect(await docker(['volume', 'ls', ...filter])).toBe('');
    });
  });
}

/** The submission that the header of a compose file shows. */
function submissionOf(repository: Repository, file: string): string {
  const text = fs.readFileSync(path.join(repository.directory, file), 'utf8');
  return /^# {3}(docker compose .*spark-submit .*)$/m.exec(text)?.[1] ?? '';
}
