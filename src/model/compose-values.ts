import { InvalidOptions, InvalidValue, kindOf } from '../options/option-problems';
import { lineOfText } from '../options/text-values';

/** What Compose takes for the name of a volume, network, secret or config. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/** Whether a text is such a name, and no path. */
export function isComposeName(text: string): boolean {
  return NAME.test(text);
}

const VARIABLE = '\\$\\{(?:[^{}]|\\$\\{[^{}]*\\})*\\}';
const PORTS = `(?:${VARIABLE}|\\d{1,5}(?:-\\d{1,5})?)`;
const PORT = new RegExp(`^(?:(?:${VARIABLE}|[0-9.]+|\\[[0-9A-Fa-f:]+\\]):${PORTS}?:|${PORTS}:)?${PORTS}(?:/(?:tcp|udp))?$`);

/** @throws InvalidValue when Compose does not take the name */
export function composeName(value: unknown): string {
  if (typeof value !== 'string' || !NAME.test(value)) {
    throw new InvalidValue('that is no name that Compose takes', "Letters, digits, '.', '_' and '-', beginning with a letter or digit");
  }
  return value;
}

/** @throws InvalidValue when it is no port to publish */
export function portOf(value: unknown): string {
  if (typeof value !== 'string' || !PORT.test(value)) {
    throw new InvalidValue(
      'that is no port in the short form of Compose',
      "'127.0.0.1:9090:9090', '9090:9090', '9090/udp'; a variable as '${NAME:-9090}'",
    );
  }
  return value;
}

/** @throws InvalidValue when it is no mount */
export function mountOf(value: unknown): string {
  const [first, second, mode, ...more] = mountParts(lineOfText(value, 1000));
  const target = second ?? first;
  if (target === undefined || !/^(?:\/|\$\{)/.test(target) || more.length > 0 || (mode !== undefined && !/^[A-Za-z,]+$/.test(mode))) {
    throw new InvalidValue(
      'that is no mount in the short form of Compose',
      "'VOLUME:/path', './folder:/path:ro': what is mounted, an absolute path in the container, and how",
    );
  }
  return String(value);
}

/**
 * What a volume, network, secret or config is; null where nothing need be said.
 *
 * @param sources members of which one must be there
 * @throws InvalidOptions when it is no map, or has none of them
 */
export function definitionOf(option: string, given: unknown, sources: readonly string[]): { readonly [key: string]: unknown } | null {
  if (given === undefined && sources.length === 0) return null;
  const allowed = sources.length === 0
    ? 'Give a map as Compose writes it'
    : `Give a map with ${sources.slice(0, -1).join(', ')} or ${sources[sources.length - 1]}`;
  const problem = (value: unknown, why: string): InvalidOptions => new InvalidOptions([{ option, value, why, allowed }]);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw problem(given, `it is ${kindOf(given)}, not a map`);
  const members = Object.entries(given);
  if (sources.length > 0 && !members.some(([key, value]) => sources.includes(key) && value !== undefined)) {
    throw problem(members.map(([key]) => key), 'nothing names its source');
  }
  return Object.fromEntries(members);
}

/**
 * The path in the container of a mount in its short form: `SOURCE:TARGET`, `SOURCE:TARGET:ro`, or `TARGET` alone. A colon
 * of a variable's default, and that of a drive, separates nothing.
 */
export function mountTarget(mount: string): string {
  const parts = mountParts(mount);
  return parts.length === 1 ? parts[0] : parts[1];
}

/** The parts of a mount in its short form. */
export function mountParts(mount: string): string[] {
  return [...mount.matchAll(/(?:^[A-Za-z]:(?=[\\/])|\$\{(?:[^{}]|\$\{[^{}]*\})*\}|[^:])+/g)].map(([part]) => part);
}
