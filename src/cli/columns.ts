import { wrap } from './wrap';

const GAP = 2;
/** A column that wraps is no narrower. */
const NARROWEST = 12;

/** Columns of one style, for `columns`. */
export interface ColumnStyle {
  /** Columns that are aligned to the right: numbers. */
  readonly right?: readonly number[];
  /** The column that gets what is left of a line, and is wrapped. */
  readonly wrapped?: number;
  /** What the lines of the heading are painted with. */
  readonly head?: (text: string) => string;
  /** What a cell is painted with, after it was measured. */
  readonly paint?: (cell: string, column: number, row: number) => string;
}

/** Rows in columns as wide as their widest cell; the first row is the heading. */
export function columns(rows: ReadonlyArray<readonly string[]>, width: number, style: ColumnStyle = {}): string[] {
  const { right = [], wrapped = 0, head = String, paint = String } = style;
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const others = widths.reduce((sum, one, column) => sum + (column === wrapped ? 0 : one), GAP * (widths.length - 1));
  widths[wrapped] = Math.min(widths[wrapped], Math.max(NARROWEST, width - others));
  return rows.flatMap((row, index) => {
    const cells = row.map((cell, column) => (column === wrapped ? wrap(cell, widths[column]).split('\n') : [cell]));
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) => {
      const texts = cells.map((lines, column) => {
        const text = lines[line] ?? '';
        const padded = right.includes(column) ? text.padStart(widths[column]) : text.padEnd(widths[column]);
        return index === 0 ? padded : paint(padded, column, index - 1);
      });
      const whole = texts.join(' '.repeat(GAP)).trimEnd();
      return index === 0 ? head(whole) : whole;
    });
  });
}
