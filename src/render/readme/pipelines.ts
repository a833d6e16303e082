import { Section } from '../../markdown/blocks';
import { Inline, joined } from '../../markdown/inline';
import { clientMatrix } from '../../model/client-matrix';
import { tagOfBranch } from '../../model/image-reference';
import { GITHUB, GITLAB, GITLAB_FILE, workflowPath } from '../../model/publisher';
import { COMPATIBILITY_FILE } from '../github/compatibility';
import { REBUILD_SCHEDULE } from '../github/docker-build';
import { publishedImage, secretsOf } from '../github/published-image';
import { GITLAB_SCRIPT, GITLAB_STAGES } from '../gitlab/pipeline';
import { GRYPE_SCRIPT, ignoreFileOf } from '../ignored-findings';
import { prose } from '../prose';
import { candidates, gateOf, only, scannerOf } from '../scan-facts';
import { bullets, code, Content, grid, md, rawInline, section } from './readme-blocks';
import { has, publishedBy, ReadmeFacts } from './readme-facts';

/** Runs the clients against a cluster of the image. */
export const CLIENT_TEST = /docker\/client-test\.sh/;

const text = prose('readme/workflows');

/** How the pipelines work, in sections. */
export function pipelines(facts: ReadmeFacts): Content[] {
  const { found } = facts;
  return [
    pins(facts),
    GITHUB.files.some((file) => found.workflow(file) !== undefined) ? imageBuild(facts) : undefined,
    publishedBy(facts) === GITHUB ? tags(facts) : undefined,
    found.runs(workflowPath(COMPATIBILITY_FILE), CLIENT_TEST) ? clients(facts) : undefined,
    ...gitlab(facts),
  ];
}

function pins({ found, rcFile }: ReadmeFacts): Inline | undefined {
  if (!found.holds('workflow-actions-pinned')) return undefined;
  const shows = found.hasTask('pins') ? ': `npx projen pins` lists them' : '';
  return text('pins', { PINS_TASK: rawInline(shows), RC_FILE: code(rcFile) });
}

/** What the pipeline of GitLab does, where there is one. */
function gitlab(facts: ReadmeFacts): Section[] {
  const { image, repository, found } = facts;
  if (repository.pipeline.gitlab === undefined || !has(facts, GITLAB_FILE)) return [];
  const { registry, armRunnerTag } = repository.pipeline.gitlab;
  const alone = publishedBy(facts) === GITLAB;
  const where = registry === undefined ? md`the registry of the GitLab project` : code(`${registry}/${image.imageName}`);
  const secrets = registry === undefined ? [] : [repository.pipeline.publish.usernameSecret, repository.pipeline.publish.passwordSecret];
  const stages = GITLAB_STAGES.filter((stage) => found.contains(GITLAB_FILE, `stage: ${stage}`));
  const does = (command: string): boolean => found.contains(GITLAB_FILE, `${GITLAB_SCRIPT} ${command}`) && found.has(GITLAB_SCRIPT);
  return [section('GitLab CI',
    md`${code(GITLAB_FILE)} has the stages ${joined(stages.map(code), ', ')}${found.publishing.includes(GITLAB_FILE)
      ? md`, ${alone ? '' : 'with the same scan, '}and publishes to ${where}`
      : ''}.`,
    alone && registry === undefined ? text('gitlab-address', { REFERENCE: code(image.reference) }) : undefined,
    bullets([
      ...(does('build') ? [md`Merge requests build, try and scan, and publish nothing.`] : []),
      ...(does('publish') && publishedBy(facts) === GITHUB ? ['The tags are those of the workflow.'] : []),
      ...(secrets.length > 0 ? [md`${joined(secrets.map(code), ' and ')} are masked and protected variables of the project.`] : []),
      ...(image.platforms.includes('linux/arm64') && !repository.pipeline.publish.emulated
        ? [md`\`linux/arm64\` needs a runner with the tag ${code(armRunnerTag)}.`]
        : []),
      text('gitlab-schedule', { REBUILD_SCHEDULE: code(REBUILD_SCHEDULE) }),
      ...(does('sign')
        ? [md`The signature is keyless, by GitLab's own identity${does('verify')
          ? md`: ${code('bash .gitlab/pipeline.sh verify')} verifies it`
          : ''}.`]
        : []),
      text('gitlab-limits'),
    ]),
    alone ? tags(facts) : undefined,
  )];
}

/** Clients that the image is tried with. */
function clients({ image }: ReadmeFacts): Section {
  return section('Clients that are tried',
    text('clients', { SPARK_VERSION: image.sparkVersion, PYTHON_VERSION: image.pythonVersion }),
    grid(['PySpark', 'Python', 'Java'], clientMatrix(image).map(({ pyspark, python, java }) => [pyspark, python, java])),
  );
}

/** How the image is made, as the steps of the workflow show it. */
function imageBuild(facts: ReadmeFacts): Section | undefined {
  const { image, repository, found } = facts;
  const { publish, scan } = repository.pipeline;
  const { files } = GITHUB;
  const shows = (id: string): boolean => found.showsIn(id, ...files);
  const runs = (pattern: RegExp): boolean => files.some((file) => found.runs(file, pattern));
  const published = publishedBy(facts) === GITHUB;
  const ignored = ignoreFileOf(scan);
  const places = [
    image.registry,
    ...publish.registries.filter(({ address }) =>
      found.steps(...files).some((step) => step.node.get('env', 'COPIES')?.text?.includes(address))).map(({ address }) => address),
  ];
  const secrets = published
    ? secretsOf(publishedImage(image, publish, 'lint')).filter((secret) => files.some((file) => found.contains(file, secret)))
    : [];
  const platforms = joined(image.platforms.map(code), ' and ');
  const rebuildsAnew = found.steps(...files).some((step) =>
    /schedule/.test(step.input('no-cache')?.text ?? '') && step.input('pull')?.isTrue);
  const entries = [
    ...(shows('workflow-image-build')
      ? [publish.emulated
        ? md`One job builds ${platforms}, and emulates the platforms that its machine does not have.`
        : md`Each of ${platforms} is built on a machine of that platform.`]
      : []),
    ...(shows('workflow-trial-run') ? [trialRun(facts)] : []),
    ...(shows('workflow-scan') ? [scanned(facts)] : []),
    ...(ignored && found.has(ignored) && shows('workflow-scan')
      ? [text('ignored-findings', {
        IGNORE_FILE: code(ignored),
        GRYPE_SCRIPT: scan.scanner === 'grype' && runs(/grype-config\.sh/) ? md`, and \`${GRYPE_SCRIPT}\` applies them at each scan` : md``,
      })]
      : []),
    ...(published
      ? [md`It is published to ${joined(places.map(code), ', ')}${places.length > 1
        ? ', everywhere under one digest,'
        : ''}${vouchedFor(facts)}.`]
      : []),
    ...(secrets.length > 0 ? [text('secrets', { SECRETS: joined(secrets.map(code), ', ') })] : []),
    ...(shows('workflow-build-cache')
      ? [md`Layers come from the cache of GitHub Actions for ${publish.slsaLevel === 3
        ? 'pull requests only, never for a published image'
        : md`branches and pull requests, never for a tag`}.`]
      : []),
    ...(shows('workflow-schedule') && rebuildsAnew ? [md`The weekly build uses no cache and fetches the base image again.`] : []),
    ...(published && shows('workflow-provenance') && (publish.slsaLevel === 2 || found.holds('workflow-isolated-build'))
      ? [md`The build meets SLSA Build Level ${publish.slsaLevel}.`]
      : []),
  ];
  return entries.length === 0 ? undefined : section('How the image is built', bullets(entries));
}

/** What runs in the image before it is published. */
function trialRun({ found }: ReadmeFacts): Inline {
  const tried = found.steps(...GITHUB.files).filter(({ run }) => /docker\/smoke-test\.sh/.test(run ?? ''))
    .flatMap(({ node }) => node.get('env', 'CANDIDATE')?.text ?? []);
  if (tried.length === 0) return md`It runs before anything is published.`;
  return text('trial-run', { PLATFORMS: only(candidates(found, GITHUB.files), tried) });
}

/** The end of the sentence that says where the image is published: with what, and how anybody can tell. */
function vouchedFor({ found }: ReadmeFacts): Inline {
  const shows = (id: string): boolean => found.showsIn(id, ...GITHUB.files);
  const beside = [...(shows('workflow-sbom') ? ['SBOM'] : []), ...(shows('workflow-provenance') ? ['provenance'] : [])];
  const after = [
    ...(shows('workflow-sign') ? ['signed by its digest without a key'] : []),
    ...(shows('workflow-verify') ? ['verified'] : []),
  ];
  return md`${beside.length > 0 ? ` with ${beside.join(' and ')}` : ''}${after.length > 0
    ? `${beside.length > 0 ? ',' : ''} ${after.join(', and ')}`
    : ''}`;
}

/** What is scanned, what fails the build, and who learns of the rest. */
function scanned({ repository, found }: ReadmeFacts): Inline {
  const { scan } = repository.pipeline;
  const { files } = GITHUB;
  const gate = gateOf(found, scan, ...files);
  const reports = found.steps(...files).some((step) =>
    step.input('format')?.text === 'sarif' || step.input('output-format')?.text === 'sarif');
  const handsOver = reports && files.some((file) => found.runs(file, /^github\/codeql-action\/upload-sarif$/)) &&
    found.steps(...files).some((step) => step.action === 'actions/upload-artifact' && /findings/.test(step.input('path')?.text ?? ''));
  return joined([
    md`${scannerOf(found, scan, ...files)} scans it.`,
    gate === undefined ? md`No finding fails the build.` : md`The build fails on ${gate}.`,
    ...(reports ? [md`Every finding is reported${handsOver ? ', in the Security tab if the repository has one' : ''}.`] : []),
  ], ' ');
}

function tags({ repository, found }: ReadmeFacts): Section {
  const pushed = md`every push to ${code(repository.pipeline.defaultBranch)}`;
  const given = [
    [code(tagOfBranch(repository.pipeline.defaultBranch)), pushed],
    [code('latest'), pushed],
    [md`\`v1.2.3\`, \`1.2.3\`, \`1.2\`, \`1\``, md`the git tag \`v1.2.3\``],
  ];
  const known = found.holds('workflow-image-tags') || found.publishing.includes(GITLAB_FILE);
  return section('Tags of the published image', known ? grid(['Tag', 'When'], given) : md`The step that sets the tags lists them.`);
}
