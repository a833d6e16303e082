import { bullets, codeBlock, contents, ordered, paragraph, raw, section, shell, table } from '../../src/markdown/blocks';
import { code, inline } from '../../src/markdown/inline';
import { MarkdownDocument, renderMarkdown } from '../../src/markdown/markdown-document';
import { HeadingSlugs, slugOf } from '../../src/markdown/slug';
import { markdownRemarks } from './markdown-lint';

function text(...blocks: MarkdownDocument['blocks']): string {
  return renderMarkdown({ title: 'Title', blocks });
}

const EVERYTHING: MarkdownDocument = {
  title: 'spark-3.5',
  marker: 'generated --> by a program',
  blocks: [
    paragraph('Intro.'),
    contents(2),
    section('Quick start', paragraph('First.'), shell('docker ps'), section('Further steps', bullets(['a', 'b']))),
    section('C & D: `e`', ordered([{ text: 'One', blocks: [shell('ls', '', 'pwd')] }, 'Two'])),
    section('Values', table(['Name', 'Value'], [[code('a|b'), 'x | y'], ['', inline`**z**`]])),
    section('Own', raw('\n\nText\n\n```bash\nls\n')),
  ],
};

describe('renderMarkdown', () => {
  test('nests headings by sections and separates blocks by one empty line', () => {
    expect(text(section('A', paragraph('x'), section('B', paragraph('y'))), section('C', paragraph('z')))).toBe(
      '# Title\n\n## A\n\nx\n\n### B\n\ny\n\n## C\n\nz\n',
    );
  });

  test('is clean by markdownlint', () => {
    expect(markdownRemarks(renderMarkdown(EVERYTHING))).toEqual([]);
  });

  test('the linter that says so sees a defect', () => {
    expect(markdownRemarks('#no space\n\n```\ncode\n```\n').length).toBeGreaterThan(1);
  });

  test('a fence is longer than any in its code', () => {
    expect(text(codeBlock('text', 'a\n````\nb'))).toContain('`````text\na\n````\nb\n`````');
  });

  test('a marker cannot end its comment', () => {
    expect(renderMarkdown(EVERYTHING).split('\n')[0]).toBe('<!-- generated --&gt; by a program -->');
  });

  test('what a fragment leaves open is closed behind it', () => {
    expect(text(raw('~~~~\nopen\n~~~'), section('After'))).toContain('~~~\n~~~~\n\n## After');
    expect(text(raw('a <!-- open'), section('After'))).toContain('<!-- open\n-->\n\n## After');
    expect(text(raw('```sh\nclosed\n```'), section('After'))).toContain('closed\n```\n\n## After');
  });

  test('a table of contents links to every heading as GitHub names it', () => {
    const rendered = text(contents(2), section('Same'), section('C & D: `e`', section('Same')), section('Deep', section('x', section('hidden'))));
    expect(rendered).toContain('- [Same](#same)\n- [C &amp; D: \\`e\\`](#c--d-e)\n  - [Same](#same-1)\n- [Deep](#deep)\n  - [x](#x)\n');
    expect(rendered).not.toContain('#hidden');
  });

  test.each([
    ['a row of another length', [table(['a', 'b'], [['1']])], 'A row has 1 cells, the head of its table has 2'],
    ['a table without rows', [table(['a'], [])], 'A table has no rows'],
    ['a list without entries', [bullets([])], 'A list has no entries'],
    ['sections below the last level', [section('2', section('3', section('4', section('5', section('6', section('7'))))))], '"7" is nested too deeply'],
  ])('refuses %s', (_, blocks, message) => {
    expect(() => text(...blocks)).toThrow(message);
  });
});

describe('slugs', () => {
  test('are numbered when a heading comes again, also past a heading that looks numbered', () => {
    const slugs = new HeadingSlugs();
    expect(['A b', 'a-b', 'A b', 'A b 1'].map((title) => slugs.next(title))).toEqual(['a-b', 'a-b-1', 'a-b-2', 'a-b-1-1']);
    expect(slugOf('Ports & volumes (defaults)')).toBe('ports--volumes-defaults');
  });
});
