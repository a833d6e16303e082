import { fail, pass } from '../../check';
import { commandWords } from '../../parsers/plain-words';
import { stepsBefore } from './measure';
import { demands, PlacedStep, publishes } from './steps';
import { onWorkflows, workflowCheck } from './subject';

const ENGINE = /^(?:docker|podman|nerdctl)$/;

const TESTERS = /^(?:container-structure-test|dgoss)$/;

/** Options of `docker run` that take no value. */
const SWITCHES = /^(?:--(?:rm|detach|interactive|tty|init|read-only|privileged)|-[ditq]+)$/;

/** Images that are run to look at others. */
const TOOLS = /(?:^|\/)(?:trivy|grype|syft|hadolint|shellcheck|dockle|cosign|binfmt|crane)(?:[:@]|$)|SCANNER/;

/** Whether a step starts a container of an image that is built here, itself or by a script of the repository. */
function runsImage({ step }: PlacedStep): boolean {
  return demands(step, (words) => isTrialCommand(commandWords(words)));
}

function isTrialCommand(words: readonly string[]): boolean {
  const [program, first, second] = words;
  if (TESTERS.test(program)) return true;
  if (program === 'docker-compose' || (ENGINE.test(program) && first === 'compose')) return words.some((word) => /^(?:up|run)$/.test(word));
  if (!ENGINE.test(program) || !(first === 'run' || (first === 'container' && second === 'run')) ||
    words.some((word) => TOOLS.test(word))) return false;
  // What comes from a registry is named with its address; what was built is named by a variable, or by a name of its own.
  return words.some((word, index) =>
    index > 1 && !/^-/.test(words[index - 1].replace(SWITCHES, '')) && /^(?:\$\{?\w+\}?|\$\{\{.*\}\}|[a-z0-9][\w.-]*:[\w.-]+)$/.test(word));
}

export const workflowTrialRun = workflowCheck({
  id: 'workflow-trial-run',
  title: 'The pipeline runs the image before it publishes it',
  section: 'Scanning, signing and provenance',
  references: ['OpenSSF Scorecard: CI-Tests'],
  why: 'The pipeline finds an image that does not start before anybody pulls it.',
  fix: 'Start a container of the built image in a step before the one that pushes, and let it do some work.',
  verify: 'The log of the run shows the container.',
  run: onWorkflows((subject) => {
    const found = subject.steps.filter(runsImage);
    if (found.length === 0) return fail('No workflow runs the image.');
    const publishing = subject.steps.filter(publishes);
    const judged = publishing.map((placed) => ({ placed, trials: stepsBefore(subject, placed, runsImage) }));
    const early = judged.filter(({ trials }) => trials.length === 0);
    if (early.length > 0) {
      return fail('An image is published before anything has run it.', early.map(({ placed }) => subject.atStep(placed)));
    }
    return pass(
      'The pipeline runs the image.',
      publishing.length === 0 ? found.map(subject.atStep) : judged.flatMap(({ placed, trials }) => [subject.atStep(placed), ...trials]),
    );
  }, 'some', 'same'),
});
