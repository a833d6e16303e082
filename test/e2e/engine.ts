import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { nothingMayBeLeftOut } from '../tools/cache';
import { attempt, CommandOptions, CommandResult, run } from './command';

/** The distribution's own client comes first: another one earlier on the PATH may be newer than the engine, and without BuildKit. */
export const DOCKER = fs.existsSync('/usr/bin/docker') ? '/usr/bin/docker' : 'docker';
const BUILDKIT = { DOCKER_BUILDKIT: '1', BUILDKIT_PROGRESS: 'plain' };

/**
 * Whether there is an engine to test with; says so in plain words when there is none.
 *
 * @throws Error in place of that with CI=true: there nothing is left out
 */
export function engineAnswers(): boolean {
  const { status, error, stderr } = spawnSync(DOCKER, ['version', '--format', '{{.Server.Version}}'], { encoding: 'utf8' });
  if (status === 0) return true;
  const reason = `no Docker engine answers: ${error?.message ?? stderr.trim().split('\n').pop()}`;
  if (nothingMayBeLeftOut()) throw new Error(`${reason}\nCI=true: the end-to-end tests may not be left out. Start dockerd.`);
  process.stderr.write(`left out: the end-to-end tests (image, containers, cluster), since ${reason}\n`);
  return false;
}

/** Runs `docker` with arguments that have to succeed; returns its standard output. */
export function docker(args: readonly string[], options: CommandOptions = {}): Promise<string> {
  return run(DOCKER, args, { ...options, env: { ...BUILDKIT, ...options.env } });
}

/** Runs `docker`, whatever becomes of it. */
export function tryDocker(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  return attempt(DOCKER, args, { ...options, env: { ...BUILDKIT, ...options.env } });
}

/** Whether the engine holds an image of this name. */
export async function imageExists(name: string): Promise<boolean> {
  return (await tryDocker(['image', 'inspect', '--format', '{{.Id}}', name])).status === 0;
}
