/** One wrong option: which, what was given, why it is wrong, and what is allowed. */
export interface OptionProblem {
  readonly option: string;
  readonly value: unknown;
  readonly why: string;
  readonly allowed: string;
}

/** Thrown when a value cannot be; says why and what would be allowed, but not yet which option it came from. */
export class InvalidValue extends Error {
  constructor(
    readonly why: string,
    readonly allowed: string,
  ) {
    super(`${why}. ${allowed}`);
    this.name = 'InvalidValue';
  }
}

/** Thrown when options are wrong: lists every problem at once, so that nobody mends them one by one. */
export class InvalidOptions extends Error {
  constructor(readonly problems: readonly OptionProblem[]) {
    const lines = problems.map((p) => `  - ${p.option} = ${quote(p.value)}: ${p.why}. ${p.allowed}`);
    super(`${problems.length === 1 ? 'One option is' : `${problems.length} options are`} wrong; nothing was written.\n${lines.join('\n')}`);
    this.name = 'InvalidOptions';
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
      this.add(option, value, error.why, error.allowed);
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

/** A value as it is shown in a message: one line, never more than 120 characters. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
