import { fail, pass } from '../../check';
import { listed } from '../../sentences';
import { testSteps, testWorkflows } from './client-test';
import { clientVersionsOfGitlab } from './gitlab-test';
import { onWorkflows, workflowCheck } from './subject';

/** A version that means the same tomorrow, or an expression that stands for one. */
function isExact(text: string | undefined): boolean {
  return text !== undefined && text !== '' && !/^(?:3\.x|x|\*|latest|3)$|[<>^~*]/.test(text);
}

export const workflowCompatibilityVersions = workflowCheck({
  id: 'workflow-compatibility-versions',
  title: 'The compatibility test names the versions of Python and Java, and the Java distribution',
  ofSpark: true,
  guideItem: 12,
  section: 'Compatibility testing',
  level: 'advanced',
  why: 'The test runs with the same versions tomorrow, and with the versions of the image.',
  fix: 'Give actions/setup-python a python-version, and actions/setup-java a distribution (temurin) and a java-version.',
  rcFix: "In the rc file: compatibilityWorkflow: true. pythonVersion: '3.11' and javaVersion: '17' choose the versions.",
  verify: 'The log of the run shows both versions.',
  run: onWorkflows((subject) => {
    const steps = testWorkflows(subject).flatMap((workflow) => workflow.jobs.flatMap((job) => job.steps));
    const demands = [
      ['actions/setup-python', 'python-version'],
      ['actions/setup-java', 'distribution'],
      ['actions/setup-java', 'java-version'],
    ];
    const open = demands.filter(([action, input]) =>
      steps.some((s) => s.action === action && !isExact(s.input(input)?.text) && !s.input(`${input}-file`)));
    if (steps.length === 0) return fail('There is no workflow that tests the client.');
    const setups = steps.filter((s) => /^actions\/setup-(?:java|python)$/.test(s.action ?? '')).map((s) => subject.at(s, s.node));
    return open.length > 0
      ? fail(`The test does not fix ${listed(open.map(([, input]) => input))}.`, setups)
      : pass('The test fixes Python, Java and its distribution.', [...setups, ...testSteps(subject, testWorkflows(subject))]);
  }, 'some', clientVersionsOfGitlab),
});
