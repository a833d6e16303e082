import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { driftOf, driftStatus } from '../../src/cli/drift/drift';
import { ManagedContent } from '../../src/cli/drift/managed-files';
import { ResultsDocument } from '../../src/cli/reporters/json';
import { contentHash, RECORD_FILE } from '../../src/components/generation-record';
import { keep } from '../../src/components/originals';
import { call, folderOf } from './call';
import { generatedRepository, synthesizeIn, writeRc } from './generated';

/** A whole package is translated first, and each test generates twice. */
jest.setTimeout(120_000);

const content = (text: string, executable = false, file = 'x'): ManagedContent & { readonly hash: string } => ({ text, executable, link: false, hash: contentHash(file, text, executable) });
const record = (text: string): { version: string; files: { x: string } } => ({ version: '1', files: { x: content(text).hash } });

describe('how a managed file has drifted', () => {
  test.each([
    ['nothing', content('a'), content('a'), record('a'), undefined],
    ['nothing, though the record is another', content('a'), content('a'), record('b'), undefined],
    ['edited', content('mine'), content('a'), record('a'), { state: 'edited' }],
    ['edited, while it became outdated', content('mine'), content('b'), record('a'), { state: 'edited' }],
    ['outdated', content('a'), content('b'), record('a'), { state: 'outdated' }],
    ['outdated without a record, which may be edited', content('a'), content('b'), undefined, { state: 'outdated' }],
    ['no longer executable', content('a'), content('a', true), { version: '1', files: { x: content('a', true).hash } }, { state: 'edited' }],
    ['replaced by a link to the same text', { ...content('a'), link: true, hash: undefined }, content('a'), record('a'), { state: 'edited', message: 'was replaced by a link' }],
    ['deleted', undefined, content('a'), record('a'), { state: 'deleted' }],
    ['missing', undefined, content('a'), { version: '1', files: {} }, { state: 'missing' }],
    ['left over', content('a'), undefined, record('a'), { state: 'left-over' }],
    ['left over and edited', content('mine'), undefined, record('a'), { state: 'left-over' }],
    ['gone on both sides', undefined, undefined, record('a'), undefined],
  ])('%s', (_, current, fresh, recorded, expected) => {
    const drift = driftOf({ file: 'x', current, fresh, record: recorded });
    if (expected === undefined) expect(drift).toBeUndefined();
    else expect(drift).toMatchObject(expected);
  });

  test('what was done by hand weighs most', () => {
    const drift = (state: 'edited' | 'outdated') => ({ file: 'x', state, message: '' });
    expect([driftStatus([]), driftStatus([drift('outdated')]), driftStatus([drift('outdated'), drift('edited')])]).toEqual([0, 3, 2]);
  });

  test('line ends and the versions that npm writes count for nothing, scripts do', () => {
    const hash = (version: string, script: string) => contentHash('package.json', `{"scripts":{"a":"${script}"},"devDependencies":{"b":"${version}"}}`, false);
    expect(contentHash('x', 'a\r\nb\r\n', false)).toBe(contentHash('x', 'a\nb\n', false));
    expect(hash('*', 'x')).toBe(hash('^1.2.3', 'x'));
    expect(hash('*', 'x')).not.toBe(hash('*', 'y'));
  });
});

describe('a generated repository', () => {
  let folder: string;
  const file = (name: string): string => path.join(folder, name);
  const edit = (name: string, change: (text: string) => string): void => {
    const text = readFileSync(file(name), 'utf8');
    chmodSync(file(name), statSync(file(name)).mode + (statSync(file(name)).mode % 0o400 < 0o200 ? 0o200 : 0));
    writeFileSync(file(name), change(text));
  };
  const drift = async (...args: string[]): Promise<{ status: number; states: { [file: string]: string } }> => {
    const { status, out } = await call(['check', folder, '--format', 'json', ...args]);
    const document: ResultsDocument = JSON.parse(out);
    return { status, states: Object.fromEntries((document.drift ?? []).map((d) => [d.file, d.state])) };
  };
  const snapshot = (): string[] => readdirSync(folder).sort().map((name) => `${name} ${statSync(file(name)).mtimeMs}`);

  beforeEach(() => {
    folder = generatedRepository();
  });

  test('is fine when it was just generated, and is not touched', async () => {
    const before = snapshot();
    const { status, out } = await call(['check', folder]);
    expect([status, out]).toEqual([0, expect.stringContaining('Every managed file is in sync.')]);
    expect(out).toContain('21 of 21 items are met');
    expect(snapshot()).toEqual(before);
  });

  test('tells apart what was edited, deleted, out of date, missing and left over', async () => {
    edit('Dockerfile', (text) => text.replace('USER 1001:1001', 'USER root'));
    rmSync(file('requirements.txt'));
    chmodSync(file('entrypoint.sh'), 0o644);
    writeRc(folder, 'compose: { workers: 2 }, dependabot: false', "project.dockerfile.addEnv('TEAM', 'data');\n");
    const { status, states } = await drift();
    expect(status).toBe(2);
    expect(states).toMatchObject({ 'Dockerfile': 'edited', 'entrypoint.sh': 'edited', 'requirements.txt': 'deleted', 'docker-compose.yml': 'outdated', '.github/dependabot.yml': 'left-over' });
    expect(Object.keys(states)).not.toContain(RECORD_FILE);
    const { out } = await call(['check', folder]);
    expect(out).toMatch(/edited +Dockerfile was edited by hand after it was generated\n[^]*- *-USER root\n|edited +Dockerfile/);
    expect(out).toContain('-USER root');
    expect(out).toContain('+USER 1001:1001');
    expect(out).toContain('entrypoint.sh lost its permission to be executed');
  });

  test('is out of date when the rc file was changed and nothing was edited', async () => {
    writeRc(folder, 'compose: { workers: 3 }');
    const { status, states } = await drift();
    expect([status, states]).toEqual([3, expect.objectContaining({ 'docker-compose.yml': 'outdated' })]);
    expect(Object.values(states)).not.toContain('edited');
  });

  test('names what to write in the rc file, where the file is generated, and the file itself, where it is the user\'s', async () => {
    const { out } = await call(['check', folder]);
    expect(out.replace(/\s*│\s*/g, ' ')).toMatch(/→ In the rc file: append the digest, baseImage: 'ubuntu:22\.04@sha256:…'/);
    expect(out).toContain('publish: { slsaLevel: 3 }');
    writeRc(folder, "unmanagedFiles: ['Dockerfile']");
    synthesizeIn(folder);
    expect((await call(['check', folder])).out).toContain('→ Append the digest to the base image');
  });

  test('is below the wanted level where nothing drifted', async () => {
    expect((await drift('--fail-on', 'advanced')).status).toBe(4);
  });

  test('is in sync again after a file was handed over, and stays so without the list of generated files', async () => {
    writeRc(folder, "unmanagedFiles: ['Dockerfile', 'entrypoint.sh']");
    const before = await drift();
    expect([before.status, Object.keys(before.states)]).toEqual([3, expect.not.arrayContaining(['Dockerfile'])]);
    synthesizeIn(folder);
    expect(await drift()).toEqual({ status: 0, states: {} });
    edit('Dockerfile', (text) => text.replace(/^# .*\n/m, ''));
    synthesizeIn(folder);
    rmSync(file('.projen/files.json'));
    synthesizeIn(folder);
    expect(await drift()).toEqual({ status: 0, states: {} });
  });

  test('an rc file that fails is an error with its reason, and nothing is written', async () => {
    writeRc(folder, "javaVersion: '5'");
    const before = snapshot();
    const { status, err } = await call(['check', folder]);
    expect([status, err]).toEqual([1, expect.stringContaining('javaVersion = "5"')]);
    expect(err).not.toMatch(/\u001b|FORCE_COLOR/);
    expect(snapshot()).toEqual(before);
  });

  test('shows the drift in a comment for a pull request', async () => {
    edit('SECURITY.md', (text) => text.replace('# Security', '# Insecurity'));
    const { status, out } = await call(['check', folder, '--format', 'markdown']);
    expect(status).toBe(2);
    expect(out).toContain('| `SECURITY.md` | edited | was edited by hand after it was generated |');
    expect(out).toContain('-# Insecurity');
  });
});

test('what is not there, no generated repository, or not installed, is an error that says so', async () => {
  expect((await call(['check', path.join(folderOf({}), 'none')])).err).toContain('none does not exist. Name the folder of a generated repository');
  expect((await call(['check', folderOf({ Dockerfile: 'FROM x\n' })])).err).toContain('is no repository that was generated: it has no .projenrc.ts or .projenrc.js. Use "spark-image audit"');
  expect((await call(['check', folderOf({ '.projenrc.ts': '', '.projen/tasks.json': '{}' })])).err).toContain('is not installed: node_modules has no projen. Run "npm ci" there first.');
});

test('an earlier copy is never replaced', () => {
  const folder = folderOf({ 'a': 'new', 'a.orig': 'old' });
  expect(keep(folder, 'a')).toBe('a.orig.2');
  expect(readFileSync(path.join(folder, 'a.orig'), 'utf8')).toBe('old');
});
