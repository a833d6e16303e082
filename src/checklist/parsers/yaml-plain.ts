import { withMerged, YamlContent, YamlNode } from './yaml-node';

/** A line that holds something. */
interface ContentLine {
  readonly number: number;
  readonly indent: number;
  readonly text: string;
}

/** Thrown and caught here: the document is not written plainly. */
class NotPlain extends Error {}

const QUOTED_KEY = /^(?:"([^"\\]*)"|'([^']*)') *:(?: +(.*))?$/;
const PLAIN_KEY = /^(?:<<|[A-Za-z0-9_.$/~+-][^#"'{}[\],&*!|>%@`]*)$/;
const PLAIN_VALUE = /^[A-Za-z0-9_.$\/~+<(=;^][^\n]*$|^-[A-Za-z0-9_.$\/]/;

/** A key and what stands behind it; undefined where a line begins with no key. */
function splitKey(text: string): readonly [key: string, rest: string] | undefined {
  if (text[0] === '"' || text[0] === '\'') {
    const quoted = QUOTED_KEY.exec(text);
    return quoted ? [quoted[1] ?? quoted[2], quoted[3] ?? ''] : undefined;
  }
  const found = text.indexOf(': ');
  const at = found < 0 && text.endsWith(':') ? text.length - 1 : found;
  const key = text.slice(0, Math.max(0, at)).trimEnd();
  return PLAIN_KEY.test(key) ? [key, text.slice(at + 1).trimStart()] : undefined;
}

/**
 * The document, when it is written plainly: maps and lists by indentation, texts on one line or as literal blocks,
 * anchors and aliases, comments. Undefined for everything else, also for what is not YAML at all.
 */
export function readPlainYaml(text: string): YamlNode | undefined {
  if (/\t|\r|^\ufeff|^%|^\.\.\.$/m.test(text)) return undefined;
  try {
    return new PlainReader(text).read();
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

class PlainReader {
  private readonly lines: readonly string[];
  /** Index of the next line. */
  private next = 0;
  private readonly anchors = new Map<string, YamlContent>();

  constructor(text: string) {
    this.lines = text.split('\n');
  }

  read(): YamlNode | undefined {
    let first = this.peek();
    if (first?.text === '---') {
      this.next = first.number;
      first = this.peek();
    }
    if (!first) return undefined;
    const { content, endLine } = this.block(first.indent);
    if (this.peek()) throw new NotPlain();
    return new YamlNode(first.number, endLine, content);
  }

  /** The next line that holds something, without being passed over. */
  private peek(): ContentLine | undefined {
    for (; this.next < this.lines.length; this.next++) {
      const line = this.lines[this.next];
      const indent = line.search(/\S/);
      if (indent >= 0 && line[indent] !== '#') return { number: this.next + 1, indent, text: line.slice(indent).trimEnd() };
    }
    return undefined;
  }

  private block(indent: number): { content: YamlContent; endLine: number } {
    const first = this.peek();
    return first?.text === '-' || first?.text.startsWith('- ') ? this.list(indent) : this.map(indent);
  }

  private list(indent: number): { content: YamlContent; endLine: number } {
    const items: YamlNode[] = [];
    for (let line = this.peek(); line?.indent === indent && /^-(?: |$)/.test(line.text); line = this.peek()) {
      const rest = line.text.slice(1).trimStart();
      const inner = indent + line.text.length - rest.length;
      if (rest === '' || rest.startsWith('- ')) throw new NotPlain();
      if (splitKey(rest)) {
        const { content, endLine } = this.map(inner, { number: line.number, indent: inner, text: rest });
        items.push(new YamlNode(line.number, endLine, content));
      } else {
        this.next = line.number;
        items.push(this.value(rest, line.number, indent));
      }
    }
    if (items.length === 0 || (this.peek()?.indent ?? 0) > indent) throw new NotPlain();
    return { content: { kind: 'list', items }, endLine: items[items.length - 1].endLine };
  }

  /** @param given first line, when it stands behind the hyphen of a list */
  private map(indent: number, given?: ContentLine): { content: YamlContent; endLine: number } {
    const members: Array<readonly [string, YamlNode]> = [];
    for (let line = given ?? this.peek(); line?.indent === indent && !/^-(?: |$)/.test(line.text); line = this.peek()) {
      const key = splitKey(line.text);
      if (!key) throw new NotPlain();
      this.next = line.number;
      members.push([key[0], this.value(key[1], line.number, indent, true)]);
    }
    if (members.length === 0 || (this.peek()?.indent ?? 0) > indent) throw new NotPlain();
    return { content: { kind: 'map', members: withMerged(members) }, endLine: members[members.length - 1][1].endLine };
  }

  /** What stands behind a key or hyphen, and below it. */
  private value(given: string, line: number, indent: number, isMember = false): YamlNode {
    const anchor = /^&([\w-]+)(?: +(.*))?$/.exec(given);
    const text = (anchor ? (anchor[2] ?? '') : given).replace(/^#.*$/, '');
    const node = text === '' ? this.below(line, indent, isMember) : this.inline(text, line, indent);
    if (anchor) this.anchors.set(anchor[1], node.content);
    return node;
  }

  /** A map or list on the lines below; a list may stand as far left as its key. */
  private below(line: number, indent: number, isMember: boolean): YamlNode {
    const below = this.peek();
    const isList = isMember && below?.indent === indent && /^-(?: |$)/.test(below.text);
    if (!below || (below.indent <= indent && !isList)) return new YamlNode(line, line, { kind: 'scalar', text: undefined });
    const { content, endLine } = this.block(below.indent);
    return new YamlNode(line, endLine, content);
  }

  private inline(text: string, line: number, indent: number): YamlNode {
    if (/^\|[+-]?$/.test(text)) return this.literal(text, line, indent);
    if ((this.peek()?.indent ?? 0) > indent) throw new NotPlain(); // a text of several lines
    return new YamlNode(line, line, this.scalar(text));
  }

  private scalar(text: string): YamlContent {
    const alias = /^\*([\w-]+)(?: +#.*)?$/.exec(text);
    if (alias) {
      const content = this.anchors.get(alias[1]);
      if (!content) throw new NotPlain();
      return content;
    }
    const quoted = /^"([^"\\]*)"(?: +#.*)?$/.exec(text) ?? /^'([^']*)'(?: +#.*)?$/.exec(text);
    if (quoted) return { kind: 'scalar', text: quoted[1] };
    const empty = /^(\{\}|\[\])(?: +#.*)?$/.exec(text);
    if (empty) return empty[1] === '{}' ? { kind: 'map', members: [] } : { kind: 'list', items: [] };
    const plain = text.replace(/ +#.*$/, '');
    if (!PLAIN_VALUE.test(plain) || /: |:$/.test(plain)) throw new NotPlain();
    return { kind: 'scalar', text: /^(?:null|Null|NULL|~)$/.test(plain) ? undefined : plain };
  }

  /** A text of several lines, as it stands below. */
  private literal(header: string, line: number, indent: number): YamlNode {
    let width: number | undefined;
    let end = this.next;
    for (let at = this.next; at < this.lines.length; at++) {
      const own = this.lines[at].search(/\S/);
      if (own < 0) continue;
      width ??= own;
      if (own < width) break;
      end = at + 1;
    }
    if (width === undefined || width <= indent || end === this.next) throw new NotPlain();
    if (this.lines.slice(this.next, end).some((l) => l.trim() === '' && l.length > 0)) throw new NotPlain();
    const lines = this.lines.slice(this.next, end).map((l) => l.slice(width));
    this.next = end;
    if (header === '|+') throw new NotPlain();
    return new YamlNode(line, end, { kind: 'scalar', text: lines.join('\n') + (header === '|' ? '\n' : '') });
  }
}
