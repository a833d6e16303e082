import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { cached } from '../tools/cache';
import { answers } from './command';
import { docker, imageExists } from './engine';
import { progress, progressOnce } from './progress';

/** Debian's releases that stand in for a base image. */
export type Suite = 'bookworm' | 'bullseye';

/**
 * The base image of a case: what `SPARK_IMAGE_TEST_BASE_<LABEL>` names; else a minimal Debian made by debootstrap, which
 * needs a package mirror and no image registry; where that cannot be had, Debian's own image.
 *
 * @param label what the case is called in the variable
 * @param suite Debian's release
 * @returns name of an image that the engine has or can pull
 */
export async function baseImage(label: string, suite: Suite): Promise<string> {
  const chosen = chosenBase(label);
  if (chosen) {
    progressOnce(`base image: ${chosen}, from ${variableOf(label)}`);
    return chosen;
  }
  const advice = `set ${variableOf(label)} to use another one. Ubuntu itself was not executed.`;
  if (process.getuid?.() !== 0 || !answers('debootstrap')) {
    progressOnce(`base image: debian:${suite}-slim from its registry; ${advice}`);
    return `debian:${suite}-slim`;
  }
  const name = `spark-image-test/debian:${suite}`;
  progressOnce(`base image: Debian ${suite} by debootstrap, as ${name}; ${advice}`);
  if (!(await imageExists(name))) await docker(['import', rootFileSystem(suite), name]);
  return name;
}

/** The base image that was set for a case, if any. */
export function chosenBase(label: string): string | undefined {
  return process.env[variableOf(label)] || undefined;
}

function variableOf(label: string): string {
  return `SPARK_IMAGE_TEST_BASE_${label.toUpperCase()}`;
}

/** Archive of a minimal Debian, made once. */
export function rootFileSystem(suite: Suite): string {
  const directory = cached(`bases/debian-${suite}`, (made) => {
    progress(`debootstrap ${suite} (about a minute)`);
    const root = path.join(made, 'root');
    execFileSync('mkdir', ['-p', made]);
    execFileSync('debootstrap', ['--variant=minbase', suite, root, ...packageMirror()], { stdio: ['ignore', 'ignore', 'inherit'] });
    execFileSync('tar', ['--create', '--numeric-owner', '--directory', root, '--file', path.join(made, 'root.tar'), '.']);
    execFileSync('rm', ['-rf', '--one-file-system', root]);
  });
  return path.join(directory, 'root.tar');
}

/** The mirror that this machine's own apt uses for Debian's main archive; none lets debootstrap use its default. */
function packageMirror(): string[] {
  const targets = execFileSync('apt-get', ['indextargets', '--format', '$(REPO_URI) $(ORIGIN) $(LABEL)'], { encoding: 'utf8' });
  return targets.split('\n').filter((line) => line.endsWith(' Debian Debian')).map((line) => line.split(' ')[0]).slice(0, 1);
}
