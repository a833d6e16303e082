import { Evidence, fail, notApplicable, pass, unknown } from '../../check';
import { conditionInPullRequests, InPullRequests, stepInPullRequests } from '../../parsers/workflow-conditions';
import { noPushOfGitlab } from './gitlab';
import { PlacedStep } from './steps';
import { neededJobs, onWorkflows, workflowCheck, WorkflowSubject } from './subject';

/** Whether a step pushes for a pull request: where it runs for one, and one of its conditions then holds. */
function pushOfPullRequests(placed: PlacedStep): InPullRequests {
  if (placed.pushes.length === 0) return 'no';
  const step = stepInPullRequests(placed.workflow, placed.job, placed.step);
  if (step === 'no') return 'no';
  const conditions = placed.pushes.map((condition) => conditionInPullRequests(condition));
  if (conditions.every((answer) => answer === 'no')) return 'no';
  return step === 'yes' && conditions.includes('yes') ? 'yes' : 'unknown';
}

/** Conditions of a step's job and of the jobs that it waits for. */
function conditionsOf(subject: WorkflowSubject, { workflow, job }: PlacedStep): Evidence[] {
  return neededJobs(workflow, job).flatMap((one) => {
    const node = one.node.get('if');
    return node ? [subject.at(workflow, node)] : [];
  });
}

export const workflowPullRequestsDoNotPush = workflowCheck({
  id: 'workflow-pull-requests-do-not-push',
  title: 'Pull requests build the image and push nothing',
  guideItem: 11,
  section: 'Docker image build pipeline',
  references: ['OpenSSF Scorecard: Dangerous-Workflow'],
  why: 'Nothing is published before somebody reviews it.',
  fix: "Push only if github.event_name != 'pull_request'.",
  verify: 'A pull request run shows the push steps as skipped.',
  run: onWorkflows((subject) => {
    const pushing = subject.steps.filter(({ pushes }) => pushes.length > 0);
    if (pushing.length === 0) return notApplicable('No workflow pushes an image.');
    const judged = pushing.map((placed) => ({ placed, answer: pushOfPullRequests(placed) }));
    const wrong = judged.filter((j) => j.answer === 'yes');
    if (wrong.length > 0) return fail('A run of a pull request pushes an image.', wrong.map((w) => subject.atStep(w.placed)));
    const open = judged.filter((j) => j.answer === 'unknown');
    if (open.length > 0) {
      return unknown(
        'Whether a pull request pushes depends on a condition that cannot be decided.',
        open.map((o) => subject.atStep(o.placed)),
      );
    }
    return pass(
      'No step that pushes runs for a pull request.',
      [...pushing.map(subject.atStep), ...pushing.flatMap((placed) => conditionsOf(subject, placed))],
    );
  }, 'every', noPushOfGitlab),
});
