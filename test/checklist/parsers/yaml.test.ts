import { readPlainYaml } from '../../../src/checklist/parsers/yaml-plain';
import { readAnyYaml, readYaml } from '../../../src/checklist/parsers/yaml-source';

const PLAIN: ReadonlyArray<readonly [what: string, text: string]> = [
  ['maps and lists', '# c\n---\na: 1\nb:\n  - x\n  - y: 2\n    z: three\nc:\n- p\n- q\n'],
  ['nothing as a value', 'a:\nb:\n  c:\nd: ~\ne: null\n'],
  ['quotes and comments', 'a: "b # c" # d\ne: \'f: g\'\nh: i#j # k\n"on": 1\n'],
  ['literal blocks', 'a: |\n  one\n    two\n\n  # three\nb: |-\n  x\nc: d\n'],
  ['anchors, aliases and merged keys', 'x: &a\n  k: 1\n  l: 2\ny:\n  <<: *a\n  k: 3\nz: *a\n'],
  ['empty collections', 'a: {}\nb: []\n'],
  ['comments behind a block', 'a:\n  b: 1\n\n# about c\nc: 2\n'],
  ['texts with special characters', 'a: ${X:-y}\nb: ghcr.io/a/b:c\nc: 127.0.0.1:8080:80\nd: -Xmx1g\ne: v*\nf: 17 3 * * 1\ng: /tmp:mode=1777,exec\n'],
];

test.each(PLAIN)('%s: read line by line as by the parser of the whole language', (_, text) => {
  const plain = readPlainYaml(text);
  expect(plain).toBeDefined();
  expect(plain).toEqual(readAnyYaml(text, 'a.yml').root);
});

test.each([
  'a: [1, 2]', 'a: {b: 1}', 'a: >\n  folded\n', 'a: one\n  two\n', '? a\n: b\n', 'a: !!str 1', 'a: "b\\n"', 'a: b: c', '- - a', 'a:\n\tb: 1', 'a: |2\n   x\n',
  '%YAML 1.2\n---\na: 1\n', 'a: 1\n---\nb: 2\n', 'a: *b\n', 'a:\n  b: 1\n c: 2\n', 'a: @b', 'just a text', 'a: |+\n  b\n\n', '"a\\"b": 1', 'a: \'it\'\'s\'',
])('%j is left to the parser of the whole language', (text) => {
  expect(readPlainYaml(text)).toBeUndefined();
});

test('what is wrong is said with its line', () => {
  expect(readYaml('a: 1\nb: [\n', 'a.yml')).toMatchObject({ problemLine: 3, problem: expect.stringMatching(/\.$/) });
  expect(readYaml('', 'a.yml')).toEqual({ path: 'a.yml' });
});

test('circles of aliases end, and aliases of aliases cost no memory', () => {
  const root = readYaml('a: &a\n  b: *a\n  <<: *a\n  c: 1\n', 'a.yml').root;
  expect([root?.get('a', 'c')?.text, root?.get('a', 'b')?.isMap]).toEqual(['1', false]);
  const laughs = Array.from({ length: 60 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`);
  expect(readYaml(['a0: &a0 x', ...laughs].join('\n'), 'a.yml').root?.get('a60')?.items).toHaveLength(9);
});

test('members are found through merged maps, with the lines where they stand', () => {
  const root = readYaml('x-a: &a {k: 1}\ny:\n  <<: [*a]\n  l: yes\n', 'a.yml').root;
  expect([root?.get('y', 'k')?.text, root?.get('y', 'k')?.startLine, root?.get('y', 'l')?.isTrue]).toEqual(['1', 1, true]);
  expect(root?.get('y', 'missing', 'deep')).toBeUndefined();
});
