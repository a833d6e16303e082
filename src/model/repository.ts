import { ActionPin } from '../catalogue/action-pins';
import { nearestName } from '../options/nearest-name';
import { flag, list, Option, raw, readMembers, text, texts, value, Values } from '../options/option';
import { InvalidOptions, kindOf, OptionProblems } from '../options/option-problems';
import { flagOf, lineOfText } from '../options/text-values';
import { PINS } from './action-pins';
import { checkEnvironment, Cluster, CLUSTER } from './cluster';
import { checkLicense, Documents, DOCUMENTS, UNMANAGED_FILES } from './documents';
import { GITLAB_PIPELINE, Gitlab, imageRegistry } from './gitlab';
import { Governance, GOVERNANCE } from './governance';
import { IMAGE } from './image-options';
import { KUBERNETES, Kubernetes, kubernetesOf } from './kubernetes';
import { HIGHEST_PORT } from './ports';
import { checkRegistries, PUBLISH, Publishing } from './publishing';
import { RepositoryOptions } from './repository-options';
import { Scan, SCAN } from './scan';
import { checkConnectServer } from './spark-connect';
import { SparkImage } from './spark-image';
import { SparkImageOptions } from './spark-image-options';

/** Options that decide what builds, publishes and upgrades the image. */
export const PIPELINE = {
  defaultBranch: text('branch').or('main'),
  testBranches: texts('branch', true),
  buildWorkflow: maybe(),
  compatibilityWorkflow: maybe(),
  driftWorkflow: maybe(),
  upgradeWorkflow: maybe(),
  dependabot: maybe(),
  renovate: flag(false),
  scan: SCAN,
  publish: PUBLISH,
  gitlab: GITLAB_PIPELINE,
  actionPins: PINS,
};

/** Options that decide what is around the image. */
export const AROUND = {
  unmanagedFiles: UNMANAGED_FILES,
  compose: CLUSTER,
  kubernetes: KUBERNETES,
  ...PIPELINE,
  governance: GOVERNANCE,
  ...DOCUMENTS,
};

/** Options that decide where the repository is, and what runs its rc file. */
export const PLACE = {
  outdir: value((given) => lineOfText(given, 4000), 'A path'),
  parent: raw({ allowed: 'A project of projen' }),
  devDeps: new Option((given, place, problems) => {
    if (given === undefined || Array.isArray(given)) return list((spec) => lineOfText(spec)).read(given, place, problems);
    problems.add(place, given, `it is ${kindOf(given)}, not a list`, "Give a list: ['spark-image-project']");
    return undefined;
  }, { allowed: 'A list of npm packages' }),
  projenrcJs: flag(false),
};

/** Every option of a project, by name. */
export const OPTIONS = { ...IMAGE, ...AROUND, ...PLACE };

/** The names of all options. */
export const OPTION_NAMES: readonly string[] = Object.keys(OPTIONS);

type AroundValues = Values<typeof AROUND>;

/** What builds, publishes and upgrades the image. */
export interface Pipeline {
  /** Branch whose pushes publish the image. */
  readonly defaultBranch: string;
  /** Branches whose pushes run the compatibility test. */
  readonly testBranches: readonly string[];
  readonly scan: Scan;
  readonly publish: Publishing;
  /** Every pin, those of the user in the places of the catalogue's. */
  readonly pins: readonly ActionPin[];
  /** Undefined if the repository has no pipeline of GitLab CI. */
  readonly gitlab: Gitlab | undefined;
  readonly buildWorkflow: boolean;
  readonly compatibilityWorkflow: boolean;
  readonly driftWorkflow: boolean;
  readonly upgradeWorkflow: boolean;
  readonly dependabot: boolean;
  readonly renovate: boolean;
}

/** The file that a person edits, and the packages that it needs. */
export interface RcFile {
  readonly javascript: boolean;
  /** npm packages beside projen; undefined for the package of the project type. */
  readonly packages: readonly string[] | undefined;
}

/** Everything around the image. */
export interface Surroundings {
  readonly cluster: Cluster;
  /** Undefined if the repository has no manifests for Kubernetes. */
  readonly kubernetes: Kubernetes | undefined;
  readonly pipeline: Pipeline;
  readonly documents: Documents;
  readonly governance: Governance;
  /** Files that are handed over to their user. */
  readonly unmanagedFiles: readonly string[];
}

/** Options beside those of the image; some belong to the project. */
interface AroundOptions extends RepositoryOptions {
  readonly parent?: unknown;
  readonly registry?: unknown;
  readonly environment?: unknown;
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
      throw new InvalidOptions([{
        option: 'options',
        value: given,
        why: `it is ${kindOf(given)}`,
        allowed: "Give at least a name: { name: 'spark-3.5' }",
      }]);
    }
    const problems = new OptionProblems();
    if (names) checkNames(given, names, problems);
    const options: SparkImageOptions & AroundOptions = { name: '', ...given, ...found };
    const rc = readRc(options, problems);
    const image = problems.collect(() => new SparkImage({ ...options, registry: imageRegistry(options) }));
    const around = readAround(options, image, problems);
    if (image) checkTogether(image, around, problems);
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

  readonly cluster: Cluster;
  readonly kubernetes: Kubernetes | undefined;
  readonly pipeline: Pipeline;
  readonly documents: Documents;
  readonly governance: Governance;
  readonly unmanagedFiles: readonly string[];

  private constructor(
    readonly image: SparkImage,
    around: Surroundings,
    readonly rc: RcFile,
  ) {
    this.cluster = around.cluster;
    this.kubernetes = around.kubernetes;
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
    problems.add(
      name,
      Reflect.get(options, name),
      'there is no option of that name',
      near === undefined ? `One of ${names.join(', ')}` : `Did you mean ${near}?`,
    );
  }
}

function readRc(options: object, problems: OptionProblems): RcFile {
  const { projenrcJs, devDeps } = readMembers(PLACE, options, problems);
  return { javascript: projenrcJs, packages: devDeps };
}

/** @param image undefined if its options are wrong */
function readAround(options: AroundOptions, image: SparkImage | undefined, problems: OptionProblems): Surroundings {
  const given = readMembers(AROUND, options, problems);
  checkEnvironment(options, problems);
  checkRegistries(given.publish, image?.registry ?? options.registry ?? 'ghcr.io', problems);
  checkLicense(given, options.copyrightPeriod, problems);
  const owner = image?._ownerIsKnown ? image.owner : 'the owner of this repository';
  // GitHub reads what is at the root of a repository, and nothing of a project inside another one.
  const atRoot = options.parent === undefined;
  return {
    unmanagedFiles: given.unmanagedFiles,
    cluster: given.compose,
    kubernetes: kubernetesOf(given.kubernetes, given.compose),
    pipeline: pipelineOf(given, atRoot),
    documents: documentsOf(given, owner, image?.profile),
    governance: given.governance,
  };
}

function documentsOf(
  { readmeSections, securitySections, securityContact, license, ...given }: AroundValues,
  owner: string,
  profile: string | undefined,
): Documents {
  const { copyrightOwner = owner, copyrightPeriod, migrationGuide = profile === 'bitnami' } = given;
  return { migrationGuide, readmeSections, securitySections, securityContact, license, copyrightOwner, copyrightPeriod };
}

function pipelineOf(given: AroundValues, atRoot: boolean): Pipeline {
  const { defaultBranch, testBranches, scan, publish, actionPins, gitlab, renovate } = given;
  return {
    defaultBranch,
    testBranches: testBranches ?? [...new Set([defaultBranch, 'develop'])],
    scan,
    publish,
    pins: actionPins,
    gitlab,
    buildWorkflow: given.buildWorkflow ?? atRoot,
    compatibilityWorkflow: given.compatibilityWorkflow ?? atRoot,
    driftWorkflow: given.driftWorkflow ?? atRoot,
    upgradeWorkflow: given.upgradeWorkflow ?? atRoot,
    dependabot: given.dependabot ?? atRoot,
    renovate,
  };
}

/** Yes or no; what it is by default depends on where the repository is. */
function maybe(): Option<boolean | undefined> {
  return value((given) => flagOf(given, true), 'true or false');
}

/** What an option of the image and one of the repository forbid each other. */
function checkTogether(image: SparkImage, { cluster, kubernetes }: Surroundings, problems: OptionProblems): void {
  const first = image.portNumber('workerUi');
  const most = HIGHEST_PORT - first + 1;
  if (cluster.workers > most) {
    problems.add(
      'compose.workers', cluster.workers,
      `each worker's web UI takes a port from ports.workerUi = ${first} on, and the highest is ${HIGHEST_PORT}`,
      `At most ${most}, or a lower ports.workerUi`,
    );
  }
  if (kubernetes?.maxWorkers !== undefined) checkAutoscaler(kubernetes.maxWorkers, kubernetes.standalone, cluster.workers, problems);
  if (cluster.connect) checkConnectServer('compose.connect', true, image._properties, image, problems);
  else if (kubernetes?.connect) checkConnectServer('kubernetes.connect', true, image._properties, image, problems);
}

function checkAutoscaler(most: number, standalone: boolean, least: number, problems: OptionProblems): void {
  if (!standalone) {
    problems.add('kubernetes.maxWorkers', most, 'only the standalone cluster has workers', 'Add kubernetes.standalone: true');
  }
  if (most >= least) return;
  const why = `compose.workers is ${least}, and it is the least`;
  problems.add('kubernetes.maxWorkers', most, why, 'The same number or more, or fewer compose.workers');
}
