import { Alias, Document, isAlias, isMap, isScalar, isSeq, LineCounter, Node, Pair, parseDocument, YAMLMap } from 'yaml';

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
  if (error) return { path, problem: error.message.split('\n')[0], problemLine: lineCounter.linePos(error.pos[0]).line };
  return document.contents === null ? { path } : { path, root: new YamlNode(new YamlPlaces(document, lineCounter, text), document.contents, document.contents.range?.[0] ?? 0) };
}

/** Where the nodes of a document stand. */
class YamlPlaces {
  constructor(
    readonly document: Document,
    private readonly lineCounter: LineCounter,
    private readonly text: string,
  ) {}

  line(offset: number): number {
    return this.lineCounter.linePos(offset).line;
  }

  /** Line of the last character that is no space before an offset. */
  lastLine(start: number, end: number): number {
    let last = end;
    while (last > start + 1 && /\s/.test(this.text[last - 1])) last -= 1;
    return this.line(Math.max(start, last - 1));
  }
}

/** A value of a document and where it stands; aliases are followed, and merged keys are found. */
export class YamlNode {
  private readonly target: Node | null;
  private members?: ReadonlyArray<readonly [string, YamlNode]>;
  private elements?: readonly YamlNode[];

  /** @param start offset of the key, or of the value itself */
  constructor(
    private readonly places: YamlPlaces,
    private readonly node: Node | null,
    private readonly start: number,
  ) {
    this.target = isAlias(node) ? ((node as Alias).resolve(places.document) ?? null) : node;
  }

  /** First line, that of the key where there is one. */
  get startLine(): number {
    return this.places.line(this.start);
  }

  get endLine(): number {
    return this.places.lastLine(this.start, Math.max(this.start, this.node?.range?.[1] ?? this.start));
  }

  /** Text of a scalar: numbers and booleans as they are written; undefined for everything else. */
  get text(): string | undefined {
    if (!isScalar(this.target) || this.target.value === null) return undefined;
    return typeof this.target.value === 'string' ? this.target.value : (this.target.source ?? String(this.target.value));
  }

  /** Whether it is true, by whichever spelling. */
  get isTrue(): boolean {
    return /^(?:true|yes|on)$/i.test(this.text ?? '');
  }

  get isFalse(): boolean {
    return /^(?:false|no|off)$/i.test(this.text ?? '');
  }

  get isMap(): boolean {
    return isMap(this.target);
  }

  get isList(): boolean {
    return isSeq(this.target);
  }

  /** A member of a map, at any depth: `get('services', 'master')`. */
  get(...keys: readonly string[]): YamlNode | undefined {
    const [key, ...rest] = keys;
    if (key === undefined) return this;
    return this.entries.find(([name]) => name === key)?.[1].get(...rest);
  }

  /** Names and members of a map, merged ones last; empty for everything else. */
  get entries(): ReadonlyArray<readonly [string, YamlNode]> {
    return (this.members ??= this.readMembers());
  }

  /** Entries of a list; empty for everything else. */
  get items(): readonly YamlNode[] {
    if (!isSeq(this.target)) return [];
    return (this.elements ??= this.target.items.map((item) => new YamlNode(this.places, item as Node, (item as Node).range?.[0] ?? this.start)));
  }

  private readMembers(): ReadonlyArray<readonly [string, YamlNode]> {
    if (!isMap(this.target)) return [];
    const own: Array<readonly [string, YamlNode]> = [];
    const merged: Array<readonly [string, YamlNode]> = [];
    for (const pair of (this.target as YAMLMap).items) {
      const key = keyOf(pair);
      const value = new YamlNode(this.places, pair.value as Node | null, (pair.key as Node).range?.[0] ?? this.start);
      if (key === '<<') merged.push(...(value.isList ? value.items : [value]).flatMap((map) => map.entries));
      else own.push([key, value]);
    }
    return [...own, ...merged.filter(([name], index) => !own.some(([other]) => other === name) && merged.findIndex(([other]) => other === name) === index)];
  }

  /** Texts of a list, or of a single text. */
  get texts(): readonly string[] {
    if (this.text !== undefined) return [this.text];
    return this.items.flatMap((item) => item.text ?? []);
  }
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : '';
}
