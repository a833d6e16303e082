/** What a node holds. */
export type YamlContent =
  | { readonly kind: 'scalar'; readonly text: string | undefined }
  | { readonly kind: 'map'; readonly members: ReadonlyArray<readonly [name: string, value: YamlNode]> }
  | { readonly kind: 'list'; readonly items: readonly YamlNode[] };

/** A value of a YAML document and where it stands; aliases are followed, and merged keys are members. */
export class YamlNode {
  /**
   * @param startLine first line, that of the key where there is one
   * @param endLine last line
   * @param tag a tag that is written before the value: `!reset`
   * @param comment what stands behind the value in its line, without `#`
   */
  constructor(
    readonly startLine: number,
    readonly endLine: number,
    readonly content: YamlContent,
    readonly tag?: string,
    readonly comment?: string,
  ) {}

  /** Text of a scalar: numbers and booleans as they are written; undefined for everything else, and for null. */
  get text(): string | undefined {
    return this.content.kind === 'scalar' ? this.content.text : undefined;
  }

  /** Whether it is true, by whichever spelling. */
  get isTrue(): boolean {
    return /^(?:true|yes|on)$/i.test(this.text ?? '');
  }

  get isFalse(): boolean {
    return /^(?:false|no|off)$/i.test(this.text ?? '');
  }

  get isMap(): boolean {
    return this.content.kind === 'map';
  }

  /** Names and members of a map, merged ones last; empty for everything else. */
  get entries(): ReadonlyArray<readonly [name: string, value: YamlNode]> {
    return this.content.kind === 'map' ? this.content.members : [];
  }

  /** Entries of a list; empty for everything else. */
  get items(): readonly YamlNode[] {
    return this.content.kind === 'list' ? this.content.items : [];
  }

  /** Texts of a list, or of a single text. */
  get texts(): readonly string[] {
    if (this.text !== undefined) return [this.text];
    return this.items.flatMap((item) => item.text ?? []);
  }

  /** A member of a map, at any depth: `get('services', 'master')`. */
  get(...keys: readonly string[]): YamlNode | undefined {
    let found: YamlNode | undefined;
    let node: YamlNode = this;
    for (const key of keys) {
      found = node.entries.find(([name]) => name === key)?.[1];
      if (!found) return undefined;
      node = found;
    }
    return node;
  }
}

/** Members of a map with those that `<<` merges in: its own win, then the first. */
export function withMerged(members: ReadonlyArray<readonly [string, YamlNode]>): ReadonlyArray<readonly [string, YamlNode]> {
  if (!members.some(([name]) => name === '<<')) return members;
  const own = members.filter(([name]) => name !== '<<');
  const names = new Set(own.map(([name]) => name));
  const merged = members.filter(([name]) => name === '<<').flatMap(([, value]) => (value.isMap ? [value] : value.items))
    .flatMap((map) => map.entries);
  return [...own, ...merged.filter(([name]) => !names.has(name) && names.add(name))];
}
