import { holdsPassword, holdsSecretOption, isSecretName } from '../catalogue/secret-names';
import { settingType } from '../catalogue/setting-types';
import { PROPERTY_VARIABLES, SettingRecord, SETTINGS } from '../catalogue/settings';
import { nearestName } from '../options/nearest-name';
import { membersOf, Option } from '../options/option';
import { InvalidValue, quote } from '../options/option-problems';
import { lineOfText } from '../options/text-values';
import { PORT_OPTIONS } from './ports';

const SECRET_REASON = 'a secret in the image could be read by everybody who can pull it';

/** Texts by the names of variables. */
export interface Environment {
  readonly [name: string]: string;
}

/** Settings that options of their own decide, and those options. */
export const DECIDED_BY_OPTIONS: Environment = { ...PORT_OPTIONS, SPARK_MODE: 'defaultMode', SPARK_PROFILE: 'profile' };

/**
 * The settings with the defaults that the options chose; each of those becomes ENV, so that it can be seen in the image.
 *
 * @param given defaults by name, from the option `environment` and from other options
 */
export function settingsWith(given: { readonly [name: string]: string }): readonly SettingRecord[] {
  return SETTINGS.map((setting) => {
    const chosen = given[setting.name];
    return chosen === undefined || chosen === setting.default ? setting : { ...setting, default: chosen, inImage: true };
  });
}

/** The option `environment`. */
export const ENVIRONMENT: Option<Environment> = new Option((given, place, problems) => {
  const members = membersOf(place, given, problems, "a map of settings to text: { SPARK_WORKER_MEMORY: '4g' }");
  return Object.fromEntries(Object.entries(members).flatMap(([name, text]) => {
    const read = problems.attempt(`${place}.${name}`, text, () => entryOf(name, text));
    return read === undefined ? [] : [[name, read] as const];
  }));
}, { allowed: "A map of settings to text: { SPARK_WORKER_MEMORY: '4g' }" });

function entryOf(name: string, value: unknown): string {
  if (Object.hasOwn(DECIDED_BY_OPTIONS, name)) {
    throw new InvalidValue(`the option ${DECIDED_BY_OPTIONS[name]} decides it`, `Set ${DECIDED_BY_OPTIONS[name]} instead`);
  }
  const setting = SETTINGS.find((s) => s.name === name);
  if (setting) {
    if (setting.secret) throw new InvalidValue(SECRET_REASON, `Give it at run time, by ${name}_FILE or from .env`, true);
    return withoutSecret(settingValue(setting, value));
  }
  const property = name.startsWith(PROPERTY_VARIABLES.prefix) && /^[A-Za-z0-9_]+$/.test(name);
  if (isSecretName(name)) {
    throw new InvalidValue(SECRET_REASON, `Give it at run time, from .env${property ? ' or a mounted spark-defaults.conf' : ''}`, true);
  }
  if (property) return withoutSecret(lineOfText(value, 2000));
  throw unknownSetting(name);
}

/** Why a name that is none of a setting is refused: says which one it most likely means, and the call for other variables. */
function unknownSetting(name: string): InvalidValue {
  const near = nearestName(name, SETTINGS.map((setting) => setting.name));
  const meant = near === undefined ? '' : `Did you mean ${near}? `;
  return new InvalidValue(
    'the image has no such setting',
    `${meant}The README's table of variables lists the settings, and ${PROPERTY_VARIABLES.prefix}… sets a Spark property. Any other ` +
      `variable: project.dockerfile.addEnv(${quote(name)}, '…') in the rc file`,
    near !== undefined && isSecretName(near),
  );
}

/** A value, unless it holds a secret: the value of an option is not shown then. */
function withoutSecret(text: string): string {
  const why = holdsSecretOption(text)
    ? 'it sets a property that is a secret'
    : holdsPassword(text) ? 'it holds an address with a password' : undefined;
  if (why !== undefined) {
    throw new InvalidValue(
      `${why}, and ${SECRET_REASON}`,
      'Give it at run time, with the setting for it or in a mounted spark-defaults.conf',
      true,
    );
  }
  return text;
}

/** @throws InvalidValue when the value is none that the setting takes */
export function settingValue(setting: SettingRecord, value: unknown): string {
  const text = lineOfText(value, 2000);
  if (text !== '') checkText(setting, text);
  return text;
}

function checkText(setting: SettingRecord, text: string): void {
  if (setting.type === 'choice') {
    const allowed = setting.allowed ?? [];
    if (!allowed.some((a) => a.toLowerCase() === text.toLowerCase())) {
      throw new InvalidValue('that is not one of its values', `One of ${allowed.join(', ')}`);
    }
    return;
  }
  const { pattern, values, detail } = settingType(setting.type);
  if (pattern && !pattern.test(text)) {
    throw new InvalidValue(`that is not what ${setting.name} takes`, `Give ${values}${detail === undefined ? '' : `, ${detail}`}`);
  }
  if (setting.type === 'port' || setting.type === 'integer') checkRange(setting, Number(text));
  if (setting.type === 'memory' && mebibytes(text) < (setting.min ?? 0)) {
    throw new InvalidValue('it is too small', `At least ${setting.min}m`);
  }
}

/** How much a size of memory is, in MiB: 4096 for `4g`. */
export function mebibytes(size: string): number {
  const units: { readonly [unit: string]: number } = { k: 1 / 1024, m: 1, g: 1024, t: 1024 * 1024 };
  return Number(size.slice(0, -1)) * units[size.slice(-1).toLowerCase()];
}

function checkRange(setting: SettingRecord, value: number): void {
  const min = setting.min ?? (setting.type === 'port' ? 1 : 0);
  const max = setting.max ?? (setting.type === 'port' ? 65535 : Number.MAX_SAFE_INTEGER);
  if (value < min || value > max) throw new InvalidValue('it is out of range', `A whole number from ${min} to ${max}`);
}
