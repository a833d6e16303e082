import { InvalidValue, OptionProblems } from './option-problems';

/** Reads options by name: a wrong one is noted as a problem, and its default stands in until all are reported. */
export class OptionReader<T extends object> {
  constructor(
    private readonly options: T,
    private readonly problems: OptionProblems,
  ) {}

  /** The option's value, or the default when it was left out. */
  value<V>(option: keyof T & string, read: (value: unknown) => V, whenAbsent: V): V {
    return this.optional(option, read) ?? whenAbsent;
  }

  /** The option's value, or undefined when it was left out. A required name that is missing reads as undefined and fails in `read`. */
  optional<V>(option: keyof T & string, read: (value: unknown) => V): V | undefined {
    const value = this.options[option];
    if (value === undefined && option !== 'name') return undefined;
    return this.problems.attempt(option, value, () => read(value));
  }

  /** One of some words. */
  choice<V extends string>(option: keyof T & string, allowed: readonly V[], whenAbsent: V): V {
    return this.value(
      option,
      (value) => {
        const found = allowed.find((a) => a === value);
        if (found === undefined) throw new InvalidValue('that is not one of its values', `One of ${allowed.join(', ')}`);
        return found;
      },
      whenAbsent,
    );
  }

  /** A list; the command line gives one value alone as that value. No entry may stand in it twice. */
  list<V>(option: keyof T & string, read: (value: unknown) => V, whenAbsent: V[], filled = false): V[] {
    const given: unknown = this.options[option];
    if (given === undefined) return [...whenAbsent];
    const entries: unknown[] = Array.isArray(given) ? given : [given];
    if (filled && entries.length === 0) this.problems.add(option, given, 'the list is empty', 'At least one entry');
    const values: V[] = [];
    entries.forEach((entry, index) => {
      const value = this.problems.attempt(`${option}[${index}]`, entry, () => read(entry));
      if (value === undefined) return;
      if (values.includes(value)) this.problems.add(`${option}[${index}]`, entry, 'it stands in the list twice', 'Every entry once');
      values.push(value);
    });
    return values;
  }

  /** A map of names to text. */
  map(option: keyof T & string, readKey: (key: unknown) => string, read: (value: unknown) => string): { readonly [key: string]: string } {
    const given: unknown = this.options[option] ?? {};
    if (typeof given !== 'object' || Array.isArray(given) || given === null) {
      this.problems.add(option, given, 'it is no map of names to text', "For example { 'com.example.team': 'data' }");
      return {};
    }
    const result: { [key: string]: string } = {};
    for (const [key, value] of Object.entries(given)) {
      const name = this.problems.attempt(`${option}[${JSON.stringify(key)}]`, key, () => readKey(key));
      const text = this.problems.attempt(`${option}[${JSON.stringify(key)}]`, value, () => read(value));
      if (name !== undefined && text !== undefined) result[name] = text;
    }
    return result;
  }
}
