import { Figure, toneOf } from '../report/score';
import { html, Html } from './html-text';
import { PastScore } from './reporter';

const RADIUS = 56;

/** A ring that shows a share of a hundred, and below it what it is. */
export function donut(title: string, { percent, met, decided }: Figure): Html {
  const length = 2 * Math.PI * RADIUS;
  const arc = percent === null || percent === 0
    ? undefined
    : html`<circle class="arc" cx="74" cy="74" r="${RADIUS}" style="stroke:var(--${toneOf(percent)})" stroke-dasharray="${((length * percent) / 100).toFixed(1)} ${length.toFixed(1)}" transform="rotate(-90 74 74)"/>`;
  return html`<figure class="figure"><svg class="donut" viewBox="0 0 148 148" role="img" aria-label="${title}: ${percent ??
    'nothing decided'}${percent === null
    ? ''
    : ' of 100'}"><circle class="ring" cx="74" cy="74" r="${RADIUS}"/>${arc}<text x="74" y="82" text-anchor="middle">${percent ??
        '–'}</text><text class="unit" x="74" y="102" text-anchor="middle">of 100</text></svg><figcaption><b>${title}</b> ${met} of ${decided} checks</figcaption></figure>`;
}

const WIDTH = 250;
const HEIGHT = 118;
const TOP = 18;
const BOTTOM = 92;
const SIDE = 8;

/** How the figure of security changed over time; nothing where there is one moment only. */
export function trend(points: readonly PastScore[]): Html | undefined {
  if (points.length < 2) return undefined;
  const times = points.map((p) => Date.parse(p.date));
  const [first, last] = [times[0], times[times.length - 1]];
  const placed = points.map((point, index) => ({
    ...point,
    day: point.date.slice(0, 10),
    x: SIDE + ((WIDTH - 2 * SIDE) * (last > first ? times[index] - first : index)) / (last > first ? last - first : points.length - 1),
    y: BOTTOM - ((BOTTOM - TOP) * point.percent) / 100,
  }));
  const line = placed.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const said = placed.map((p) => `${p.day}: ${p.percent}`).join(', ');
  const [start, end] = [placed[0], placed[placed.length - 1]];
  return html`<figure class="trend"><figcaption>Security over time</figcaption><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Security over time. ${said}">
<line class="base" x1="0" y1="${BOTTOM}" x2="${WIDTH}" y2="${BOTTOM}"/>
<polygon class="area" points="${SIDE},${BOTTOM} ${line} ${WIDTH - SIDE},${BOTTOM}"/>
<polyline class="line" points="${line}"/>
${placed.map((p, index) =>
  html`<circle class="dot${index === placed.length - 1
    ? ' last'
    : ''}" cx="${p.x.toFixed(1)}" cy="${p.y.toFixed(1)}" r="4"><title>${p.day}: ${p.percent}</title></circle>`)}
<text x="${start.x}" y="${(start.y - 9).toFixed(1)}">${start.percent}</text><text class="now" x="${end.x}" y="${(end.y - 9).toFixed(1)}" text-anchor="end">${end.percent}</text>
<text x="0" y="${BOTTOM + 18}">${start.day}</text><text x="${WIDTH}" y="${BOTTOM + 18}" text-anchor="end">${end.day}</text>
</svg></figure>`;
}
