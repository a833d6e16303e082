import { fail, notApplicable, pass } from '../../check';
import { timeoutsOfGitlab } from './gitlab';
import { onWorkflows, workflowCheck } from './subject';

export const workflowTimeouts = workflowCheck({
  id: 'workflow-timeouts',
  title: 'Every job has a time limit',
  section: 'Workflow hardening',
  references: ['OWASP Docker D07'],
  why: "A job that hangs, or that mines for somebody else, ends long before GitHub's limit of six hours.",
  fix: 'Give every job timeout-minutes.',
  verify: 'Every job of .github/workflows has timeout-minutes.',
  run: onWorkflows((subject) => {
    const jobs = subject.workflows.flatMap((workflow) =>
      workflow.jobs.filter((job) => !job.node.get('uses')).map((job) => ({ workflow, job, node: job.node.get('timeout-minutes') })));
    if (jobs.length === 0) return notApplicable('No job of the workflows runs by itself: each calls another workflow.');
    const open = jobs.filter((j) => !j.node);
    if (open.length > 0) {
      return fail(
        `Job ${open[0].job.name} may run for six hours.`,
        open.map((j) => subject.files.evidence(j.workflow.path, j.job.node.startLine)),
      );
    }
    return pass('Every job has a limit of time.', jobs.map((j) => subject.at(j.workflow, j.node ?? j.job.node)));
  }, 'every', timeoutsOfGitlab),
});
