import { Check, Evidence, fail, notApplicable, pass } from '../check';
import { isBuild } from '../parsers/build-command';
import { GITLAB_CI } from '../parsers/gitlab-source';
import { begins, commandWords } from '../parsers/plain-words';
import { YamlNode } from '../parsers/yaml-source';
import { provenanceOfGitlab, scheduleOfGitlab } from './gitlab';
import { listed } from './subject';
import { buildsImage, imageWorkflows, GitlabRun, isPush, neededJobs, onWorkflows, PlacedStep, pushes, pushesByDigest, runs, WorkflowSubject } from './workflow-subject';

const SECTION = 'Scanning, signing and provenance';

/** A check for a step; its job must be allowed what the step needs. */
function measure(check: Pick<Check, 'id' | 'title' | 'references' | 'why' | 'fix' | 'verify'>, has: (placed: PlacedStep) => boolean, found: string, missing: string, needs: (placed: PlacedStep) => readonly string[] = () => [], gitlab: GitlabRun = 'same'): Check {
  return {
    section: SECTION,
    level: 'advanced',
    ...check,
    run: onWorkflows((subject) => {
      const steps = subject.steps.filter(has);
      if (steps.length === 0) return fail(missing);
      const allowed = steps.map((placed) => ({ placed, permissions: needs(placed).map((name) => permissionOf(placed, name)) }));
      const kept = allowed.filter((a) => a.permissions.every((node) => node !== undefined));
      if (kept.length === 0) {
        const lacking = listed(needs(steps[0]).map((name) => `${name}: write`));
        return fail(`The job lacks ${lacking}: the step fails.`, steps.map(subject.atStep));
      }
      return pass(found, kept.flatMap(({ placed, permissions }) => {
        const shown = permissions.flatMap((node) => (node ? [subject.at(placed.workflow, node)] : []));
        return [subject.atStep(placed), ...shown];
      }));
    }, 'some', gitlab),
  };
}

/** Where a job is allowed to write something; undefined where it is not. Jobs of GitLab CI ask for tokens instead. */
function permissionOf({ workflow, job }: PlacedStep, name: string): YamlNode | undefined {
  if (workflow.path === GITLAB_CI) return name === 'id-token' ? job.node.get('id_tokens') : undefined;
  const permissions = job.node.get('permissions') ?? workflow.root.get('permissions');
  if (permissions?.text === 'write-all') return permissions;
  const node = permissions?.get(name);
  return node?.text === 'write' ? node : undefined;
}

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
    const judged = publishing.map((placed) => ({ placed, scan: scansBefore(subject, placed) }));
    const early = judged.filter((j) => j.scan.length === 0);
    if (early.length > 0) return fail('An image is published before anything has scanned it.', early.map((j) => subject.atStep(j.placed)));
    return pass('The scan stands before the publishing.', judged.flatMap((j) => [subject.atStep(j.placed), ...j.scan]));
  }, 'every', 'same'),
};

/** Scans that have passed when a step runs: earlier ones of its job, and those of the jobs that it needs, with that need. */
function scansBefore(subject: WorkflowSubject, { workflow, job, step }: PlacedStep): Evidence[] {
  const own = job.steps.slice(0, job.steps.indexOf(step)).map((s) => ({ workflow, job, step: s })).filter(scansImage).map(subject.atStep);
  const needed = neededJobs(workflow, job).filter((other) => other !== job);
  const scans = needed.flatMap((other) => other.steps.map((s) => ({ workflow, job: other, step: s })).filter(scansImage).map(subject.atStep));
  const needs = [job, ...needed].flatMap((other) => other.node.get('needs') ?? []);
  return [...own, ...scans, ...(scans.length > 0 ? needs.map((node) => subject.at(workflow, node)) : [])];
}

function scansImage({ step }: PlacedStep): boolean {
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

const provenance = measure({
  id: 'workflow-provenance',
  title: 'The pipeline attests how the image was built',
  references: ['SLSA build L1', 'SLSA build L2', 'OWASP Docker D08', 'OpenSSF Scorecard: Signed-Releases', 'Docker Scout: supply chain attestations'],
  why: 'Which commit and which workflow made an image can be proved.',
  fix: 'Attest the digest by actions/attest in a job with attestations: write.',
  verify: 'gh attestation verify oci://NAME@DIGEST --repo OWNER/NAME succeeds.',
}, ({ step }) => /^actions\/attest(?:-build-provenance)?$/.test(step.action ?? ''), 'The pipeline attests how the image was built.', 'No workflow signs a statement of how the image was built.', () => ['id-token', 'attestations'], provenanceOfGitlab);

const verify = measure({
  id: 'workflow-verify',
  title: 'The pipeline verifies what it published, by its digest',
  references: ['CIS Docker 4.12', 'NIST SP 800-190 4.1.5'],
  why: 'A signature or an attestation that does not verify is seen at once, and not when somebody needs it.',
  fix: 'Run cosign verify with the identity of the workflow, and gh attestation verify, after the image was signed.',
  verify: 'The log of the run shows the verification.',
}, ({ step }) => runs(step, (words) => begins(words, 'cosign', 'verify') || begins(words, 'cosign', 'verify-attestation') || begins(words, 'gh', 'attestation', 'verify') || begins(words, 'slsa-verifier', 'verify-image')), 'The pipeline verifies what it published.', 'No workflow verifies what it published.');

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
export const WORKFLOW_SUPPLY_CHAIN_CHECKS: readonly Check[] = [lint, scan, scanFirst, sign, sbom, provenance, verify, isolated, schedule];
