import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { gitRemote } from '../model/git-remote';
import { SparkImage } from '../model/spark-image';
import { SparkImageOptions } from '../model/spark-image-options';
import { TEXT_RULES } from '../options/text-values';

/** Key under which projen hands the creation's details to a project's constructor. */
const CREATION_KEY = '__new__';

/** The branch that a repository has unless its option says otherwise. */
const USUAL_BRANCH = 'main';

/** What `projen new` hands to the constructor beside the options; projen's own constructor reads it. */
export function creationDetails(options: object): { readonly [CREATION_KEY]?: unknown } {
  const details: unknown = Reflect.get(options, CREATION_KEY);
  return details === undefined ? {} : { [CREATION_KEY]: details };
}

/** Whether the project is being created rather than brought back in sync. */
export function isCreation(options: unknown): boolean {
  return typeof options === 'object' && options !== null && Reflect.get(options, CREATION_KEY) !== undefined;
}

/** What was typed when the project was created, by option. What a subclass adds to it is not among it. */
export function typedOptions(options: object): { readonly [option: string]: unknown } {
  const details: unknown = Reflect.get(options, CREATION_KEY);
  const typed: unknown = typeof details === 'object' && details !== null ? Reflect.get(details, 'args') : undefined;
  return typeof typed === 'object' && typed !== null ? Object.fromEntries(Object.entries(typed)) : {};
}

/** What git knows of a repository, as options. */
export interface GitFacts {
  /** Owner at github.com, by the remote "origin". */
  readonly owner?: string;
  /** The default branch, if it is not the usual one. */
  readonly defaultBranch?: string;
}

/**
 * What git knows, and the options do not say. Asked only when a repository is created: the answers are written into the rc file, so
 * that no later synthesis depends on the machine.
 */
export function factsOfGit(directory: string, options: GitFacts): GitFacts {
  const owner = options.owner === undefined ? gitRemote(git(directory, 'remote', 'get-url', 'origin') ?? '')?.owner : undefined;
  const branch = options.defaultBranch === undefined ? defaultBranch(directory) : undefined;
  return {
    ...(owner === undefined ? {} : { owner }), ...(branch === undefined || branch === USUAL_BRANCH ? {} : { defaultBranch: branch }),
  };
}

/** The default branch of a repository: the remote's; the usual one or `master` if there is such a branch; the one that is checked out. */
function defaultBranch(directory: string): string | undefined {
  const branch = existsSync(path.join(directory, '.git')) ? branchOfRepository(directory) : git(directory, 'config', 'init.defaultBranch');
  return branch !== undefined && TEXT_RULES.branch.pattern.test(branch) ? branch : undefined;
}

function branchOfRepository(directory: string): string | undefined {
  const remote = git(directory, 'symbolic-ref', '--short', 'refs/remotes/origin/HEAD')?.replace(/^origin\//, '');
  if (remote !== undefined) return remote;
  const known = [USUAL_BRANCH, 'master'].find((name) => git(
    directory, 'for-each-ref', `refs/heads/${name}`, `refs/remotes/origin/${name}`,
  ));
  return known ?? git(directory, 'symbolic-ref', '--short', 'HEAD');
}

/** What git prints; undefined if it prints nothing, fails or is not installed. */
function git(directory: string, ...words: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', words, { cwd: directory, env: process.env, encoding: 'utf8' });
  return status === 0 && stdout.trim() !== '' ? stdout.trim() : undefined;
}

/** What a creation finds out. */
export interface Found {
  readonly found: GitFacts;
  /** Specs of npm packages as npm finds them again. */
  readonly normalized: (specs: string[]) => string[];
}

/**
 * What the rc file says in place of what was typed: versions as text, what git knows, and the package where npm can find it again.
 * What a subclass decides stays with the subclass.
 */
export function creationArguments(
  options: Pick<SparkImageOptions, 'sparkVersion'>,
  image: SparkImage,
  { found, normalized }: Found,
): { [option: string]: unknown } {
  if (!isCreation(options)) return {};
  const typed = typedOptions(options);
  const asText = (option: 'owner' | keyof SparkImageOptions, value: string | undefined) =>
    (typed[option] === undefined ? {} : { [option]: value });
  return {
    ...found,
    ...asText('owner', image.owner),
    ...asText('sparkVersion', /^\d+\.\d+\.\d+$/.test(String(options.sparkVersion)) ? image.sparkVersion : image.sparkLine),
    ...asText('javaVersion', image.javaVersion),
    ...asText('pythonVersion', image.pythonVersion),
    ...asText('scalaVersion', image.scalaVersion),
    ...asText('pysparkVersion', image.pysparkVersion),
    ...(Array.isArray(typed.devDeps) ? { devDeps: normalized(typed.devDeps.map(String)) } : {}),
  };
}
