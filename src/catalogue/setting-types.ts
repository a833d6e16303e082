/** What the values of one type look like. The entrypoint checks a type of the same name in `assets/spark-image/settings.sh`. */
export interface SettingTypeRecord {
  /** The values in words, for tables and errors. */
  readonly values: string;
  /** What an error adds to that. */
  readonly detail?: string;
  /** What a value that becomes a default of the image must look like; absent = any line of text. */
  readonly pattern?: RegExp;
  /** Unit in which `min` and `max` of a setting count. */
  readonly unit?: string;
  /** Values that the entrypoint refuses whatever the setting; tests try each of them. */
  readonly wrong: readonly string[];
}

const HOST = '(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])';

/** The types of settings, by name. */
export const SETTING_TYPES = {
  'string': { values: 'text on one line', wrong: [] },
  'boolean': {
    values: 'yes, no, true, false, 1 or 0',
    pattern: /^(?:yes|no|true|false|1|0)$/i,
    wrong: ['maybe', 'yes please'],
  },
  'switch': {
    values: 'auto, yes, no, true, false, 1 or 0',
    pattern: /^(?:auto|yes|no|true|false|1|0)$/i,
    wrong: ['automatic', '2'],
  },
  'integer': { values: 'a whole number', pattern: /^\d{1,9}$/, wrong: ['many', '-1', '1.5'] },
  // 0 is any free port, for a setting whose least value is 0.
  'port': { values: 'a port number', pattern: /^\d{1,5}$/, wrong: ['70000', 'http', '-1', '8080/tcp'] },
  'memory': {
    values: 'a whole number and a unit k, m, g or t: 512m, 4g',
    pattern: /^[1-9]\d{0,6}[kmgt]$/i,
    unit: 'm',
    wrong: ['2', '1.5g', 'plenty', '10k'],
  },
  'duration': {
    values: 'a whole number and a unit s, m or h: 90s',
    pattern: /^\d{1,5}[smh]$/i,
    wrong: ['60', 'a while', '1.5s'],
  },
  'choice': { values: 'one of a list', wrong: ['something else'] },
  'path': {
    values: 'an absolute path',
    detail: 'without spaces and quotes',
    pattern: /^\/[^\s,:'"\\$`]*$/,
    wrong: ['relative/path', './here'],
  },
  'path-list': {
    values: 'absolute paths, separated by commas',
    detail: 'without spaces and quotes',
    pattern: /^\/[^\s:'"\\$`]*$/,
    wrong: ['relative', '/ok,not-ok'],
  },
  'location': {
    values: 'an absolute path or a URI',
    detail: "such as 's3a://bucket/events'",
    pattern: /^(?:\/|[a-z][a-z0-9+.-]*:\/)[^\s'"\\$`]*$/,
    wrong: ['relative', 'bucket/path'],
  },
  'host': {
    values: 'a host name or an IP address',
    detail: 'IPv6 in brackets',
    pattern: new RegExp(`^${HOST}$`),
    wrong: ['under_score', 'two words', 'http://host', '-dash'],
  },
  'master-url': {
    values: 'spark://HOST:PORT[,HOST:PORT…], local[N], yarn or k8s://…',
    detail: "for example 'spark://spark-master:7077' or 'k8s://https://api.example.com:6443'",
    pattern: new RegExp(
      `^(?:spark://${HOST}:\\d{1,5}(?:,${HOST}:\\d{1,5})*|local(?:\\[[\\d*]+(?:,\\d+)?\\])?|yarn|k8s://[^\\s'"\\\\$\`]+)$`,
    ),
    wrong: ['spark:/m:7077', 'spark://m', 'spark://m:70000', 'm:7077', 'spark://under_score:7077'],
  },
  'command': {
    values: "a program's name or its absolute path",
    pattern: /^[A-Za-z0-9/][A-Za-z0-9._/+-]*$/,
    wrong: ['python3 -u'],
  },
  'java-options': {
    values: 'options of the Java virtual machine',
    detail: 'without -Xmx, which Spark refuses: use SPARK_DAEMON_MEMORY',
    pattern: /^(?!.*-Xmx)/,
    wrong: ['-Xmx4g', '-Dquote="open'],
  },
} as const satisfies { readonly [name: string]: SettingTypeRecord };

/** Name of a type of settings. */
export type SettingType = keyof typeof SETTING_TYPES;

/** Looks a type up. */
export function settingType(name: SettingType): SettingTypeRecord {
  return SETTING_TYPES[name];
}
