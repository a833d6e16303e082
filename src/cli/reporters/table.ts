import { createColors } from 'picocolors';
import { Level } from '../../checklist/check';
import { columns } from '../columns';
import { Drift } from '../drift/drift';
import { DRIFT_ADVICE, shortened } from '../drift/drift-text';
import { noteText } from '../folder/note';
import { Finding, Findings, findingsOf, imagesText, levelsText, placesText } from '../report/findings';
import { imageName, ImageReport, Report, subjectOf } from '../report/report';
import { byNeed, FIGURES, FIGURES_LEAVE_OUT, percentText, Score, toneOf } from '../report/score';
import { wrap } from '../wrap';
import { printable } from './printable';
import { ReportContext, Reporter } from './reporter';

type Colours = ReturnType<typeof createColors>;
type Paint = (text: string) => string;

/** Findings, images, repositories and notes that are shown where not all of them are asked for. */
const MOST_SHOWN = 10;
/** Statements of one finding, and lines of its fix, likewise. */
const MOST_STATEMENTS = 2;
/** Columns of a state of drift. */
const STATE_WIDTH = 'left-over'.length;

/** For people: the worst findings with their places and fixes, then what else there is in numbers, and the summary in the end. */
export class TableReporter implements Reporter {
  private colours!: Colours;
  private context!: ReportContext;
  private readonly told: Array<Pick<Report, 'repository' | 'score'>> = [];

  begin(context: ReportContext): string {
    this.context = context;
    this.colours = createColors(context.colour);
    return '';
  }

  drift(drifts: readonly Drift[]): string {
    const { green, red, yellow, bold, dim } = this.colours;
    if (drifts.length === 0) return `${green('Every managed file is in sync.')}\n\n`;
    const title = bold(`${drifts.length} managed ${drifts.length === 1 ? 'file is' : 'files are'} not in sync`);
    const lines = drifts.map((drift) => {
      const paint = drift.state === 'edited' || drift.state === 'deleted' ? red : yellow;
      return `  ${paint(drift.state.padEnd(STATE_WIDTH))}  ${bold(printable(drift.file))} ${drift.message}${this.difference(drift)}`;
    });
    return `${[title, ...lines, '', this.wrapped(DRIFT_ADVICE, '', dim)].join('\n')}\n\n`;
  }

  report(report: Report): string {
    const { quiet } = this.context;
    const findings = findingsOf(report);
    if (!quiet) this.told.push({ repository: report.repository, score: { ...report.score, failed: findings.failed.length } });
    const notes = this.cut(report.notes.map((note) => this.wrapped(`! ${noteText(note)}`, '  ', this.colours.yellow)), 'notes');
    if (quiet) return `${[...report.images.map((image) => this.quietLine(report, image)), ...notes].join('\n')}\n`;
    const title = this.colours.bold(printable(report.repository));
    const parts = [
      [title, ...notes],
      ...this.findings(findings, report),
      this.rest(findings),
      this.images(report),
      this.summary(report.score, findings),
    ];
    return `${this.told.length > 1 ? '\n' : ''}${parts.filter((part) => part.length > 0).map((part) => part.join('\n')).join('\n\n')}\n`;
  }

  end(): string {
    if (this.told.length < 2) return '';
    const shown = this.told.sort((a, b) => byNeed(a.score, b.score));
    return `\n${this.scores(`${shown.length} repositories`, shown.map(({ repository, score }) => [repository, score])).join('\n')}\n`;
  }

  private quietLine(report: Report, image: ImageReport): string {
    const { failed, unknown, skipped } = image.score;
    const rest = [
      `${failed} to fix`,
      ...(unknown > 0 ? [`${unknown} not decided`] : []),
      ...(skipped > 0 ? [`${skipped} accepted`] : []),
    ].join(', ');
    const figures = FIGURES.map(({ name, title }) => `${title} ${this.toned(percentText(image.score[name]), image.score[name].percent)}`)
      .join('  ');
    return `${this.colours.bold(printable(subjectOf(report.repository, image)))}  ${figures}  ${rest}`;
  }

  /** Failures first; where all are asked for, what the files cannot decide too. */
  private findings({ failed, undecided, accepted }: Findings, report: Report): string[][] {
    const shown = this.context.all ? [...failed, ...undecided] : failed.slice(0, MOST_SHOWN);
    const lines = accepted.map(({ check, skip }) =>
      this.wrapped(`accepted until ${skip?.expires}: ${check.id} (${skip?.reason ?? ''})`, '  ', this.colours.dim));
    return [...shown.map((finding) => this.finding(finding, report)), ...(lines.length > 0 ? [lines] : [])];
  }

  private finding(finding: Finding, report: Report): string[] {
    const { bold, dim, green } = this.colours;
    const { check, status, statements, fix } = finding;
    const most = this.context.all ? statements.length : MOST_STATEMENTS;
    const [sign, paint, word] = status === 'fail' ? ['✗', this.paint(check.level), check.level] : ['?', this.colours.cyan, 'not decided'];
    const images = imagesText(finding, report);
    const isLong = `${sign} ${check.id}  ${word}  ${images}`.length > this.context.width;
    return [
      `${paint(sign)} ${bold(printable(check.id))}${isLong ? '\n' : ''}  ${paint(word)}${images === '' ? '' : `  ${dim(images)}`}`,
      ...statements.slice(0, most).flatMap(({ message, evidence }) =>
        [this.wrapped(message, '  '), ...(evidence.length === 0 ? [] : [this.wrapped(placesText(evidence), '  ', dim)])]),
      ...(statements.length > most ? [dim(`  … and ${statements.length - most} more like it`)] : []),
      ...(status === 'fail' ? [this.wrapped(`→ ${fix}`, '  ', green)] : []),
      ...(check.link === undefined ? [] : [dim(`  ${printable(check.link)}`)]),
    ];
  }

  /** What was not shown, in numbers. */
  private rest({ failed, undecided }: Findings): string[] {
    const { dim } = this.colours;
    const hidden = this.context.all ? [] : failed.slice(MOST_SHOWN);
    const open = this.context.all || undecided.length === 0 ? [] : [`${undecided.length} not decided`];
    const more = [...(hidden.length > 0 ? [`${hidden.length} more to fix (${levelsText(hidden)})`] : []), ...open];
    return [
      ...(more.length > 0 ? [this.wrapped(`… and ${more.join(', ')}: --all shows them.`, '')] : []),
      ...(failed.length > 0 ? [this.wrapped('"spark-image explain ID" says why, how to fix and how to verify.', '', dim)] : []),
    ];
  }

  private images(report: Report): string[] {
    if (report.images.length < 2) return [];
    const sorted = [...report.images].sort((a, b) => byNeed(a.score, b.score));
    return this.scores(`${sorted.length} images`, sorted.map((image) => [imageName(image), image.score]));
  }

  /** The worst first. */
  private scores(what: string, subjects: ReadonlyArray<readonly [name: string, score: Score]>): string[] {
    const shown = this.context.all ? subjects : subjects.slice(0, MOST_SHOWN);
    const rows = shown.map(([name, score]) =>
      [printable(name), percentText(score.guide), percentText(score.security), String(score.failed)]);
    const paint = (cell: string, column: number, row: number): string => {
      const score = shown[row][1];
      return column === 1 ? this.toned(cell, score.guide.percent) : column === 2 ? this.toned(cell, score.security.percent) : cell;
    };
    const lines = columns(
      [[`${what}, the worst first`, ...FIGURES.map(({ title }) => title), 'To fix'], ...rows],
      this.context.width,
      { right: [1, 2, 3], head: this.colours.bold, paint },
    );
    return [...lines, ...(shown.length < subjects.length ? [`… and ${subjects.length - shown.length} more: --all shows them.`] : [])];
  }

  private summary(score: Score, { failed, undecided, accepted }: Findings): string[] {
    const { bold, dim } = this.colours;
    const counts = [
      ...(failed.length > 0 ? [levelsText(failed)] : []),
      ...(undecided.length > 0 ? [`${undecided.length} not decided`] : []),
      ...(accepted.length > 0 ? [`${accepted.length} accepted`] : []),
    ].join('; ');
    const indent = ' '.repeat(17);
    const line = (title: string, number: string, text: string): string =>
      `${bold(title.padEnd(8))}  ${number}  ${this.wrapped(text, indent).trimStart()}`;
    return [
      ...FIGURES.map(({ name, title, counts: counted }) =>
        line(
          title,
          this.toned(percentText(score[name]).padStart(5), score[name].percent),
          `${score[name].met} of ${score[name].decided} ` +
            `${counted}${name === 'guide' ? `; ${score.itemsMet} of ${score.itemsApplicable} items are met` : ''}`,
        )),
      line('To fix', String(failed.length).padStart(5), counts),
      this.wrapped(FIGURES_LEAVE_OUT, '', dim),
    ];
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

  private paint(level: Level): Paint {
    const { red, yellow, cyan } = this.colours;
    return { essential: red, recommended: yellow, advanced: cyan }[level];
  }

  private toned(text: string, percent: number | null): string {
    const { green, yellow, red } = this.colours;
    return { pass: green, unknown: yellow, fail: red }[toneOf(percent)](text);
  }

  /** Indented lines that are no longer than the terminal is wide. */
  private wrapped(text: string, indent: string, paint: Paint = String): string {
    return wrap(printable(text), this.context.width - indent.length).split('\n').map((line) => `${indent}${paint(line)}`).join('\n');
  }

  private cut(lines: readonly string[], what: string): string[] {
    const shown = this.context.all ? lines : lines.slice(0, MOST_SHOWN);
    return [...shown, ...(shown.length < lines.length ? [`  … and ${lines.length - shown.length} more ${what}: --all shows them.`] : [])];
  }
}
