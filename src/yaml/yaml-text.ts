import { Alias, Document, isMap, isScalar, isSeq, Node, Scalar, YAMLMap, YAMLSeq } from 'yaml';

/** Where a value stands in a document: keys of maps and indices of lists, from the top. */
export type YamlPath = ReadonlyArray<string | number>;

/** Something that is said about one place of a document; it vanishes with the place when that is taken away. */
export interface YamlNote {
  readonly path: YamlPath;
  /** Comment lines above the key or entry, without `#`. */
  readonly before?: string;
  /** Comment behind a value that stands on one line, without `#`. */
  readonly after?: string;
  /** An empty line above the key or entry. */
  readonly blankLine?: boolean;
  /** Name of the anchor that the value gets, for `YamlAlias`. */
  readonly anchor?: string;
}

/** How a document is written. */
export interface YamlTextOptions {
  /** First line, without `#`. */
  readonly marker?: string;
  /** Comment lines after the marker, without `#`. */
  readonly header?: string;
  /** Comments, empty lines and anchors; those whose path does not exist are left out. */
  readonly notes?: readonly YamlNote[];
}

/** Stands for a value that has an anchor, as `*name` does. Under the key `<<` the anchored map is merged in. */
export class YamlAlias {
  constructor(readonly name: string) {}
}

/** Begins the comments that stand behind a value: yamllint wants two spaces there, the library writes one. */
const BEHIND = '\u0001';

/** Characters that a reader could take for a line break, or that no reader takes at all. */
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/u;

/**
 * A plain value as a YAML document: keys in the order of insertion, no line broken by its length, texts with line breaks
 * as literal blocks, and everything that YAML 1.1 or 1.2 could take for another type in quotes.
 *
 * Members that are undefined are left out; null is written as nothing.
 *
 * @throws Error when an alias names no anchor, a text holds a control character, or a comment would stand behind a value
 *   of several lines
 */
export function renderYaml(value: unknown, options: YamlTextOptions = {}): string {
  // compat: GitHub, Compose and older parsers read `on`, `yes` and `22:30` by the rules of YAML 1.1.
  const document = new Document(undefined, { compat: 'yaml-1.1', aliasDuplicateObjects: false, merge: merges(value) });
  document.contents = document.createNode(writable(value)) as Node;
  for (const note of options.notes ?? []) applyNote(document, note);
  if (document.directives) document.directives.docStart = true;
  const header = [options.marker, options.header].filter((text) => text !== undefined);
  if (header.length > 0) document.commentBefore = commentText(header.join('\n'));
  return document.toString({ lineWidth: 0, blockQuote: 'literal', nullStr: '', commentString: commentLines });
}

/** The value without undefined members, and with the library's own nodes where the library must be told what to write. */
function writable(value: unknown): unknown {
  if (value instanceof YamlAlias) return new Alias(value.name);
  if (Array.isArray(value)) return value.map(writable);
  if (typeof value === 'string') return writableText(value);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return new Map(members.map(([key, member]) => [printable(key), writable(member)]));
}

/** Whether a map is merged in anywhere: only then is the key `<<` written without quotes. */
function merges(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, member]) => (key === '<<' && member instanceof YamlAlias) || merges(member));
}

function writableText(text: string): unknown {
  // `=` alone is a type of its own in YAML 1.1, which the library does not know.
  if (printable(text) !== '=') return text;
  const scalar = new Scalar(text);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

function printable(text: string): string {
  if (!UNPRINTABLE.test(text)) return text;
  throw new Error(`${JSON.stringify(text)} holds a control character, which YAML readers disagree about. Write printable text.`);
}

function commentText(text: string): string {
  return printable(text).split('\n').map((line) => (line === '' ? line : ` ${line}`)).join('\n');
}

function commentLines(comment: string): string {
  if (comment.startsWith(BEHIND)) return ` #${comment.slice(BEHIND.length)}`;
  return comment.split('\n').map((line) => `#${line}`).join('\n');
}

function applyNote(document: Document, note: YamlNote): void {
  const parent = note.path.length > 1 ? document.getIn(note.path.slice(0, -1), true) : document.contents;
  const place = placeIn(parent, note.path[note.path.length - 1]);
  if (!place) return;
  if (note.before !== undefined) place.start.commentBefore = commentText(note.before);
  if (note.blankLine) place.start.spaceBefore = true;
  if (note.anchor !== undefined) place.value.anchor = note.anchor;
  if (note.after !== undefined) addBehind(place.value, note);
}

function addBehind(value: Node, note: YamlNote): void {
  if (!isScalar(value) || String(value.value).includes('\n') || note.after?.includes('\n')) {
    throw new Error(`No comment is possible after ${note.path.join('.')}: it takes several lines. Put the comment before it.`);
  }
  value.comment = BEHIND + commentText(note.after ?? '');
}

interface Place {
  /** Node that begins the entry: a map's key, or a list's entry itself. */
  readonly start: Node;
  readonly value: Node & { anchor?: string };
}

function placeIn(parent: unknown, name: string | number): Place | undefined {
  if (isMap(parent)) return placeInMap(parent, name);
  if (isSeq(parent)) return placeInList(parent, Number(name));
  return undefined;
}

function placeInMap(map: YAMLMap, name: string | number): Place | undefined {
  const pair = map.items.find(({ key }) => isScalar(key) && String(key.value) === String(name));
  return pair && { start: pair.key as Node, value: pair.value as Node };
}

function placeInList(list: YAMLSeq, index: number): Place | undefined {
  const entry = list.items[index] as Node | undefined;
  return entry && { start: entry, value: entry };
}
