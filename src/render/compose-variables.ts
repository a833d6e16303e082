import { findSetting } from '../catalogue/settings';
import { Cluster, CLUSTER } from '../model/cluster';
import { HIGHEST_PORT } from '../model/ports';
import { mebibytes } from '../model/setting-values';
import { SparkImage } from '../model/spark-image';
import { composeVariable } from './compose-model';
import { localTag } from './local-image';

/** How the compose files run the cluster; what is left out has the default of the option of the same name. */
export type ComposeSettings = Partial<Cluster>;

/** A variable that the compose files read themselves, beside the image's settings. */
export interface ComposeVariable {
  readonly name: string;
  readonly default: string;
  /** One or two plain sentences. */
  readonly meaning: string;
  /** What may be written. */
  readonly values: string;
  /** The host-network file does not read it. */
  readonly bridgeOnly?: boolean;
}

/** Where workers keep shuffle files: on disk, since /tmp is memory. */
export const LOCAL_DIRECTORY = '/opt/spark/work-dir';

const SIZE = 'a number and a unit: b, k, m or g';

/** What a worker needs beside the memory that it offers: its own process, Python, buffers. The entrypoint counts alike. */
const WORKER_OVERHEAD_MIB = 1024;

/** Settings of the cluster with every default filled in. */
export function clusterOf(image: SparkImage, settings: ComposeSettings): Cluster {
  const own = (name: string): string | undefined => ownDefault(image, name);
  const cluster = { ...CLUSTER.whenAbsent, ...settings };
  return {
    ...cluster,
    workerCores: Number(own('SPARK_WORKER_CORES') ?? cluster.workerCores),
    workerMemory: own('SPARK_WORKER_MEMORY') ?? cluster.workerMemory,
  };
}

/**
 * The default of a setting that the option `environment` chose, or undefined where it left the catalogue's. For settings
 * that are ENV only when they were chosen.
 */
export function ownDefault(image: SparkImage, name: string): string | undefined {
  const setting = image._settings.find((s) => s.name === name);
  return setting?.inImage && !findSetting(name).inImage ? setting.default : undefined;
}

/** Every variable of the compose files that is no setting of the image, with its default. */
export function composeVariables(image: SparkImage, settings: ComposeSettings = {}): readonly ComposeVariable[] {
  const cluster = clusterOf(image, settings);
  const ui = image.portNumber('workerUi');
  return [
    {
      name: 'SPARK_IMAGE',
      default: localTag(image),
      meaning:
        'Image of the containers. The default is built from this repository; a published image is pulled: start without --build then.',
      values: 'an image reference',
    },
    {
      name: 'SPARK_BIND_ADDRESS',
      default: '127.0.0.1',
      meaning:
        'Address of this machine that ports are published on. Anybody who reaches the ports can run code in the cluster: set a secret ' +
        'before you change it.',
      values: 'an IP address',
      bridgeOnly: true,
    },
    { name: 'SPARK_WORKERS', default: String(cluster.workers), meaning: 'Number of workers.', values: 'a whole number' },
    {
      name: 'SPARK_WORKER_UI_PORTS',
      default: `${ui}-${Math.min(HIGHEST_PORT, ui + Math.max(9, cluster.workers - 1))}`,
      meaning: "Ports of this machine for the workers' web UIs, one for each worker.",
      values: 'a range of ports',
      bridgeOnly: true,
    },
    {
      name: 'SPARK_MASTER_MEM_LIMIT',
      default: '3g',
      meaning: 'Memory limit of the master, with drivers that are started in its container.',
      values: SIZE,
    },
    {
      name: 'SPARK_MASTER_CPU_LIMIT',
      default: '1',
      meaning: 'CPU limit of the master. No limit can exceed what the machine has.',
      values: 'a decimal number',
    },
    {
      name: 'SPARK_WORKER_MEM_LIMIT',
      default: withOverhead(cluster.workerMemory),
      meaning: 'Memory limit of each worker. It offers 1 GiB less to applications, and 1 GiB at least.',
      values: SIZE,
    },
    {
      name: 'SPARK_WORKER_CPU_LIMIT',
      default: composeVariable('SPARK_WORKER_CORES', String(cluster.workerCores)),
      meaning: 'CPU limit of each worker; SPARK_WORKER_CORES when it is not set.',
      values: 'a decimal number',
    },
    ...(cluster.historyServer ? limitsOf('SPARK_HISTORY', 'the history server', '2g', false) : []),
    ...(cluster.connect ? [
      ...limitsOf('SPARK_CONNECT', 'the Spark Connect server, which is a driver', '3g'),
      coresOf('SPARK_CONNECT', 'the Spark Connect server'),
    ] : []),
    ...(cluster.notebook ? [
      {
        name: 'SPARK_NOTEBOOK_IMAGE',
        default: `${localTag(image)}-notebook`,
        meaning: 'Image of the notebook: that of the cluster with JupyterLab, built from docker-compose.dev.yml.',
        values: 'an image reference',
        bridgeOnly: true,
      },
      { name: 'SPARK_NOTEBOOK_PORT', default: '8888', meaning: 'Port of this machine for JupyterLab.', values: 'a port', bridgeOnly: true },
      ...limitsOf('SPARK_NOTEBOOK', 'the notebook, with the drivers that it starts', '3g'),
      coresOf('SPARK_NOTEBOOK', 'each session of the notebook'),
    ] : []),
    { name: 'SPARK_TMP_SIZE', default: '1g', meaning: 'Size limit of /tmp, which is kept in memory.', values: SIZE },
    {
      name: 'SPARK_APPS_DIR',
      default: './spark-apps',
      meaning: 'Directory of this machine that holds the applications; mounted read-only.',
      values: 'a path',
    },
    {
      name: 'SPARK_STOP_GRACE_PERIOD',
      default: '90s',
      meaning: 'How long a container may take to stop. Longer than SPARK_WORKER_DECOMMISSION_TIMEOUT.',
      values: 'a duration such as 90s',
    },
    {
      name: 'SPARK_CONTAINER_LOG_SIZE',
      default: '10m',
      meaning: "Size at which a container's log is rotated; three files are kept.",
      values: SIZE,
    },
  ];
}

/** Variables that limit a further service. */
function limitsOf(prefix: string, what: string, memory: string, bridgeOnly = true): ComposeVariable[] {
  return [
    { name: `${prefix}_MEM_LIMIT`, default: memory, meaning: `Memory limit of ${what}.`, values: SIZE, bridgeOnly },
    { name: `${prefix}_CPU_LIMIT`, default: '1', meaning: `CPU limit of ${what}.`, values: 'a decimal number', bridgeOnly },
  ];
}

/** An application that stays takes every core that it is not denied, and others would wait for ever. */
function coresOf(prefix: string, what: string): ComposeVariable {
  return {
    name: `${prefix}_CORES`,
    default: '1',
    meaning: `Cores of the cluster that ${what} may take.`,
    values: 'a whole number',
    bridgeOnly: true,
  };
}

/** Settings of the image to which the compose files give a default of their own, for every service. */
export function sharedDefaults(image: SparkImage, settings: ComposeSettings = {}): { readonly [name: string]: string } {
  return clusterOf(image, settings).historyServer ? { SPARK_EVENT_LOG_ENABLED: ownDefault(image, 'SPARK_EVENT_LOG_ENABLED') ?? 'yes' } : {};
}

/** Settings of the image to which the compose files give a default of their own, for workers. */
export function workerDefaults(image: SparkImage, settings: ComposeSettings = {}): { readonly [name: string]: string } {
  return { SPARK_WORKER_CORES: String(clusterOf(image, settings).workerCores), SPARK_LOCAL_DIRS: LOCAL_DIRECTORY };
}

/** `4g` as `5g`: the memory of the container of a worker that offers so much. */
function withOverhead(memory: string): string {
  const mib = Math.ceil(mebibytes(memory)) + WORKER_OVERHEAD_MIB;
  return mib % 1024 === 0 ? `${mib / 1024}g` : `${mib}m`;
}
