import { mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { refusalOf } from '../../src/cli/main';
import { call, folderOf } from './call';

/** An error as Node makes it. */
function refused(code: string, members: object = { syscall: 'open', path: '/there/Dockerfile' }): Error {
  return Object.assign(new Error(`${code}: refused`), { code, ...members });
}

test.each(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EISDIR'])('%s is no fault of the command', (code) => {
  expect(refusalOf(refused(code))).toMatch(new RegExp(`^/there/Dockerfile: .+\\. .+ \\(${code}, open\\)\\.$`));
});

test('of a copy the target is named', () => {
  expect(refusalOf(refused('EACCES', { syscall: 'copyfile', path: '/a', dest: '/b' }))).toMatch(/^\/b: permission was denied\./);
});

test('without projen the installation is incomplete', () => {
  expect(refusalOf(Object.assign(new Error("Cannot find module 'projen/lib/json'"), { code: 'MODULE_NOT_FOUND' }))).toContain('Run "npm ci"');
});

test('any other error may be one', () => {
  for (const error of [refused('ENOENT'), refused('MODULE_NOT_FOUND', {}), new Error('other'), undefined]) expect(refusalOf(error)).toBeUndefined();
});

test('adopt --write says what stands in its way', async () => {
  const folder = folderOf({ Dockerfile: 'FROM ubuntu:22.04\n' });
  mkdirSync(path.join(folder, 'entrypoint.sh'));
  const { status, err } = await call(['adopt', folder, '--write']);
  expect([status, err]).toEqual([1, expect.stringMatching(/entrypoint\.sh: a directory stands where a file should be/)]);
  expect(err).not.toContain('fault of spark-image');
}, 60_000);
