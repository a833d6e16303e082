import { nearestName } from './nearest-name';
import { InvalidValue, kindOf, OptionProblems } from './option-problems';
import { filledLine, flagOf, TEXT_RULES, TextKind, textOf, wholeNumber } from './text-values';

/** What is known of an option beside its value; the page of options shows it. */
export interface OptionFacts {
  readonly allowed?: string;
  readonly whenAbsent?: unknown;
  readonly members?: Members;
}

/** The members of a set of options, and how each is read. */
export interface Members {
  readonly [name: string]: Option<unknown>;
}

/** What is read of a set of options. */
export type Values<M extends Members> = { readonly [name in keyof M]: M[name] extends Option<infer T> ? T : never };

/** What is read of an entry of a list: an entry that lacks a required member is left out. */
type Entry<M extends Members> = {
  readonly [name in keyof M]: M[name] extends Required<infer T> ? T : M[name] extends Option<infer T> ? T : never;
};

/** The value that an option gives. */
export type ValueOf<O> = O extends Option<infer T> ? T : never;

/** How one option is read. A wrong value is noted as a problem, and what stands for an absent one stands in for it. */
export class Option<T> {
  /** @param read what it makes of a value; `place` is the name of the option, for messages */
  constructor(
    readonly read: (given: unknown, place: string, problems: OptionProblems) => T,
    readonly facts: OptionFacts = {},
  ) {}

  /** With a value that stands for an absent one. */
  or(whenAbsent: NonNullable<T>): Option<NonNullable<T>> {
    // What stands for a list is a list of its own each time: callers may add to it.
    const standIn = (): NonNullable<T> => (Array.isArray(whenAbsent) ? Object.assign([], whenAbsent) : whenAbsent);
    return new Option((...given) => this.read(...given) ?? standIn(), { ...this.facts, whenAbsent });
  }

  /** What else becomes of the value. */
  as<U>(make: (value: T, place: string, problems: OptionProblems) => U): Option<U> {
    return new Option((given, place, problems) => make(this.read(given, place, problems), place, problems), this.facts);
  }

  /** What the option is if nobody sets it. */
  get whenAbsent(): T {
    return this.read(undefined, '', new OptionProblems());
  }
}

/** An option that must be there. */
export class Required<T> extends Option<T | undefined> {
  constructor(parse: (value: unknown) => T, allowed?: string) {
    super((given, place, problems) => problems.attempt(place, given, () => parse(given)), { allowed });
  }
}

/** One value; undefined if it was left out. */
export function value<T>(parse: (given: unknown) => T, allowed?: string): Option<T | undefined> {
  return new Option(
    (given, place, problems) => (given === undefined ? undefined : problems.attempt(place, given, () => parse(given))),
    { allowed },
  );
}

/** What is read elsewhere. */
export function raw(facts: OptionFacts = {}): Option<unknown> {
  return new Option((given) => given, facts);
}

/** A text of one kind. */
export function text(kind: TextKind): Option<string | undefined> {
  return value((given) => textOf(kind, given), TEXT_RULES[kind].allowed);
}

/** One line that says something. */
export function line(max?: number): Option<string | undefined> {
  return value((given) => filledLine(given, max), 'One line of text');
}

/** One of some words. */
export function word<V extends string>(words: readonly V[]): Option<V | undefined> {
  return value((given) => wordOf(given, words), `One of ${words.join(', ')}`);
}

/** Yes or no. The command line hands over `--option` and `--no-option` as booleans. */
export function flag(whenAbsent: boolean): Option<boolean> {
  return value((given) => flagOf(given, whenAbsent), 'true or false').or(whenAbsent);
}

/** A whole number between two. */
export function number(min: number, max: number, what: string): Option<number | undefined> {
  return value((given) => wholeNumber(given, min, max, what), `A whole number from ${min} to ${max}`);
}

/** A list in which no entry stands twice. The command line gives one value alone as that value. */
export function list<T>(parse: (given: unknown) => T, allowed?: string, filled = false): Option<T[] | undefined> {
  return new Option((given, place, problems) => {
    if (given === undefined) return undefined;
    const found: unknown[] = Array.isArray(given) ? given : [given];
    if (filled && found.length === 0) problems.add(place, given, 'the list is empty', 'At least one entry');
    const values: T[] = [];
    found.forEach((entry, index) => {
      const read = problems.attempt(`${place}[${index}]`, entry, () => parse(entry));
      if (read === undefined) return;
      if (values.includes(read)) problems.add(`${place}[${index}]`, entry, 'it is in the list twice', 'Every entry once');
      values.push(read);
    });
    return values;
  }, { allowed: allowed === undefined ? undefined : `A list; each entry: ${allowed}` });
}

/** A list of texts of one kind. */
export function texts(kind: TextKind, filled = false): Option<string[] | undefined> {
  return list((given) => textOf(kind, given), TEXT_RULES[kind].allowed, filled);
}

/** A map of names to text. */
export function map(parseKey: (key: unknown) => string, parse: (given: unknown) => string): Option<{ readonly [key: string]: string }> {
  return new Option((given, place, problems) => {
    const found = Object.entries(membersOf(place, given, problems, "a map of names to text: { 'com.example.team': 'data' }"));
    return Object.fromEntries(found.flatMap(([key, entry]) => {
      const entryPlace = `${place}[${JSON.stringify(key)}]`;
      const name = problems.attempt(entryPlace, entry, () => keyOf(key, parseKey));
      const read = problems.attempt(entryPlace, entry, () => parse(entry));
      return name === undefined || read === undefined ? [] : [[name, read] as const];
    }));
  }, { allowed: 'A map of names to text' });
}

/** Checks what was given for a set of options, and notes what is wrong with it as a whole. */
type Check = (given: Given, place: string, problems: OptionProblems) => boolean;

const anything: Check = () => true;

/** A set of options; each has its default if the set was left out. */
export function group<M extends Members>(members: M, allowed: string, check = anything): Option<Values<M>> {
  return new Option((given, place, problems) => {
    const found = membersOf(place, given, problems, allowed, Object.keys(members));
    check(found, place, problems);
    return readMembers(members, found, problems, `${place}.`);
  }, { allowed: `A set of options: ${allowed.replace(/^a set of options[^:]*: /, '')}`, members });
}

/**
 * A list of sets of options.
 *
 * @param check drops an entry for which it returns false; it notes why
 */
export function entries<M extends Members>(members: M, allowed: string, check = anything): Option<ReadonlyArray<Entry<M> & Placed>> {
  const required = Object.keys(members).filter((name) => members[name] instanceof Required);
  return new Option((given, place, problems) => listed(place, given, problems, allowed).flatMap((entry, index) => {
    const entryPlace = `${place}[${index}]`;
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
      problems.add(entryPlace, entry, `it is ${kindOf(entry)}`, `Give ${allowed}`);
      return [];
    }
    const found = membersOf(entryPlace, entry, problems, allowed, Object.keys(members));
    if (!check(found, entryPlace, problems)) return [];
    const values = readMembers(members, found, problems, `${entryPlace}.`);
    return required.some((name) => values[name] === undefined) ? [] : [{ ...values, place: entryPlace } as unknown as Entry<M> & Placed];
  }), { allowed: `A list of ${allowed}`, members, whenAbsent: [] });
}

/** Where an entry of a list stands, for messages. */
export interface Placed {
  readonly place: string;
}

/** What an option holds that is a set of members, not checked yet. */
export interface Given {
  readonly [name: string]: unknown;
}

/** Every member of a set of options. */
export function readMembers<M extends Members>(members: M, given: object, problems: OptionProblems, place = ''): Values<M> {
  return Object.fromEntries(Object.entries(members).map(([name, option]) =>
    [name, option.read(Reflect.get(given, name), `${place}${name}`, problems)])) as Values<M>;
}

/**
 * Every member of what a component was given.
 *
 * @throws InvalidOptions when some are wrong; the message lists all of them
 */
export function readInput<M extends Members>(members: M, given: object, place: string): Values<M> {
  const problems = new OptionProblems();
  const values = readMembers(members, given, problems, place);
  problems.throwIfAny();
  return values;
}

/** Notes a problem for each entry that names what an earlier one names. */
export function unique<T extends Placed>(
  member: keyof T & string, why: string, allowed: string,
): (given: readonly T[], place: string, problems: OptionProblems) => readonly T[] {
  return (given, _, problems) => {
    given.forEach((entry, index) => {
      if (given.findIndex((other) => other[member] === entry[member]) < index) {
        problems.add(`${entry.place}.${member}`, entry[member], why, allowed);
      }
    });
    return given;
  };
}

/** One of some words. @throws InvalidValue for anything else */
export function wordOf<V extends string>(given: unknown, words: readonly V[]): V {
  const found = words.find((known) => known === given);
  if (found === undefined) throw new InvalidValue('that is not one of its values', `One of ${words.join(', ')}`);
  return found;
}

/**
 * The members of an option that is a set of them; a problem is noted for anything else, and for names beside the known.
 *
 * @param allowed what it must be, for the message
 * @param known names that it may have, all when left out
 */
export function membersOf(option: string, given: unknown, problems: OptionProblems, allowed: string, known?: readonly string[]): Given {
  if (given === undefined) return {};
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    problems.add(option, given, `it is ${kindOf(given)}`, `Give ${allowed}`);
    return {};
  }
  for (const name of Object.keys(given)) {
    if (!known || known.includes(name)) continue;
    const near = nearestName(name, known);
    const advice = `${near === undefined ? '' : `Did you mean ${near}? `}One of ${known.join(', ')}`;
    problems.add(`${option}.${name}`, Reflect.get(given, name), `${option} has no member of that name`, advice);
  }
  return Object.fromEntries(Object.entries(given));
}

/** The members of one value that is a set of them. @throws InvalidValue for anything else */
export function membersOfValue(given: unknown, allowed: string): Given {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new InvalidValue(`it is ${kindOf(given)}`, allowed);
  return Object.fromEntries(Object.entries(given));
}

function listed(option: string, given: unknown, problems: OptionProblems, allowed: string): readonly unknown[] {
  if (given === undefined) return [];
  if (Array.isArray(given)) return given;
  problems.add(option, given, `it is ${kindOf(given)}, not a list`, `Give a list of ${allowed}`);
  return [];
}

/** A key of a map; the message shows the value beside it, and says that it speaks of the key. */
function keyOf(key: string, parse: (key: unknown) => string): string {
  try {
    return parse(key);
  } catch (error) {
    throw error instanceof InvalidValue ? new InvalidValue(`its key is wrong: ${error.why}`, error.allowed) : error;
  }
}
