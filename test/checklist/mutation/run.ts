import { Check, Evidence, Result } from '../../../src/checklist/check';
import { CHECKS, runChecks } from '../../../src/checklist/checklist';
import { readDockerfile } from '../../../src/checklist/parsers/dockerfile-source';
import { readYaml } from '../../../src/checklist/parsers/yaml-source';
import { RepositoryFiles } from '../../../src/checklist/repository-files';
import { exceptionFor } from './exceptions';
import { dockerfileMutants, documentMutants, lineMutants, Mutant, scriptMutants, yamlMutants } from './mutants';

/** What the checks made of a text without one of its statements. */
export interface Outcome {
  readonly mutant: Mutant;
  /** Checks whose verdict changed. */
  readonly flipped: readonly string[];
  /** Checks that show other places, with the same verdict. */
  readonly moved: readonly string[];
  /** Checks that had the statement in their evidence. */
  readonly shown: readonly string[];
  /** Changes of checks that had not, and that no exception explains. */
  readonly stray: readonly string[];
  /** Checks that go on to show lines that are gone. */
  readonly stale: readonly string[];
  /** Whether nothing can be read any more. */
  readonly broken: boolean;
}

export const DOCUMENTS = ['README.md', 'SECURITY.md'];

/** Checks of documents; no other reads one. */
const DOCUMENT_CHECKS = CHECKS.filter((check) => /^(?:readme|security)-/.test(check.id));
export const OTHER_CHECKS = CHECKS.filter((check) => !DOCUMENT_CHECKS.includes(check));

/** Takes each statement of the Dockerfile, the compose files, the workflows, the scripts and the documents away, one at a time. */
export function mutate(files: RepositoryFiles): Outcome[] {
  const all = runChecks(files);
  const ofDocuments = all.filter((result) => DOCUMENT_CHECKS.includes(result.check));
  return mutantsOf(files).map((mutant) => outcomeOf(files, DOCUMENTS.includes(mutant.file) ? ofDocuments : all, mutant));
}

function mutantsOf(files: RepositoryFiles): Mutant[] {
  return files.paths.flatMap((path) => {
    const text = files.text(path) ?? '';
    if (path === 'Dockerfile') return dockerfileMutants(path, text);
    if (path === '.dockerignore') return lineMutants(path, text);
    if (path === 'entrypoint.sh') return scriptMutants(path, text);
    if (DOCUMENTS.includes(path)) return documentMutants(path, text);
    return /compose.*\.ya?ml$|^\.github\/workflows\//.test(path) ? yamlMutants(path, text) : [];
  });
}

function outcomeOf(files: RepositoryFiles, before: ReadonlyArray<Result<Check>>, mutant: Mutant): Outcome {
  const broken = isBroken(mutant);
  const after = broken ? before : runChecks(files.with(mutant.file, mutant.text), before.map((result) => result.check));
  const pairs = before.map((was, index) => ({ id: was.check.id, was, is: after[index], shows: was.evidence.some((e) => overlaps(e, mutant)) }));
  const flipped = pairs.filter(({ was, is }) => was.status !== is.status);
  const moved = pairs.filter(({ was, is }) => was.status === is.status && places(was.evidence) !== places(is.evidence));
  return {
    mutant,
    broken,
    flipped: flipped.map((p) => p.id),
    moved: moved.map((p) => p.id),
    shown: pairs.filter((p) => p.shows).map((p) => p.id),
    stray: [...flipped, ...moved].filter((p) => !p.shows && p.was.search?.files.includes(mutant.file) !== true && !exceptionFor(mutant, p.id)).map((p) => p.id),
    stale: broken ? [] : pairs.filter(({ was, is }) => was.status === is.status && keepsGone(was, is, mutant)).map((p) => p.id),
  };
}

function isBroken({ file, text }: Mutant): boolean {
  if (file === 'Dockerfile') return readDockerfile(text, file).problem !== undefined;
  return /\.ya?ml$/.test(file) && readYaml(text, file).problem !== undefined;
}

function overlaps(evidence: Evidence, { file, startLine, endLine }: Mutant): boolean {
  return evidence.file === file && evidence.startLine <= endLine && startLine <= evidence.endLine;
}

function isGone(evidence: Evidence, { file, startLine, endLine }: Mutant): boolean {
  return evidence.file === file && startLine <= evidence.startLine && evidence.endLine <= endLine;
}

/** Whether a finding goes on to show a place all of whose lines are gone. */
function keepsGone(was: Result, is: Result, mutant: Mutant): boolean {
  return is.evidence.some((e) => isGone(e, mutant) && shows(was.evidence, e));
}

function shows(evidence: readonly Evidence[], place: Evidence): boolean {
  return evidence.some((e) => places([e]) === places([place]));
}

function places(evidence: readonly Evidence[]): string {
  return evidence.map((e) => `${e.file}:${e.startLine}-${e.endLine}`).join(' ');
}
