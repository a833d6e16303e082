import { existsSync, readdirSync } from 'node:fs';
import { PROJEN_MARKER } from 'projen/lib/common';
import { differences, goldenIn, keptOf, snapshotFolder, synthesized, wholeGolden } from './golden';
import { REPOSITORIES } from './repositories';

describe.each(Object.keys(REPOSITORIES))('the golden repository "%s"', (name) => {
  test('is what its options give; "npm run goldens" writes it afresh', () => {
    const committed = existsSync(snapshotFolder(name)) ? wholeGolden(name) : {};
    expect(differences(committed, synthesized(REPOSITORIES[name])).join('\n')).toBe('');
  });

  test('keeps nothing but what tells it from the base', () => {
    expect(differences(goldenIn(snapshotFolder(name)), keptOf(name, wholeGolden(name)))).toEqual([]);
  });

  test('does not hold the marker by which projen finds files to delete', () => {
    expect(Object.values(wholeGolden(name)).filter((text) => text.includes(PROJEN_MARKER))).toEqual([]);
  });
});

test('a repository of default options stays small: what is in it has to be looked through', () => {
  const files = wholeGolden('default');
  const lines = Object.values(files).map((text) => text.split('\n').length - 1).reduce((sum, count) => sum + count, 0);
  expect(Object.keys(files).length).toBeLessThanOrEqual(60);
  expect(lines).toBeLessThanOrEqual(8000);
});

test('no golden repository is left over', () => {
  const folders = readdirSync(__dirname).filter((entry) => entry.endsWith('.snapshot'));
  expect(folders.sort()).toEqual(Object.keys(REPOSITORIES).map((name) => `${name}.snapshot`).sort());
});

test('a difference names the file, the line, and both texts', () => {
  const committed = { 'same': 'a\n', 'gone': 'x\n', 'changed': 'one\ntwo\n', 'run.sh*': '' };
  expect(differences(committed, { 'same': 'a\n', 'changed': 'one\n2\n', 'new': '', 'run.sh': '' })).toEqual([
    '~ changed:2\n    committed: two\n    now:       2',
    '- gone',
    '+ new',
    '+ run.sh',
    '- run.sh*',
  ]);
});
