import { Check, checksOf, Evidence, Finding, lacking, notApplicable, pass, unknown } from '../../check';
import { GITLAB_CI, GitlabSource, gitlabSource } from '../../parsers/gitlab-source';
import { JobSource, StepSource, unreadableWorkflows, workflows, WorkflowSource } from '../../parsers/workflow-source';
import { readYaml, YamlNode } from '../../parsers/yaml-source';
import { RepositoryFiles } from '../../repository-files';
import { buildsImage, isOn, PlacedStep, placedSteps, publishes } from './steps';

/** A check of the pipelines. */
export const workflowCheck = checksOf({
  rcFix: "In the rc file: buildWorkflow: true. To change your own steps, use project.buildImage?.replace('JOB', 'STEP', { … }).",
});

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

/** The pipeline of GitLab CI, as the workflow that it is, and what only such a pipeline has. */
export interface GitlabSubject extends WorkflowSubject {
  readonly pipeline: GitlabSource;
}

/** What a check asks of the pipeline of GitLab CI: the same as of workflows, or something of its own. */
export type GitlabRun = 'same' | ((subject: GitlabSubject) => Finding);

/** What a check asks of workflows: that one of them has something, or that none breaks a rule. */
export type WorkflowDemand = 'some' | 'every';

/**
 * A check's function that reads the workflows of GitHub, and the pipeline of GitLab CI where there is one; without any the
 * check fails. A workflow that is no YAML, or one of another repository that a job calls, is not seen: what it may hold
 * leaves open what the others do not decide.
 *
 * @param gitlab what is asked of GitLab's pipeline: the same, or something of its own; without it the check is about GitHub alone
 */
export function onWorkflows(run: (subject: WorkflowSubject) => Finding, demand: WorkflowDemand = 'some', gitlab?: GitlabRun): Check['run'] {
  return (files) => {
    const own = onGithub(files, run, demand);
    if (files.text(GITLAB_CI) === undefined) return own ?? lacking('.github/workflows', 'There is no workflow.');
    if (own?.status === 'pass' && demand === 'some') return own;
    const other = gitlab
      ? onGitlab(files, gitlab === 'same' ? run : gitlab, demand)
      : notApplicable('It is asked of workflows of GitHub; the pipeline is that of GitLab CI.');
    return own === undefined ? other : bothOf(own, other, demand, files);
  };
}

function onGithub(files: RepositoryFiles, run: (subject: WorkflowSubject) => Finding, demand: WorkflowDemand): Finding | undefined {
  const all = workflows(files);
  const broken = unreadableWorkflows(files)[0];
  const subject = subjectOf(all, files, demand);
  const finding = all.length > 0 ? run(subject) : undefined;
  if (broken && isOpen(finding, demand)) {
    return unknown(`${broken.path} cannot be read: ${broken.problem}`, [files.evidence(broken.path, broken.line)]);
  }
  return demand === 'some' && finding?.status === 'fail' && finding.evidence.length === 0 ? unseen(subject) ?? finding : finding;
}

/** Whether what was not read could change a finding. */
function isOpen(finding: Finding | undefined, demand: WorkflowDemand): boolean {
  return demand === 'some' ? finding?.status !== 'pass' : finding?.status !== 'fail';
}

/** The finding where a job calls a workflow of another repository, which may do what was looked for. */
function unseen({ workflows: all, at }: WorkflowSubject): Finding | undefined {
  const calls = all.flatMap((workflow) =>
    workflow.jobs.flatMap((job) =>
      (job.calls !== undefined && !job.calls.startsWith('.github/') ? [{ workflow, job, uses: job.calls }] : [])));
  if (calls.length === 0) return undefined;
  return unknown(
    `${calls[0].uses.split('@')[0]}, which a job calls, is not among the files: what it does cannot be seen.`,
    calls.map(({ workflow, job }) => at(workflow, job.node.get('uses') ?? job.node)),
  );
}

/** What the pipeline of GitLab CI shows; a pass names the lines of the jobs, too, whose scripts were read. */
function onGitlab(files: RepositoryFiles, run: (subject: GitlabSubject) => Finding, demand: WorkflowDemand): Finding {
  const pipeline = gitlabSource(files);
  if (!pipeline) {
    const { problem = 'it is empty.', problemLine = 1 } = files.parsed(GITLAB_CI, readYaml) ?? {};
    return unknown(`${GITLAB_CI} cannot be read: ${problem}`, [files.evidence(GITLAB_CI, problemLine)]);
  }
  const finding = run({ ...subjectOf([pipeline], files, demand), pipeline });
  const { unseen: elsewhere } = pipeline;
  if (elsewhere && isOpen(finding, demand) && finding.status !== 'unknown') {
    return unknown(
      `What ${GITLAB_CI} includes or starts is not among the files: what it does cannot be seen.`,
      [files.evidence(GITLAB_CI, elsewhere.startLine, elsewhere.endLine)],
    );
  }
  if (finding.status !== 'pass') return finding;
  const shows = (step: StepSource): boolean => finding.evidence.some((e) => e.file === step.path && e.startLine === step.node.startLine);
  const scripts = pipeline.jobs.filter((job) => job.steps.some((step) => step.path !== GITLAB_CI && shows(step)))
    .flatMap((job) => job.node.get('script') ?? []);
  return pass(
    finding.message,
    [...finding.evidence, ...scripts.map((node) => files.evidence(GITLAB_CI, node.startLine, node.endLine))],
    finding.search,
  );
}

/** The finding of a repository with both: one of them has what is looked for; or both keep a rule. */
function bothOf(own: Finding, other: Finding, demand: WorkflowDemand, files: RepositoryFiles): Finding {
  if (demand === 'every') {
    if (own.status === 'pass' && other.status === 'pass') {
      return pass(own.message, [...own.evidence, ...other.evidence], own.search ?? other.search);
    }
    return (['fail', 'unknown', 'pass'] as const).map((status) => [own, other].find((finding) => finding.status === status))
      .find((finding) => finding) ?? own;
  }
  if (other.status === 'pass' || own.status === 'unknown') return other.status === 'pass' ? other : own;
  // What is not there is missed where the image comes from.
  return subjectOf(workflows(files), files, 'some').steps.some(({ pushes }) => pushes.length > 0) ? own : other;
}

/** What is looked for must run; what breaks a rule breaks it also where it is switched off for now. */
function subjectOf(all: readonly WorkflowSource[], files: RepositoryFiles, demand: WorkflowDemand): WorkflowSubject {
  const steps = all.flatMap((workflow) => placedSteps(files, workflow));
  return {
    workflows: all,
    steps: demand === 'every' ? steps : steps.filter(isOn),
    files,
    at: ({ path }, node) => files.evidence(path, node.startLine, node.endLine),
    atStep: ({ step }) => files.evidence(step.path, step.node.startLine, step.node.endLine),
  };
}

/** Steps of a workflow that are not switched off. */
export function stepsThatRun({ jobs }: Pick<WorkflowSource, 'jobs'>): StepSource[] {
  return jobs.flatMap((job) => job.steps.filter((step) => isOn({ job, step })));
}

/** Workflows that something starts: an event, or a job of another one. */
export function startedWorkflows(files: RepositoryFiles): WorkflowSource[] {
  return workflows(files).filter(({ root, callers }) => {
    const on = root.get('on');
    const events = [...(on?.texts ?? []), ...(on?.entries ?? []).map(([name]) => name)];
    return callers.length > 0 || events.some((event) => event !== 'workflow_call');
  });
}

/** Workflows, and the pipeline of GitLab CI, that publish an image under a tag. */
export function publishingFiles(files: RepositoryFiles): string[] {
  const isPublishing = (workflow: WorkflowSource): boolean => subjectOf([workflow], files, 'some').steps.some(publishes);
  return [...startedWorkflows(files), ...[gitlabSource(files) ?? []].flat()].filter(isPublishing).map(({ path }) => path);
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
