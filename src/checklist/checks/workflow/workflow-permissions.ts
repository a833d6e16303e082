import { fail, pass } from '../../check';
import { WorkflowSource } from '../../parsers/workflow-source';
import { YamlNode } from '../../parsers/yaml-source';
import { onWorkflows, workflowCheck } from './subject';

/** Whether permissions at the top give at most reading. */
function atMostRead(permissions: YamlNode): boolean {
  if (permissions.text !== undefined) return permissions.text === 'read-all';
  return permissions.isMap && permissions.entries.every(([, node]) => node.text === 'read' || node.text === 'none');
}

/** Whether only jobs start a workflow: it gets what each of them has, and what they have is judged there. */
function isCalledOnly({ root }: WorkflowSource): boolean {
  const on = root.get('on');
  const events = [...(on?.texts ?? []), ...(on?.entries ?? []).map(([name]) => name)];
  return events.length === 1 && events[0] === 'workflow_call';
}

export const workflowPermissions = workflowCheck({
  id: 'workflow-permissions',
  decidedBy: 'zizmor/excessive-permissions',
  title: 'Workflows get only the permissions that their jobs name',
  section: 'Workflow hardening',
  references: ['OpenSSF Scorecard: Token-Permissions'],
  why: 'Code that slips into one job cannot write where another job may.',
  fix: 'Write permissions: {} at the top, and in each job the permissions that it needs.',
  verify: 'Every workflow has permissions at its top, and none of them is write.',
  run: onWorkflows((subject) => {
    const judged = subject.workflows.map((workflow) => ({ workflow, top: workflow.root.get('permissions') }));
    const open = judged.find(({ workflow, top }) =>
      !top && !isCalledOnly(workflow) && workflow.jobs.some((job) => !job.node.get('permissions')));
    if (open) return fail(`${open.workflow.path} says nothing about permissions.`, [subject.files.evidence(open.workflow.path, 1)]);
    const wide = judged.find(({ top }) => top && !atMostRead(top));
    if (wide?.top) return fail('A workflow gives every job more than reading.', [subject.at(wide.workflow, wide.top)]);
    const all = subject.workflows.flatMap((workflow) =>
      workflow.jobs.flatMap((job) => (job.node.get('permissions')?.text === 'write-all' ? [{ workflow, job }] : [])));
    if (all.length > 0) {
      return fail(
        'A job may write everything.',
        all.map(({ workflow, job }) => subject.at(workflow, job.node.get('permissions') ?? job.node)),
      );
    }
    return pass('Permissions are given by job, and only reading by default.', judged.map(({ workflow, top }) => {
      const node = top ?? workflow.jobs.flatMap((job) => job.node.get('permissions') ?? [])[0];
      return node ? subject.at(workflow, node) : subject.files.evidence(workflow.path, 1);
    }));
  }, 'every'),
});
