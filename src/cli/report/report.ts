import { Level, Result, Status } from '../../checklist/check';
import { ItemResult } from '../../checklist/checklist';
import { Note } from '../folder/note';
import { Skip } from './skip';

/** What a check found, and whether its failure was accepted. */
export interface ReportResult extends Result {
  /** How to mend it here: in a generated repository by the rc file. */
  readonly fix: string;
  /** Why the failure counts for nothing, and until when. */
  readonly skip?: Skip;
}

/** The state of one image of one repository. */
export interface Report {
  /** The repository as it was named. */
  readonly repository: string;
  /** Path of the image's Dockerfile; undefined where there is none. */
  readonly image?: string;
  /** The stage of it that is built, where that is not the last one. */
  readonly target?: string;
  readonly results: readonly ReportResult[];
  /** Items of the guide's summary checklist. */
  readonly items: readonly ItemResult[];
  /** What could not be read. */
  readonly notes: readonly Note[];
  readonly score: Score;
}

/** How far a repository has come. */
export interface Score {
  /** Weight of what passed, of a hundred. */
  readonly percent: number;
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

/** How much a check weighs in the score. */
export const WEIGHTS: { readonly [level in Level]: number } = { essential: 3, recommended: 2, advanced: 1 };

/** Levels, the most important first. */
export const LEVELS: readonly Level[] = ['essential', 'recommended', 'advanced'];

/** Counts what checks found. A failure that was accepted and a check that cannot tell still lack in the score: they are not met. */
export function scoreOf(results: readonly ReportResult[], items: readonly ItemResult[]): Score {
  const weigh = (statuses: readonly Status[]): number =>
    results.filter((r) => statuses.includes(r.status)).reduce((sum, r) => sum + WEIGHTS[r.check.level], 0);
  const count = (status: Status): number => results.filter((r) => r.status === status && r.skip === undefined).length;
  const applicable = weigh(['pass', 'fail', 'unknown']);
  return {
    percent: applicable === 0 ? 0 : Math.floor((100 * weigh(['pass'])) / applicable),
    itemsMet: items.filter((i) => i.status === 'pass').length,
    itemsApplicable: items.filter((i) => i.status !== 'not-applicable').length,
    passed: count('pass'),
    failed: count('fail'),
    unknown: count('unknown'),
    notApplicable: count('not-applicable'),
    skipped: results.filter((r) => r.skip !== undefined).length,
  };
}

/** How a score is shown: as something that passes, that is on its way, or that fails. */
export function toneOf(percent: number): 'pass' | 'unknown' | 'fail' {
  return percent >= 90 ? 'pass' : percent >= 60 ? 'unknown' : 'fail';
}

/** Failures that count, the most important first, otherwise in the order of the checks. */
export function failures(report: Report): ReportResult[] {
  const rank = (r: ReportResult): number => LEVELS.indexOf(r.check.level);
  return report.results.filter((r) => r.status === 'fail' && r.skip === undefined).sort((a, b) => rank(a) - rank(b));
}

/** Whether a failure that counts has the level, or a more important one. `none` asks for nothing. */
export function isBelow(report: Report, level: Level | 'none'): boolean {
  return level !== 'none' && failures(report).some((r) => LEVELS.indexOf(r.check.level) <= LEVELS.indexOf(level));
}

/** Name of what a report is about: the repository, and its image where that is not the Dockerfile at the top with its last stage. */
export function subjectOf({ repository, image, target }: Pick<Report, 'repository' | 'image' | 'target'>): string {
  const stage = target === undefined ? [] : [`stage ${target}`];
  const parts = image === undefined || (image === 'Dockerfile' && target === undefined) ? stage : [image, ...stage];
  return parts.length === 0 ? repository : `${repository} (${parts.join(', ')})`;
}
