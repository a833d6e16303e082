/**
 * A piece of Markdown inside a line. What it says in a table may be written differently: a pipe ends a cell even in code.
 */
export class Inline {
  /** @internal Only the functions of this file make one: what they were given as text stays text. */
  constructor(
    readonly source: string,
    readonly cell: string,
  ) {}
}

/** What a line is made of: Markdown, or plain text that is escaped. */
export type InlineContent = Inline | string | number;

const ENTITIES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Plain text as Markdown that shows exactly this text, on one line: no emphasis, link, HTML, table or automatic link can
 * come out of it. Line breaks become spaces.
 */
export function escapeText(text: string): string {
  return escapeInside(text)
    .replace(/^( ?)([#+=-])/, '$1\\$2')
    .replace(/^( ?\d+)([.)])/, '$1\\$2');
}

/** The same for text that does not begin a line, where no list and no heading can come of it. */
function escapeInside(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*[\]|~$]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/[&<>]/g, (character) => ENTITIES[character])
    .replace(/:(?=\/\/)|@|(?<=www)\./gi, (character) => `&#${character.codePointAt(0)};`);
}

/** A cell of a table, between its pipes; line breaks become spaces. */
export function escapeCell(content: InlineContent): string {
  return toInline(content).cell.trim();
}

/** Content as Markdown; text and numbers are escaped. */
export function toInline(content: InlineContent): Inline {
  if (content instanceof Inline) return content;
  return new Inline(escapeText(String(content)), escapeInside(String(content)));
}

function toInside(content: InlineContent): Inline {
  if (content instanceof Inline) return content;
  const source = escapeInside(String(content));
  return new Inline(source, source);
}

/** A template whose fixed parts are Markdown, and whose values are data unless they are Markdown themselves. */
export function inline(fixed: TemplateStringsArray, ...values: readonly InlineContent[]): Inline {
  return filled(fixed, values);
}

/** Parts of Markdown with values between them. */
export function filled(fixed: readonly string[], values: readonly InlineContent[]): Inline {
  const parts = values.map((value, index) => (index === 0 && fixed[0] === '' ? toInline(value) : toInside(value)));
  const join = (side: 'source' | 'cell'): string => fixed.map((text, index) => text + (parts[index]?.[side] ?? '')).join('');
  return new Inline(join('source'), join('cell'));
}

/** Several pieces in a row, with plain text between them. */
export function joined(contents: readonly InlineContent[], separator: string): Inline {
  const parts = contents.map(toInline);
  return new Inline(parts.map((p) => p.source).join(separator), parts.map((p) => p.cell).join(separator));
}

/** Markdown of this package's own, or of a user who writes Markdown, as it is. */
export function rawInline(markdown: string): Inline {
  const source = markdown.replace(/\s*[\r\n]+\s*/g, ' ');
  return new Inline(source, source.replace(/(?<!\\)\|/g, '\\|'));
}

/**
 * Code inside a line. Where code cannot say it (nothing but space, or a pipe in a table, which no reader agrees about) it
 * is plain text.
 */
export function code(value: string): Inline {
  const text = value.replace(/\s+/g, ' ').trim();
  if (text === '') return toInline(value);
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  const source = `${fence}${padding}${text}${padding}${fence}`;
  return new Inline(source, text.includes('|') ? escapeText(text) : source);
}

/** Bold. */
export function strong(content: InlineContent): Inline {
  return inline`**${content}**`;
}

/** A link. */
export function link(label: InlineContent, address: string): Inline {
  return inline`[${label}](${rawInline(destination(address))})`;
}

/** An image. */
export function image(description: string, address: string): Inline {
  return inline`![${description}](${rawInline(destination(address))})`;
}

/** A badge: an image that links to what it shows. */
export function badge(description: string, imageAddress: string, address: string): Inline {
  return link(image(description, imageAddress), address);
}

/** Characters that would end a destination, or mean something in it, by their percent codes. */
function destination(address: string): string {
  return address.replace(/[\s<>()\\|`"'*_[\]]/g, (character) => (character === '_' ? '_' : percent(character)));
}

function percent(character: string): string {
  return [...Buffer.from(character, 'utf8')].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
