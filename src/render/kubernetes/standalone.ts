import { LOCAL_DIRECTORY } from '../compose-variables';
import { spreadOver } from './applications';
import { component, KubernetesFacts, NAMES, SECRET_FILE, secretVolume } from './facts';
import { BASE, ManifestFile, resource } from './manifest';
import { Members } from './patch';
import { containerMemory, settingOf } from './pods';
import { scratch, serverFile } from './servers';

/** Seconds of a graceful stop, and those that Java has afterwards. */
const DECOMMISSION_SECONDS = 60;
const STOP_SECONDS = 30;

/** Where a master keeps its state. */
const RECOVERY_PATH = '/opt/spark/recovery';

/** What the processes of the cluster have in common. */
const SHARED: Members = {
  SPARK_RPC_AUTHENTICATION_SECRET_FILE: SECRET_FILE,
  SPARK_WORKER_DECOMMISSION_ENABLED: 'yes',
};

/** A standalone cluster: a master, workers, and the Services by which they find each other. */
export function standaloneFiles(facts: KubernetesFacts): ManifestFile[] {
  return facts.standalone ? [masterFile(facts), workerFile(facts), ...autoscalerFiles(facts)] : [];
}

function masterFile(facts: KubernetesFacts): ManifestFile {
  const { image, storageClass } = facts;
  const claim = {
    metadata: { name: 'recovery' },
    spec: { accessModes: ['ReadWriteOnce'], storageClassName: storageClass, resources: { requests: { storage: '1Gi' } } },
  };
  return serverFile(facts, 'The master of the standalone cluster. Its state outlives its pod, so that workers and applications go on.', {
    name: NAMES.master,
    mode: 'master',
    kind: 'StatefulSet',
    replicas: 1,
    headless: true,
    ports: [{ name: 'rpc', port: image.portNumber('master') }, { name: 'ui', port: image.portNumber('masterUi') }],
    livePort: 'ui',
    environment: {
      POD_NAME: { fieldRef: { fieldPath: 'metadata.name' } },
      SPARK_MASTER_HOST: `$(POD_NAME).${NAMES.master}.${facts.namespace}.svc.cluster.local`,
      SPARK_MASTER_RECOVERY_DIR: RECOVERY_PATH,
      ...SHARED,
    },
    memory: containerMemory(settingOf(image, 'SPARK_DAEMON_MEMORY', '1g')),
    cores: '1',
    volumes: [secretVolume(facts), ...scratch(['/opt/spark/data', '/opt/spark/logs', '/opt/spark/work'])],
    of: { serviceName: NAMES.master, volumeClaimTemplates: [claim] },
    mounts: [{ name: 'recovery', mountPath: RECOVERY_PATH }],
    notes: [{
      path: ['spec', 'template', 'spec', 'containers', 0, 'env', 1],
      before: 'The name that a restarted master announces to workers: it is the same again, and every pod can look it up.',
    }],
  });
}

function workerFile(facts: KubernetesFacts): ManifestFile {
  const { image, cluster, maxWorkers } = facts;
  const pod = ['spec', 'template', 'spec'];
  return serverFile(facts, 'Workers of the standalone cluster. Shuffle files stay on the disk of the node.', {
    name: NAMES.worker,
    mode: 'worker',
    kind: 'Deployment',
    // A number here would undo, at each apply, what the autoscaler chose.
    replicas: maxWorkers === undefined ? cluster.workers : undefined,
    headless: true,
    ports: [{ name: 'ui', port: image.portNumber('workerUi') }],
    livePort: 'ui',
    environment: {
      SPARK_MASTER_URL: `spark://${NAMES.master}:${image.portNumber('master')}`,
      SPARK_WORKER_CORES: String(cluster.workerCores),
      SPARK_WORKER_MEMORY: cluster.workerMemory,
      SPARK_LOCAL_DIRS: LOCAL_DIRECTORY,
      SPARK_WORKER_DECOMMISSION_TIMEOUT: `${DECOMMISSION_SECONDS}s`,
      ...SHARED,
    },
    memory: containerMemory(cluster.workerMemory),
    cores: String(cluster.workerCores),
    grace: DECOMMISSION_SECONDS + STOP_SECONDS,
    volumes: [secretVolume(facts), ...scratch(['/opt/spark/data', '/opt/spark/logs', '/opt/spark/work', LOCAL_DIRECTORY])],
    pod: { topologySpreadConstraints: spreadOver(component(NAMES.worker)) },
    notes: [
      {
        path: [...pod, 'terminationGracePeriodSeconds'],
        before: 'Longer than SPARK_WORKER_DECOMMISSION_TIMEOUT, in which executors finish their tasks.',
      },
      {
        path: [...pod, 'containers', 0, 'livenessProbe'],
        before: 'A worker that has lost its master is not ready, and lives on: it registers with the next one.',
      },
    ],
  });
}

/** Processor time, in hundredths of what workers ask for, around which the autoscaler keeps them. */
const TARGET_PERCENT = 70;
/** Seconds without need before workers are removed: a stage that ends often begins another. */
const QUIET_SECONDS = 300;

function autoscalerFiles({ namespace, cluster, maxWorkers }: KubernetesFacts): ManifestFile[] {
  if (maxWorkers === undefined) return [];
  const autoscaler = resource(['autoscaling/v2', 'HorizontalPodAutoscaler'], NAMES.worker, namespace, {
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: NAMES.worker },
      minReplicas: cluster.workers,
      maxReplicas: maxWorkers,
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: TARGET_PERCENT } } }],
      behavior: { scaleDown: { stabilizationWindowSeconds: QUIET_SECONDS, policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }] } },
    },
  });
  return [{
    path: `${BASE}/autoscaler.yaml`,
    header: 'Adds and removes workers. It needs the metrics server of Kubernetes.',
    resources: [{
      manifest: autoscaler,
      notes: [{ path: ['spec', 'behavior'], before: 'One worker a minute: each moves its shuffle files to others before it ends.' }],
    }],
  }];
}
