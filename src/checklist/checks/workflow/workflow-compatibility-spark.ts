import { fail, pass } from '../../check';
import { downloadsSpark } from './client-steps';
import { testSteps, testWorkflows } from './client-test';
import { clientSparkOfGitlab } from './gitlab-test';
import { onWorkflows, workflowCheck } from './subject';

export const workflowCompatibilitySpark = workflowCheck({
  id: 'workflow-compatibility-spark',
  title: "The compatibility test downloads the image's Spark distribution",
  ofSpark: true,
  guideItem: 12,
  section: 'Compatibility testing',
  level: 'advanced',
  why: 'pip installs another Spark together with the client. Without the distribution, the test would test the client against itself.',
  fix: 'Download and verify the distribution in the workflow, and point SPARK_HOME at it.',
  rcFix:
    "In the rc file: compatibilityWorkflow: true. To change your own steps, use project.compatibility?.replace('JOB', 'STEP', { … }).",
  verify: 'The log of the run shows the download and the version.',
  run: onWorkflows((subject) => {
    const found = testWorkflows(subject).flatMap((workflow) => workflow.jobs.flatMap((job) => job.steps.filter((step) =>
      downloadsSpark(step)).map((step) => subject.at(step, step.node))));
    return found.length > 0
      ? pass('The test downloads the distribution.', [...found, ...testSteps(subject, testWorkflows(subject))])
      : fail('The test does not download the distribution.');
  }, 'some', clientSparkOfGitlab),
});
