/** Measures programs: CPU seconds of a process and all that it starts, and wall-clock seconds. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { plainEnvironment } from '../../scripts/pack.mjs';

/** The environment of a user's shell: git knows who commits, npm asks nothing, and no CI is mistaken for one. */
export function benchEnvironment(more = {}) {
  const { CI, ...environment } = plainEnvironment();
  const git = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_AUTHOR_NAME: 'Bench', GIT_AUTHOR_EMAIL: 'bench@example.com', GIT_COMMITTER_NAME: 'Bench', GIT_COMMITTER_EMAIL: 'bench@example.com' };
  return { ...environment, ...git, npm_config_audit: 'false', npm_config_fund: 'false', npm_config_prefer_offline: 'true', npm_config_update_notifier: 'false', ...more };
}

/**
 * Runs a command once, timed by bash, whose `time` counts every child that was waited for.
 *
 * @returns {{ cpu: number, wall: number }} seconds; cpu is user + system
 * @throws Error with the output when the command fails
 */
export function timed(command, { cwd, env = {} }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'spark-image-timed-'));
  const log = path.join(folder, 'log');
  try {
    const result = spawnSync('bash', ['-c', 'TIMEFORMAT="%U %S %R"; log="$1"; shift; time "$@" >"$log" 2>&1 </dev/null', 'bash', log, ...command], {
      cwd,
      env: benchEnvironment({ ...env, LC_ALL: 'C' }),
      encoding: 'utf8',
    });
    if (result.status !== 0) throw new Error(`"${command.join(' ')}" failed in ${cwd}:\n${readFileSync(log, 'utf8')}${result.stderr}`);
    const [user, system, wall] = result.stderr.trim().split('\n').at(-1).split(' ').map(Number);
    return { cpu: user + system, wall };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The best of several runs of each subject. The subjects take turns, so that a busy moment of the machine meets all of them.
 *
 * @param {{ name: string, command: string[], cwd: string, env?: object, before?: () => void }[]} subjects
 * @returns {Map<string, { cpu: number, wall: number }>} smallest CPU and smallest wall time by name
 */
export function bestOf(rounds, subjects, say) {
  const best = new Map();
  for (let round = 1; round <= rounds; round++) {
    for (const subject of subjects) {
      subject.before?.();
      const { cpu, wall } = timed(subject.command, subject);
      const earlier = best.get(subject.name) ?? { cpu: Infinity, wall: Infinity };
      best.set(subject.name, { cpu: Math.min(earlier.cpu, cpu), wall: Math.min(earlier.wall, wall) });
      say(`   ${round}/${rounds}  ${subject.name}: ${cpu.toFixed(2)} s`);
    }
  }
  return best;
}
