import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { ResultsDocument } from '../../src/cli/reporters/json';
import { goldenFolder } from '../integ/golden';
import { tool } from '../tools/tool';
import { call, folderOf, SMALL_DOCKERFILE } from './call';

const ROOT = path.resolve(__dirname, '../..');

async function resultsOf(...args: string[]): Promise<ResultsDocument> {
  return JSON.parse((await call(['audit', '--format', 'json', ...args])).out);
}

function statusOf(document: ResultsDocument, id: string, report = 0): string | undefined {
  return document.reports[report].results.find((r) => r.id === id)?.status;
}

describe('audit', () => {
  test('judges a repository that it has never seen', async () => {
    const folder = folderOf({ 'Dockerfile': SMALL_DOCKERFILE, 'docker-compose.yml': 'services:\n  spark-master:\n    image: x\n    privileged: true\n' });
    const { status, out } = await call(['audit', folder]);
    expect(status).toBe(4);
    expect(out).toContain('Dockerfile:2');
    expect(out).toContain('→ Write apt-get install -y --no-install-recommends.');
    expect(out.indexOf('compose-not-privileged  essential')).toBeLessThan(out.indexOf('dockerfile-no-install-recommends  recommended'));
    expect(out.trimEnd().split('\n').slice(-4).map((line) => line.split(' ')[0])).toEqual(['Guide', 'Security', 'To', 'Checks']);
    const document = await resultsOf(folder);
    expect(statusOf(document, 'dockerfile-numeric-user')).toBe('pass');
    expect(statusOf(document, 'compose-not-privileged')).toBe('fail');
  });

  test('judges a Dockerfile alone by what it can show', async () => {
    const folder = folderOf({ 'spark.dockerfile.txt': SMALL_DOCKERFILE, 'docker-compose.yml': 'services: {}\n' });
    const document = await resultsOf(path.join(folder, 'spark.dockerfile.txt'));
    expect(statusOf(document, 'dockerfile-no-install-recommends')).toBe('fail');
    expect(statusOf(document, 'dockerfile-numeric-user')).toBe('pass');
    expect(statusOf(document, 'compose-master-and-worker')).toBe('not-applicable');
  });

  test('judges each image of a repository', async () => {
    const folder = folderOf({ 'Dockerfile': SMALL_DOCKERFILE, 'images/worker/Dockerfile': SMALL_DOCKERFILE.replace('install -y', 'install -y --no-install-recommends'), 'images/worker/README.md': '# Worker\n' });
    const document = await resultsOf(folder);
    expect(document.reports.map((r) => r.image)).toEqual([null, 'Dockerfile', 'images/worker/Dockerfile']);
    expect([1, 2].map((report) => statusOf(document, 'dockerfile-no-install-recommends', report))).toEqual(['fail', 'pass']);
    expect((await call(['audit', folder, '--quiet'])).out).toContain(`${folder} (images/worker/Dockerfile)`);
  });

  test('goes on with the rest when one path is not there', async () => {
    const folder = folderOf({ Dockerfile: SMALL_DOCKERFILE });
    const { status, out, err } = await call(['audit', path.join(folder, 'none'), folder, '--quiet']);
    expect(status).toBe(1);
    expect(err).toMatch(/none: there is no such file or folder\. Name a repository, a folder or a Dockerfile\.\n$/);
    expect(out.trim().split('\n')).toEqual([expect.stringContaining(folder)]);
  });

  test('changes nothing, and follows no link out of the repository or in circles', async () => {
    const outside = folderOf({ 'secret.yml': 'services: {}\n' });
    const folder = folderOf({ 'Dockerfile': SMALL_DOCKERFILE, 'sub/README.md': '# x\n' });
    symlinkSync(path.join(outside, 'secret.yml'), path.join(folder, 'docker-compose.yml'));
    symlinkSync('..', path.join(folder, 'sub/circle'));
    symlinkSync('nowhere', path.join(folder, 'broken'));
    const before = readdirSync(folder, { recursive: true });
    const document = await resultsOf(folder);
    expect(document.reports[0].notes).toEqual([
      { file: 'broken', message: 'is a link that leads nowhere (ENOENT) and was not followed' },
      { file: 'docker-compose.yml', message: 'is a link out of the repository and was not followed' },
    ]);
    expect(statusOf(document, 'compose-cap-drop')).toBe('not-applicable');
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });

  test.each([
    ['Dockerfile', 'FROM ubuntu:22.04\nFRM x\n', 'Dockerfile:2: "FRM" is no instruction of a Dockerfile'],
    ['Dockerfile', '# nothing\n', 'Dockerfile:1: has no FROM: it builds no image'],
    ['Dockerfile', 'RUN x\nFROM y\n', 'Dockerfile:1: begins with RUN, but nothing except ARG may stand before FROM'],
    ['Dockerfile', 'FROM \0\n', 'Dockerfile: is no text: it holds zero bytes; it was left out'],
    ['README.md', Buffer.alloc(1024 * 1024 + 1, 'x'), 'README.md: is 1048577 bytes large, more than the 1048576 that are read; it was left out'],
    ['docker-compose.yml', 'services:\n  a: [\n', 'docker-compose.yml:3: is no valid YAML'],
    ['.github/workflows/a.yml', 'on: push\njobs: {a: b: c}\n', '.github/workflows/a.yml:2: is no valid YAML'],
  ])('says what is wrong with a bad %s, and judges the rest', async (file, text, note) => {
    const folder = folderOf({ '.gitignore': '.env\n', [file]: text });
    const { out, err, status } = await call(['audit', folder, '--fail-on', 'recommended']);
    expect(out).toContain(`  ! ${note}`);
    expect(err).toBe('');
    expect(status).toBe(4);
    expect(out).not.toMatch(/^ +at /m);
    expect(statusOf(await resultsOf(folder), 'env-not-committed')).toBe('pass');
  });

  test('shows control characters of foreign files as what they are', async () => {
    const folder = folderOf({ Dockerfile: 'FROM ubuntu:22.04\n\u001b[2JX y\n' });
    const { out } = await call(['audit', folder]);
    expect(out).not.toContain('\u001b');
    expect(out).toContain('\\u001b[2JX');
  });

  test('leaves out what git ignores, but not what it tracks all the same', async () => {
    const folder = folderOf({ 'Dockerfile': SMALL_DOCKERFILE, '.gitignore': '.env\n/build/\n', '.env': 'A=1\n', 'build/x.jar': 'x', 'kept/build/y.jar': 'y' });
    const git = (...args: string[]) => expect(spawnSync('git', args, { cwd: folder }).status).toBe(0);
    git('init', '-q');
    git('add', '.');
    const ignored = await resultsOf(folder);
    expect(statusOf(ignored, 'env-not-committed')).toBe('pass');
    expect(ignored.reports[0].results.find((r) => r.id === 'no-binaries')?.evidence.map((e) => e.file)).toEqual(['kept/build/y.jar']);
    git('add', '--force', '.env', 'build/x.jar');
    const tracked = await resultsOf(folder);
    expect(statusOf(tracked, 'env-not-committed')).toBe('fail');
    expect(tracked.reports[0].results.find((r) => r.id === 'no-binaries')?.evidence.map((e) => e.file)).toEqual(['build/x.jar', 'kept/build/y.jar']);
  });

  test.each(['default', 'spark4', 'bookworm-java17', 'everything'])('the golden repository "%s" meets every item of the guide', async (name) => {
    const [report] = (await resultsOf(goldenFolder(name))).reports;
    expect(report.items.filter((i) => i.status !== 'pass' && i.status !== 'not-applicable')).toEqual([]);
    expect(report.items).toHaveLength(21);
    expect(report.results.filter((r) => r.status === 'pass' && r.evidence.length === 0 && r.search === undefined)).toEqual([]);
    expect(report.notes).toEqual([]);
    expect((await call(['audit', '--fail-on', 'recommended', goldenFolder(name)])).status).toBe(0);
  });
});

describe('what is asked', () => {
  const folder = folderOf({ Dockerfile: SMALL_DOCKERFILE });

  test.each([
    ['a secret', { Dockerfile: 'FROM ubuntu:22.04\nENV DB_PASSWORD=x\nUSER 1001\n' }, 'dockerfile-no-secrets', 4],
    ['a privileged container', { 'docker-compose.yml': 'services: {a: {image: x, privileged: true}}\n' }, 'compose-not-privileged', 4],
    ['an injection', { '.github/workflows/a.yml': 'on: issues\njobs: {a: {runs-on: x, steps: [{run: "echo ${{ github.event.issue.title }}"}]}}\n' }, 'workflow-no-injection', 4],
    ['an unverified download', { Dockerfile: 'FROM ubuntu:22.04\nRUN curl -fsSL https://example.com/x.tgz | tar -xz\n' }, 'dockerfile-verified-download', 4],
    ['a committed .env', { '.env': 'A=1\n' }, 'env-not-committed', 4],
    ['a .gitignore that does not name .env', { '.gitignore': 'x\n' }, 'env-not-committed', 0],
    ['a README without a quick start', { 'Dockerfile': SMALL_DOCKERFILE, 'README.md': '# x\n' }, 'readme-quick-start', 0],
  ])('by default %s decides the status by its harm', async (_, files, id, expected) => {
    const found = folderOf(files);
    const { reports: [{ results }] } = await resultsOf(found, '--only', id);
    expect([results[0].status, (await call(['audit', found, '--only', id])).status]).toEqual(['fail', expected]);
  });

  test('the level decides the status', async () => {
    const only = ['--only', 'dockerfile-base-digest'];
    expect((await call(['audit', folder, ...only])).status).toBe(0);
    expect((await call(['audit', folder, ...only, '--fail-on', 'advanced'])).status).toBe(4);
    expect((await call(['audit', folder, '--fail-on', 'none'])).status).toBe(0);
  });

  test('a skip holds until its day, and needs a reason', async () => {
    const args = ['audit', folder, '--fail-on', 'advanced', '--only', 'dockerfile-no-install-recommends', '--skip', 'dockerfile-no-install-recommends:2026-11-24:the old mirror'];
    const held = await call(args);
    expect(held.status).toBe(0);
    expect(held.out).toContain('accepted until 2026-11-24: dockerfile-no-install-recommends (the old mirror)');
    const ended = await call(args, { now: new Date('2026-11-25T00:00:00Z') });
    expect(ended.status).toBe(4);
    expect(ended.out).toContain('the skip of dockerfile-no-install-recommends ended on 2026-11-24 (the old mirror): its failure counts again');
  });

  test.each([
    [['--skip', 'dockerfile-healthcheck'], 'write ID:DAY:REASON'],
    [['--skip', 'dockerfile-healthcheck:2026-12-31: '], 'a skip needs a reason'],
    [['--skip', 'dockerfile-healthcheck:2026-02-30:why'], 'a skip ends on a day'],
    [['--skip', 'dockerfile-helthcheck:2026-12-31:why'], 'Did you mean dockerfile-healthcheck'],
    [['--only', 'compose-capdrop'], 'Did you mean compose-cap-drop'],
    [['--format', 'tabel'], 'Allowed choices are'],
    [['--fail-on', 'high'], 'Allowed choices are'],
    [['--config', 'none.yml'], 'none.yml cannot be read (ENOENT)'],
    [['--output', '/none/at/all'], '--output /none/at/all: the file cannot be written (ENOENT)'],
    [['--quite'], 'Did you mean --quiet'],
  ])('%j is refused', async (args, message) => {
    const { status, err } = await call(['audit', folder, ...args]);
    expect([status, err]).toEqual([1, expect.stringContaining(message)]);
    expect(err).not.toMatch(/^ +at /m);
  });

  test('the results go to a file, whole or not at all', async () => {
    const file = path.join(folderOf({}), 'results.json');
    await call(['audit', folder, '--format', 'json', '--output', file]);
    expect(JSON.parse(readFileSync(file, 'utf8')).version).toBe(2);
    expect(readdirSync(path.dirname(file))).toEqual(['results.json']);
  });
});

describe('the config file of a repository', () => {
  /** Fails a run that asks for nothing. */
  const RUNS_AS_ROOT = SMALL_DOCKERFILE.replace('USER 1001:1001', 'USER root');
  const withConfig = (text: string): string => folderOf({ 'Dockerfile': RUNS_AS_ROOT, '.spark-image.yml': text });

  test('says nothing where it is a link out of the repository, and is never waited for where it is a pipe', async () => {
    const folder = folderOf({ Dockerfile: RUNS_AS_ROOT });
    symlinkSync(path.join(folderOf({ 'a.yml': 'failOn: none\n' }), 'a.yml'), path.join(folder, '.spark-image.yml'));
    const { status, out } = await call(['audit', folder]);
    expect([status, out]).toEqual([4, expect.stringContaining('.spark-image.yml: is a link out of the repository and was not followed')]);
    const other = folderOf({ 'Dockerfile': RUNS_AS_ROOT, '.git/HEAD': '' });
    for (const pipe of ['.spark-image.yml', '.git/index']) expect(spawnSync('mkfifo', [path.join(other, pipe)]).status).toBe(0);
    expect((await call(['audit', other])).status).toBe(4);
  });

  test('may be a link to a file of the repository', async () => {
    const folder = folderOf({ 'Dockerfile': RUNS_AS_ROOT, 'ci/audit.yml': 'failOn: none\n' });
    symlinkSync('ci/audit.yml', path.join(folder, '.spark-image.yml'));
    expect((await call(['audit', folder])).status).toBe(0);
  });

  test('says what is wanted, and gives way to what is typed and to --no-config', async () => {
    const folder = withConfig('failOn: none\nonly: [dockerfile-base-tag, dockerfile-no-install-recommends]\nskip:\n  - id: dockerfile-no-*\n    reason: the old mirror\n    expires: 2027-01-01\n');
    const document = await resultsOf(folder);
    expect(document.reports[0].results.map((r) => [r.id, r.skip?.reason])).toEqual([['dockerfile-no-install-recommends', 'the old mirror'], ['dockerfile-base-tag', undefined]]);
    expect((await call(['audit', folder])).status).toBe(0);
    expect((await call(['audit', folder, '--no-config'])).status).toBe(4);
  });

  test.each([
    ['failOn: high\n', ':1: failOn = "high": write essential, recommended, advanced or none.'],
    ['failOn:\n', ':1: failOn names no level: write essential, recommended, advanced or none.'],
    ['failOn: none\nonly: dockerfile-healthcheck\n', ':2: only is no list. Write: only: [dockerfile-healthcheck].'],
    ['skip: { id: license, reason: x, expires: 2027-01-01 }\n', ':1: skip is no list. Write: skip: [{ id:'],
    ['only:\n', ':1: only is no list.'],
    ['x: 1\n', ':1: "x" is unknown; the file can have failOn, only, skip.'],
    ['skip:\n  - id: dockerfile-healthcheck\n    reason: x\n', ':2: a skip needs expires.'],
    ['only: [dockerfile-helthcheck]\n', ':1: there is no check "dockerfile-helthcheck". Did you mean dockerfile-healthcheck'],
    ['- a\n', ':1: the file holds keys and values'],
    ['a: [\n', 'it is no valid YAML'],
  ])('%j is refused with its line', async (text, message) => {
    const { status, err } = await call(['audit', withConfig(text)]);
    expect([status, err]).toEqual([1, expect.stringContaining(message)]);
  });
});

test('the published schemas describe what is read and written', async () => {
  const validator = tool('check-jsonschema');
  if (validator === undefined) return;
  const folder = folderOf({ 'results.json': '', 'good.yml': 'failOn: none\nonly: [dockerfile-*]\nskip:\n  - { id: license, reason: x, expires: "2027-01-01" }\n', 'bad.yml': 'failOn: high\n' });
  const image = folderOf({ 'Dockerfile': SMALL_DOCKERFILE, 'docker-compose.yml': 'a: [' });
  writeFileSync(path.join(folder, 'results.json'), (await call(['audit', '--format', 'json', goldenFolder('minimal'), image, '--skip', 'license:2027-01-01:later'])).out);
  const valid = (schema: string, file: string): number | null => spawnSync(validator, ['--schemafile', path.join(ROOT, 'assets/schemas', schema), file], { cwd: folder }).status;
  expect(valid('results.schema.json', 'results.json')).toBe(0);
  expect(valid('config.schema.json', 'good.yml')).toBe(0);
  expect(valid('config.schema.json', 'bad.yml')).toBe(1);
  writeFileSync(path.join(folder, 'results.json'), readFileSync(path.join(folder, 'results.json'), 'utf8').replace('"status": "fail"', '"status": "bad"'));
  expect(valid('results.schema.json', 'results.json')).toBe(1);
});

test('nothing is left behind by a call that fails', async () => {
  const directory = folderOf({});
  mkdirSync(path.join(directory, 'x'));
  await call(['audit', '.', '--output', 'x/../y/z'], { directory });
  expect(existsSync(path.join(directory, 'y'))).toBe(false);
});
