import { Check, checksOf, Evidence, fail, Finding, lacking, pass } from '../../check';
import { commandWords } from '../../parsers/plain-words';
import { RepositoryFiles } from '../../repository-files';
import { commandsWith, DocumentSubject, IsSuch, onDocument, README } from './subject';

/** A check of README.md. */
export const readmeCheck = checksOf({
  guideItem: 13,
  section: 'README structure',
  file: /^README\.md$/,
  rcFix:
    'In the rc file: remove README.md from unmanagedFiles, and enable what the section describes. ' +
    "project.readme.addAfter('SECTION', '…') adds your own text.",
  verify: 'Read README.md.',
});

/** What a README must show: a heading with something below it, a command that a reader can paste, or rows of a table. */
interface ReadmeDemand extends Pick<Check, 'id' | 'title' | 'why'>, Partial<Pick<Check, 'level' | 'ofSpark'>> {
  readonly heading?: RegExp;
  /** Headings that do as well where the command stands below them. */
  readonly above?: RegExp;
  readonly command?: IsSuch;
  /** What is said where the file that it is about is not there. */
  readonly without?: (files: RepositoryFiles) => Finding | undefined;
  readonly rows?: RegExp;
}

/** A command of Docker, in its short form or below `image` and `container`. */
export const docker = (...words: readonly string[]) => (given: readonly string[]): boolean => {
  const [program, first, ...rest] = commandWords(given);
  const named = /^(?:image|container)$/.test(first ?? '') ? rest : [first, ...rest];
  return program === 'docker' && words.every((word, index) => named[index] === word);
};

export const dockerRun = docker('run');

export const composeCommand = (name: string) => (given: readonly string[]): boolean =>
  (given[0] === 'docker-compose' && given.includes(name)) || (docker('compose')(given) && given.includes(name));

export function demandCheck({ heading: title, above, command, rows: content, without, ...record }: ReadmeDemand): Check {
  return readmeCheck({
    ...record,
    fix: `Write it in README.md${command ? ', with commands in a block of code' : ''}.`,
    run: onDocument(README, 'README.md', (subject) => {
      const shown = command ? commandsWith(subject, command) : [];
      const heading = title && (subject.heading(title) ?? (above && headingAbove(subject, above, shown)));
      if (title && !heading) return fail(`${subject.path} has no section for it.`);
      if (command && shown.length === 0) {
        return without?.(subject.files) ?? fail(`${subject.path} shows no command for it.`, heading ? [heading] : []);
      }
      const rows = content ? rowsBelow(subject, title ?? /^$/, content) : [];
      if (content && rows.length === 0) return fail(`${subject.path} has no table or list for it.`, heading ? [heading] : []);
      return pass(`${subject.path} shows it.`, [...(heading ? [heading] : []), ...shown.slice(0, 3), ...rows.slice(0, 1)]);
    }),
  });
}

/** The heading of a section in which one of some lines stands. */
function headingAbove({ source, at }: DocumentSubject, title: RegExp, lines: readonly Evidence[]): Evidence | undefined {
  const section = source.sections.find((s) =>
    title.test(s.title) && lines.some(({ startLine }) => startLine > s.startLine && startLine <= s.endLine));
  return section && at(section.startLine);
}

/** Without a Dockerfile there is no image to build or to publish. */
export function withoutDockerfile({ image }: RepositoryFiles): Finding | undefined {
  return image ? undefined : lacking('Dockerfile');
}

/** Rows of tables, or entries of lists, below a heading. */
export function rowsBelow(subject: DocumentSubject, heading: RegExp, content: RegExp): Evidence[] {
  const sections = subject.source.sections.filter((s) => s.level > 1 && heading.test(s.title));
  const within = (line: number): boolean => sections.some((s) => line > s.startLine && line <= s.endLine);
  const rows = subject.source.tableRows.filter((row) => within(row.line) && content.test(row.text)).map((row) => row.line);
  const entries = subject.source.prose.flatMap((line, index) =>
    (/^\s*[-*+]\s/.test(line) && within(index + 1) && content.test(line) ? [index + 1] : []));
  return [...rows, ...entries].map((line) => subject.at(line));
}
