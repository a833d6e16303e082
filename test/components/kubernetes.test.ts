import { SparkKubernetes } from '../../src';
import { at, resourcesIn } from '../kubernetes/resources';
import { imageWith, plainProject, repositoryWith, synthesize } from './synthesis';

const CONNECT = { sparkConnect: { sha512: 'ab'.repeat(64) } };

function resource(files: { readonly [path: string]: string }, path: string, kind: string): unknown {
  return resourcesIn(files[path]).find((one) => one.kind === kind);
}

test('without the option a repository has no manifests', () => {
  const project = repositoryWith();
  expect(project.kubernetes).toBeUndefined();
  expect(Object.keys(synthesize(project)).filter((file) => file.startsWith('kubernetes/'))).toEqual([]);
  expect(project.tasks.all.filter(({ name }) => name.startsWith('kubernetes'))).toEqual([]);
});

test('an empty option gives jobs, and nothing that stays', () => {
  const project = repositoryWith({ kubernetes: {} });
  const kinds = project.kubernetes?.resources.map((id) => id.split(' ')[0]);
  expect(kinds).toEqual(expect.arrayContaining(['Namespace', 'ServiceAccount', 'Role', 'RoleBinding', 'NetworkPolicy', 'Job', 'SparkApplication']));
  expect(kinds).not.toContain('Deployment');
  expect(kinds).not.toContain('StatefulSet');
  expect(project.tasks.all.map(({ name }) => name)).toEqual(expect.arrayContaining(['kubernetes:apply', 'kubernetes:status', 'kubernetes:example', 'kubernetes:delete']));
});

test('options of compose decide both', () => {
  const files = synthesize(repositoryWith({
    ...CONNECT, compose: { workers: 4, workerCores: 3, workerMemory: '6g', historyServer: true, connect: true }, kubernetes: { standalone: true },
  }));
  const worker = resource(files, 'kubernetes/base/worker.yaml', 'Deployment');
  expect(at(worker, ['spec', 'replicas'])).toBe(4);
  expect(JSON.stringify(worker)).toContain('{"name":"SPARK_WORKER_MEMORY","value":"6g"}');
  expect(JSON.stringify(worker)).toContain('"limits":{"cpu":"3","memory":"7168Mi"}');
  expect(Object.keys(files)).toEqual(expect.arrayContaining(['kubernetes/base/connect.yaml', 'kubernetes/base/history-server.yaml']));
});

test('the option itself wins over compose', () => {
  const files = synthesize(repositoryWith({ compose: { historyServer: true }, kubernetes: { historyServer: false } }));
  expect(files).not.toHaveProperty(['kubernetes/base/history-server.yaml']);
  expect(files['kubernetes/base/spark-defaults.conf']).not.toContain('eventLog');
});

test('values of the image reach pods and properties', () => {
  const files = synthesize(repositoryWith({
    ports: { applicationUi: 14040, master: 17077 },
    environment: { SPARK_EXECUTOR_MEMORY: '3g', SPARK_EXECUTOR_CORES: '2', SPARK_DRIVER_MEMORY: '2g' },
    kubernetes: { standalone: true, namespace: 'jobs', image: 'registry.example.com/spark:1.0' },
  }));
  const defaults = files['kubernetes/base/spark-defaults.conf'];
  for (const line of ['spark.executor.memory 3g', 'spark.executor.cores 2', 'spark.driver.memory 2g', 'spark.ui.port 14040', 'spark.kubernetes.namespace jobs', 'spark.kubernetes.container.image registry.example.com/spark:1.0']) {
    expect(defaults.replace(/ +/g, ' ').split('\n')).toContain(line);
  }
  expect(files['kubernetes/base/worker.yaml']).toContain('spark://spark-master:17077');
  expect(files['kubernetes/base/network-policies.yaml']).toContain('port: 14040');
});

test('OpenShift chooses the group of volumes itself', () => {
  const texts = Object.entries(synthesize(repositoryWith({ kubernetes: { openshift: true, standalone: true } }))).filter(([file]) => file.startsWith('kubernetes/'));
  expect(texts.map(([, text]) => text).join('')).not.toMatch(/fsGroup|runAsUser|kube-dns/);
});

describe('the escape hatches', () => {
  const project = repositoryWith({ kubernetes: { standalone: true, historyServer: true } });
  project.kubernetes?.addResource({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own' }, data: { a: '1' } });
  project.kubernetes?.patch('Deployment', 'spark-worker', {
    metadata: { labels: { team: 'data' } },
    spec: {
      replicas: 7,
      template: {
        spec: {
          nodeSelector: { disk: 'ssd' },
          topologySpreadConstraints: undefined,
          containers: [{
            name: 'spark',
            env: [{ name: 'SPARK_WORKER_CORES', value: '9' }, { name: 'OWN', value: 'x' }],
            args: ['worker'],
            volumeMounts: [{ mountPath: '/opt/spark/work', name: 'disk' }],
          }],
          volumes: [{ name: 'work', $patch: 'delete' }, { name: 'disk', emptyDir: {} }],
        },
      },
    },
  });
  const files = synthesize(project);
  const worker = resource(files, 'kubernetes/base/worker.yaml', 'Deployment');
  const pod = ['spec', 'template', 'spec'];
  const [container] = at(worker, [...pod, 'containers']) as ReadonlyArray<{ readonly [member: string]: unknown }>;

  test('a resource of one\'s own stands in a file, and the base names it', () => {
    expect(resourcesIn(files['kubernetes/base/config-map-own.yaml'])).toEqual([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own' }, data: { a: '1' } }]);
    expect(at(resource(files, 'kubernetes/base/kustomization.yaml', 'Kustomization'), ['resources'])).toContain('config-map-own.yaml');
    expect(project.kubernetes?.resources).toContain('ConfigMap own');
  });

  test('maps are merged, single values replaced, and what is undefined goes', () => {
    expect(at(worker, ['metadata'])).toEqual({ name: 'spark-worker', namespace: 'spark', labels: { team: 'data' } });
    expect(at(worker, ['spec', 'replicas'])).toBe(7);
    expect(at(worker, [...pod, 'nodeSelector'])).toEqual({ disk: 'ssd' });
    expect(at(worker, [...pod, 'topologySpreadConstraints'])).toBeUndefined();
  });

  test('entries of lists are found by name and path, and the rest stays', () => {
    expect(container.env).toEqual(expect.arrayContaining([{ name: 'SPARK_WORKER_CORES', value: '9' }, { name: 'SPARK_MODE', value: 'worker' }, { name: 'OWN', value: 'x' }]));
    expect(container.args).toEqual(['worker']);
    expect(container.volumeMounts).toEqual(expect.arrayContaining([{ name: 'disk', mountPath: '/opt/spark/work' }, { name: 'tmp', mountPath: '/tmp' }]));
    expect(at(worker, [...pod, 'volumes'])).toEqual(expect.arrayContaining([{ name: 'disk', emptyDir: {} }]));
    expect(at(worker, [...pod, 'volumes'])).not.toEqual(expect.arrayContaining([{ name: 'work', emptyDir: {} }]));
    expect(container.securityContext).toMatchObject({ readOnlyRootFilesystem: true });
  });
});

test('the manifests alone take the options of a repository', () => {
  const kubernetes = new SparkKubernetes(plainProject(), { image: imageWith(), repository: { kubernetes: { namespace: 'jobs' } } });
  expect(kubernetes.resources).toContain('Namespace jobs');
  expect(new SparkKubernetes(plainProject(), { image: imageWith() }).resources).toContain('Namespace spark');
});
