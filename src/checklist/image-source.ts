import { builtTargets } from './build-targets';
import { DockerStage, readDockerfile } from './parsers/dockerfile-source';
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

/** The names that builders look for themselves, and those that go with them by a suffix or a prefix. */
const PLAIN = /(?:^|\/)(?:docker|container)file$/i;
const NAMED = /(?:^|\/)(?:(?:docker|container)file[._-][^/]*|[^/]+[._-](?:docker|container)file)$/i;

/** Files that go with a Dockerfile, and texts that one is made from, or that programs keep for comparison. */
const NO_DOCKERFILE = /\.(?:dockerignore|containerignore|template|tmpl|tpl|in|j2|jinja2?|erb|ejs|mustache|gotmpl|orig(?:\.\d+)?|rej|bak|old|swp|md|txt|rst|html|sh|ya?ml|json)$/i;
/** A line that no other language has. */
const FROM = /^[ \t]*FROM[ \t]+(?:--platform=\S+[ \t]+)?\S+(?:[ \t]+AS[ \t]+\S+)?[ \t]*\r?$/im;
/** Directories that package managers fill, and the file by which they are known. */
const VENDORED = /^(.*\/)?(?:node_modules|\.git|vendor\/(?:bundle|github\.com|golang\.org|k8s\.io))\//;

/** Dockerfiles of a repository, the one at the top first, then by depth and name. */
export function dockerfilePaths(files: Pick<RepositoryFiles, 'paths' | 'text'>): string[] {
  const isDockerfile = (path: string): boolean =>
    PLAIN.test(path) || (NAMED.test(path) && !NO_DOCKERFILE.test(path) && FROM.test(files.text(path) ?? 'FROM unreadable'));
  const found = files.paths.filter((path) => isDockerfile(path) && !VENDORED.test(path));
  const rank = (path: string): number => (/^(?:docker|container)file$/i.test(path) ? 0 : path.split('/').length);
  return found.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/**
 * The images of a repository: one for each Dockerfile, or for each stage of it that a workflow, a script or a compose file
 * builds. Judge each by `runChecks(files.forImage(image))`; without `forImage`
 * the first one is judged.
 */
export function imageSources(files: RepositoryFiles): ImageSource[] {
  return dockerfilePaths(files).flatMap((dockerfile) => imagesOf(files, dockerfile));
}

/** The image that other Dockerfiles mean when they build on one: the first that is built of it. */
export function imageOf(files: RepositoryFiles, dockerfile: string): ImageSource {
  return imagesOf(files, dockerfile)[0] ?? { dockerfile, context: contextOf(files, dockerfile) };
}

function imagesOf(files: RepositoryFiles, dockerfile: string): ImageSource[] {
  const targets = targetsOf(files, dockerfile);
  const context = targets.length === 0 ? '' : contextOf(files, dockerfile);
  return targets.map((target) => (target === undefined ? { dockerfile, context } : { dockerfile, context, target }));
}

/** Sources of COPY and ADD that are files of the context. */
const COPY = /^[ \t]*(?:COPY|ADD)[ \t]+(?!(?:--\S+[ \t]+)*--from=)((?:--\S+[ \t]+)*)(.+)$/gim;

/** The context as a whole; what RUN starts below it is looked for too: `./gradlew`. */
const WHOLE = /^\.?\/?$/;
const STARTED = /(?:^[ \t]*RUN|&&|;)[ \t]+(?:\\\r?\n[ \t]*)?(?:(?:ba)?sh[ \t]+)?\.\/([\w./-]+)/gim;

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
  const sources = [...text.matchAll(COPY)].flatMap(([, , rest]) => rest.replace(/[[\]",]/g, ' ').trim().split(/\s+/).slice(0, -1));
  const scripts = sources.some((word) => WHOLE.test(word)) ? [...text.matchAll(STARTED)].map(([, script]) => script) : [];
  return [...sources.filter((word) => !WHOLE.test(word) && !/[*?$]|^<<|^https?:/.test(word)), ...scripts];
}

function exists(files: RepositoryFiles, path: string): boolean {
  return files.text(path) !== undefined || files.paths.some((other) => other.startsWith(`${path}/`));
}

/** Whether a stage does nothing but collect files for `docker build --output`: no process ever runs in it. */
function isExport({ image, parent, instructions }: DockerStage): boolean {
  return !parent && image === 'scratch' && instructions.length > 0 &&
    instructions.every(({ keyword, flags }) => keyword === 'ARG' || (keyword === 'COPY' && flags.has('from')));
}

/** Stages that are built of a Dockerfile and are images; undefined is the last one. A name that is no stage of it is passed over. */
function targetsOf(files: RepositoryFiles, dockerfile: string): ReadonlyArray<string | undefined> {
  const named = builtTargets(files, dockerfile);
  const stages = files.parsed(dockerfile, readDockerfile)?.stages ?? [];
  const isImage = (target: string | undefined): boolean => {
    const stage = target === undefined
      ? stages[stages.length - 1]
      : stages.find(({ name, index }) => [name, String(index)].includes(target.toLowerCase()));
    return stage === undefined || !isExport(stage);
  };
  return stagesOf(stages, named).filter(isImage);
}

function stagesOf(stages: readonly DockerStage[], named: ReadonlyArray<string | undefined>): ReadonlyArray<string | undefined> {
  if (named.every((target) => target === undefined)) return [undefined];
  const known = named.flatMap((target) => {
    const stage = target === undefined
      ? stages.length - 1
      : stages.findIndex(({ name, index }) => [name, String(index)].includes(target.toLowerCase()));
    return stage < 0 ? [] : [stage === stages.length - 1 ? undefined : target];
  });
  return known.length === 0 ? [undefined] : [...new Set(known)];
}
