import { Check } from '../../../src/checklist/check';
import { GUIDE_ITEMS } from '../../../src/checklist/guide-items';
import { Block, bullets, contents, paragraph, section, Section, table } from '../../../src/markdown/blocks';
import { code, inline as md, Inline, joined, link } from '../../../src/markdown/inline';
import { renderMarkdown } from '../../../src/markdown/markdown-document';
import { GUIDE_SECTIONS } from './guide-statements';
import { checksFor, Standard, STANDARDS } from './standards';

const LEVELS: ReadonlyArray<readonly [level: Check['level'], meaning: string]> = [
  ['essential', 'a failure alone puts secrets, machines or users at risk'],
  ['recommended', 'a failure misses what the guide below asks for'],
  ['advanced', 'a failure misses what makes an image even better: a standard or a statement of the guide demands it'],
];

/** The page that documents every check, and what each statement of the guide and each demand of a standard comes down to. */
export function checklistPage(checks: readonly Check[]): string {
  return renderMarkdown({
    title: 'The checklist',
    marker: 'Made from the records of src/checklist by npm run checklist-page.',
    blocks: [
      paragraph(md`${checks.length} checks read a repository's files. Each check passes, fails, does not apply, or cannot tell, and cites the lines that it looked at. Nothing is executed.`),
      bullets(LEVELS.map(([level, meaning]) => md`${code(level)}: ${meaning} (${checks.filter((c) => c.level === level).length} checks).`)),
      contents(1),
      section('Summary checklist', table(['No.', 'Item', 'Checks that decide it'], GUIDE_ITEMS.map((item) => [
        String(item.number), item.title, links(checks.filter((c) => c.guideItem === item.number && c.level !== 'advanced')),
      ]))),
      section('The guide, statement by statement', ...GUIDE_SECTIONS.map((part) => section(part.title, table(['Statement', 'Checks', 'What files cannot show'], part.statements.map((s) => [
        s.statement, links(checks.filter((c) => s.checks.includes(c.id))), s.outside ?? '',
      ]))))),
      section('Standards', ...STANDARDS.map((standard) => standardSection(checks, standard))),
      section('Checks', ...[...new Set(checks.map((c) => c.section))].map((title) => section(`Checks: ${title}`, ...checks.filter((c) => c.section === title).map(checkSection)))),
      mutations(),
    ],
  });
}

function links(checks: readonly Check[]): Inline {
  return joined(checks.map((check) => link(code(check.id), `#${check.id}`)), ', ');
}

function standardSection(checks: readonly Check[], standard: Standard): Section {
  const shown = standard.items.filter((item) => checksFor(checks, standard, item).length > 0).length;
  return section(standard.title,
    paragraph(md`${standard.source}. ${shown} of ${standard.items.length} demands show in the files of a repository.`),
    table(['Demand', 'What it is', 'Checks', 'Why no check'], standard.items.map((item) => [
      `${standard.prefix}${item.id}`.replace(/^.*: /, ''), item.title, links(checksFor(checks, standard, item)), item.outside ?? '',
    ])),
  );
}

function checkSection(check: Check): Section {
  const facts: Block[] = [
    paragraph(md`${check.title}.`),
    bullets([
      md`Level: ${check.level}${check.guideItem === undefined ? '' : `; item ${check.guideItem} of the summary checklist`}`,
      ...(check.references.length === 0 ? [] : [md`Demanded by: ${check.references.join('; ')}`]),
      md`Why: ${check.why}`,
      md`How to fix it: ${check.fix}`,
      ...(check.rcFix === undefined ? [] : [md`How to fix it in a repository that this package generated: ${check.rcFix}`]),
      md`How to verify it: ${check.verify}`,
    ]),
  ];
  return section(check.id, ...facts);
}

function mutations(): Section {
  return section('How the checks are tested',
    bullets([
      md`Each check has cases that it must pass, fail, and not be tempted by: a comment that mentions a thing is not the thing.`,
      md`Every line of the golden Dockerfile, compose files and workflows is taken away, and weakened where it can be: exactly the checks that rest on the line may change. ${link('What came of it', 'checklist-mutations.md')}.`,
      md`A catalogue of small foreign repositories, good, bad and odd, has the verdicts that each must get.`,
      md`Whatever the files hold, no check throws: they are fed with generated nonsense.`,
    ]),
  );
}
