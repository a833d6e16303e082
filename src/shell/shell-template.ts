/** A value for a placeholder of a shell script: it knows how it must be quoted. */
export interface ShellValue {
  /** Where the placeholder stands: `"@NAME@"` for text, `(@NAME@)` for words. */
  readonly place: 'text' | 'words';
  /** Shell source that stands for the value. */
  readonly source: string;
}

// eslint's no-control-regex forbids the ranges in a literal; the code points say it as well.
const isControl = (character: string): boolean => character < ' ' || character === '\u007f';

/**
 * A text between double quotes.
 *
 * @throws Error if the text holds control characters (line breaks, tabs …): a constant is one line.
 */
export function shellText(text: string): ShellValue {
  return { place: 'text', source: `"${refuseControls(text).replace(/[\\"$`]/g, '\\$&')}"` };
}

/**
 * A whole number.
 *
 * @throws Error if the number is not whole.
 */
export function shellInteger(value: number): ShellValue {
  if (!Number.isSafeInteger(value)) {
    throw new Error(`${value} is not a whole number, so it cannot become an integer of a shell script.`);
  }
  return { place: 'text', source: `"${value}"` };
}

/**
 * The elements of an array, each quoted, one a line.
 *
 * @throws Error if an element holds control characters.
 */
export function shellWords(words: readonly string[]): ShellValue {
  return shellRows(words.map((word) => [word]));
}

/**
 * The elements of an array that stands for a table: each quoted, one row a line.
 *
 * @throws Error if an element holds control characters.
 */
export function shellRows(rows: ReadonlyArray<readonly string[]>): ShellValue {
  const lines = rows.map((row) => `\n  ${row.map((word) => `'${refuseControls(word).replace(/'/g, "'\\''")}'`).join(' ')}`);
  return { place: 'words', source: `(${lines.join('')}${lines.length > 0 ? '\n' : ''})` };
}

function refuseControls(text: string): string {
  if ([...text].some(isControl)) {
    throw new Error(
      `${JSON.stringify(text)} holds a line break or another control character, ` +
        'so it cannot become a constant of a shell script. Write it on one line.',
    );
  }
  return text;
}

/**
 * A shell script that works as it stands, with a block of constants to be filled in:
 * `readonly NAME="@NAME@"` and `readonly -a NAMES=(@NAMES@)`.
 *
 * Nothing else of the script is touched, values are quoted by their kind, and both sides must fit exactly: a placeholder
 * without a value and a value without a placeholder are errors.
 */
export class ShellTemplate {
  private static readonly PLACEHOLDER = /@([A-Z][A-Z0-9_]*)@/g;

  /**
   * @param name name of the file, for errors
   * @param text the script, beginning with `#!`
   * @throws Error if the script does not begin with `#!`
   */
  public constructor(
    private readonly name: string,
    private readonly text: string,
  ) {
    if (!text.startsWith('#!')) {
      throw new Error(`${name} does not begin with '#!', so nothing would know which shell runs it. Add such a line.`);
    }
  }

  /**
   * The script with every placeholder filled in.
   *
   * @param values one value for each placeholder
   * @param marker a comment for the second line, without `#`; none when undefined
   * @throws Error if a placeholder has no value, stands in the wrong place, or if a value has no placeholder
   */
  public render(values: Readonly<Record<string, ShellValue>>, marker?: string): string {
    const used = new Set<string>();
    const filled = this.text.replace(/"@([A-Z][A-Z0-9_]*)@"|\(@([A-Z][A-Z0-9_]*)@\)/g, (whole, text, words) => {
      const placeholder: string = text ?? words;
      const value = Object.hasOwn(values, placeholder) ? values[placeholder] : undefined;
      if (!value) return whole;
      if ((value.place === 'text') !== (text !== undefined)) {
        throw new Error(
          `${this.name}: @${placeholder}@ stands where ${text ? 'a text' : 'an array'} belongs, ` +
            `but its value is ${text ? 'an array' : 'a text'}. Change the one or the other.`,
        );
      }
      used.add(placeholder);
      return value.source;
    });
    this.refuseLeftOvers(values, used);
    return marker === undefined ? filled : withMarker(filled, marker);
  }

  private refuseLeftOvers(values: Readonly<Record<string, ShellValue>>, used: ReadonlySet<string>): void {
    const asked = [...this.text.matchAll(ShellTemplate.PLACEHOLDER)].map((match) => match[1] ?? '');
    const missing = asked.filter((name) => !used.has(name));
    if (missing.length > 0) {
      throw new Error(
        `${this.name}: no value for ${missing.map((name) => `@${name}@`).join(', ')}, or it stands outside of "…" and (…). ` +
          'Give every placeholder a value, and write it as "@NAME@" or (@NAME@).',
      );
    }
    const unused = Object.keys(values).filter((name) => !used.has(name));
    if (unused.length > 0) {
      throw new Error(
        `${this.name}: nothing in it asks for ${unused.map((name) => `@${name}@`).join(', ')}. ` +
          'Take the value away, or add its constant to the script.',
      );
    }
  }
}

function withMarker(script: string, marker: string): string {
  const end = script.indexOf('\n') + 1;
  return `${script.slice(0, end)}# ${refuseControls(marker)}\n${script.slice(end)}`;
}
