import type { Mode } from '../modes';
import type { SettingType } from '../setting-types';

/** Headings of .env.example and of the README's table, in this order. */
export const SETTING_GROUPS = [
  'Mode',
  'Master',
  'Worker',
  'Applications',
  'Authentication and encryption',
  'TLS',
  'Event log and history server',
  'Spark Connect and Thrift server',
  'Logging and metrics',
  'Java and Python',
  'Image',
] as const;

export type SettingGroup = (typeof SETTING_GROUPS)[number];

/** One environment variable of the image: the single source of everything that mentions it. */
export interface SettingRecord {
  /** Name of the variable. */
  readonly name: string;
  readonly group: SettingGroup;
  readonly type: SettingType;
  /** One or two plain sentences. */
  readonly meaning: string;
  /** Value when the variable is unset or empty; '' = none. An empty value at run time always means unset. */
  readonly default: string;
  /** Values of a `choice`. */
  readonly allowed?: readonly string[];
  /** Least value, in the unit of the type; of a `string` the least number of characters. */
  readonly min?: number;
  /** Greatest value, in the unit of the type. */
  readonly max?: number;
  /** Modes that read it; absent = all, and other commands too. */
  readonly modes?: readonly Mode[];
  /** The value is never shown. */
  readonly secret?: boolean;
  /** NAME_FILE is accepted as well: the path of a file that holds the value. */
  readonly file?: boolean;
  /** Spark property that receives the value as it is (booleans as true or false). */
  readonly property?: string;
  /** Other names accepted for the same setting. */
  readonly aliases?: readonly string[];
  /** Declared by ENV in the Dockerfile, with its default. */
  readonly inImage: boolean;
  /** First Spark version that it works with; absent = all. */
  readonly since?: string;
  /** Where its meaning is documented. */
  readonly source?: string;
}

/** Spark's page on standalone clusters. */
export const STANDALONE_DOCS = 'https://spark.apache.org/docs/latest/spark-standalone.html';
/** Spark's page on security. */
export const SECURITY_DOCS = 'https://spark.apache.org/docs/latest/security.html';
/** Spark's page on configuration. */
export const CONFIGURATION_DOCS = 'https://spark.apache.org/docs/latest/configuration.html';
/** Spark's page on monitoring. */
export const MONITORING_DOCS = 'https://spark.apache.org/docs/latest/monitoring.html';
