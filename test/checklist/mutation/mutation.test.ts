import { runChecks } from '../../../src/checklist/checklist';
import { goldenFiles } from '../golden-files';
import { coverageLines, coverageOf } from './report';
import { DOCUMENTS, mutate, OTHER_CHECKS } from './run';
import { WEAKENINGS } from './weakenings';

jest.setTimeout(5 * 60_000);

const files = goldenFiles('default');

describe('every statement of the golden Dockerfile, compose files, workflows, start script and documents, taken away', () => {
  const outcomes = mutate(files);
  const places = (found: typeof outcomes, checks: (o: (typeof outcomes)[number]) => readonly string[]) => found.map((o) => `${o.mutant.file}:${o.mutant.startLine} ${o.mutant.statement}: ${checks(o).join(', ')}`);

  afterAll(() => process.stdout.write(`mutations of the golden repository:\n${coverageLines(coverageOf(outcomes)).map((line) => `  ${line}\n`).join('')}`));

  test('there are many, and nearly all leave a file that can be read', () => {
    expect(outcomes.length).toBeGreaterThan(1500);
    expect(outcomes.filter((o) => o.broken).length).toBeLessThan(3);
  });

  test('changes only checks that had it in their evidence', () => {
    expect(places(outcomes.filter((o) => o.stray.length > 0), (o) => o.stray)).toEqual([]);
  });

  test('is never shown as evidence any more', () => {
    expect(places(outcomes.filter((o) => o.stale.length > 0), (o) => o.stale)).toEqual([]);
  });

  test('of a document matters to the checks of documents alone', () => {
    const ofDocuments = DOCUMENTS.map((file) => runChecks(files.with(file, ''), OTHER_CHECKS).map((r) => [r.check.id, r.status, r.evidence]));
    const whole = runChecks(files, OTHER_CHECKS).map((r) => [r.check.id, r.status, r.evidence]);
    for (const found of ofDocuments) expect(found).toEqual(whole);
  });

  test('changes a verdict or its evidence, or there is a reason why not', () => {
    for (const { file, statements, upholding, shown, unexplained } of coverageOf(outcomes)) {
      // A line or two that somebody adds needs no reason at once; a file of lines that no check looks at does.
      // No two lines of .dockerignore do the same: one that is gone is missed.
      expect([file, unexplained / statements < 0.05, upholding > 0, shown > 0 || file === '.dockerignore']).toEqual([file, true, true, true]);
    }
  });
});

describe('weakened', () => {
  const before = new Map(runChecks(files).map((r) => [r.check.id, r.status]));

  test.each(WEAKENINGS.map((w) => [w.file, w.from.trim().split('\n')[0], w.to.trim().split('\n')[0] || 'nothing', w] as const))('%s: %s becomes %s', (_, __, ___, { file, from, to, falls }) => {
    const text = files.text(file) ?? '';
    expect([file, text.includes(from)]).toEqual([file, true]);
    const after = runChecks(files.with(file, text.replace(from, () => to)));
    // SECURITY.md is written anew with the Dockerfile; here it stays as it was.
    const fallen = after.filter((r) => before.get(r.check.id) === 'pass' && r.status !== 'pass' && r.check.id !== 'security-line-references').map((r) => r.check.id);
    expect(fallen.sort()).toEqual([...falls].sort());
  });
});
