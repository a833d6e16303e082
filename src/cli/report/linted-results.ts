import { absent, Evidence, fail, Finding, Result, Rule, unknown } from '../../checklist/check';
import { RepositoryFiles } from '../../checklist/repository-files';
import { Linted } from '../linters/lint';
import { Linter, LintFinding } from '../linters/linter';

/**
 * Results of the checks together with those of the linters, under the ids of their rules: `zizmor/template-injection`. Where a
 * check names such a rule as the one that decides it, or both found the same line, there is one result for both.
 *
 * @param results what the checks found
 * @param files the files of the image
 * @param first whether what is found about the repository is told here, and not with another image
 */
export function withLinters(results: readonly Result[], linted: readonly Linted[], files: RepositoryFiles, first: boolean): Result[] {
  const told = linted.map((one) =>
    ({ ...one, findings: one.findings.filter(({ file }) => (one.linter.name === 'hadolint' ? file === files.image?.dockerfile : true)) }));
  const rules = told.flatMap(({ linter, findings }) =>
    groups(findings).map((group) => ({ linter, id: `${linter.name}/${group[0].rule}`, group })));
  const joined = results.map((result) => joinedResult(result, told, rules, files));
  const own = rules.filter(({ linter, id, group }) =>
    (first || linter.name === 'hadolint') &&
      !joined.some(({ check, status, evidence }) => status === 'fail' && isSame(check, id, evidence, group)));
  const open = first ? told.filter(({ problem }) => problem !== undefined) : [];
  return [
    ...joined,
    ...own.map(({ linter, id, group }) => ({ check: ruleCheck(linter, id, group[0]), ...fail(sentence(group), places(group, files)) })),
    ...open.map(({ linter, problem }) => ({ check: linterCheck(linter), ...unknown(`Not decided: ${problem}.`) })),
  ];
}

/** What a rule of a linter found. */
interface Broken {
  readonly linter: Linter;
  readonly id: string;
  readonly group: readonly LintFinding[];
}

/** What a linter says in the same words, together. */
function groups(findings: readonly LintFinding[]): Array<readonly LintFinding[]> {
  const found = new Map<string, LintFinding[]>();
  for (const finding of findings) {
    found.set(
      `${finding.rule} ${finding.message}`,
      [...(found.get(`${finding.rule} ${finding.message}`) ?? []), finding],
    );
  }
  return [...found.values()];
}

/** The verdict of a check whose rule a linter has decided. */
function joinedResult(result: Result, linted: readonly Linted[], rules: readonly Broken[], files: RepositoryFiles): Result {
  const { check: { decidedBy }, status, evidence } = result;
  const decider = linted.find(({ linter, problem }) => problem === undefined && decidedBy?.startsWith(`${linter.name}/`));
  if (decidedBy === undefined || decider === undefined || status === 'not-applicable') return result;
  const found = rules.filter(({ id }) => id === decidedBy);
  const finding = (): Finding =>
    fail(
      `${sentence(found[0].group)} (${decidedBy}, ${found[0].group[0].page})`,
      [...evidence, ...found.flatMap(({ group }) => places(group, files))],
    );
  if (found.length > 0) return { check: result.check, ...finding() };
  return status === 'unknown' ? { check: result.check, ...absent(`${decider.linter.name} found none.`, decider.files, decidedBy) } : result;
}

/** Whether a failed check tells what a rule found. */
function isSame(check: Rule, id: string, evidence: readonly Evidence[], group: readonly LintFinding[]): boolean {
  if (check.decidedBy === id) return true;
  return check.references.includes(id.replace('/', ' ')) &&
    group.every((finding) =>
      evidence.some((e) => e.file === finding.file && e.startLine <= finding.endLine && finding.startLine <= e.endLine));
}

function sentence([{ message }]: readonly LintFinding[]): string {
  return `${message[0]?.toUpperCase() ?? ''}${message.slice(1)}`.replace(/[.]?$/, '.');
}

function places(group: readonly LintFinding[], files: RepositoryFiles): Evidence[] {
  return group.map(({ file, startLine, endLine }) => files.evidence(file, startLine, endLine));
}

/** A rule of a linter, as a check. */
function ruleCheck(linter: Linter, id: string, { page, level, message }: LintFinding): Rule {
  return { ...linterCheck(linter), id, title: message, level, references: [], link: page, fix: `Read ${page}.` };
}

/** A linter as a whole, as a check: whether it decided anything. */
function linterCheck({ name, home, install, subject }: Linter): Rule {
  return {
    id: name,
    title: `${name} finds nothing in the ${subject}`,
    section: `Rules of ${name}`,
    level: 'advanced',
    references: [],
    link: home,
    why: `${name} knows rules for ${subject} that no check here repeats.`,
    fix: `Install it: ${install} (${home}).`,
    verify: `Run ${name} in the repository.`,
  };
}
