import { commandWords } from '../../parsers/plain-words';
import { ShellCommand } from '../../parsers/shell-commands';
import { StepSource } from '../../parsers/workflow-source';
import { PlacedStep, runs } from './subject';

const SCAN_ACTIONS = ['aquasecurity/trivy-action', 'anchore/scan-action', 'docker/scout-action', 'snyk/actions/docker'];

/** Whether a step scans an image. */
export function scansImage({ step }: Pick<PlacedStep, 'step'>): boolean {
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

export function isTolerated(step: StepSource): boolean {
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
