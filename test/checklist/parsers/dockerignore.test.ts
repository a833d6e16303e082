import { readDockerignore } from '../../../src/checklist/parsers/dockerignore-source';

test.each<[string, string, boolean]>([
  ['.git', '.git/config', true],
  ['.git', 'a/.git', false],
  ['**/.git', 'a/.git', true],
  ['*.md', 'README.md', true],
  ['*.md', 'docs/README.md', false],
  ['**/*.md', 'README.md', true],
  ['docs/', 'docs/a', true],
  ['/docs', 'docs/a', true],
  ['./docs', 'docs', true],
  ['a/../b', 'b', true],
  ['a?c', 'abc', true],
  ['a[b-d]', 'ac', true],
  ['a[^b]', 'ab', false],
  ['a\\*', 'a*', true],
  ['a\\*', 'ab', false],
  ['*', 'a/b', true],
  ['*\n!a', 'a/b', false],
  ['*\n!a\na/b', 'a/b', true],
  ['a/**', 'a/b/c', true],
  ['#a', '#a', false],
  ['  a  ', 'a', true],
  ['a\r\nb', 'a', true],
  ['[', '[', false],
  ['', 'a', false],
])('%j: %s is ignored: %s', (text, path, ignored) => {
  expect(readDockerignore(text).decide(path).ignored).toBe(ignored);
});
