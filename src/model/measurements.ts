import { isDay } from '../options/days';

/** Where the figures stand that `npx projen measure` writes; `assets/schemas/measurements.schema.json` describes it. */
export const MEASUREMENTS_FILE = 'measurements.json';

/** Severities that findings are counted by, the worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'negligible', 'unknown'] as const;

/** Findings of a scanner by severity. */
export type Findings = { readonly [severity in (typeof SEVERITIES)[number]]: number };

/** What was measured of one image. */
export interface ImageFigures {
  readonly bytes: number;
  readonly packages: number;
  /** Files with a setuid or setgid bit. */
  readonly setuidFiles: number;
  /** Ids of the users that the processes of a master run as. */
  readonly users: readonly number[];
  /** From `docker run` to a master that serves. */
  readonly secondsToReady: number;
  readonly secondsToStop: number;
  /** Null where no scanner was there. */
  readonly findings: Findings | null;
}

/** What was measured of the image and of a naive one, when, and with what. */
export interface Measurements {
  /** Day, in UTC. */
  readonly date: string;
  /** Version of the engine. */
  readonly docker: string;
  readonly platform: string;
  readonly spark: string;
  readonly java: string;
  readonly base: { readonly name: string; readonly digest: string | null };
  readonly scanner: { readonly name: string; readonly version: string } | null;
  /** How often each image was started; the times are medians. */
  readonly starts: number;
  /** The naive image. */
  readonly before: ImageFigures;
  /** The image of the repository. */
  readonly after: ImageFigures;
}

/** Reads a value of the file; throws `WrongMember`. */
type Read<T> = (value: unknown, member: string) => T;

/** What is wrong with a member of the file. */
class WrongMember extends Error {}

const WORD = /^[\w.+~-]{1,64}$/;

const count = number((n) => Number.isSafeInteger(n) && n >= 0, 'a whole number, 0 or more');
const seconds = number((n) => Number.isFinite(n) && n >= 0, 'a number of seconds, 0 or more');
const findings = members<Findings>({ critical: count, high: count, medium: count, low: count, negligible: count, unknown: count });
const figures = members<ImageFigures>({
  bytes: count,
  packages: count,
  setuidFiles: count,
  users: listOf(count),
  secondsToReady: seconds,
  secondsToStop: seconds,
  findings: orNull(findings),
});
const record = members<Measurements & { readonly version: number }>({
  version: number((n) => n === 1, '1, the version of this form'),
  date: text((t) => isDay(t), 'a day, such as 2026-12-31'),
  docker: word('a version, such as 28.0.1'),
  platform: text((t) => /^[a-z0-9]{1,32}\/[a-z0-9]{1,32}$/.test(t), 'a platform, such as linux/amd64'),
  spark: text((t) => /^\d{1,4}(\.\d{1,4}){2}$/.test(t), 'a release of Spark, such as 3.5.3'),
  java: word('a version of Java, such as 17.0.13'),
  base: members<Measurements['base']>({
    name: text((t) => /^[\w./:@-]{1,255}$/.test(t), 'an image, such as debian:bookworm-slim'),
    digest: orNull(text((t) => /^sha256:[0-9a-f]{64}$/.test(t), 'sha256: and 64 hexadecimal digits, or null')),
  }),
  scanner: orNull(members<NonNullable<Measurements['scanner']>>({
    name: text((t) => ['trivy', 'grype'].includes(t), 'trivy or grype'),
    version: word('a version'),
  })),
  starts: number((n) => Number.isSafeInteger(n) && n >= 1, 'a whole number, 1 or more'),
  before: figures,
  after: figures,
});

/**
 * The figures that a text holds.
 *
 * @throws Error naming the file, the line or the member, and what to do
 */
export function parseMeasurements(content: string): Measurements {
  const advice = `Run "npx projen measure", or delete ${MEASUREMENTS_FILE}; it is not written by hand`;
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch (error) {
    throw new Error(
      `${MEASUREMENTS_FILE}:${problemLine(content)}: that is no valid JSON: ` +
        `${error instanceof Error ? error.message.replace(/\s+/g, ' ') : error}. ${advice}.`,
    );
  }
  try {
    const { version: _version, ...measurements } = record(parsed, '');
    return measurements;
  } catch (error) {
    if (error instanceof WrongMember) throw new Error(`${MEASUREMENTS_FILE}: ${error.message}. ${advice}.`);
    throw error;
  }
}

/** The line behind which nothing more can make it JSON: the first one whose end is not merely too early. */
function problemLine(content: string): number {
  const lines = content.split('\n');
  const line = lines.findIndex((_, index) => !isMerelyCutShort(lines.slice(0, index + 1).join('\n')));
  return line === -1 ? lines.length : line + 1;
}

function isMerelyCutShort(prefix: string): boolean {
  try {
    JSON.parse(prefix);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return /end of JSON input/.test(message) || Number(/at position (\d+)/.exec(message)?.[1]) === prefix.length;
  }
}

function wrong(member: string, value: unknown, allowed: string): never {
  const shown = value === undefined ? 'is missing' : `= ${JSON.stringify(value).slice(0, 80)}`;
  throw new WrongMember(`${member || 'the file'} ${shown}: it must be ${allowed}`);
}

function number(isRight: (value: number) => boolean, allowed: string): Read<number> {
  return (value, member) => (typeof value === 'number' && isRight(value) ? value : wrong(member, value, allowed));
}

function text(isRight: (value: string) => boolean, allowed: string): Read<string> {
  return (value, member) => (typeof value === 'string' && isRight(value) ? value : wrong(member, value, allowed));
}

function word(allowed: string): Read<string> {
  return text((value) => WORD.test(value), allowed);
}

function orNull<T>(read: Read<T>): Read<T | null> {
  return (value, member) => (value === null ? null : read(value, member));
}

function listOf<T>(read: Read<T>): Read<readonly T[]> {
  return (value, member) => {
    if (!Array.isArray(value) || value.length === 0 || value.length > 100) return wrong(member, value, 'a list of 1 to 100');
    return value.map((item, index) => read(item, `${member}[${index}]`));
  };
}

/** An object with exactly these members. */
function members<T extends object>(reads: { readonly [name in keyof T]: Read<T[name]> }): Read<T> {
  const names = Object.keys(reads) as Array<keyof T & string>;
  return (value, member) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return wrong(member, value, `an object with ${names.join(', ')}`);
    }
    const path = (name: string): string => (member === '' ? name : `${member}.${name}`);
    const unknown = Object.keys(value).find((name) => !(names as string[]).includes(name));
    if (unknown !== undefined) {
      throw new WrongMember(`${path(JSON.stringify(unknown).slice(1, -1).slice(0, 80))} is unknown: known are ${names.join(', ')}`);
    }
    const own = (name: string): unknown => (Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined);
    return Object.fromEntries(names.map((name) => [name, reads[name](own(name), path(name))])) as T;
  };
}
