import { serverPort } from '../compose-services';
import { applicationProperties, podProperties, propertiesText, sizeOf, TEMPLATES } from './applications';
import { ACCOUNTS, DRIVER_PORTS, eventVolumes, KubernetesFacts, NAMES, secretVolume } from './facts';
import { ManifestFile } from './manifest';
import { API_CLIENT } from './network';
import { containerMemory, Mounted } from './pods';
import { scratch, serverFile } from './servers';

/** A server that is a driver which stays, and whose executors are pods that come and go with the queries. */
interface SqlServer {
  readonly name: string;
  readonly mode: string;
  /** What it is called in a sentence. */
  readonly title: string;
  /** Who connects to its port. */
  readonly clients: string;
  /** The port of the clients: its name and the setting that chooses it. */
  readonly port: readonly [name: string, setting: string];
  readonly runs: (facts: KubernetesFacts) => boolean;
}

const SQL_SERVERS: readonly SqlServer[] = [
  {
    name: NAMES.connect,
    mode: 'connect',
    title: 'Spark Connect server',
    clients: 'Clients of Spark Connect',
    port: ['grpc', 'SPARK_CONNECT_PORT'],
    runs: ({ connect }) => connect,
  },
  {
    name: NAMES.thrift,
    mode: 'thrift-server',
    title: 'Thrift server, for JDBC and ODBC',
    clients: 'Clients by JDBC or ODBC',
    port: ['jdbc', 'SPARK_THRIFT_PORT'],
    runs: ({ thriftServer }) => thriftServer,
  },
];

/** Properties of these servers, in the base. */
export const SERVER_DEFAULTS = 'server-defaults.conf';

/** ConfigMap of these properties. */
export const SERVER_CONFIG = 'spark-server-defaults';

/** The servers of this kind that a repository has, each with the port of its clients. */
export function sqlServers(facts: KubernetesFacts): ReadonlyArray<SqlServer & { readonly number: number }> {
  return SQL_SERVERS.filter(({ runs }) => runs(facts))
    .map((server) => ({ ...server, number: Number(serverPort(facts.image, server.port[1])) }));
}

/** The servers of this kind, each in a file. */
export function sqlServerFiles(facts: KubernetesFacts): ManifestFile[] {
  const config: Mounted = { name: 'defaults', path: '/opt/spark/conf', readOnly: true, source: { configMap: { name: SERVER_CONFIG } } };
  const { driverMemory } = sizeOf(facts);
  return sqlServers(facts).map(({ name, mode, title, port, number }) => serverFile(facts, `The ${title}. Its executors are pods.`, {
    name,
    mode,
    kind: 'Deployment',
    replicas: 1,
    ports: [
      { name: port[0], port: number },
      { name: 'driver', port: DRIVER_PORTS.rpc, direct: true },
      { name: 'blocks', port: DRIVER_PORTS.blocks, direct: true },
      { name: 'ui', port: facts.image.portNumber('applicationUi') },
    ],
    livePort: port[0],
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
  }));
}

/** Properties of these servers. */
export function renderServerDefaults(facts: KubernetesFacts, marker?: string): string {
  const { 'spark.executor.instances': most, ...executors } = podProperties(facts, sizeOf(facts));
  return propertiesText('Properties of every server whose executors are pods.', [
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
