import { builtTargets } from './build-targets';
import { readDockerfile } from './parsers/dockerfile-source';
import { directoryOf, pathIn } from './paths';
import type { RepositoryFiles } from './repository-files';

/** An image that a repository builds: its Dockerfile, its stage, and the directory that the build sees. */
export interface ImageSource {
  /** Path of the Dockerfile. */
  readonly dockerfile: string;
  /** Directory whose files COPY takes from, '' for the repository itself. */
  readonly context: string;
  /** The stage that is built, by name or number, where that is known and not the last one. */
  readonly target?: string;
}

const DOCKERFILE = /(?:^|\/)(?:(?:Dockerfile|Containerfile)(?:[.-][\w.-]+)?|[\w.-]+\.(?:[Dd]ockerfile|[Cc]ontainerfile))$/;

/** Files that go with a Dockerfile, and texts that one is made from, or that programs keep for comparison. */
const NO_DOCKERFILE = /\.(?:dockerignore|containerignore|template|tmpl|tpl|j2|jinja2?|erb|mustache|orig(?:\.\d+)?|rej|bak|md|txt|sh|ya?ml|json)$|(?:^|\/)(?:node_modules|vendor|\.git)\//i;

/** Dockerfiles of a repository, the one at the top first, then by depth and name. */
export function dockerfilePaths(paths: readonly string[]): string[] {
  const found = paths.filter((path) => DOCKERFILE.test(path) && !NO_DOCKERFILE.test(path));
  const rank = (path: string): number => (/^(?:Docker|Container)file$/.test(path) ? 0 : path.split('/').length);
  return found.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/**
 * The images of a repository: one for each Dockerfile, or for each stage of it that a workflow, a script or a compose file
 * builds. Judge each by `runChecks(files.forImage(image))`; without `forImage`
 * the first one is judged.
 */
export function imageSources(files: RepositoryFiles): ImageSource[] {
  return dockerfilePaths(files.paths).flatMap((dockerfile) => {
    const context = contextOf(files, dockerfile);
    return targetsOf(files, dockerfile).map((target) => (target === undefined ? { dockerfile, context } : { dockerfile, context, target }));
  });
}

/** Sources of COPY and ADD that are files of the context. */
const COPY = /^[ \t]*(?:COPY|ADD)[ \t]+(?!(?:--\S+[ \t]+)*--from=)((?:--\S+[ \t]+)*)(.+)$/gim;

/**
 * The build context: a Dockerfile says nothing about it. What it copies is looked for beside it and in every directory
 * above; where the most of it is found, the nearest first, the build takes place.
 */
function contextOf(files: RepositoryFiles, dockerfile: string): string {
  const sources = copiedPaths(files.text(dockerfile) ?? '');
  let directory = directoryOf(dockerfile);
  let best = { directory, found: -1 };
  for (;;) {
    const found = sources.filter((source) => exists(files, pathIn(directory, source))).length;
    if (found > best.found) best = { directory, found };
    if (directory === '') break;
    directory = directoryOf(directory);
  }
  return best.directory;
}

function copiedPaths(text: string): string[] {
  return [...text.matchAll(COPY)].flatMap(([, , rest]) => {
    const words = rest.replace(/[[\]",]/g, ' ').trim().split(/\s+/);
    return words.slice(0, -1).filter((word) => !/[*?$]|^<<|^https?:|^\.?\/?$/.test(word));
  });
}

function exists(files: RepositoryFiles, path: string): boolean {
  return files.text(path) !== undefined || files.paths.some((other) => other.startsWith(`${path}/`));
}

/** Stages that are built of a Dockerfile; undefined is the last one. A name that is no stage of it is passed over. */
function targetsOf(files: RepositoryFiles, dockerfile: string): ReadonlyArray<string | undefined> {
  const named = builtTargets(files, dockerfile);
  if (named.every((target) => target === undefined)) return [undefined];
  const stages = files.parsed(dockerfile, readDockerfile)?.stages ?? [];
  const known = named.flatMap((target) => {
    const stage = target === undefined ? stages.length - 1 : stages.findIndex(({ name, index }) => [name, String(index)].includes(target.toLowerCase()));
    return stage < 0 ? [] : [stage === stages.length - 1 ? undefined : target];
  });
  return known.length === 0 ? [undefined] : [...new Set(known)];
}
