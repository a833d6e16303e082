import { Check, Evidence, Finding, lacking } from '../../check';
import { MarkdownCode, MarkdownSource, readMarkdown } from '../../parsers/markdown-source';
import { plainWords } from '../../parsers/plain-words';
import { ScriptRun } from '../../parsers/script-run';
import { ShellCommand, shellCommands } from '../../parsers/shell-commands';
import { directoryOf, pathIn } from '../../paths';
import { RepositoryFiles } from '../../repository-files';

/** A document, and its lines as evidence. */
export interface DocumentSubject {
  readonly path: string;
  readonly source: MarkdownSource;
  readonly files: RepositoryFiles;
  /** Commands that it shows, with the document's lines; comments are no commands. */
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
  const blocks = source.code.filter((block) => SHELL_LANGUAGES.includes(block.language)).flatMap(blockCommands);
  const commands = [...blocks, ...source.prose.flatMap((line, index) => lineCommands(line, index + 1))];
  COMMANDS.set(source, commands);
  return commands;
}

/** A line, or an entry of a list, that is code and nothing else, or begins with a script. */
function lineCommands(line: string, number: number): ShellCommand[] {
  const [, , code, script] = /^\s*(?:(?:\d+[.)]|[-*+])\s+)?(?:(`+)([^`]+)\1\s*[.:]?|(\.\/\S+\.sh\b.*))$/.exec(line) ?? [];
  return shellCommands((code ?? script ?? '').trim(), number);
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

/** Whether a command, by its words, is such; the others of the document may tell. */
export type IsSuch = (words: readonly string[], all: readonly ShellCommand[]) => boolean;

/** Lines of the commands of a document that are such, themselves or by a script of the repository. */
export function commandsWith({ commands, files, path, at }: DocumentSubject, isSuch: IsSuch): Evidence[] {
  const run = new ScriptRun(files, {}, { left: MOST_COMMANDS });
  return commands.filter((command) => run.follow(path, [inRepository(files, path, command)])
    .some(({ command: c }) => !c.pattern && isSuch(plainWords(c.words), commands))).map((c) => at(c.startLine, c.endLine));
}

/** How many commands of scripts are read for one question. */
const MOST_COMMANDS = 2000;

/** A command whose script is named from the top of the repository: a reader stands beside the document, or where it said `cd` to. */
function inRepository(files: RepositoryFiles, document: string, command: ShellCommand): ShellCommand {
  const at = command.words.findIndex((word) => /\.sh$/.test(word));
  if (at < 0) return command;
  const script = command.words[at];
  const found = [pathIn(directoryOf(document), script), pathIn('', script)].find((path) => files.text(path) !== undefined) ??
    files.paths.find((path) => path.split('/').pop() === script.split('/').pop());
  return found === undefined ? command : { ...command, words: command.words.map((word, index) => (index === at ? `./${found}` : word)) };
}

export const README = /^README\.md$/i;

export const SECURITY = /^(?:\.github\/|docs\/)?SECURITY\.md$/i;
