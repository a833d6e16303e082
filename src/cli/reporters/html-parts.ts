import { Evidence, Level, Status } from '../../checklist/check';
import { searchText } from '../../checklist/sentences';
import { Drift } from '../drift/drift';
import { shortened } from '../drift/drift-text';
import { Finding, imagesText, placeOf, placesText, Statement } from '../report/findings';
import { imageName, ImageReport, Report, STATUS_WORDS } from '../report/report';
import { byNeed, FIGURES, percentText, Score, toneOf } from '../report/score';
import { html, Html } from './html-text';

/** Most places of one finding whose lines are shown. */
const MOST_SHOWN = 4;
/** Most lines of one place. */
const MOST_LINES = 14;
/** Most images that stand in a line; more are folded away. */
const MOST_IMAGES = 5;

const SIGNS: { readonly [status in Status]: string } = { 'pass': '✓', 'fail': '✕', 'unknown': '?', 'not-applicable': '–' };
const LEVEL_TONES: { readonly [level in Level]: Status } = { essential: 'fail', recommended: 'unknown', advanced: 'not-applicable' };

/** A status in words and colour. */
export function pill(status: Status, text: string = STATUS_WORDS[status]): Html {
  return html`<span class="pill ${status}"><span aria-hidden="true">${SIGNS[status]}</span>${text}</span>`;
}

/** Items of the summary checklist, as tiles. */
export function itemTiles({ items }: Report): Html {
  return html`<ol class="items">${items.map(({ item, status }) =>
    html`<li class="${status}"><span class="number">${item.number}</span><span>${item.title}</span>${pill(status)}</li>`)}</ol>`;
}

/** What a rule found, with its places and everything that helps to fix it. */
export function findingCard(finding: Finding, report: Report): Html {
  const { check, status, skip, statements, images, fix } = finding;
  const references = check.references.length > 0 ? html`<dt>References</dt><dd>${check.references.join(', ')}</dd>` : undefined;
  const link = check.link === undefined ? undefined : html`<dt>Rule</dt><dd><a href="${check.link}">${check.link}</a></dd>`;
  const accepted = skip ? html`<p class="fix">Accepted until ${skip.expires}: ${skip.reason}</p>` : undefined;
  return html`<div class="card ${skip
    ? 'accepted'
    : status}"><div class="top"><h4>${check.title}</h4><code class="id">${check.id}</code></div>
${imagesLine(imagesText(finding, report), images)}${statementBlocks(statements)}<p class="fix"><b>How to fix it</b> ${fix}</p>${accepted}
<details><summary>Why it matters, and how to verify it</summary><dl><dt>Level</dt><dd>${check.level}</dd><dt>Why</dt><dd>${check.why}</dd><dt>Verify</dt><dd>${check.verify}</dd>${references}${link}</dl></details></div>\n`;
}

/** What the card of a level begins with. */
export function levelPill(level: Level, count: number): Html {
  return html`<span class="pill ${LEVEL_TONES[level]}">${count} ${level}</span>`;
}

function imagesLine(text: string, images: readonly ImageReport[]): Html | undefined {
  if (text === '') return undefined;
  const names = images.map(imageName).join(', ');
  return images.length > MOST_IMAGES
    ? html`<details class="images"><summary>${text}</summary><p>${names}</p></details>`
    : html`<p class="images">${text}: ${names}</p>`;
}

/** The first statement with its lines; what is alike, of other images, is folded away. */
function statementBlocks([first, ...more]: readonly Statement[]): Html {
  const others = more.length === 0
    ? undefined
    : html`<details><summary>${more.length} more like it</summary><ul class="alike">${more.map(({ message, evidence }) =>
      html`<li>${message} <code>${placesText(evidence)}</code></li>`)}</ul></details>`;
  const places = first.evidence.slice(MOST_SHOWN);
  const rest = places.length > 0 ? html`<p class="more">And ${places.length} more: <code>${placesText(places)}</code></p>` : undefined;
  return html`<p class="message">${first.message}</p>${first.evidence.slice(0, MOST_SHOWN).map(evidenceBlock)}${rest}${others}`;
}

function evidenceBlock(evidence: Evidence): Html {
  const lines = evidence.excerpt.split('\n');
  const cut = lines.length - MOST_LINES;
  const shown = lines.slice(0, MOST_LINES).map((line, index) => html`<span data-line="${evidence.startLine + index}">${line}</span>`);
  return html`<figure class="evidence"><figcaption>${placeOf(evidence)}</figcaption><pre tabindex="0">${shown}${cut > 0
    ? html`<span data-line="…">${cut} more lines</span>`
    : undefined}</pre></figure>`;
}

/** Checks of one section that are met or do not apply, as a table that is folded away. */
export function chapter(section: string, findings: readonly Finding[], report: Report): Html {
  const rows = findings.map((finding) => {
    const { check, status, statements: [{ message, evidence }], search } = finding;
    return html`<tr><th scope="row">${check.title}<code class="id">${check.id}</code></th><td>${pill(status)}</td><td>${message} ${imagesText(finding, report)}</td><td class="places">${search ? searchText(search) : undefined}<code>${placesText(evidence)}</code></td></tr>\n`;
  });
  const met = findings.filter((f) => f.status === 'pass').length;
  return html`<details class="chapter"><summary>${section}<span class="tally">${met} of ${findings.length} met</span></summary>
<table class="table"><thead><tr><th scope="col">Check</th><th scope="col">Status</th><th scope="col">Found</th><th scope="col" class="places">Place</th></tr></thead><tbody>
${rows}</tbody></table></details>\n`;
}

/** What stands in a line of a table of scores. */
export interface Scored {
  readonly name: Html;
  readonly score: Score;
  /** What is folded away below the name. */
  readonly details?: Html;
}

/** Images or repositories with their figures, the worst first. */
export function scoreTable(subject: string, all: readonly Scored[]): Html {
  const sorted = [...all].sort((a, b) => byNeed(a.score, b.score));
  const rows = sorted.map(({ name, score, details }) =>
    html`<tr><th scope="row">${name}${details}</th>${FIGURES.map(({ name: figure }) =>
      bar(score[figure].percent, percentText(score[figure])))}<td>${score.failed > 0
      ? pill('fail', `${score.failed} to fix`)
      : pill('pass', 'nothing to fix')}</td></tr>\n`);
  return html`<table class="table scores"><thead><tr><th scope="col">${subject}</th>${FIGURES.map(({ title }) => html`<th scope="col">${title}</th>`)}<th scope="col">Checks</th></tr></thead><tbody>
${rows}</tbody></table>`;
}

function bar(percent: number | null, text: string): Html {
  return html`<td class="score"><span class="bar" aria-hidden="true"><span class="${toneOf(percent)}" style="width: ${percent ??
    0}%"></span></span>${text}</td>`;
}

/** A managed file that is not in sync, with its difference. */
export function driftCard(drift: Drift): Html {
  const { file, state, message } = drift;
  const lines = shortened(drift)?.trimEnd().split('\n').slice(2) ?? [];
  const shown = lines.map((line) =>
    html`<span class="${line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : ''}" data-line="">${line}</span>`);
  const difference = lines.length > 0
    ? html`<figure class="evidence diff"><figcaption>from what is there to what should be</figcaption><pre tabindex="0">${shown}</pre></figure>`
    : undefined;
  return html`<div class="card ${state === 'edited' || state === 'deleted'
    ? 'fail'
    : 'unknown'}"><div class="top"><h3>${file}</h3><span class="pill plain">${state}</span></div><p class="message">${file} ${message}.</p>${difference}</div>`;
}
