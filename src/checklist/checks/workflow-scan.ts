import { Check, fail, notApplicable, pass } from '../check';
import { commandWords } from '../parsers/plain-words';
import { ScriptRun } from '../parsers/script-run';
import { ShellCommand } from '../parsers/shell-commands';
import { StepSource } from '../parsers/workflow-source';
import { measure, SECTION, stepsBefore } from './workflow-measure';
import { onWorkflows, PlacedStep, pushes, pushesByDigest, runs, WorkflowSubject } from './workflow-subject';

const SCAN_ACTIONS = ['aquasecurity/trivy-action', 'anchore/scan-action', 'docker/scout-action', 'snyk/actions/docker'];

const scan = measure({
  id: 'workflow-scan',
  title: 'The pipeline scans the image for known vulnerabilities',
  references: ['CIS Docker 4.4', 'NIST SP 800-190 4.1.1', 'OWASP Docker cheat sheet 9', 'OpenSSF Scorecard: Vulnerabilities', 'Docker Scout: no fixable vulnerabilities'],
  why: 'Known weaknesses are seen at every build, and can fail it where a fix exists.',
  fix: 'Scan by Trivy or Grype between build and push.',
  verify: 'trivy image IMAGE finds what the pipeline found.',
}, scansImage, 'The pipeline scans the image.', 'No workflow scans an image.');

const scanFirst: Check = {
  id: 'workflow-scan-before-publishing',
  title: 'Nothing is published under a tag before it was scanned',
  section: SECTION,
  level: 'advanced',
  references: ['NIST SP 800-190 4.1.1', 'OWASP Docker cheat sheet 9'],
  why: 'A finding that comes after the publishing is in everybody\'s image already.',
  fix: 'Scan in a job that the publishing job needs, or in a step before the one that pushes.',
  verify: 'A run whose scan fails publishes nothing.',
  run: onWorkflows((subject) => {
    const publishing = subject.steps.filter((placed) => pushes(placed) && !pushesByDigest(placed));
    if (publishing.length === 0) return notApplicable('No workflow publishes an image.');
    const judged = publishing.map((placed) => ({ placed, scan: stepsBefore(subject, placed, scansImage) }));
    const early = judged.filter((j) => j.scan.length === 0);
    if (early.length > 0) return fail('An image is published before anything has scanned it.', early.map((j) => subject.atStep(j.placed)));
    return pass('The scan stands before the publishing.', judged.flatMap((j) => [subject.atStep(j.placed), ...j.scan]));
  }, 'every', 'same'),
};

/** Whether a step scans an image. */
function scansImage({ step }: Pick<PlacedStep, 'step'>): boolean {
  if (SCAN_ACTIONS.includes(step.action ?? '')) return /^(?:image)?$/.test(step.input('scan-type')?.text ?? '');
  return runs(step, isScan);
}

/** Whether a command scans an image, itself or as one: `docker run aquasec/trivy image NAME`. */
function isScan(words: readonly string[]): boolean {
  const [program, first, ...rest] = commandWords(words);
  if (program === 'docker' && first === 'run') {
    const at = words.findIndex((word) => /(?:^|\/)(?:trivy|grype)(?:[:@]|$)/.test(word));
    return at > 0 && isScan([words[at].replace(/[:@].*$/, ''), ...words.slice(at + 1)]);
  }
  if (program === 'docker' && first === 'scout') return rest[0] === 'cves' || rest[0] === 'quickview';
  if (program === 'trivy') return /^(?:image|i)$/.test(first ?? '') && rest.some((w) => !w.startsWith('-'));
  return program === 'grype' && first !== undefined && !/^(?:-|db$|version$|completion$|config$|help$)/.test(first);
}

/** A scan that fails its step on what it finds, and whose step fails the job. */
const gate: Check = measure({
  id: 'workflow-scan-gate',
  title: 'A scan fails the build on what it finds',
  references: ['CIS Docker 4.4', 'NIST SP 800-190 4.1.1', 'OWASP Docker cheat sheet 9'],
  why: 'An image with a weakness that an update mends is not published because nobody read the report.',
  fix: "Give the scan exit-code: '1' (Trivy) or fail-build: true (Grype), and the severities that count.",
  verify: 'The log of a run shows which findings would fail it.',
}, ({ step }) => failsOnFindings(step), 'A scan fails the build on what it finds.', 'No scan fails the build: its findings are reported at most.');

/** Whether a step fails when its scan finds something. */
export function failsOnFindings(step: StepSource): boolean {
  if (!scansImage({ step }) || isTolerated(step)) return false;
  const input = (name: string): string => step.input(name)?.text ?? '';
  if (step.action === 'aquasecurity/trivy-action') return !/^0*$/.test(input('exit-code'));
  if (step.action === 'anchore/scan-action') return step.input('fail-build')?.isFalse !== true;
  if (step.action === 'docker/scout-action') return input('exit-code') === 'true';
  if (step.action !== undefined) return true;
  const gates = step.commands.filter(({ pattern, words }) => !pattern && isScan(words) && isGate(words));
  return gates.some((command) => !isPassedOver(command, step.commands[step.commands.indexOf(command) + 1]));
}

function isTolerated(step: StepSource): boolean {
  const tolerated = step.node.get('continue-on-error');
  return tolerated !== undefined && !tolerated.isFalse;
}

/** Whether the failure of a command has no consequence: `|| true`. */
function isPassedOver({ ends }: ShellCommand, next: ShellCommand | undefined): boolean {
  return ends === '||' && /^(?:true|:|echo|printf)$/.test(next?.words[0] ?? '');
}

/** Whether a scan ends with a status of its own on findings; where a variable that nobody sets says on which, none is seen. */
function isGate(words: readonly string[]): boolean {
  const valueOf = (...names: readonly string[]): string | undefined => {
    const at = words.findIndex((word) => names.some((name) => word === name || word.startsWith(`${name}=`)));
    return at < 0 ? undefined : words[at].includes('=') ? words[at].replace(/^[^=]*=/, '') : words[at + 1] ?? '';
  };
  if (valueOf('--severity', '--fail-on', '-f')?.startsWith('$GATE_')) return false;
  if (words.includes('scout')) return words.some((word) => /^(?:-e|--exit-code)$/.test(word));
  return !/^0*$/.test(valueOf('--exit-code') ?? '') || valueOf('--fail-on', '-f') !== undefined;
}

const trial: Check = {
  id: 'workflow-trial-run',
  title: 'The pipeline runs the image before it publishes it',
  section: SECTION,
  level: 'advanced',
  references: ['OpenSSF Scorecard: CI-Tests'],
  why: 'An image that builds and does not start is found by the pipeline, and not by those who pull it.',
  fix: 'Start a container of the built image in a step before the one that pushes, and let it do some work.',
  verify: 'The log of the run shows the container.',
  run: onWorkflows((subject) => {
    const isTrial = (placed: PlacedStep): boolean => runsImage(subject, placed);
    const found = subject.steps.filter(isTrial);
    if (found.length === 0) return fail('No workflow runs the image.');
    const publishing = subject.steps.filter((placed) => pushes(placed) && !pushesByDigest(placed));
    const judged = publishing.map((placed) => ({ placed, trials: stepsBefore(subject, placed, isTrial) }));
    const early = judged.filter(({ trials }) => trials.length === 0);
    if (early.length > 0) return fail('An image is published before anything has run it.', early.map(({ placed }) => subject.atStep(placed)));
    return pass('The pipeline runs the image.', publishing.length === 0 ? found.map(subject.atStep) : judged.flatMap(({ placed, trials }) => [subject.atStep(placed), ...trials]));
  }, 'some', 'same'),
};

const ENGINE = /^(?:docker|podman|nerdctl)$/;
const TESTERS = /^(?:container-structure-test|dgoss)$/;
/** Options of `docker run` that take no value. */
const SWITCHES = /^(?:--(?:rm|detach|interactive|tty|init|read-only|privileged)|-[ditq]+)$/;
/** Images that are run to look at others. */
const TOOLS = /(?:^|\/)(?:trivy|grype|syft|hadolint|shellcheck|dockle|cosign|binfmt|crane)(?:[:@]|$)|SCANNER/;

/** Whether a step starts a container of an image that is built here, itself or by a script of the repository. */
function runsImage({ files }: WorkflowSubject, { step }: PlacedStep): boolean {
  const placed = new ScriptRun(files, {}, { left: MOST_COMMANDS }).follow(step.path, step.commands);
  return !isTolerated(step) && placed.some(({ command }) => !command.pattern && isTrialCommand(commandWords(command.words)));
}

/** How many commands of a step are read; nobody writes that many. */
const MOST_COMMANDS = 2_000;

function isTrialCommand(words: readonly string[]): boolean {
  const [program, first, second] = words;
  if (TESTERS.test(program)) return true;
  if (program === 'docker-compose' || (ENGINE.test(program) && first === 'compose')) return words.some((word) => /^(?:up|run)$/.test(word));
  if (!ENGINE.test(program) || !(first === 'run' || (first === 'container' && second === 'run')) || words.some((word) => TOOLS.test(word))) return false;
  // What comes from a registry is named with its address; what was built is named by a variable, or by a name of its own.
  return words.some((word, index) => index > 1 && !/^-/.test(words[index - 1].replace(SWITCHES, '')) && /^(?:\$\{?\w+\}?|\$\{\{.*\}\}|[a-z0-9][\w.-]*:[\w.-]+)$/.test(word));
}

/** Checks of what the pipeline finds out about an image before it publishes it. */
export const WORKFLOW_SCAN_CHECKS: readonly Check[] = [scan, gate, scanFirst, trial];
