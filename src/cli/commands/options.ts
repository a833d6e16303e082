import { createColors } from 'picocolors';
import { namesNear } from '../../options/nearest-name';
import { firstSentence, isWhole, membersOf, OptionRecord, optionRecords } from '../../render/option-records';
import { columns } from '../columns';
import { CommandFailure, FINE } from '../exit-status';
import { Terminal } from '../terminal';
import { wrap } from '../wrap';

const INDENT = '  ';
const MOST_SUGGESTIONS = 3;
/** Changes when the shape of what `--format json` writes does. */
const VERSION = 1;

/** How options are shown. */
export const OPTION_FORMATS = ['text', 'json'] as const;

/** What was typed beside the names. */
export interface OptionsOptions {
  readonly format: (typeof OPTION_FORMATS)[number];
}

/**
 * Shows options of the project type: each in short, or those that are named as a whole.
 *
 * @param names of options or members, as messages write them too: `scan.policy`, `volumes[0].path`
 * @throws CommandFailure when there is no such option
 */
export function options(names: readonly string[], { format }: OptionsOptions, terminal: Terminal): number {
  const records = optionRecords();
  const chosen = names.map((name) => recordOf(name, records));
  if (format === 'json') {
    const shown = new Set(chosen.flatMap((record) => [record, ...membersOf(record, records)]));
    terminal.out(`${JSON.stringify({ version: VERSION, options: chosen.length === 0 ? records : [...shown] }, null, 2)}\n`);
  } else {
    terminal.out(chosen.length === 0 ? everyOption(records, terminal) : chosen.map((one) => oneOption(one, records, terminal)).join('\n'));
  }
  return FINE;
}

/** Names that the command takes, for completion. */
export function optionNames(): readonly string[] {
  return optionRecords().map(({ name }) => name);
}

function recordOf(typed: string, records: readonly OptionRecord[]): OptionRecord {
  // Messages name an entry of a list or of a map: volumes[0].path, labels["com.example.team"].
  const name = typed.replace(/\[[^\]]*\]/g, '');
  const found = records.find((record) => record.name === name);
  if (found === undefined) throw new CommandFailure(`there is no option "${typed}". ${adviceFor(name, records)}`);
  return found;
}

function adviceFor(name: string, records: readonly OptionRecord[]): string {
  const names = records.map((record) => record.name);
  // "policy" may mean a member, and "--spark-version" is what "projen new" takes.
  const plain = name.replace(/^-+/, '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const same = names.filter((one) => one.toLowerCase() === plain.toLowerCase());
  const near = same.length > 0 ? same : [
    ...namesNear(plain, names, (one) => Math.max(1, Math.floor(one.length / 4))),
    ...names.filter((one) => one.toLowerCase().endsWith(`.${plain.toLowerCase()}`)),
  ];
  if (near.length > 0) return `Did you mean ${[...new Set(near)].slice(0, MOST_SUGGESTIONS).join(', ')}?`;
  const above = records.find((record) => record.name === name.slice(0, name.indexOf('.')));
  if (above === undefined) return '"spark-image options" lists all.';
  const members = membersOf(above, records).map((record) => record.name);
  return members.length > 0 ? `Members of ${above.name}: ${members.join(', ')}.` : `"spark-image options ${above.name}" says what it takes.`;
}

function everyOption(records: readonly OptionRecord[], terminal: Terminal): string {
  const { bold, cyan } = createColors(terminal.colour);
  const groups = [...new Set(records.map(({ group }) => group))];
  return groups.map((group) => {
    const shown = records.filter((record) => record.group === group && isWhole(record)).map((record) => {
      const members = membersOf(record, records).map(({ name }) => name.slice(record.name.length + 1)).join(', ');
      return `${INDENT}${cyan(record.name)}\n${indented(firstSentence(record.meaning), 2, terminal)}\n${facts([
        ['Default', record.default], ['Allowed', record.allowed], ['Example', record.example], ['Members', members],
      ], 2, terminal)}\n`;
    });
    return `${bold(group)}\n\n${shown.join('\n')}`;
  }).join('\n');
}

function oneOption(record: OptionRecord, records: readonly OptionRecord[], terminal: Terminal): string {
  const { bold, dim, cyan } = createColors(terminal.colour);
  const members = membersOf(record, records);
  const rows = members.map(({ name, default: whenAbsent, meaning }) =>
    `${INDENT}${cyan(name)}\n${indented(`${firstSentence(meaning)} Default: ${whenAbsent}.`, 2, terminal)}\n`);
  return [
    `${bold(cyan(record.name))}\n${dim(`${INDENT}${record.group}`)}\n\n${indented(record.meaning, 1, terminal)}\n\n`,
    facts([['Type', record.type], ['Default', record.default], ['Allowed', record.allowed]], 1, terminal), '\n',
    ...(record.example === undefined ? [] : [`\n${bold('In the rc file')}\n${INDENT}${record.example}\n`]),
    ...(members.length === 0 ? [] : [`\n${bold('Members')}\n${rows.join('')}`]),
  ].join('');
}

/** Titles and texts in two columns; what is empty is left out. */
function facts(rows: ReadonlyArray<readonly [title: string, text: string | undefined]>, depth: number, { width }: Terminal): string {
  const margin = INDENT.repeat(depth);
  const filled = rows.flatMap(([title, text]) => (text ? [[title, text]] : []));
  return columns(filled, width - margin.length, { wrapped: 1 }).map((line) => `${margin}${line}`).join('\n');
}

/** Paragraphs in lines that are no longer than the terminal: those of the source are joined first. */
function indented(text: string, depth: number, { width }: Terminal): string {
  const margin = INDENT.repeat(depth);
  return wrap(text.replace(/(\S)\n(?=\S)/g, '$1 '), width - margin.length).replace(/^/gm, margin);
}
