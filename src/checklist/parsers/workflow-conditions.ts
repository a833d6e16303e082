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

/** Whether a job runs for pull requests: it does not when one that it needs does not, unless it says that it runs all the same. */
export function jobInPullRequests(workflow: WorkflowSource, job: JobSource, depth = 0): InPullRequests {
  const called = workflow.trigger('workflow_call') ? calledInPullRequests(workflow, depth) : 'no';
  const started = workflow.trigger('pull_request') || workflow.trigger('pull_request_target') ? 'yes' : called;
  if (started === 'no') return 'no';
  const own = conditionInPullRequests(job.condition);
  if (depth > 20 || /\b(?:always|cancelled|failure)\(\)/.test(job.condition ?? '')) return strictest([started, own]);
  const needed = job.needs.flatMap((name) => workflow.jobs.find((j) => j.name === name) ?? []).map((j) => jobInPullRequests(workflow, j, depth + 1));
  return strictest([started, own, ...needed]);
}

/** Whether a workflow that others call runs for pull requests; one that nothing here calls is called from elsewhere. */
function calledInPullRequests(workflow: WorkflowSource, depth: number): InPullRequests {
  if (workflow.callers.length === 0 || depth > 20) return 'unknown';
  const answers = workflow.callers.map((caller) => jobInPullRequests(caller.workflow, caller.job, depth + 1));
  return (['yes', 'unknown', 'no'] as const).find((answer) => answers.includes(answer)) ?? 'no';
}

/** Values that an expression `${{ inputs.NAME }}` of a reusable workflow stands for; any other text stands for itself. */
export function inputValues(workflow: WorkflowSource, text: string): string[] {
  const name = /^\s*\$\{\{\s*inputs\.([\w-]+)\s*\}\}\s*$/.exec(text)?.[1];
  if (name === undefined || workflow.callers.length === 0) return [text];
  const fallback = workflow.trigger('workflow_call')?.get('inputs', name, 'default')?.text ?? 'false';
  return workflow.callers.map(({ job }) => job.node.get('with', name)?.text ?? fallback);
}

function strictest(answers: readonly InPullRequests[]): InPullRequests {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}
