import { Check, Evidence, fail, Finding, unknown } from '../check';
import { isBuild } from '../parsers/build-command';
import { JobSource, matrixValues, StepSource, unreadableWorkflows, WorkflowSource, workflows } from '../parsers/workflow-source';
import { YamlNode } from '../parsers/yaml-source';
import { RepositoryFiles } from '../repository-files';

/** A step, and where it is. */
export interface PlacedStep {
  readonly workflow: WorkflowSource;
  readonly job: JobSource;
  readonly step: StepSource;
}

/** Workflows, and their lines as evidence. */
export interface WorkflowSubject {
  readonly workflows: readonly WorkflowSource[];
  /** Steps of every job; where something is looked for, those that can run. */
  readonly steps: readonly PlacedStep[];
  readonly files: RepositoryFiles;
  /** Lines of a node of a file. */
  at(file: { readonly path: string }, node: YamlNode): Evidence;
  /** The lines of a step. */
  atStep(placed: PlacedStep): Evidence;
}

/** What a check asks of workflows: that one of them has something, or that none breaks a rule. */
export type WorkflowDemand = 'some' | 'every';

/**
 * A check's function that reads the workflows; without one the check fails. A workflow that is no YAML, or one of another
 * repository that a job calls, is not seen: what it may hold leaves open what the others do not decide.
 */
export function onWorkflows(run: (subject: WorkflowSubject) => Finding, demand: WorkflowDemand = 'some'): Check['run'] {
  return (files) => {
    const all = workflows(files);
    const broken = unreadableWorkflows(files)[0];
    if (all.length === 0 && !broken) return fail('There is no workflow.');
    const subject = subjectOf(all, files, demand);
    const finding = all.length > 0 ? run(subject) : undefined;
    if (broken && isOpen(finding, demand)) return unknown(`${broken.path} cannot be read: ${broken.problem}`, [files.evidence(broken.path, broken.line)]);
    return demand === 'some' && finding?.status === 'fail' && finding.evidence.length === 0 ? unseen(subject) ?? finding : finding ?? fail('There is no workflow.');
  };
}

/** Whether what was not read could change a finding. */
function isOpen(finding: Finding | undefined, demand: WorkflowDemand): boolean {
  return demand === 'some' ? finding?.status !== 'pass' : finding?.status !== 'fail';
}

/** The finding where a job calls a workflow of another repository, which may do what was looked for. */
function unseen({ workflows: all, at }: WorkflowSubject): Finding | undefined {
  const calls = all.flatMap((workflow) => workflow.jobs.flatMap((job) => (job.calls !== undefined && !job.calls.startsWith('.github/') ? [{ workflow, job, uses: job.calls }] : [])));
  if (calls.length === 0) return undefined;
  return unknown(`${calls[0].uses.split('@')[0]}, which a job calls, is not among the files: what it does cannot be seen.`, calls.map(({ workflow, job }) => at(workflow, job.node.get('uses') ?? job.node)));
}

/** What is looked for must run; what breaks a rule breaks it also where it is switched off for now. */
function subjectOf(all: readonly WorkflowSource[], files: RepositoryFiles, demand: WorkflowDemand): WorkflowSubject {
  const steps = all.flatMap((workflow) => workflow.jobs.flatMap((job) => job.steps.map((step) => ({ workflow, job, step }))));
  return {
    workflows: all,
    steps: demand === 'every' ? steps : steps.filter(({ job, step }) => !isOff(job.condition) && !isOff(step.node.get('if')?.text)),
    files,
    at: ({ path }, node) => files.evidence(path, node.startLine, node.endLine),
    atStep: ({ step }) => files.evidence(step.path, step.node.startLine, step.node.endLine),
  };
}

/** Whether a condition is never true. */
function isOff(condition: string | undefined): boolean {
  return /^(?:false|\$\{\{\s*false\s*\}\})$/.test(condition?.trim() ?? '');
}

const BUILD_ACTIONS = ['docker/build-push-action', 'docker/bake-action'];

/** Whether a step builds an image. */
export function buildsImage({ step }: PlacedStep): boolean {
  if (BUILD_ACTIONS.includes(step.action ?? '')) return true;
  return runs(step, isBuild);
}

/** What a step pushes an image by: the input or command, and the conditions of which one must hold; undefined where it pushes nothing. */
export function pushes({ job, step }: PlacedStep): { readonly node: YamlNode; readonly conditions: readonly string[] } | undefined {
  if (BUILD_ACTIONS.includes(step.action ?? '')) {
    const push = step.input('push');
    const conditions = push?.text === undefined ? [] : matrixValues(job, push.text).filter((value) => !/^(?:false|no|off)$/i.test(value));
    if (push && conditions.length > 0) return { node: push, conditions };
    const outputs = step.input('outputs');
    return outputs && matrixValues(job, outputs.text ?? '').some((text) => /\bpush=true\b|\btype=registry\b/.test(text)) ? { node: outputs, conditions: ['true'] } : undefined;
  }
  const run = step.node.get('run');
  const pushing = runs(step, (words) => /^(?:docker|podman|nerdctl)$/.test(words[0] ?? '') && (words[1] === 'push' || (words[1] === 'image' && words[2] === 'push') || words.includes('--push') || (words[1] === 'buildx' && words[2] === 'imagetools' && words[3] === 'create')));
  return run && pushing ? { node: run, conditions: ['true'] } : undefined;
}

/** Whether one of a step's commands is such. */
export function runs(step: StepSource, isSuch: (words: readonly string[]) => boolean): boolean {
  return step.commands.some((command) => !command.pattern && [command.words, withoutXargs(command.words)].some(isSuch));
}

/** The command that xargs runs; any other command itself. */
function withoutXargs(words: readonly string[]): readonly string[] {
  if (words[0] !== 'xargs') return words;
  const at = words.findIndex((word, index) => index > 0 && !word.startsWith('-') && !/^-[IdELnPs]$/.test(words[index - 1]));
  return at < 0 ? [] : words.slice(at);
}

/** A job, and every job that it waits for, directly or not. */
export function neededJobs(workflow: WorkflowSource, job: JobSource): JobSource[] {
  const byName = new Map(workflow.jobs.map((other) => [other.name, other]));
  const waiting = new Set([job]);
  for (const one of waiting) {
    for (const name of one.needs) {
      const other = byName.get(name);
      if (other) waiting.add(other);
    }
  }
  return [...waiting];
}

/** Workflows that build an image, and those that call one of them. */
export function imageWorkflows(subject: WorkflowSubject): WorkflowSource[] {
  return withCallers(subject.steps.filter(buildsImage).map((placed) => placed.workflow));
}

/** Workflows, and those of the repository that call them. */
export function withCallers(called: readonly WorkflowSource[]): WorkflowSource[] {
  const found = new Set(called);
  for (const workflow of found) for (const caller of workflow.callers) found.add(caller.workflow);
  return [...found];
}
