import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { CommandFailure } from '../exit-status';
import { Terminal } from '../terminal';
import { runnerOf } from './fresh-copy';

/**
 * Runs the repository's own projen, as "npx projen" does. It keeps a copy of what a person edited, and names it.
 *
 * @param repository folder of the repository
 * @param terminal takes what projen says
 * @throws CommandFailure when projen fails
 */
export function resync(repository: string, terminal: Terminal): void {
  const { modules } = runnerOf(repository);
  const result = spawnSync(
    process.execPath,
    [path.join(modules, 'projen', 'bin', 'projen')],
    { cwd: repository, encoding: 'utf8', env: { ...process.env, PROJEN_DISABLE_POST: '' }, maxBuffer: 64 * 1024 * 1024 },
  );
  terminal.err(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  if (result.error || result.status !== 0) {
    throw new CommandFailure(`projen failed${result.error ? ` (${result.error.message})` : ''}; its reason stands above.`);
  }
}
