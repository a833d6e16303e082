import { commandWords } from '../../parsers/plain-words';
import { StepSource } from '../../parsers/workflow-source';
import { demands, isTolerated, PlacedStep, runs } from './steps';

/** Actions that scan an image, in small letters. */
const SCAN_ACTIONS = [
  'aquasecurity/trivy-action', 'anchore/scan-action', 'docker/scout-action', 'snyk/actions/docker', 'azure/container-scan',
  'sysdiglabs/scan-action',
  'crazy-max/ghaction-container-scan', 'lacework/lw-scanner-action', 'prismacloud/twistlock-scan-action',
  'paloaltonetworks/prisma-cloud-scan',
];

/** First words of the commands that scan an image. */
const SCANS = /^(?:trivy (?:image|i) |docker scout (?:cves|quickview)|docker scan |snyk container (?:test|monitor) |clairctl report |clair-scanner |anchore-cli image |anchorectl image (?:add|vulnerabilities) |grype |osv-scanner scan image |twistcli images scan |wizcli docker scan |sysdig-cli-scanner |jf (?:docker )?scan )/;

/** Whether a step scans an image. */
export function scansImage({ step }: Pick<PlacedStep, 'step'>): boolean {
  if (SCAN_ACTIONS.includes(step.action?.toLowerCase() ?? '')) return /^(?:image)?$/.test(step.input('scan-type')?.text ?? '');
  return runs(step, isScan);
}

/**
 * The command that a container of an image is started with, by the name of the image: `docker run aquasec/trivy image x` is `trivy image
 * x`.
 */
export function containedWords(words: readonly string[]): readonly string[] {
  const [engine, first, second] = commandWords(words);
  if (!/^(?:docker|podman|nerdctl)$/.test(engine) || !(first === 'run' || (first === 'container' && second === 'run'))) {
    return commandWords(words);
  }
  const at = words.findIndex((word) => /(?:^|\/)(?:trivy|grype|snyk|syft|anchore-cli|clair-scanner|cosign)(?:[:@]|$)/.test(word));
  const [image = '', ...rest] = at < 0 ? [] : words.slice(at);
  const program = image.replace(/[:@].*$/, '').split('/').pop() ?? '';
  return commandWords(rest[0] === program ? rest : [program, ...rest]);
}

/** Whether a command scans an image, itself or as one. */
export function isScan(words: readonly string[]): boolean {
  const plain = containedWords(words);
  const [program, first, ...rest] = plain;
  if (program === 'trivy') return /^(?:image|i)$/.test(first ?? '') && rest.some((word) => !word.startsWith('-'));
  if (program === 'grype') return first !== undefined && !/^(?:-|db$|version$|completion$|config$|help$|explain$|dir:|file:)/.test(first);
  return SCANS.test(`${plain.join(' ')} `);
}

/** Whether a step fails when its scan finds something. */
export function failsOnFindings(step: StepSource): boolean {
  if (!scansImage({ step }) || isTolerated(step)) return false;
  const input = (name: string): string => step.input(name)?.text ?? '';
  if (step.action === 'aquasecurity/trivy-action') return !/^0*$/.test(input('exit-code'));
  if (step.action === 'anchore/scan-action') return step.input('fail-build')?.isFalse !== true;
  if (step.action === 'docker/scout-action') return input('exit-code') === 'true';
  return (step.action !== undefined && step.commands.length === 0) || demands(step, (words) => isScan(words) && isGate(words));
}

/** Whether a scan ends with a status of its own on findings; where a variable that nobody sets says on which, none is seen. */
function isGate(words: readonly string[]): boolean {
  const valueOf = (...names: readonly string[]): string | undefined => {
    const at = words.findIndex((word) => names.some((name) => word === name || word.startsWith(`${name}=`)));
    return at < 0 ? undefined : words[at].includes('=') ? words[at].replace(/^[^=]*=/, '') : words[at + 1] ?? '';
  };
  if (valueOf('--severity', '--fail-on', '-f')?.startsWith('$GATE_')) return false;
  if (words.includes('snyk') || words.some((word) => /(?:^|\/)snyk(?:[:@]|$)/.test(word))) return true;
  if (words.includes('scout')) return words.some((word) => /^(?:-e|--exit-code)$/.test(word));
  return !/^0*$/.test(valueOf('--exit-code') ?? '') || valueOf('--fail-on', '-f') !== undefined;
}
