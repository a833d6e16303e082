import { findSetting } from '../catalogue/settings';
import { SparkImage } from '../model/spark-image';
import { YamlAlias } from '../yaml/yaml-text';
import { ComposeEnvironment, ComposeFile, ComposeService, composeVariable, isComposeDefault } from './compose-model';
import { NOTEBOOK_SERVICE, NOTEBOOK_VOLUME, notebookService } from './compose-notebook';
import {
  CONNECT_SERVICE, connectService, HISTORY_SERVICE, historyService, MASTER_SERVICE, publishedPort, serverPort, ServiceParts,
  SHARED_ENVIRONMENT, WORKER_SERVICE,
} from './compose-services';
import {
  clusterOf, ComposeSettings, composeVariables, LOCAL_DIRECTORY, ownDefault, sharedDefaults, workerDefaults,
} from './compose-variables';
import { localName } from './local-image';

export { MASTER_SERVICE, WORKER_SERVICE } from './compose-services';
export { renderCompose } from './compose-text';
export type { ComposeSettings } from './compose-variables';

/** Settings of the ports that further services are published by. */
const OTHER_PORTS: { readonly [service: string]: string } = {
  [HISTORY_SERVICE]: 'SPARK_HISTORY_WEBUI_PORT', [CONNECT_SERVICE]: 'SPARK_CONNECT_PORT',
};

/** Settings that everybody wants to set from the shell as well; all others reach the containers from .env. */
const HANDED_ON = ['SPARK_RPC_AUTHENTICATION_SECRET'];

/** Settings that the services say themselves. */
const SAID_BY_SERVICES = ['SPARK_MODE', 'SPARK_MASTER_URL', 'SPARK_MASTER_HOST'];

/** How the two files differ. */
interface ClusterNetwork {
  /** Address of the master, without its port. */
  readonly masterHost: string;
  readonly service: Pick<ComposeService, 'network_mode' | 'networks'>;
  readonly environment: ComposeEnvironment;
}

/**
 * docker-compose.yml: a master and workers on a bridge network of their own. Only the web UIs and the master's port are
 * published, on the loopback address.
 */
export function composeFile(image: SparkImage, settings: ComposeSettings = {}): ComposeFile {
  const { network } = clusterOf(image, settings);
  const variable = variablesOf(image, settings);
  const file = clusterFile(image, settings, bridgeOf(network));
  const { [MASTER_SERVICE]: master, [WORKER_SERVICE]: worker, ...others } = file.services;
  const masterPorts = ['masterUi', 'master', 'applicationUi'].map((name) => image.ports.find((p) => p.name === name))
    .filter((p) => p !== undefined);
  const workerUi = composeVariable('SPARK_WORKER_WEBUI_PORT', String(image.portNumber('workerUi')));
  const published = (service: ComposeService, setting: string): ComposeService =>
    ordered({ ...service, ports: [publishedPort(variable, setting, serverPort(image, setting))] });
  return {
    ...file,
    services: {
      [MASTER_SERVICE]: ordered({
        ...master,
        environment: { ...master.environment, SPARK_MASTER_HOST: masterHost(image) },
        ports: masterPorts.map((p) => publishedPort(variable, p.setting, String(p.port))),
      }),
      [WORKER_SERVICE]: ordered(
        { ...worker, ports: [`${variable('SPARK_BIND_ADDRESS')}:${variable('SPARK_WORKER_UI_PORTS')}:${workerUi}`] },
      ),
      ...Object.fromEntries(Object.entries(others).map(([name, service]) => [name, published(service, OTHER_PORTS[name])])),
    },
    networks: { [network]: { driver: 'bridge' } },
  };
}

/**
 * docker-compose.host.yml: the same cluster on the network of the host, by itself. Everything listens on the loopback
 * address unless variables say otherwise. Workers beyond the first take the next free port for their web UI.
 */
export function hostComposeFile(image: SparkImage, settings: ComposeSettings = {}): ComposeFile {
  const loopback = '127.0.0.1';
  // Spark 3.5 has no setting by which the Connect server would listen on the loopback address alone.
  return clusterFile(image, { ...settings, connect: false }, {
    masterHost: loopback,
    service: { network_mode: 'host' },
    environment: {
      SPARK_MASTER_HOST: composeVariable('SPARK_MASTER_HOST', loopback), SPARK_LOCAL_IP: composeVariable('SPARK_LOCAL_IP', loopback),
    },
  });
}

/**
 * docker-compose.dev.yml: what only development needs, beside the cluster of docker-compose.yml, which is read before it.
 */
export function developmentFile(image: SparkImage, settings: ComposeSettings = {}): ComposeFile {
  const cluster = clusterOf(image, settings);
  if (!cluster.notebook) return { services: {} };
  const network = bridgeOf(cluster.network);
  const notebook = notebookService(partsOf(image, settings, network), sharedEnvironment(image, settings, network));
  return { services: { [NOTEBOOK_SERVICE]: ordered(notebook) }, volumes: { [NOTEBOOK_VOLUME]: null } };
}

function clusterFile(image: SparkImage, settings: ComposeSettings, network: ClusterNetwork): ComposeFile {
  const { historyServer, connect } = clusterOf(image, settings);
  const parts = partsOf(image, settings, network);
  const { base, variable } = parts;
  const workerVolumes = namedVolumes([...volumesOf(image).values(), LOCAL_DIRECTORY]);
  return {
    name: localName(image),
    [`x-${SHARED_ENVIRONMENT}`]: sharedEnvironment(image, settings, network),
    services: {
      [MASTER_SERVICE]: ordered({
        ...base('master'),
        mem_limit: variable('SPARK_MASTER_MEM_LIMIT'),
        cpus: variable('SPARK_MASTER_CPU_LIMIT'),
        volumes: parts.mounts,
      }),
      [WORKER_SERVICE]: ordered({
        ...base('worker'),
        ...parts.afterMaster,
        deploy: { replicas: variable('SPARK_WORKERS') },
        environment: workerEnvironment(image, settings),
        mem_limit: variable('SPARK_WORKER_MEM_LIMIT'),
        cpus: variable('SPARK_WORKER_CPU_LIMIT'),
        volumes: [...mounts(workerVolumes), appsMount(variable)],
      }),
      ...(historyServer ? { [HISTORY_SERVICE]: ordered(historyService(parts)) } : {}),
      ...(connect ? { [CONNECT_SERVICE]: ordered(connectService(parts)) } : {}),
    },
    volumes: Object.fromEntries([...workerVolumes.keys()].map((name) => [name, null])),
  };
}

function bridgeOf(network: string): ClusterNetwork {
  return { masterHost: MASTER_SERVICE, service: { networks: [network] }, environment: {} };
}

function partsOf(image: SparkImage, settings: ComposeSettings, network: ClusterNetwork): ServiceParts {
  const variable = variablesOf(image, settings);
  return {
    image,
    variable,
    base: (mode) => serviceOf(image, settings, network, mode),
    mounts: [...mounts(volumesOf(image)), appsMount(variable)],
    afterMaster: { depends_on: { [MASTER_SERVICE]: { condition: 'service_healthy' } } },
  };
}

function appsMount(variable: ServiceParts['variable']): string {
  return `${variable('SPARK_APPS_DIR')}:${APPS_DIRECTORY}:ro`;
}

/** The volumes of the image but the applications, by their names. */
function volumesOf(image: SparkImage): ReadonlyMap<string, string> {
  return namedVolumes(image.volumes.map((v) => v.path).filter((p) => p !== APPS_DIRECTORY));
}

function serviceOf(image: SparkImage, settings: ComposeSettings, network: ClusterNetwork, mode: string): ComposeService {
  const variable = variablesOf(image, settings);
  return {
    image: variable('SPARK_IMAGE'),
    build: '.',
    ...network.service,
    environment: { '<<': new YamlAlias(SHARED_ENVIRONMENT), 'SPARK_MODE': mode },
    env_file: [{ path: '.env', required: false }],
    restart: clusterOf(image, settings).restart,
    stop_grace_period: variable('SPARK_STOP_GRACE_PERIOD'),
    read_only: true,
    tmpfs: [`/tmp:mode=1777,exec,nosuid,nodev,size=${variable('SPARK_TMP_SIZE')}`],
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    pids_limit: 4096,
    logging: { driver: 'json-file', options: { 'max-size': variable('SPARK_CONTAINER_LOG_SIZE'), 'max-file': '3' } },
  };
}

/** What a service is, what it talks to, what it keeps, what it may: in this order its keys are written. */
const KEY_ORDER = [
  'image', 'build', 'working_dir', 'command', 'depends_on', 'deploy', 'restart', 'stop_grace_period', 'healthcheck', 'environment',
  'env_file',
  'network_mode', 'networks', 'ports', 'volumes', 'tmpfs', 'read_only', 'cap_drop', 'security_opt', 'pids_limit', 'mem_limit', 'cpus',
  'logging',
];

function ordered(service: ComposeService): ComposeService {
  const place = (key: string): number => (KEY_ORDER.includes(key) ? KEY_ORDER.indexOf(key) : KEY_ORDER.length);
  return Object.fromEntries(Object.entries(service).sort(([a], [b]) => place(a) - place(b)));
}

function workerEnvironment(image: SparkImage, settings: ComposeSettings): ComposeEnvironment {
  return { '<<': new YamlAlias(SHARED_ENVIRONMENT), 'SPARK_MODE': 'worker', ...withDefaults(workerDefaults(image, settings)) };
}

function withDefaults(defaults: { readonly [name: string]: string }): ComposeEnvironment {
  return Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, composeVariable(name, value)]));
}

function sharedEnvironment(image: SparkImage, settings: ComposeSettings, network: ClusterNetwork): ComposeEnvironment {
  // A path or program that the shell of the host names, as PYSPARK_PYTHON often is, means nothing in a container.
  const handedOn = image._settings.filter((s) => s.inImage && s.type !== 'path' && s.type !== 'command');
  const names = handedOn.map((s) => s.name).filter((name) => !SAID_BY_SERVICES.includes(name));
  return {
    SPARK_MASTER_URL: masterUrl(image, network.masterHost),
    SPARK_MASTER_HOST: null,
    ...network.environment,
    ...Object.fromEntries([...names, ...HANDED_ON.map((name) => findSetting(name).name)].map((name) => [name, null])),
    ...withDefaults(sharedDefaults(image, settings)),
  };
}

/** The image's own address of the master where the options chose one; null, which leaves it alone, where Compose could not write it. */
function masterUrl(image: SparkImage, host: string): string | null {
  const own = ownDefault(image, 'SPARK_MASTER_URL');
  if (own !== undefined) return isComposeDefault(own) ? composeVariable('SPARK_MASTER_URL', own) : null;
  return composeVariable('SPARK_MASTER_URL', `spark://${host}:${composeVariable('SPARK_MASTER_PORT', String(image.portNumber('master')))}`);
}

/**
 * The name that the master binds to and announces: that of its service. As the container's host name it would stand in
 * /etc/hosts of every container of the service, and a client by `docker compose run` would look for the master in itself.
 */
function masterHost(image: SparkImage): string | null {
  const own = image._settings.find((s) => s.name === 'SPARK_MASTER_HOST')?.default || MASTER_SERVICE;
  return isComposeDefault(own) ? composeVariable('SPARK_MASTER_HOST', own) : null;
}

const APPS_DIRECTORY = '/opt/spark/apps';

/**
 * One named volume for each directory that the image or a worker writes to, by its name; none twice. A volume without a
 * name would stay behind, for nobody, each time that the cluster is taken down. Workers share theirs: what an application
 * or an executor writes there has a name of its own, and executors that have one address, as on the network of the host,
 * read each other's shuffle files from disk (spark.shuffle.readHostLocalDisk).
 */
function namedVolumes(paths: readonly string[]): ReadonlyMap<string, string> {
  const volumes = new Map<string, string>();
  for (const path of new Set(paths)) {
    const plain = path.replace('/opt/spark/', 'spark-').replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+/, '').toLowerCase() || 'volume';
    let name = plain;
    for (let count = 2; volumes.has(name); count++) name = `${plain}-${count}`;
    volumes.set(name, path);
  }
  return volumes;
}

function mounts(volumes: ReadonlyMap<string, string>): string[] {
  return [...volumes].map(([name, path]) => `${name}:${path}`);
}

function variablesOf(image: SparkImage, settings: ComposeSettings): (name: string) => string {
  const variables = composeVariables(image, settings);
  return (name) => {
    const found = variables.find((v) => v.name === name);
    if (!found) throw new Error(`There is no variable ${name} of the compose files: one of ${variables.map((v) => v.name).join(', ')}.`);
    return composeVariable(name, found.default);
  };
}
