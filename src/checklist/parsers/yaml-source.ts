import { Document, isAlias, isCollection, isMap, isPair, isScalar, isSeq, LineCounter, Node, Pair, parseDocument } from 'yaml';
import { YamlContent, YamlNode, withMerged } from './yaml-node';

export { YamlNode } from './yaml-node';

/** A YAML file, read. */
export interface YamlSource {
  readonly path: string;
  /** The document; undefined when it is empty or cannot be read. */
  readonly root?: YamlNode;
  /** Why it cannot be read, in one line. */
  readonly problem?: string;
  readonly problemLine?: number;
}

/** Reads the first document of a YAML file. Never fails: what is wrong is said by `problem`. */
export function readYaml(text: string, path: string): YamlSource {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'silent', uniqueKeys: false });
  const error = document.errors.find((e) => e.code !== 'MULTIPLE_DOCS');
  if (error) return { path, problem: `${error.message.split('\n')[0]}.`, problemLine: lineCounter.linePos(error.pos[0]).line };
  return document.contents === null ? { path } : { path, root: documentNode(document, lineCounter, text) };
}

/** The value of a document; undefined where it is empty. */
export function documentNode(document: Document.Parsed, lineCounter: LineCounter, text: string): YamlNode | undefined {
  return document.contents === null ? undefined : new TreeBuilder(document, lineCounter, text).node(document.contents);
}

const NOTHING: YamlContent = { kind: 'scalar', text: undefined };

class TreeBuilder {
  /** What a node holds, once: aliases share it. A node that is being read holds nothing yet, so that circles end. */
  private readonly contents = new Map<Node, YamlContent>();

  constructor(
    private readonly document: Document,
    private readonly lineCounter: LineCounter,
    private readonly text: string,
  ) {}

  /** @param key the node's key, with which it begins */
  node(node: Node | null, key?: Node | null): YamlNode {
    const start = key?.range?.[0] ?? node?.range?.[0] ?? 0;
    const { line } = this.lineCounter.linePos(start);
    const tag = isAlias(node) ? undefined : node?.tag;
    const comment = isScalar(node) ? node.comment?.trim() : undefined;
    return new YamlNode(line, this.endLine(node, start), this.content(node), tag, comment);
  }

  private content(node: Node | null): YamlContent {
    const target = isAlias(node) ? (node.resolve(this.document) ?? null) : node;
    if (target === null) return NOTHING;
    const known = this.contents.get(target);
    if (known) return known;
    this.contents.set(target, NOTHING);
    const content = this.read(target);
    this.contents.set(target, content);
    return content;
  }

  private read(target: Node): YamlContent {
    if (isMap(target)) {
      return {
        kind: 'map',
        members: withMerged(target.items.map((pair) => [keyOf(pair), this.node(pair.value as Node | null, pair.key as Node)])),
      };
    }
    if (isSeq(target)) return { kind: 'list', items: target.items.map((item) => this.node(item as Node)) };
    if (!isScalar(target) || target.value === null) return NOTHING;
    return { kind: 'scalar', text: typeof target.value === 'string' ? target.value : (target.source ?? String(target.value)) };
  }

  /** Last line of a node. The parser counts comments behind the last entry as part of a block, here they are not. */
  private endLine(node: Node | null, start: number): number {
    if (isCollection(node) && !node.flow && node.items.length > 0) {
      const last = node.items[node.items.length - 1];
      const [key, value] = isPair(last) ? [last.key as Node, last.value as Node | null] : [last as Node, last as Node];
      return this.endLine(value, key.range?.[0] ?? start);
    }
    return this.lastLine(start, node?.range?.[1] ?? start);
  }

  /** Line of the last character that is no space before an offset. */
  private lastLine(start: number, end: number): number {
    let last = end;
    while (last > start + 1 && /\s/.test(this.text[last - 1])) last -= 1;
    return this.lineCounter.linePos(Math.max(start, last - 1)).line;
  }
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? (typeof pair.key.value === 'string' ? pair.key.value : (pair.key.source ?? String(pair.key.value))) : '';
}
