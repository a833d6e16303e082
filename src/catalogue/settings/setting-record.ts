import type { Mode } from '../modes';

/**
 * What a setting's value looks like; the entrypoint checks it at start.
 *
 * - `string`: any text without line breaks
 * - `boolean`: yes, no, true, false, 1 or 0, in any case
 * - `switch`: a boolean or `auto`
 * - `integer`: a whole number between `min` and `max`
 * - `port`: 1 to 65535 (0 = any free port, where `min` is 0)
 * - `memory`: a whole number and a unit: k, m, g or t (`2g`); `min` counts MiB
 * - `duration`: a whole number and a unit: s, m or h (`90s`)
 * - `choice`: one of `allowed`, in any case
 * - `path`: an absolute path
 * - `path-list`: absolute paths, separated by commas
 * - `location`: an absolute path or a URI with a scheme (`s3a://bucket/events`)
 * - `host`: a host name or an IP address
 * - `master-url`: spark://HOST:PORT[,HOST:PORT…], local[N], yarn, or k8s://…
 * - `command`: a program's name or its absolute path
 * - `java-options`: options for the Java virtual machine
 */
export type SettingType =
  | 'string'
  | 'boolean'
  | 'switch'
  | 'integer'
  | 'port'
  | 'memory'
  | 'duration'
  | 'choice'
  | 'path'
  | 'path-list'
  | 'location'
  | 'host'
  | 'master-url'
  | 'command'
  | 'java-options';

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
  /** Least value, in the unit of the type. */
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
