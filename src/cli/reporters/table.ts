import Table from 'cli-table3';
import { createColors } from 'picocolors';
import { Evidence, Level } from '../../checklist/check';
import { CHECKS } from '../../checklist/checklist';
import { Drift } from '../drift/drift';
import { DRIFT_ADVICE, shortened } from '../drift/drift-text';
import { noteText } from '../folder/note';
import { failures, LEVELS, Report, ReportResult, subjectOf, toneOf } from '../report/report';
import { wrap } from '../wrap';
import { printable } from './printable';
import { ReportContext, Reporter } from './reporter';

type Colours = ReturnType<typeof createColors>;

/** Most places that are named for one finding. */
const MOST_PLACES = 3;
/** Columns of a state of drift. */
const STATE_WIDTH = 'left-over'.length;
/** Columns of the check's id. */
const ID_WIDTH = Math.max(...CHECKS.map((c) => c.id.length)) + 2;

/** Tables for people: what is wrong, the worst first, each with its place and how to mend it; then what is well, in numbers. */
export class TableReporter implements Reporter {
  private colours!: Colours;
  private context!: ReportContext;
  private count = 0;

  begin(context: ReportContext): string {
    this.context = context;
    this.colours = createColors(context.colour);
    return '';
  }

  drift(drifts: readonly Drift[]): string {
    const { green, red, yellow, bold, dim } = this.colours;
    this.count += 1;
    if (drifts.length === 0) return `${green('Every managed file is in sync.')}\n`;
    const title = bold(`${drifts.length} managed ${drifts.length === 1 ? 'file is' : 'files are'} not in sync`);
    const lines = drifts.map((drift) => {
      const paint = drift.state === 'edited' || drift.state === 'deleted' ? red : yellow;
      return `  ${paint(drift.state.padEnd(STATE_WIDTH))}  ${bold(printable(drift.file))} ${drift.message}${this.difference(drift)}`;
    });
    return `${[title, ...lines, '', dim(DRIFT_ADVICE)].join('\n')}\n`;
  }

  report(report: Report): string {
    this.count += 1;
    const lines = [
      ...(this.count > 1 ? [''] : []),
      this.headline(report),
      ...report.notes.map((note) => this.colours.yellow(`  ! ${printable(noteText(note))}`)),
      ...(this.context.quiet ? [] : this.findings(report)),
    ];
    return `${lines.join('\n')}\n`;
  }

  end(): string {
    return '';
  }

  private difference(drift: Drift): string {
    const diff = shortened(drift);
    if (diff === undefined || this.context.quiet) return '';
    const { green, red, cyan } = this.colours;
    const lines = diff.trimEnd().split('\n').slice(2).map((line) => {
      const paint = line.startsWith('+') ? green : line.startsWith('-') ? red : line.startsWith('@@') ? cyan : String;
      return `\n      ${paint(printable(line))}`;
    });
    return lines.join('');
  }

  private headline(report: Report): string {
    const { bold, green, yellow, red } = this.colours;
    const { percent, itemsMet, itemsApplicable, failed, unknown, skipped } = report.score;
    const paint = { pass: green, unknown: yellow, fail: red }[toneOf(percent)];
    const rest = [`${failed} to mend`, ...(unknown > 0 ? [`${unknown} cannot be told`] : []), ...(skipped > 0 ? [`${skipped} accepted`] : [])].join(', ');
    return `${bold(printable(subjectOf(report)))}  ${paint(`${percent} %`)}  ${itemsMet} of ${itemsApplicable} items of the guide are met; ${rest}`;
  }

  private findings(report: Report): string[] {
    const failed = failures(report);
    const open = report.results.filter((r) => r.status === 'unknown' && r.skip === undefined);
    const accepted = report.results.filter((r) => r.skip !== undefined);
    return [
      ...LEVELS.flatMap((level) => this.group(this.levelTitle(level), failed.filter((r) => r.check.level === level))),
      ...this.group(this.colours.cyan('Cannot be told from the files'), open),
      ...accepted.map(({ check, skip }) => this.colours.dim(`  accepted until ${skip?.expires}: ${check.id} (${printable(skip?.reason ?? '')})`)),
      ...(failed.length > 0 ? ['', this.colours.dim('"spark-image explain ID" says why, how to mend and how to verify.')] : []),
    ];
  }

  private levelTitle(level: Level): string {
    const { red, yellow, cyan } = this.colours;
    const paint = { essential: red, recommended: yellow, advanced: cyan }[level];
    return paint(`${level[0].toUpperCase()}${level.slice(1)}`);
  }

  private group(title: string, results: readonly ReportResult[]): string[] {
    if (results.length === 0) return [];
    const table = new Table({
      colWidths: [ID_WIDTH, this.context.width - ID_WIDTH - 3],
      style: { head: [], border: this.context.colour ? ['gray'] : [] },
    });
    for (const alike of byMessage(results)) table.push([alike.map((r) => this.colours.bold(r.check.id)).join('\n'), this.finding(alike)]);
    return ['', `${title} (${results.length})`, table.toString()];
  }

  /** @param alike results that say the same: where there are several, each one's fix is left to "explain" */
  private finding(alike: readonly ReportResult[]): string {
    const { dim, green } = this.colours;
    const [{ message, evidence, status }] = alike;
    const inCell = (text: string, paint: (line: string) => string = String): string =>
      wrap(printable(text), this.context.width - ID_WIDTH - 5).split('\n').map((line) => paint(line)).join('\n');
    const places = evidence.length === 0 ? [] : [inCell(placesText(evidence), dim)];
    return [inCell(message), ...places, ...(status === 'fail' && alike.length === 1 ? [inCell(`→ ${alike[0].fix}`, green)] : [])].join('\n');
  }
}

/** Results that say the same without a place of their own, such as that a file is missing, together. */
function byMessage(results: readonly ReportResult[]): ReportResult[][] {
  const groups = new Map<string, ReportResult[]>();
  for (const result of results) {
    const key = result.evidence.length > 0 ? result.check.id : result.message;
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return [...groups.values()];
}

/** `Dockerfile:3, Dockerfile:7-9 and 4 more`. */
export function placesText(evidence: readonly Evidence[]): string {
  const places = evidence.map(placeOf);
  const more = places.length - MOST_PLACES;
  return more > 0 ? `${places.slice(0, MOST_PLACES).join(', ')} and ${more} more` : places.join(', ');
}

/** `Dockerfile:7-9`. */
export function placeOf({ file, startLine, endLine }: Evidence): string {
  return endLine > startLine ? `${file}:${startLine}-${endLine}` : `${file}:${startLine}`;
}
