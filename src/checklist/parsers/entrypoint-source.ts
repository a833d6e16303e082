import type { RepositoryFiles } from '../repository-files';
import { ShellCommand, shellCommands } from './shell-commands';

/** A command of an entrypoint, and the file that it stands in. */
export interface ScriptCommand extends ShellCommand {
  readonly file: string;
  /** Everything that the command says, on one line. */
  readonly said: string;
}

/** An entrypoint script with the files of the repository that it sources. */
export interface EntrypointSource {
  readonly path: string;
  readonly commands: readonly ScriptCommand[];
  /** Files that it sources and that are not among the repository's. */
  readonly missing: readonly string[];
}

/** What was made of a script already. */
const READ = new WeakMap<RepositoryFiles, Map<string, EntrypointSource>>();

/** Reads a script and what it sources; undefined where there is no such file, or where it is no shell script. */
export function readEntrypoint(files: RepositoryFiles, path: string): EntrypointSource | undefined {
  const text = files.text(path);
  if (text === undefined || !/^#!.*\b(?:ba|da|a)?sh\b/.test(text)) return undefined;
  const known = READ.get(files) ?? new Map<string, EntrypointSource>();
  READ.set(files, known);
  const source = known.get(path) ?? readWithSourced(files, path);
  known.set(path, source);
  return source;
}

function readWithSourced(files: RepositoryFiles, path: string): EntrypointSource {
  const commands: ScriptCommand[] = [];
  const missing: string[] = [];
  const seen = new Set<string>();
  const visit = (file: string): void => {
    seen.add(file);
    for (const command of files.parsed(file, readScript) ?? []) {
      commands.push(placed(command, file));
      const sourced = command.words[0] === '.' || command.words[0] === 'source' ? command.words[1] : undefined;
      if (sourced === undefined) continue;
      const name = sourced.split('/').pop() ?? '';
      const found = /^[\w.-]+$/.test(name) ? files.paths.find((p) => p.split('/').pop() === name && p !== file) : undefined;
      if (found === undefined) missing.push(sourced);
      else if (!seen.has(found)) visit(found);
    }
  };
  visit(path);
  return { path, commands, missing };
}

function placed(command: ShellCommand, file: string): ScriptCommand {
  const { words, assignments, redirections, input } = command;
  const said = `${assignments.join(' ')} ${words.join(' ')} ${redirections.map((r) => r.target).join(' ')} ${input}`;
  return { ...command, file, said };
}

function readScript(text: string): ShellCommand[] {
  return shellCommands(text);
}
