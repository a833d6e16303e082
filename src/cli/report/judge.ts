import { Check, notApplicable, Result } from '../../checklist/check';
import { CHECKS, judgeItems, runChecks } from '../../checklist/checklist';
import { fixOf } from '../../checklist/fixes';
import { imageSources } from '../../checklist/image-source';
import { RepositoryFiles } from '../../checklist/repository-files';
import { FolderFiles } from '../folder/read-folder';
import { sourceNotes } from '../folder/source-notes';
import { lint, LinterChoice } from '../linters/lint';
import { withLinters } from './linted-results';
import { ImageReport, Report, ReportResult } from './report';
import { scoreOf } from './score';
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

/** What is found in an image is told of each one, even where it is said in the same words. */
const OF_AN_IMAGE = /^(?:dockerfile|dockerignore|entrypoint)(?:-|$)|^hadolint\//;

/**
 * What the checks find in a repository: about it, and about each of its images.
 *
 * @param repository the repository as it was named
 * @param folder its files
 * @param selection what is asked
 * @param now decides which skips have expired
 */
export function judge(repository: string, folder: FolderFiles, selection: Selection, now: Date): Report {
  const isWanted = (id: string): boolean =>
    selection.only.length === 0 || selection.only.some((pattern) => matchesId(pattern, id) || pattern.startsWith(`${id}/`));
  const checks = CHECKS.filter((c) => isWanted(c.id));
  const { only, linters } = selection;
  const linted = folder.root === undefined || linters === undefined
    ? []
    : lint(folder.files, folder.root, linters, ({ name }) =>
      isWanted(name) || [...only, ...checks.map((c) => c.decidedBy)].some((rule) => rule?.startsWith(`${name}/`)));
  const find = folder.alone === undefined ? runChecks : runAlone;
  const accepted = selection.skip.filter((skip) => !hasExpired(skip, now));
  const judged = imagesOf(folder).map(({ files, ...image }, index) => {
    const found = withLinters(find(files, checks), linted, files, index === 0).filter(({ check }) => isWanted(check.id));
    return { image, results: found.map((result) => reportResult(result, files, accepted)) };
  });
  const shared = sharedResults(judged.map(({ results }) => results));
  const isShared = new Set(shared.map(({ check }) => check.id));
  const images = judged.map(({ image, results }): ImageReport => {
    const own = results.filter((result) => !isShared.has(result.check.id));
    return { ...image, ...judgedBy(results), results: own };
  });
  // What was not readable is known only now, when everything was asked for.
  const notes = [
    ...sourceNotes(folder.files, [...new Set(images.flatMap(({ image }) => image ?? []))]),
    ...folder.notes(),
    ...expiredNotes(selection, now),
  ];
  return { repository, images, shared, notes, ...judgedBy([...shared, ...images.flatMap(({ results }) => results)]) };
}

interface JudgedImage {
  readonly image?: string;
  readonly target?: string;
  readonly files: RepositoryFiles;
}

function imagesOf({ files, alone }: FolderFiles): JudgedImage[] {
  if (alone !== undefined) return [{ image: alone, files: files.forImage({ dockerfile: alone, context: '' }) }];
  const images = imageSources(files);
  return images.length === 0
    ? [{ files }]
    : images.map((image) => ({ image: image.dockerfile, target: image.target, files: files.forImage(image) }));
}

function runAlone(files: RepositoryFiles, checks: readonly Check[]): Array<Result<Check>> {
  const elsewhere = notApplicable('The Dockerfile alone was given; this is seen in other files.');
  return checks.flatMap((check) => (OF_THE_DOCKERFILE.test(check.id) ? runChecks(files, [check]) : [{ check, ...elsewhere }]));
}

function reportResult({ level, ...result }: Result, files: RepositoryFiles, accepted: readonly Skip[]): ReportResult {
  const skip = result.status === 'fail' || result.status === 'unknown'
    ? accepted.find(({ id }) => matchesId(id, result.check.id))
    : undefined;
  const check = level === undefined ? result.check : { ...result.check, level };
  return { ...result, check, fix: fixOf(result, files), ...(skip === undefined ? {} : { skip }) };
}

/** Of several images, what is found about the repository: every image that has results of a rule has the same ones. */
function sharedResults(images: ReadonlyArray<readonly ReportResult[]>): ReportResult[] {
  if (images.length < 2) return [];
  const told = new Map<string, { readonly results: readonly ReportResult[]; readonly words: string }>();
  const differing = new Set<string>();
  for (const image of images) {
    for (const [id, results] of byRule(image)) {
      const words = results.map(wordsOf).join('\0');
      const known = told.get(id);
      if (known === undefined) told.set(id, { results, words });
      else if (known.words !== words) differing.add(id);
    }
  }
  return [...told].flatMap(([id, { results }]) => (OF_AN_IMAGE.test(id) || differing.has(id) ? [] : results));
}

/** Results by the id of their rule; that of another program's rule may have several. */
function byRule(results: readonly ReportResult[]): Map<string, ReportResult[]> {
  const rules = new Map<string, ReportResult[]>();
  for (const result of results) rules.set(result.check.id, [...(rules.get(result.check.id) ?? []), result]);
  return rules;
}

function wordsOf({ status, message, evidence }: ReportResult): string {
  return [status, message, ...evidence.map(({ file, startLine }) => `${file}:${startLine}`)].join('\0');
}

function judgedBy(results: readonly ReportResult[]): Pick<Report, 'items' | 'score'> {
  const items = judgeItems(results).filter((item) => item.results.length > 0);
  return { items, score: scoreOf(results, items) };
}

function expiredNotes(selection: Selection, now: Date): Report['notes'] {
  return selection.skip.filter((skip) => hasExpired(skip, now)).map(({ id, expires, reason }) =>
    ({ file: '', message: `the skip of ${id} ended on ${expires} (${reason}): its failure counts again` }));
}
