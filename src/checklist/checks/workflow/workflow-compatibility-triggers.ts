import { fail, pass } from '../../check';
import { listed } from '../../sentences';
import { testSteps, testWorkflows } from './client-test';
import { clientTriggersOfGitlab } from './gitlab-test';
import { onWorkflows, withCallers, workflowCheck } from './subject';

export const workflowCompatibilityTriggers = workflowCheck({
  id: 'workflow-compatibility-triggers',
  title: 'The compatibility test runs on pushes and pull requests, and by hand',
  ofSpark: true,
  guideItem: 12,
  section: 'Compatibility testing',
  references: ['OpenSSF Scorecard: CI-Tests'],
  why: 'Nobody has to remember to test.',
  fix: 'Trigger it on push (main, develop), pull_request and workflow_dispatch.',
  rcFix: "In the rc file: compatibilityWorkflow: true. testBranches: ['main', 'develop'] chooses the branches.",
  verify: 'Read the on: part of the workflow.',
  run: onWorkflows((subject) => {
    const found = testWorkflows(subject);
    if (found.length === 0) return fail('There is no workflow that tests the client.');
    const starting = withCallers(found);
    const missing = ['push', 'pull_request', 'workflow_dispatch'].filter((event) => !starting.some((w) => w.trigger(event)));
    const evidence = starting.flatMap((w) => {
      const on = w.root.get('on');
      return on ? [subject.at(w, on)] : [];
    });
    return missing.length > 0
      ? fail(`The test is not started by ${listed(missing)}.`, evidence)
      : pass('The test runs for pushes, pull requests and by hand.', [...evidence, ...testSteps(subject, found)]);
  }, 'some', clientTriggersOfGitlab),
});
