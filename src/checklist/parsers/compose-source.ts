import type { RepositoryFiles } from '../repository-files';
import { readYaml, YamlNode } from './yaml-source';

/** A service of a compose file; what it extends is part of it. */
export interface ComposeServiceSource {
  readonly name: string;
  readonly node: YamlNode;
  /** File in which the service is declared. */
  readonly file: string;
  /** A key of the service, or of what it extends, and the file in which that stands. */
  get(...keys: readonly string[]): { readonly node: YamlNode; readonly file: string } | undefined;
  /** A variable of its environment: its value, '' where it is handed on; undefined where it is not named. */
  environment(name: string): string | undefined;
}

/** A compose file, read. */
export interface ComposeSource {
  readonly path: string;
  readonly root?: YamlNode;
  /** Why it cannot be read, and where. */
  readonly problem?: string;
  readonly problemLine?: number;
  readonly services: readonly ComposeServiceSource[];
}

const COMPOSE_FILE = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/;
const OVERRIDE_FILE = /\.override\.ya?ml$/;

/** Compose files that can be started by themselves; `*.override.yml` only adds to another. */
export function composeFiles(files: RepositoryFiles): ComposeSource[] {
  return files.near(COMPOSE_FILE).filter((path) => !OVERRIDE_FILE.test(path)).map((path) => readCompose(files, path));
}

/** The compose file that `docker compose up` takes by itself. */
export function defaultComposeFile(files: RepositoryFiles): ComposeSource | undefined {
  const names = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
  const name = names.find((n) => files.text(n) !== undefined);
  return name === undefined ? undefined : readCompose(files, name);
}

function readCompose(files: RepositoryFiles, path: string): ComposeSource {
  const source = files.parsed(path, readYaml);
  // Version 1 had the services at the top.
  const services = source?.root?.get('services') ?? (source?.root?.entries.some(([, node]) => node.get('image') ?? node.get('build')) ? source.root : undefined);
  return {
    path,
    root: source?.root,
    problem: source?.problem,
    problemLine: source?.problemLine,
    services: (services?.entries ?? []).map(([name, node]) => new ServiceReader(files, path, name, node)),
  };
}

/** Longest chain of `extends` that is followed; a longer one is a circle. */
const DEEPEST_EXTENDS = 8;

class ServiceReader implements ComposeServiceSource {
  constructor(
    private readonly files: RepositoryFiles,
    readonly file: string,
    readonly name: string,
    readonly node: YamlNode,
    private readonly depth = 0,
  ) {}

  get(...keys: readonly string[]): { readonly node: YamlNode; readonly file: string } | undefined {
    const own = this.node.get(...keys);
    return own ? { node: own, file: this.file } : this.base()?.get(...keys);
  }

  environment(name: string): string | undefined {
    const environment = this.node.get('environment');
    const member = environment?.get(name);
    if (member) return member.text ?? '';
    const item = environment?.items.find((entry) => entry.text?.split('=')[0] === name)?.text;
    return item === undefined ? this.base()?.environment(name) : item.split('=').slice(1).join('=');
  }

  private base(): ServiceReader | undefined {
    const extended = this.node.get('extends');
    const name = extended?.text ?? extended?.get('service')?.text;
    if (name === undefined || this.depth >= DEEPEST_EXTENDS) return undefined;
    const file = extended?.get('file')?.text?.replace(/^\.\//, '') ?? this.file;
    const node = this.files.parsed(file, readYaml)?.root?.get('services', name);
    return node && new ServiceReader(this.files, file, name, node, this.depth + 1);
  }
}
