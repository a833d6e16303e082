import { Repository } from '../model/repository';
import { renderBuildAndTest } from './build-and-test';
import { NOTEBOOK_IMAGE_FILE, notebookDockerfile } from './compose-notebook';
import { renderDependabot } from './dependabot';
import { ENTRYPOINT_FILES, ENTRYPOINT_PATHS, renderEntrypointFile } from './entrypoint';
import { renderEnvExample } from './env-example';
import { FileContext } from './file-context';
import { CLIENT_SCRIPT } from './github/compatibility';
import { PROPOSE_SCRIPT } from './github/upgrade';
import { GITLAB_SCRIPT } from './gitlab/pipeline';
import { renderCodeOwners } from './governance/code-owners';
import { renderBugForm, renderIssueConfig, renderWishForm } from './governance/issue-templates';
import { renderPullRequestTemplate } from './governance/pull-request-template';
import { GRYPE_SCRIPT, ignoreFileOf, renderIgnoredFindings } from './ignored-findings';
import { renderExtraJars, renderImageRequirements, renderReplacedJars } from './image-inputs';
import { EXAMPLE } from './kubernetes/example';
import { PROPERTIES_FILES } from './kubernetes/files';
import { MIGRATION_GUIDE, renderMigrationGuide } from './migration-guide';
import { NAIVE_IMAGE, renderNaiveImage } from './naive-image';
import { OPENVEX_FILE, renderOpenVex } from './openvex';
import { KUBERNETES, MEASURE, PackageScript, PINS, PUBLISH } from './package-scripts';
import { renderRenovate } from './renovate';
import { renderRequirements } from './requirements';

/** What a file belongs to: a component that needs it, or a part of the repository. */
export type FilePart =
  'dockerfile' | 'entrypoint' | 'notebook' | 'scripts' | 'trial' | 'scan' | 'client' | 'upgrade' | 'ejected' | 'ejected-pins' |
  'gitlab' | 'kubernetes' | 'ejected-kubernetes' | 'upkeep' | 'governance' | 'renovate';

/** A generated file without an API of its own. */
export interface GeneratedFile {
  readonly part: FilePart;
  /** Where it is written, relative to the repository. */
  readonly path: string;
  /** Whether a repository has it; every one has when undefined. */
  readonly when?: (repository: Repository) => boolean;
  /** What gives the text, or the path below this package's `assets` of a file that is written as it ships. */
  readonly text: string | ((repository: Repository, context: FileContext) => string);
  readonly executable?: boolean;
}

type When = GeneratedFile['when'];

/** A script that is run, and ships in this package as it is. */
function program(
  part: FilePart,
  path: string,
  { asset = path, when }: { readonly asset?: string; readonly when?: When } = {},
): GeneratedFile {
  return { ...source(part, path, { asset, when }), executable: true };
}

/** A script that tasks otherwise run from the installed package. */
function copy(part: FilePart, { asset, ejected }: PackageScript): GeneratedFile {
  return program(part, ejected, { asset });
}

/** A file that programs read, and that ships in this package as it is. */
function source(
  part: FilePart,
  path: string,
  { asset = path, when }: { readonly asset?: string; readonly when?: When } = {},
): GeneratedFile {
  return { part, path, when, text: asset };
}

const hasArchives: When = ({ image }) => image.startupArchives.length > 0;
const hasJars: When = ({ image }) => image.extraJars.length > 0;
const replacesJars: When = ({ image }) => image._replacements.length > 0;
const hasIssueForms: When = ({ governance }) => governance.issueTemplates;

/** Every generated file without an API of its own, in the order in which they are added. */
export const FILES: readonly GeneratedFile[] = [
  program('dockerfile', 'docker/fetch-spark.sh'),
  program('dockerfile', 'docker/startup/make-archive.sh', { when: hasArchives }),
  source('dockerfile', 'docker/startup/training_job.py', { when: hasArchives }),
  source('dockerfile', 'docker/startup/compile_pyspark.py', { when: hasArchives }),
  program('dockerfile', 'docker/fetch-jars.sh', { when: ({ image }) => image._fetchesJars }),
  {
    part: 'dockerfile',
    path: 'docker/replaced-jars.txt',
    when: replacesJars,
    text: ({ image }, { marker }) => renderReplacedJars(image, marker),
  },
  { part: 'dockerfile', path: OPENVEX_FILE, when: replacesJars, text: ({ image }, { marker }) => renderOpenVex(image, marker) },
  { part: 'dockerfile', path: 'docker/extra-jars.txt', when: hasJars, text: ({ image }, { marker }) => renderExtraJars(image, marker) },
  {
    part: 'dockerfile',
    path: 'docker/requirements.txt',
    when: ({ image }) => image.pythonRequirements.length > 0,
    text: ({ image }, { marker }) => renderImageRequirements(image, marker),
  },
  ...ENTRYPOINT_FILES.filter(({ path }) => path !== ENTRYPOINT_PATHS.entrypoint.path).map(({ path, executable }): GeneratedFile => (
    { part: 'entrypoint', path, text: ({ image }, { marker }) => renderEntrypointFile(path, image, marker), executable }
  )),
  { part: 'notebook', path: NOTEBOOK_IMAGE_FILE, text: ({ image }, { marker }) => notebookDockerfile(image, marker) },
  { part: 'scripts', path: '.env.example', text: ({ image, cluster }, { marker }) => renderEnvExample(image, marker, cluster) },
  { part: 'scripts', path: 'requirements.txt', text: ({ image }, { marker }) => renderRequirements(image, marker) },
  { part: 'scripts', path: 'build_and_test.sh', text: ({ image }, { marker }) => renderBuildAndTest(image, marker), executable: true },
  { part: 'scripts', path: NAIVE_IMAGE, text: ({ image }, { marker }) => renderNaiveImage(image, marker) },
  program('trial', 'docker/smoke-test.sh', { asset: 'workflows/smoke-test.sh' }),
  program('scan', GRYPE_SCRIPT, { asset: 'workflows/grype-config.sh', when: ({ pipeline }) => pipeline.scan.scanner === 'grype' }),
  ...['.trivyignore.yaml', '.grype.yaml'].map((path): GeneratedFile => ({
    part: 'scan',
    path,
    when: ({ pipeline }) => ignoreFileOf(pipeline.scan) === path,
    text: ({ pipeline }, { marker }) => renderIgnoredFindings(pipeline.scan, marker),
  })),
  program('client', CLIENT_SCRIPT, { asset: 'workflows/client-test.sh' }),
  program('upgrade', PROPOSE_SCRIPT, { asset: 'workflows/propose-upgrade.sh' }),
  copy('ejected', PUBLISH),
  source('ejected', 'docker/publish-steps.sh'),
  copy('ejected', MEASURE),
  ...['starts', 'findings'].map((name) => source('ejected', `docker/measure/${name}.sh`)),
  copy('ejected-pins', PINS),
  program('gitlab', GITLAB_SCRIPT, { asset: 'workflows/gitlab-pipeline.sh' }),
  ...PROPERTIES_FILES.map((file): GeneratedFile => ({ part: 'kubernetes', ...file })),
  source('kubernetes', `${EXAMPLE}/application/example_job.py`, { asset: 'kubernetes/example_job.py' }),
  copy('ejected-kubernetes', KUBERNETES),
  {
    part: 'upkeep',
    path: '.github/dependabot.yml',
    when: ({ pipeline }) => pipeline.dependabot,
    text: (_, context) => renderDependabot(context),
  },
  {
    part: 'upkeep',
    path: MIGRATION_GUIDE,
    when: ({ documents }) => documents.migrationGuide,
    text: ({ image }, { marker }) => renderMigrationGuide(image, marker),
  },
  {
    part: 'governance',
    path: '.github/CODEOWNERS',
    when: ({ governance }) => governance.codeOwners.length > 0,
    text: ({ governance }, { marker }) => renderCodeOwners(governance.codeOwners, marker),
  },
  {
    part: 'governance',
    path: '.github/ISSUE_TEMPLATE/bug.yml',
    when: hasIssueForms,
    text: ({ image }, { marker }) => renderBugForm(image, marker),
  },
  {
    part: 'governance',
    path: '.github/ISSUE_TEMPLATE/wish.yml',
    when: hasIssueForms,
    text: (_, { rcFile, marker }) => renderWishForm(rcFile, marker),
  },
  {
    part: 'governance',
    path: '.github/ISSUE_TEMPLATE/config.yml',
    when: hasIssueForms,
    text: ({ image, documents }, { marker }) => renderIssueConfig(image, documents.securityContact, marker),
  },
  {
    part: 'governance',
    path: '.github/PULL_REQUEST_TEMPLATE.md',
    when: ({ governance }) => governance.pullRequestTemplate,
    text: (_, { rcFile, marker }) => renderPullRequestTemplate(rcFile, marker),
  },
  {
    part: 'governance',
    path: 'CONTRIBUTING.md',
    when: ({ governance }) => governance.contributing,
    text: (_, context) => context.written('CONTRIBUTING.md'),
  },
  {
    part: 'renovate',
    path: 'renovate.json',
    when: ({ pipeline }) => pipeline.renovate,
    text: ({ pipeline }, context) => renderRenovate(pipeline, context),
  },
];
