import { instructionLines } from '../../../src/checklist/parsers/dockerfile-lines';
import { readMarkdown } from '../../../src/checklist/parsers/markdown-source';
import { readYaml, YamlNode } from '../../../src/checklist/parsers/yaml-source';

/** A text of which one statement is gone; every other line stays where it was. */
export interface Mutant {
  readonly file: string;
  /** Lines that are gone. */
  readonly startLine: number;
  readonly endLine: number;
  /** The first of them. */
  readonly statement: string;
  readonly text: string;
}

/** Every instruction of a Dockerfile, and every further line of one, commented out. */
export function dockerfileMutants(file: string, text: string): Mutant[] {
  const lines = text.split('\n');
  return instructionLines(text).flatMap(({ startLine, endLine }) => {
    const whole = mutant(file, lines, startLine, endLine, (line) => `# ${line}`);
    const parts = range(startLine + 1, endLine).filter((n) => !/^\s*(?:#|$)/.test(lines[n - 1])).map((n) => withoutPart(file, lines, n, endLine));
    return [whole, ...parts];
  });
}

/** One line of an instruction: what ends a command, or goes on to the next line, is kept. */
function withoutPart(file: string, lines: readonly string[], line: number, last: number): Mutant {
  if (line < last) {
    const ends = /;\s*\\$/.test(lines[line - 1]) && !/;\s*\\$/.test(lines[line - 2]);
    return mutant(file, lines, line, line, (text) => (ends ? text.replace(/^(\s*).*$/, '$1; \\') : `# ${text}`));
  }
  // Nothing may go on after the line before the last one.
  const shorter = lines.map((text, index) => (index === line - 2 ? text.replace(/\s*;?\s*\\$/, '') : text));
  return mutant(file, shorter, line, line, (text) => `# ${text}`);
}

/** Every entry of a YAML file commented out, at every depth, and every line of its scripts. */
export function yamlMutants(file: string, text: string): Mutant[] {
  const lines = text.split('\n');
  const { root } = readYaml(text, file);
  const mutants = new Map<string, Mutant>();
  const visit = (node: YamlNode, from: number, to: number): void => {
    const isEntry = node.isMap;
    for (const child of [...node.entries.map(([, value]) => value), ...node.items]) {
      const { startLine, endLine } = child;
      // What is merged in, or an alias stands for, is somewhere else.
      if (startLine < from || endLine > to) continue;
      // The first entry of a map that is itself an entry of a list leaves the list's dash behind.
      const dash = isEntry && startLine === from ? /^(\s*-)\s/.exec(lines[startLine - 1])?.[1] : undefined;
      if (!(startLine === from && endLine === to && !isEntry)) {
        mutants.set(`${startLine}-${endLine}${dash === undefined ? '' : '-'}`, mutant(file, lines, startLine, endLine, (line) => (dash !== undefined && line === lines[startLine - 1] ? dash : `# ${line}`)));
      }
      if (child.text !== undefined && endLine > startLine) range(startLine + 1, endLine).filter((n) => lines[n - 1].trim() !== '').forEach((n) => mutants.set(`${n}`, withoutScriptLine(file, lines, n)));
      visit(child, startLine, endLine);
    }
  };
  if (root) visit(root, 1, lines.length);
  return [...mutants.values()].sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
}

/** A line of a script becomes a comment of the script; one of a continued command becomes empty. */
function withoutScriptLine(file: string, lines: readonly string[], line: number): Mutant {
  const continues = lines[line - 1].endsWith('\\');
  const continued = lines[line - 2].endsWith('\\');
  return mutant(file, lines, line, line, (text) => text.replace(/^(\s*)(.*)$/, (_, indent: string, rest: string) => (continues ? `${indent}\\` : continued ? `${indent}` : `${indent}# ${rest}`)));
}

/** Every line of a file that is read line by line commented out; comments and empty lines are none. */
export function lineMutants(file: string, text: string): Mutant[] {
  const lines = text.split('\n');
  return range(1, lines.length).filter((n) => !/^\s*(?:#|$)/.test(lines[n - 1])).map((n) => mutant(file, lines, n, n, (line) => `# ${line}`));
}

/** Every line of a script: one of a continued command becomes empty, what goes on to the next line still does. */
export function scriptMutants(file: string, text: string): Mutant[] {
  const lines = text.split('\n');
  return range(1, lines.length).filter((n) => !/^\s*(?:#(?!!)|$)/.test(lines[n - 1])).map((n) => {
    if (n === 1 || !(lines[n - 1].endsWith('\\') || lines[n - 2].endsWith('\\'))) return mutant(file, lines, n, n, (line) => `# ${line}`);
    return withoutScriptLine(file, lines, n);
  });
}

/** Every heading, every line of code, and every block of prose, list or table of a Markdown file, taken away. */
export function documentMutants(file: string, text: string): Mutant[] {
  const lines = text.split('\n');
  const { code } = readMarkdown(text);
  const inCode = (n: number): boolean => code.some((block) => n >= block.startLine && n <= block.endLine);
  const isProse = (n: number): boolean => !inCode(n) && lines[n - 1]?.trim() !== '' && n >= 1 && n <= lines.length && !/^#{1,6}\s/.test(lines[n - 1]);
  const gone = (from: number, to: number): Mutant => mutant(file, lines, from, to, () => '');
  return range(1, lines.length).flatMap((n) => {
    if (/^#{1,6}\s/.test(lines[n - 1]) && !inCode(n)) return [gone(n, n)];
    if (code.some((block) => n > block.startLine && n < block.endLine) && lines[n - 1].trim() !== '') return [gone(n, n)];
    if (!isProse(n) || isProse(n - 1)) return [];
    let end = n;
    while (isProse(end + 1)) end += 1;
    return [gone(n, end)];
  });
}

function mutant(file: string, lines: readonly string[], startLine: number, endLine: number, change: (line: string) => string): Mutant {
  const changed = lines.map((line, index) => (index + 1 >= startLine && index + 1 <= endLine ? change(line) : line));
  return { file, startLine, endLine, statement: lines[startLine - 1].trim(), text: changed.join('\n') };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
