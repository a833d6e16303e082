import { DockerInstruction } from '../../parsers/dockerfile-source';
import { ShellCommand } from '../../parsers/shell-commands';
import { pathIn } from '../../paths';
import { placedCommands } from './paths';
import { DockerfileSubject } from './subject';

/** Where the system's own files are, which stay root's. */
const SYSTEM_TREE = /^\/(?:usr|bin|sbin|lib\w*|etc|boot)(?:\/|$)/;

export function copies({ source }: DockerfileSubject): DockerInstruction[] {
  return source.instructions.filter((i) => (i.keyword === 'COPY' || i.keyword === 'ADD') && !SYSTEM_TREE.test(target(i)));
}

export function target(copy: DockerInstruction): string {
  const path = copy.words[copy.words.length - 1] ?? '';
  return copy.directory === undefined || path.startsWith('/') ? path : `/${pathIn(copy.directory, path)}`;
}

export function isRecursive(command: ShellCommand): boolean {
  return ['chown', 'chmod', 'chgrp'].includes(command.words[0] ?? '') && command.words.some((w) => /^-\w*R|^--recursive$/.test(w));
}

export function covers(directory: string, path: string): boolean {
  return directory.startsWith('/') && path !== '' && (path === directory || path.startsWith(`${directory}/`));
}

/** Commands that make a directory, or give it to the user. */
export function commandsOn(subject: DockerfileSubject, programs: readonly string[], path: string): ShellCommand[] {
  return subject.source.instructions.flatMap(placedCommands).filter((c) =>
    programs.includes(c.words[0] ?? '') && expandBraces(c.words).some((w) => w.replace(/\/$/, '') === path));
}

/** Words with `{a,b}` written out, as a shell does. */
function expandBraces(words: readonly string[]): string[] {
  return words.flatMap((word) => {
    const match = /^(.*?)\{([^{}]*,[^{}]*)\}(.*)$/.exec(word);
    return match ? match[2].split(',').map((middle) => match[1] + middle + match[3]) : [word];
  });
}

export function ownedByUser(subject: DockerfileSubject, path: string): ShellCommand[] {
  const exact = commandsOn(subject, ['chown'], path);
  const made = commandsOn(subject, ['install'], path).filter(({ words }) =>
    words.some((w, index) => /^(?:-\w*o|--owner)$/.test(words[index - 1] ?? '') && !/^(?:root|0)$/.test(w)));
  const parents = subject.source.instructions.flatMap(placedCommands).filter((c) =>
    c.words[0] === 'chown' && isRecursive(c) && c.words.some((w) => covers(w.replace(/\/$/, ''), path)));
  // `:group` leaves the owner as it was.
  return [...made, ...[...exact, ...parents].filter((c) => !c.words.some((w) => /^(?:(?:root|0)(?::|$)|:)/.test(w)))];
}
