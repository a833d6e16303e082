import { directoryOf, pathIn } from '../paths';
import type { RepositoryFiles } from '../repository-files';
import { readYaml, YamlNode } from './yaml-source';

/** A value of a compose file, and the file that it stands in. */
export interface PlacedNode {
  readonly node: YamlNode;
  readonly file: string;
}

/** A service of a compose file; what it extends, and what other files add to it, is part of it. */
export interface ComposeServiceSource {
  readonly name: string;
  readonly node: YamlNode;
  /** File in which the service is declared. */
  readonly file: string;
  /** What it extends and what is not among the files, so that the service cannot be known in full. */
  readonly missing?: string;
  /** The value of a key: that of the last file that gives one. */
  get(...keys: readonly string[]): PlacedNode | undefined;
  /** Every value of a key whose lists Compose adds up, the strongest first. */
  all(...keys: readonly string[]): readonly PlacedNode[];
  /** Where a network or a volume is declared that it names. */
  declares(kind: 'networks' | 'volumes', name: string): PlacedNode | undefined;
  /** Where a variable of its environment stands. */
  environmentPlace(name: string): PlacedNode | undefined;
  /** A variable of its environment: its value, '' where it is handed on; undefined where it is not named. */
  environment(name: string): string | undefined;
}

/** Longest chain of `extends` that is followed; a longer one is a circle. */
const DEEPEST_EXTENDS = 8;

/**
 * A service as Compose merges it.
 *
 * @param declarations where it is declared, the strongest first
 */
export function composeService(files: RepositoryFiles, name: string, declarations: readonly PlacedNode[]): ComposeServiceSource {
  const layers = declarations.flatMap((declaration) => withExtended(files, declaration));
  const weakest = declarations[declarations.length - 1];
  const roots = [...new Set(layers.map((layer) => layer.file))].flatMap((file) => {
    const node = files.parsed(file, readYaml)?.root;
    return node ? [{ node, file }] : [];
  });
  return new MergedService(name, weakest.node, weakest.file, layers, roots, layers.find((layer) => layer.missing !== undefined)?.missing);
}

type Layer = PlacedNode & { readonly missing?: string };

function withExtended(files: RepositoryFiles, { node, file }: PlacedNode, depth = 0): Layer[] {
  const extended = node.get('extends');
  const name = extended?.text ?? extended?.get('service')?.text;
  if (name === undefined || depth >= DEEPEST_EXTENDS) return [{ node, file }];
  const other = extended?.get('file')?.text;
  const from = other === undefined ? file : pathIn(directoryOf(file), other);
  const base = files.parsed(from, readYaml)?.root?.get('services', name);
  return base
    ? [{ node, file }, ...withExtended(files, { node: base, file: from }, depth + 1)]
    : [{ node, file, missing: `service ${name} of ${from}` }];
}

class MergedService implements ComposeServiceSource {
  constructor(
    readonly name: string,
    readonly node: YamlNode,
    readonly file: string,
    private readonly layers: readonly Layer[],
    private readonly roots: readonly PlacedNode[],
    readonly missing?: string,
  ) {}

  declares(kind: 'networks' | 'volumes', name: string): PlacedNode | undefined {
    return this.roots.map((root) => ({ node: root.node.get(kind, name), file: root.file })).find(isFound);
  }

  get(...keys: readonly string[]): PlacedNode | undefined {
    const found = this.layers.map((layer) => ({ node: layer.node.get(...keys), file: layer.file })).find(isFound);
    return found?.node.tag === '!reset' ? undefined : found;
  }

  all(...keys: readonly string[]): readonly PlacedNode[] {
    const found: PlacedNode[] = [];
    for (const layer of this.layers) {
      const node = layer.node.get(...keys);
      if (node?.tag === '!reset') break;
      if (node) found.push({ node, file: layer.file });
      if (node?.tag === '!override') break;
    }
    return found;
  }

  environmentPlace(name: string): PlacedNode | undefined {
    for (const { node: environment, file } of this.all('environment')) {
      const node = environment.get(name) ?? environment.items.find((entry) => entry.text?.split('=')[0] === name);
      if (node) return { node, file };
    }
    return undefined;
  }

  environment(name: string): string | undefined {
    const node = this.environmentPlace(name)?.node;
    if (node === undefined) return undefined;
    const text = node.text ?? '';
    return this.all('environment').some(({ node: list }) => list.items.includes(node)) ? text.split('=').slice(1).join('=') : text;
  }
}

function isFound(place: { readonly node: YamlNode | undefined; readonly file: string }): place is PlacedNode {
  return place.node !== undefined;
}
