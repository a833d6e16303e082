import { findSetting } from '../catalogue/settings';
import { SparkImage } from '../model/spark-image';
import { ComposeService, composeVariable } from './compose-model';
import { ownDefault } from './compose-variables';

/** Names of the services. */
export const MASTER_SERVICE = 'spark-master';
export const WORKER_SERVICE = 'spark-worker';
export const HISTORY_SERVICE = 'spark-history-server';
export const CONNECT_SERVICE = 'spark-connect';

/** Anchor of what every service has in its environment. */
export const SHARED_ENVIRONMENT = 'spark-environment';

/** What every service of the cluster is made of. */
export interface ServiceParts {
  readonly image: SparkImage;
  /** A variable of the compose files with its default. */
  readonly variable: (name: string) => string;
  /** A service of a mode, hardened. */
  readonly base: (mode: string) => ComposeService;
  /** What the master mounts. */
  readonly mounts: readonly string[];
  /** Waits until the master is healthy. */
  readonly afterMaster: Pick<ComposeService, 'depends_on'>;
}

/** A port that a setting moves, published by the same number on SPARK_BIND_ADDRESS. */
export function publishedPort(variable: ServiceParts['variable'], setting: string, port: string): string {
  const number = composeVariable(setting, port);
  return `${variable('SPARK_BIND_ADDRESS')}:${number}:${number}`;
}

/** The number of a port that the image does not expose. */
export function serverPort(image: SparkImage, setting: string): string {
  return ownDefault(image, setting) ?? findSetting(setting).default;
}

/** Lists finished applications, by the event logs that they leave in the volumes of the cluster. */
export function historyService(parts: ServiceParts): ComposeService {
  const base = parts.base('history-server');
  return {
    ...base, environment: { ...base.environment, SPARK_HISTORY_WEBUI_PORT: null }, ...limits(parts, 'SPARK_HISTORY'), volumes: parts.mounts,
  };
}

/** The driver of Spark Connect. It stays, and would take every core of the cluster. */
export function connectService(parts: ServiceParts): ComposeService {
  const base = parts.base('connect');
  return {
    ...base,
    ...parts.afterMaster,
    environment: { ...base.environment, SPARK_CONNECT_PORT: null, SPARK_CONF_spark_cores_max: parts.variable('SPARK_CONNECT_CORES') },
    // The rest of the check is the image's.
    healthcheck: { start_period: '180s' },
    ...limits(parts, 'SPARK_CONNECT'),
    volumes: parts.mounts,
  };
}

function limits({ variable }: ServiceParts, prefix: string): Pick<ComposeService, 'mem_limit' | 'cpus'> {
  return { mem_limit: variable(`${prefix}_MEM_LIMIT`), cpus: variable(`${prefix}_CPU_LIMIT`) };
}
