import { spawnSync } from 'node:child_process';
import { constants, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { CommandFailure } from '../exit-status';
import { walkFolder } from '../folder/folder-walk';
import { managedPaths } from './managed-files';

/** Files that somebody's rc file may read are small; what is larger is data. */
const LARGEST_COPIED = 16 * 1024 * 1024;

/** projen keeps the versions of package.json that npm wrote. */
const READ_BY_PROJEN = ['package.json'];

const RC_FILES = ['.projenrc.ts', '.projenrc.js'];

/** The repository's own modules, and how its rc file is run. */
interface Runner {
  readonly modules: string;
  readonly words: readonly string[];
}

/**
 * Generates every managed file of a repository afresh, in a copy: the repository itself is not touched. The copy has the
 * user's own files, for the rc file may read them, and borrows the installed modules. It is gone afterwards.
 *
 * @param repository folder of the repository
 * @param use what to do with the copy
 * @throws CommandFailure when it is no generated repository, is not installed, or when its rc file fails
 */
export function withFreshCopy<T>(repository: string, use: (copy: string) => T): T {
  const runner = runnerOf(repository);
  const copy = mkdtempSync(path.join(tmpdir(), 'spark-image-check-'));
  try {
    copyOwnFiles(repository, copy);
    symlinkSync(runner.modules, path.join(copy, 'node_modules'), 'junction');
    synthesize(runner, copy);
    return use(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** @throws CommandFailure as above */
export function runnerOf(repository: string): Runner {
  const rc = rcFileOf(repository);
  const modules = path.join(repository, 'node_modules');
  if (!existsSync(path.join(modules, 'projen'))) {
    throw new CommandFailure(`${repository} is not installed: node_modules has no projen. Run "npm ci" there first.`);
  }
  return { modules, words: rc.endsWith('.ts') ? ['node_modules/jiti/lib/jiti-cli.mjs', rc] : [rc] };
}

/**
 * Name of the rc file of a generated repository.
 *
 * @throws CommandFailure when it is no generated repository
 */
export function rcFileOf(repository: string): string {
  if (!existsSync(repository)) {
    throw new CommandFailure(
      `${repository} does not exist. Name the folder of a generated repository, or none for the one that you are in.`,
    );
  }
  const rc = RC_FILES.find((file) => existsSync(path.join(repository, file)));
  if (rc === undefined || !existsSync(path.join(repository, '.projen', 'tasks.json'))) {
    throw new CommandFailure(
      `${repository} is no repository that was generated: it has no ` +
        `${rc === undefined ? RC_FILES.join(' or ') : '.projen/tasks.json'}. Use "spark-image audit" for any other.`,
    );
  }
  return rc;
}

function copyOwnFiles(repository: string, copy: string): void {
  const managed = new Set(managedPaths(repository)?.filter((file) => !READ_BY_PROJEN.includes(file)));
  for (const file of walkFolder(repository).paths) {
    const from = path.join(repository, file);
    if (managed.has(file) || statSync(from).size > LARGEST_COPIED) continue;
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    copyFileSync(from, path.join(copy, file), constants.COPYFILE_FICLONE);
  }
}

function synthesize({ words }: Runner, copy: string): void {
  // The copy has a name that never comes again: what jiti would keep of it would only pile up.
  const { FORCE_COLOR: _, ...own } = process.env; // set to whatever, it means colours
  const env = {
    ...own,
    PROJEN_DISABLE_POST: 'true',
    PROJEN_EJECTING: '',
    PROJEN_CREATE_PROJECT: '',
    JITI_FS_CACHE: 'false',
    NO_COLOR: '1',
  };
  const result = spawnSync(process.execPath, words, { cwd: copy, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (result.error) throw new CommandFailure(`The rc file could not be run: ${result.error.message}`);
  if (result.status !== 0) {
    throw new CommandFailure(`The rc file failed (node ${words.join(' ')}):\n${result.stderr.split(copy).join('.').trimEnd()}`);
  }
}
