import { fill, Variables } from './dockerfile-variables';
import { ShellCommand } from './shell-commands';

/** Programs that print or compare what they are given: a value with spaces stays one word there. */
const WHOLE = new Set(['echo', 'printf', '[', '[[', 'test', 'export', 'case']);
const ONLY_VARIABLE = /^\$(?:\w+|\{\w+\})$/;

/**
 * Commands of a script with the values that their variables have: those of the image, and those that the script gives them.
 * What a command prints stands for itself: `$(curl …)`. A variable that nobody sets stays as it is written.
 */
export function filledCommands(commands: readonly ShellCommand[], image: Variables): ShellCommand[] {
  const shell = new ShellVariables(image);
  return commands.map((command, index) => shell.run(command, commands[index - 1]?.ends === '||'));
}

class ShellVariables {
  private readonly values: Variables;
  private readonly assigned = new Map<string, string>();
  /** What the variable of a loop takes in turn. */
  private readonly loops = new Map<string, readonly string[]>();

  constructor(image: Variables) {
    this.values = new Map(image);
  }

  /** @param maybe whether the command runs only where the one before it failed */
  run(command: ShellCommand, maybe: boolean): ShellCommand {
    if (command.pattern) return command;
    const words = this.words(command.words);
    const assignments = command.assignments.map((assignment) => fill(assignment, this.values));
    const made = command.words.length === 0
      ? assignments
      : /^(?:export|readonly|local|declare|typeset)$/.test(words[0] ?? '') ? words.slice(1) : [];
    for (const text of made) this.assign(text, maybe);
    if (words[0] === 'for' && words[2] === 'in') this.loop(words[1], words.slice(3));
    const redirections = command.redirections.map((r) => ({ ...r, target: fill(r.target, this.values) }));
    return { ...command, words, assignments, redirections, input: fill(command.input, this.values) };
  }

  private words(words: readonly string[]): string[] {
    return words.flatMap((word) => {
      const each = [...this.loops].find(([name]) => new RegExp(`\\$(?:${name}\\b|\\{${name}\\})`).test(word));
      if (each) return each[1].map((value) => fill(word, new Map([...this.values, [each[0], value]])));
      const value = fill(word, this.values);
      return ONLY_VARIABLE.test(word) && !value.includes('$(') && !WHOLE.has(words[0])
        ? value.split(/\s+/).filter((part) => part !== '')
        : [value];
    });
  }

  private loop(name: string, values: readonly string[]): void {
    this.values.delete(name);
    if (values.length > 0 && values.every((value) => !value.includes('$('))) this.loops.set(name, values);
    else this.loops.delete(name);
  }

  /** What is set twice, or in one case only, is not known. */
  private assign(text: string, maybe: boolean): void {
    const [, name, add, value] = /^(\w+)(\+?)=([\s\S]*)$/.exec(text) ?? [];
    if (name === undefined) return;
    const before = this.assigned.get(name);
    this.assigned.set(name, value);
    if (add !== '' || maybe || (before !== undefined && before !== value)) this.values.set(name, `\${${name}}`);
    else this.values.set(name, value);
  }
}
