import { JobSource, StepSource, WorkflowSource } from './workflow-source';

/** Whether something happens in runs of pull requests. */
export type InPullRequests = 'yes' | 'no' | 'unknown';

/** Conditions of which each alone keeps a run of a pull request out. */
const EXCLUDES = [
  /github\.event_name\s*!=\s*'pull_request'/,
  /github\.event_name\s*==\s*'(?!pull_request)\w+'/,
  /github\.ref\s*==\s*'refs\/(?:heads|tags)\/[^']*'/,
  /github\.ref_type\s*==\s*'tag'/,
  /startsWith\(\s*github\.ref\s*,\s*'refs\/tags\//,
];

/** Whether a condition lets runs of pull requests pass; it is read, not evaluated. */
export function conditionInPullRequests(condition: string | undefined): InPullRequests {
  if (condition === undefined) return 'yes';
  const expression = condition.replace(/^\s*\$\{\{|\}\}\s*$/g, '').trim();
  if (expression === 'true') return 'yes';
  if (expression === 'false') return 'no';
  const alternatives = expression.split('||');
  const excluding = alternatives.filter((alternative) => EXCLUDES.some((pattern) => isDemanded(alternative, pattern)));
  if (excluding.length === alternatives.length) return 'no';
  return /event_name|github\.ref|steps\.|needs\.|env\.|inputs\.|vars\./.test(expression) ? 'unknown' : 'yes';
}

/** Whether a condition stands in a text as it is, not negated. */
function isDemanded(text: string, pattern: RegExp): boolean {
  const match = pattern.exec(text);
  return match !== null && !/!\s*\(?\s*$/.test(text.slice(0, match.index));
}

/** Whether a step of a job runs for pull requests. */
export function stepInPullRequests(workflow: WorkflowSource, job: JobSource, step: StepSource): InPullRequests {
  return strictest([jobInPullRequests(workflow, job), conditionInPullRequests(step.node.get('if')?.text)]);
}

/** What was found for jobs already; a job that is being looked at runs, so that circles end. */
const FOUND = new WeakMap<JobSource, InPullRequests>();

/** Whether a job runs for pull requests: it does not when one that it needs does not, unless it says that it runs all the same. */
export function jobInPullRequests(workflow: WorkflowSource, job: JobSource): InPullRequests {
  const known = FOUND.get(job);
  if (known !== undefined) return known;
  FOUND.set(job, 'yes');
  const found = strictest([startedByPullRequests(workflow), conditionInPullRequests(job.condition), ...neededAnswers(workflow, job)]);
  FOUND.set(job, found);
  return found;
}

function neededAnswers(workflow: WorkflowSource, job: JobSource): InPullRequests[] {
  if (/\b(?:always|cancelled|failure)\(\)/.test(job.condition ?? '')) return [];
  return job.needs.flatMap((name) => workflow.jobs.find((j) => j.name === name) ?? []).map((needed) => jobInPullRequests(workflow, needed));
}

/** Whether pull requests start a workflow, or a workflow that calls it; one that nothing here calls is called from elsewhere. */
function startedByPullRequests(workflow: WorkflowSource): InPullRequests {
  if (workflow.trigger('pull_request') || workflow.trigger('pull_request_target')) return 'yes';
  if (!workflow.trigger('workflow_call')) return 'no';
  if (workflow.callers.length === 0) return 'unknown';
  const answers = workflow.callers.map((caller) => jobInPullRequests(caller.workflow, caller.job));
  return (['yes', 'unknown', 'no'] as const).find((answer) => answers.includes(answer)) ?? 'no';
}

function strictest(answers: readonly InPullRequests[]): InPullRequests {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}
