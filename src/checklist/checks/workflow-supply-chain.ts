import { Check, fail, pass } from '../check';
import { isBuild } from '../parsers/build-command';
import { begins, commandWords } from '../parsers/plain-words';
import { StepSource } from '../parsers/workflow-source';
import { provenanceOfGitlab, scheduleOfGitlab } from './gitlab';
import { listed } from './subject';
import { measure, SECTION } from './workflow-measure';
import { WORKFLOW_SCAN_CHECKS } from './workflow-scan';
import { buildsImage, imageWorkflows, isPush, onWorkflows, PlacedStep, pushes, runs } from './workflow-subject';

const sign = measure({
  id: 'workflow-sign',
  title: 'The pipeline signs the image by its digest',
  references: ['CIS Docker 4.5', 'OWASP Docker D08', 'OWASP Docker cheat sheet 13', 'OpenSSF Scorecard: Signed-Releases', 'NIST SP 800-190 4.1.5'],
  why: 'Users can tell that the image comes from this pipeline, and that nobody changed it.',
  fix: 'Sign by cosign sign --yes NAME@DIGEST in a job with id-token: write.',
  verify: 'cosign verify with the identity of the workflow succeeds.',
}, ({ step }) => runs(step, (words) => begins(words, 'cosign', 'sign') && words.some((w) => /@(?:sha256:|\$)|\$\{?\w*DIGEST/i.test(w))), 'The pipeline signs the image by its digest.', 'No workflow signs the image by its digest.', ({ step }) => (runs(step, (words) => begins(words, 'cosign', 'sign') && words.some((w) => /^--?key(?:=|$)/.test(w))) ? [] : ['id-token']));

const sbom = measure({
  id: 'workflow-sbom',
  title: 'The pipeline publishes a bill of materials with the image',
  references: ['OpenSSF Scorecard: SBOM', 'OWASP Docker cheat sheet 13', 'Docker Scout: supply chain attestations'],
  why: 'Whether an image holds a package that became known as weak is answered without a scan of it.',
  fix: 'Give docker/build-push-action sbom: true, or make one by anchore/sbom-action.',
  verify: "docker buildx imagetools inspect IMAGE --format '{{json .SBOM}}' prints it.",
}, (placed) => (buildsImage(placed) && pushes(placed) !== undefined && hasInput(placed, 'sbom')) || ['anchore/sbom-action', 'actions/attest-sbom'].includes(placed.step.action ?? '') || runs(placed.step, (words) => isBillOfMaterials(words)), 'The pipeline publishes a bill of materials.', 'No workflow publishes a bill of materials.');

/** Whether a command makes a bill of materials of an image, or pushes an image with one. */
function isBillOfMaterials(words: readonly string[]): boolean {
  const [program, first] = commandWords(words);
  if (program === 'syft') return first !== undefined && !/^(?:-|version$|completion$|config$|help$|login$|cataloger)/.test(first);
  return isBuild(words) && isPush(words) && words.some((w) => /^--sbom(?:=(?!false)|$)/.test(w));
}

const isAttestation = (step: StepSource): boolean => /^actions\/attest(?:-build-provenance)?$/.test(step.action ?? '');

const provenance = measure({
  id: 'workflow-provenance',
  title: 'The pipeline attests how the image was built',
  references: ['SLSA build L1', 'SLSA build L2', 'OWASP Docker D08', 'OpenSSF Scorecard: Signed-Releases', 'Docker Scout: supply chain attestations'],
  why: 'Which commit and which workflow made an image can be proved.',
  fix: 'Attest the digest by actions/attest in a job with attestations: write.',
  verify: 'gh attestation verify oci://NAME@DIGEST --repo OWNER/NAME succeeds.',
}, ({ step }) => isAttestation(step), 'The pipeline attests how the image was built.', 'No workflow signs a statement of how the image was built.', () => ['id-token', 'attestations'], provenanceOfGitlab);

const isSignature = (step: StepSource): boolean => runs(step, (words) => begins(words, 'cosign', 'sign'));

/** What a pipeline vouches with, and the commands that verify it. */
const VOUCHERS: ReadonlyArray<readonly [what: string, isMade: (step: StepSource) => boolean, verifiers: ReadonlyArray<readonly string[]>]> = [
  ['the signature', isSignature, [['cosign', 'verify']]],
  ['the provenance', isAttestation, [['gh', 'attestation', 'verify'], ['cosign', 'verify-attestation'], ['slsa-verifier', 'verify-image']]],
];

const verify: Check = {
  id: 'workflow-verify',
  title: 'The pipeline verifies what it published, by its digest',
  section: SECTION,
  level: 'advanced',
  references: ['CIS Docker 4.12', 'NIST SP 800-190 4.1.5'],
  why: 'A signature or an attestation that does not verify is seen at once, and not when somebody needs it.',
  fix: 'Run cosign verify with the identity of the workflow, and gh attestation verify, after the image was signed.',
  verify: 'The log of the run shows the verification.',
  run: onWorkflows((subject) => {
    const judged = VOUCHERS.map(([what, isMade, verifiers]) => ({
      what,
      made: subject.steps.filter(({ step }) => isMade(step)),
      verified: subject.steps.filter(({ step }) => runs(step, (words) => verifiers.some((verifier) => begins(words, ...verifier)))),
    }));
    const verified = judged.flatMap((one) => one.verified);
    if (verified.length === 0) return fail('No workflow verifies what it published.');
    const open = judged.filter((one) => one.made.length > 0 && one.verified.length === 0);
    if (open.length > 0) return fail(`Nothing verifies ${listed(open.map(({ what }) => what))} of what is published.`, open.flatMap(({ made }) => made.map(subject.atStep)));
    return pass('The pipeline verifies what it published.', verified.map(subject.atStep));
  }, 'some', 'same'),
};

const LINT_ACTIONS = /^(?:hadolint\/hadolint-action|zizmorcore\/zizmor-action|github\/codeql-action\/(?:init|analyze)|ludeeus\/action-shellcheck|reviewdog\/action-(?:hadolint|shellcheck|actionlint)|rhysd\/actionlint|bridgecrewio\/checkov-action)$/;
const LINTERS = /^(?:hadolint|shellcheck|zizmor|actionlint|checkov|semgrep|dockle)$/;

const lint = measure({
  id: 'workflow-lint',
  title: 'The pipeline reads the sources with a linter before it builds',
  references: ['OpenSSF Scorecard: SAST', 'NIST SP 800-190 4.1.2'],
  why: 'Mistakes that cost a day in an image that runs cost a minute in a proposal.',
  fix: 'Run hadolint on the Dockerfile, shellcheck on the scripts, and zizmor or CodeQL on the workflows.',
  verify: 'The log of the run shows the linters.',
}, ({ step }) => LINT_ACTIONS.test(step.action ?? '') || runs(step, isLint), 'The pipeline lints the sources.', 'No workflow lints the sources.');

/** Whether a command lints something, itself, for find and xargs, or as an image. */
function isLint(words: readonly string[]): boolean {
  if (words.some((word) => /^(?:--version|-V|--help|-h)$/.test(word))) return false;
  const isImage = (word: string): boolean => words[1] === 'run' && LINTERS.test(word.replace(/[:@].*$/, '').split('/').pop() ?? '');
  return words.some((word, index) => (LINTERS.test(word) && (index === 0 || ['xargs', 'find'].includes(words[0]))) || (words[0] === 'docker' && (LINTERS.test(word) || isImage(word))));
}

const isolated: Check = {
  id: 'workflow-isolated-build',
  title: 'The image is built and attested by a reusable workflow, out of reach of the steps that call it',
  section: SECTION,
  level: 'advanced',
  references: ['SLSA build L3'],
  why: 'Provenance that is made where nobody else runs code cannot be forged by a step of the same job.',
  fix: 'Build in a workflow that is called by uses:, pinned by its commit, and demand it with --signer-workflow.',
  verify: 'gh attestation verify oci://NAME@DIGEST --signer-workflow OWNER/NAME/.github/workflows/FILE succeeds.',
  run: onWorkflows((subject) => {
    const jobs = subject.workflows.flatMap((workflow) => workflow.jobs.map((job) => ({ workflow, job })));
    const calls = jobs.flatMap(({ workflow, job }) => (job.calls === undefined ? [] : [{ workflow, job, calls: job.calls }]));
    const attesting = subject.workflows.filter((workflow) => workflow.callers.length > 0 && subject.steps.some((placed) => placed.workflow === workflow && buildsImage(placed)) && subject.steps.some((placed) => placed.workflow === workflow && /^actions\/attest/.test(placed.step.action ?? '')));
    const builders = calls.filter((call) => attesting.some((workflow) => workflow.path === call.calls) || /^docker\/github-builder\/\.github\/workflows\/(?:build|bake)\.yml@/.test(call.calls));
    if (builders.length > 0) return pass('A reusable workflow builds and attests the image.', builders.map(({ workflow, job }) => subject.at(workflow, job.node.get('uses') ?? job.node)));
    return fail('The image is built in a workflow whose other steps could forge the provenance.', imageWorkflows(subject).length > 0 ? subject.steps.filter(buildsImage).map(subject.atStep) : []);
  }, 'some', 'same'),
};

function hasInput({ step }: PlacedStep, name: string): boolean {
  const input = step.input(name);
  return input !== undefined && !input.isFalse;
}

const schedule: Check = {
  id: 'workflow-schedule',
  title: 'The image is built anew on a schedule',
  section: SECTION,
  level: 'advanced',
  references: ['CIS Docker 4.4', 'CIS Docker 5.28', 'NIST SP 800-190 4.2.2', 'Docker Official Images: timely rebuilds', 'Docker Scout: no outdated base image', 'OWASP Docker D02'],
  why: 'Fixes of the distribution reach the image without anybody having to think of it.',
  fix: 'Trigger the workflow that builds the image by schedule, once a week, without the cache.',
  verify: 'The Actions tab shows a run for the event schedule.',
  run: onWorkflows((subject) => {
    const scheduled = imageWorkflows(subject).flatMap((workflow) => {
      const node = workflow.trigger('schedule');
      return node && node.items.some((item) => /^[^\s@]+(?:\s+\S+){4}$/.test(item.get('cron')?.text ?? '')) ? [subject.at(workflow, node)] : [];
    });
    return scheduled.length > 0 ? pass('The image is built on a schedule.', [...scheduled, ...subject.steps.filter(buildsImage).map(subject.atStep)]) : fail('No schedule builds the image.');
  }, 'some', scheduleOfGitlab),
};

/** Checks of what the pipeline does about weaknesses and origin. */
export const WORKFLOW_SUPPLY_CHAIN_CHECKS: readonly Check[] = [lint, ...WORKFLOW_SCAN_CHECKS, sign, sbom, provenance, verify, isolated, schedule];
