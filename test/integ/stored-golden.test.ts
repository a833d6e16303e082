import { hunksBetween, withHunks } from './hunks';
import { restored, stored } from './stored-golden';

const BASE = { 'same.txt': 'a\n', 'gone.txt': 'x\n', 'page.md': '# A\n\nA page of some words.\n\n## B\n\ntwo\nthree\nfour\n', 'run.sh*': 'one\ntwo\nthree\nfour\nfive\nsix\n' };
const GOLDEN = {
  'new.txt': 'n\n',
  'page.md': '# A\n\nA page of some words.\n\n## B\n\ntwo\n3\nfour\n',
  'run.sh*': 'zero\none\ntwo\nthree\nfour\nfive\nsix\n',
  'same.txt': 'a\n',
};

describe('a golden repository is kept as what tells it from the base', () => {
  test('hunks with the section they stand in, own files, and the names of absent ones', () => {
    expect(stored(GOLDEN, BASE)).toEqual({
      'absent-files.txt': 'gone.txt\n',
      'new.txt': 'n\n',
      'page.md.diff': '@@ ## B\n two\n-three\n+3\n four\n',
      'run.sh.diff*': '@@\n+zero\n one\n',
    });
  });

  test('and becomes whole again', () => {
    expect(restored(stored(GOLDEN, BASE), BASE)).toEqual(GOLDEN);
  });

  test('a file that lost its executable bit is another file', () => {
    const golden = { ...GOLDEN, 'run.sh': 'one\n' };
    const { 'run.sh*': _, ...without } = golden;
    expect(restored(stored(without, BASE), BASE)).toEqual(without);
  });

  test.each(['absent-files.txt', 'a/b.diff', 'c.diff*'])('a repository cannot hold %s', (file) => {
    expect(() => stored({ [file]: '' }, BASE)).toThrow('files of that name describe differences');
  });

  test('hunks without a base, and hunks that do not fit, are errors', () => {
    expect(() => restored({ 'other.md.diff': '' }, BASE)).toThrow('other.md.diff: the base has no file "other.md"; run "npm run goldens"');
    expect(() => restored({ 'page.md.diff': '@@\n-five\n' }, BASE)).toThrow('the text has no such lines: five');
  });
});

describe('hunks', () => {
  test('stay the same when lines far above come', () => {
    const [before, after] = ['a\nb\nc\nd\n', 'a\nb\nC\nd\n'];
    expect(hunksBetween(`new\n${before}`, `new\n${after}`)).toBe(hunksBetween(before, after));
  });

  test('show as many lines as it takes to find the place', () => {
    const [before, after] = ['1\nx\ny\n2\nx\ny\n3\n', '1\nx\ny\n2\nx\nnew\ny\n3\n'];
    expect(hunksBetween(before, after)).toContain(' 2\n x\n+new\n y\n 3\n');
    expect(withHunks(before, hunksBetween(before, after))).toBe(after);
  });

  test.each([['', 'a\n'], ['a\n', ''], ['a', 'a\n'], ['a\n', 'a'], ['a\n\n', '\na\n'], ['@@ x\n', '-@@\n']])('lead from %j to %j', (before, after) => {
    expect(withHunks(before, hunksBetween(before, after))).toBe(after);
  });
});
