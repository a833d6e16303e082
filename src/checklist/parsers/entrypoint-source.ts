import type { RepositoryFiles } from '../repository-files';
import { ShellBranches } from './shell-branches';
import { ShellCommand, shellCommands } from './shell-commands';

/** A command of an entrypoint, and the file that it stands in. */
export interface ScriptCommand extends ShellCommand {
  readonly file: string;
  /** Everything that the command says, on one line. */
  readonly said: string;
}

/** A script, and the commands that stand in it. */
export interface ScriptText {
  readonly path: string;
  readonly commands: readonly ShellCommand[];
}

/** An entrypoint script with the files of the repository that it sources. */
export interface EntrypointSource {
  readonly path: string;
  readonly commands: readonly ScriptCommand[];
  readonly branches: ShellBranches<ScriptCommand>;
  /** Files that it sources and that are not among the repository's. */
  readonly missing: readonly string[];
}

/** What was made of a script already. */
const READ = new WeakMap<RepositoryFiles, Map<string, EntrypointSource>>();

/** Reads a script of the repository and what it sources; undefined where there is no such file, or where it is no shell script. */
export function readScriptFile(files: RepositoryFiles, path: string): EntrypointSource | undefined {
  const text = files.text(path);
  if (text === undefined || !/^#!.*\b(?:ba|da|a)?sh\b/.test(text)) return undefined;
  const known = READ.get(files) ?? new Map<string, EntrypointSource>();
  READ.set(files, known);
  const source = known.get(path) ??
    withSourced({ path, commands: files.parsed(path, readScript) ?? [] }, (name) => scriptNamed(files, name, path));
  known.set(path, source);
  return source;
}

/** The script of the repository that a script sources, by its name: the directory is often a variable. */
export function scriptNamed(files: RepositoryFiles, sourced: string, by: string): ScriptText | undefined {
  const name = sourced.split('/').pop() ?? '';
  const path = /^[\w.-]+$/.test(name) ? files.paths.find((p) => p.split('/').pop() === name && p !== by) : undefined;
  return path === undefined ? undefined : { path, commands: files.parsed(path, readScript) ?? [] };
}

/** A script with what it sources, in the places where it does so. */
export function withSourced(script: ScriptText, find: (name: string) => ScriptText | undefined): EntrypointSource {
  const commands: ScriptCommand[] = [];
  const missing: string[] = [];
  const seen = new Set<string>();
  const visit = ({ path, commands: own }: ScriptText): void => {
    seen.add(path);
    for (const command of own) {
      commands.push(placed(command, path));
      const sourced = command.words[0] === '.' || command.words[0] === 'source' ? command.words[1] : undefined;
      const found = sourced === undefined ? undefined : find(sourced);
      if (found && !seen.has(found.path)) visit(found);
      else if (sourced !== undefined && !found) missing.push(sourced);
    }
  };
  visit(script);
  return { path: script.path, commands, branches: new ShellBranches(commands), missing };
}

const ASSIGNMENT = /^(\w+)\+?=([\s\S]*)$/;

/** Fills the variables that a script gives a value into texts; `"$@"` in an array counts as it is written. */
export function fillerOf(commands: readonly ShellCommand[]): (text: string) => string {
  const values = new Map(commands.flatMap((c) => [
    ...c.assignments,
    ...(/^(?:export|local|readonly|declare)$/.test(c.words[0] ?? '') ? c.words : []),
  ].flatMap((assignment) => {
    const [, name, value] = ASSIGNMENT.exec(assignment) ?? [];
    return name === undefined ? [] : [[name, value] as const];
  })));
  const value = (whole: string, braced?: string, plain?: string): string => values.get(braced ?? plain ?? '') ?? whole;
  // Two levels: CONF_DIR in CONF_FILE.
  const once = (given: string): string => given.replace(/\$(?:\{(\w+)(?:\[[@*]\])?(?::?[-=][^{}]*)?\}|(\w+))/g, value);
  return (text) => (text.includes('$') ? once(once(text)) : text);
}

function placed(command: ShellCommand, file: string): ScriptCommand {
  const { words, assignments, redirections, input } = command;
  const said = `${assignments.join(' ')} ${words.join(' ')} ${redirections.map((r) => r.target).join(' ')} ${input}`;
  return { ...command, file, said };
}

function readScript(text: string): ShellCommand[] {
  return shellCommands(text);
}
