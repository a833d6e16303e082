import { answerOf } from './cluster-checks';
import { ALL_WORKERS, expectedSums } from './cluster-fault-checks';
import { removeContainers } from './containers';
import { DetachedJob } from './detached-job';
import { docker, tryDocker } from './engine';
import { IsolatedCluster } from './isolated-cluster';
import { progress } from './progress';
import { Repository } from './repository';

const GRACEFUL = { SPARK_WORKER_DECOMMISSION_ENABLED: 'yes' };
const WORKERS = 2;

/** A worker that is stopped while it has tasks, and lets them finish. */
export function checkGracefulStop(repository: () => Repository): void {
  describe('a worker that is taken out of service', () => {
    let cluster: IsolatedCluster;
    let leaving: string;

    beforeAll(async () => {
      cluster = new IsolatedCluster(repository(), `${repository().testCase.name}-graceful`, { settings: GRACEFUL });
      await cluster.up(WORKERS);
      [leaving] = await cluster.workerContainers();
    });

    afterAll(async () => {
      await removeContainers();
      await cluster?.down();
    });

    test('ends when its executors have, and the job comes to the right answer', async () => {
      progress('faults: a worker is stopped during a job, and may finish its tasks');
      const job = await DetachedJob.submit(cluster, repository().image, GRACEFUL, ...ALL_WORKERS, '/opt/spark/apps/slow_shuffle.py', '3');
      await job.says(/^SHUFFLED$/m);
      await docker(['stop', '--time', '90', leaving]);
      // By what it says, and not by order: the entrypoint and Spark write to two streams.
      const { output } = await tryDocker(['logs', leaving]);
      for (const said of ['Taking the worker out of service, for at most 60 seconds', 'Decommission worker', 'Ending the worker: its executors have ended']) expect(output).toContain(said);
      expect(await docker(['inspect', '--format', '{{.State.ExitCode}}', leaving])).toBe('143');
      const end = await job.ended();
      expect(answerOf(end)).toEqual(expectedSums());
      expect(end.output).toMatch(/decommission/i);
    });

    test('is known to its master as one that has left', async () => {
      await cluster.masterState((state) => state.workers.filter(({ state: now }) => now === 'ALIVE').length === WORKERS - 1);
    });
  });
}
