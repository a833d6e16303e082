import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ASSETS } from './asset';

/** What is known of one option; a member of a set of options has its path as name: `scan.policy`. */
export interface OptionRecord {
  readonly name: string;
  /** Heading that the option stands below, in docs/options.md too. */
  readonly group: string;
  readonly type: string;
  /** Paragraphs; what is code stands in backticks. */
  readonly meaning: string;
  /** What is the case when the option is left out. */
  readonly default: string;
  readonly allowed: string;
  /** A line of an rc file; none where only code can make the value. */
  readonly example?: string;
}

/** Every option, each followed by its members. `npm run options-page` writes the file from the interfaces and the readers. */
export function optionRecords(): readonly OptionRecord[] {
  return JSON.parse(readFileSync(path.join(ASSETS, 'options.json'), 'utf8')) as readonly OptionRecord[];
}

/** Whether an option is one of the project itself, and no member of another. */
export function isWhole({ name }: OptionRecord): boolean {
  return !name.includes('.');
}

/** The members of an option, in any depth. */
export function membersOf(option: OptionRecord, records: readonly OptionRecord[]): readonly OptionRecord[] {
  return records.filter(({ name }) => name.startsWith(`${option.name}.`));
}

/** What stands up to the first full stop, on one line; a full stop in code does not count. */
export function firstSentence(text: string): string {
  return /^(?:`[^`]*`|[^.`]|\.(?!\s|$))*\.?/.exec(text)?.[0].replace(/\s+/g, ' ') ?? text;
}
