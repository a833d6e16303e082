import { Evidence, Status } from '../../checklist/check';
import { searchText } from '../../checklist/sentences';
import { Drift } from '../drift/drift';
import { shortened } from '../drift/drift-text';
import { Report, ReportResult } from '../report/report';
import { html, Html } from './html-text';
import { placeOf, placesText } from './table';

/** Most places of one finding whose lines are shown. */
const MOST_SHOWN = 4;
/** Most lines of one place. */
const MOST_LINES = 14;

const WORDS: { readonly [status in Status]: string } = { 'pass': 'met', 'fail': 'not met', 'unknown': 'cannot be told', 'not-applicable': 'not applicable' };
const SIGNS: { readonly [status in Status]: string } = { 'pass': '✓', 'fail': '✕', 'unknown': '?', 'not-applicable': '–' };

/** A status in words and colour. */
export function pill(status: Status, text: string = WORDS[status]): Html {
  return html`<span class="pill ${status}"><span aria-hidden="true">${SIGNS[status]}</span>${text}</span>`;
}

/** Items of the summary checklist, as tiles. */
export function itemTiles({ items }: Report): Html {
  return html`<ol class="items">${items.map(({ item, status }) => html`<li class="${status}"><span class="number">${item.number}</span><span>${item.title}</span>${pill(status)}</li>`)}</ol>`;
}

/**
 * A result that is not met, with its evidence and everything that helps to mend it.
 *
 * @param result the result
 * @param grouped whether it stands below the heading of a group
 */
export function resultCard(result: ReportResult, grouped: boolean): Html {
  const { check, message, evidence, status, skip } = result;
  const references = check.references.length > 0 ? html`<dt>References</dt><dd>${check.references.join(', ')}</dd>` : undefined;
  const accepted = skip ? html`<p class="fix">Accepted until ${skip.expires}: ${skip.reason}</p>` : undefined;
  return html`<div class="card ${skip ? 'accepted' : status}"><div class="top">${grouped ? html`<h5>${check.title}</h5>` : html`<h4>${check.title}</h4>`}<code class="id">${check.id}</code></div>
<p class="message">${message}</p>${evidenceBlocks(evidence)}<p class="fix"><b>How to mend it</b> ${result.fix}</p>${accepted}
<details><summary>Why it matters, and how to verify it</summary><dl><dt>Why</dt><dd>${check.why}</dd><dt>Verify</dt><dd>${check.verify}</dd>${references}</dl></details></div>`;
}

function evidenceBlocks(evidence: readonly Evidence[]): Html[] {
  const more = evidence.slice(MOST_SHOWN);
  return [...evidence.slice(0, MOST_SHOWN).map(evidenceBlock), ...(more.length > 0 ? [html`<p class="more">And ${more.length} more: <code>${more.map(placeOf).join(', ')}</code></p>`] : [])];
}

function evidenceBlock(evidence: Evidence): Html {
  const lines = evidence.excerpt.split('\n');
  const cut = lines.length - MOST_LINES;
  const shown = lines.slice(0, MOST_LINES).map((line, index) => html`<span data-line="${evidence.startLine + index}">${line}</span>`);
  return html`<figure class="evidence"><figcaption>${placeOf(evidence)}</figcaption><pre tabindex="0">${shown}${cut > 0 ? html`<span data-line="…">${cut} more lines</span>` : undefined}</pre></figure>`;
}

/** Checks of one section that are met or do not apply, as a table that is folded away. */
export function chapter(section: string, results: readonly ReportResult[]): Html {
  const rows = results.map(({ check, status, message, evidence, search }) => html`<tr><th scope="row">${check.title}<code class="id">${check.id}</code></th><td>${pill(status)}</td><td>${message}</td><td class="places">${search ? searchText(search) : undefined}<code>${placesText(evidence)}</code></td></tr>`);
  const met = results.filter((r) => r.status === 'pass').length;
  return html`<details class="chapter"><summary>${section}<span class="tally">${met} of ${results.length} met</span></summary>
<table class="table"><thead><tr><th scope="col">Check</th><th scope="col">Status</th><th scope="col">Found</th><th scope="col" class="places">Place</th></tr></thead><tbody>${rows}</tbody></table></details>`;
}

/** A managed file that is not in sync, with its difference. */
export function driftCard(drift: Drift): Html {
  const { file, state, message } = drift;
  const lines = shortened(drift)?.trimEnd().split('\n').slice(2) ?? [];
  const shown = lines.map((line) => html`<span class="${line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : ''}" data-line="">${line}</span>`);
  const difference = lines.length > 0 ? html`<figure class="evidence diff"><figcaption>from what is there to what should be</figcaption><pre tabindex="0">${shown}</pre></figure>` : undefined;
  return html`<div class="card ${state === 'edited' || state === 'deleted' ? 'fail' : 'unknown'}"><div class="top"><h3>${file}</h3><span class="pill plain">${state}</span></div><p class="message">${file} ${message}.</p>${difference}</div>`;
}
