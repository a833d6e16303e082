import * as fs from 'node:fs';
import { docker } from './engine';
import { IsolatedCluster } from './isolated-cluster';
import { progress } from './progress';
import { generate, Repository } from './repository';
import { eventually } from './waiting';

const OTHERS = ['spark-history-server', 'spark-connect'];

const LIST = 'print(__import__("urllib.request").request.urlopen("http://127.0.0.1:18080/api/v1/applications").read().decode())';

/** The services that options add to the compose file, run by an image that is built. */
export function checkServices(repository: () => Repository): void {
  describe('the history server and the Connect server of the compose file', () => {
    let generated: Repository;
    let cluster: IsolatedCluster;

    beforeAll(async () => {
      progress('services by option: a cluster with history server and Connect');
      generated = generate(repository().testCase, { compose: { historyServer: true, connect: true } });
      cluster = new IsolatedCluster(generated, `${repository().testCase.name}-services`, { others: OTHERS });
      await cluster.up(1);
    });

    afterAll(async () => {
      await cluster?.down();
      fs.rmSync(generated.directory, { recursive: true, force: true });
    });

    test('come up healthy beside the cluster, and Connect leaves cores to others', async () => {
      const states = await Promise.all((await cluster.containers()).map(({ id }) => docker(['inspect', '--format', '{{.State.Health.Status}}', id])));
      expect(states).toEqual(['healthy', 'healthy', 'healthy', 'healthy']);
      const { workers, activeapps } = await cluster.masterState(({ activeapps: apps }) => apps.length > 0);
      expect(activeapps.map(({ state }) => state)).toEqual(['RUNNING']);
      expect(workers[0].coresused).toBe(1);
    });

    test('the history server lists a job that has ended, in which nobody asked for an event log', async () => {
      expect((await cluster.submit('sum.py')).output).toContain('SUM 499500');
      const { output } = await eventually(() => cluster.execIn('spark-history-server', 'python3', '-c', LIST), (answer) => answer.output.includes('"sum"'), 60);
      expect(output).toContain('"name" : "sum"');
    });
  });
}
