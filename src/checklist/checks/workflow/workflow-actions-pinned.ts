import { fail, notApplicable, pass } from '../../check';
import { onWorkflows, workflowCheck } from './subject';

/** Whether `uses:` names code that cannot change: a commit, a digest, or a file of the repository itself. */
function isPinned(uses: string): boolean {
  return /^(?:\.|\$)\//.test(uses) || /@[0-9a-f]{40}$/.test(uses) || /^docker:\/\/.+@sha256:[0-9a-f]{64}$/.test(uses);
}

export const workflowActionsPinned = workflowCheck({
  id: 'workflow-actions-pinned',
  decidedBy: 'zizmor/unpinned-uses',
  title: 'Actions are pinned by the full SHA of a commit',
  section: 'Workflow hardening',
  references: ['OpenSSF Scorecard: Pinned-Dependencies', 'CIS Software Supply Chain 3.1'],
  why: 'If an attacker moves a tag, as happened to tj-actions and trivy-action, nothing changes here.',
  fix: 'Write uses: owner/action@<40 hexadecimal digits>  # vX.Y.Z, and let Dependabot update it.',
  rcFix: "In the rc file: actionPins: [{ action: 'owner/action', version: 'v1.2.3', sha: '40 hexadecimal digits' }]. Pin the steps that "
    + 'you add as owner/action@SHA.',
  verify: "grep -rhE 'uses:' .github/workflows shows no tag or branch.",
  run: onWorkflows((subject) => {
    const jobUses = subject.workflows.flatMap((workflow) => workflow.jobs.flatMap((job) => {
      const node = job.node.get('uses');
      return node ? [{ workflow, node }] : [];
    }));
    const stepUses = subject.steps.flatMap(({ step }) => {
      const node = step.node.get('uses');
      return node ? [{ workflow: step, node }] : [];
    });
    const uses = [...jobUses, ...stepUses];
    if (uses.length === 0) return notApplicable('No workflow uses an action.');
    const loose = uses.filter(({ node }) => !isPinned(node.text ?? ''));
    if (loose.length > 0) {
      return fail(`${loose[0].node.text} can change what it is.`, loose.map(({ workflow, node }) => subject.at(workflow, node)));
    }
    return pass('Every action is pinned by a commit.', uses.map(({ workflow, node }) => subject.at(workflow, node)));
  }, 'every'),
});
