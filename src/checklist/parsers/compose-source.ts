import { directoryOf, pathIn } from '../paths';
import type { RepositoryFiles } from '../repository-files';
import { composeService, ComposeServiceSource, PlacedNode } from './compose-service';
import { readYaml, YamlNode } from './yaml-source';

export type { ComposeServiceSource, PlacedNode } from './compose-service';

/** What one call of Compose reads: a file, and those that are merged into it. */
export interface ComposeSource {
  readonly path: string;
  readonly root?: YamlNode;
  /** Why one of the files cannot be read, and where. */
  readonly problem?: string;
  readonly problemFile?: string;
  readonly problemLine?: number;
  readonly services: readonly ComposeServiceSource[];
  /** Names of the volumes that are declared. */
  readonly volumes: readonly string[];
}

const COMPOSE_FILE = /^(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/;
const OVERRIDE_FILE = /\.override\.ya?ml$/;
/** What is named for development: production is judged without it, where it has a file of its own. */
const DEVELOPMENT_FILE = /[.-]dev(?:elopment)?\.ya?ml$/;
/** The names that Compose looks for by itself, in its order. */
const DEFAULT_FILES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];

/**
 * Everything that Compose can be started with: each file by itself; the default file with its override; a file that only
 * adds to services of the default one together with that. What is for development counts where there is nothing else.
 */
export function composeFiles(files: RepositoryFiles): ComposeSource[] {
  const paths = files.near(COMPOSE_FILE);
  const base = defaultPath(paths);
  return paths.filter((path) => !OVERRIDE_FILE.test(path) && (base === undefined || !DEVELOPMENT_FILE.test(path))).map((path) => {
    if (path === base || base === undefined || !onlyAdds(files, path, base)) return readCompose(files, path, overridesOf(paths, path));
    return readCompose(files, base, [path]);
  });
}

/** The compose file that `docker compose up` takes by itself, with its override. */
export function defaultComposeFile(files: RepositoryFiles): ComposeSource | undefined {
  const paths = files.near(COMPOSE_FILE);
  const path = defaultPath(paths);
  return path === undefined ? undefined : readCompose(files, path, overridesOf(paths, path));
}

function defaultPath(paths: readonly string[]): string | undefined {
  return DEFAULT_FILES.flatMap((name) => paths.filter((path) => path.split('/').pop() === name))[0];
}

function overridesOf(paths: readonly string[], path: string): string[] {
  if (!DEFAULT_FILES.includes(path.split('/').pop() ?? '')) return [];
  const stem = path.replace(/\.ya?ml$/, '');
  return paths.filter((other) => OVERRIDE_FILE.test(other) && other.replace(OVERRIDE_FILE, '') === stem);
}

/** Whether no service of a file says what it runs, and one of them is a service of the other file. */
function onlyAdds(files: RepositoryFiles, path: string, base: string): boolean {
  const services = servicesOf(files, path);
  const others = servicesOf(files, base).map(([name]) => name);
  return services.length > 0 && services.some(([name]) => others.includes(name)) &&
    services.every(([, { node }]) => !['image', 'build', 'extends'].some((key) => node.get(key)));
}

function readCompose(files: RepositoryFiles, path: string, overrides: readonly string[]): ComposeSource {
  const read = [...overrides, ...withIncluded(files, path)];
  const sources = read.map((file) => files.parsed(file, readYaml));
  const broken = sources.find((source) => source?.problem !== undefined);
  const declared = read.flatMap((file) => servicesOf(files, file));
  return {
    path,
    root: files.parsed(path, readYaml)?.root,
    problem: broken?.problem,
    problemFile: broken?.path,
    problemLine: broken?.problemLine,
    services: namesOf(files, path, declared).map((name) =>
      composeService(files, name, declared.filter(([n]) => n === name).map(([, place]) => place))),
    volumes: sources.flatMap((source) => (source?.root?.get('volumes')?.entries ?? []).map(([name]) => name)),
  };
}

/** Names of the services, those of the file itself first. */
function namesOf(files: RepositoryFiles, path: string, declared: ReadonlyArray<readonly [string, PlacedNode]>): string[] {
  return [...new Set([...servicesOf(files, path), ...declared].map(([name]) => name))];
}

/** A file and those that it includes. */
function withIncluded(files: RepositoryFiles, path: string): string[] {
  const included = files.parsed(path, readYaml)?.root?.get('include');
  const paths = (included?.items ?? []).flatMap((item) => (item.isMap ? (item.get('path')?.texts ?? []) : item.texts));
  return [
    path,
    ...paths.map((other) => pathIn(directoryOf(path), other)).filter((other) => other !== path && files.text(other) !== undefined),
  ];
}

function servicesOf(files: RepositoryFiles, path: string): Array<readonly [string, PlacedNode]> {
  const root = files.parsed(path, readYaml)?.root;
  // Version 1 had the services at the top.
  const services = root?.get('services') ?? (root?.entries.some(([, node]) => node.get('image') ?? node.get('build')) ? root : undefined);
  return (services?.entries ?? []).map(([name, node]) => [name, { node, file: path }]);
}
