import type { SettingRecord, SettingType } from '../../src/catalogue/settings';

/** A value that a setting must refuse. */
export interface WrongValue {
  readonly setting: SettingRecord;
  readonly value: string;
}

/** Values that no setting of the type can mean. */
const WRONG: Readonly<Record<SettingType, readonly string[]>> = {
  'boolean': ['maybe', 'yes please'],
  'switch': ['automatic', '2'],
  'integer': ['many', '-1', '1.5'],
  'port': ['70000', 'http', '-1', '8080/tcp'],
  'memory': ['2', '1.5g', 'plenty', '10k'],
  'duration': ['60', 'a while', '1.5s'],
  'choice': ['something else'],
  'path': ['relative/path', './here'],
  'path-list': ['relative', '/ok,not-ok'],
  'location': ['relative', 'bucket/path'],
  'host': ['under_score', 'two words', 'http://host', '-dash'],
  'master-url': ['spark:/m:7077', 'spark://m', 'spark://m:70000', 'm:7077', 'spark://under_score:7077'],
  'command': ['python3 -u'],
  'java-options': ['-Xmx4g', '-Dquote="open'],
  'string': [],
};

/** Wrong values of every setting: those of its type, and a line break for each. */
export function wrongValues(settings: readonly SettingRecord[]): readonly WrongValue[] {
  return settings.flatMap((setting) =>
    [...WRONG[setting.type], 'two\nlines'].map((value) => ({ setting, value })),
  );
}
