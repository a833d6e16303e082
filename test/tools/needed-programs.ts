import { spawnSync } from 'node:child_process';

/**
 * A group of tests that needs programs of the system. Where one is missing the group is left out with a plain line, and
 * with CI=true it fails instead: nothing is left out there.
 *
 * @param ready what else the group needs, where the function that found it missing has said so (`engineAnswers`, `tool`, `canRepack`)
 */
export function describeWith(programs: readonly string[], title: string, body: () => void, ready = true): void {
  if (!ready) {
    describe.skip(title, body);
    return;
  }
  const missing = programs.filter((program) => spawnSync('bash', ['-c', 'command -v "$1"', 'bash', program]).status !== 0);
  if (missing.length === 0) {
    describe(title, body);
  } else if (process.env.CI === 'true') {
    test(`${title}: needs ${missing.join(', ')}`, () => {
      throw new Error(`${missing.join(', ')} not found. Install it (Debian: apt-get install ${missing.join(' ')}), or run without CI=true.`);
    });
  } else {
    process.stderr.write(`left out: ${title} (${missing.join(', ')} not found; Debian: apt-get install ${missing.join(' ')})\n`);
    describe.skip(title, body);
  }
}
