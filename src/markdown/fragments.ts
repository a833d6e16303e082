import { filled, Inline, InlineContent } from './inline';

/** Values for the placeholders of a paragraph: text is escaped, Markdown stays as it is. */
export interface FragmentValues {
  readonly [placeholder: string]: InlineContent;
}

const PLACEHOLDER = /@([A-Z][A-Z0-9_]*)@/;

/**
 * Named paragraphs of prose in one Markdown file. A heading `## name` begins each; its lines are wrapped as the writer likes,
 * and become one. `@NAME@` stands for a value. Both sides must fit: a placeholder without a value, a value without a placeholder
 * and a name that the file lacks are errors.
 */
export class Fragments {
  private readonly paragraphs: ReadonlyMap<string, string>;

  /**
   * @param file its name, for errors
   * @param markdown its text
   * @throws Error if a name comes twice, or has no paragraph or more than one
   */
  constructor(
    private readonly file: string,
    markdown: string,
  ) {
    const paragraphs = new Map<string, string>();
    for (const part of markdown.split(/^## /m).slice(1)) {
      const [name, ...texts] = part.trim().split(/\n{2,}/);
      if (paragraphs.has(name)) throw new Error(`${file}: the name "${name}" comes twice. Rename one of the paragraphs.`);
      if (texts.length !== 1) {
        throw new Error(`${file}: "${name}" has ${texts.length} paragraphs. Give each paragraph its own heading.`);
      }
      paragraphs.set(name, texts[0].replace(/\n/g, ' '));
    }
    this.paragraphs = paragraphs;
  }

  /**
   * A paragraph with its placeholders filled in.
   *
   * @throws Error if the file has no such paragraph, or if its placeholders are not the names of the values
   */
  paragraph(name: string, values: FragmentValues = {}): Inline {
    const text = this.paragraphs.get(name);
    if (text === undefined) {
      throw new Error(`${this.file} has no paragraph "${name}". Its paragraphs: ${[...this.paragraphs.keys()].join(', ')}.`);
    }
    // Split by a pattern with a group, the odd parts are the names.
    const parts = text.split(PLACEHOLDER);
    const asked = parts.filter((_, index) => index % 2 === 1);
    this.refuseMisfits(name, new Set(asked), values);
    return filled(parts.filter((_, index) => index % 2 === 0), asked.map((placeholder) => values[placeholder]));
  }

  private refuseMisfits(name: string, asked: ReadonlySet<string>, values: FragmentValues): void {
    const missing = [...asked].filter((placeholder) => !Object.hasOwn(values, placeholder));
    const unused = Object.keys(values).filter((placeholder) => !asked.has(placeholder));
    const listed = (names: readonly string[]): string => names.map((placeholder) => `@${placeholder}@`).join(', ');
    if (missing.length > 0) throw new Error(`${this.file}: "${name}" asks for ${listed(missing)}, which has no value. Give it one.`);
    if (unused.length > 0) {
      throw new Error(`${this.file}: "${name}" does not ask for ${listed(unused)}. Use the value in the text, or take it away.`);
    }
  }
}
