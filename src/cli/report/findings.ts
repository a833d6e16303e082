import { Evidence, Rule, Search, Status } from '../../checklist/check';
import { allResults, ImageReport, LEVELS, Report, ToldResult } from './report';
import { Skip } from './skip';

/** What is said in the same words, of one image or of several. */
export interface Statement {
  readonly message: string;
  readonly evidence: readonly Evidence[];
  readonly images: readonly ImageReport[];
}

/** What a rule found in a repository, told once for all images that it is so in. */
export interface Finding {
  readonly check: Rule;
  readonly status: Status;
  readonly fix: string;
  readonly skip?: Skip;
  /** What shows an absence, where it is the same one. */
  readonly search?: Search;
  /** In the words that were found, those of the most images first. */
  readonly statements: readonly Statement[];
  readonly images: readonly ImageReport[];
}

/** What people are told of a repository: every format for them shows these, each from the worst on. */
export interface Findings {
  readonly failed: readonly Finding[];
  readonly undecided: readonly Finding[];
  readonly accepted: readonly Finding[];
  readonly passed: readonly Finding[];
  readonly notApplicable: readonly Finding[];
}

/** The one walk over the results of a repository. */
export function findingsOf(report: Report): Findings {
  const groups = new Map<string, ToldResult[]>();
  for (const result of allResults(report)) {
    const key = [result.check.id, result.status, result.skip?.expires, result.skip?.reason].join('\0');
    const group = groups.get(key);
    if (group) group.push(result);
    else groups.set(key, [result]);
  }
  const all = [...groups.values()].map(findingOf).sort((a, b) => LEVELS.indexOf(a.check.level) - LEVELS.indexOf(b.check.level));
  const having = (status: Status): Finding[] => all.filter((finding) => finding.status === status && finding.skip === undefined);
  return {
    failed: having('fail'),
    undecided: having('unknown'),
    accepted: all.filter(({ skip }) => skip !== undefined),
    passed: having('pass'),
    notApplicable: having('not-applicable'),
  };
}

function findingOf(results: readonly ToldResult[]): Finding {
  const [{ check, status, fix, skip, search }] = results;
  const statements = new Map<string, Statement>();
  for (const { message, evidence, images } of results) {
    const known = statements.get(message);
    statements.set(message, {
      message,
      evidence: [...(known?.evidence ?? []), ...evidence],
      images: [...(known?.images ?? []), ...images],
    });
  }
  const said = [...statements.values()].sort((a, b) => b.images.length - a.images.length)
    .map((s) => ({ ...s, evidence: distinct(s.evidence) }));
  const optional = { ...(skip === undefined ? {} : { skip }), ...(search === undefined ? {} : { search }) };
  return { check, status, fix, ...optional, statements: said, images: results.flatMap(({ images }) => images) };
}

/** Each place once. */
function distinct(evidence: readonly Evidence[]): Evidence[] {
  return [...new Map(evidence.map((e) => [placeOf(e), e])).values()];
}

/** Most places that are named for one finding. */
const MOST_PLACES = 3;

/** `Dockerfile:3, Dockerfile:7-9 and 4 more`. */
export function placesText(evidence: readonly Evidence[]): string {
  const places = evidence.map(placeOf);
  const more = places.length - MOST_PLACES;
  return more > 0 ? `${places.slice(0, MOST_PLACES).join(', ')} and ${more} more` : places.join(', ');
}

/** `Dockerfile:7-9`. */
export function placeOf({ file, startLine, endLine }: Evidence): string {
  return endLine > startLine ? `${file}:${startLine}-${endLine}` : `${file}:${startLine}`;
}

/** `in 3 of 69 images`; nothing where it is told of the repository, or where that has one image. */
export function imagesText({ check, images }: Finding, { images: all, shared }: Report): string {
  return all.length === 1 || shared.some((result) => result.check.id === check.id) ? '' : `in ${images.length} of ${all.length} images`;
}

/** `5 essential, 30 recommended`. */
export function levelsText(findings: readonly Finding[]): string {
  return LEVELS.map((level) => [findings.filter(({ check }) => check.level === level).length, level] as const)
    .filter(([count]) => count > 0).map(([count, level]) => `${count} ${level}`).join(', ');
}
