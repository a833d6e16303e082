import { Check } from '../checklist/check';
import { runChecks } from '../checklist/checklist';
import { RepositoryFiles } from '../checklist/repository-files';

/** Files of a repository: text by path. */
interface Texts {
  readonly [file: string]: string;
}

/** The checks that fail on some files and did not fail on what stood there before. */
export function turnedFailures(before: Texts, after: Texts): Check[] {
  const failing = (texts: Texts): Check[] =>
    runChecks(new RepositoryFiles(texts)).filter(({ status }) => status === 'fail').map(({ check }) => check);
  const known = failing(before);
  return failing(after).filter((check) => !known.includes(check));
}
