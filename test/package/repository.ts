import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Outcome, run, runWell } from './command';

const ROOT = path.resolve(__dirname, '..', '..');
const PROJEN = path.join(ROOT, 'node_modules', 'projen');

/** Time limit of a test that creates a repository, which npm spends on installing, in milliseconds. */
export const CREATION_TIMEOUT = 180_000;

/** Path of the packed package; made once per content of the sources. */
export async function packedTarball(): Promise<string> {
  const printed = await runWell(process.execPath, [path.join(ROOT, 'scripts', 'pack.mjs')], { cwd: ROOT });
  return printed.trim().split('\n').at(-1) ?? '';
}

/** Folders of one test file; `remove` at its end. */
export class Workspace {
  private readonly root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'spark-image-package-')));

  /** Path of a folder that is not there yet. */
  public folder(name: string): string {
    return path.join(this.root, name);
  }

  public remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** How `projen new` is started. */
export interface CreationOptions {
  /** What `--from` gets. */
  readonly from: string;
  /** Further words of the command line. */
  readonly words?: readonly string[];
  /** Added to the environment. */
  readonly env?: { readonly [name: string]: string };
  /** Program of another version of Node. */
  readonly node?: string;
}

/** `projen new --from` of our own projen, as `npx projen new --from` runs it. The folder must exist. */
export function projenNew(directory: string, options: CreationOptions): Promise<Outcome> {
  const { version } = JSON.parse(readFileSync(path.join(PROJEN, 'package.json'), 'utf8')) as { version: string };
  const words = ['new', '--from', options.from, '--projen-version', version, ...(options.words ?? [])];
  return run(options.node ?? process.execPath, [path.join(PROJEN, 'bin', 'projen'), ...words], { cwd: directory, env: environmentOf(options) });
}

/** `npx projen` in a repository, without the start of npx. */
export function resync(directory: string, options: { readonly node?: string; readonly env?: { readonly [name: string]: string } } = {}): Promise<string> {
  return runWell(options.node ?? process.execPath, [path.join(directory, 'node_modules', '.bin', 'projen')], { cwd: directory, env: environmentOf(options) });
}

/** Another version of Node stands first on the PATH, so that npm and the tasks run with it too. */
function environmentOf({ node, env }: { readonly node?: string; readonly env?: { readonly [name: string]: string } }): { [name: string]: string } {
  return { ...(node ? { PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` } : {}), ...env };
}

/** Every file of a repository but npm's packages and git's own, sorted. */
export function filesOf(directory: string, below = ''): string[] {
  return readdirSync(path.join(directory, below), { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules' && entry.name !== '.git')
    .flatMap((entry) => (entry.isDirectory() ? filesOf(directory, path.posix.join(below, entry.name)) : [path.posix.join(below, entry.name)]))
    .sort();
}

/** Content and mode of every file, to compare two moments byte by byte. */
export function fingerprintOf(directory: string): { [file: string]: string } {
  const print = (file: string) => {
    const absolute = path.join(directory, file);
    return `${(statSync(absolute).mode % 0o1000).toString(8)} ${createHash('sha256').update(readFileSync(absolute)).digest('hex')}`;
  };
  return Object.fromEntries(filesOf(directory).map((file) => [file, print(file)]));
}

/** Text of a file of a repository. */
export function textIn(directory: string, file: string): string {
  return readFileSync(path.join(directory, file), 'utf8');
}
