import { PROPERTY_VARIABLES, SETTING_GROUPS, SettingRecord } from '../catalogue/settings';
import { SparkImage } from '../model/spark-image';
import { CHANGED_FIRST } from './changed-first';
import { ComposeSettings, composeVariables, sharedDefaults, workerDefaults } from './compose-variables';
import { CONFIGURATION_PAGE } from './pages';

/** One variable of the file. */
interface Entry {
  readonly name: string;
  readonly value: string;
  readonly comment: string;
}

const WIDTH = 120;

/**
 * .env.example: every variable of the image and of the compose files, with its purpose and its default; those that people change first
 * come first. All are commented out, so that a copy changes nothing until a line is uncommented.
 *
 * @param marker first line, without `#`; none when undefined
 */
export function renderEnvExample(image: SparkImage, marker?: string, compose: ComposeSettings = {}): string {
  const composeDefaults = { ...workerDefaults(image, compose), ...sharedDefaults(image, compose) };
  const settings = image._settings.map((s) => ({ group: s.group, entry: settingEntry(s, composeDefaults[s.name]) }));
  const ofCompose = composeVariables(image, compose).map((v): Entry => ({
    name: v.name, value: v.default, comment: `${v.meaning}${v.bridgeOnly ? ' Without meaning on the network of the host.' : ''}`,
  }));
  const all = [...ofCompose, ...settings.map(({ entry }) => entry)];
  const first = CHANGED_FIRST.flatMap((name) => all.filter((entry) => entry.name === name));
  const others = (entries: readonly Entry[]): Entry[] => entries.filter((entry) => !first.includes(entry));
  const lines = [
    ...(marker === undefined ? [] : [`# ${marker}`]),
    '# Copy this file to .env, and remove the # from each line that you change. The values shown are the defaults.',
    '# Compose reads .env by itself. For a single container: docker run --env-file .env …',
    '# docker run --env-file keeps quotes as part of the value: remove them there.',
    '# An empty value means that the variable is not set. Never commit .env: it may hold secrets.',
    `# ${CONFIGURATION_PAGE} says for each variable which values it takes, and whether a file can hold the value.`,
    ...section('Change these first', undefined, first),
    ...section('Docker Compose', 'The compose files read these variables, the image does not.', others(ofCompose)),
    ...SETTING_GROUPS.flatMap((group) =>
      section(group, undefined, others(settings.filter((s) => s.group === group).map(({ entry }) => entry)))),
    ...section('Spark properties', PROPERTY_VARIABLES.meaning, propertyEntries(image)),
  ];
  return `${lines.join('\n')}\n`;
}

function section(title: string, meaning: string | undefined, entries: readonly Entry[]): string[] {
  if (entries.length === 0) return [];
  const rule = `# ---- ${title} ${'-'.repeat(WIDTH - title.length - 8)}`;
  const body = entries.flatMap((entry) => [...comment(entry.comment), `#${entry.name}=${quoted(entry.value)}`]);
  return ['', rule, ...(meaning === undefined ? [] : comment(meaning)), ...body];
}

function settingEntry(setting: SettingRecord, composeDefault: string | undefined): Entry {
  const facts = [setting.meaning];
  if (composeDefault !== undefined) facts.push(`The compose files' default is ${composeDefault}.`);
  if (setting.since !== undefined) facts.push(`Since Spark ${setting.since}.`);
  return { name: setting.name, value: setting.default, comment: facts.join(' ') };
}

function propertyEntries(image: SparkImage): Entry[] {
  const { variable, property } = PROPERTY_VARIABLES.example;
  const own = Object.entries(image._properties).map(([name, value]) => ({ name, value, comment: 'Set by the image.' }));
  return [
    ...own, ...(own.some((entry) => entry.name === variable) ? [] : [{ name: variable, value: '200', comment: `Sets ${property}.` }]),
  ];
}

/**
 * A value as Compose and a shell read it: plain where nothing in it could be taken for anything else, otherwise between
 * single quotes, in which nothing is special but the quote itself.
 */
function quoted(value: string): string {
  if (/^[A-Za-z0-9 ._:/,=@%+[\]{}$-]*$/.test(value) && isPlain(value)) return value;
  // Between single quotes a backslash before a quote, the closing one included, would escape it.
  if (/\\(?:'|$)/.test(value)) return `"${value.replace(/[\\"$]/g, '\\$&')}"`;
  return `'${value.replace(/'/g, "\\'")}'`;
}

/** A dollar sign is plain only in the variables that the compose files' own defaults consist of. */
function isPlain(value: string): boolean {
  return value.trim() === value && !/[${}]/.test(value.replace(/^\$\{[A-Z_]+:-[A-Za-z0-9]*\}$/, ''));
}

/** Comment lines of at most WIDTH characters. */
function comment(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`# ${word}`);
  }
  return lines;
}
