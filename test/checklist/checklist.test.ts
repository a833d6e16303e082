import { absent, notApplicable, pass, Result, Status } from '../../src/checklist/check';
import { CHECKS, judgeItems, runChecks } from '../../src/checklist/checklist';
import { GUIDE_ITEMS } from '../../src/checklist/guide-items';
import { RepositoryFiles } from '../../src/checklist/repository-files';
import { searchText } from '../../src/checklist/sentences';
import { findCheck } from './find-check';
import { goldenFiles } from './golden-files';

/** Demands that the defaults of the guide do not meet, and that are not the guide's. */
const NOT_BY_DEFAULT = ['dockerfile-base-digest', 'workflow-isolated-build'];

/** Checks of what the repository does not have. */
const NOT_APPLICABLE = CHECKS.map((c) => c.id).filter((id) => id.startsWith('kubernetes-'));

/** Checks that look for what must not be there: what they show can go, and they hold all the same. */
const NEGATIVE = /-no-|-not-|^no-|^dockerfile-(?:copy-chown|apt-lists-removed|commented|base-)|^dockerignore-keeps|^license$|^compose-loopback|^workflow-(?:actions-pinned|persist|timeouts|permissions|pull-requests)|^env-|^readme-documents/;

describe('the checks', () => {
  test('have ids of their own, and say why, how to fix and how to verify', () => {
    expect(new Set(CHECKS.map((c) => c.id)).size).toBe(CHECKS.length);
    for (const check of CHECKS) {
      expect(check.id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      for (const text of [check.why, check.fix, check.verify]) expect([check.id, text]).toEqual([check.id, expect.stringMatching(/^\S[\s\S]*\S$/)]);
      expect(check.title).not.toMatch(/\.$/);
    }
  });

  test('uphold every item of the summary checklist', () => {
    expect(GUIDE_ITEMS).toHaveLength(21);
    for (const { number } of GUIDE_ITEMS) expect(CHECKS.filter((c) => c.guideItem === number && c.level !== 'advanced').length).toBeGreaterThan(0);
  });

  test('find nothing, and do not fail, in an empty repository and in one of nonsense', () => {
    const nonsense = { 'Dockerfile': '\u0000FROM', 'docker-compose.yml': '\u0000: [', '.github/workflows/a.yml': '- - -', 'README.md': '](', 'SECURITY.md': '```', '.dockerignore': '[', 'entrypoint.sh': '"', 'requirements.txt': '==' };
    for (const files of [{}, nonsense]) expect(runChecks(new RepositoryFiles(files)).filter((r) => r.status === 'pass' && r.search === undefined)).toEqual([]);
  });

  test('a claim without evidence cannot be made', () => {
    expect(() => pass('It holds.', [])).toThrow('passed without evidence');
    expect(notApplicable('Nothing.').evidence).toEqual([]);
  });

  test('an absence is shown by what was searched, and what for', () => {
    const found = absent('No program is committed.', ['a', 'b', 'a', 'c', 'd'], 'programs');
    expect([found.status, found.evidence, found.search && searchText(found.search)]).toEqual(['pass', [], 'searched 4 files for programs, found none']);
    expect(searchText({ files: ['a', 'b'], what: 'programs' })).toBe('searched a and b for programs, found none');
  });
});

describe('a generated repository', () => {
  const files = goldenFiles('default');
  const results = runChecks(files);

  test('meets every demand of the guide, with evidence', () => {
    const withStatus = (status: Status) => results.filter((r) => r.status === status).map((r) => r.check.id);
    expect([withStatus('fail'), withStatus('unknown'), withStatus('not-applicable')]).toEqual([NOT_BY_DEFAULT, [], NOT_APPLICABLE]);
    expect(judgeItems(results).filter((i) => i.status !== 'pass')).toEqual([]);
  });

  test.each(results.filter((r) => r.status === 'pass' && r.search === undefined && !NEGATIVE.test(r.check.id)).map((r) => [r.check.id, r] as const))('%s falls when its evidence goes', (_, result) => {
    let without = files;
    for (const file of new Set(result.evidence.map((e) => e.file))) {
      const lines = (files.text(file) ?? '').split('\n');
      for (const { startLine, endLine } of result.evidence.filter((e) => e.file === file)) lines.fill('', startLine - 1, endLine);
      without = without.with(file, lines.join('\n'));
    }
    const [after] = runChecks(without, [result.check]);
    // Where only a part of what holds is shown, other places may go on to hold it: then they are shown instead.
    if (after.status === 'pass') expect(after.evidence).not.toEqual(result.evidence);
    else expect(after.status).toMatch(/fail|unknown|not-applicable/);
  });
});

describe('judgeItems', () => {
  const result = (id: string, status: Status): Result => ({ check: { ...findCheck(id) }, status, evidence: [], message: '' });
  const user = (...results: Result[]): Status | undefined => judgeItems(results).find((i) => i.item.number === 2)?.status;

  test('one check that fails decides an item, one that cannot tell leaves it open', () => {
    expect(user(result('dockerfile-non-root-user', 'pass'), result('dockerfile-service-user', 'pass'))).toBe('pass');
    expect(user(result('dockerfile-non-root-user', 'pass'), result('dockerfile-service-user', 'fail'))).toBe('fail');
    expect(user(result('dockerfile-non-root-user', 'pass'), result('dockerfile-service-user', 'unknown'))).toBe('unknown');
    expect(user(result('dockerfile-non-root-user', 'pass'), result('dockerfile-service-user', 'not-applicable'))).toBe('pass');
    expect(user()).toBe('not-applicable');
  });

  test('what is merely recommended decides nothing', () => {
    expect(user(result('dockerfile-non-root-user', 'pass'), result('dockerfile-numeric-user', 'fail'))).toBe('pass');
  });
});

describe('a file that is not there', () => {
  const results = runChecks(new RepositoryFiles({ Dockerfile: 'FROM ubuntu:22.04\nUSER 1001\n' }));

  test('fails one check, and the others do not apply', () => {
    const lacking = results.filter((r) => r.lacks !== undefined);
    const failing = lacking.filter((r) => r.status === 'fail').map((r) => r.lacks);
    expect([...failing].sort()).toEqual([...new Set(lacking.map((r) => r.lacks))].sort());
    expect(lacking.filter((r) => r.status !== 'fail').map((r) => r.status)).toEqual(lacking.slice(failing.length).map(() => 'not-applicable'));
  });

  test('leaves no item of the guide met', () => {
    expect(judgeItems(results).filter(({ item }) => [5, 10, 13, 14, 16, 19, 21].includes(item.number)).map(({ status }) => status)).toEqual(Array.from({ length: 7 }, () => 'fail'));
  });
});

describe('RepositoryFiles', () => {
  test('parses each text once, and again when it changes', () => {
    let count = 0;
    const parse = (text: string): number => text.length + 0 * count++;
    const files = new RepositoryFiles({ a: 'xx' });
    expect([files.parsed('a', parse), files.parsed('a', parse), files.with('b', '').parsed('a', parse), count]).toEqual([2, 2, 2, 1]);
    expect([files.with('a', 'xxx').parsed('a', parse), files.parsed('b', parse), count]).toEqual([3, undefined, 2]);
  });

  test('cuts long lines of an excerpt', () => {
    expect(new RepositoryFiles({ a: `x\n${'y'.repeat(500)}\n` }).evidence('a', 2).excerpt).toMatch(/^y{159}…$/);
  });
});
