import { serverPort } from '../compose-services';
import { applicationProperties, podProperties, propertiesText, sizeOf, TEMPLATES } from './applications';
import { ACCOUNTS, DRIVER_PORTS, eventVolumes, KubernetesFacts, NAMES, secretVolume } from './facts';
import { ManifestFile } from './manifest';
import { API_CLIENT } from './network';
import { containerMemory, Mounted } from './pods';
import { scratch, serverFile } from './servers';

/** Properties of the Connect server, in the base. */
export const CONNECT_DEFAULTS = 'connect-defaults.conf';

/** ConfigMap of these properties. */
export const CONNECT_CONFIG = 'spark-connect-defaults';

/** The Connect server: a driver that stays, whose executors are pods that come and go with the queries. */
export function connectFiles(facts: KubernetesFacts): ManifestFile[] {
  if (!facts.connect) return [];
  const config: Mounted = { name: 'defaults', path: '/opt/spark/conf', readOnly: true, source: { configMap: { name: CONNECT_CONFIG } } };
  const { driverMemory } = sizeOf(facts);
  return [serverFile(facts, 'The Spark Connect server. Its executors are pods.', {
    name: NAMES.connect,
    mode: 'connect',
    kind: 'Deployment',
    replicas: 1,
    ports: [
      { name: 'grpc', port: Number(serverPort(facts.image, 'SPARK_CONNECT_PORT')) },
      { name: 'driver', port: DRIVER_PORTS.rpc, direct: true },
      { name: 'blocks', port: DRIVER_PORTS.blocks, direct: true },
      { name: 'ui', port: facts.image.portNumber('applicationUi') },
    ],
    livePort: 'grpc',
    environment: {
      SPARK_MASTER_URL: 'k8s://https://kubernetes.default.svc',
      SPARK_DRIVER_MEMORY: driverMemory,
      SPARK_CONF_spark_kubernetes_driver_pod_name: { fieldRef: { fieldPath: 'metadata.name' } },
    },
    memory: containerMemory(driverMemory),
    cores: '1',
    serviceAccount: ACCOUNTS.driver,
    labels: { ...API_CLIENT, 'spark-role': 'driver' },
    volumes: [
      config,
      TEMPLATES,
      secretVolume(facts),
      ...eventVolumes(facts),
      ...scratch(['/opt/spark/data', '/opt/spark/logs', '/opt/spark/work']),
    ],
    // Two servers would share neither sessions nor ports.
    of: { strategy: { type: 'Recreate' } },
    notes: [{
      path: ['spec', 'template', 'spec', 'containers', 0, 'env', 3],
      before: 'Executors belong to this pod, and end with it.',
    }],
  })];
}

/** Properties of the Connect server. */
export function renderConnectDefaults(facts: KubernetesFacts, marker?: string): string {
  const { 'spark.executor.instances': most, ...executors } = podProperties(facts, sizeOf(facts));
  return propertiesText('Properties of the Spark Connect server.', [
    ['Executors: how large, and how many at most.', {
      ...executors,
      'spark.dynamicAllocation.enabled': 'true',
      'spark.dynamicAllocation.shuffleTracking.enabled': 'true',
      'spark.dynamicAllocation.minExecutors': '0',
      'spark.dynamicAllocation.maxExecutors': most,
    }],
    [
      'Ports that the network policies name, the shared secret, and what an executor does before its pod ends.',
      applicationProperties(facts),
    ],
  ], marker);
}
