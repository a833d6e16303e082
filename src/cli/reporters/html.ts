import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Drift } from '../drift/drift';
import { DRIFT_ADVICE } from '../drift/drift-text';
import { noteText } from '../folder/note';
import { Finding, Findings, findingsOf } from '../report/findings';
import { imageName, isFailure, LEVELS, Report, subjectOf } from '../report/report';
import { FIGURE_MEANINGS, FIGURES } from '../report/score';
import { donut, trend } from './html-charts';
import { chapter, driftCard, findingCard, itemTiles, levelPill, pill, Scored, scoreTable } from './html-parts';
import { html, Html, styleSheet } from './html-text';
import { PastScore, ReportContext, Reporter } from './reporter';
import { Spool } from './spool';

const STYLE = path.join(__dirname, '..', '..', '..', 'assets', 'report', 'report.css');

/** Nothing may be loaded or run: the page is whole, and no text in it can become a program. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * One page that needs nothing else: the figures, their trend, the items of the guide, and every finding once, with its places. Of
 * several repositories it begins with an overview, the worst first.
 */
export class HtmlReporter implements Reporter {
  private context!: ReportContext;
  private readonly shown: Scored[] = [];
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

  /** Which repositories there are, and how bad each is, is known in the end: what follows the overview waits until then. */
  report(report: Report): string {
    const id = `repository-${this.shown.length + 1}`;
    this.shown.push({
      name: html`<a href="#${id}">${titleOf(report.repository)}</a>`,
      score: { ...report.score, failed: findingsOf(report).failed.length },
    });
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
    const findings = findingsOf(report);
    const { failed, undecided, accepted, passed, notApplicable } = findings;
    const sections = [...new Set([...passed, ...notApplicable].map(({ check }) => check.section))];
    return html`<article id="${id}">
${this.hero(report, findings)}
${notes(report)}
${part(
  'Items of the guide',
  'An item is met when every check behind it found its evidence in the files.',
  report.items.length > 0 ? itemTiles(report) : undefined,
)}
${part('To fix', 'The most harmful first.', toMend(failed, report))}
${images(report)}
${folded('Not decided', 'The files do not show it.', undecided, report)}
${cards('Accepted', 'Somebody decided to live with it for a time.', accepted, report)}
${part(
  'What is met',
  'With the places that show it.',
  sections.length > 0
    ? html`${sections.map((section) =>
      chapter(section, [...passed, ...notApplicable].filter(({ check }) => check.section === section), report))}`
    : undefined,
)}
</article>
`;
  }

  *end(): Generator<string> {
    if (this.spool) {
      yield html`<nav class="overview" aria-labelledby="overview"><h2 id="overview">${this.shown.length} repositories, the worst first</h2>
${scoreTable('Repository', this.shown)}</nav>
`.source;
      yield* this.spool.pieces();
    } else {
      yield this.first;
    }
    yield html`</main>
<footer class="page"><ul>${FIGURE_MEANINGS.map((meaning) => html`<li>${meaning}</li>`)}<li>Everything on this page was read from the files: nothing of the repository was run.</li></ul></footer>
</body></html>
`.source;
  }

  private hero(report: Report, { failed, undecided, accepted, passed, notApplicable }: Findings): Html {
    const { score } = report;
    const [only, ...others] = report.images;
    const image = others.length > 0
      ? html`${report.images.length} images`
      : only.image === undefined
        ? 'no Dockerfile'
        : html`<code>${only.image}</code>${only.target === undefined ? undefined : html`, stage <code>${only.target}</code>`}`;
    const open = undecided.length > 0 ? pill('unknown', `${undecided.length} not decided`) : undefined;
    const borne = accepted.length > 0 ? html`<span class="pill plain">${accepted.length} accepted</span>` : undefined;
    return html`<div class="hero"><div class="figures">${FIGURES.map(({ name, title }) => donut(title, score[name]))}</div><div><h2>${titleOf(report.repository)}</h2><p class="image">${image}</p>
<p class="verdict">${score.itemsMet} of ${score.itemsApplicable} items of the guide are met.</p>
<p class="counts">${pill('pass', `${passed.length} met`)}${pill('fail', `${failed.length} to fix`)}${open}${borne}${notApplicable.length > 0 ? pill('not-applicable', `${notApplicable.length} not applicable`) : undefined}</p></div>${trend(this.points(report))}</div>`;
  }

  /** Earlier figures of the same repository or image, then this one. */
  private points({ repository, images: [only, ...others], score }: Report): PastScore[] {
    const subject = others.length > 0 ? repository : subjectOf(repository, only);
    const now = { subject, date: this.context.now.toISOString(), percent: score.security.percent ?? 0 };
    return [...this.context.history.filter((p) => p.subject === subject), now];
  }
}

function doctype(): Html {
  return html`<!doctype html>`;
}

/** The name of a folder says more than a dot. */
function titleOf(repository: string): string {
  return repository === '.' || repository === '..' ? path.basename(path.resolve(repository)) : repository;
}

function notes({ notes: all }: Report): Html | undefined {
  return all.length === 0
    ? undefined
    : html`<section><h3>What could not be read</h3><ul class="notes">${all.map((note) => html`<li>${noteText(note)}</li>`)}</ul></section>`;
}

/** Each image with its figures; what is wrong with it is folded away. */
function images(report: Report): Html | undefined {
  if (report.images.length < 2) return undefined;
  const rows = report.images.map((image): Scored => {
    const failed = image.results.filter(isFailure).map(({ check }) => check.id);
    const details = failed.length === 0
      ? undefined
      : html`<details><summary>${failed.length} of its own</summary><code>${failed.join(', ')}</code></details>`;
    return { name: html`${imageName(image)}`, score: image.score, ...(details === undefined ? {} : { details }) };
  });
  return part(
    `${report.images.length} images`,
    'The worst first. What is told of the repository counts in each.',
    scoreTable('Image', rows),
  );
}

function toMend(failed: readonly Finding[], report: Report): Html | undefined {
  const all = LEVELS.map((level) => ({ level, findings: failed.filter(({ check }) => check.level === level) }));
  const groups = all.filter(({ findings }) => findings.length > 0);
  return groups.length === 0 ? undefined : html`${groups.map(({ level, findings }) => html`<details class="group" open><summary>${levelPill(level, findings.length)}</summary>${findings.map((finding) => findingCard(finding, report))}</details>
`)}`;
}

function cards(title: string, lead: string, findings: readonly Finding[], report: Report): Html | undefined {
  return part(title, lead, findings.length === 0 ? undefined : html`${findings.map((finding) => findingCard(finding, report))}`);
}

function folded(title: string, lead: string, findings: readonly Finding[], report: Report): Html | undefined {
  if (findings.length === 0) return undefined;
  return part(
    title,
    lead,
    html`<details class="group"><summary>${pill('unknown', `${findings.length} not decided`)}</summary>${findings.map((finding) => findingCard(finding, report))}</details>`,
  );
}

/** A part of the page; left out where it is empty. */
function part(title: string, lead: string, content: Html | undefined): Html | undefined {
  return content === undefined ? undefined : html`<section><h3>${title}</h3><p class="lead">${lead}</p>${content}</section>`;
}
