import { Drift } from '../drift/drift';
import { Report } from '../report/report';

/** What a reporter says beside the reports. */
export interface ReportContext {
  /** Directory that the names of repositories start from. */
  readonly directory: string;
  readonly now: Date;
  readonly version: string;
  readonly width: number;
  readonly colour: boolean;
  /** Whether a line for each image is enough. */
  readonly quiet: boolean;
  /** Whether everything is shown, and not the worst alone. */
  readonly all: boolean;
  /** Earlier scores, the oldest first. */
  readonly history: readonly PastScore[];
}

/** The score of an image on an earlier day. */
export interface PastScore {
  /** What it is the score of, as `subjectOf` says it. */
  readonly subject: string;
  /** When, as ISO 8601. */
  readonly date: string;
  /** The figure of security. */
  readonly percent: number;
}

/**
 * Writes the reports of repositories in one format, piece by piece: of a thousand repositories none is kept. Each piece is whole text, and
 * together they are the document.
 */
export interface Reporter {
  begin(context: ReportContext): string;
  /** Of `check` alone, before its report: managed files that are not as they should be. */
  drift(drifts: readonly Drift[]): string;
  report(report: Report): string;
  /** The rest, whole or in pieces. */
  end(): string | Iterable<string>;
}

/** The pieces of what a reporter ends with. */
export function piecesOf(end: ReturnType<Reporter['end']>): Iterable<string> {
  return typeof end === 'string' ? [end] : end;
}
