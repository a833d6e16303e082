import { directoryOf, pathIn } from '../image-source';
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
  return new MergedService(name, weakest.node, weakest.file, layers, layers.find((layer) => layer.missing !== undefined)?.missing);
}

type Layer = PlacedNode & { readonly missing?: string };

function withExtended(files: RepositoryFiles, { node, file }: PlacedNode, depth = 0): Layer[] {
  const extended = node.get('extends');
  const name = extended?.text ?? extended?.get('service')?.text;
  if (name === undefined || depth >= DEEPEST_EXTENDS) return [{ node, file }];
  const other = extended?.get('file')?.text;
  const from = other === undefined ? file : pathIn(directoryOf(file), other);
  const base = files.parsed(from, readYaml)?.root?.get('services', name);
  return base ? [{ node, file }, ...withExtended(files, { node: base, file: from }, depth + 1)] : [{ node, file, missing: `service ${name} of ${from}` }];
}

class MergedService implements ComposeServiceSource {
  constructor(
    readonly name: string,
    readonly node: YamlNode,
    readonly file: string,
    private readonly layers: readonly Layer[],
    readonly missing?: string,
  ) {}

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

  environment(name: string): string | undefined {
    for (const { node } of this.all('environment')) {
      const member = node.get(name);
      if (member) return member.text ?? '';
      const item = node.items.find((entry) => entry.text?.split('=')[0] === name)?.text;
      if (item !== undefined) return item.split('=').slice(1).join('=');
    }
    return undefined;
  }
}

function isFound(place: { readonly node: YamlNode | undefined; readonly file: string }): place is PlacedNode {
  return place.node !== undefined;
}
