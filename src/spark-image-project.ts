import * as path from 'node:path';
import { FileBase } from 'projen/lib/file';
import { NodePackageManager } from 'projen/lib/javascript/node-package';
import { NodeProject, NodeProjectOptions } from 'projen/lib/javascript/node-project';
import { SampleReadme } from 'projen/lib/readme';
import { SampleDir } from 'projen/lib/sample-file';
import { SparkBadges } from './components/badges';
import { writeCompactly } from './components/compact-json';
import { ComposeNetwork, SparkCompose } from './components/compose';
import { creationArguments, creationDetails, factsOfGit, isCreation } from './components/creation';
import { SparkDockerfile } from './components/dockerfile';
import { SparkDockerignore } from './components/dockerignore';
import { SparkEntrypoint } from './components/entrypoint';
import { FileIndex } from './components/file-index';
import { addGenerationRecord } from './components/generation-record';
import { packageOfType } from './components/generator-package';
import { attributePattern, ignorePattern, OF_NODE_PACKAGES } from './components/git-patterns';
import { SparkGitlabPipeline } from './components/gitlab';
import { SparkKubernetes } from './components/kubernetes';
import { addLicense } from './components/license';
import { ManagedFile, releasedFilesProblems } from './components/managed-file';
import { normalizedSpec } from './components/package-spec';
import { ProjectView } from './components/project-view';
import { SparkProjenrc } from './components/projenrc';
import { SparkReadme } from './components/readme';
import { addFiles, managedFile } from './components/rendered-file';
import { addRepositoryTasks } from './components/repository-tasks';
import { Resync } from './components/resync';
import { SparkSecurityPolicy } from './components/security-policy';
import { SparkWorkflow } from './components/workflow';
import { CompatibilityWorkflow, DockerBuildWorkflow, DriftWorkflow, ScorecardWorkflow, UpgradeWorkflow } from './components/workflows';
import { acceptanceNotes } from './model/advisories-of';
import { endOfLifeNotes } from './model/end-of-life';
import { PACKAGE_NAME } from './model/generator';
import { DOCKER_BUILD_FILE } from './model/publisher';
import { OPTION_NAMES, Repository } from './model/repository';
import { SparkImage } from './model/spark-image';
import { InvalidOptions } from './options/option-problems';
import { MASTER_SERVICE } from './render/compose';
import { COMPATIBILITY_FILE } from './render/github/compatibility';
import { githubSettings } from './render/github/settings';
import { MIGRATION_GUIDE } from './render/migration-guide';
import { SparkImageProjectOptions } from './spark-image-project-options';

/** Runs a TypeScript rc file. With a range npm installs once; a bare name has projen look up what came and install again. */
const RC_RUNNER = 'jiti@^2.7.0';

/**
 * A repository that builds, tests, scans, signs and publishes a hardened Apache Spark image. `npx projen` brings every
 * managed file back in sync with the options.
 *
 * @pjid spark_image
 */
export class SparkImageProject extends NodeProject {
  /**
   * Names of the options that a subclass adds. If a subclass declares them, a misspelt option is an error there too:
   * `protected static readonly OWN_OPTIONS = ['costCentre'];`. If it declares none, its options may have any name.
   */
  protected static readonly OWN_OPTIONS: string[] = [];

  /** Names of the options of a project type; undefined if it may have options that nobody declared. */
  private static optionNames(type: typeof SparkImageProject): readonly string[] | undefined {
    if (type !== SparkImageProject && !Object.hasOwn(type, 'OWN_OPTIONS')) return undefined;
    const own: string[] = [];
    for (let current = type; current !== SparkImageProject; current = Object.getPrototypeOf(current)) own.push(...current.OWN_OPTIONS);
    return [...OPTION_NAMES, ...own];
  }

  /** The image that everything is derived from. */
  public readonly image: SparkImage;
  /** `Dockerfile` and the scripts that it runs. */
  public readonly dockerfile: SparkDockerfile;
  /** `.dockerignore`. */
  public readonly dockerignore: SparkDockerignore;
  /** `entrypoint.sh` and its parts in `spark-image/`. */
  public readonly entrypoint: SparkEntrypoint;
  /** `docker-compose.yml`. */
  public readonly compose: SparkCompose;
  /** `docker-compose.host.yml`. */
  public readonly hostCompose: SparkCompose;
  /** `.env.example`. */
  public readonly envExample: ManagedFile;
  /** `build_and_test.sh`. */
  public readonly compatibilityTest: ManagedFile;
  /** `requirements.txt`. */
  public readonly requirements: ManagedFile;
  /** Badges at the top of the README. */
  public readonly badges: SparkBadges;
  /** `.github/workflows/docker-build.yml`; undefined when it is switched off. */
  public readonly buildImage?: DockerBuildWorkflow;
  /** `.github/workflows/pyspark-compatibility.yml`; undefined when it is switched off. */
  public readonly compatibility?: CompatibilityWorkflow;
  /** `.github/workflows/drift.yml`; undefined when it is switched off. */
  public readonly drift?: DriftWorkflow;
  /** `.github/workflows/upgrade.yml`; undefined when it is switched off. */
  public readonly upgrade?: UpgradeWorkflow;
  /** `.gitlab-ci.yml`; undefined without the option `gitlab`. */
  public readonly gitlab?: SparkGitlabPipeline;
  /** The manifests in `kubernetes/`; undefined without the option `kubernetes`. */
  public readonly kubernetes?: SparkKubernetes;
  /** `docs/migrating-from-bitnami.md`; undefined without the profile `bitnami`, unless `migrationGuide` asks for it. */
  public readonly migrationGuide?: ManagedFile;
  /** `README.md`. */
  public readonly readme: SparkReadme;
  /** `SECURITY.md`. */
  public readonly security: SparkSecurityPolicy;

  /** @internal What its components ask of the project. */
  public readonly _view: ProjectView;

  private readonly creating: boolean;
  private readonly repository: Repository;
  private developmentCompose?: SparkCompose;
  private declare fileIndex?: FileIndex;

  /**
   * @param options what was chosen; everything but the name has a default
   * @throws InvalidOptions when options are wrong, before anything is written; the message lists all of them
   */
  constructor(options: SparkImageProjectOptions) {
    const found = isCreation(options) ? factsOfGit(directoryOf(options), options) : {};
    const repository = Repository.read(options, { names: SparkImageProject.optionNames(new.target), found });
    const { image, cluster, pipeline, documents } = repository;
    const packageName = packageOfType(new.target);
    const outdir = directoryOf(options);
    const normalized = (specs: readonly string[]) => specs.map((spec) => normalizedSpec(spec, outdir, packageName));
    const devDeps = normalized(repository.rc.packages ?? [packageName]);
    super(nodeProjectOptions(options, repository, devDeps));
    this._view = new ProjectView(this, repository, packageName);
    this.repository = repository;
    this.image = image;
    this.creating = isCreation(options);
    this.slimDown();
    for (const file of repository.unmanagedFiles) this.addExcludeFromCleanup(file);
    const rc = new SparkProjenrc(this, {
      javascript: repository.rc.javascript,
      creationArguments: creationArguments(options, image, { found, normalized }),
      knownDefaults: packageName === PACKAGE_NAME,
      nextSteps: () => nextSteps(this.files.map((file) => file.path), repository),
    });
    addLicense(this, documents);
    this.dockerfile = new SparkDockerfile(this, { image });
    this.entrypoint = new SparkEntrypoint(this, { image });
    this.dockerignore = new SparkDockerignore(this);
    if (image.pythonRequirementsFile) this.dockerignore.addPatterns(`!${image.pythonRequirementsFile}`);
    this.compose = new SparkCompose(this, { image, _read: cluster });
    this.hostCompose = new SparkCompose(this, { image, _read: cluster, network: ComposeNetwork.HOST });
    if (cluster.notebook) this.developmentCompose = this.devCompose;
    addFiles(this, repository, 'scripts');
    this.envExample = managedFile(this, '.env.example');
    this.requirements = managedFile(this, 'requirements.txt');
    this.compatibilityTest = managedFile(this, 'build_and_test.sh');
    new SampleDir(this, 'spark-apps', { sourceDir: path.join(__dirname, '..', 'assets', 'spark-apps') });
    this.badges = new SparkBadges(this);
    if (pipeline.buildWorkflow) {
      this.buildImage = new DockerBuildWorkflow(this, { image });
      this.badges.addWorkflow('Docker build', DOCKER_BUILD_FILE);
    }
    if (pipeline.compatibilityWorkflow) {
      this.compatibility = new CompatibilityWorkflow(this, { image, branches: [...pipeline.testBranches] });
      this.badges.addWorkflow('PySpark compatibility', COMPATIBILITY_FILE);
    }
    // Both run projen, which an ejected repository has no more.
    const generated = !this.ejected;
    if (generated && pipeline.driftWorkflow) this.drift = new DriftWorkflow(this, { rcFile: rc.filePath });
    if (generated && pipeline.upgradeWorkflow) this.upgrade = new UpgradeWorkflow(this, { defaultBranch: pipeline.defaultBranch });
    addFiles(this, repository, 'upkeep');
    if (documents.migrationGuide) this.migrationGuide = managedFile(this, MIGRATION_GUIDE);
    if (repository.governance.scorecard) new ScorecardWorkflow(this, pipeline.defaultBranch);
    addFiles(this, repository, 'governance');
    if (pipeline.gitlab) this.gitlab = new SparkGitlabPipeline(this, { image });
    if (repository.kubernetes) this.kubernetes = new SparkKubernetes(this, { image });
    addFiles(this, repository, 'renovate');
    if (this.ejected) {
      addFiles(this, repository, 'ejected', ...(this.files.some((file) => file instanceof SparkWorkflow) ? ['ejected-pins' as const] : []));
    }
    this.readme = new SparkReadme(this, { image, badges: this.badges });
    this.security = new SparkSecurityPolicy(this, { image });
    addRepositoryTasks(this, image, MASTER_SERVICE, rc.filePath);
  }

  /**
   * `docker-compose.dev.yml`: services for development, beside the cluster of `docker-compose.yml`. The repository has the
   * file as soon as the option `compose.notebook` or your code asks for it:
   * `project.devCompose.addService('minio', { … })`.
   */
  public get devCompose(): SparkCompose {
    this.developmentCompose ??= new SparkCompose(
      this, { image: this.image, _read: this.repository.cluster, network: ComposeNetwork.DEVELOPMENT },
    );
    return this.developmentCompose;
  }

  public override tryFindFile(filePath: string): FileBase | undefined {
    // projen asks while its own constructor runs, when this class has no members yet.
    this.fileIndex ??= new FileIndex(this);
    return this.fileIndex.find(path.resolve(this.outdir, filePath));
  }

  public override annotateGenerated(glob: string): void {
    this.gitattributes.addAttributes(attributePattern(glob), 'linguist-generated');
  }

  public override addGitIgnore(pattern: string): void {
    super.addGitIgnore(ignorePattern(pattern));
  }

  public override preSynthesize(): void {
    super.preSynthesize();
    const problems = [
      ...releasedFilesProblems(this), ...this.dockerfile._problems(), ...this.readme._problems(), ...this.security._problems(),
    ];
    if (problems.length > 0) throw new InvalidOptions(problems);
    addGenerationRecord(this);
    writeCompactly(this);
    const today = new Date().toISOString().slice(0, 10);
    const notes = [
      ...endOfLifeNotes(this.image._line, today), ...acceptanceNotes(this.image.sparkVersion, this.image._acceptedAdvisories, today),
    ];
    for (const warning of [...this.image.warnings, ...notes]) this.logger.warn(warning);
    new Resync(this, this.creating);
  }

  /** An image repository is no npm package: what belongs to one goes, and every task finds npm's programs without a process of its own. */
  private slimDown(): void {
    for (const child of this.node.children.filter((c) => c instanceof SampleReadme)) this.node.tryRemoveChild(child.node.id);
    this.tasks.addEnvironment('PATH', '$(echo "$PWD/node_modules/.bin:$PATH")');
    this.gitignore.removePatterns(...OF_NODE_PACKAGES);
    this.package.addField('private', true);
    this.package.addField('license', undefined);
    for (const field of ['main', 'publishConfig', 'devEngines']) this.package.file.addDeletionOverride(field);
    for (const task of [
      'build', 'test', 'package', 'post-compile', 'compile', 'pre-compile', 'upgrade', 'post-upgrade',
    ].filter((name) => this.tasks.tryFind(name))) this.removeTask(task);
  }
}

/** What is to be done once on GitHub, in lines. */
function nextSteps(files: readonly string[], repository: Repository): string[] {
  const settings = githubSettings(repository, files);
  if (settings.length === 0) return [];
  return [
    'To be set once on GitHub, which no file can do (docs/publishing.md lists it too):', ...settings.map(({ text, url }) => `- ${text} ${url}`),
  ];
}

/** The directory of the repository; an option that is no text is refused later. */
function directoryOf({ parent, outdir }: SparkImageProjectOptions): string {
  return path.resolve(parent?.outdir ?? '.', typeof outdir === 'string' ? outdir : '.');
}

/** The parent's part: the lock file and what installs it, and nothing that belongs to a package for npm. */
function nodeProjectOptions(
  options: SparkImageProjectOptions,
  { image, pipeline, rc }: Repository,
  devDeps: readonly string[],
): NodeProjectOptions {
  return {
    ...creationDetails(options),
    name: image.name,
    outdir: options.outdir,
    parent: options.parent,
    description: image.description,
    defaultReleaseBranch: pipeline.defaultBranch,
    packageManager: NodePackageManager.NPM,
    devDeps: [...devDeps, ...(rc.javascript ? [] : [RC_RUNNER])],
    entrypoint: '',
    licensed: false,
    jest: false,
    package: false,
    release: false,
    github: false,
    buildWorkflow: false,
    depsUpgrade: false,
    npmignoreEnabled: false,
    pullRequestTemplate: false,
    projenrcJs: false,
    vscode: false,
    clobber: false,
  };
}
