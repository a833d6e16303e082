import { readFileSync } from 'node:fs';
import { CHECKS } from '../../src/checklist/checklist';
import { docsPage } from './pages';
import { checklistPage } from './standards/checklist-page';
import { GUIDE_SECTIONS } from './standards/guide-statements';
import { checksFor, STANDARDS } from './standards/standards';

const statements = GUIDE_SECTIONS.flatMap((part) => part.statements);

describe('the guide', () => {
  test('every statement comes down to checks, or says why the files cannot show it', () => {
    expect(statements.filter((s) => s.checks.length === 0 && s.outside === undefined)).toEqual([]);
    expect(statements).toHaveLength(157);
  });

  test('names only checks that there are', () => {
    const ids = CHECKS.map((c) => c.id);
    expect(statements.flatMap((s) => s.checks).filter((id) => !ids.includes(id))).toEqual([]);
  });

  test('every check of the guide upholds one of its statements', () => {
    const upheld = new Set(statements.flatMap((s) => s.checks));
    expect(CHECKS.filter((c) => (c.guideItem !== undefined || c.level === 'recommended') && !upheld.has(c.id)).map((c) => c.id)).toEqual([]);
  });
});

describe.each(STANDARDS.map((standard) => [standard.title, standard] as const))('%s', (_, standard) => {
  test.each(standard.items.map((item) => [item.id, item] as const))('%s is shown by a check, or has a reason why no file shows it', (__, item) => {
    const shown = checksFor(CHECKS, standard, item).length > 0;
    expect({ shown, outside: item.outside }).toEqual({ shown, outside: shown ? undefined : expect.stringMatching(/^[A-Z].*\.$/) });
  });
});

test('every reference to a standard names one of its demands', () => {
  const references = CHECKS.flatMap((check) => check.references).filter((reference) => STANDARDS.some(({ prefix }) => reference.startsWith(prefix)));
  const demands = STANDARDS.flatMap(({ prefix, items }) => items.map(({ id }) => `${prefix}${id}`));
  expect(references.filter((reference) => !demands.includes(reference))).toEqual([]);
});

test('docs/checklist.md is what the records say: npm run checklist-page writes it afresh', () => {
  expect(readFileSync(docsPage('checklist.md'), 'utf8')).toBe(checklistPage(CHECKS));
});
