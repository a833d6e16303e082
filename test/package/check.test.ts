import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { Outcome, run } from './command';
import { CREATION_TIMEOUT, fingerprintOf, packedTarball, projenNew, textIn, Workspace } from './repository';

jest.setTimeout(CREATION_TIMEOUT);

const workspace = new Workspace();
const directory = workspace.folder('check');

beforeAll(async () => {
  mkdirSync(directory);
  const { status, output } = await projenNew(directory, { from: `spark-image-project@file:${await packedTarball()}`, words: ['--no-git'] });
  if (status !== 0) throw new Error(output);
});

afterAll(() => workspace.remove());

function check(...words: string[]): Promise<Outcome> {
  return run('npx', ['spark-image', 'check', ...words], { cwd: directory });
}

test('npx spark-image check finds a new repository in sync, and touches nothing', async () => {
  const before = fingerprintOf(directory);
  const { status, output } = await check();
  expect([status, output]).toEqual([0, expect.stringContaining('Every managed file is in sync.')]);
  expect(fingerprintOf(directory)).toEqual(before);
});

test('npx projen check is the same, and hands its options on', async () => {
  const { status, output } = await run('npx', ['projen', 'check', '--quiet', '--fail-on', 'none'], { cwd: directory });
  expect([status, output]).toEqual([0, expect.stringContaining('Every managed file is in sync.')]);
});

test('--fix writes everything afresh, and loses nothing that was written by hand', async () => {
  const before = fingerprintOf(directory);
  const dockerfile = path.join(directory, 'Dockerfile');
  chmodSync(dockerfile, 0o644);
  writeFileSync(dockerfile, `${textIn(directory, 'Dockerfile')}# mine\n`);
  rmSync(path.join(directory, '.dockerignore'));
  expect((await check()).status).toBe(2);
  const { status, output } = await check('--fix');
  expect([status, output]).toEqual([0, expect.stringContaining('kept as Dockerfile.orig')]);
  expect(textIn(directory, 'Dockerfile.orig')).toMatch(/# mine\n$/);
  expect(existsSync(path.join(directory, '.dockerignore'))).toBe(true);
  rmSync(path.join(directory, 'Dockerfile.orig'));
  expect(fingerprintOf(directory)).toEqual(before);
  expect((await check()).status).toBe(0);
});

test('the command works in any folder, and its errors have no stack', async () => {
  const { status, output } = await run('npx', ['spark-image', 'audit', '/none'], { cwd: directory });
  expect([status, output]).toEqual([1, 'spark-image: /none: there is no such file or folder. Name a repository, a folder or a Dockerfile.\n']);
});
