import { fail, pass } from '../../check';
import { testSteps, testWorkflows } from './client-test';
import { clientTestOfGitlab } from './gitlab-test';
import { onWorkflows, workflowCheck } from './subject';

export const workflowCompatibilityTest = workflowCheck({
  id: 'workflow-compatibility-test',
  title: 'A workflow tests that the Python client works with Spark',
  ofSpark: true,
  guideItem: 12,
  section: 'Compatibility testing',
  references: ['OpenSSF Scorecard: CI-Tests'],
  why: 'The test finds versions that do not work together before anybody uses them.',
  fix: 'In a workflow, set up Python and Java, download Spark, and run the test script.',
  rcFix:
    "In the rc file: compatibilityWorkflow: true. To change your own steps, use project.compatibility?.replace('JOB', 'STEP', { … }).",
  verify: 'The Actions tab of the repository shows its runs.',
  run: onWorkflows((subject) => {
    const found = testWorkflows(subject);
    if (found.length === 0) return fail('No workflow sets up Java and Python and tests the client.');
    return pass('A workflow tests the client against Spark.', testSteps(subject, found));
  }, 'some', clientTestOfGitlab),
});
