import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Log } from 'sarif';
import { CHECKS } from '../../src/checklist/checklist';
import { driftOf } from '../../src/cli/drift/drift';
import { scoreOf } from '../../src/cli/report/score';
import { FORMATS } from '../../src/cli/reporters/formats';
import { ResultsDocument } from '../../src/cli/reporters/json';
import { LONGEST_COMMENT } from '../../src/cli/reporters/markdown';
import { piecesOf, ReportContext } from '../../src/cli/reporters/reporter';
import { goldenFolder } from '../integ/golden';
import { tool } from '../tools/tool';
import { call, folderOf, SMALL_DOCKERFILE } from './call';

/** The official schema; one of its patterns is none in JavaScript's dialect. */
const SARIF_SCHEMA = path.resolve(__dirname, '../../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

const HOSTILE = `${SMALL_DOCKERFILE}RUN apt-get install -y "</failure>" '&amp;' \u0007 ]]> | \`x\` <script>alert(1)</script>\n`;
const hostile = folderOf({ 'Dockerfile': HOSTILE, 'sub dir/Dockerfile': HOSTILE, 'docker-compose.yml': 'a: [' });
const context: ReportContext = { directory: '/none', now: new Date('2026-11-24T12:00:00Z'), version: '1.0.0', width: 100, colour: false, quiet: false, all: false, history: [] };

async function audited(format: string, ...paths: string[]): Promise<string> {
  return (await call(['audit', '--format', format, ...paths, '--skip', 'dockerfile-base-digest:2027-01-01:no digests here'])).out;
}

describe('SARIF', () => {
  test('is valid by the official schema', async () => {
    const validator = tool('check-jsonschema');
    if (validator === undefined) return;
    const folder = folderOf({ 'results.sarif': await audited('sarif', hostile, goldenFolder('minimal')), 'none.sarif': await audited('sarif', '/none') });
    const { status, stdout } = spawnSync(validator, ['--regex-variant', 'python', '--schemafile', SARIF_SCHEMA, 'results.sarif', 'none.sarif'], { cwd: folder, encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, expect.anything()]);
    writeFileSync(path.join(folder, 'none.sarif'), '{"version":"2.1.0","runs":[{}]}');
    expect(spawnSync(validator, ['--regex-variant', 'python', '--schemafile', SARIF_SCHEMA, 'none.sarif'], { cwd: folder }).status).toBe(1);
  });

  test('has a run for each repository, every rule, and the failures with their lines', async () => {
    const log: Log = JSON.parse(await audited('sarif', hostile, goldenFolder('minimal')));
    const [run] = log.runs;
    expect(run.tool.driver.rules?.map((rule) => rule.id)).toEqual([...CHECKS.map((c) => c.id), 'managed-file-drift']);
    const result = run.results?.find((r) => r.ruleId === 'dockerfile-no-install-recommends');
    expect(result).toMatchObject({ level: 'warning', locations: [{ physicalLocation: { artifactLocation: { uri: 'Dockerfile' }, region: { startLine: 2 } } }] });
    for (const each of log.runs.flatMap((r) => r.results ?? [])) {
      expect(each.locations).toHaveLength(1);
      expect(run.tool.driver.rules?.[each.ruleIndex ?? -1].id).toBe(each.ruleId);
    }
    const accepted = run.results?.find((r) => r.ruleId === 'dockerfile-base-digest');
    expect(accepted?.suppressions).toEqual([{ kind: 'external', status: 'accepted', justification: 'no digests here (until 2027-01-01)' }]);
    expect(run.invocations?.[0].toolExecutionNotifications?.map((n) => n.message.text)).toEqual([expect.stringContaining('is no valid YAML')]);
  });

  test('begins paths with the folder, unless that is its own repository', async () => {
    const files = { 'a b/Dockerfile': SMALL_DOCKERFILE, 'c/Dockerfile': SMALL_DOCKERFILE, 'c/.git/HEAD': 'ref: refs/heads/main\n' };
    const directory = folderOf(files);
    const uris = async (...paths: string[]): Promise<string[][]> => {
      const log: Log = JSON.parse((await call(['audit', '--format', 'sarif', ...paths], { directory })).out);
      return log.runs.map((run) => [...new Set((run.results ?? []).flatMap((r) => r.locations ?? []).map((l) => l.physicalLocation?.artifactLocation?.uri ?? ''))]);
    };
    expect(await uris('a b', 'c', './a b/Dockerfile', '.')).toEqual([['a%20b/Dockerfile'], ['Dockerfile'], ['a%20b/Dockerfile'], ['a%20b/Dockerfile', 'c/Dockerfile']]);
    expect(await uris(path.join(directory, 'c'))).toEqual([['Dockerfile']]);
    const log: Log = JSON.parse((await call(['audit', '--format', 'sarif', 'a b', 'c'], { directory })).out);
    expect(log.runs.map((run) => run.automationDetails?.id)).toEqual(['spark-image/a b/', 'spark-image/c/']);
  });

  test('knows a finding again when lines above it come', async () => {
    const fingerprints = async (dockerfile: string): Promise<unknown> => {
      const log: Log = JSON.parse(await audited('sarif', folderOf({ Dockerfile: dockerfile })));
      return log.runs[0].results?.find((r) => r.ruleId === 'dockerfile-no-install-recommends')?.partialFingerprints;
    };
    expect(await fingerprints(SMALL_DOCKERFILE)).toEqual(await fingerprints(`# a comment\n\n${SMALL_DOCKERFILE}`));
  });
});

describe('several images', () => {
  const workflow = 'on: push\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: true}]}}\n';
  const many = folderOf({ ...Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`image-${index}/Dockerfile`, SMALL_DOCKERFILE])), '.github/workflows/a.yml': workflow });

  test('a finding of the repository is told once, one of an image for each', async () => {
    const { reports }: ResultsDocument = JSON.parse((await call(['audit', '--format', 'json', many])).out);
    const told = (id: string): Array<string | null> => reports.filter(({ results }) => results.some((r) => r.id === id)).map(({ image }) => image);
    expect(reports).toHaveLength(31);
    expect(told('license')).toEqual([null]);
    expect(told('workflow-timeouts')).toEqual([null]);
    expect(told('dockerfile-healthcheck')).toEqual(reports.slice(1).map(({ image }) => image));
    const log: Log = JSON.parse((await call(['audit', '--format', 'sarif', many])).out);
    expect(log.runs.map((run) => run.results?.filter((r) => r.ruleId === 'license').length)).toEqual([1]);
    for (const format of ['junit', 'html', 'markdown']) expect((await call(['audit', '--format', format, '--only', 'license', many])).out.split('There is no licence').length).toBeLessThanOrEqual(2);
  });

  test('a terminal is told which images a finding is in, and shows ten images', async () => {
    const { out } = await call(['audit', many]);
    expect(out).toMatch(/^✗ dockerfile-multi-stage {2}recommended {2}in 30 of 30 images$/m);
    expect(out).toContain('… and 20 more: --all shows them.');
    expect(out.match(/^✗ /gm)).toHaveLength(10);
    const all = (await call(['audit', '--all', many])).out;
    expect(all).not.toContain('--all shows');
    expect(all.match(/^✗ /gm)?.length).toBeGreaterThan(40);
  });

  test.each([40, 60, 80])('no line of a terminal is wider than %i columns', async (width) => {
    const { out } = await call(['audit', '.', '--all'], { directory: many, width });
    expect(out.split('\n').filter((line) => line.length > width)).toEqual([]);
  });
});

describe('what GitHub takes', () => {
  const repositories = Array.from({ length: 22 }, (_, index) => [`r${index}/Dockerfile`, SMALL_DOCKERFILE] as const);
  const folder = folderOf(Object.fromEntries(repositories));
  const names = repositories.map(([file]) => path.dirname(file));

  test('SARIF has twenty runs, and the last one names what was left out', async () => {
    const log: Log = JSON.parse((await call(['audit', '--format', 'sarif', ...names], { directory: folder })).out);
    expect(log.runs).toHaveLength(20);
    expect(log.runs[19].invocations?.[0].toolExecutionNotifications?.map((n) => n.message.text)).toEqual([expect.stringContaining('Left out: r20, r21.')]);
    expect(log.runs[18].invocations?.[0].toolExecutionNotifications).toEqual([]);
    for (const rule of log.runs[0].tool.driver.rules ?? []) expect((rule.properties?.tags ?? []).length).toBeLessThanOrEqual(10);
  });

  test('a comment stays within its length, and says what was left out', async () => {
    const { out } = await call(['audit', '--format', 'markdown', ...names], { directory: folder });
    expect(out.length).toBeLessThanOrEqual(LONGEST_COMMENT);
    expect(out).toContain('# Checklist of r0');
    expect(out).toMatch(/r\d+, r\d+, r\d+ and \d+ more: a comment holds 65536 characters/);
    const long = folderOf(Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`a-folder-with-a-long-name-that-says-much/image-${index}/Dockerfile`, 'FROM ubuntu:22.04\n'])));
    const cut = (await call(['audit', '--format', 'markdown', '--only', 'dockerfile-healthcheck', long])).out;
    expect(cut.length).toBeLessThanOrEqual(LONGEST_COMMENT);
    expect(cut).toContain('This is not everything');
  });
});

describe('JUnit', () => {
  test('is well-formed XML, and its counts are those of its cases', async () => {
    const file = path.join(folderOf({ 'results.xml': await audited('junit', hostile, goldenFolder('default')) }), 'results.xml');
    const script = 'import sys,json,xml.etree.ElementTree as e; r=e.parse(sys.argv[1]).getroot(); print(json.dumps([[int(s.get(k)) for k in ("tests","failures","skipped")]+[len(s.findall("testcase")),len(s.findall("testcase/failure")),len(s.findall("testcase/skipped"))] for s in r.findall("testsuite")]))';
    const { stdout, stderr } = spawnSync('python3', ['-c', script, file], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const suites: number[][] = JSON.parse(stdout);
    expect(suites.length).toBeGreaterThanOrEqual(2);
    for (const [tests, failures, skipped, ...counted] of suites) expect(counted).toEqual([tests, failures, skipped]);
    expect(suites[0][1]).toBeGreaterThan(5);
  });
});

describe('drift', () => {
  const executable = false;
  const drift = driftOf({ file: 'Dockerfile', current: { text: 'a\n', executable, link: false, hash: 'a' }, fresh: { text: 'b\n', executable, link: false, hash: 'b' }, record: { version: '1', files: { Dockerfile: 'c' } } });

  test.each(Object.keys(FORMATS))('%s says which file was edited', (format) => {
    const reporter = FORMATS[format].make();
    const judged = { items: [], score: scoreOf([], []) };
    const report = { repository: '.', shared: [], notes: [], ...judged, images: [{ results: [], ...judged }] };
    const text = [reporter.begin(context), reporter.drift(drift ? [drift] : []), reporter.report(report), ...piecesOf(reporter.end())].join('');
    expect(text).toContain('Dockerfile');
    expect(text).toContain('edited by hand');
  });

  test.each(Object.keys(FORMATS))('%s can be told that there is none', (format) => {
    const reporter = FORMATS[format].make();
    expect([reporter.begin(context), reporter.drift([]), ...piecesOf(reporter.end())].join('')).not.toContain('edited by hand');
  });
});
