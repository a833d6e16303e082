import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { repositoryWith, synthesize, temporaryDirectory } from './synthesis';

/** A directory with a file outside of the repository. */
function elsewhere(): string {
  const directory = temporaryDirectory();
  writeFileSync(path.join(directory, 'mine.txt'), 'mine\n');
  return directory;
}

describe('a link in the place of a managed file', () => {
  test('gives way to the file, and what it leads to stays', () => {
    const other = path.join(elsewhere(), 'mine.txt');
    const outdir = temporaryDirectory();
    symlinkSync(other, path.join(outdir, 'Dockerfile'));
    symlinkSync('/nowhere', path.join(outdir, 'SECURITY.md'));
    const files = synthesize(repositoryWith({ outdir }));
    expect(readFileSync(other, 'utf8')).toBe('mine\n');
    for (const file of ['Dockerfile', 'SECURITY.md']) expect(lstatSync(path.join(outdir, file)).isFile()).toBe(true);
    expect(files.Dockerfile).toMatch(/^FROM /m);
  });

  test('is the user’s own where the file was handed over', () => {
    const outdir = temporaryDirectory();
    symlinkSync(path.join(elsewhere(), 'mine.txt'), path.join(outdir, 'Dockerfile'));
    expect(synthesize(repositoryWith({ outdir, unmanagedFiles: ['Dockerfile'] })).Dockerfile).toBe('mine\n');
    expect(lstatSync(path.join(outdir, 'Dockerfile')).isSymbolicLink()).toBe(true);
  });
});

test('what stands in the way is named, all of it, and nothing is written', () => {
  const outdir = temporaryDirectory();
  mkdirSync(path.join(outdir, 'SECURITY.md'));
  writeFileSync(path.join(outdir, 'docker'), 'a file\n');
  symlinkSync(elsewhere(), path.join(outdir, '.github'));
  expect(() => synthesize(repositoryWith({ outdir }))).toThrow([
    'Nothing was written, because something blocks generated files:',
    '- ".github" is a link out of the repository.',
    '- "docker" is a file, and has to be a directory.',
    '- "SECURITY.md" is a directory, and has to be a file.',
    'Move it away, and run the command again.',
  ].join('\n'));
  expect(existsSync(path.join(outdir, 'Dockerfile'))).toBe(false);
  expect(existsSync(path.join(outdir, '.github', 'workflows'))).toBe(false);
});

test('a directory may be a link inside of the repository', () => {
  const outdir = temporaryDirectory();
  mkdirSync(path.join(outdir, 'files'));
  symlinkSync('files', path.join(outdir, 'docker'));
  expect(synthesize(repositoryWith({ outdir }))).toHaveProperty(['files/fetch-spark.sh']);
});
