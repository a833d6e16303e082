import { dockerfilePaths } from './image-source';
import { buildCommand, optionsOf } from './parsers/build-command';
import { ShellCommand, shellCommands } from './parsers/shell-commands';
import { filledCommands } from './parsers/shell-variables';
import { readYaml, YamlNode } from './parsers/yaml-source';
import { directoryOf, pathIn } from './paths';
import type { RepositoryFiles } from './repository-files';

/** A name under which a file of the repository has an image built. */
interface NamedBuild {
  /** As it is written: variables are parts that nobody knows. */
  readonly image: string;
  /** Where the Dockerfile may stand; none where a variable says it. */
  readonly places: readonly string[];
}

const SCRIPT = /\.(?:sh|bash|mk)$|(?:^|\/)(?:GNU)?[Mm]akefile$|(?:^|\/)justfile$/;
const YAML = /\.ya?ml$/;
/** Variables of shells, make and workflows. */
const VARIABLE = /\$\{\{.*?\}\}|\$\{[^}]*\}|\$\([^)]*\)|\$\w+|\{\{.*?\}\}/g;

/**
 * The Dockerfile of the repository from which an image is built that a FROM names: a script, a workflow or a compose file says
 * so, or it stands in a folder of that name. Undefined where there is none, or where several could be meant.
 *
 * @param image the name in FROM; what a variable says may be left open
 * @param not the Dockerfile that names it
 */
export function builtFrom(files: RepositoryFiles, image: string, not: string): string | undefined {
  const wanted = templateOf(image);
  if (!/[A-Za-z]{3}/.test(wanted.name)) return undefined;
  const dockerfiles = dockerfilePaths(files).filter((path) => path !== not);
  const named = namedBuilds(files).flatMap(({ image: built, places }) => {
    const template = templateOf(built);
    const parts = matched(template.name, wanted.name);
    if (!parts) return [];
    const folders = [...parts, lastPart(wanted.name)];
    const isMeant = (path: string): boolean => (places.length > 0 ? places.includes(path) : folders.includes(lastPart(directoryOf(path))));
    return dockerfiles.filter(isMeant).map((path) => ({ path, exact: template.tag === wanted.tag }));
  });
  const exact = named.filter((build) => build.exact);
  const paths = new Set((exact.length > 0 ? exact : named).map(({ path }) => path));
  return paths.size === 0 ? inFolder(dockerfiles, wanted.name) : paths.size === 1 ? [...paths][0] : undefined;
}

/** A Dockerfile whose folder has the name of an image that is somebody's own. */
function inFolder(dockerfiles: readonly string[], name: string): string | undefined {
  if (!/[/-]/.test(name)) return undefined;
  const found = dockerfiles.filter((path) => lastPart(directoryOf(path)) === lastPart(name));
  return found.length === 1 ? found[0] : undefined;
}

/** Name and tag of an image, `*` for each part that a variable says. */
function templateOf(image: string): { readonly name: string; readonly tag: string } {
  const [, name = '', tag = ''] = /^((?:[^/@]*\/)*[^/:@]+)(?::([^@]*))?/.exec(image.replace(VARIABLE, '*')) ?? [];
  return { name, tag };
}

/** What stands in place of the variables of a name; undefined where the names are of different images. */
function matched(template: string, name: string): readonly string[] | undefined {
  if (name.includes('*')) return lastPart(name) === lastPart(template) && !lastPart(name).includes('*') ? [] : undefined;
  if (!/[A-Za-z]{3}/.test(template)) return undefined;
  return new RegExp(`^${template.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.+)')}$`).exec(name)?.slice(
    1,
  );
}

function lastPart(path: string): string {
  return path.split('/').pop() ?? '';
}

function namedBuilds(files: RepositoryFiles): NamedBuild[] {
  const scripts = files.matching(SCRIPT).flatMap((path) => files.parsed(path, readBuilds) ?? []);
  const yaml = files.matching(YAML).filter((path) => /\bbuild/.test(files.text(path) ?? ''));
  return [...scripts, ...yaml.flatMap((path) => [...files.parsed(path, readBuilds) ?? [], ...files.parsed(path, readYamlBuilds) ?? []])];
}

/** Commands that build an image and name it, in a script or in any other file: each on a line. */
function readBuilds(text: string, path: string): NamedBuild[] {
  if (!/\b(?:docker|podman|buildah|nerdctl)\b/.test(text)) return [];
  const isScript = /\.(?:sh|bash)$/.test(path);
  const building = text.replace(/\\\r?\n/g, ' ').split('\n').filter((line) => /\bbu(?:ild|d)\b/.test(line));
  const lines = isScript ? [text] : building.map((line) => line.replace(/^[\s@-]+(?:\w+:\s+)?/, ''));
  return lines.flatMap((line) => filledCommands(shellCommands(line), new Map()))
    .flatMap((command) => namedBuild(command, directoryOf(path)));
}

function namedBuild({ words }: ShellCommand, directory: string): NamedBuild[] {
  const build = buildCommand(words);
  if (!build) return [];
  const images = [...optionsOf(words, '-t'), ...optionsOf(words, '--tag')];
  const file = build.dockerfile ?? `${build.context}/Dockerfile`;
  // Scripts are started in the directory of the repository, or change to their own.
  const places = isOpen(file) || /^\.?\/?(?:Dockerfile)?$/.test(file.replace(/^\.\//, ''))
    ? []
    : [pathIn('', file), pathIn(directory, file)];
  return images.map((image) => ({ image, places }));
}

/** Services of compose files, and steps of workflows, that build an image and name it. */
function readYamlBuilds(text: string, path: string): NamedBuild[] {
  const root = readYaml(text, path).root;
  const services = (root?.get('services')?.entries ?? []).flatMap(([, service]) => composeBuild(service, directoryOf(path)));
  const steps = (root?.get('jobs')?.entries ?? []).flatMap(([, job]) => job.get('steps')?.items ?? []);
  return [
    ...services,
    ...steps.flatMap((step) => (step.get('uses')?.text?.startsWith('docker/build-push-action@') ? actionBuild(step.get('with')) : [])),
  ];
}

function composeBuild(service: YamlNode, directory: string): NamedBuild[] {
  const [build, image] = [service.get('build'), service.get('image')?.text];
  return build && image !== undefined
    ? [{ image, places: placesOf(directory, build.text ?? build.get('context')?.text, build.get('dockerfile')?.text, true) }]
    : [];
}

function actionBuild(inputs: YamlNode | undefined): NamedBuild[] {
  const places = placesOf('', inputs?.get('context')?.text, inputs?.get('file')?.text, false);
  return (inputs?.get('tags')?.text ?? '').split(/[\s,]+/).filter((image) => image !== '').map((image) => ({ image, places }));
}

/** @param within whether the path of the Dockerfile begins in the context */
function placesOf(directory: string, context = '.', file: string | undefined, within: boolean): string[] {
  if (isOpen(file ?? context)) return [];
  return [file !== undefined && !within ? pathIn(directory, file) : pathIn(pathIn(directory, context), file ?? 'Dockerfile')];
}

function isOpen(text: string): boolean {
  return /\$|\{\{|:\/\//.test(text);
}
