import { buildCommand } from './parsers/build-command';
import { shellCommands } from './parsers/shell-commands';
import { JobSource, matrixValues, StepSource, workflows } from './parsers/workflow-source';
import { readYaml } from './parsers/yaml-source';
import { directoryOf, pathIn } from './paths';
import type { RepositoryFiles } from './repository-files';

/** A Dockerfile that is built, and its stage; undefined for the last one. */
export interface Built {
  readonly dockerfile: string;
  readonly target?: string;
}

const COMPOSE_FILE = /(?:^|\/)(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/;
const BUILDING = /^\.github\/workflows\/[^/]+\.ya?ml$|\.sh$/;

/**
 * The stages of a Dockerfile that are built, undefined for the last one. What workflows and scripts build is the image that
 * is published; compose files count where nothing else builds the Dockerfile. Empty where nothing says that it is built.
 */
export function builtTargets(files: RepositoryFiles, dockerfile: string): ReadonlyArray<string | undefined> {
  // Most repositories name no stage: nothing is read for it then.
  const naming = files.paths.filter((path) => (COMPOSE_FILE.test(path) || BUILDING.test(path)) && /\btarget\b/.test(files.text(path) ?? ''));
  if (naming.length === 0) return [];
  const isIt = (built: Built): boolean => built.dockerfile === dockerfile;
  const published = [...builtByWorkflows(files), ...builtByScripts(files)].filter(isIt);
  return (published.length > 0 ? published : builtByCompose(files).filter(isIt)).map((built) => built.target);
}

function builtByWorkflows(files: RepositoryFiles): Built[] {
  const steps = workflows(files).flatMap((workflow) => workflow.jobs).flatMap((job) => job.steps.map((step) => ({ job, step })));
  return steps.flatMap(({ job, step }) => [...builtByAction(job, step), ...builtByCommands(step.commands)]);
}

/** What a step builds by docker/build-push-action; nothing where it is no such step. */
export function builtByAction(job: JobSource, step: StepSource): Built[] {
  if (step.action !== 'docker/build-push-action') return [];
  const context = step.input('context')?.text ?? '.';
  const named = step.input('file')?.text;
  const dockerfile = named === undefined ? pathIn(isLocal(context) ? context : '', 'Dockerfile') : pathIn('', named);
  const target = step.input('target')?.text;
  if (target === undefined || target === '') return [{ dockerfile }];
  return matrixValues(job, target).filter(isLocal).map((value) => ({ dockerfile, target: value }));
}

/** Whether a text is neither an expression or variable nor an address. */
function isLocal(text: string): boolean {
  return !/\$|\{\{|:\/\//.test(text);
}

function builtByCommands(commands: StepSource['commands']): Built[] {
  return commands.flatMap(({ words }) => {
    const build = buildCommand(words);
    if (build === undefined || !isLocal(build.target ?? '')) return [];
    const dockerfile = build.dockerfile === undefined ? pathIn(isLocal(build.context) ? build.context : '', 'Dockerfile') : pathIn('', build.dockerfile);
    return [{ dockerfile, target: build.target }];
  });
}

/** Scripts are started in the directory of the repository. */
function builtByScripts(files: RepositoryFiles): Built[] {
  return files.matching(/\.sh$/).filter((path) => /\bbuild\b/.test(files.text(path) ?? '')).flatMap((path) => builtByCommands(files.parsed(path, readScript) ?? []));
}

function readScript(text: string): StepSource['commands'] {
  return shellCommands(text);
}

function builtByCompose(files: RepositoryFiles): Built[] {
  return files.matching(COMPOSE_FILE).flatMap((path) => (files.parsed(path, readYaml)?.root?.get('services')?.entries ?? []).flatMap(([, service]) => {
    const build = service.get('build');
    const context = build?.text ?? build?.get('context')?.text ?? '.';
    if (!build || !isLocal(context)) return [];
    const target = build.get('target')?.text?.replace(/^\$\{\w+:?-([^}]*)\}$/, '$1');
    const dockerfile = pathIn(pathIn(directoryOf(path), context), build.get('dockerfile')?.text ?? 'Dockerfile');
    return target !== undefined && !isLocal(target) ? [] : [{ dockerfile, target: target === '' ? undefined : target }];
  }));
}
