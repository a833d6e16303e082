import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import * as path from 'node:path';
import { RepositoryFiles } from '../../checklist/repository-files';
import { Linter, LINTERS, LintFinding } from './linter';

/** Longest run of a linter. */
const TIME_LIMIT_MS = 60_000;
const LARGEST_OUTPUT = 128 * 1024 * 1024;

/** Tokens with which a linter could ask GitHub: it reads files alone. */
const TOKENS = ['GH_TOKEN', 'GITHUB_TOKEN', 'ZIZMOR_GITHUB_TOKEN'];

/** In place of a program: the linter is not run. */
export const OFF = 'off';

/** Where linters are. */
export interface LinterChoice {
  /** Folders that are searched, as PATH lists them. */
  readonly searchPath: string;
  /** Programs, or `off`, by the name of the linter; without an entry it is looked for. */
  readonly programs: { readonly [name: string]: string };
  /** Whether exceptions that the repository grants itself count for nothing. */
  readonly strict: boolean;
}

/** What a linter made of a repository. */
export interface Linted {
  readonly linter: Linter;
  /** Files that it was given. */
  readonly files: readonly string[];
  readonly findings: readonly LintFinding[];
  /** Why it decided nothing. */
  readonly problem?: string;
}

/**
 * Runs the linters that have something to read here. Each reads files alone, within a limit of time.
 *
 * @param root folder of the files
 * @param isWanted whether anything of a linter is asked for
 */
export function lint(files: RepositoryFiles, root: string, choice: LinterChoice, isWanted: (linter: Linter) => boolean): Linted[] {
  return LINTERS.filter((linter) => isWanted(linter) && choice.programs[linter.name] !== OFF).flatMap((linter) => {
    const read = linter.filesOf(files).filter((file) => files.text(file) !== undefined);
    return read.length === 0 ? [] : [{ linter, files: read, ...outcome(linter, read, root, choice) }];
  });
}

function outcome(
  linter: Linter,
  files: readonly string[],
  root: string,
  { searchPath, programs, strict }: LinterChoice,
): Pick<Linted, 'findings' | 'problem'> {
  const nothing = (problem: string): Pick<Linted, 'findings' | 'problem'> => ({ findings: [], problem });
  const program = (programs as Partial<typeof programs>)[linter.name] ?? programOnPath(linter.name, searchPath, root);
  if (program === undefined) return nothing(`${linter.name} is not installed (${linter.install})`);
  const { status, stdout, stderr, error } = spawnSync(program, [
    ...linter.options,
    ...(strict ? linter.strict : []),
    ...files.map((file) => `./${file}`),
  ], {
    cwd: root,
    encoding: 'utf8',
    timeout: TIME_LIMIT_MS,
    maxBuffer: LARGEST_OUTPUT,
    env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !TOKENS.includes(name))),
  });
  if (error !== undefined) {
    return nothing(
      `${program} ${(error as NodeJS.ErrnoException).code === 'ETIMEDOUT'
        ? `took longer than ${TIME_LIMIT_MS / 1000} seconds`
        : `could not be run (${error.message})`}`,
    );
  }
  if (status === null || !linter.done.includes(status)) {
    return nothing(`${program} ended with status ${status}: ${stderr.trim().split('\n')[0] || 'it gave no reason'}`);
  }
  try {
    return { findings: linter.read(JSON.parse(stdout)).map((finding) => ({ ...finding, file: path.posix.normalize(finding.file) })) };
  } catch (failure) {
    return nothing(
      `what ${program} printed is not what this version of spark-image reads ` +
        `(${failure instanceof Error ? failure.message : String(failure)})`,
    );
  }
}

/** A program in a folder of PATH; one that lies in the repository itself is none of ours. */
function programOnPath(name: string, searchPath: string, root: string): string | undefined {
  const folders = searchPath.split(path.delimiter).filter((folder) =>
    path.isAbsolute(folder) && path.relative(root, folder).startsWith('..'));
  return folders.flatMap((folder) => (process.platform === 'win32' ? [`${name}.exe`] : [name]).map((file) => path.join(folder, file))).find(
    isProgram,
  );
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    // Most folders of PATH have no such file.
    return false;
  }
}
