import { nearestName } from './nearest-name';
import { InvalidValue, kindOf, OptionProblems } from './option-problems';
import { flagOf } from './text-values';

/** What an option holds that is a set of members, not checked yet. */
export interface Members {
  readonly [name: string]: unknown;
}

/** Reads options by name: a wrong one is noted as a problem, and its default stands in until all are reported. */
export class OptionReader<T extends object> {
  /** @param place what a message puts before an option's name: `scan.` for the members of the option `scan` */
  constructor(
    private readonly options: T,
    private readonly problems: OptionProblems,
    private readonly place = '',
  ) {}

  /** The option's value, or the default when it was left out. */
  value<V>(option: keyof T & string, read: (value: unknown) => V, whenAbsent: V): V {
    return this.optional(option, read) ?? whenAbsent;
  }

  /** The option's value, or undefined when it was left out. A required name that is missing reads as undefined and fails in `read`. */
  optional<V>(option: keyof T & string, read: (value: unknown) => V): V | undefined {
    const value = this.options[option];
    if (value === undefined && option !== 'name') return undefined;
    return this.problems.attempt(`${this.place}${option}`, value, () => read(value));
  }

  /** One of some words. */
  choice<V extends string>(option: keyof T & string, allowed: readonly V[], whenAbsent: V): V {
    return this.value(option, (value) => wordOf(value, allowed), whenAbsent);
  }

  /** A list; the command line gives one value alone as that value. No entry may stand in it twice. */
  list<V>(option: keyof T & string, read: (value: unknown) => V, whenAbsent: V[], filled = false): V[] {
    const given: unknown = this.options[option];
    if (given === undefined) return [...whenAbsent];
    const entries: unknown[] = Array.isArray(given) ? given : [given];
    const name = `${this.place}${option}`;
    if (filled && entries.length === 0) this.problems.add(name, given, 'the list is empty', 'At least one entry');
    const values: V[] = [];
    entries.forEach((entry, index) => {
      const value = this.problems.attempt(`${name}[${index}]`, entry, () => read(entry));
      if (value === undefined) return;
      if (values.includes(value)) this.problems.add(`${name}[${index}]`, entry, 'it stands in the list twice', 'Every entry once');
      values.push(value);
    });
    return values;
  }

  /** Yes or no. The command line hands over `--option` and `--no-option` as booleans. */
  flag(option: keyof T & string, whenAbsent: boolean): boolean {
    return this.value(option, (value) => flagOf(value, whenAbsent), whenAbsent);
  }

  /** A map of names to text. */
  map(option: keyof T & string, readKey: (key: unknown) => string, read: (value: unknown) => string): { readonly [key: string]: string } {
    const result: { [key: string]: string } = {};
    const place = `${this.place}${option}`;
    const given = membersOf(place, this.options[option], this.problems, "a map of names to text: { 'com.example.team': 'data' }");
    for (const [key, value] of Object.entries(given)) {
      const entry = `${place}[${JSON.stringify(key)}]`;
      const name = this.problems.attempt(entry, value, () => keyOf(key, readKey));
      const text = this.problems.attempt(entry, value, () => read(value));
      if (name !== undefined && text !== undefined) result[name] = text;
    }
    return result;
  }
}

/** A key of a map; the message shows the value beside it, and says that it speaks of the key. */
function keyOf(key: string, read: (key: unknown) => string): string {
  try {
    return read(key);
  } catch (error) {
    throw error instanceof InvalidValue ? new InvalidValue(`its key is wrong: ${error.why}`, error.allowed) : error;
  }
}

/** One of some words. */
export function wordOf<V extends string>(value: unknown, allowed: readonly V[]): V {
  const found = allowed.find((a) => a === value);
  if (found === undefined) throw new InvalidValue('that is not one of its values', `One of ${allowed.join(', ')}`);
  return found;
}

/**
 * The members of an option that is a set of them; a problem is noted for anything else, and for names beside the known.
 *
 * @param allowed what it must be, for the message
 * @param known names that it may have, all when left out
 */
export function membersOf(option: string, given: unknown, problems: OptionProblems, allowed: string, known?: readonly string[]): Members {
  if (given === undefined) return {};
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    problems.add(option, given, `it is ${kindOf(given)}`, `Give ${allowed}`);
    return {};
  }
  for (const name of Object.keys(given)) {
    if (!known || known.includes(name)) continue;
    const near = nearestName(name, known);
    problems.add(`${option}.${name}`, Reflect.get(given, name), `${option} has no member of that name`, `${near === undefined ? '' : `Did you mean ${near}? `}One of ${known.join(', ')}`);
  }
  return Object.fromEntries(Object.entries(given));
}

/** The members of one value that is a set of them. @throws InvalidValue for anything else */
export function membersOfValue(value: unknown, allowed: string): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InvalidValue(`it is ${kindOf(value)}`, allowed);
  return Object.fromEntries(Object.entries(value));
}

/** One entry of a list, and how a message names it. */
export interface ListedMembers {
  readonly place: string;
  readonly entry: Members;
}

/**
 * The entries of an option that is a list of structures, with a problem noted for anything else, for every entry that is none, and for
 * names beside the known.
 */
export function structuresOf(option: string, given: unknown, problems: OptionProblems, allowed: string, known: readonly string[]): ListedMembers[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) {
    problems.add(option, given, `it is ${kindOf(given)}, not a list`, `Give a list of ${allowed}`);
    return [];
  }
  return given.flatMap((entry: unknown, index) => {
    const place = `${option}[${index}]`;
    if (typeof entry === 'object' && entry !== null && !Array.isArray(entry)) return [{ place, entry: membersOf(place, entry, problems, allowed, known) }];
    problems.add(place, entry, `it is ${kindOf(entry)}`, `Give ${allowed}`);
    return [];
  });
}
