import { InvalidValue, kindOf } from './option-problems';

/**
 * A version as text, from an option that may have come from the command line, where `3.5` arrives as a number.
 *
 * @param example how to write it, shown when a digit was lost
 * @throws InvalidValue when a number may have lost a zero (`4.0` arrives as 4, `3.10` as 3.1), or it is no version at all
 */
export function versionText(value: unknown, example: string): string {
  if (typeof value === 'number') return versionFromNumber(value, example);
  if (typeof value !== 'string') {
    throw new InvalidValue(`a version is text, this is ${kindOf(value)}`, `Write it as text, for example '${example}'`);
  }
  const text = value.replace(/^(\d+(?:\.\d+)?)\.x$/, '$1');
  if (!/^\d+(\.\d+){0,2}$/.test(text)) throw new InvalidValue('that is not a version', `Write numbers and dots, for example '${example}'`);
  return text;
}

function versionFromNumber(value: number, example: string): string {
  const [, minor] = String(value).split('.');
  const lost = minor === undefined || minor.length === 1 && Number(minor) <= 4 && example.split('.')[1]?.length === 2;
  if (!Number.isFinite(value) || value < 0 || lost) {
    throw new InvalidValue(
      'it arrived as a number, and a number loses its last zero (4.0 becomes 4, 3.10 becomes 3.1)',
      `Write it so that it stays text: on the command line '${example}.x', in the rc file '${example}'`,
    );
  }
  return String(value);
}

/** A whole number as text, for versions that have one part (`11`): a number loses nothing here. */
export function majorVersionText(value: unknown, example: string): string {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return String(value);
  if (typeof value === 'string' && /^\d+$/.test(value)) return value;
  throw new InvalidValue('that is not a major version', `Write one whole number, for example '${example}'`);
}

/** Negative, zero or positive, as in `Array.sort`; missing parts count as zero. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((v) => v.split('.').map(Number));
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `3.5` of `3.5.3`. */
export function lineOf(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}
