import { Level, Rule, Status } from '../../checklist/check';
import type { ItemResult } from '../../checklist/checklist';
import type { ReportResult } from './report';

/** A share of the checks that apply and could be decided. */
export interface Figure {
  /** Of a hundred, rounded down; null where nothing could be decided. */
  readonly percent: number | null;
  /** Checks that are met, and those that are met or not. */
  readonly met: number;
  readonly decided: number;
}

/** How an image or a repository stands. */
export interface Score {
  readonly guide: Figure;
  readonly security: Figure;
  /** Items of the summary checklist that are met, and those that apply. */
  readonly itemsMet: number;
  readonly itemsApplicable: number;
  /** Checks by status. */
  readonly passed: number;
  readonly failed: number;
  readonly unknown: number;
  readonly notApplicable: number;
  /** Failures that were accepted. */
  readonly skipped: number;
}

/** How much a check weighs in the figure of security. */
export const WEIGHTS: { readonly [level in Level]: number } = { essential: 3, recommended: 2, advanced: 1 };

/** The figures, each with the checks that it counts. */
export const FIGURES = [
  { name: 'guide', title: 'Guide', counts: 'checks that cover the items of the guide' },
  { name: 'security', title: 'Security', counts: 'checks that security standards demand, weighted by harm' },
] as const;

/** What both figures leave out. */
export const FIGURES_LEAVE_OUT = 'Checks that do not apply or cannot tell count for neither figure.';

/** What the figures are, a sentence for each. */
export const FIGURE_MEANINGS: readonly string[] = [
  ...FIGURES.map(({ title, counts }) => `${title}: how many of the ${counts} pass, in percent.`),
  FIGURES_LEAVE_OUT,
];

/** Standards of security. Scorecard asks for a licence, tests and packages too, which are none. */
const SECURITY = /^(?:CIS |OWASP |NIST |Pod Security |SLSA |Docker Scout: |zizmor: |OpenSSF Scorecard: (?!License$|CI-Tests$|Packaging$))/;

function isOfSecurity({ id, level, references }: Rule): boolean {
  if (/^(?:readme|security)-/.test(id)) return false;
  return level === 'essential' || id.startsWith('zizmor/') || references.some((reference) => SECURITY.test(reference));
}

/** Counts what checks found. A failure that was accepted still lacks in the figures: the check is not met. */
export function scoreOf(results: readonly ReportResult[], items: readonly ItemResult[]): Score {
  const count = (status: Status): number => results.filter((r) => r.status === status && r.skip === undefined).length;
  return {
    guide: figureOf(results.filter(({ check }) => check.guideItem !== undefined), () => 1),
    security: figureOf(results.filter(({ check }) => isOfSecurity(check)), ({ level }) => WEIGHTS[level]),
    itemsMet: items.filter((i) => i.status === 'pass').length,
    itemsApplicable: items.filter((i) => i.status !== 'not-applicable').length,
    passed: count('pass'),
    failed: count('fail'),
    unknown: count('unknown'),
    notApplicable: count('not-applicable'),
    skipped: results.filter((r) => r.skip !== undefined).length,
  };
}

function figureOf(results: readonly ReportResult[], weigh: (rule: Rule) => number): Figure {
  const decided = results.filter(({ status }) => status === 'pass' || status === 'fail');
  const met = decided.filter(({ status }) => status === 'pass');
  const weight = (some: readonly ReportResult[]): number => some.reduce((sum, { check }) => sum + weigh(check), 0);
  return {
    percent: decided.length === 0 ? null : Math.floor((100 * weight(met)) / weight(decided)),
    met: met.length,
    decided: decided.length,
  };
}

/** `82 %`, or a dash where nothing could be decided. */
export function percentText({ percent }: Figure): string {
  return percent === null ? '–' : `${percent} %`;
}

/** How a share is shown: as something that passes, that is on its way, or that fails. */
export function toneOf(percent: number | null): 'pass' | 'unknown' | 'fail' {
  if (percent === null) return 'unknown';
  return percent >= 90 ? 'pass' : percent >= 60 ? 'unknown' : 'fail';
}

/** Scores from the worst on: what puts others at risk weighs more than what the guide wants beside. */
export function byNeed(a: Score, b: Score): number {
  return (a.security.percent ?? 101) - (b.security.percent ?? 101) || (a.guide.percent ?? 101) - (b.guide.percent ?? 101) ||
    b.failed - a.failed;
}
