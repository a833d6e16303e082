import { randomBytes } from 'node:crypto';
import { removeContainers, startContainer, Variables } from './containers';
import { DetachedJob } from './detached-job';
import { docker, tryDocker } from './engine';
import { RESTRICTED } from './image-checks';
import { IsolatedCluster, MasterState } from './isolated-cluster';
import { progress } from './progress';
import { Repository } from './repository';
import { eventually } from './waiting';

const WORKERS = 2;
const newSecret = () => randomBytes(32).toString('hex');

/** No task starts before every worker has an executor: the driver knows how many cores it waits for. */
export const ALL_WORKERS = ['--conf', `spark.cores.max=${2 * WORKERS}`, '--conf', 'spark.scheduler.minRegisteredResourcesRatio=1.0', '--conf', 'spark.scheduler.maxRegisteredResourcesWaitingTime=180s'];

/** A driver that soon sees that another process is gone: its defaults wait for two minutes. */
const IMPATIENT = ['--conf', 'spark.shuffle.io.connectionCreationTimeout=5s', '--conf', 'spark.shuffle.io.maxRetries=1', '--conf', 'spark.shuffle.io.retryWait=1s'];

/** The answer of slow_shuffle.py, worked out without Spark. */
export function expectedSums(): number[][] {
  const sums = Array.from({ length: 16 }, (_, rest) => [rest, 0]);
  for (let n = 0; n < 100_000; n++) sums[n % 16][1] += n;
  return sums;
}

/** What slow_shuffle.py printed after ANSWER, and its status. */
function answerOf({ status, output }: { readonly status: number; readonly output: string }): unknown {
  const answer = /^ANSWER (.*)$/m.exec(output)?.[1];
  if (!answer) throw new Error(`the job ended with ${status} and without an answer:\n${output.slice(-4000)}`);
  return { status, sums: JSON.parse(answer) };
}

/** Faults of a cluster that demands a secret, encrypts and keeps its state: one test a fault, in this order. */
export function checkClusterFaults(repository: () => Repository): void {
  describe('a cluster with a secret, encryption and a recovery directory', () => {
    const secret = { SPARK_RPC_AUTHENTICATION_SECRET: newSecret() };
    const image = () => repository().image;
    const right = { status: 0, sums: expectedSums() };
    let cluster: IsolatedCluster;
    let intruders: Intruders;

    beforeAll(async () => {
      const project = `${repository().testCase.name}-faults`;
      cluster = new IsolatedCluster(repository(), project, { settings: { ...secret, SPARK_MASTER_RECOVERY_DIR: '/opt/spark/data/recovery' } });
      await cluster.up(WORKERS);
      progress('faults: a worker and applications that must be kept out; they take a minute to give up');
      intruders = await Intruders.start(cluster, image(), secret);
    });

    afterAll(async () => {
      await removeContainers();
      await cluster?.down();
    });

    test('the unauthenticated port for submissions is closed', async () => {
      const refused = await cluster.exec('python3', '-c', 'import socket; print([socket.socket().connect_ex(("spark-master", port)) for port in (7077, 6066)])');
      expect(refused.stdout).toBe('[0, 111]\n');
    });

    test('a job that is stopped ends with 143, and leaves no executor', async () => {
      progress('faults: TERM during a job');
      const job = await DetachedJob.submit(cluster, image(), secret, ...ALL_WORKERS, '/opt/spark/apps/slow_shuffle.py', '120');
      await job.says(/^SHUFFLED$/m);
      const { activeapps } = await cluster.masterState();
      await docker(['stop', '--time', '60', job.id]);
      const { status, output } = await job.ended();
      expect({ status, answered: /ANSWER/.test(output) }).toEqual({ status: 143, answered: false });
      const after = await cluster.masterState((state) => state.activeapps.length === 0 && state.workers.every((worker) => worker.coresused === 0));
      expect(after.completedapps.map(({ id }) => id)).toContain(activeapps[0].id);
      expect(await processes(cluster, /CoarseGrainedExecutorBackend|pyspark\.daemon/)).toEqual([]);
    });

    test('a worker with a wrong secret is kept out, and its health check says so', async () => {
      const { status, output } = await tryDocker(['exec', intruders.worker, 'python3', '-S', '-E', '/opt/spark-image/healthcheck.py']);
      expect({ status, output }).toEqual({ status: 1, output: 'the worker is not registered with a master\n' });
      expect((await cluster.masterState()).workers).toHaveLength(WORKERS);
    });

    test.each([
      ['a wrong secret', 'wrong'],
      ['the right secret, but no encryption', 'plain'],
      ['no secret', 'without'],
    ] as const)('an application with %s is kept out', async (_, name) => {
      const { status, output } = await intruders[name].ended();
      expect(output.match(/^SHUFFLED|^ANSWER|All masters are unresponsive/m)?.[0]).toBe('All masters are unresponsive');
      expect(status).not.toBe(0);
    });

    test('a master that dies is started again, and its application goes on', async () => {
      progress('faults: the master is killed during a job');
      const job = await DetachedJob.submit(cluster, image(), secret, ...ALL_WORKERS, '/opt/spark/apps/slow_shuffle.py', '10');
      await job.says(/^SHUFFLED$/m);
      const before = await cluster.masterState();
      const master = await cluster.masterContainer();
      const restarts = async () => Number(await docker(['inspect', '--format', '{{.RestartCount}}', master]));
      const first = await restarts();
      await tryDocker(['exec', master, 'pkill', '-KILL', '-f', 'deploy.master.Master']);
      const { id } = before.activeapps[0];
      const knows = ({ activeapps, completedapps }: MasterState) => [...activeapps, ...completedapps].some((application) => application.id === id);
      const after = await cluster.masterState((state) => state.status === 'ALIVE' && knows(state) && state.workers.length === WORKERS, 150);
      expect(await restarts()).toBe(first + 1);
      expect(after.workers.map((worker) => worker.id).sort()).toEqual(before.workers.map((worker) => worker.id).sort());
      expect(answerOf(await job.ended())).toEqual(right);
      await cluster.masterState((state) => state.completedapps.some((application) => application.id === id));
    });

    test('a worker that is killed between the stages of a shuffle changes no answer', async () => {
      progress('faults: a worker is killed during a shuffle');
      const job = await DetachedJob.submit(cluster, image(), secret, ...ALL_WORKERS, ...IMPATIENT, '/opt/spark/apps/slow_shuffle.py', '4');
      await job.says(/^SHUFFLED$/m);
      await docker(['kill', (await cluster.workerContainers())[0]]);
      const end = await job.ended();
      expect(answerOf(end)).toEqual(right);
      expect(end.output).toMatch(/Lost executor \d/);
      expect(end.output).toMatch(/Resubmitting failed stages|Submitting ShuffleMapStage 2 /);
      await cluster.masterState((state) => state.workers.filter((worker) => worker.state === 'ALIVE').length === WORKERS - 1, 150);
    });

    test('no secret is in any log', async () => {
      expect(await cluster.logs()).not.toContain(secret.SPARK_RPC_AUTHENTICATION_SECRET);
    });
  });
}

/** Who must be kept out of the cluster. They run beside its tests, since they take a minute to give up. */
class Intruders {
  public static async start(cluster: IsolatedCluster, image: string, secret: Variables): Promise<Intruders> {
    const wrong = { SPARK_RPC_AUTHENTICATION_SECRET: newSecret() };
    const submit = (settings: Variables) => DetachedJob.submit(cluster, image, settings, '/opt/spark/apps/slow_shuffle.py');
    const worker = cluster.guestOptions({ ...wrong, SPARK_MODE: 'worker', SPARK_MASTER_URL: cluster.master });
    return new Intruders(
      await startContainer(image, [...RESTRICTED, ...worker]),
      await submit(wrong),
      await submit({ ...secret, SPARK_RPC_ENCRYPTION_ENABLED: 'no' }),
      await submit({}),
    );
  }

  private constructor(
    /** Container of a worker with a wrong secret. */
    public readonly worker: string,
    public readonly wrong: DetachedJob,
    public readonly plain: DetachedJob,
    public readonly without: DetachedJob,
  ) {}
}

/** Command lines of the cluster that match, a while after what they belong to has ended. */
async function processes(cluster: IsolatedCluster, pattern: RegExp): Promise<string[]> {
  const look = async () => {
    const outputs = await Promise.all((await cluster.workerContainers()).map((id) => docker(['exec', id, 'ps', '-ww', '-eo', 'args'])));
    return outputs.join('\n').split('\n').filter((line) => pattern.test(line));
  };
  return eventually(look, (lines) => lines.length === 0, 40);
}
