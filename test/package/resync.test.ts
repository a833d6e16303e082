import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { run, runWell } from './command';
import { CREATION_TIMEOUT, filesOf, fingerprintOf, packedTarball, projenNew, resync, textIn, Workspace } from './repository';

jest.setTimeout(CREATION_TIMEOUT);

/** What runs the resync itself: without it there is nothing that could bring it back. */
const RUNNER = '.projen/tasks.json';

const OWN = {
  'spark-apps/own_job.py': 'print("own")\n',
  'docs/notes.md': '# Notes\n',
  '.env': 'SPARK_WORKER_MEMORY=3g\n',
  'docker/own.sh': '#!/bin/sh\n',
  '.github/workflows/own.yml': 'on: push\n',
};

const workspace = new Workspace();
const directory = workspace.folder('resync');
let rc: string;
let created: { [file: string]: string };

beforeAll(async () => {
  mkdirSync(directory);
  const { status, output } = await projenNew(directory, { from: `spark-image-project@file:${await packedTarball()}`, words: ['--no-git'] });
  if (status !== 0) throw new Error(output);
  for (const [file, text] of Object.entries(OWN)) write(file, text);
  rc = textIn(directory, '.projenrc.ts');
  created = fingerprintOf(directory);
});

/** Every test begins with the repository as it was created, whatever the one before it did. */
beforeEach(async () => {
  if (textIn(directory, '.projenrc.ts') === rc) return;
  write('.projenrc.ts', rc);
  await resync(directory);
});

afterAll(() => workspace.remove());

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(directory, file)), { recursive: true });
  writeFileSync(path.join(directory, file), text);
}

/** Adds options to those that the rc file was created with, and runs it. */
async function resyncWith(options: string): Promise<void> {
  write('.projenrc.ts', rc.replace('new SparkImageProject({', `new SparkImageProject({\n  ${options}`));
  await resync(directory);
}

function managedFiles(): string[] {
  return (JSON.parse(textIn(directory, '.projen/files.json')) as { files: string[] }).files;
}

test('npx projen changes no byte and no mode', async () => {
  await runWell('npx', ['projen'], { cwd: directory });
  expect(fingerprintOf(directory)).toEqual(created);
});

/** Takes the copies away that a resync made of what was edited. */
function withoutCopies(): string[] {
  const copies = filesOf(directory).filter((file) => file.endsWith('.orig'));
  for (const file of copies) rmSync(path.join(directory, file));
  return copies.map((file) => file.slice(0, -'.orig'.length));
}

test('managed files that were changed, or whose mode was, come back, and each edit is kept', async () => {
  for (const file of managedFiles().filter((name) => name !== RUNNER)) {
    const absolute = path.join(directory, file);
    chmodSync(absolute, 0o777);
    writeFileSync(absolute, file.endsWith('.json') ? '{}\n' : `${readFileSync(absolute, 'utf8')}edited by hand\n`);
  }
  const output = await resync(directory);
  expect(output).toContain('.dockerignore may have been edited by hand and was replaced. What stood there was kept as .dockerignore.orig.');
  expect(output).toMatch(/Changed: .* and \d+ more\./);
  expect(textIn(directory, 'Dockerfile.orig')).toMatch(/edited by hand\n$/);
  expect(withoutCopies()).toEqual(expect.arrayContaining(managedFiles().filter((file) => !file.endsWith('.json'))));
  expect(fingerprintOf(directory)).toEqual(created);
});

test('managed files that were deleted come back', async () => {
  for (const file of managedFiles().filter((name) => name !== RUNNER)) rmSync(path.join(directory, file));
  await resync(directory);
  expect(fingerprintOf(directory)).toEqual(created);
});

test('what was changed in package.json by hand is put right', async () => {
  const manifest = JSON.parse(textIn(directory, 'package.json')) as { [field: string]: unknown };
  write('package.json', JSON.stringify({ ...manifest, description: 'edited', private: false, scripts: { build: 'true' } }, undefined, 2));
  await resync(directory);
  expect(withoutCopies()).toEqual(['package.json']);
  expect(textIn(directory, 'package.json')).not.toContain('edited');
  expect(fingerprintOf(directory)).toEqual(created);
});

test('files that are no longer produced go, and the user\'s beside them stay', async () => {
  const jar = `{ coordinates: 'org.postgresql:postgresql:42.7.4', sha512: '${'0'.repeat(128)}' }`;
  await resyncWith(`extraJars: [${jar}],\n  pythonRequirements: ['numpy==1.26.4'],`);
  const added = filesOf(directory).filter((file) => !(file in created));
  expect(added).toEqual(expect.arrayContaining(['docker/extra-jars.txt', 'docker/fetch-jars.sh', 'docker/requirements.txt']));

  write('.projenrc.ts', rc);
  await resync(directory);
  expect(fingerprintOf(directory)).toEqual(created);
});

test('the task that checks the types knows Node, and finds a wrong one', async () => {
  const own = rc.replace(/(?=const project)/, "const team: string = process.env.TEAM ?? 'data';\n");
  write('.projenrc.ts', `${own}project.dockerfile.addEnv('TEAM', team);\n`);
  await runWell('npx', ['projen', 'typecheck'], { cwd: directory });
  write('.projenrc.ts', `${own}project.dockerfile.addEnv('TEAM', 1);\n`);
  const { status, output } = await run('npx', ['projen', 'typecheck'], { cwd: directory });
  expect(status).not.toBe(0);
  expect(output).toContain("'number' is not assignable to parameter of type 'string'");
});

test('workflows that are switched off go', async () => {
  const workflows = filesOf(directory).filter((file) => file.startsWith('.github/') && !(file in OWN));
  await resyncWith('buildWorkflow: false,\n  compatibilityWorkflow: false,\n  driftWorkflow: false,\n  upgradeWorkflow: false,\n  dependabot: false,');
  expect(workflows.length).toBeGreaterThan(0);
  expect(filesOf(directory).filter((file) => file.startsWith('.github/'))).toEqual(['.github/workflows/own.yml']);
});

test('a file that is handed over is the user\'s from then on', async () => {
  await resyncWith("unmanagedFiles: ['Dockerfile'],");
  write('Dockerfile', 'FROM own\n');
  await resync(directory);
  expect(textIn(directory, 'Dockerfile')).toBe('FROM own\n');
  expect(managedFiles()).not.toContain('Dockerfile');
  rmSync(path.join(directory, 'Dockerfile'));
});

test('an option change follows everywhere at once', async () => {
  // The page for those who come from bitnami/spark, and the naive image of a measurement, name ports that no option moves.
  const ownPorts = managedFiles().filter((file) => !['docs/migrating-from-bitnami.md', 'docker/measure/starts.sh'].includes(file));
  const said = (port: number) => filesOf(directory).filter((file) => ownPorts.includes(file) && new RegExp(`(?<![0-9a-f])${port}(?![0-9a-f])`).test(textIn(directory, file)));
  const files = { 7077: said(7077), 8080: said(8080) };
  expect(files[7077]).toEqual(expect.arrayContaining(['.env.example', 'Dockerfile', 'README.md', 'docker-compose.host.yml', 'docker-compose.yml']));

  await resyncWith('ports: { master: 17077, masterUi: 18080 },');
  expect(said(7077)).toEqual([]);
  expect(said(8080)).toEqual([]);
  expect(said(17077)).toEqual(files[7077]);
  expect(said(18080)).toEqual(files[8080]);
  expect(textIn(directory, 'Dockerfile')).toMatch(/SPARK_MASTER_PORT="?17077/);
  expect(textIn(directory, 'Dockerfile')).toMatch(/^EXPOSE .*\b17077\b/m);
});

test('SECURITY.md is kept for what it was made of, and made again when what is kept is damaged or of something else', async () => {
  const cache = path.join(directory, 'node_modules', '.cache', 'spark-image-project');
  const [kept] = readdirSync(cache).filter((file) => file.endsWith('-security.json')).map((file) => path.join(cache, file));
  const { key, text } = JSON.parse(readFileSync(kept, 'utf8'));
  expect(text).toBe(textIn(directory, 'SECURITY.md'));

  writeFileSync(kept, JSON.stringify({ key, text: text.replace('# Security', '# From the cache') }));
  await resync(directory);
  expect(textIn(directory, 'SECURITY.md')).toContain('# From the cache');

  for (const wrong of ['{"key":', JSON.stringify({ key: 'of something else', text: 'wrong' })]) {
    writeFileSync(kept, wrong);
    await resync(directory);
    expect(fingerprintOf(directory)).toEqual(created);
  }
});

test('a wrong option says why and changes nothing', async () => {
  const before = fingerprintOf(directory);
  write('.projenrc.ts', rc.replace('new SparkImageProject({', "new SparkImageProject({\n  javaVersion: '8u1',"));
  const { status, output } = await run(path.join(directory, 'node_modules', '.bin', 'projen'), [], { cwd: directory });
  expect(status).not.toBe(0);
  expect(output).toContain('javaVersion = "8u1"');
  expect({ ...fingerprintOf(directory), '.projenrc.ts': '' }).toEqual({ ...before, '.projenrc.ts': '' });
});

test('through all of this the user\'s files were never touched', () => {
  for (const [file, text] of Object.entries(OWN)) expect(textIn(directory, file)).toBe(text);
  expect(existsSync(path.join(directory, 'Dockerfile.orig'))).toBe(false);
});
