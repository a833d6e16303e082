import { removeContainers } from './containers';
import { DetachedJob } from './detached-job';
import { docker, tryDocker } from './engine';
import { IsolatedCluster } from './isolated-cluster';
import { progress } from './progress';
import { Repository } from './repository';
import { eventually } from './waiting';

const WORK = '/opt/spark/work';
const LOCAL = '/opt/spark/work-dir';

/** A cluster that is too small: a worker with little room on its disks, jobs that want more than there is. */
export function checkSmallCluster(repository: () => Repository): void {
  describe('a worker with small disks', () => {
    let cluster: IsolatedCluster;
    let worker: string;
    const submit = (...command: string[]) => DetachedJob.submit(cluster, repository().image, {}, ...command);
    const inWorker = (...command: string[]) => tryDocker(['exec', worker, ...command]);
    const free = async (directory: string) => Number((await inWorker('df', '--output=avail', directory)).stdout.split('\n')[1]);

    /** What is missing of the room there was; executors take their files away after the master has counted them out. */
    const missing = (directory: string, before: number) => eventually(async () => before - await free(directory), (kilobytes) => kilobytes < 1024, 90);

    beforeAll(async () => {
      cluster = new IsolatedCluster(repository(), `${repository().testCase.name}-small`, { workerDisks: { [WORK]: '256k', [LOCAL]: '16m' } });
      await cluster.up(1);
      [worker] = await cluster.workerContainers();
    });

    afterEach(() => removeContainers());
    afterAll(() => cluster?.down());

    const staysAndWorks = async () => {
      expect(await docker(['inspect', '--format', '{{.State.Running}} {{.RestartCount}}', worker])).toBe('true 0');
      expect((await cluster.masterState()).workers.map(({ state }) => state)).toEqual(['ALIVE']);
      expect((await cluster.submit('sum.py')).output).toContain('SUM 499500');
    };

    test('fails a job whose shuffle does not fit, by name, and has the room again afterwards', async () => {
      progress('faults: a shuffle that does not fit on the disk');
      const before = await free(LOCAL);
      const { status, output } = await (await submit('/opt/spark/apps/fill_disk.py')).ended();
      expect(output).toContain('No space left on device');
      expect(output).not.toMatch(/^BLOCKS \d/m);
      expect(status).toBe(1);
      await cluster.masterState((state) => state.activeapps.length === 0 && state.workers[0].coresused === 0);
      expect(await missing(LOCAL, before)).toBeLessThan(1024);
      await staysAndWorks();
    });

    test('fails a job when its work directory is full, and takes the next one when there is room', async () => {
      progress('faults: a full work directory');
      await inWorker('dd', 'if=/dev/zero', `of=${WORK}/filler`, 'bs=1k', 'count=300');
      expect(await free(WORK)).toBe(0);
      const { status, output } = await (await submit('/opt/spark/apps/sum.py')).ended();
      expect(output).not.toContain('SUM 499500');
      expect(status).not.toBe(0);
      expect((await tryDocker(['logs', worker])).output).toMatch(/Failed to create directory|No space left on device/);
      await inWorker('rm', `${WORK}/filler`);
      await staysAndWorks();
    });

    test('says so when an executor is larger than the worker', async () => {
      const job = await submit('--executor-memory', '64g', '/opt/spark/apps/sum.py');
      expect(await job.says(/Initial job has not accepted any resources.*/)).not.toContain('SUM 499500');
      await docker(['stop', job.id]);
      expect((await job.ended()).status).toBe(143);
    });
  });
}
