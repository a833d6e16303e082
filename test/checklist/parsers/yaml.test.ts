import { readYaml } from '../../../src/checklist/parsers/yaml-source';

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
