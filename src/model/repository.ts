import { ActionPin } from '../catalogue/action-pins';
import { nearestName } from '../options/nearest-name';
import { InvalidOptions, kindOf, OptionProblems } from '../options/option-problems';
import { OptionReader } from '../options/option-reader';
import { lineOfText } from '../options/text-values';
import { GovernanceChoices } from './governance-choices';
import { GitlabChoices, imageRegistry } from './pipeline-choices';
import { HIGHEST_PORT } from './ports';
import { PublishChoices } from './publish-choices';
import { AroundOptions, ComposeChoices, readAround } from './repository-choices';
import { DocumentSection, RepositoryOptions } from './repository-options';
import { ScanChoices } from './scan-choices';
import { checkConnectServer } from './spark-connect';
import { SparkImage } from './spark-image';
import { SparkImageOptions } from './spark-image-options';

/** What builds, publishes and upgrades the image. */
export interface Pipeline {
  /** Branch whose pushes publish the image. */
  readonly defaultBranch: string;
  /** Branches whose pushes run the compatibility test. */
  readonly testBranches: readonly string[];
  readonly scan: ScanChoices;
  readonly publish: PublishChoices;
  /** Every pin, those of the user in the places of the catalogue's. */
  readonly pins: readonly ActionPin[];
  /** Undefined if the repository has no pipeline of GitLab CI. */
  readonly gitlab: GitlabChoices | undefined;
  readonly buildWorkflow: boolean;
  readonly compatibilityWorkflow: boolean;
  readonly driftWorkflow: boolean;
  readonly upgradeWorkflow: boolean;
  readonly dependabot: boolean;
  readonly renovate: boolean;
}

/** What the documents say that follows from no file. */
export interface Documents {
  readonly readmeSections: readonly DocumentSection[];
  readonly securitySections: readonly DocumentSection[];
  readonly securityContact: string | undefined;
  readonly license: string;
  readonly copyrightOwner: string;
  readonly copyrightPeriod: string | undefined;
  readonly migrationGuide: boolean;
}

/** The file that a person edits, and the packages that it needs. */
export interface RcFile {
  readonly javascript: boolean;
  /** npm packages beside projen; undefined for the package of the project type. */
  readonly packages: readonly string[] | undefined;
}

/** Everything around the image. */
export interface Surroundings {
  readonly cluster: ComposeChoices;
  readonly pipeline: Pipeline;
  readonly documents: Documents;
  readonly governance: GovernanceChoices;
  /** Files that are handed over to their user. */
  readonly unmanagedFiles: readonly string[];
}

/** Where a project is, and what runs it. */
interface PlaceOptions {
  readonly outdir?: unknown;
  readonly devDeps?: unknown;
  readonly projenrcJs?: unknown;
}

/** What `Repository.read` is told beside the options. */
export interface ReadingOptions {
  /** Names of the options that there are; undefined if others may come along. */
  readonly names?: readonly string[];
  /** Stands in for options that were left out. */
  readonly found?: object;
}

/** A whole repository: the options, read and checked once. Every generated file follows from it. */
export class Repository implements Surroundings {
  /**
   * Reads every option of a project.
   *
   * @throws InvalidOptions when options are wrong; the message lists all of them
   */
  static read(given: unknown, { names, found }: ReadingOptions = {}): Repository {
    if (typeof given !== 'object' || given === null) {
      throw new InvalidOptions([{ option: 'options', value: given, why: `it is ${kindOf(given)}`, allowed: "Give at least a name: { name: 'spark-3.5' }" }]);
    }
    const problems = new OptionProblems();
    if (names) checkNames(given, names, problems);
    const options: SparkImageOptions & AroundOptions & PlaceOptions = { name: '', ...given, ...found };
    const rc = readRc(options, problems);
    const image = problems.collect(() => new SparkImage({ ...options, registry: imageRegistry(options) }));
    const around = readAround(options, image, problems);
    if (image) checkTogether(image, around.cluster, problems);
    problems.throwIfAny();
    // Without an image there was a problem.
    return new Repository(image as SparkImage, around, rc);
  }

  /**
   * The repository around an image that is there already.
   *
   * @throws InvalidOptions when options are wrong; the message lists all of them
   */
  static around(image: SparkImage, options: RepositoryOptions): Repository {
    const problems = new OptionProblems();
    const around = readAround(options, image, problems);
    problems.throwIfAny();
    return new Repository(image, around, { javascript: false, packages: undefined });
  }

  readonly cluster: ComposeChoices;
  readonly pipeline: Pipeline;
  readonly documents: Documents;
  readonly governance: GovernanceChoices;
  readonly unmanagedFiles: readonly string[];

  private constructor(
    readonly image: SparkImage,
    around: Surroundings,
    readonly rc: RcFile,
  ) {
    this.cluster = around.cluster;
    this.pipeline = around.pipeline;
    this.documents = around.documents;
    this.governance = around.governance;
    this.unmanagedFiles = around.unmanagedFiles;
    Object.freeze(this);
  }
}

/** No type check has seen the rc file: a misspelt option would be left out without a word. */
function checkNames(options: object, names: readonly string[], problems: OptionProblems): void {
  // What begins with two underscores is projen's own: `__new__` while a project is created.
  for (const name of Object.keys(options).filter((key) => !names.includes(key) && !key.startsWith('__'))) {
    const near = nearestName(name, names);
    problems.add(name, Reflect.get(options, name), 'there is no option of that name', near === undefined ? `One of ${names.join(', ')}` : `Did you mean ${near}?`);
  }
}

function readRc(options: PlaceOptions, problems: OptionProblems): RcFile {
  const read = new OptionReader(options, problems);
  read.optional('outdir', (v) => lineOfText(v, 4000));
  if (options.devDeps !== undefined && !Array.isArray(options.devDeps)) {
    problems.add('devDeps', options.devDeps, `it is ${kindOf(options.devDeps)}, not a list`, "Give a list: ['spark-image-project']");
  }
  const packages = Array.isArray(options.devDeps) ? read.list('devDeps', (v) => lineOfText(v), []) : undefined;
  return { javascript: read.flag('projenrcJs', false), packages };
}

/** What an option of the image and one of the repository forbid each other. */
function checkTogether(image: SparkImage, cluster: ComposeChoices, problems: OptionProblems): void {
  const first = image.portNumber('workerUi');
  const most = HIGHEST_PORT - first + 1;
  if (cluster.workers > most) {
    problems.add(
      'compose.workers', cluster.workers,
      `each worker's web UI takes a port from ports.workerUi = ${first} on, and the highest is ${HIGHEST_PORT}`,
      `At most ${most}, or a lower ports.workerUi`,
    );
  }
  if (cluster.connect) checkConnectServer('compose.connect', true, image._properties, image, problems);
}
