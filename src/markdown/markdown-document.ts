import { bullets, link, slugOf } from './markdown-text';

/** A heading and what stands under it, up to the next heading. */
export interface MarkdownSection {
  readonly heading: string;
  /** 2 for a section of the document, 3 for a part of one. */
  readonly level: 2 | 3;
  /** Paragraphs, lists, tables and code, each in Markdown. */
  readonly blocks: readonly string[];
}

/** A text of the user's own, before or after a section. */
export interface InsertedText {
  readonly section: string;
  readonly before: boolean;
  readonly markdown: string;
}

/** A document: what stands under its title, and its sections in order. */
export interface MarkdownDocument {
  readonly title: string;
  readonly introduction: readonly string[];
  readonly sections: readonly MarkdownSection[];
}

/** A section of the document. Blocks that are empty are left out. */
export function section(heading: string, ...blocks: readonly string[]): MarkdownSection {
  return { heading, level: 2, blocks: blocks.filter((b) => b !== '') };
}

/** A part of the section before it. */
export function subsection(heading: string, ...blocks: readonly string[]): MarkdownSection {
  return { heading, level: 3, blocks: blocks.filter((b) => b !== '') };
}

/** Links to the document's sections. */
export function contents(sections: readonly MarkdownSection[]): string {
  return bullets(sections.filter((s) => s.level === 2).map((s) => link(s.heading, `#${slugOf(s.heading)}`)));
}

/**
 * The text of a document, ending in a newline.
 *
 * @param marker a comment for the first line; none when undefined
 * @param inserted texts of the user's own
 * @throws Error when a text names a section that the document does not have; the message lists those that exist
 */
export function renderMarkdown(document: MarkdownDocument, marker?: string, inserted: readonly InsertedText[] = []): string {
  checkPlaces(document, inserted);
  const at = (heading: string, before: boolean): string[] => inserted.filter((i) => i.section === heading && i.before === before).map((i) => i.markdown.trim());
  const blocks = [
    ...(marker ? [`<!-- ${marker} -->`] : []),
    `# ${document.title}`,
    ...document.introduction,
    ...groups(document.sections).flatMap((group) => [
      ...at(group[0].heading, true),
      ...group.flatMap((s) => [...(s.level === 3 ? at(s.heading, true) : []), `${'#'.repeat(s.level)} ${s.heading}`, ...s.blocks, ...(s.level === 3 ? at(s.heading, false) : [])]),
      ...at(group[0].heading, false),
    ]),
  ];
  return `${blocks.filter((b) => b !== '').join('\n\n')}\n`;
}

/** Every section with the parts that belong to it, so that what goes after a section goes after its parts. */
function groups(sections: readonly MarkdownSection[]): MarkdownSection[][] {
  const result: MarkdownSection[][] = [];
  for (const part of sections) {
    if (part.level === 2 || result.length === 0) result.push([part]);
    else result[result.length - 1].push(part);
  }
  return result;
}

function checkPlaces(document: MarkdownDocument, inserted: readonly InsertedText[]): void {
  const headings = document.sections.map((s) => s.heading);
  const wrong = inserted.find((i) => !headings.includes(i.section));
  if (!wrong) return;
  throw new Error(`"${document.title}" has no section ${JSON.stringify(wrong.section)} to put a text ${wrong.before ? 'before' : 'after'}: name one of ${headings.map((h) => `"${h}"`).join(', ')}.`);
}
