import * as path from 'node:path';
import { Config, CONFIG_FILE, FAIL_ON, FailOn, NO_CONFIG, readConfig, skipProblem } from './config';
import { CommandFailure } from './exit-status';
import { isFileOf } from './folder/folder-walk';
import { LinterChoice, OFF } from './linters/lint';
import { LINTERS } from './linters/linter';
import { demandCheck } from './report/check-lookup';
import { Selection } from './report/judge';
import { Skip } from './report/skip';
import { Terminal } from './terminal';

/** Options of the commands that judge, as they were typed. */
export interface JudgingOptions {
  readonly format: string;
  readonly output?: string;
  readonly failOn?: FailOn;
  readonly only: readonly string[];
  readonly skip: readonly Skip[];
  /** A file, or false for none at all. */
  readonly config: string | boolean;
  /** Files with earlier results. */
  readonly history: readonly string[];
  readonly quiet: boolean;
  /** Whether everything is shown, and not the worst alone. */
  readonly all: boolean;
  /** Programs of linters, by name. */
  readonly linter: LinterChoice['programs'];
}

/** What is asked of one repository: what was typed, and what it says itself. */
export interface Demands {
  readonly failOn: FailOn;
  readonly selection: Selection;
}

/**
 * What was typed, together with the repository's own config file.
 *
 * @param options what was typed
 * @param repository folder of the repository
 * @param terminal what a path that was typed starts from, and where programs are
 */
export function demandsOf(
  options: JudgingOptions,
  repository: string,
  { directory, searchPath }: Pick<Terminal, 'directory' | 'searchPath'>,
): Demands {
  const config = configOf(options, repository, directory);
  return {
    failOn: options.failOn ?? config.failOn ?? FAIL_ON[0],
    selection: {
      only: options.only.length > 0 ? options.only : config.only,
      skip: [...options.skip, ...config.skip],
      linters: { searchPath, programs: options.linter, strict: options.config === false },
    },
  };
}

function configOf({ config }: JudgingOptions, repository: string, directory: string): Config {
  if (config === false) return NO_CONFIG;
  if (typeof config === 'string') return readConfig(path.resolve(directory, config));
  // What a stranger's repository names is opened only where it is a file of that repository; the walk says what it passed over.
  return isFileOf(repository, CONFIG_FILE) ? readConfig(path.join(repository, CONFIG_FILE)) : NO_CONFIG;
}

/** `--only`: ids, by commas or by several options. */
export function onlyOption(value: string, before: readonly string[] = []): string[] {
  const ids = value.split(',').map((id) => id.trim()).filter((id) => id !== '');
  for (const id of ids) demandCheck(id, '--only');
  return [...before, ...ids];
}

/** `--skip ID:2026-12-31:REASON`. */
export function skipOption(value: string, before: readonly Skip[] = []): Skip[] {
  const [, id, expires, reason] = /^([^:]*):([^:]*):(.*)$/s.exec(value) ?? [];
  if (id === undefined) {
    throw new CommandFailure(
      `--skip ${JSON.stringify(value)}: write ID:DAY:REASON, as in "dockerfile-base-digest:2026-12-31:the mirror has no digests".`,
    );
  }
  demandCheck(id, '--skip');
  const problem = skipProblem({ id, expires, reason });
  if (problem !== undefined) throw new CommandFailure(`--skip ${JSON.stringify(value)}: ${problem}.`);
  return [...before, { id, expires, reason }];
}

/** `--linter NAME=PROGRAM`, `--linter NAME=off`, or `--linter off` for all. */
export function linterOption(value: string, before: LinterChoice['programs'] = {}): LinterChoice['programs'] {
  const names = LINTERS.map(({ name }) => name);
  if (value === OFF) return Object.fromEntries(names.map((name) => [name, OFF]));
  const [, name = '', program = ''] = /^([^=]*)=(.+)$/s.exec(value) ?? [];
  if (!names.includes(name)) {
    throw new CommandFailure(`--linter ${JSON.stringify(value)}: write NAME=PROGRAM, NAME=off or off, where NAME is ${names.join(', ')}.`);
  }
  return { ...before, [name]: program === OFF ? OFF : path.resolve(program) };
}
