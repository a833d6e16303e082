import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import { OPTIONS } from '../../src/model/repository';
import { Members, Option, Required } from '../../src/options/option';
import { EXAMPLES } from './examples';

const ROOT = path.join(__dirname, '..', '..');

/** Where the page stands. */
export const OPTIONS_PAGE = path.join(ROOT, 'docs', 'options.md');

/** Files that declare the interfaces of options. */
const SOURCES = [
  'src/model/spark-image-options.ts', 'src/model/image-structures.ts', 'src/model/repository-options.ts', 'src/model/kubernetes-options.ts', 'src/model/workflow-options.ts',
  'src/spark-image-project-options.ts',
];

/** What the source says of one option. */
interface Declared {
  readonly type: string;
  readonly meaning: string;
  readonly whenAbsent: string | undefined;
}

/** What each interface declares, by its name and the names of its members. */
type Interfaces = ReadonlyMap<string, ReadonlyMap<string, Declared>>;

/** The page of options, as its sources say it now. */
export function optionsPage(): string {
  const interfaces = declared();
  const project = ['SparkImageOptions', 'RepositoryOptions', 'SparkImageProjectOptions'].map((name) => interfaces.get(name) ?? new Map<string, Declared>());
  const all = new Map(project.flatMap((members) => [...members]));
  return [
    '# Options',
    '',
    'Every option of `SparkImageProject`, in the order in which the options are read. Only `name` is required.',
    'This page is generated from the source: `npm run options-page` writes it.',
    ...Object.entries(OPTIONS).flatMap(([name, option]) => optionSection(name, option, all, interfaces)),
    '',
  ].join('\n');
}

/** The defaults that interfaces state as values, beside those that the readers give. */
export function statedDefaults(): Array<readonly [option: string, stated: unknown, read: unknown]> {
  const interfaces = declared();
  const stated = ['SparkImageOptions', 'RepositoryOptions', 'SparkImageProjectOptions'].flatMap((name) => [...interfaces.get(name) ?? []]);
  return stated.flatMap(([name, { whenAbsent }]) => {
    const value = /^`(["[\d].*)`$/.exec(whenAbsent ?? '')?.[1];
    const option: Option<unknown> | undefined = Object.hasOwn(OPTIONS, name) ? Reflect.get(OPTIONS, name) : undefined;
    return value === undefined || option?.facts.whenAbsent === undefined ? [] : [[name, JSON.parse(value), option.facts.whenAbsent] as const];
  });
}

function optionSection(name: string, option: Option<unknown>, all: ReadonlyMap<string, Declared>, interfaces: Interfaces): string[] {
  const { type, meaning, whenAbsent } = declaredOf(name, all);
  const example: unknown = Reflect.get(EXAMPLES, name);
  return [
    '', `## ${name}`, '', meaning, '',
    `- Type: \`${type}\``,
    `- Default: ${option instanceof Required ? 'none: the option is required' : whenAbsent ?? 'none'}`,
    ...(option.facts.allowed === undefined ? [] : [`- Allowed: ${sentence(option.facts.allowed)}`]),
    ...(example === undefined ? [] : ['', '```ts', `${name}: ${literal(example)},`, '```']),
    ...(option.facts.members === undefined ? [] : membersTable(type, option.facts.members, interfaces)),
  ];
}

function membersTable(type: string, members: Members, interfaces: Interfaces): string[] {
  const found = interfaces.get(/\w+(?=\W*$)/.exec(type)?.[0] ?? '');
  if (!found) throw new Error(`There is no interface ${type} in ${SOURCES.join(', ')}`);
  const rows = Object.entries(members).map(([name, { facts }]) => {
    const { meaning, whenAbsent } = declaredOf(name, found);
    return `| ${[`\`${name}\``, whenAbsent ?? 'required', sentence(facts.allowed ?? ''), meaning].map(cell).join(' | ')} |`;
  });
  return ['', '| Member | Default | Allowed | Meaning |', '| --- | --- | --- | --- |', ...rows];
}

function declaredOf(name: string, members: ReadonlyMap<string, Declared>): Declared {
  const found = members.get(name);
  if (!found) throw new Error(`No interface declares the option ${name}`);
  return found;
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|').replace(/\n+/g, ' ');
}

/** What is allowed, as Markdown: words that Markdown would take for its own are code. */
function sentence(text: string): string {
  return text.replace(/\{ [^}]*\}(?:\] \})?|'([^' ][^']*)'/g, (words, quoted: string | undefined) => `\`${quoted ?? words}\``);
}

/** A value as an rc file says it. */
function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([name, member]) => `${/^\w+$/.test(name) ? name : `'${name}'`}: ${literal(member)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function declared(): Interfaces {
  return new Map(SOURCES.flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(path.join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true);
    return source.statements.filter(ts.isInterfaceDeclaration).map((node) => {
      const members = node.members.filter(ts.isPropertySignature).map((member) => [member.name.getText(), declaredBy(member)] as const);
      return [node.name.text, new Map(members)] as const;
    });
  }));
}

function declaredBy(member: ts.PropertySignature): Declared {
  const [doc] = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc);
  const tag = doc?.tags?.find(({ tagName }) => tagName.text === 'default');
  const whenAbsent = tag && (ts.getTextOfJSDocComment(tag.comment) ?? '').replace(/\s+/g, ' ');
  return {
    type: member.type?.getText() ?? 'unknown',
    meaning: ts.getTextOfJSDocComment(doc?.comment) ?? '',
    whenAbsent: whenAbsent === undefined ? undefined : whenAbsent.startsWith('- ') ? whenAbsent.slice(2) : `\`${whenAbsent}\``,
  };
}
