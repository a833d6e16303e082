import { readMarkdown } from '../../../src/checklist/parsers/markdown-source';

test('headings, code and comments are told apart', () => {
  const source = readMarkdown('# A\n\n```bash\n# not a heading\n```\n<!-- ## no\n## no -->\n## B `c`\ntext\n### C\n## D\n~~~~\n```\n~~~~\n');
  expect(source.sections.map((s) => [s.title, s.level, s.startLine, s.endLine])).toEqual([['A', 1, 1, 15], ['B c', 2, 8, 10], ['C', 3, 10, 10], ['D', 2, 11, 15]]);
  expect(source.code.map((c) => [c.language, c.lines, c.startLine, c.endLine])).toEqual([['bash', ['# not a heading'], 3, 5], ['', ['```'], 12, 14]]);
});

test('links and badges are found, not those in code', () => {
  const source = readMarkdown('[![a](b.svg)](c) `[x](y)` [d](<e>)\n');
  expect(source.links.map((l) => [l.image, l.address])).toEqual([[false, 'c'], [true, 'b.svg'], [false, 'e']]);
});

test('rows of tables are those below the head', () => {
  expect(readMarkdown('| a |\n| --- |\n| 1 |\n| 2 |\n').tableRows.map((r) => r.line)).toEqual([3, 4]);
});

test('code that is never closed goes to the end', () => {
  expect(readMarkdown('```\na\n## b\n').sections).toEqual([]);
});
