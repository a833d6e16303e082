import { findSetting } from '../catalogue/settings';
import { SparkImage } from '../model/spark-image';
import { renderYaml, YamlAlias, YamlNote } from '../yaml/yaml-text';
import { ComposeEnvironment, ComposeFile, ComposeService, composeVariable, isComposeDefault } from './compose-model';
import { clusterOf, ComposeSettings, composeVariables, LOCAL_DIRECTORY, ownDefault, workerDefaults } from './compose-variables';
import { localName } from './local-image';

export type { ComposeSettings } from './compose-variables';

/** Names of the services. */
export const MASTER_SERVICE = 'spark-master';
export const WORKER_SERVICE = 'spark-worker';

const SHARED_ENVIRONMENT = 'spark-environment';

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
  const published = (setting: string, port: number): string => `${variable('SPARK_BIND_ADDRESS')}:${composeVariable(setting, String(port))}:${composeVariable(setting, String(port))}`;
  const file = clusterFile(image, settings, { masterHost: MASTER_SERVICE, service: { networks: [network] }, environment: {} });
  const { [MASTER_SERVICE]: master, [WORKER_SERVICE]: worker } = file.services;
  const masterPorts = ['masterUi', 'master', 'applicationUi'].map((name) => image.ports.find((p) => p.name === name)).filter((p) => p !== undefined);
  const workerUi = composeVariable('SPARK_WORKER_WEBUI_PORT', String(image.portNumber('workerUi')));
  return {
    ...file,
    services: {
      [MASTER_SERVICE]: ordered({ ...master, hostname: MASTER_SERVICE, ports: masterPorts.map((p) => published(p.setting, p.port)) }),
      [WORKER_SERVICE]: ordered({ ...worker, ports: [`${variable('SPARK_BIND_ADDRESS')}:${variable('SPARK_WORKER_UI_PORTS')}:${workerUi}`] }),
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
  return clusterFile(image, settings, {
    masterHost: loopback,
    service: { network_mode: 'host' },
    environment: { SPARK_MASTER_HOST: composeVariable('SPARK_MASTER_HOST', loopback), SPARK_LOCAL_IP: composeVariable('SPARK_LOCAL_IP', loopback) },
  });
}

/**
 * A compose file as text, with the reasons of its settings as comments.
 *
 * @param marker first line, without `#`; none when undefined
 * @param masterPort port of the master, for the commands in the header
 */
export function renderCompose(file: ComposeFile, marker?: string, masterPort = Number(findSetting('SPARK_MASTER_PORT').default)): string {
  return renderYaml(file, { marker, header: headerOf(file, masterPort), notes: notesOf(file) });
}

function clusterFile(image: SparkImage, settings: ComposeSettings, network: ClusterNetwork): ComposeFile {
  const variable = variablesOf(image, settings);
  const base = (mode: string): ComposeService => serviceOf(image, settings, network, mode);
  const volumes = namedVolumes(image.volumes.map((v) => v.path).filter((p) => p !== APPS_DIRECTORY));
  const workerVolumes = namedVolumes([...volumes.values(), LOCAL_DIRECTORY]);
  const apps = `${variable('SPARK_APPS_DIR')}:${APPS_DIRECTORY}:ro`;
  return {
    name: localName(image),
    [`x-${SHARED_ENVIRONMENT}`]: sharedEnvironment(image, network),
    services: {
      [MASTER_SERVICE]: ordered({
        ...base('master'),
        mem_limit: variable('SPARK_MASTER_MEM_LIMIT'),
        cpus: variable('SPARK_MASTER_CPU_LIMIT'),
        volumes: [...mounts(volumes), apps],
      }),
      [WORKER_SERVICE]: ordered({
        ...base('worker'),
        depends_on: { [MASTER_SERVICE]: { condition: 'service_healthy' } },
        deploy: { replicas: variable('SPARK_WORKERS') },
        environment: workerEnvironment(image, settings),
        mem_limit: variable('SPARK_WORKER_MEM_LIMIT'),
        cpus: variable('SPARK_WORKER_CPU_LIMIT'),
        volumes: [...mounts(workerVolumes), apps],
      }),
    },
    volumes: Object.fromEntries([...workerVolumes.keys()].map((name) => [name, null])),
  };
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
  'image', 'build', 'hostname', 'depends_on', 'deploy', 'restart', 'stop_grace_period', 'environment', 'env_file',
  'network_mode', 'networks', 'ports', 'volumes', 'tmpfs', 'read_only', 'cap_drop', 'security_opt', 'pids_limit', 'mem_limit', 'cpus', 'logging',
];

function ordered(service: ComposeService): ComposeService {
  const place = (key: string): number => (KEY_ORDER.includes(key) ? KEY_ORDER.indexOf(key) : KEY_ORDER.length);
  return Object.fromEntries(Object.entries(service).sort(([a], [b]) => place(a) - place(b)));
}

function workerEnvironment(image: SparkImage, settings: ComposeSettings): ComposeEnvironment {
  const defaults = Object.entries(workerDefaults(image, settings)).map(([name, value]) => [name, composeVariable(name, value)]);
  return { '<<': new YamlAlias(SHARED_ENVIRONMENT), 'SPARK_MODE': 'worker', ...Object.fromEntries(defaults) };
}

function sharedEnvironment(image: SparkImage, network: ClusterNetwork): ComposeEnvironment {
  // A path or program that the shell of the host names, as PYSPARK_PYTHON often is, means nothing in a container.
  const handedOn = image._settings.filter((s) => s.inImage && s.type !== 'path' && s.type !== 'command');
  const names = handedOn.map((s) => s.name).filter((name) => !SAID_BY_SERVICES.includes(name));
  return {
    SPARK_MASTER_URL: masterUrl(image, network.masterHost),
    SPARK_MASTER_HOST: null,
    ...network.environment,
    ...Object.fromEntries([...names, ...HANDED_ON.map((name) => findSetting(name).name)].map((name) => [name, null])),
  };
}

/** The image's own address of the master where the options chose one; null, which leaves it alone, where Compose could not write it. */
function masterUrl(image: SparkImage, host: string): string | null {
  const own = ownDefault(image, 'SPARK_MASTER_URL');
  if (own !== undefined) return isComposeDefault(own) ? composeVariable('SPARK_MASTER_URL', own) : null;
  return composeVariable('SPARK_MASTER_URL', `spark://${host}:${composeVariable('SPARK_MASTER_PORT', String(image.portNumber('master')))}`);
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

function headerOf(file: ComposeFile, masterPort: number): string {
  const host = file.services[MASTER_SERVICE]?.network_mode === 'host';
  const url = `spark://${host ? '127.0.0.1' : MASTER_SERVICE}:${masterPort}`;
  const name = host ? 'docker compose -f docker-compose.host.yml' : 'docker compose';
  return [
    host
      ? 'A Spark cluster on the network of the host, for Docker on Linux. Everything listens on 127.0.0.1.'
      : 'A Spark cluster: one master, and workers on a network of their own. Needs Docker Compose 2.24 or later.',
    '',
    'Build, start, and wait until everything is healthy:',
    `  ${name} up --build --detach --wait`,
    'Three workers:',
    `  ${name} up --detach --wait --scale spark-worker=3`,
    'Run the example job:',
    `  ${name} exec spark-master spark-submit --master ${url} /opt/spark/apps/example_job.py`,
    'Stop; with --volumes the data goes too:',
    `  ${name} down`,
    '',
    'Every ${NAME:-default} can be set in the shell or in .env: see .env.example.',
  ].join('\n');
}

/** Reasons, each at its first place; a note vanishes with its place, so that no comment outlives what it explains. */
function notesOf(file: ComposeFile): YamlNote[] {
  const service = (key: string, before: string, isSuch: (value: unknown) => boolean = (value) => value !== undefined): YamlNote[] => {
    const first = Object.entries(file.services).find(([, s]) => isSuch(s[key]));
    return first ? [{ path: ['services', first[0], key], before }] : [];
  };
  return [
    ...Object.keys(file).slice(1).map((key) => ({ path: [key], blankLine: true })),
    ...Object.keys(file.services).slice(1).map((name) => ({ path: ['services', name], blankLine: true })),
    { path: [`x-${SHARED_ENVIRONMENT}`], anchor: SHARED_ENVIRONMENT, blankLine: true, before: 'Names without a value are handed on from the shell or from .env; where they are not set, the default of the image holds.' },
    { path: [`x-${SHARED_ENVIRONMENT}`, 'SPARK_LOCAL_IP'], before: 'What every process binds to; the address of the host makes the cluster reachable from elsewhere. Set a secret first.' },
    { path: [`x-${SHARED_ENVIRONMENT}`, 'SPARK_RPC_AUTHENTICATION_SECRET'], before: 'A secret switches authentication and encryption on. Better than a variable is a file: mount one as a Compose secret,\nand name it by SPARK_RPC_AUTHENTICATION_SECRET_FILE in .env (README.md shows how).' },
    ...service('image', 'Built from this repository by default; SPARK_IMAGE runs a published image instead.', (value) => String(value).includes('SPARK_IMAGE')),
    ...service('env_file', 'Any other setting of the README, SPARK_CONF_spark_… included.'),
    ...service('ports', 'Published on SPARK_BIND_ADDRESS only: whoever reaches these ports can run code in the cluster.', (value) => String(value).includes('SPARK_BIND_ADDRESS')),
    ...service('read_only', 'Hardening: nothing is writable but the volumes and /tmp.', (value) => value === true),
    ...service('security_opt', 'No process gains a privilege that it was not started with.', (value) => String(value).includes('no-new-privileges:true')),
    ...service('tmpfs', 'exec: snappy, zstd and netty load native libraries from /tmp.', (value) => String(value).includes('exec')),
    ...service('depends_on', 'Workers start when the health check of the master, which is part of the image, has passed.', (value) => JSON.stringify(value ?? '').includes('service_healthy')),
    { path: ['services', WORKER_SERVICE, 'environment', 'SPARK_LOCAL_DIRS'], before: 'Shuffle files belong on disk; /tmp is memory.' },
    { path: ['services', MASTER_SERVICE, 'volumes'], before: 'Drivers and executors write to the same volumes, in whichever container they run.' },
  ];
}
