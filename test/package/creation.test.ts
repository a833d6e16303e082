import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { run, runWell } from './command';
import { LoopbackRegistry } from './registry';
import { CREATION_TIMEOUT, filesOf, fingerprintOf, packedTarball, projenNew, resync, textIn, Workspace } from './repository';

jest.setTimeout(CREATION_TIMEOUT);

const workspace = new Workspace();
let tarball: string;

beforeAll(async () => {
  tarball = await packedTarball();
});

afterAll(() => workspace.remove());

/** A new folder, empty unless files are given. */
function folder(name: string, files: { readonly [file: string]: string } = {}): string {
  const directory = workspace.folder(name);
  mkdirSync(directory, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
    writeFileSync(path.join(directory, file), text);
  }
  return directory;
}

function devDependencies(directory: string): { [name: string]: string } {
  return (JSON.parse(textIn(directory, 'package.json')) as { devDependencies: { [name: string]: string } }).devDependencies;
}

/** A repository is whole when its rc file can be run again and changes nothing, and npm agrees with package.json. */
async function expectWhole(directory: string): Promise<void> {
  expect(filesOf(directory)).toEqual(expect.arrayContaining(['.projenrc.ts', 'Dockerfile', '.dockerignore', 'entrypoint.sh', 'package.json', 'package-lock.json']));
  await runWell('npm', ['ls', '--all'], { cwd: directory });
  const before = fingerprintOf(directory);
  await resync(directory);
  expect(fingerprintOf(directory)).toEqual(before);
}

describe('a repository is made from', () => {
  test('the name in a registry, without git', async () => {
    const registry = await LoopbackRegistry.start(tarball);
    try {
      const directory = folder('by-name');
      const { status, output } = await projenNew(directory, { from: 'spark-image-project', words: ['--no-git'], env: registry.settings });
      expect(output).not.toContain('Error');
      expect(status).toBe(0);
      expect(devDependencies(directory)['spark-image-project']).toMatch(/^\^?0\.0\.0$/);
      expect(textIn(directory, '.projenrc.ts')).toContain('devDeps: ["spark-image-project"]');
      expect(existsSync(path.join(directory, '.git'))).toBe(false);
      await expectWhole(directory);
    } finally {
      await registry.stop();
    }
  });

  test.each([
    ['a name with the address of a tarball', (file: string) => `spark-image-project@file:${file}`],
    ['the path of a tarball', (file: string) => file],
    ['the address of a tarball', (file: string) => `file:${file}`],
  ])('%s', async (name, specOf) => {
    const directory = folder(name.replace(/ /g, '-'));
    const { status, output } = await projenNew(directory, { from: specOf(tarball), words: ['--no-git'] });
    expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
    const relative = `file:${path.relative(directory, tarball)}`;
    expect(Object.keys(devDependencies(directory)).sort()).toEqual(['constructs', 'jiti', 'projen', 'spark-image-project']);
    expect(devDependencies(directory)['spark-image-project']).toBe(relative);
    expect(textIn(directory, '.projenrc.ts')).toContain(`devDeps: ["spark-image-project@${relative}"]`);
    await expectWhole(directory);
  });
});

test('what is chosen on the command line stands in the rc file as text', async () => {
  const directory = folder('chosen');
  const words = ['--no-git', '--spark-version', '3.5.6', '--java-version', '17', '--base-image', 'debian:bookworm-slim', '--owner', 'acme', '--uid', '2000', '--build-workflow', 'false'];
  const { status, output } = await projenNew(directory, { from: `spark-image-project@file:${tarball}`, words });
  expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
  const rc = textIn(directory, '.projenrc.ts');
  for (const line of ['sparkVersion: "3.5.6"', 'javaVersion: "17"', 'baseImage: "debian:bookworm-slim"', 'owner: "acme"', 'uid: 2000', 'buildWorkflow: false', 'name: "chosen"']) expect(rc).toContain(line);
  expect(textIn(directory, 'Dockerfile')).toContain('debian:bookworm-slim');
  await expectWhole(directory);
  // What people change most is offered, but for what was chosen; removing the slashes is enough.
  const offered = [...rc.matchAll(/^ {2}\/\/ (\w+): /gm)].map(([, option]) => option);
  expect(offered).toEqual(['connectors', 'pythonRequirements', 'aptPackages', 'environment', 'compose', 'registry', 'scan']);
  writeFileSync(path.join(directory, '.projenrc.ts'), rc.replace(/^ {2}\/\/ (?=\w+: )/gm, '  '));
  await resync(directory);
  expect(textIn(directory, 'docker/requirements.txt')).toContain('pandas==2.2.3');
  expect(textIn(directory, 'README.md')).toContain('registry.example.com');
  expect(textIn(directory, '.projenrc.ts')).toMatch(/^ {2}scan: \{ severity: "critical" \}, /m);
});

test('without comments, and in plain JavaScript, the rc file says what was chosen alone', async () => {
  const directory = folder('no-comments');
  const { status, output } = await projenNew(directory, { from: `spark-image-project@file:${tarball}`, words: ['--no-git', '--no-comments', '--projenrc-js'] });
  expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
  expect(textIn(directory, '.projenrc.js')).not.toContain('//');
});

describe('in a folder that is a git repository with files', () => {
  const theirs = {
    'README.md': '# Ours\n\nWritten by hand.\n',
    'Dockerfile': 'FROM scratch\n',
    'package.json': '{ "name": "ours", "scripts": { "lint": "true" } }\n',
    'spark-apps/own.py': 'print("own")\n',
    'notes/plan.txt': 'a plan\n',
  };
  let directory: string;
  let printed: string;

  beforeAll(async () => {
    directory = folder('with-files', theirs);
    await runWell('git', ['init', '-q', '-b', 'trunk'], { cwd: directory });
    await runWell('git', ['remote', 'add', 'origin', 'https://github.com/Acme-Data/with-files.git'], { cwd: directory });
    await runWell('git', ['add', '.'], { cwd: directory });
    await runWell('git', ['commit', '-q', '-m', 'First'], { cwd: directory });
    const { status, output } = await projenNew(directory, { from: `spark-image-project@file:${tarball}`, words: ['--sparkversion', '3.5.8', '--package-manager', 'pnpm'] });
    expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
    printed = output;
  });

  test('the branch is taken from git and written down, and the workflows listen to it', () => {
    expect(textIn(directory, '.projenrc.ts')).toContain('defaultBranch: "trunk"');
    expect(textIn(directory, '.github/workflows/docker-build.yml')).toMatch(/branches:\n\s+- trunk\n/);
    expect(textIn(directory, 'README.md')).toContain('push to `trunk`');
  });

  test('switches that there are not are told, with the likely name', () => {
    expect(printed).toContain('--sparkversion is not an option of this project type, and was ignored. Did you mean --spark-version? Write sparkVersion into .projenrc.ts');
    expect(printed).toContain('--package-manager is not an option of this project type');
  });

  test('what is to be set on GitHub is printed, and stands in docs/publishing.md, each with its page', () => {
    // A warning may name the source of what it says; the list comes after its title.
    const pages = [...printed.slice(printed.indexOf('To be set once on GitHub')).matchAll(/https:\/\/github\.com\/\S+/g)].map(([url]) => url);
    const settings = 'https://github.com/Acme-Data/with-files/settings';
    expect(pages).toEqual([
      `${settings}/actions`, 'https://github.com/settings/personal-access-tokens/new', `${settings}/environments`, `${settings}/security_analysis`, `${settings}/rules`,
      'https://github.com/Acme-Data/with-files/pkgs/container/with-files',
    ]);
    const [, section] = textIn(directory, 'docs/publishing.md').split('## Set up on GitHub\n');
    for (const page of pages) expect(section.split('\n## ')[0]).toContain(`(${page})`);
  });

  test('what is replaced is kept beside it', () => {
    expect(textIn(directory, 'README.md.orig')).toBe(theirs['README.md']);
    expect(textIn(directory, 'Dockerfile.orig')).toBe(theirs.Dockerfile);
    expect(textIn(directory, 'Dockerfile')).not.toBe(theirs.Dockerfile);
    expect(JSON.parse(textIn(directory, 'package.json.orig'))).toMatchObject({ name: 'ours', scripts: { lint: 'true' } });
  });

  test('what is not replaced stays as it was', () => {
    expect(textIn(directory, 'spark-apps/own.py')).toBe(theirs['spark-apps/own.py']);
    expect(textIn(directory, 'notes/plan.txt')).toBe(theirs['notes/plan.txt']);
  });

  test('the owner is taken from the remote and written down', () => {
    expect(textIn(directory, '.projenrc.ts')).toContain('owner: "Acme-Data"');
  });

  test('the history stays, and everything is committed', async () => {
    const log = await runWell('git', ['log', '--format=%s'], { cwd: directory });
    expect(log.trim().split('\n')).toEqual(['chore: project created with projen', 'First']);
    expect(await runWell('git', ['status', '--porcelain'], { cwd: directory })).toBe('');
    expect(await runWell('git', ['ls-files', '*.orig'], { cwd: directory })).toBe('');
  });

  test('adopt reads what was kept', async () => {
    expect(printed).toContain('"npx spark-image adopt" reads your Dockerfile');
    expect(printed).toContain("project.setScript('name', 'command')");
    expect(await runWell('npx', ['spark-image', 'adopt'], { cwd: directory })).toContain('Read from what was kept as NAME.orig.');
  });

  test('a resync leaves the kept copies alone', async () => {
    await expectWhole(directory);
    expect(textIn(directory, 'README.md.orig')).toBe(theirs['README.md']);
  });

  test('a clone is in sync after npm ci, also on a CI server', async () => {
    const clone = workspace.folder('clone');
    await runWell('git', ['clone', '-q', directory, clone], { cwd: directory });
    await runWell('npm', ['ci'], { cwd: clone });
    await resync(clone, { env: { CI: 'true' } });
    expect(await runWell('git', ['status', '--porcelain'], { cwd: clone })).toBe('');
  });
});

test('without an installation the way to one is said, at the creation and by npx projen', async () => {
  const directory = folder('no-post');
  const { status, output } = await projenNew(directory, { from: `spark-image-project@file:${tarball}`, words: ['--no-git', '--no-post'] });
  expect([status, output]).toEqual([0, expect.stringContaining('Nothing was installed, because of --no-post. Run "npm install" first, then "npx projen".')]);
  const resynced = await run(path.join(directory, 'node_modules', '.bin', 'projen'), [], { cwd: directory });
  expect(resynced.status).not.toBe(0);
  expect(resynced.output).toContain('\nRun "npm install" first, then "npx projen": jiti is not installed.\n');
  expect(resynced.output).not.toContain('MODULE_NOT_FOUND');
  await runWell('npm', ['install'], { cwd: directory });
  await expectWhole(directory);
});

describe('a creation that fails', () => {
  const create = (directory: string, words: readonly string[]) => projenNew(directory, { from: `spark-image-project@file:${tarball}`, words: ['--no-git', ...words] });

  test('says why, leaves no file of ours, and works the second time', async () => {
    const directory = folder('second-try', { 'mine.txt': 'mine\n' });
    for (const [words, reasons] of [
      [['--spark-version', '4.0'], ['sparkVersion', "'4.0.x'"]],
      [['--spark-version', '4.1.2', '--java-version', '11'], ['javaVersion = 11', 'Spark 4.1 does not support Java 11']],
    ] as const) {
      const { status, output } = await create(directory, words);
      expect(status).not.toBe(0);
      for (const reason of reasons) expect(output).toContain(reason);
      expect(filesOf(directory)).toEqual(['mine.txt', 'package.json']);
    }
    const { status, output } = await create(directory, ['--spark-version', '4.0.x', '--base-image', 'ubuntu:24.04']);
    expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
    await expectWhole(directory);
    expect(textIn(directory, 'mine.txt')).toBe('mine\n');
  });
});
