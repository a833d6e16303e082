import { Block, raw, Section } from './blocks';
import { MarkdownDocument } from './markdown-document';

/** A text of the user's own, before or after a section. */
export interface Insertion {
  /** Title of the section. */
  readonly section: string;
  readonly before: boolean;
  readonly markdown: string;
}

/**
 * The document with texts of the user's own before and after its sections. After means after the section's own parts.
 *
 * @throws Error when a text names a section that the document does not have; the message lists those that exist
 */
export function withInsertions(document: MarkdownDocument, insertions: readonly Insertion[]): MarkdownDocument {
  const titles = titlesOf(document.blocks);
  const wrong = insertions.find((insertion) => !titles.includes(insertion.section));
  if (wrong) {
    throw new Error(`"${document.title}" has no section ${JSON.stringify(wrong.section)} to put a text ${wrong.before ? 'before' : 'after'}. Name one of ${titles.map((t) => `"${t}"`).join(', ')}.`);
  }
  return { ...document, blocks: inserted(document.blocks, insertions) };
}

function inserted(blocks: readonly Block[], insertions: readonly Insertion[]): Block[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'section') return [block];
    const at = (before: boolean): Block[] => insertions.filter((i) => i.section === block.title && i.before === before).map((i) => raw(i.markdown));
    const own: Section = { ...block, blocks: inserted(block.blocks, insertions) };
    return [...at(true), own, ...at(false)];
  });
}

function titlesOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => (block.kind === 'section' ? [block.title, ...titlesOf(block.blocks)] : []));
}
