import { Check, Evidence, fail, pass } from '../check';
import { WorkflowSource } from '../parsers/workflow-source';
import { downloadsSpark, testsClient } from './client-steps';
import { clientSparkOfGitlab, clientTestOfGitlab, clientTriggersOfGitlab, clientVersionsOfGitlab } from './gitlab-test';
import { listed } from './subject';
import { onWorkflows, withCallers, WorkflowSubject } from './workflow-subject';

const SECTION = 'Compatibility testing';
const ITEM = 12;

/** Workflows that test the Python client: they set Java and Python up, and run something. */
function testWorkflows(subject: WorkflowSubject): WorkflowSource[] {
  return subject.workflows.filter((workflow) => {
    const steps = workflow.jobs.flatMap((job) => job.steps);
    const has = (action: string): boolean => steps.some((step) => step.action === action);
    return has('actions/setup-python') && has('actions/setup-java') && steps.some(testsClient);
  });
}

/** Steps by which a workflow is one that tests the client. */
function testSteps(subject: WorkflowSubject, workflows: readonly WorkflowSource[]): Evidence[] {
  return workflows.flatMap((workflow) => workflow.jobs.flatMap((job) => job.steps.filter((step) => /^actions\/setup-(?:java|python)$/.test(step.action ?? '') || testsClient(step)).map((step) => subject.at(step, step.node))));
}

const test: Check = {
  id: 'workflow-compatibility-test',
  title: 'A workflow tests that the Python client works with Spark',
  guideItem: ITEM,
  section: SECTION,
  level: 'essential',
  references: ['OpenSSF Scorecard: CI-Tests'],
  why: 'A pair of versions that does not work together is found before it is used.',
  fix: 'Set Python and Java up in a workflow, download Spark, and run the test script.',
  verify: 'The Actions tab of the repository shows its runs.',
  run: onWorkflows((subject) => {
    const found = testWorkflows(subject);
    if (found.length === 0) return fail('No workflow sets up Java and Python and tests the client.');
    return pass('A workflow tests the client against Spark.', testSteps(subject, found));
  }, 'some', clientTestOfGitlab),
};

const triggers: Check = {
  id: 'workflow-compatibility-triggers',
  title: 'The compatibility test runs for pushes and pull requests, and by hand',
  guideItem: ITEM,
  section: SECTION,
  level: 'essential',
  references: ['OpenSSF Scorecard: CI-Tests'],
  why: 'Nobody has to remember to test.',
  fix: 'Trigger it on push (main, develop), pull_request and workflow_dispatch.',
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
    return missing.length > 0 ? fail(`The test is not started by ${listed(missing)}.`, evidence) : pass('The test runs for pushes, pull requests and by hand.', [...evidence, ...testSteps(subject, found)]);
  }, 'some', clientTriggersOfGitlab),
};

const versions: Check = {
  id: 'workflow-compatibility-versions',
  title: 'The compatibility test names its versions of Python and Java, and whose Java it is',
  guideItem: ITEM,
  section: SECTION,
  level: 'recommended',
  references: [],
  why: 'What passes today passes tomorrow for the same reason, and is what the image has.',
  fix: 'Give actions/setup-python a python-version, and actions/setup-java a distribution (temurin) and a java-version.',
  verify: 'The log of the run shows both versions.',
  run: onWorkflows((subject) => {
    const steps = testWorkflows(subject).flatMap((workflow) => workflow.jobs.flatMap((job) => job.steps));
    const demands = [['actions/setup-python', 'python-version'], ['actions/setup-java', 'distribution'], ['actions/setup-java', 'java-version']];
    const open = demands.filter(([action, input]) => steps.some((s) => s.action === action && !isExact(s.input(input)?.text) && !s.input(`${input}-file`)));
    if (steps.length === 0) return fail('There is no workflow that tests the client.');
    const setups = steps.filter((s) => /^actions\/setup-(?:java|python)$/.test(s.action ?? '')).map((s) => subject.at(s, s.node));
    return open.length > 0 ? fail(`The test does not fix ${listed(open.map(([, input]) => input))}.`, setups) : pass('The test fixes Python, Java and its distribution.', [...setups, ...testSteps(subject, testWorkflows(subject))]);
  }, 'some', clientVersionsOfGitlab),
};

/** A version that means the same tomorrow, or an expression that stands for one. */
function isExact(text: string | undefined): boolean {
  return text !== undefined && text !== '' && !/^(?:3\.x|x|\*|latest|3)$|[<>^~*]/.test(text);
}

const realSpark: Check = {
  id: 'workflow-compatibility-spark',
  title: 'The compatibility test downloads the Spark distribution that the image has',
  guideItem: ITEM,
  section: SECTION,
  level: 'recommended',
  references: [],
  why: 'pip installs a Spark of its own beside the client: without the distribution the test would test the client against itself.',
  fix: 'Download and verify the distribution in the workflow, and point SPARK_HOME at it.',
  verify: 'The log of the run shows the download and the version.',
  run: onWorkflows((subject) => {
    const found = testWorkflows(subject).flatMap((workflow) => workflow.jobs.flatMap((job) => job.steps.filter((step) =>
      downloadsSpark(step)).map((step) => subject.at(step, step.node))));
    return found.length > 0 ? pass('The test downloads the distribution.', [...found, ...testSteps(subject, testWorkflows(subject))]) : fail('The test does not download the distribution.');
  }, 'some', clientSparkOfGitlab),
};

/** Checks of the workflow that tests the Python client. */
export const WORKFLOW_TEST_CHECKS: readonly Check[] = [test, triggers, versions, realSpark];
