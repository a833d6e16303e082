import { Block, ListEntry, Section } from './blocks';
import { escapeCell, escapeText, Inline, InlineContent, toInline } from './inline';
import { HeadingSlugs } from './slug';

/** A document: a title, and what stands below it. */
export interface MarkdownDocument {
  readonly title: string;
  /** A comment in the first line, which no reader sees. */
  readonly marker?: string;
  readonly blocks: readonly Block[];
}

const DEEPEST_HEADING = 6;

/**
 * The text of a document, ending in a newline: blocks are separated by one empty line, headings begin with `#`.
 *
 * @throws Error when sections nest deeper than Markdown's headings, a list or table is empty, or a row is not as long as
 *   the head
 */
export function renderMarkdown(document: MarkdownDocument): string {
  const head = [
    ...(document.marker === undefined ? [] : [`<!-- ${document.marker.replace(/-->/g, '--&gt;')} -->`]),
    `# ${escapeText(document.title)}`,
  ];
  return `${[...head, ...document.blocks.map((block) => blockText(block, 2, document))].filter((text) => text !== '').join('\n\n')}\n`;
}

function blockText(block: Block, level: number, document: MarkdownDocument): string {
  switch (block.kind) {
    case 'paragraph': return toInline(block.content).source;
    case 'list': return listText(block.entries, block.ordered, level, document);
    case 'code': return codeText(block.language, block.text);
    case 'table': return tableText(block.head, block.rows);
    case 'raw': return closed(block.markdown);
    case 'contents': return contentsText(document, block.depth);
    case 'section': return sectionText(block, level, document);
  }
}

function sectionText(section: Section, level: number, document: MarkdownDocument): string {
  if (level > DEEPEST_HEADING) {
    throw new Error(`The section "${section.title}" is nested too deeply: Markdown has ${DEEPEST_HEADING} levels of headings. Move it up.`);
  }
  const heading = `${'#'.repeat(level)} ${escapeText(section.title)}`;
  return [heading, ...section.blocks.map((block) => blockText(block, level + 1, document))].filter((text) => text !== '').join('\n\n');
}

function listText(entries: ReadonlyArray<InlineContent | ListEntry>, ordered: boolean, level: number, document: MarkdownDocument): string {
  if (entries.length === 0) throw new Error('A list has no entries: leave it out.');
  const texts = entries.map((entry, index) => {
    const bullet = ordered ? `${index + 1}. ` : '- ';
    const { text, blocks } = isListEntry(entry) ? entry : { text: entry, blocks: [] };
    const below = blocks.map((block) => indented(blockText(block, level, document), bullet.length));
    return [`${bullet}${toInline(text).source}`, ...below].join('\n\n');
  });
  const loose = entries.some((entry) => isListEntry(entry) && entry.blocks.length > 0);
  return texts.join(loose ? '\n\n' : '\n');
}

function isListEntry(entry: InlineContent | ListEntry): entry is ListEntry {
  return typeof entry === 'object' && !(entry instanceof Inline);
}

function indented(text: string, width: number): string {
  return text.split('\n').map((line) => (line === '' ? '' : ' '.repeat(width) + line)).join('\n');
}

/** The fence is longer than every run of backticks in the text, so that none can end it. */
function codeText(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\r\n?/g, '\n').replace(/\n+$/, '')}\n${fence}`;
}

function tableText(head: readonly InlineContent[], rows: ReadonlyArray<readonly InlineContent[]>): string {
  if (rows.length === 0) throw new Error('A table has no rows: leave it out.');
  const broken = rows.find((row) => row.length !== head.length);
  if (broken) throw new Error(`A row has ${broken.length} cells, the head of its table has ${head.length}. Give every column a cell.`);
  const line = (cells: readonly string[]): string => `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`;
  return [line(head.map(escapeCell)), line(head.map(() => '---')), ...rows.map((row) => line(row.map(escapeCell)))].join('\n');
}

/** A fence or comment that is open at the end of the text would swallow what comes after it. */
function closed(markdown: string): string {
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const marker = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
    if (!marker) continue;
    if (fence === undefined) fence = marker[1];
    else if (marker[1].startsWith(fence) && marker[2].trim() === '') fence = undefined;
  }
  const text = markdown.replace(/\r\n?/g, '\n').replace(/^\n+|\s+$/g, '');
  if (fence !== undefined) return `${text}\n${fence}`;
  return text.lastIndexOf('<!--') > text.lastIndexOf('-->') ? `${text}\n-->` : text;
}

function contentsText(document: MarkdownDocument, depth: number): string {
  const slugs = new HeadingSlugs();
  slugs.next(document.title);
  const lines: string[] = [];
  const visit = (blocks: readonly Block[], level: number): void => {
    for (const block of blocks) {
      if (block.kind !== 'section') continue;
      const slug = slugs.next(block.title);
      if (level <= depth) lines.push(`${'  '.repeat(level - 1)}- [${escapeText(block.title)}](#${slug})`);
      visit(block.blocks, level + 1);
    }
  };
  visit(document.blocks, 1);
  return lines.join('\n');
}
