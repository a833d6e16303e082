import * as path from 'node:path';
import { CommandFailure } from './exit-status';
import { readText } from './folder/read-text';
import { subjectOf } from './report/report';
import { RESULTS_VERSION, ResultsDocument } from './reporters/json';
import { PastScore } from './reporters/reporter';

/** Results of a thousand repositories. */
const LARGEST_RESULTS = 256 * 1024 * 1024;

/**
 * Scores of earlier results, the oldest first.
 *
 * @throws CommandFailure for a file that holds no results of this command
 */
export function readHistory(files: readonly string[], directory: string): PastScore[] {
  return files.flatMap((file) => scoresIn(file, path.resolve(directory, file))).sort((a, b) => (a.date < b.date ? -1 : 1));
}

function scoresIn(file: string, place: string): PastScore[] {
  const { text, reason } = readText(place, LARGEST_RESULTS);
  if (text === undefined) throw new CommandFailure(`--history ${file} ${reason}.`);
  const { date, reports } = resultsIn(file, text);
  const scores = reports.map((report) => {
    const subject = subjectOf(report.repository, { ...report, image: report.image ?? undefined });
    return { subject, date, percent: report.score.security.percent ?? 0 };
  });
  // The image of the Dockerfile at the top is called as the repository of several images is.
  return scores.filter(({ subject }, index) => scores.findIndex((other) => other.subject === subject) === index);
}

function resultsIn(file: string, text: string): ResultsDocument {
  let document: Partial<ResultsDocument> | null;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new CommandFailure(
      `--history ${file}: it is no JSON (${(error as Error).message}). Give results that were written by --format json.`,
    );
  }
  if (document?.version !== RESULTS_VERSION || typeof document.date !== 'string' || Number.isNaN(Date.parse(document.date)) ||
    !Array.isArray(document.reports)) {
    throw new CommandFailure(
      `--history ${file}: it holds no results of version ${RESULTS_VERSION}. Give results that were written by --format json.`,
    );
  }
  return document as ResultsDocument;
}
