import * as fs from 'node:fs';
import { expectedSums } from './cluster-fault-checks';
import { engineAnswers } from './engine';
import { progress } from './progress';
import { clusterIsWanted, RealCluster } from './real-cluster';
import { Repository } from './repository';
import { builtSubject } from './subjects';
import { eventually } from './waiting';

jest.setTimeout(40 * 60_000);

const describeOnCluster = engineAnswers() && clusterIsWanted() ? describe : describe.skip;

const STORAGE_CLASS = 'by-hand';
const NAMESPACE = ['--namespace', 'spark'];
const IMAGE = 'ghcr.io/spark-image-test/spark-e2e-newest:local';
const WORKERS = 'app.kubernetes.io/name=spark-worker';
const EXECUTORS = 'spark-role=executor';

/** What the tests read of a pod. */
interface Pod {
  readonly metadata: { readonly name: string };
  readonly status: { readonly conditions?: ReadonlyArray<{ readonly type: string; readonly status: string }> };
}

describeOnCluster('the manifests, on a real cluster', () => {
  const cluster = new RealCluster();
  let repository: Repository;

  beforeAll(async () => {
    repository = await builtSubject('newest', {
      kubernetes: { image: IMAGE, storageClass: STORAGE_CLASS, standalone: true, historyServer: true, connect: true },
    });
    await cluster.start(repository.image);
    await cluster.makeVolumes(STORAGE_CLASS, { events: '10Gi', recovery: '1Gi' });
  });

  afterAll(async () => {
    await cluster.end();
    fs.rmSync(repository.directory, { recursive: true, force: true });
  });

  /** A pod of the image in the namespace, as the policies have it for a driver of the standalone cluster or a client of Spark Connect. */
  const client = (name: string, args: readonly string[], more: object = {}): object => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'spark', labels: { 'spark-client': 'true' } },
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{
        name: 'spark',
        image: IMAGE,
        args,
        env: [
          { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
          { name: 'SPARK_RPC_AUTHENTICATION_SECRET_FILE', value: '/etc/spark/rpc/secret' },
        ],
        securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
        volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, { name: 'secret', mountPath: '/etc/spark/rpc' }, { name: 'jobs', mountPath: '/opt/spark/apps' }],
      }],
      volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'secret', secret: { secretName: 'spark-rpc' } }, { name: 'jobs', configMap: { name: 'jobs', optional: true } }],
      ...more,
    },
  });

  /** Names of the pods that a selector finds and that are ready. */
  const ready = async (selector: string): Promise<string[]> => {
    const { items } = JSON.parse(await cluster.kubectl('get', 'pods', ...NAMESPACE, '--selector', selector, '--output', 'json')) as { readonly items: readonly Pod[] };
    return items.filter(({ status }) => status.conditions?.some((one) => one.type === 'Ready' && one.status === 'True')).map(({ metadata }) => metadata.name);
  };

  /** What a job of the tests answers on the standalone cluster, with something done to it once its first stage is over. */
  const sumsWhile = async (name: string, act: () => Promise<unknown>): Promise<unknown> => {
    const submit = ['spark-submit', '--master', 'spark://spark-master:7077', '--conf', 'spark.driver.host=$(POD_IP)', '--conf', 'spark.executor.memory=512m'];
    expect(await cluster.apply(client(name, [...submit, '/opt/spark/apps/slow_shuffle.py', '5']))).toMatchObject({ status: 0 });
    expect(await cluster.log([...NAMESPACE, name], /^SHUFFLED/m, 240)).toMatch(/^SHUFFLED/m);
    await act();
    const log = await cluster.log([...NAMESPACE, name], /^ANSWER /m, 300);
    await cluster.kubectl('delete', 'pod', name, ...NAMESPACE);
    const answer = /^ANSWER (.*)$/m.exec(log)?.[1];
    return answer === undefined ? log.slice(-3000) : JSON.parse(answer);
  };

  test('"kubernetes:apply" makes the secret, and waits until every server is ready', async () => {
    progress('kubernetes: apply');
    const { status, output } = await cluster.paste(repository.directory, 'npx --no-install projen kubernetes:apply 2>&1 || bash spark-image/kubernetes.sh apply');
    expect(output).toContain('making the secret spark-rpc');
    expect({ status, output }).toMatchObject({ status: 0 });
    for (const server of ['spark-master', 'spark-worker', 'spark-history-server', 'spark-connect']) expect(await ready(`app.kubernetes.io/name=${server}`)).toHaveLength(1);
  });

  test('the namespace refuses a pod that is not restricted', async () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'root', namespace: 'spark' }, spec: { containers: [{ name: 'root', image: IMAGE, securityContext: { runAsUser: 0 } }] } };
    expect(await cluster.apply(pod)).toMatchObject({ status: 1, output: expect.stringContaining('violates PodSecurity "restricted:latest"') });
  });

  test('the example job runs by the commands of the README', async () => {
    progress('kubernetes: the example job');
    const { status, output } = await cluster.paste(repository.directory, 'kubectl apply -k kubernetes/example && kubectl -n spark wait --for=condition=complete --timeout=10m job/spark-example');
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(await cluster.kubectl('logs', ...NAMESPACE, '--selector', 'spark-role=driver,spark-app-name=spark-example', '--tail=-1')).toMatch(/total|amount|count/i);
  });

  test('the secret stands in no ConfigMap, and in no environment or argument of a pod', async () => {
    const secret = Buffer.from(await cluster.kubectl('get', 'secret', 'spark-rpc', ...NAMESPACE, '--output', 'jsonpath={.data.secret}'), 'base64').toString().trim();
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(await cluster.kubectl('get', 'configmaps,pods,jobs,deployments,statefulsets', ...NAMESPACE, '--output', 'yaml')).not.toContain(secret);
    const [master] = await ready('app.kubernetes.io/name=spark-master');
    expect(await cluster.kubectl('exec', master, ...NAMESPACE, '--', 'sh', '-c', 'cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ | tr "\\0" "\\n"')).not.toContain(secret);
  });

  test('the history server shows the example when it has ended', async () => {
    const ask = async () => (cluster.kubectl('exec', 'deployment/spark-history-server', ...NAMESPACE, '--', 'python3', '-c',
      'import urllib.request; print(urllib.request.urlopen("http://localhost:18080/api/v1/applications?status=completed").read().decode())'));
    expect(await eventually(ask, (text) => text.includes('spark-example'), 60)).toContain('spark-example');
  });

  test('a client reaches Spark Connect through its Service, and executors are pods', async () => {
    progress('kubernetes: Spark Connect');
    const query = 'echo \'println("ANSWER " + spark.range(1000).selectExpr("sum(id)").head().getLong(0))\' | spark-shell --remote sc://spark-connect:15002';
    expect(await cluster.apply(client('connect-client', ['bash', '-c', query]))).toMatchObject({ status: 0 });
    expect(await cluster.log([...NAMESPACE, 'connect-client'], /^ANSWER \d+/m, 240)).toMatch(/^ANSWER 499500$/m);
    expect(await ready(EXECUTORS)).not.toEqual([]);
  });

  describe('the standalone cluster', () => {
    beforeAll(async () => {
      await cluster.kubectl('create', 'configmap', 'jobs', ...NAMESPACE, `--from-file=${repository.directory}/spark-apps/slow_shuffle.py`);
      // The executors of Spark Connect would take the memory of the node.
      await cluster.kubectl('scale', 'deployment/spark-connect', ...NAMESPACE, '--replicas=0');
    });

    test('goes on with a running application when the pod of its master is deleted', async () => {
      progress('kubernetes: the master is deleted');
      expect(await sumsWhile('with-new-master', () => cluster.kubectl('delete', 'pod', 'spark-master-0', ...NAMESPACE))).toEqual(expectedSums());
      expect(await eventually(() => ready(WORKERS), (names) => names.length === 1, 120)).toHaveLength(1);
    });

    test('brings a running application to its end when the pod of a worker is deleted', async () => {
      progress('kubernetes: a worker is deleted');
      const [worker] = await ready(WORKERS);
      expect(await sumsWhile('with-new-worker', () => cluster.kubectl('delete', 'pod', worker, ...NAMESPACE, '--wait=false'))).toEqual(expectedSums());
    });
  });

  test('a missing secret is named where people look', async () => {
    await cluster.apply(client('without-secret', ['true'], { volumes: [{ name: 'tmp', emptyDir: {} }, { name: 'secret', secret: { secretName: 'missing' } }, { name: 'jobs', emptyDir: {} }] }));
    const events = () => cluster.kubectl('describe', 'pod', 'without-secret', ...NAMESPACE);
    expect(await eventually(events, (text) => text.includes('"missing" not found'), 60)).toContain('"missing" not found');
  });
});
