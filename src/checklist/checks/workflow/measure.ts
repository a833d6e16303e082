import { Check, CheckRecord, Evidence, fail, pass } from '../../check';
import { GITLAB_CI } from '../../parsers/gitlab-source';
import { listed } from '../../sentences';
import { isOn, PlacedStep } from './steps';
import { GitlabRun, neededJobs, onWorkflows, workflowCheck, WorkflowSubject } from './subject';

/** A check for a step; its job must be allowed what the step needs. */
export function measure(
  record: CheckRecord<'section' | 'run'>,
  has: (placed: PlacedStep) => boolean,
  found: string,
  missing: string,
  needs: (placed: PlacedStep) => readonly string[] = () => [],
  gitlab: GitlabRun = 'same',
): Check {
  return workflowCheck({
    section: 'Scanning, signing and provenance',
    ...record,
    run: onWorkflows((subject) => {
      const steps = subject.steps.filter(has);
      if (steps.length === 0) return fail(missing);
      const allowed = steps.map((placed) => ({ placed, permissions: needs(placed).map((name) => permissionOf(subject, placed, name)) }));
      const kept = allowed.filter((a) => a.permissions.every((place) => place !== undefined));
      if (kept.length === 0) {
        const lacking = listed(needs(steps[0]).map((name) => `${name}: write`));
        return fail(`The job lacks ${lacking}: the step fails.`, steps.map(subject.atStep));
      }
      return pass(
        found,
        kept.flatMap(({ placed, permissions }) => [subject.atStep(placed), ...permissions.flatMap((place) => place ?? [])]),
      );
    }, 'some', gitlab),
  });
}

/** Where a job is allowed to write something; undefined where it is not. Jobs of GitLab CI ask for tokens instead. */
export function permissionOf(
  subject: WorkflowSubject,
  { workflow, job }: Pick<PlacedStep, 'workflow' | 'job'>,
  name: string,
): Evidence | undefined {
  const tokens = job.node.get('id_tokens');
  if (workflow.path === GITLAB_CI) return name === 'id-token' && tokens ? subject.at(workflow, tokens) : undefined;
  const permissions = job.node.get('permissions') ?? workflow.root.get('permissions');
  // A workflow that says nothing has what the job that calls it has.
  if (permissions === undefined) {
    return workflow.callers.map((caller) => permissionOf(subject, caller, name)).find((place) => place !== undefined);
  }
  const node = permissions.text === 'write-all' ? permissions : permissions.get(name);
  return node?.text === 'write' || node === permissions ? subject.at(workflow, node) : undefined;
}

/** Steps of a kind that have passed when a step runs: earlier ones of its job, and those of the jobs that it needs, with that need. */
export function stepsBefore(
  subject: WorkflowSubject,
  { workflow, job, step }: PlacedStep,
  isSuch: (placed: PlacedStep) => boolean,
): Evidence[] {
  const such = subject.steps.filter((placed) => placed.workflow === workflow && isOn(placed) && isSuch(placed));
  const own = such.filter((placed) => placed.job === job && job.steps.indexOf(placed.step) < job.steps.indexOf(step)).map(subject.atStep);
  const needed = neededJobs(workflow, job).filter((other) => other !== job);
  const found = such.filter((placed) => needed.includes(placed.job)).map(subject.atStep);
  const needs = [job, ...needed].flatMap((other) => other.node.get('needs') ?? []);
  return [...own, ...found, ...(found.length > 0 ? needs.map((node) => subject.at(workflow, node)) : [])];
}
