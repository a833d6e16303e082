import { Block, raw, Section } from './blocks';
import { MarkdownDocument } from './markdown-document';

/** A text of the user's own, before or after a section. */
export interface Insertion {
  /** Title of the section. */
  readonly section: string;
  readonly before: boolean;
  readonly markdown: string;
}

/** The document with texts of the user's own before and after its sections. After means after the section's own parts. */
export function withInsertions(document: MarkdownDocument, insertions: readonly Insertion[]): MarkdownDocument {
  return { ...document, blocks: inserted(document.blocks, insertions) };
}

/** The titles of all sections, in their order: what an insertion can name. */
export function sectionTitles(document: MarkdownDocument): string[] {
  return titlesOf(document.blocks);
}

function inserted(blocks: readonly Block[], insertions: readonly Insertion[]): Block[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'section') return [block];
    const at = (before: boolean): Block[] =>
      insertions.filter((i) => i.section === block.title && i.before === before).map((i) => raw(i.markdown));
    const own: Section = { ...block, blocks: inserted(block.blocks, insertions) };
    return [...at(true), own, ...at(false)];
  });
}

function titlesOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => (block.kind === 'section' ? [block.title, ...titlesOf(block.blocks)] : []));
}
