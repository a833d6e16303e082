/** A heading of a Markdown file, and what belongs to it. */
export interface MarkdownSection {
  readonly title: string;
  readonly level: number;
  readonly startLine: number;
  /** Last line before the next heading of the same level or a higher one. */
  readonly endLine: number;
}

/** A block of code. */
export interface MarkdownCode {
  readonly language: string;
  readonly lines: readonly string[];
  /** Line of the fence that begins it. */
  readonly startLine: number;
  readonly endLine: number;
}

/** A link or image; the image of a badge is listed by itself. */
export interface MarkdownLink {
  readonly image: boolean;
  readonly label: string;
  readonly address: string;
  readonly line: number;
}

/** A Markdown file, read. */
export interface MarkdownSource {
  readonly sections: readonly MarkdownSection[];
  readonly code: readonly MarkdownCode[];
  readonly links: readonly MarkdownLink[];
  /** Lines of tables, their heads left out. */
  readonly tableRows: ReadonlyArray<{ readonly line: number; readonly text: string }>;
  /** Lines of prose, with an empty line where there is code, a heading or a comment. */
  readonly prose: readonly string[];
}

const LINK = /(!?)\[((?:[^[\]\\]|\\.|!\[[^\]]*\]\([^)]*\))*)\]\(\s*<?([^\s)>]+)>?[^)]*\)/g;

/** Reads headings, code, links and tables of a Markdown file; what stands in HTML comments is not there. */
export function readMarkdown(text: string): MarkdownSource {
  const lines = withoutComments(text).split(/\r?\n/);
  const code: MarkdownCode[] = [];
  const headings: Array<Omit<MarkdownSection, 'endLine'>> = [];
  const prose = lines.map(() => '');
  for (let index = 0; index < lines.length; index++) {
    const fence = /^\s*(`{3,}|~{3,})\s*([^\s`]*)/.exec(lines[index]);
    const heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(lines[index]);
    if (fence) {
      const end = lines.findIndex((line, at) => at > index && line.trim().startsWith(fence[1]) && line.trim().replace(/[`~]/g, '') === '');
      const last = end < 0 ? lines.length : end;
      code.push({
        language: fence[2],
        lines: lines.slice(index + 1, last),
        startLine: index + 1,
        endLine: Math.min(last + 1, lines.length),
      });
      index = last;
    } else if (isUnderline(lines[index]) && isTitle(prose[index - 1])) {
      headings.push({ title: plainTitle(prose[index - 1].trim()), level: lines[index].trim().startsWith('=') ? 1 : 2, startLine: index });
      prose[index - 1] = '';
    } else if (heading) {
      headings.push({ title: plainTitle(heading[2]), level: heading[1].length, startLine: index + 1 });
    } else {
      prose[index] = lines[index];
    }
  }
  const tableRows = prose.flatMap((line, index) =>
    (/^\s*\|/.test(line) && /^\s*\|/.test(prose[index - 1] ?? '') && !/^[\s|:-]+$/.test(line) ? [{ line: index + 1, text: line }] : []));
  return { sections: sectionsOf(headings, lines.length), code, links: linksOf(prose), tableRows, prose };
}

/** A line that makes the one above it a heading. */
function isUnderline(line: string): boolean {
  return /^ {0,3}(?:=+|-+)\s*$/.test(line);
}

function isTitle(line: string | undefined): boolean {
  return line !== undefined && /\S/.test(line) && !/^\s*(?:[|>]|[-*+]\s|\d+[.)]\s| {4})/.test(line);
}

/** What may hold the beginning of a comment without beginning one: escaped characters, blocks of code, and code in a line. */
const ESCAPED_OR_CODE = /\\.|^ {0,3}(`{3,}|~{3,})[\s\S]*?(?:^ {0,3}\1[`~]*\s*$|(?![\s\S]))|(`+)(?!`)(?:(?!\n\s*\n)[\s\S])*?(?<!`)\2(?!`)/;

function withoutComments(text: string): string {
  const pieces = new RegExp(`${ESCAPED_OR_CODE.source}|<!--[\\s\\S]*?(?:-->|(?![\\s\\S]))`, 'gm');
  return text.replace(pieces, (piece) => (piece.startsWith('<!--') ? piece.replace(/[^\n]/g, '') : piece));
}

function plainTitle(title: string): string {
  return title.replace(/\\(.)/g, '$1').replace(/[`*]/g, '').replace(/&amp;/g, '&');
}

function sectionsOf(headings: ReadonlyArray<Omit<MarkdownSection, 'endLine'>>, lineCount: number): MarkdownSection[] {
  return headings.map((heading, index) => {
    const next = headings.find((other, at) => at > index && other.level <= heading.level);
    return { ...heading, endLine: next ? next.startLine - 1 : lineCount };
  });
}

function linksOf(prose: readonly string[]): MarkdownLink[] {
  const definitions = new Map(prose.flatMap((line) => {
    const match = /^ {0,3}\[([^\]]+)\]:\s*<?([^\s>]+)/.exec(line);
    return match ? [[match[1].toLowerCase(), match[2]] as const] : [];
  }));
  return prose.flatMap((line, index) => {
    const plain = inlineLinks(line.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, (span) => ' '.repeat(span.length)), definitions);
    return [...plain.matchAll(LINK)].flatMap(([, bang, label, address]) => [
      { image: bang === '!', label, address, line: index + 1 },
      ...(bang === ''
        ? [...label.matchAll(LINK)].map(([, , inner, image]) => ({ image: true, label: inner, address: image, line: index + 1 }))
        : []),
    ]);
  });
}

/** A line whose links by reference, bare addresses and elements of HTML are written as links of Markdown. */
function inlineLinks(line: string, definitions: ReadonlyMap<string, string>): string {
  const attribute = (element: string, name: string): string =>
    new RegExp(`\\s${name}\\s*=\\s*["']?([^"'\\s>]+)`, 'i').exec(element)?.[1] ?? '';
  const html = line.replace(/<img\s[^>]*>/gi, (element) => `![${attribute(element, 'alt')}](${attribute(element, 'src')})`)
    .replace(/<a\s[^>]*>/gi, (element) => `[](${attribute(element, 'href')})`)
    .replace(/<(https?:[^\s>]+)>/g, '[$1]($1)')
    .replace(/<([\w.+-]+@[\w.-]+)>/g, '[$1](mailto:$1)');
  if (definitions.size === 0) return html;
  return html.replace(/\[([^[\]]*)\]\[([^[\]]*)\]/g, (all, label: string, name: string) => {
    const address = definitions.get((name || label).toLowerCase());
    return address === undefined ? all : `[${label}](${address})`;
  }).replace(/\[([^[\]]+)\](?![[(:])/g, (all, label: string) => {
    const address = definitions.get(label.toLowerCase());
    return address === undefined ? all : `[${label}](${address})`;
  });
}
