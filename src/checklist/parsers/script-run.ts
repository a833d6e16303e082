import { pathIn } from '../paths';
import type { RepositoryFiles } from '../repository-files';
import { MakeTarget, readMakefile } from './makefile-source';
import { isShell, plainWords } from './plain-words';
import { ShellCommand, shellCommands } from './shell-commands';

/** A command that a job runs, itself or by a script of the repository. */
export interface PlacedCommand {
  readonly path: string;
  /** Variables that are known, and the arguments of the function that it stands in, are filled in. */
  readonly command: ShellCommand;
  /** It runs only where a variable has this value: the function returns before it elsewhere. */
  readonly guard?: { readonly variable: string; readonly value: string };
  /** Whether its failure, or that of the script that runs it, has no consequence: `|| true`. */
  readonly ignored: boolean;
}

/** Values of variables, by name. */
export type Variables = { readonly [name: string]: string | undefined };

/** How deep scripts and functions are followed; nobody nests that deep. */
const DEEPEST = 8;

/** A function of a script: its lines, the braces not among them. */
interface ShellFunction {
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

interface Script {
  readonly path: string;
  readonly lines: readonly string[];
  readonly commands: readonly ShellCommand[];
  readonly functions: readonly ShellFunction[];
}

/** Follows the commands of a job into the scripts of the repository. */
export class ScriptRun {
  /**
   * @param variables values that the job gives to variables
   * @param budget how many commands are read at most, those of other jobs among them
   */
  constructor(private readonly files: RepositoryFiles, private readonly variables: Variables, private readonly budget: { left: number }) {}

  /**
   * Commands, and those of the scripts that they run. Where a script is told by its first argument which of its functions
   * to run, only that one counts.
   */
  follow(path: string, commands: readonly ShellCommand[], args: readonly string[] = [], depth = 0): PlacedCommand[] {
    return commands.flatMap((command, index) => {
      if (this.budget.left-- <= 0) return [];
      const filled = this.fill(command, args);
      const ignored = isPassedOver(command, commands[index + 1]);
      const called = depth < DEEPEST ? calledScript(this.files, filled.words) : undefined;
      const inside = called
        ? this.script(called.script, called.args, depth + 1)
        : depth < DEEPEST ? this.made(filled.words, depth + 1) : [];
      return [{ path, command: filled, ignored }, ...(ignored ? inside.map((placed) => ({ ...placed, ignored })) : inside)];
    });
  }

  /** What `make` runs for the targets that it is given, or for the first one. */
  private made(given: readonly string[], depth: number): PlacedCommand[] {
    const [program, ...words] = plainWords(given);
    if (!/^g?make$/.test(program ?? '')) return [];
    const valueOf = (option: string): string | undefined => words[words.indexOf(option) + 1 || words.length];
    const path = [valueOf('-f') ?? 'Makefile', 'GNUmakefile', 'makefile'].map((name) => pathIn(valueOf('-C') ?? '', name))
      .find((name) => this.files.text(name) !== undefined);
    const all = path === undefined ? [] : this.files.parsed(path, readMakefile) ?? [];
    const names = words.filter((word, index) => !/^-|=/.test(word) && !/^-[fCjIo]$/.test(words[index - 1] ?? ''));
    const making = new Set<MakeTarget>();
    const make = (target: MakeTarget | undefined): void => {
      if (target === undefined || making.has(target)) return;
      for (const need of target.needs) make(all.find(({ name }) => name === need));
      making.add(target);
    };
    for (const name of names.length > 0
      ? names
      : all.slice(0, 1).map((target) => target.name)) make(all.find((target) => target.name === name));
    return [...making].flatMap(({ recipe }) => this.follow(path ?? '', shellCommands(recipe), [], depth));
  }

  private script(script: Script, args: readonly string[], depth: number): PlacedCommand[] {
    const chosen = script.commands.some(({ words }) => words.length === 1 && words[0] === '$1') &&
      script.functions.find(({ name }) => name === args[0]);
    return chosen ? this.function(script, chosen, args.slice(1), depth) : this.follow(script.path, script.commands, args, depth);
  }

  /** Commands of a function, and of those that it calls. */
  private function(script: Script, own: ShellFunction, args: readonly string[], depth: number): PlacedCommand[] {
    const inside = script.commands.filter(({ startLine }) => startLine >= own.first && startLine <= own.last);
    return inside.flatMap((command) => {
      const found = this.follow(script.path, [command], args, depth);
      const called = script.functions.find(({ name }) => name === found[0]?.command.words[0]);
      const deeper = called && depth < DEEPEST ? this.function(script, called, found[0].command.words.slice(1), depth + 1) : [];
      const guard = guardOf(script, own, command.startLine);
      return [...found, ...deeper].map((placed) => ({ ...placed, guard: placed.guard ?? guard }));
    });
  }

  /** A command with known variables, and `$@`, in their places. */
  private fill(command: ShellCommand, args: readonly string[]): ShellCommand {
    const value = (whole: string, braced?: string, plain?: string): string => this.variables[braced ?? plain ?? ''] ?? whole;
    return { ...command, words: command.words.flatMap((word) => (word === '$@' ? args : [word.replace(/\$(?:\{(\w+)\}|(\w+))/g, value)])) };
  }
}

/** Whether the failure of a command has no consequence: `|| true`. */
export function isPassedOver({ ends }: ShellCommand, next: ShellCommand | undefined): boolean {
  return ends === '||' && /^(?:true|:|echo|printf|exit)$/.test(next?.words[0] ?? '') &&
    !(next?.words[0] === 'exit' && next.words[1] !== '0');
}

/** The script of the repository that a command runs, and its arguments. */
function calledScript(
  files: RepositoryFiles,
  words: readonly string[],
): { readonly script: Script; readonly args: readonly string[] } | undefined {
  const plain = plainWords(words);
  const at = isShell(plain[0]) ? plain.findIndex((word, index) => index > 0 && !word.startsWith('-')) : 0;
  const path = plain[at]?.includes('/') ? pathIn('', plain[at]) : undefined;
  const script = path === undefined ? undefined : files.parsed(path, readFunctions);
  return script && { script, args: plain.slice(at + 1) };
}

function readFunctions(text: string, path: string): Script {
  const lines = text.split(/\r?\n/);
  const functions = lines.flatMap((line, index) => {
    const name = /^(?:function\s+)?([A-Za-z_][\w-]*)\s*(?:\(\))?\s*\{\s*$/.exec(line)?.[1];
    const end = name === undefined ? -1 : lines.findIndex((l, i) => i > index && /^\}/.test(l));
    return name === undefined || end < 0 ? [] : [{ name, first: index + 2, last: end }];
  });
  return { path, lines, commands: shellCommands(text), functions };
}

/** `if [[ ${NAME:-} != value ]]; then … return … fi` at the top of a function: what follows runs for that value alone. */
function guardOf({ lines }: Script, own: ShellFunction, line: number): PlacedCommand['guard'] {
  for (let at = own.first; at < line; at++) {
    const [, variable, value] = /^ {2}if \[\[? "?\$\{?(\w+)(?::-)?\}?"? != "?(\w+)"? \]\]?; then$/.exec(lines[at - 1]) ?? [];
    if (variable === undefined) continue;
    const end = lines.findIndex((text, index) => index >= at && /^ {2}fi\b/.test(text));
    if (end > 0 && end + 1 < line && lines.slice(at, end).some((text) => /^ {4}(?:return|exit)\b/.test(text))) return { variable, value };
  }
  return undefined;
}
