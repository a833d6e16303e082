import { Check, Evidence, fail, Finding, notApplicable, pass, unknown } from '../check';
import { isBuild, optionsOf } from '../parsers/build-command';
import { conditionInPullRequests, InPullRequests, inputValues, stepInPullRequests } from '../parsers/workflow-conditions';
import { StepSource, WorkflowSource } from '../parsers/workflow-source';
import { YamlNode } from '../parsers/yaml-source';
import { noPushOfGitlab, registryOfGitlab, tagsOfGitlab, triggersOfGitlab } from './gitlab';
import { listed } from './subject';
import { buildsImage, imageWorkflows, neededJobs, onWorkflows, PlacedStep, pushes, runs, WorkflowSubject } from './workflow-subject';

const SECTION = 'Docker image build pipeline';
const ITEM = 11;

const build: Check = {
  id: 'workflow-image-build',
  title: 'A workflow builds the image',
  guideItem: ITEM,
  section: SECTION,
  level: 'essential',
  references: ['OpenSSF Scorecard: Packaging', 'SLSA build L2'],
  why: 'Images are made the same way each time, by a machine that keeps a record.',
  fix: 'Build in a workflow, by docker/build-push-action.',
  verify: 'The Actions tab of the repository shows its runs.',
  run: onWorkflows((subject) => {
    const steps = subject.steps.filter(buildsImage);
    return steps.length > 0 ? pass('A workflow builds the image.', steps.map(subject.atStep)) : fail('No workflow builds an image.');
  }, 'some', 'same'),
};

function buildSteps(subject: WorkflowSubject): Evidence[] {
  return subject.steps.filter(buildsImage).map(subject.atStep);
}

/** Events that the guide wants to start a build, and how each is recognised. */
const TRIGGERS: ReadonlyArray<readonly [what: string, isThere: (workflow: WorkflowSource) => boolean]> = [
  ['pushes to a branch', (w) => pushFilter(w, 'branches')],
  ['version tags (v*)', (w) => pushFilter(w, 'tags', /^v(?:\*|\[|\d)/)],
  ['pull requests', startsForProposals],
  ['starts by hand', (w) => w.trigger('workflow_dispatch') !== undefined],
];

function pushFilter(workflow: WorkflowSource, filter: string, pattern = /./): boolean {
  const push = workflow.trigger('push');
  if (!push) return false;
  const values = push.get(filter)?.texts;
  if (values) return values.some((value) => pattern.test(value));
  if (push.get(`${filter}-ignore`)) return !push.get(`${filter}-ignore`)?.texts.some((value) => pattern.test(value) && /^v?\*+$/.test(value));
  // Without a filter every push counts, tags too; with one of the other kind none does.
  return push.entries.every(([name]) => !/^(?:branches|tags)(?:-ignore)?$/.test(name));
}

/** Whether a proposal starts a workflow when it comes or changes. */
function startsForProposals(workflow: WorkflowSource): boolean {
  const event = workflow.trigger('pull_request');
  const types = event?.get('types')?.texts;
  return event !== undefined && (types === undefined || types.includes('opened') || types.includes('synchronize'));
}

const triggers: Check = {
  id: 'workflow-triggers',
  title: 'The image is built for pushes, version tags and pull requests, and by hand',
  guideItem: ITEM,
  section: SECTION,
  level: 'essential',
  references: ['OpenSSF Scorecard: CI-Tests'],
  why: 'A change that breaks the build is seen before it is merged, and a version is published by a tag alone.',
  fix: "Trigger on push (branches: [main], tags: ['v*']), pull_request and workflow_dispatch.",
  verify: 'Read the on: part of the workflow.',
  run: onWorkflows((subject) => {
    const missingIn = (workflow: WorkflowSource): string[] => TRIGGERS.filter(([, isThere]) => !isThere(workflow)).map(([what]) => what);
    const candidates = imageWorkflows(subject).map((workflow) => ({ workflow, missing: missingIn(workflow) }));
    if (candidates.length === 0) return fail('No workflow builds an image.');
    const best = candidates.reduce((a, b) => (b.missing.length < a.missing.length ? b : a));
    const on = best.workflow.root.get('on');
    const evidence = on ? [subject.at(best.workflow, on)] : [];
    if (best.missing.length > 0) return fail(`The image is not built for ${listed(best.missing)}.`, evidence);
    return pass('The image is built for pushes, version tags and pull requests, and by hand.', [...evidence, ...buildSteps(subject)]);
  }, 'some', triggersOfGitlab),
};

/** Whether a step pushes for a pull request: where it runs for one, and one of its conditions then holds. */
function pushOfPullRequests(placed: PlacedStep): InPullRequests {
  const push = pushes(placed);
  if (!push) return 'no';
  const step = stepInPullRequests(placed.workflow, placed.job, placed.step);
  if (step === 'no') return 'no';
  const conditions = push.conditions.flatMap((condition) => inputValues(placed.workflow, condition)).map((condition) => conditionInPullRequests(condition));
  if (conditions.every((answer) => answer === 'no')) return 'no';
  return step === 'yes' && conditions.includes('yes') ? 'yes' : 'unknown';
}

/** Conditions of a step's job and of the jobs that it waits for. */
function conditionsOf(subject: WorkflowSubject, { workflow, job }: PlacedStep): Evidence[] {
  return neededJobs(workflow, job).flatMap((one) => {
    const node = one.node.get('if');
    return node ? [subject.at(workflow, node)] : [];
  });
}

const noPushInPullRequests: Check = {
  id: 'workflow-pull-requests-do-not-push',
  title: 'Pull requests build the image and push nothing',
  guideItem: ITEM,
  section: SECTION,
  level: 'essential',
  references: ['OpenSSF Scorecard: Dangerous-Workflow'],
  why: 'What nobody has reviewed is not published.',
  fix: "Push under the condition github.event_name != 'pull_request'.",
  verify: 'A pull request run shows the push steps as skipped.',
  run: onWorkflows((subject) => {
    const pushing = subject.steps.filter((placed) => pushes(placed));
    if (pushing.length === 0) return notApplicable('No workflow pushes an image.');
    const judged = pushing.map((placed) => ({ placed, answer: pushOfPullRequests(placed) }));
    const wrong = judged.filter((j) => j.answer === 'yes');
    if (wrong.length > 0) return fail('A run of a pull request pushes an image.', wrong.map((w) => subject.atStep(w.placed)));
    const open = judged.filter((j) => j.answer === 'unknown');
    if (open.length > 0) return unknown('Whether a pull request pushes depends on a condition that cannot be decided.', open.map((o) => subject.atStep(o.placed)));
    return pass('No step that pushes runs for a pull request.', [...pushing.map(subject.atStep), ...pushing.flatMap((placed) => conditionsOf(subject, placed))]);
  }, 'every', noPushOfGitlab),
};

/** Steps of an action in workflows that build the image. */
function stepsOf(subject: WorkflowSubject, action: string): PlacedStep[] {
  const building = imageWorkflows(subject);
  return subject.steps.filter((placed) => building.includes(placed.workflow) && placed.step.action === action);
}

const tags: Check = {
  id: 'workflow-image-tags',
  title: 'Images are tagged by branch, by version and as latest',
  guideItem: ITEM,
  section: SECTION,
  level: 'essential',
  references: [],
  why: 'Users choose how closely they follow: an exact version, a line, or the newest.',
  fix: 'Let docker/metadata-action make the tags: type=ref,event=branch; type=semver with version, major.minor and major; latest for the default branch.',
  verify: 'docker buildx imagetools inspect IMAGE:1.2 shows the digest of the newest 1.2.x.',
  run: onWorkflows((subject) => {
    const steps = stepsOf(subject, 'docker/metadata-action').filter(({ step }) => step.input('tags'));
    if (steps.length === 0) return fail('No step of docker/metadata-action names the tags.');
    const rules = steps.flatMap(({ step }) => (step.input('tags')?.text ?? '').split('\n').map((l) => l.trim()).filter((l) => !l.startsWith('#')).map(tagRule)).filter((rule) => rule.enable !== 'false');
    const byVersion = (pattern: string): boolean => rules.some((rule) => rule.type === 'semver' && rule.pattern?.replace(/^v/, '') === pattern);
    const flavor = steps.map(({ step }) => step.input('flavor')?.text ?? '').join('\n');
    const wanted: ReadonlyArray<readonly [string, boolean]> = [
      ['branch', rules.some((rule) => rule.type === 'ref' && rule.event === 'branch')],
      ['version (1.2.3)', byVersion('{{version}}')],
      ['minor version (1.2)', byVersion('{{major}}.{{minor}}')],
      ['major version (1)', byVersion('{{major}}')],
      ['latest', rules.some((rule) => rule.type === 'raw' && rule.value === 'latest') || !/latest=false/.test(flavor)],
    ];
    const missing = wanted.filter(([, there]) => !there).map(([what]) => what);
    if (missing.length > 0) return fail(`There is no tag by ${listed(missing)}.`, steps.map(subject.atStep));
    return pass('Tags: branch, version, minor and major version, latest.', [...steps.map(subject.atStep), ...buildSteps(subject)]);
  }, 'some', tagsOfGitlab),
};

/** A rule of docker/metadata-action: `type=semver,pattern={{version}}`, in whichever order. */
function tagRule(line: string): { readonly [key: string]: string | undefined } {
  return Object.fromEntries(line.split(',').map((part) => {
    const at = part.indexOf('=');
    return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
  }));
}

const cache: Check = {
  id: 'workflow-build-cache',
  title: 'Builds use the cache of GitHub Actions',
  guideItem: ITEM,
  section: SECTION,
  level: 'recommended',
  references: [],
  why: 'Layers that did not change are not built again.',
  fix: 'Give docker/build-push-action cache-from: type=gha and cache-to: type=gha,mode=max.',
  verify: 'A second run says CACHED for most steps.',
  run: onWorkflows((subject) => {
    const isCached = ({ step }: PlacedStep): boolean => !step.input('no-cache')?.isTrue && ['cache-from', 'cache-to'].every((name) => /type=gha/.test(step.input(name)?.text ?? '')
      || runs(step, (words) => isBuild(words) && ['cache-from', 'cache-to'].every((flag) => optionsOf(words, `--${flag}`).some((value) => /type=gha/.test(value)))));
    const steps = subject.steps.filter((placed) => buildsImage(placed) && isCached(placed));
    return steps.length > 0 ? pass('Builds read and write the cache of GitHub Actions.', steps.map(subject.atStep)) : fail('No build uses the cache of GitHub Actions.');
  }),
};

const buildx: Check = {
  id: 'workflow-buildx',
  title: 'Builds are made by Buildx, for the platforms that are named',
  guideItem: ITEM,
  section: SECTION,
  level: 'essential',
  references: ['Docker Official Images: multiple architectures'],
  why: 'The same tag serves several architectures.',
  fix: 'Use docker/setup-buildx-action, and name the platforms.',
  verify: 'docker buildx imagetools inspect IMAGE lists the platforms.',
  run: onWorkflows((subject) => {
    const building = imageWorkflows(subject);
    const created = subject.steps.filter(({ workflow, step }) => building.includes(workflow) && runs(step, (words) => words[0] === 'docker' && words[1] === 'buildx' && words[2] === 'create'));
    const setup = [...stepsOf(subject, 'docker/setup-buildx-action'), ...created];
    const namesPlatforms = ({ step }: PlacedStep): boolean => step.input('platforms') !== undefined || runs(step, (words) => isBuild(words) && optionsOf(words, '--platform').length > 0);
    const platforms = subject.steps.filter((placed) => buildsImage(placed) && namesPlatforms(placed));
    if (setup.length === 0) return fail('No workflow that builds the image sets Buildx up.');
    if (platforms.length === 0) return fail('No build names its platforms.', setup.map(subject.atStep));
    return pass('Buildx builds for the platforms that are named.', [...[...setup, ...platforms].map(subject.atStep), ...buildSteps(subject)]);
  }, 'some', 'same'),
};

const registry: Check = {
  id: 'workflow-registry',
  title: "The image is pushed to the GitHub Container Registry with the workflow's own token",
  guideItem: 18,
  section: 'GitHub Container Registry',
  level: 'essential',
  references: ['NIST SP 800-190 4.2.3'],
  why: 'No password is kept anywhere: the token lives as long as the run, and may do what the job says.',
  fix: 'Log in to ghcr.io by docker/login-action with GITHUB_TOKEN, in a job with packages: write.',
  verify: 'docker pull ghcr.io/OWNER/NAME:latest',
  run: onWorkflows((subject) => registryFinding(subject), 'some', registryOfGitlab),
};

function registryFinding(subject: WorkflowSubject): Finding {
  const pushing = subject.steps.filter((placed) => pushes(placed));
  if (pushing.length === 0) return fail('No workflow pushes an image.');
  const logins = subject.steps.filter(({ step }) => step.action === 'docker/login-action' || loginWords(step) !== undefined);
  const ghcr = logins.filter(({ step }) => /^(?:https?:\/\/)?ghcr\.io(?:\/|$)/.test(step.input('registry')?.text ?? '') || loginWords(step)?.some((w) => /^(?:https?:\/\/)?ghcr\.io(?:\/|$)/.test(w)));
  if (logins.length > 0 && ghcr.length === 0) return notApplicable('The image is pushed to another registry than ghcr.io.');
  const own = ghcr.filter(({ step }) => [step.input('password')?.text, step.run, ...(step.node.get('env')?.entries ?? []).map(([, value]) => value.text)].some((text) => /\$\{\{\s*(?:secrets\.GITHUB_TOKEN|github\.token)\s*\}\}/.test(text ?? '')));
  if (own.length === 0) return fail("No step logs in to ghcr.io with the workflow's token.", ghcr.map(subject.atStep));
  const permitted = own.filter((placed) => packagesOf(placed)?.text === 'write');
  if (permitted.length === 0) return fail('The job that logs in has no permission packages: write.', own.map(subject.atStep));
  const permissions = permitted.flatMap((placed) => {
    const node = packagesOf(placed);
    return node ? [subject.at(placed.workflow, node)] : [];
  });
  return pass("The image is pushed to ghcr.io with the workflow's token.", [...[...permitted, ...pushing].map(subject.atStep), ...permissions]);
}

/** Words of a command by which a step logs in to a registry. */
function loginWords(step: StepSource): readonly string[] | undefined {
  return step.commands.map((command) => command.words).find((words) => /^(?:docker|podman)$/.test(words[0] ?? '') && words[1] === 'login');
}

/** What a job may do with packages. */
function packagesOf({ workflow, job }: PlacedStep): YamlNode | undefined {
  return (job.node.get('permissions') ?? workflow.root.get('permissions'))?.get('packages');
}

/** Checks of the workflow that builds and publishes the image. */
export const WORKFLOW_BUILD_CHECKS: readonly Check[] = [build, triggers, noPushInPullRequests, tags, cache, buildx, registry];
