import { findSetting, PROPERTY_VARIABLES, SettingRecord, SETTINGS } from '../catalogue/settings';
import { InvalidValue, OptionProblems } from './option-problems';
import { lineOfText } from './text-values';

/** What a value of each type must look like, and how that is said; `string`-like types take any line of text. */
const PATTERNS: { readonly [type: string]: { readonly pattern: RegExp; readonly allowed: string } } = {
  boolean: { pattern: /^(?:yes|no|true|false|1|0)$/i, allowed: 'yes, no, true, false, 1 or 0' },
  switch: { pattern: /^(?:auto|yes|no|true|false|1|0)$/i, allowed: 'auto, yes, no, true, false, 1 or 0' },
  integer: { pattern: /^\d{1,9}$/, allowed: 'A whole number' },
  port: { pattern: /^\d{1,5}$/, allowed: 'A port from 1024 to 65535' },
  memory: { pattern: /^[1-9]\d{0,6}[kmgt]$/i, allowed: "A whole number and a unit k, m, g or t: '512m', '4g'" },
  duration: { pattern: /^\d{1,6}[smh]$/, allowed: "A whole number and a unit s, m or h: '90s'" },
  'path': { pattern: /^\/[^\s,:'"\\$`]*$/, allowed: 'An absolute path without spaces and quotes' },
  'path-list': { pattern: /^\/[^\s:'"\\$`]*$/, allowed: 'Absolute paths, separated by commas' },
  'host': { pattern: /^[A-Za-z0-9](?:[A-Za-z0-9.:-]*[A-Za-z0-9])?$/, allowed: 'A host name or an IP address' },
  'command': { pattern: /^[A-Za-z0-9/][A-Za-z0-9._/+-]*$/, allowed: "A program's name or its absolute path" },
};

/**
 * The settings with the defaults that the options chose.
 *
 * @param given defaults by name, from the option `environment` and from other options
 */
export function settingsWith(given: { readonly [name: string]: string }): readonly SettingRecord[] {
  return SETTINGS.map((setting) => (setting.name in given ? { ...setting, default: given[setting.name] } : setting));
}

/** Notes a problem for every entry of the option `environment` that cannot be. */
export function checkEnvironment(environment: { readonly [name: string]: unknown }, problems: OptionProblems): void {
  for (const [name, value] of Object.entries(environment)) {
    const option = `environment.${name}`;
    problems.attempt(option, value, () => checkEntry(name, value));
  }
}

function checkEntry(name: string, value: unknown): void {
  if (name.startsWith(PROPERTY_VARIABLES.prefix) && /^[A-Za-z0-9_]+$/.test(name)) {
    lineOfText(value, 2000);
    return;
  }
  const setting = SETTINGS.find((s) => s.name === name);
  if (!setting) {
    throw new InvalidValue('the image has no such setting', `A name of the README's table of variables, or ${PROPERTY_VARIABLES.prefix}… for a Spark property`);
  }
  if (setting.secret) throw new InvalidValue('a secret in the image could be read by everybody who can pull it', `Give it at run time, by ${name}_FILE or from .env`);
  checkSetting(setting, value);
}

/** @throws InvalidValue when the value is none that the setting takes */
export function checkSetting(setting: SettingRecord, value: unknown): void {
  const text = lineOfText(value, 2000);
  if (text === '') return;
  if (setting.type === 'choice') {
    const allowed = setting.allowed ?? [];
    if (!allowed.some((a) => a.toLowerCase() === text.toLowerCase())) throw new InvalidValue('that is not one of its values', `One of ${allowed.join(', ')}`);
    return;
  }
  const rule = PATTERNS[setting.type];
  if (rule && !rule.pattern.test(text)) throw new InvalidValue(`that is not what ${setting.name} takes`, rule.allowed);
  if (setting.type === 'port' || setting.type === 'integer') checkRange(setting, Number(text));
}

function checkRange(setting: SettingRecord, value: number): void {
  const min = setting.min ?? (setting.type === 'port' ? 1 : 0);
  const max = setting.max ?? (setting.type === 'port' ? 65535 : Number.MAX_SAFE_INTEGER);
  if (value < min || value > max) throw new InvalidValue('it is out of range', `A whole number from ${min} to ${max}`);
}

/** The default of a setting among some settings; throws for an unknown name, which is a mistake in this package. */
export function defaultOf(settings: readonly SettingRecord[], name: string): string {
  return (settings.find((s) => s.name === name) ?? findSetting(name)).default;
}
