/**
 * Characters that no text on one line may hold: controls (C0, C1), what ends a line in YAML and JavaScript, halves of
 * surrogate pairs, byte order marks, and the overrides that make a text read otherwise than it is
 * (https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing).
 */
export const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;

/** One wrong option: which, what was given, why it is wrong, and what is allowed. */
export interface OptionProblem {
  readonly option: string;
  readonly value: unknown;
  readonly why: string;
  readonly allowed: string;
}

/** Stands for a value that is a secret: messages end up in logs. */
const HIDDEN = Symbol('not shown');

/** Thrown when a value cannot be; says why and what would be allowed, but not yet which option it came from. */
export class InvalidValue extends Error {
  constructor(
    readonly why: string,
    readonly allowed: string,
    readonly secret = false,
  ) {
    super(`${why}. ${allowed}`);
    this.name = 'InvalidValue';
  }
}

/** Thrown when options are wrong: lists every problem at once, so that nobody mends them one by one. */
export class InvalidOptions extends Error {
  declare readonly problems: readonly OptionProblem[];

  constructor(problems: readonly OptionProblem[]) {
    const lines = problems.map((p) => `  - ${onOneLine(p.option)} = ${quote(p.value)}: ${p.why}. ${p.allowed}`);
    super(`${problems.length === 1 ? 'One option is' : `${problems.length} options are`} wrong; nothing was written.\n${lines.join('\n')}`);
    this.name = 'InvalidOptions';
    // The message says everything: projen prints what is thrown, and neither the members nor the stack help who reads it.
    Object.defineProperty(this, 'problems', { value: problems, enumerable: false });
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** Collects problems while options are read, and throws them together. */
export class OptionProblems {
  private readonly problems: OptionProblem[] = [];

  add(option: string, value: unknown, why: string, allowed: string): void {
    this.problems.push({ option, value, why, allowed });
  }

  /** What `read` returns, or undefined with a problem noted when it throws `InvalidValue`. */
  attempt<T>(option: string, value: unknown, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InvalidValue)) throw error;
      this.add(option, error.secret ? HIDDEN : value, error.why, error.allowed);
      return undefined;
    }
  }

  /** What `make` returns, or undefined with its problems noted when it throws `InvalidOptions`. */
  collect<T>(make: () => T): T | undefined {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof InvalidOptions)) throw error;
      this.problems.push(...error.problems);
      return undefined;
    }
  }

  get empty(): boolean {
    return this.problems.length === 0;
  }

  /** @throws InvalidOptions when at least one problem was noted */
  throwIfAny(): void {
    if (!this.empty) throw new InvalidOptions(this.problems);
  }
}

/**
 * What `read` makes of one argument of a public method.
 *
 * @param option method and argument, for the message: `addEnv.name`
 * @throws InvalidOptions when `read` refuses it
 */
export function readArgument<T>(option: string, value: unknown, read: (value: unknown) => T): T {
  try {
    return read(value);
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    throw new InvalidOptions([{ option, value: error.secret ? HIDDEN : value, why: error.why, allowed: error.allowed }]);
  }
}

/** A value as it is shown in a message: one line, never more than 120 characters. */
export function quote(value: unknown): string {
  const text = onOneLine(textOf(value));
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

/** What a value is, as a message says it. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Array.isArray(value) ? 'a list' : typeof value;
}

/** JSON where there is one: it has none for functions and symbols, throws for circles and big integers, and calls NaN null. */
function textOf(value: unknown): string {
  if (value === HIDDEN) return '(not shown)';
  if (typeof value === 'number') return String(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return typeof value === 'bigint' ? String(value) : `a value of type ${kindOf(value)}`;
  }
}

/** Control characters as escapes, so that a value can neither add a line to a message nor steer the terminal. */
function onOneLine(text: string): string {
  return text.replace(UNPRINTABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
