import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { keep } from '../../components/originals';
import { CommandFailure } from '../exit-status';
import { Terminal } from '../terminal';
import { Drift } from './drift';
import { runnerOf } from './fresh-copy';

/**
 * Keeps what would be lost, then runs the repository's own projen, as "npx projen" does.
 *
 * @param repository folder of the repository
 * @param drifts what is not in sync
 * @param terminal takes what projen says
 * @returns paths of the copies that were kept
 * @throws CommandFailure when projen fails; the copies stay
 */
export function resync(repository: string, drifts: readonly Drift[], terminal: Terminal): string[] {
  const { modules } = runnerOf(repository);
  const kept = drifts.filter((d) => d.own).map((d) => keep(repository, d.file));
  const result = spawnSync(process.execPath, [path.join(modules, 'projen', 'bin', 'projen')], { cwd: repository, encoding: 'utf8', env: { ...process.env, PROJEN_DISABLE_POST: '' }, maxBuffer: 64 * 1024 * 1024 });
  terminal.err(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  if (result.error || result.status !== 0) throw new CommandFailure(`projen failed${result.error ? ` (${result.error.message})` : ''}; its reason stands above. ${kept.length > 0 ? `What was edited by hand was kept: ${kept.join(', ')}.` : ''}`.trimEnd());
  return kept;
}
