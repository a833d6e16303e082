import { Check, Evidence, Finding, lacking } from '../../check';
import { MarkdownCode, MarkdownSource, readMarkdown } from '../../parsers/markdown-source';
import { plainWords } from '../../parsers/plain-words';
import { ShellCommand, shellCommands } from '../../parsers/shell-commands';
import { RepositoryFiles } from '../../repository-files';

/** A document, and its lines as evidence. */
export interface DocumentSubject {
  readonly path: string;
  readonly source: MarkdownSource;
  readonly files: RepositoryFiles;
  /** Commands of its blocks of shell code, with the document's lines; comments are no commands. */
  readonly commands: readonly ShellCommand[];
  at(startLine: number, endLine?: number): Evidence;
  /** The first line of a section whose heading matches. */
  heading(pattern: RegExp): Evidence | undefined;
}

const SHELL_LANGUAGES = ['', 'bash', 'sh', 'shell', 'console', 'zsh', 'shell-session'];

/** What was made of a document already. */
const COMMANDS = new WeakMap<MarkdownSource, readonly ShellCommand[]>();

function commandsOf(source: MarkdownSource): readonly ShellCommand[] {
  const known = COMMANDS.get(source);
  if (known) return known;
  const commands = source.code.filter((block) => SHELL_LANGUAGES.includes(block.language)).flatMap(blockCommands);
  COMMANDS.set(source, commands);
  return commands;
}

function blockCommands(block: MarkdownCode): ShellCommand[] {
  return shellCommands(block.lines.map((line) => line.replace(/^(\s*)(?:\$|>) /, '$1')).join('\n'), block.startLine + 1);
}

/** A check's function that reads a document; without it the check fails. */
export function onDocument(pattern: RegExp, name: string, run: (subject: DocumentSubject) => Finding): Check['run'] {
  return (files) => {
    const path = files.near(pattern)[0];
    const source = path === undefined ? undefined : files.parsed(path, readMarkdown);
    if (path === undefined || !source) return lacking(name);
    return run({
      path,
      source,
      files,
      at: (startLine, endLine) => files.evidence(path, startLine, endLine),
      get commands() {
        return commandsOf(source);
      },
      heading: (title) => {
        const section = source.sections.find((s) =>
          s.level > 1 && title.test(s.title) && !isEmpty(files.text(path) ?? '', s.startLine, s.endLine));
        return section && files.evidence(path, section.startLine);
      },
    });
  };
}

/** A heading without anything below it documents nothing. */
function isEmpty(text: string, startLine: number, endLine: number): boolean {
  return text.split(/\r?\n/).slice(startLine, endLine).every((line) => line.trim() === '' || line.trim().startsWith('#'));
}

/** Lines of the commands of a document that are such. */
export function commandsWith(subject: DocumentSubject, isSuch: (words: readonly string[]) => boolean): Evidence[] {
  return subject.commands.filter((c) => !c.pattern && isSuch(plainWords(c.words))).map((c) => subject.at(c.startLine, c.endLine));
}

export const README = /^README\.md$/i;

export const SECURITY = /^(?:\.github\/|docs\/)?SECURITY\.md$/i;
