import { Check, notApplicable, Result } from '../../checklist/check';
import { CHECKS, judgeItems, runChecks } from '../../checklist/checklist';
import { fixOf } from '../../checklist/fixes';
import { imageSources } from '../../checklist/image-source';
import { RepositoryFiles } from '../../checklist/repository-files';
import { FolderFiles } from '../folder/read-folder';
import { sourceNotes } from '../folder/source-notes';
import { lint, LinterChoice } from '../linters/lint';
import { withLinters } from './linted-results';
import { Report, ReportResult, scoreOf } from './report';
import { hasExpired, matchesId, Skip } from './skip';

/** Which checks are run, and which failures are accepted. */
export interface Selection {
  /** Ids or patterns of the only checks that are run; none for all. */
  readonly only: readonly string[];
  readonly skip: readonly Skip[];
  /** Undefined where none is run. */
  readonly linters?: LinterChoice;
}

/** Checks that a Dockerfile alone can answer. */
const OF_THE_DOCKERFILE = /^dockerfile-/;

/**
 * What the checks find: a report for each image of the repository, or one where it has none.
 *
 * @param repository the repository as it was named
 * @param folder its files
 * @param selection what is asked
 * @param now decides which skips have expired
 */
export function judge(repository: string, folder: FolderFiles, selection: Selection, now: Date): Report[] {
  const isWanted = (id: string): boolean => selection.only.length === 0 || selection.only.some((pattern) => matchesId(pattern, id) || pattern.startsWith(`${id}/`));
  const checks = CHECKS.filter((c) => isWanted(c.id));
  const images = imagesOf(folder);
  const { only, linters } = selection;
  const linted = folder.root === undefined || linters === undefined ? [] : lint(folder.files, folder.root, linters, ({ name }) => isWanted(name) || [...only, ...checks.map((c) => c.decidedBy)].some((rule) => rule?.startsWith(`${name}/`)));
  const find = folder.alone === undefined ? runChecks : runAlone;
  const reports = images.map(({ files, ...image }, index) => {
    const found = withLinters(find(files, checks), linted, files, index === 0).filter(({ check }) => isWanted(check.id));
    return judgeImage({ repository, ...image, notes: [] }, found, files, selection, now);
  });
  // What was not readable is known only now, when everything was asked for.
  const notes = [...sourceNotes(folder.files, [...new Set(images.flatMap(({ image }) => image ?? []))]), ...folder.notes(), ...expiredNotes(selection, now)];
  return reports.map((report, index) => (index === 0 ? { ...report, notes } : report));
}

interface JudgedImage {
  readonly image?: string;
  readonly target?: string;
  readonly files: RepositoryFiles;
}

function imagesOf({ files, alone }: FolderFiles): JudgedImage[] {
  if (alone !== undefined) return [{ image: alone, files: files.forImage({ dockerfile: alone, context: '' }) }];
  const images = imageSources(files);
  return images.length === 0 ? [{ files }] : images.map((image) => ({ image: image.dockerfile, target: image.target, files: files.forImage(image) }));
}

function runAlone(files: RepositoryFiles, checks: readonly Check[]): Result[] {
  const elsewhere = notApplicable('The Dockerfile alone was given; this is seen in other files.');
  return checks.flatMap((check) => (OF_THE_DOCKERFILE.test(check.id) ? runChecks(files, [check]) : [{ check, ...elsewhere }]));
}

function judgeImage(subject: Pick<Report, 'repository' | 'image' | 'target' | 'notes'>, found: readonly Result[], files: RepositoryFiles, selection: Selection, now: Date): Report {
  const accepted = selection.skip.filter((skip) => !hasExpired(skip, now));
  const results = found.map((result): ReportResult => {
    const skip = result.status === 'fail' || result.status === 'unknown' ? accepted.find(({ id }) => matchesId(id, result.check.id)) : undefined;
    return { ...result, fix: fixOf(result, files), ...(skip === undefined ? {} : { skip }) };
  });
  const items = judgeItems(results).filter((item) => item.results.length > 0);
  return { ...subject, results, items, score: scoreOf(results, items) };
}

function expiredNotes(selection: Selection, now: Date): Report['notes'] {
  return selection.skip.filter((skip) => hasExpired(skip, now)).map(({ id, expires, reason }) => ({ file: '', message: `the skip of ${id} ended on ${expires} (${reason}): its failure counts again` }));
}
