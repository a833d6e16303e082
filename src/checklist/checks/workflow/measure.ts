import { Check, CheckRecord, Evidence, fail, pass } from '../../check';
import { GITLAB_CI } from '../../parsers/gitlab-source';
import { YamlNode } from '../../parsers/yaml-source';
import { listed } from '../../sentences';
import { GitlabRun, neededJobs, onWorkflows, PlacedStep, workflowCheck, WorkflowSubject } from './subject';

/** A check for a step; its job must be allowed what the step needs. */
export function measure(record: CheckRecord<'section' | 'run'>, has: (placed: PlacedStep) => boolean, found: string, missing: string, needs: (placed: PlacedStep) => readonly string[] = () => [], gitlab: GitlabRun = 'same'): Check {
  return workflowCheck({
    section: 'Scanning, signing and provenance',
    ...record,
    run: onWorkflows((subject) => {
      const steps = subject.steps.filter(has);
      if (steps.length === 0) return fail(missing);
      const allowed = steps.map((placed) => ({ placed, permissions: needs(placed).map((name) => permissionOf(placed, name)) }));
      const kept = allowed.filter((a) => a.permissions.every((node) => node !== undefined));
      if (kept.length === 0) {
        const lacking = listed(needs(steps[0]).map((name) => `${name}: write`));
        return fail(`The job lacks ${lacking}: the step fails.`, steps.map(subject.atStep));
      }
      return pass(found, kept.flatMap(({ placed, permissions }) => {
        const shown = permissions.flatMap((node) => (node ? [subject.at(placed.workflow, node)] : []));
        return [subject.atStep(placed), ...shown];
      }));
    }, 'some', gitlab),
  });
}

/** Where a job is allowed to write something; undefined where it is not. Jobs of GitLab CI ask for tokens instead. */
function permissionOf({ workflow, job }: PlacedStep, name: string): YamlNode | undefined {
  if (workflow.path === GITLAB_CI) return name === 'id-token' ? job.node.get('id_tokens') : undefined;
  const permissions = job.node.get('permissions') ?? workflow.root.get('permissions');
  if (permissions?.text === 'write-all') return permissions;
  const node = permissions?.get(name);
  return node?.text === 'write' ? node : undefined;
}

/** Steps of a kind that have passed when a step runs: earlier ones of its job, and those of the jobs that it needs, with that need. */
export function stepsBefore(subject: WorkflowSubject, { workflow, job, step }: PlacedStep, isSuch: (placed: PlacedStep) => boolean): Evidence[] {
  const own = job.steps.slice(0, job.steps.indexOf(step)).map((s) => ({ workflow, job, step: s })).filter(isSuch).map(subject.atStep);
  const needed = neededJobs(workflow, job).filter((other) => other !== job);
  const found = needed.flatMap((other) => other.steps.map((s) => ({ workflow, job: other, step: s })).filter(isSuch).map(subject.atStep));
  const needs = [job, ...needed].flatMap((other) => other.node.get('needs') ?? []);
  return [...own, ...found, ...(found.length > 0 ? needs.map((node) => subject.at(workflow, node)) : [])];
}
