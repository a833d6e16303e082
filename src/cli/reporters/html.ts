import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Drift } from '../drift/drift';
import { DRIFT_ADVICE } from '../drift/drift-text';
import { noteText } from '../folder/note';
import { failures, LEVELS, Report, ReportResult, subjectOf } from '../report/report';
import { donut, trend } from './html-charts';
import { overview, ShownImage } from './html-overview';
import { chapter, driftCard, itemTiles, pill, resultCard } from './html-parts';
import { html, Html, styleSheet } from './html-text';
import { PastScore, ReportContext, Reporter } from './reporter';
import { Spool } from './spool';

const STYLE = path.join(__dirname, '..', '..', '..', 'assets', 'report', 'report.css');

/** Nothing may be loaded or run: the page is whole, and no text in it can become a program. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * One page that needs nothing else: the score, its trend, the items of the guide, and every result with its evidence. Where
 * there are several images it begins with an overview of them, the worst first.
 */
export class HtmlReporter implements Reporter {
  private context!: ReportContext;
  private readonly shown: ShownImage[] = [];
  private first = '';
  private spool: Spool | undefined;

  begin(context: ReportContext): string {
    this.context = context;
    const day = context.now.toISOString().slice(0, 10);
    return html`${doctype()}
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>Image checklist, ${day}</title>${styleSheet(readFileSync(STYLE, 'utf8'))}</head>
<body><header class="page"><h1>Image checklist</h1><p>${day} · spark-image ${context.version}</p></header>
<main>
`.source;
  }

  drift(drifts: readonly Drift[]): string {
    const fine = html`<p class="lead">Every managed file is as the rc file and the installed version give it.</p>`;
    const found = drifts.length === 0 ? fine : html`<p class="lead">${DRIFT_ADVICE}</p>${drifts.map(driftCard)}`;
    return html`<section class="drift"><h2>Managed files</h2>${found}</section>\n`.source;
  }

  /** Which images there are, and how bad each is, is known in the end: what follows the overview waits until then. */
  report(report: Report): string {
    const id = `image-${this.shown.length + 1}`;
    this.shown.push({ id, title: `${titleOf(report.repository)}${stageOf(report)}`, score: report.score });
    const text = this.article(report, id).source;
    if (this.shown.length === 1) {
      this.first = text;
      return '';
    }
    if (!this.spool) {
      this.spool = new Spool();
      this.spool.add(this.first);
    }
    this.spool.add(text);
    return '';
  }

  private article(report: Report, id: string): Html {
    const shown = report.results.filter((r) => r.status === 'pass' || r.status === 'not-applicable');
    const sections = [...new Set(shown.map((r) => r.check.section))];
    return html`<article id="${id}">
${this.hero(report)}
${notes(report)}
${part('Items of the guide', 'An item is met when every check behind it found its evidence in the files.', report.items.length > 0 ? itemTiles(report) : undefined)}
${toMend(report)}
${cards('Cannot be told', 'The files do not show it.', report.results.filter((r) => r.status === 'unknown' && !r.skip))}
${cards('Accepted', 'Somebody decided to live with it for a time.', report.results.filter((r) => r.skip))}
${part('What is met', 'With the places that show it.', shown.length > 0 ? html`${sections.map((section) => chapter(section, shown.filter((r) => r.check.section === section)))}` : undefined)}
</article>
`;
  }

  *end(): Generator<string> {
    if (this.spool) {
      yield overview(this.shown).source;
      yield* this.spool.pieces();
    } else {
      yield this.first;
    }
    yield html`</main>
<footer class="page">An essential check weighs 3, a recommended one 2, an advanced one 1; what does not apply counts for nothing. Everything on this page was read from the files: nothing was run.</footer>
</body></html>
`.source;
  }

  private hero(report: Report): Html {
    const { score } = report;
    const open = score.unknown > 0 ? pill('unknown', `${score.unknown} cannot be told`) : undefined;
    const accepted = score.skipped > 0 ? html`<span class="pill plain">${score.skipped} accepted</span>` : undefined;
    return html`<div class="hero">${donut(score.percent)}<div><h2>${titleOf(report.repository)}</h2><p class="image">${report.image === undefined ? 'no Dockerfile' : html`<code>${report.image}</code>${report.target === undefined ? undefined : html`, stage <code>${report.target}</code>`}`}</p>
<p class="verdict">${score.itemsMet} of ${score.itemsApplicable} items of the guide are met.</p>
<p class="counts">${pill('pass', `${score.passed} met`)}${pill('fail', `${score.failed} to mend`)}${open}${accepted}${score.notApplicable > 0 ? pill('not-applicable', `${score.notApplicable} not applicable`) : undefined}</p></div>${trend(this.points(report))}</div>`;
  }

  /** Earlier scores of the same image, then this one. */
  private points(report: Report): PastScore[] {
    const subject = subjectOf(report);
    return [...this.context.history.filter((p) => p.subject === subject), { subject, date: this.context.now.toISOString(), percent: report.score.percent }];
  }
}

function doctype(): Html {
  return html`<!doctype html>`;
}

/** The image of a repository, where it has several or where it is no Dockerfile at the top. */
function stageOf({ image, target }: Report): string {
  return subjectOf({ repository: '', image, target });
}

/** The name of a folder says more than a dot. */
function titleOf(repository: string): string {
  return repository === '.' || repository === '..' ? path.basename(path.resolve(repository)) : repository;
}

function notes({ notes: all }: Report): Html | undefined {
  return all.length === 0 ? undefined : html`<section><h3>What could not be read</h3><ul class="notes">${all.map((note) => html`<li>${noteText(note)}</li>`)}</ul></section>`;
}

function toMend(report: Report): Html | undefined {
  const all = failures(report);
  const groups = LEVELS.map((level) => ({ level, results: all.filter((r) => r.check.level === level) })).filter((group) => group.results.length > 0);
  return part('To mend', 'The most important first.', groups.length === 0 ? undefined : html`${groups.map(({ level, results }) => html`<div class="group"><h4>${level} (${results.length})</h4>${results.map((result) => resultCard(result, true))}</div>`)}`);
}

function cards(title: string, lead: string, results: readonly ReportResult[]): Html | undefined {
  return part(title, lead, results.length === 0 ? undefined : html`${results.map((result) => resultCard(result, false))}`);
}

/** A part of the page; left out where it is empty. */
function part(title: string, lead: string, content: Html | undefined): Html | undefined {
  return content === undefined ? undefined : html`<section><h3>${title}</h3><p class="lead">${lead}</p>${content}</section>`;
}
