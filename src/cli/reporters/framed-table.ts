import { stripVTControlCharacters } from 'node:util';

/** Characters that take two columns of a terminal, and marks that take none. */
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/gu;
const NO_WIDTH = /[\p{M}\u200b-\u200d\ufe00-\ufe0f]/gu;

/**
 * Rows in a frame. A cell may have several lines, which are wrapped already; a line that is too long all the same is cut.
 *
 * @param widths columns of each cell, the space on both sides included
 * @param paint colours the frame
 */
export function framedTable(rows: ReadonlyArray<readonly string[]>, widths: readonly number[], paint: (frame: string) => string): string {
  const rule = (left: string, middle: string, right: string): string => paint(left + widths.map((width) => '─'.repeat(width)).join(middle) + right);
  const body = rows.map((row) => rowLines(row, widths, paint('│')).join('\n'));
  return [rule('┌', '┬', '┐'), body.join(`\n${rule('├', '┼', '┤')}\n`), rule('└', '┴', '┘')].join('\n');
}

function rowLines(row: readonly string[], widths: readonly number[], bar: string): string[] {
  const cells = row.map((cell) => cell.split('\n'));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => `${bar}${cells.map((lines, column) => ` ${fitted(lines[line] ?? '', widths[column] - 2)} `).join(bar)}${bar}`);
}

/** A line of exactly this many columns. */
function fitted(line: string, width: number): string {
  const plain = stripVTControlCharacters(line);
  const space = width - widthOf(plain);
  if (space >= 0) return line + ' '.repeat(space);
  const characters = [...plain];
  while (widthOf(characters.join('')) > width - 1) characters.pop();
  return fitted(`${characters.join('')}…`, width);
}

/** Columns that a text takes. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  const shown = text.replace(NO_WIDTH, '');
  return [...shown].length + (shown.match(WIDE)?.length ?? 0);
}
