import { readJson5 } from './json5-source';
import { YamlNode } from './yaml-node';

/** A target of a file of Buildx Bake: what `inherits` brings is filled in, and so are variables by their defaults. */
export interface BakeTarget {
  readonly name: string;
  /** Values of an attribute: of a list all, of an object `type=sbom,mode=max`. */
  values(attribute: string): readonly string[];
}

/** A file of Buildx Bake, read. */
export interface BakeSource {
  readonly targets: readonly BakeTarget[];
  /** Targets that a name means: those of a group, or the target itself. */
  named(name: string): readonly BakeTarget[];
}

/** A block: its kind, its name, and its attributes with their values. */
interface Block {
  readonly kind: string;
  readonly name: string;
  readonly attributes: Map<string, readonly string[]>;
}

/** How deep groups and targets may name each other; nobody nests that deep. */
const DEEPEST = 10;

/** Reads docker-bake.hcl or docker-bake.json. Never fails: what cannot be read is not there. */
export function readBake(text: string, path: string): BakeSource {
  const blocks = path.endsWith('.json') ? jsonBlocks(readJson5(text, path).root) : new HclReader(text).blocks();
  const defaults = new Map(blocks.filter(({ kind }) => kind === 'variable').map(({ name, attributes }) =>
    [name, attributes.get('default')?.[0] ?? '']));
  const find = (kind: string, name: string): Block | undefined => blocks.find((block) => block.kind === kind && block.name === name);
  const values = (block: Block, attribute: string, depth = 0): readonly string[] => {
    const own = block.attributes.get(attribute);
    if (own !== undefined) return own.map((value) => value.replace(/\$\{(\w+)\}/g, (all, name: string) => defaults.get(name) ?? all));
    const parents = depth < DEEPEST
      ? [...block.attributes.get('inherits') ?? []].reverse().flatMap((parent) => find('target', parent) ?? [])
      : [];
    return parents.map((parent) => values(parent, attribute, depth + 1)).find((found) => found.length > 0) ?? [];
  };
  const targets = blocks.filter(({ kind }) => kind === 'target').map((block): BakeTarget =>
    ({ name: block.name, values: (attribute) => values(block, attribute) }));
  const named = (name: string, depth = 0): readonly BakeTarget[] => {
    const group = depth < DEEPEST ? find('group', name) : undefined;
    return group
      ? (group.attributes.get('targets') ?? []).flatMap((target) => named(target, depth + 1))
      : targets.filter((target) => target.name === name);
  };
  return { targets, named: (name) => named(name) };
}

function jsonBlocks(root: YamlNode | undefined): Block[] {
  const textsOf = (value: YamlNode): string[] =>
    [value, ...value.items].flatMap((item) => item.text ?? (item.isMap ? [objectText(item)] : []));
  return ['group', 'target', 'variable'].flatMap((kind) => (root?.get(kind)?.entries ?? []).map(([name, node]) => (
    { kind, name, attributes: new Map(node.entries.map(([key, value]) => [key, textsOf(value)])) }
  )));
}

function objectText(node: YamlNode): string {
  return node.entries.map(([key, value]) => `${key}=${value.text ?? ''}`).join(',');
}

const TOKEN = /\s*?(\n|#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/|<<-?(\w+)\n[^]*?\n\s*\2\b|"(?:\\.|\$\{[^}]*\}|[^"\\])*"|[A-Za-z_][\w-]*|[^\s])/y;

/** Reads the blocks of HCL; of an expression, every text that its value can hold. */
class HclReader {
  private readonly tokens: string[] = [];
  private position = 0;

  constructor(text: string) {
    for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length;) {
      const token = TOKEN.exec(text)?.[1];
      if (token === undefined) break;
      if (!/^(?:#|\/\/|\/\*)/.test(token)) this.tokens.push(token);
    }
  }

  blocks(): Block[] {
    const found: Block[] = [];
    while (this.position < this.tokens.length) {
      const kind = this.tokens[this.position++];
      if (!/^[A-Za-z_]/.test(kind)) continue;
      const labels: string[] = [];
      while (/^"/.test(this.tokens[this.position] ?? '')) labels.push(this.tokens[this.position++].slice(1, -1));
      if (this.tokens[this.position] !== '{') continue;
      this.position += 1;
      found.push({ kind, name: labels[0] ?? '', attributes: this.attributes() });
    }
    return found;
  }

  private attributes(): Map<string, readonly string[]> {
    const attributes = new Map<string, readonly string[]>();
    while (this.position < this.tokens.length) {
      const name = this.tokens[this.position++];
      if (name === '}') break;
      if (this.tokens[this.position] === '=') {
        this.position += 1;
        attributes.set(name.replace(/^"|"$/g, ''), this.values());
      } else if (this.tokens[this.position] === '{') {
        this.position += 1;
        this.attributes();
      }
    }
    return attributes;
  }

  /** Values up to the end of the line or of the block; a name stands for the variable. */
  private values(): string[] {
    const found: string[] = [];
    for (let depth = 0; this.position < this.tokens.length; this.position += 1) {
      const token = this.tokens[this.position];
      if (depth === 0 && /^[\n},]$/.test(token)) break;
      if (token === '{') {
        this.position += 1;
        found.push([...this.attributes()].map(([key, values]) => `${key}=${values.join(' ')}`).join(','));
        this.position -= 1;
      } else if (/^[[(]$/.test(token)) {
        depth += 1;
      } else if (/^[\])]$/.test(token)) {
        depth -= 1;
      } else if (token.startsWith('"')) {
        found.push(token.slice(1, -1));
      } else if (/^[A-Za-z_\d]/.test(token)) {
        found.push(/^(?:true|false|null|\d.*)$/.test(token) || this.tokens[this.position + 1] === '(' ? token : `\${${token}}`);
      }
    }
    return found;
  }
}
