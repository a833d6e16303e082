import { failsOnFindings } from '../checklist/checks/workflow/scan';
import { StepSource } from '../checklist/parsers/workflow-source';
import { Inline } from '../markdown/inline';
import { failsOn, Scan } from '../model/scan';
import { FinalTexts } from './final-texts';
import { scanSteps } from './github/scan';
import { md } from './readme/readme-blocks';

/** Inputs of a gate that decide what fails it. */
const DECIDING = [
  'severity', 'vuln-type', 'ignore-unfixed', 'exit-code', 'severity-cutoff', 'only-fixed', 'fail-build', 'config', 'trivyignores',
];

const SCANNERS: { readonly [action: string]: string } = {
  'aquasecurity/trivy-action': 'Trivy',
  'anchore/scan-action': 'Grype',
  'docker/scout-action': 'Docker Scout',
  'snyk/actions/docker': 'Snyk',
};

/** Name of the program that scans, as the steps name it; as the options do where they are commands. */
export function scannerOf(found: FinalTexts, scan: Scan, ...files: readonly string[]): string {
  const named = found.steps(...files).flatMap((step) => SCANNERS[step.action ?? ''] ?? []);
  return named[0] ?? (scan.scanner === 'trivy' ? 'Trivy' : 'Grype');
}

/** What fails the build, as the end of "The build fails on …"; undefined where no scan does. */
export function gateOf(found: FinalTexts, scan: Scan, ...files: readonly string[]): Inline | undefined {
  const chosen = failsOn(scan);
  if (!found.showsIn('workflow-scan-gate', ...files)) return undefined;
  const gates = found.steps(...files).filter(failsOnFindings);
  // Commands of a script fail on what the policy gave them by variables.
  if (gates.length === 0) return md`${chosen ?? 'what its job says'}`;
  const [, expected] = scanSteps(scan, { image: '', findings: '' }).filter(({ uses }) => uses !== undefined);
  const isChosen = (step: StepSource): boolean =>
    DECIDING.every((name) => (step.input(name)?.text ?? '') === String(expected?.with?.[name] ?? ''));
  if (chosen === undefined || !gates.every(isChosen)) return md`findings, as the step of the gate says`;
  return md`${chosen}${only(scannedImages(found, files), gates.map(imageOf))}`;
}

/** The end of a sentence that holds for some of the images alone; nothing where it holds for all of them. */
export function only(all: readonly string[], those: readonly string[]): string {
  return all.every((image) => those.includes(image)) ? '' : `, in ${[...new Set(those)].join(' and ')} alone`;
}

/** Images that a job builds to try and scan them. */
export function candidates(found: FinalTexts, files: readonly string[]): string[] {
  return found.steps(...files).filter((step) => step.action === 'docker/build-push-action' && step.input('load')?.isTrue)
    .flatMap((step) => step.input('tags')?.text ?? []);
}

function scannedImages(found: FinalTexts, files: readonly string[]): string[] {
  return found.steps(...files).filter((step) => SCANNERS[step.action ?? ''] !== undefined).map(imageOf);
}

function imageOf(step: StepSource): string {
  return step.input('image-ref')?.text ?? step.input('image')?.text ?? '';
}
