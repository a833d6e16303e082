import { Fragments } from '../../src/markdown/fragments';
import { code } from '../../src/markdown/inline';

const PAGE = new Fragments('assets/page.md', `# Paragraphs of a page

## greeting

Hello @NAME@, this is
\`@NAME@\` again.

## plain

No value.
`);

describe('a paragraph of a fragment file', () => {
  test('becomes one line, with its values: text is escaped, Markdown is not', () => {
    expect(PAGE.paragraph('greeting', { NAME: '*you*' }).source).toBe('Hello \\*you\\*, this is `\\*you\\*` again.');
    expect(PAGE.paragraph('greeting', { NAME: code('x') }).source).toBe('Hello `x`, this is ``x`` again.');
    expect(PAGE.paragraph('plain').source).toBe('No value.');
  });

  test('of another name is an error that lists the names', () => {
    expect(() => PAGE.paragraph('farewell')).toThrow('assets/page.md has no paragraph "farewell". Its paragraphs: greeting, plain.');
  });

  test('asks for every value, and takes no other', () => {
    expect(() => PAGE.paragraph('greeting')).toThrow('assets/page.md: "greeting" asks for @NAME@, which has no value.');
    expect(() => PAGE.paragraph('plain', { NAME: 'x', toString: 'y' })).toThrow('assets/page.md: "plain" does not ask for @NAME@, @toString@.');
  });
});

test.each([
  ['## a\n\nx\n\n## a\n\ny\n', 'the name "a" comes twice'],
  ['## a\n\nx\n\ny\n', '"a" has 2 paragraphs'],
  ['## a\n', '"a" has 0 paragraphs'],
])('a file like %j is an error', (markdown, message) => {
  expect(() => new Fragments('page.md', markdown)).toThrow(`page.md: ${message}`);
});
