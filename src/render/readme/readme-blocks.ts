import { Block, bullets as bulletsOf, ListEntry, ordered, paragraph, section as sectionOf, Section, table } from '../../markdown/blocks';
import { code, Inline, inline, InlineContent, rawInline, toInline } from '../../markdown/inline';

/**
 * Markdown of this package's own as a tagged template: the fixed parts are Markdown, the values are data.
 */
export const md = inline;

/** What stands under a heading: blocks, and paragraphs given as Markdown. */
export type Content = Block | Inline | undefined;

/** A section; what is undefined is left out. */
export function section(title: string, ...contents: readonly Content[]): Section {
  return sectionOf(
    title,
    ...contents.flatMap((content) => (content === undefined ? [] : [content instanceof Inline ? paragraph(content) : content])),
  );
}

/** A table; cells that are text are data, an empty row list gives nothing. */
export function grid(head: readonly string[], rows: ReadonlyArray<ReadonlyArray<Inline | string>>): Block | undefined {
  return rows.length === 0 ? undefined : table(head, rows.map((row) => row.map(toInline)));
}

/** A list without numbers; no entries give nothing. */
export function bullets(entries: ReadonlyArray<InlineContent | ListEntry>): Block | undefined {
  return entries.length === 0 ? undefined : bulletsOf(entries);
}

export { code, ordered, rawInline };
