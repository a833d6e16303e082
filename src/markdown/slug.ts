/**
 * The fragments by which GitHub addresses headings: lower case, without punctuation, hyphens for spaces; a heading that
 * comes again gets a number.
 *
 * Source:
 * https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links
 */
export class HeadingSlugs {
  private readonly taken = new Map<string, number>();

  /** The fragment of the next heading of a document, without `#`. */
  next(title: string): string {
    const plain = slugOf(title);
    let slug = plain;
    for (let count = this.taken.get(plain) ?? 0; this.taken.has(slug); slug = `${plain}-${count}`) {
      count += 1;
      this.taken.set(plain, count);
    }
    this.taken.set(slug, 0);
    return slug;
  }
}

/** The fragment of a heading that stands once in its document, without `#`. */
export function slugOf(title: string): string {
  return title.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '').replace(/ /g, '-');
}
