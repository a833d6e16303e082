import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';
import { OPTIONS } from '../../src/model/repository';
import { Members, Option, Required } from '../../src/options/option';
import { OptionRecord } from '../../src/render/option-records';
import { EXAMPLES } from './examples';
import { GROUPS } from './groups';
import { MEMBER_EXAMPLES } from './member-examples';

const ROOT = path.join(__dirname, '..', '..');

/** Files that declare the interfaces of options. */
const SOURCES = [
  'src/model/spark-image-options.ts', 'src/model/image-structures.ts', 'src/model/repository-options.ts', 'src/model/kubernetes-options.ts', 'src/model/workflow-options.ts',
  'src/spark-image-project-options.ts',
];

/** Interfaces whose members are options of the project. */
const OF_PROJECT = ['SparkImageOptions', 'RepositoryOptions', 'SparkImageProjectOptions'];

/** What the source says of one option. */
interface Declared {
  readonly type: string;
  readonly meaning: string;
  readonly whenAbsent: string | undefined;
}

/** What each interface declares, by its name and the names of its members. */
type Interfaces = ReadonlyMap<string, ReadonlyMap<string, Declared>>;

/** Every option, as its interface and its reader say it now, each followed by its members. */
export function readRecords(): OptionRecord[] {
  const interfaces = declared();
  const project = new Map(OF_PROJECT.flatMap((name) => [...interfaces.get(name) ?? []]));
  const options: Members = OPTIONS;
  return Object.entries(GROUPS).flatMap(([heading, names]) => names.flatMap((name) => {
    if (!Object.hasOwn(options, name)) throw new Error(`There is no option ${name}, which stands below "${heading}"`);
    return recordsOf({ name, option: options[name], members: project, group: heading }, interfaces);
  }));
}

/** The defaults that interfaces state as values, beside those that the readers give. */
export function statedDefaults(): Array<readonly [option: string, stated: unknown, read: unknown]> {
  const interfaces = declared();
  return OF_PROJECT.flatMap((name) => [...interfaces.get(name) ?? []]).flatMap(([name, { whenAbsent }]) => {
    const value = /^`(["[\d].*)`$/.exec(whenAbsent ?? '')?.[1];
    const option: Option<unknown> | undefined = Object.hasOwn(OPTIONS, name) ? Reflect.get(OPTIONS, name) : undefined;
    return value === undefined || option?.facts.whenAbsent === undefined ? [] : [[name, JSON.parse(value), option.facts.whenAbsent] as const];
  });
}

/** The value of the whole option that shows one of its members, or the option itself; undefined where only code can make it. */
export function exampleOf(name: string): unknown {
  const [option, member] = name.split('.');
  // Such an example shows what the member needs beside itself.
  if (Object.hasOwn(MEMBER_EXAMPLES, name)) return MEMBER_EXAMPLES[name];
  const whole: unknown = Reflect.get(EXAMPLES, option);
  const isSet = typeof whole === 'object' && whole !== null && !Array.isArray(whole);
  return isSet && member !== undefined ? { [member]: Reflect.get(whole, member) } : whole;
}

interface Place {
  readonly name: string;
  readonly option: Option<unknown>;
  readonly members: ReadonlyMap<string, Declared>;
  readonly group: string;
}

function recordsOf({ name, option, members, group }: Place, interfaces: Interfaces): OptionRecord[] {
  const found = members.get(name.slice(name.lastIndexOf('.') + 1));
  if (!found) throw new Error(`No interface declares the option ${name}`);
  const example = exampleOf(name);
  const { allowed = '', members: below = {} } = option.facts;
  return [
    {
      name,
      group,
      type: found.type,
      meaning: found.meaning,
      default: option instanceof Required ? 'none: the option is required' : found.whenAbsent ?? 'none',
      allowed: asMarkdown(allowed),
      ...(example === undefined ? {} : { example: `${name.split('.')[0]}: ${literal(example)},` }),
    },
    ...Object.entries(below).flatMap(([member, inner]) => recordsOf(
      { name: `${name}.${member}`, option: inner, members: interfaceOf(found.type, interfaces), group }, interfaces,
    )),
  ];
}

function interfaceOf(type: string, interfaces: Interfaces): ReadonlyMap<string, Declared> {
  const found = interfaces.get(/\w+(?=\W*$)/.exec(type)?.[0] ?? '');
  if (!found) throw new Error(`There is no interface ${type} in ${SOURCES.join(', ')}`);
  return found;
}

/** What is allowed, as Markdown: words that Markdown would take for its own are code. */
function asMarkdown(text: string): string {
  return text.replace(/\{ [^}]*\}(?:\] \})?|'([^' ][^']*)'/g, (words, quoted: string | undefined) => `\`${quoted ?? words}\``);
}

/** A value as an rc file says it. */
function literal(value: unknown): string {
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&')}'`;
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
