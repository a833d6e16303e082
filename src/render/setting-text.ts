import { SettingRecord, SettingType } from '../catalogue/settings';

const VALUES: { readonly [type in SettingType]: string } = {
  'string': 'text on one line',
  'boolean': 'yes, no, true, false, 1 or 0',
  'switch': 'auto, yes, no, true, false, 1 or 0',
  'integer': 'a whole number',
  'port': 'a port number',
  'memory': 'a whole number and a unit k, m, g or t: 512m, 4g',
  'duration': 'a whole number and a unit s, m or h: 90s',
  'choice': 'one of a list',
  'path': 'an absolute path',
  'path-list': 'absolute paths, separated by commas',
  'location': 'an absolute path or a URI',
  'host': 'a host name or an IP address',
  'master-url': 'spark://HOST:PORT[,HOST:PORT…], local[N], yarn or k8s://…',
  'command': "a program's name or its absolute path",
  'java-options': 'options of the Java virtual machine',
};

/** Units in which the bounds of a setting count. */
const UNITS: { readonly [type: string]: string } = { memory: 'm' };

/** What a setting takes, in words, with its bounds: `a whole number; at least 1`. */
export function allowedValues(setting: SettingRecord): string {
  if (setting.allowed) return setting.allowed.join(', ');
  return `${VALUES[setting.type]}${bounds(setting)}`;
}

function bounds({ type, min, max }: SettingRecord): string {
  const unit = UNITS[type] ?? '';
  if (type === 'string') return min === undefined ? '' : `; at least ${min} characters`;
  if (min !== undefined && max !== undefined) return `; ${min}${unit} to ${max}${unit}`;
  if (min !== undefined) return `; at least ${min}${unit}`;
  return max === undefined ? '' : `; at most ${max}${unit}`;
}
