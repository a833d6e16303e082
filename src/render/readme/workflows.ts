import { Section } from '../../markdown/blocks';
import { Inline, joined } from '../../markdown/inline';
import { clientMatrix } from '../../model/client-matrix';
import { tagOfBranch } from '../../model/image-reference';
import { failsOn } from '../../model/scan-choices';
import { GITLAB_FILE, GITLAB_STAGES } from '../gitlab-ci';
import { GRYPE_SCRIPT, ignoreFileOf } from '../ignored-findings';
import { COMPATIBILITY_FILE } from '../workflows/compatibility';
import { DOCKER_BUILD_FILE, REBUILD_SCHEDULE, TRUSTED_BUILD_FILE } from '../workflows/docker-build';
import { DRIFT_CHECK, DRIFT_FILE } from '../workflows/drift';
import { publishedImage, secretsOf } from '../workflows/published-image';
import { UPGRADE_FILE } from '../workflows/upgrade';
import { bullets, code, grid, md, section } from './readme-blocks';
import { has, publishedBy, ReadmeFacts } from './readme-facts';

/** A row of the table: told only where the file is there. */
interface Row {
  readonly file: string;
  readonly on: Inline;
  readonly does: Inline | string;
}

/** What the workflows do. */
export function workflows(facts: ReadmeFacts): Section[] {
  const present = rows(facts).filter(({ file }) => has(facts, pathOf(file)));
  if (present.length === 0) return gitlab(facts);
  const builds = has(facts, pathOf(DOCKER_BUILD_FILE));
  return [
    section('Workflows',
      grid(['Workflow', 'Runs on', 'Does'], present.map(({ file, on, does }) => [code(file), on, does])),
      has(facts, '.github/scripts/pins.sh') ? md`Every action is pinned by the full SHA of a commit; \`npx projen pins\` shows which, and where. To move a pin before this package does, set \`actionPins\` in ${code(facts.rcFile)} to the action, its version and the commit that its own tag names.` : undefined,
      has(facts, pathOf(COMPATIBILITY_FILE)) ? clients(facts) : undefined,
      builds ? imageBuild(facts) : undefined,
      builds ? tags(facts) : undefined,
    ),
    ...gitlab(facts),
  ];
}

/** What the pipeline of GitLab does, where there is one. */
function gitlab(facts: ReadmeFacts): Section[] {
  const { image, choices } = facts;
  if (choices.gitlab === undefined || !has(facts, GITLAB_FILE)) return [];
  const { registry, armRunnerTag } = choices.gitlab;
  const alone = publishedBy(facts) === 'gitlab';
  const where = registry === undefined ? md`the registry of the GitLab project` : code(`${registry}/${image.imageName}`);
  const secrets = registry === undefined ? [] : [choices.publish.usernameSecret, choices.publish.passwordSecret];
  return [section('GitLab CI',
    md`${code(GITLAB_FILE)} has the stages ${joined(GITLAB_STAGES.map(code), ', ')}, ${alone ? '' : 'with the same scan, '}and publishes to ${where}.`,
    alone && registry === undefined ? md`This page takes that for ${code(image.reference)}. Where GitLab shows another address (Deploy, Container registry), say so by the options ${code('registry')} and ${code('imageName')}.` : undefined,
    bullets([
      md`Merge requests build, try and scan, and publish nothing.${alone ? '' : ' The tags are those of the workflow.'}`,
      ...(secrets.length > 0 ? [md`${joined(secrets.map(code), ' and ')} are masked and protected variables of the project.`] : []),
      ...(image.platforms.includes('linux/arm64') && !choices.publish.emulated ? [md`\`linux/arm64\` needs a runner with the tag ${code(armRunnerTag)}.`] : []),
      md`Rebuilds need a pipeline schedule, which GitLab keeps outside of the files: the default branch, ${code(REBUILD_SCHEDULE)}.`,
      md`The signature is keyless, by GitLab's own identity: ${code('bash .gitlab/pipeline.sh verify')} verifies it. Only one registry is published to, and the clients of the compatibility test run on the distribution, not on a cluster of the image.`,
    ]),
    alone ? tags(facts) : undefined,
  )];
}

function pathOf(file: string): string {
  return `.github/workflows/${file}`;
}

function rows({ image, choices, generator }: ReadmeFacts): Row[] {
  const branch = code(choices.defaultBranch);
  return [
    { file: DOCKER_BUILD_FILE, on: md`push to ${branch}, tags \`v*\`, pull requests (build only), weekly, by hand`, does: 'lints, builds, tests, scans; publishes, signs, attests and verifies unless it is a pull request' },
    { file: TRUSTED_BUILD_FILE, on: md`calls of ${code(DOCKER_BUILD_FILE)}`, does: 'holds all of that, so that no step of a caller can change what is built or signed' },
    { file: COMPATIBILITY_FILE, on: md`push to ${joined(choices.testBranches.map(code), ', ')}, pull requests, by hand`, does: md`runs \`build_and_test.sh\` against the Spark release, and lets ${clientMatrix(image).length} clients work on a cluster of the image` },
    { file: DRIFT_FILE, on: md`pull requests, merge queues, by hand`, does: md`fails when a managed file was edited by hand, and names it; its summary is what ${code('npx spark-image check')} says of files and checklist; as a required check it is called ${code(DRIFT_CHECK)}` },
    { file: UPGRADE_FILE, on: md`weekly, by hand; daily for security releases`, does: md`opens a pull request that moves ${code(generator)}, projen and the digest of the base image, with the changes, the difference and what becomes of the checklist` },
    { file: 'scorecard.yml', on: md`push to ${branch}, weekly, changes of branch rules`, does: 'has OpenSSF Scorecard judge the repository' },
  ];
}

/** Clients that the image is tried with. */
function clients({ image }: ReadmeFacts): Section {
  return section('Clients that are tried',
    md`Each connects from outside to a cluster of the image that holds Spark ${image.sparkVersion}, and works with DataFrames there. Python functions need the Python of the image${image.pythonVersion === undefined ? '' : md`, ${image.pythonVersion}`}: elsewhere they are left out. A client of another patch than ${image.sparkVersion} works with the JARs of the image, since classes differ even between patches of one line.`,
    grid(['PySpark', 'Python', 'Java'], clientMatrix(image).map(({ pyspark, python, java }) => [pyspark, python, java])),
  );
}

/** How the image is made, as the options chose it. */
function imageBuild(facts: ReadmeFacts): Section {
  const { image, choices } = facts;
  const { publish, scan } = choices;
  const ignored = ignoreFileOf(scan);
  const places = [image.registry, ...publish.registries.map((registry) => registry.address)];
  const fails = failsOn(scan);
  const secrets = secretsOf(publishedImage(image, publish, 'lint'));
  return section('How the image is built',
    bullets([
      publish.emulated ? md`One job builds ${joined(image.platforms.map(code), ' and ')}, by emulation where its machine is of another kind.` : md`Each of ${joined(image.platforms.map(code), ' and ')} is built on a machine of its kind.`,
      md`A master, a worker and a job run in it, without privileges, before anything is published.`,
      md`${scan.scanner === 'trivy' ? 'Trivy' : 'Grype'} scans it. ${fails === undefined ? 'No finding fails the build' : md`The build fails on ${fails}`}; every finding is reported, to the Security tab where the repository has one.`,
      ...(ignored ? [md`${code(ignored)} lists the findings that are accepted, each with a reason and a last day${scan.scanner === 'grype' ? md`, which \`${GRYPE_SCRIPT}\` heeds at each scan` : md``}. They come from the option \`scan.ignore\`.`] : []),
      md`It is published to ${joined(places.map(code), ', ')}${places.length > 1 ? ', everywhere under one digest,' : ''} with SBOM and provenance, signed by its digest without a key, and verified.`,
      ...(secrets.length > 0 ? [md`${joined(secrets.map(code), ', ')} are secrets of the repository, or of its environment \`registry\`, which can ask for a review first.`] : []),
      md`Layers come from the cache of GitHub Actions for ${publish.slsaLevel === 3 ? 'pull requests alone: nothing that is published does' : md`branches and pull requests, and never for a tag`}. The weekly build uses none and fetches the base image anew.`,
      md`By its build this is level ${publish.slsaLevel} of SLSA's build track.`,
    ]),
  );
}

function tags({ choices }: ReadmeFacts): Section {
  const pushed = md`every push to ${code(choices.defaultBranch)}`;
  return section('Tags of the published image', grid(['Tag', 'When'], [
    [code(tagOfBranch(choices.defaultBranch)), pushed],
    [code('latest'), pushed],
    [md`\`v1.2.3\`, \`1.2.3\`, \`1.2\`, \`1\``, md`the git tag \`v1.2.3\``],
  ]));
}
