import { DockerInstruction } from '../../parsers/dockerfile-source';
import { ShellCommand } from '../../parsers/shell-commands';
import { pathIn } from '../../paths';

/** Programs whose arguments are paths, and how many arguments before them are none. */
const PATHS_AFTER: { readonly [program: string]: number } = { mkdir: 0, install: 0, chown: 1, chgrp: 1, chmod: 1, find: 0 };

/** Commands of an instruction; those that make, give away or open directories name them in full, from the working directory. */
export function placedCommands({ commands, directory }: DockerInstruction): ShellCommand[] {
  return commands.map((command) => {
    const skipped = PATHS_AFTER[command.words[0] ?? ''];
    if (skipped === undefined || directory === undefined) return command;
    let operands = 0;
    const words = command.words.map((word, index) => {
      if (index === 0 || /^[-+\\(]/.test(word) || isValue(command.words, index)) return word;
      operands += 1;
      return operands <= skipped || /^[/$~]/.test(word) ? word : `/${pathIn(directory.slice(1), word)}`;
    });
    return { ...command, words };
  });
}

/** Whether a word is the value of the option before it. */
function isValue(words: readonly string[], index: number): boolean {
  const option = words[index - 1] ?? '';
  if (words[0] === 'find') return index > 1 && !words.slice(1, index).every((w) => !w.startsWith('-'));
  return (words[0] === 'install' && /^-\w*[mogt]$|^--(?:mode|owner|group)$/.test(option)) ||
    (words[0] === 'mkdir' && /^-\w*m$|^--mode$/.test(option));
}

/** Whether a path is a directory, or lies in it. */
export function isWithin(path: string, directory: string): boolean {
  const [inner, outer] = [path, directory].map((p) => p.replace(/\/+$/, ''));
  return inner === outer || inner.startsWith(`${outer}/`);
}
