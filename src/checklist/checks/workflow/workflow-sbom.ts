import { isBuild } from '../../parsers/build-command';
import { commandWords } from '../../parsers/plain-words';
import { measure } from './measure';
import { buildsImage, isPush, PlacedStep, pushes, runs } from './subject';

/** Whether a command makes a bill of materials of an image, or pushes an image with one. */
function isBillOfMaterials(words: readonly string[]): boolean {
  const [program, first] = commandWords(words);
  if (program === 'syft') return first !== undefined && !/^(?:-|version$|completion$|config$|help$|login$|cataloger)/.test(first);
  return isBuild(words) && isPush(words) && words.some((w) => /^--sbom(?:=(?!false)|$)/.test(w));
}

function hasInput({ step }: PlacedStep, name: string): boolean {
  const input = step.input(name);
  return input !== undefined && !input.isFalse;
}

export const workflowSbom = measure({
  id: 'workflow-sbom',
  title: 'The pipeline publishes a bill of materials with the image',
  references: ['OpenSSF Scorecard: SBOM', 'OWASP Docker cheat sheet 13', 'Docker Scout: supply chain attestations'],
  why: 'Whether an image holds a package that became known as weak is answered without a scan of it.',
  fix: 'Give docker/build-push-action sbom: true, or make one by anchore/sbom-action.',
  verify: "docker buildx imagetools inspect IMAGE --format '{{json .SBOM}}' prints it.",
}, (placed) => (buildsImage(placed) && pushes(placed) !== undefined && hasInput(placed, 'sbom')) || ['anchore/sbom-action', 'actions/attest-sbom'].includes(placed.step.action ?? '') || runs(placed.step, (words) => isBillOfMaterials(words)), 'The pipeline publishes a bill of materials.', 'No workflow publishes a bill of materials.');
