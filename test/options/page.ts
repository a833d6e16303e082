import * as path from 'node:path';
import { isWhole, membersOf, OptionRecord } from '../../src/render/option-records';
import { readRecords } from './records';

const ROOT = path.join(__dirname, '..', '..');

/** Where the page stands. */
export const OPTIONS_PAGE = path.join(ROOT, 'docs', 'options.md');

/** Where the command `spark-image options` reads the same. */
export const OPTIONS_FILE = path.join(ROOT, 'assets', 'options.json');

/** The page of options, as its sources say it now. */
export function optionsPage(): string {
  const records = readRecords();
  const groups = [...new Set(records.map(({ group }) => group))];
  return [
    '# Options',
    '',
    'Every option of `SparkImageProject`. Only `name` is required. `npx spark-image options` shows the same in a terminal, and',
    '`npx spark-image options scan.policy` one option or member. This page is generated from the source: `npm run options-page` writes it.',
    ...groups.flatMap((group) => [
      '', `## ${group}`, ...records.filter((record) => record.group === group && isWhole(record)).flatMap((record) => optionSection(record, records)),
    ]),
    '',
  ].join('\n');
}

/** The file of the command, an option a line. */
export function optionsFile(): string {
  return `[\n${readRecords().map((record) => JSON.stringify(record)).join(',\n')}\n]\n`;
}

function optionSection(record: OptionRecord, records: readonly OptionRecord[]): string[] {
  return [
    '', `### ${record.name}`, '', record.meaning, '',
    `- Type: \`${record.type}\``,
    `- Default: ${record.default}`,
    `- Allowed: ${record.allowed}`,
    ...(record.example === undefined ? [] : ['', '```ts', record.example, '```']),
    ...membersTable(record, membersOf(record, records)),
  ];
}

function membersTable({ name }: OptionRecord, members: readonly OptionRecord[]): string[] {
  if (members.length === 0) return [];
  const rows = members.map((member) => `| ${[
    `\`${member.name.slice(name.length + 1)}\``, member.default.replace(/^none: the option is required$/, 'required'), member.allowed, member.meaning,
  ].map(cell).join(' | ')} |`);
  return ['', '| Member | Default | Allowed | Meaning |', '| --- | --- | --- | --- |', ...rows];
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\n+/g, ' ');
}
