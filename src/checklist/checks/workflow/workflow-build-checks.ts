import { commandWords } from '../../parsers/plain-words';
import { measure } from './measure';
import { runs } from './steps';

/** What `docker build --check` decides, and no check of ours: https://docs.docker.com/reference/build-checks/ */
const RULES = [
  'StageNameCasing', 'FromAsCasing', 'NoEmptyContinuation', 'ConsistentInstructionCasing', 'DuplicateStageName', 'ReservedStageName',
  'MaintainerDeprecated', 'UndefinedArgInFrom', 'WorkdirRelativePath', 'MultipleInstructionsDisallowed', 'LegacyKeyValueFormat',
  'RedundantTargetPlatform', 'InvalidDefaultArgInFrom', 'FromPlatformFlagConstDisallowed', 'ExposeProtoCasing', 'ExposeInvalidFormat',
];

/** Whether a command runs BuildKit's checks, and builds nothing. */
function isBuildCheck(words: readonly string[]): boolean {
  const [program, ...rest] = commandWords(words);
  return program === 'docker' && /^build$/.test(rest[0] === 'buildx' ? rest[1] ?? '' : rest[0] ?? '') &&
    words.some((word) => /^--(?:check|call=check)$/.test(word));
}

export const workflowBuildChecks = measure({
  id: 'workflow-build-checks',
  title: "The pipeline runs BuildKit's own checks on the Dockerfile",
  references: RULES.map((rule) => `docker build check: ${rule}`),
  why: 'What the checks warn of works by accident, or fails with the next version of the builder.',
  fix: 'Run docker build --check . as a separate step, before the image is built.',
  verify: 'docker build --check . prints no warning.',
},
({ step }) => runs(step, isBuildCheck),
"The pipeline runs BuildKit's checks.",
"No workflow runs BuildKit's checks (docker build --check).");
