import { Build } from '../../builds';
import { commandWords } from '../../parsers/plain-words';
import { measure } from './measure';
import { runs } from './steps';

/** Actions that make a bill of materials of an image. */
const ACTIONS = ['anchore/sbom-action', 'actions/attest-sbom'];

/** Whether a command makes a bill of materials of an image that somebody keeps. */
function isBillOfMaterials(words: readonly string[]): boolean {
  const [program, first] = commandWords(words);
  return program === 'syft' && first !== undefined && !/^(?:-|version$|completion$|config$|help$|login$|cataloger)/.test(first);
}

/** Whether a build attaches one. */
function hasBillOfMaterials({ values }: Build): boolean {
  return values('sbom').some((value) => value !== 'false') ||
    values('attest').some((value) => /^type=sbom\b/.test(value) && !/disabled=true/.test(value));
}

export const workflowSbom = measure({
  id: 'workflow-sbom',
  title: 'The pipeline publishes a bill of materials with the image',
  references: ['OpenSSF Scorecard: SBOM', 'OWASP Docker cheat sheet 13', 'Docker Scout: supply chain attestations'],
  why: 'If a vulnerability of a package becomes known, you see without a scan whether the image contains the package.',
  fix: 'Give docker/build-push-action sbom: true, or make one with anchore/sbom-action.',
  verify: "docker buildx imagetools inspect IMAGE --format '{{json .SBOM}}' prints it.",
}, ({ step, builds, pushes }) =>
  (pushes.length > 0 && builds.some(hasBillOfMaterials)) || ACTIONS.includes(step.action ?? '') ||
    runs(step, isBillOfMaterials), 'The pipeline publishes a bill of materials.', 'No workflow publishes a bill of materials.');
