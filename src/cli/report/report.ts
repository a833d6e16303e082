import { Level, Result, Status } from '../../checklist/check';
import { ItemResult } from '../../checklist/checklist';
import { Note } from '../folder/note';
import { Score } from './score';
import { Skip } from './skip';

/** What a check found, and whether its failure was accepted. */
export interface ReportResult extends Result {
  /** How to fix it here: in a generated repository by the rc file. */
  readonly fix: string;
  /** Why the failure counts for nothing, and until when. */
  readonly skip?: Skip;
}

/** What is judged together, and how it stands. */
interface Judged {
  /** Items of the guide's summary checklist. */
  readonly items: readonly ItemResult[];
  readonly score: Score;
}

/** One image of a repository. Its score counts what is told of the repository too. */
export interface ImageReport extends Judged {
  /** Path of the image's Dockerfile; undefined where there is none. */
  readonly image?: string;
  /** The stage of it that is built, where that is not the last one. */
  readonly target?: string;
  /** What was found in this image alone; everything, where the repository has no other image. */
  readonly results: readonly ReportResult[];
}

/** One repository: each finding is in it once. */
export interface Report extends Judged {
  /** The repository as it was named. */
  readonly repository: string;
  /** At least one; without a Dockerfile one that has no image. */
  readonly images: readonly ImageReport[];
  /** What was found about the repository, and so about each of several images. */
  readonly shared: readonly ReportResult[];
  /** What could not be read. */
  readonly notes: readonly Note[];
}

/** Levels, the most harmful first. */
export const LEVELS: readonly Level[] = ['essential', 'recommended', 'advanced'];

/** A result, and the images that it is about. */
export interface ToldResult extends ReportResult {
  readonly images: readonly ImageReport[];
}

/** Every result of a repository, those of its images first, each with the images that it is about. */
export function allResults({ shared, images }: Report): ToldResult[] {
  return [
    ...images.flatMap((image) => image.results.map((result) => ({ ...result, images: [image] }))),
    ...shared.map((result) => ({ ...result, images })),
  ];
}

/** Whether a result counts as a failure: it is none that was accepted. */
export function isFailure({ status, skip }: ReportResult): boolean {
  return status === 'fail' && skip === undefined;
}

/** Whether a failure that counts has the level, or a more harmful one. `none` asks for nothing. */
export function isBelow(report: Report, level: Level | 'none'): boolean {
  return level !== 'none' && allResults(report).some((r) => isFailure(r) && LEVELS.indexOf(r.check.level) <= LEVELS.indexOf(level));
}

/** Name of what a report is about: the repository, and its image where that is not the Dockerfile at the top with its last stage. */
export function subjectOf(repository: string, { image, target }: Pick<ImageReport, 'image' | 'target'>): string {
  const stage = target === undefined ? [] : [`stage ${target}`];
  const parts = image === undefined || (image === 'Dockerfile' && target === undefined) ? stage : [image, ...stage];
  return parts.length === 0 ? repository : `${repository} (${parts.join(', ')})`;
}

/** Name of an image in its repository. */
export function imageName({ image, target }: Pick<ImageReport, 'image' | 'target'>): string {
  return [image ?? 'no Dockerfile', ...(target === undefined ? [] : [`stage ${target}`])].join(', ');
}

/** A status in words. */
export const STATUS_WORDS: { readonly [status in Status]: string } = {
  'pass': 'met',
  'fail': 'not met',
  'unknown': 'not decided',
  'not-applicable': 'not applicable',
};
