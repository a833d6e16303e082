/** Text that is data, so that nothing in it is read as Markdown or HTML. */
export function escapeText(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>#|~!]/g, '\\$&').replace(/&/g, '&amp;');
}

/** A code span that holds exactly this text, however many backticks stand in it. */
export function codeSpan(text: string): string {
  const content = oneLine(text);
  const longest = Math.max(0, ...(content.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = content.startsWith('`') || content.endsWith('`') || content === '' ? ' ' : '';
  return `${fence}${pad}${content}${pad}${fence}`;
}

/** A cell of a table: what is Markdown stays Markdown, but no pipe or line break ends the cell. */
export function escapeCell(markdown: string): string {
  return oneLine(markdown).replace(/(?<!\\)((?:\\\\)*)\|/g, '$1\\|');
}

/** A table, columns in the order of the header. Cells are Markdown. */
export function table(header: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeCell).join(' | ')} |`;
  return [line(header), `| ${header.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** A list with one item a line. Items are Markdown. */
export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item.replace(/\n/g, '\n  ')}`).join('\n');
}

/** A numbered list. Items are Markdown. */
export function steps(items: readonly string[]): string {
  return items.map((item, index) => `${index + 1}. ${item.replace(/\n/g, '\n   ')}`).join('\n');
}

/** A fenced block of code, with a fence longer than any in the code. */
export function codeBlock(language: string, code: string): string {
  const longest = Math.max(2, ...(code.match(/^`{3,}/gm) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code.replace(/\n+$/, '')}\n${fence}`;
}

/** A link; the address is encoded so that it cannot end early. */
export function link(label: string, address: string): string {
  return `[${label}](${address.replace(/[ ()<>]/g, (c) => encodeURIComponent(c).replace(/\(/g, '%28').replace(/\)/g, '%29'))})`;
}

/** The anchor that GitHub gives a heading: https://github.com/gjtorikian/html-pipeline is its source. */
export function slugOf(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replace(/ /g, '-');
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, ' ');
}
