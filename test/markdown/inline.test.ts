import { badge, code, escapeCell, escapeText, image, inline, joined, link, rawInline, strong } from '../../src/markdown/inline';

describe('escapeText', () => {
  test.each([
    ['a | b', 'a \\| b'],
    ['`id`', '\\`id\\`'],
    ['[x](y) ![z]', '\\[x\\](y) !\\[z\\]'],
    ['<script>&amp;', '&lt;script&gt;&amp;amp;'],
    ['two\nlines\r\n# no heading', 'two lines # no heading'],
    ['# no heading', '\\# no heading'],
    ['- no bullet', '\\- no bullet'],
    ['1. no number', '1\\. no number'],
    ['*b* _i_ ~s~ $m$', '\\*b\\* \\_i\\_ \\~s\\~ \\$m\\$'],
    ['SPARK_MODE', 'SPARK_MODE'],
    ['https://a.example', 'https&#58;//a.example'],
    ['someone@a.example', 'someone&#64;a.example'],
    ['www.a.example', 'www&#46;a.example'],
    ['C:\\', 'C:\\\\'],
  ])('%j stays data', (text, expected) => {
    expect(escapeText(text)).toBe(expected);
  });
});

describe('code', () => {
  test.each([
    ['plain', '`plain`'],
    ['a `b` c', '``a `b` c``'],
    ['`', '`` ` ``'],
    ['two\nlines', '`two lines`'],
    ['  ', ' '],
  ])('%j is held by its fence', (text, expected) => {
    expect(code(text).source).toBe(expected);
  });

  test('is plain text in a cell when it holds a pipe', () => {
    expect(code('a | b').source).toBe('`a | b`');
    expect(escapeCell(code('a | b'))).toBe('a \\| b');
  });
});

describe('inline', () => {
  test('takes its fixed parts as Markdown and its values as data', () => {
    const hostile = '**bold** | [x](y)';
    expect(inline`**${hostile}** ${code('x')}`.source).toBe('**\\*\\*bold\\*\\* \\| \\[x\\](y)** `x`');
  });

  test('keeps the form for cells of everything inside it', () => {
    expect(escapeCell(strong(inline`see ${code('a|b')}`))).toBe('**see a\\|b**');
    expect(escapeCell(joined([code('x|y'), 1], ', '))).toBe('x\\|y, 1');
    expect(escapeCell(rawInline('a | b\nc'))).toBe('a \\| b c');
  });
});

describe('links and images', () => {
  test('cannot be left by an address or a label', () => {
    expect(link('a](b', 'x) [y](z').source).toBe('[a\\](b](x%29%20%5By%5D%28z)');
    expect(image('a', 'b"c').source).toBe('![a](b%22c)');
    expect(badge('build', 'https://a/badge.svg', 'https://a/').source).toBe('[![build](https://a/badge.svg)](https://a/)');
  });
});
