import { bullets, paragraph, section, table } from '../../../src/markdown/blocks';
import { inline as md } from '../../../src/markdown/inline';
import { renderMarkdown } from '../../../src/markdown/markdown-document';
import { EXCEPTIONS, reasonFor, UNSEEN } from './exceptions';
import { Outcome } from './run';
import { WEAKENINGS } from './weakenings';

/** Figures of one file. */
export interface Coverage {
  readonly file: string;
  readonly statements: number;
  /** A verdict changes. */
  readonly upholding: number;
  /** The verdict stays, and rests on other lines or on less. */
  readonly shown: number;
  /** No check looks at it, for a reason that is known. */
  readonly explained: number;
  readonly unexplained: number;
}

/** What came of the mutations, file by file. */
export function coverageOf(outcomes: readonly Outcome[]): Coverage[] {
  return [...new Set(outcomes.map((o) => o.mutant.file))].map((file) => {
    const own = outcomes.filter((o) => o.mutant.file === file && !o.broken);
    const rest = own.filter((o) => o.flipped.length === 0 && o.shown.length === 0 && o.moved.length === 0);
    const upholding = own.filter((o) => o.flipped.length > 0).length;
    const unexplained = rest.filter((o) => reasonFor(o.mutant) === undefined).length;
    return { file, statements: own.length, upholding, shown: own.length - upholding - rest.length, explained: rest.length - unexplained, unexplained };
  });
}

/** The figures in one line each. */
export function coverageLines(coverage: readonly Coverage[]): string[] {
  return coverage.map((c) => `${c.file}: ${c.statements} statements taken away; ${c.upholding} change a verdict, ${c.shown} its evidence, ${c.explained + c.unexplained} nothing`);
}

/** The page of the results. */
export function mutationPage(outcomes: readonly Outcome[]): string {
  const coverage = coverageOf(outcomes);
  return renderMarkdown({
    title: 'Mutations of a good repository',
    marker: 'Made from the golden repository by npm run checklist-page.',
    blocks: [
      paragraph(md`A test removed one statement at a time from the golden repository, and ran the checks again. A statement of the Dockerfile is an instruction, or one more line of it. In compose files and workflows it is an entry, or a line of a script. In the start script and .dockerignore it is a line. In README.md and SECURITY.md it is a heading, a line of code or a block of text. Two rules hold, except for the exceptions below. A check changes only if a line of its evidence is gone. No check still shows a line that is gone.`),
      section('What came of it', table(['File', 'Statements', 'A verdict changes', 'Its evidence changes', 'Nothing changes'], coverage.map((c) => [c.file, String(c.statements), String(c.upholding), String(c.shown), String(c.explained + c.unexplained)]))),
      section('Exceptions', table(['Check', 'Where', 'Why'], EXCEPTIONS.map((e) => [e.check ?? 'every one', `${e.file.source}: ${e.statement.source}`, e.reason]))),
      section('Lines that no check looks at', bullets([...new Set(UNSEEN.map(([reason]) => reason))].map((reason) => md`${reason}`))),
      section('Weakenings', paragraph(md`Statements that a test weakened instead of removing them. Exactly the named checks fail then.`),
        table(['File', 'From', 'To', 'Checks that fall'], WEAKENINGS.map((w) => [w.file, w.from, w.to === '' ? 'nothing' : w.to, w.falls.join(', ')]))),
    ],
  });
}
