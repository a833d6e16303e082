/** The results as one text, for the terminal and for results.md. */
import os from 'node:os';

/** A Markdown table whose columns line up in a terminal too; all but the first column are numbers. */
export function table(header, rows) {
  const cells = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(cells[0]), rule, ...cells.slice(1).map(line)].join('\n');
}

export function seconds(value) {
  return value.toFixed(2);
}

/** @param {{ what: string, measured: number, limit: number }[]} targets `measured` and `limit` in one unit */
export function targetTable(targets) {
  return table(['Target', 'Measured', 'Met'], targets.map(({ what, measured, limit }) => [what, measured.toFixed(3), measured <= limit ? 'yes' : 'no']));
}

/** The machine by class: what a reader needs to judge the seconds, and nothing that names it. */
export function machine() {
  const [cpu] = os.cpus();
  return `${os.cpus().length} x ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()} ${os.arch()}, load ${os.loadavg()[0].toFixed(1)} at the start`;
}
