import { InlineContent } from './inline';

/** An entry of a list, with blocks of its own below it. */
export interface ListEntry {
  readonly text: InlineContent;
  readonly blocks: readonly Block[];
}

/** A part of a document. Sections nest; the depth of a heading follows from where its section stands. */
export type Block =
  | { readonly kind: 'paragraph'; readonly content: InlineContent }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly entries: ReadonlyArray<InlineContent | ListEntry> }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'table'; readonly head: readonly InlineContent[]; readonly rows: ReadonlyArray<readonly InlineContent[]> }
  | { readonly kind: 'raw'; readonly markdown: string }
  | { readonly kind: 'contents'; readonly depth: number }
  | Section;

/** A heading and what belongs to it. */
export interface Section {
  readonly kind: 'section';
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** A paragraph of one line. */
export function paragraph(content: InlineContent): Block {
  return { kind: 'paragraph', content };
}

/** A list without numbers. */
export function bullets(entries: ReadonlyArray<InlineContent | ListEntry>): Block {
  return { kind: 'list', ordered: false, entries };
}

/** A numbered list. */
export function ordered(entries: ReadonlyArray<InlineContent | ListEntry>): Block {
  return { kind: 'list', ordered: true, entries };
}

/** A block of code; its text may hold anything, fences too. */
export function codeBlock(language: string, text: string | readonly string[]): Block {
  return { kind: 'code', language, text: typeof text === 'string' ? text : text.join('\n') };
}

/** Commands of a shell, one a line. */
export function shell(...lines: readonly string[]): Block {
  return codeBlock('bash', lines);
}

/** A table. Rows are as long as the head. */
export function table(head: readonly InlineContent[], rows: ReadonlyArray<readonly InlineContent[]>): Block {
  return { kind: 'table', head, rows };
}

/** Markdown as it is: prose of this package or of the user. What it leaves open is closed at its end. */
export function raw(markdown: string): Block {
  return { kind: 'raw', markdown };
}

/** A section. */
export function section(title: string, ...blocks: readonly Block[]): Section {
  return { kind: 'section', title, blocks };
}

/** A table of contents of the whole document, down to sections of this depth (1 = the document's own). */
export function contents(depth: number): Block {
  return { kind: 'contents', depth };
}
