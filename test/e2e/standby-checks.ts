import { randomBytes } from 'node:crypto';
import { answerOf } from './cluster-checks';
import { expectedSums } from './cluster-fault-checks';
import { healthy, removeContainers, said, startContainer, variableOptions, Variables } from './containers';
import { docker, tryDocker } from './engine';
import { RESTRICTED } from './image-checks';
import { masterStateOf } from './isolated-cluster';
import { progress } from './progress';
import { Repository } from './repository';

const MASTERS = ['master-1', 'master-2'];
const URL = `spark://${MASTERS.map((name) => `${name}:7077`).join(',')}`;

/** One node of the ZooKeeper among Spark's JARs. A session ends at the latest after twenty of its ticks of 300 ms. */
const ZOOKEEPER = ['bash', '-c', 'exec java -cp "$SPARK_HOME/jars/*" org.apache.zookeeper.server.ZooKeeperServerMain 2181 /tmp/zookeeper 300'];

/** Two masters whose address is given as one: the one that does not lead takes over. */
export function checkStandbyMaster(repository: () => Repository): void {
  describe('two masters with ZooKeeper', () => {
    const network = () => `${repository().testCase.name}-standby`;
    const secret = { SPARK_RPC_AUTHENTICATION_SECRET: randomBytes(32).toString('hex') };
    const election = { ...secret, SPARK_CONF_spark_deploy_recoveryMode: 'ZOOKEEPER', SPARK_CONF_spark_deploy_zookeeper_url: 'zookeeper:2181' };
    const start = (name: string, variables: Variables, ...command: string[]) => startContainer(repository().image, [
      ...RESTRICTED, '--network', network(), '--hostname', name, '--network-alias', name, '--volume', `${repository().directory}/spark-apps:/opt/spark/apps:ro`, ...variableOptions(variables),
    ], ...command);
    let leading: string;
    let standing: string;
    let worker: string;

    beforeAll(async () => {
      progress('faults: two masters, and the ZooKeeper that elects one of them');
      await docker(['network', 'create', network()]);
      await start('zookeeper', {}, ...ZOOKEEPER);
      leading = await start(MASTERS[0], election);
      await masterStateOf(leading, (state) => state.status === 'ALIVE');
      standing = await start(MASTERS[1], election);
      worker = await start('worker', { ...secret, SPARK_MODE: 'worker', SPARK_MASTER_URL: URL });
      await healthy(worker);
    });

    afterAll(async () => {
      await removeContainers();
      await tryDocker(['network', 'rm', network()]);
    });

    test('are both healthy, and one of them stands by', async () => {
      expect((await masterStateOf(standing)).status).toBe('STANDBY');
      for (const id of [leading, standing]) await healthy(id);
    });

    test('go on with the other one where one is killed: its worker, its application, and the answer', async () => {
      progress('faults: the master that leads is killed during a job');
      const job = await start('driver', secret, 'spark-submit', '--master', URL, '/opt/spark/apps/slow_shuffle.py', '5');
      await said(job, /^SHUFFLED$/m, 120);
      await docker(['kill', leading]);
      const after = await masterStateOf(standing, (state) => state.status === 'ALIVE' && state.workers.length === 1 && state.activeapps.length === 1);
      expect(after.workers[0].state).toBe('ALIVE');
      const status = Number(await docker(['wait', job]));
      expect(answerOf({ status, output: (await tryDocker(['logs', job])).output })).toEqual(expectedSums());
      await healthy(worker);
      expect((await tryDocker(['logs', worker])).output).toContain('Master has changed, new master is at spark://master-2:7077');
    });
  });
}
