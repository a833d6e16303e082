import { BAKE_FILE, bakeBuilds, Build, buildsOf } from './builds';
import { buildCommand } from './parsers/build-command';
import { shellCommands } from './parsers/shell-commands';
import { StepSource, workflows } from './parsers/workflow-source';
import { readYaml } from './parsers/yaml-source';
import { directoryOf, pathIn } from './paths';
import type { RepositoryFiles } from './repository-files';

/** A Dockerfile that is built, and its stage; undefined for the last one. */
type Built = Pick<Build, 'dockerfile' | 'target'>;

const COMPOSE_FILE = /(?:^|\/)(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/;
const BUILDING = /^\.github\/(?:workflows\/[^/]+|actions\/.*)\.ya?ml$|\.sh$|(?:^|\/)Makefile$/;

/**
 * The stages of a Dockerfile that are built, undefined for the last one. What workflows, scripts and files of Bake build is the
 * image that is published; compose files count where nothing else builds the Dockerfile. Empty where nothing says that it is built.
 */
export function builtTargets(files: RepositoryFiles, dockerfile: string): ReadonlyArray<string | undefined> {
  // Most repositories name no stage: nothing is read for it then.
  const naming = files.paths.filter((path) =>
    [COMPOSE_FILE, BUILDING, BAKE_FILE].some((pattern) => pattern.test(path)) && /\btarget\b/.test(files.text(path) ?? ''));
  if (naming.length === 0) return [];
  const isIt = (built: Built): boolean => built.dockerfile === dockerfile && isLocal(built.target ?? '');
  const baked = files.matching(BAKE_FILE).flatMap((path) => bakeBuilds(files, directoryOf(path), [path.split('/').pop() ?? path], []));
  const published = [...builtByWorkflows(files), ...builtByScripts(files), ...baked].filter(isIt);
  return (published.length > 0 ? published : builtByCompose(files).filter(isIt)).map((built) => built.target);
}

function builtByWorkflows(files: RepositoryFiles): Built[] {
  return workflows(files).flatMap((workflow) =>
    workflow.jobs.flatMap((job) => job.steps.flatMap((step) => buildsOf(files, { workflow, job, step }))));
}

/** Whether a text is neither an expression or variable nor an address. */
function isLocal(text: string): boolean {
  return !/\$|\{\{|:\/\//.test(text);
}

/** Scripts are started in the directory of the repository. */
function builtByScripts(files: RepositoryFiles): Built[] {
  return files.matching(/\.sh$/).filter((path) => /\bbuild\b/.test(files.text(path) ?? ''))
    .flatMap((path) => (files.parsed(path, readScript) ?? []).flatMap(({ words }) => {
      const build = buildCommand(words);
      if (build === undefined) return [];
      return [{
        dockerfile: pathIn('', build.dockerfile ?? `${isLocal(build.context) ? build.context : ''}/Dockerfile`),
        target: build.target,
      }];
    }));
}

function readScript(text: string): StepSource['commands'] {
  return shellCommands(text);
}

function builtByCompose(files: RepositoryFiles): Built[] {
  return files.matching(COMPOSE_FILE).flatMap((path) => (files.parsed(path, readYaml)?.root?.get('services')?.entries ??
    []).flatMap(([, service]) => {
    const build = service.get('build');
    const context = build?.text ?? build?.get('context')?.text ?? '.';
    if (!build || !isLocal(context)) return [];
    const target = build.get('target')?.text?.replace(/^\$\{\w+:?-([^}]*)\}$/, '$1');
    const dockerfile = pathIn(pathIn(directoryOf(path), context), build.get('dockerfile')?.text ?? 'Dockerfile');
    return target !== undefined && !isLocal(target) ? [] : [{ dockerfile, target: target === '' ? undefined : target }];
  }));
}
