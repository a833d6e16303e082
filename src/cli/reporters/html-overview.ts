import { Score, toneOf } from '../report/report';
import { pill } from './html-parts';
import { html, Html } from './html-text';

/** An image of the page. */
export interface ShownImage {
  /** Where its part of the page begins. */
  readonly id: string;
  readonly title: string;
  readonly score: Score;
}

/** Every image with its score, the worst first, and a link to its part of the page. */
export function overview(images: readonly ShownImage[]): Html {
  const sorted = [...images].sort((a, b) => a.score.percent - b.score.percent || b.score.failed - a.score.failed || (a.title < b.title ? -1 : 1));
  const rows = sorted.map(({ id, title, score }) => html`<tr><th scope="row"><a href="#${id}">${title}</a></th><td class="score"><span class="bar" aria-hidden="true"><span class="${toneOf(score.percent)}" style="width: ${score.percent}%"></span></span>${score.percent} %</td><td class="met">${score.itemsMet} of ${score.itemsApplicable}</td><td>${score.failed > 0 ? pill('fail', `${score.failed} to mend`) : pill('pass', 'nothing to mend')}</td></tr>\n`);
  return html`<nav class="overview" aria-labelledby="overview"><h2 id="overview">${images.length} images, the worst first</h2>
<table class="table"><thead><tr><th scope="col">Image</th><th scope="col">Score</th><th scope="col" class="met">Items met</th><th scope="col">Checks</th></tr></thead><tbody>
${rows}</tbody></table></nav>
`;
}
