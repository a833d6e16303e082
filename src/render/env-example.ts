import { PROPERTY_VARIABLES, SETTING_GROUPS, SettingRecord } from '../catalogue/settings';
import { SparkImage } from '../model/spark-image';
import { ComposeSettings, composeVariables, sharedDefaults, workerDefaults } from './compose-variables';
import { allowedValues } from './setting-text';

/** One variable of the file. */
interface Entry {
  readonly name: string;
  readonly value: string;
  readonly comments: readonly string[];
}

const WIDTH = 100;

/**
 * .env.example: every variable of the image and of the compose files, with its meaning, what it takes and its default.
 * All are commented out, so that a copy changes nothing until a line is uncommented.
 *
 * @param marker first line, without `#`; none when undefined
 */
export function renderEnvExample(image: SparkImage, marker?: string, compose: ComposeSettings = {}): string {
  const composeDefaults = { ...workerDefaults(image, compose), ...sharedDefaults(image, compose) };
  const settingsOf = (group: string): SettingRecord[] => image._settings.filter((s) => s.group === group);
  const lines = [
    ...(marker === undefined ? [] : [`# ${marker}`]),
    '# Copy this file to .env, and take the # away from the lines that you change: what stands here are the defaults.',
    '# Compose reads .env by itself; for a container of its own: docker run --env-file .env …',
    '# That one takes quotes for a part of the value: take those around a value away there.',
    '# An empty value means that the variable is not set. Keep .env out of version control: it may hold secrets.',
    ...section('Docker Compose', 'Read by the compose files, not by the image.', composeVariables(image, compose).map((v) => ({
      name: v.name,
      value: v.default,
      comments: [v.meaning, `Values: ${v.values}.${v.bridgeOnly ? ' Without meaning on the network of the host.' : ''}`],
    }))),
    ...SETTING_GROUPS.flatMap((group) => section(group, undefined, settingsOf(group).map((s) => settingEntry(s, composeDefaults[s.name])))),
    ...section('Spark properties', PROPERTY_VARIABLES.meaning, propertyEntries(image)),
  ];
  return `${lines.join('\n')}\n`;
}

function section(title: string, meaning: string | undefined, entries: readonly Entry[]): string[] {
  if (entries.length === 0) return [];
  const rule = `# ---- ${title} ${'-'.repeat(WIDTH - title.length - 8)}`;
  return ['', rule, ...(meaning === undefined ? [] : comment(meaning)), ...entries.flatMap(entryLines)];
}

function entryLines(entry: Entry): string[] {
  return ['', ...entry.comments.flatMap(comment), `#${entry.name}=${quoted(entry.value)}`];
}

function settingEntry(setting: SettingRecord, composeDefault: string | undefined): Entry {
  const facts = [`Values: ${allowedValues(setting)}.`];
  if (setting.default === '') facts.push('Default: none.');
  if (composeDefault !== undefined) facts.push(`The compose files' default is ${composeDefault}.`);
  if (setting.since !== undefined) facts.push(`Since Spark ${setting.since}.`);
  if (setting.modes !== undefined) facts.push(`Read by: ${setting.modes.join(', ')}.`);
  if (setting.file) facts.push(`Also ${setting.name}_FILE: the path of a file that holds it.`);
  if (setting.aliases !== undefined && setting.aliases.length > 0) facts.push(`Also called ${setting.aliases.join(', ')}.`);
  return { name: setting.name, value: setting.default, comments: [setting.meaning, facts.join(' ')] };
}

function propertyEntries(image: SparkImage): Entry[] {
  const { variable, property } = PROPERTY_VARIABLES.example;
  const own = Object.entries(image._properties).map(([name, value]) => ({ name, value, comments: ['Set by the image.'] }));
  return [
    ...own, ...(own.some((entry) => entry.name === variable) ? [] : [{ name: variable, value: '200', comments: [`Sets ${property}.`] }]),
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
