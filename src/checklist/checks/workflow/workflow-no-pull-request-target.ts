import { absent, fail } from '../../check';
import { WorkflowSource } from '../../parsers/workflow-source';
import { onWorkflows, workflowCheck } from './subject';

/** Whether a job has files of a repository that it may run: it checks them out, or another workflow does that cannot be seen. */
function runsFiles({ jobs, root }: WorkflowSource): boolean {
  return (root.get('jobs')?.entries ?? []).some(([, job]) => job.get('uses')) ||
    jobs.some(({ steps }) => steps.some((step) => /checkout|^\.\//.test(step.action ?? '') || /\b(?:git|gh)\s/.test(step.node.get('run')?.text ?? '')));
}

export const workflowNoPullRequestTarget = workflowCheck({
  id: 'workflow-no-pull-request-target',
  decidedBy: 'zizmor/dangerous-triggers',
  title: "No workflow runs code of a pull request with the repository's rights",
  level: 'essential',
  section: 'Workflow hardening',
  references: ['OpenSSF Scorecard: Dangerous-Workflow'],
  why: 'pull_request_target or workflow_run with a checkout of the pull request gives the token to whoever opened it.',
  fix: 'Use pull_request, which runs without secrets for forks.',
  verify: 'grep -rE "pull_request_target|workflow_run" .github/workflows finds nothing, or no checkout of the pull request.',
  run: onWorkflows((subject) => {
    const found = subject.workflows.flatMap((workflow) => {
      const node = workflow.trigger('pull_request_target');
      return node ? [subject.at(workflow, node)] : [];
    });
    if (found.length > 0) {
      const finding = fail('A workflow is started by pull_request_target.', found);
      // A trigger that only labels or greets invites the next change to do more; the proposal is not run yet.
      return subject.workflows.some((workflow) => workflow.trigger('pull_request_target') && runsFiles(workflow))
        ? finding
        : { ...finding, level: 'advanced' };
    }
    const taken = subject.steps.filter(({ workflow, step }) =>
      workflow.trigger('workflow_run') && step.action === 'actions/checkout' &&
        ['ref', 'repository'].some((name) => /workflow_run\.(?:head_|pull_requests)/.test(step.input(name)?.text ?? '')));
    if (taken.length > 0) {
      return fail('A workflow that runs after another one checks out what was proposed there.', taken.map(subject.atStep));
    }
    const message = 'No workflow is started by pull_request_target, or checks out what another run was started by.';
    return absent(
      message,
      subject.workflows.map(({ path }) => path),
      'pull_request_target, and for checkouts of what another run was started by',
    );
  }, 'every'),
});
