import { spawnSync } from 'node:child_process';
import { gitRemote } from '../model/git-remote';

/** Key under which projen hands the creation's details to a project's constructor. */
const CREATION_KEY = '__new__';

/** What `projen new` hands to the constructor beside the options; projen's own constructor reads it. */
export function creationDetails(options: object): { readonly [CREATION_KEY]?: unknown } {
  const details: unknown = Reflect.get(options, CREATION_KEY);
  return details === undefined ? {} : { [CREATION_KEY]: details };
}

/** Whether the project is being created rather than brought back in sync. */
export function isCreation(options: object): boolean {
  return Reflect.get(options, CREATION_KEY) !== undefined;
}

/**
 * The owner in the address of the git remote "origin", or undefined where it is not at github.com. Asked only when a repository is
 * created: the answer is written into the rc file, so that no later synthesis depends on the machine.
 */
export function ownerOfRemote(directory: string): string | undefined {
  const git = spawnSync('git', ['remote', 'get-url', 'origin'], { cwd: directory, encoding: 'utf8' });
  return git.status === 0 ? gitRemote(git.stdout)?.owner : undefined;
}
