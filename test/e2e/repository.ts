import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { SparkImageProject, SparkImageProjectOptions } from '../../src';
import { familyOf } from '../../src/model/base-image';
import { ImageReference } from '../../src/model/image-reference';
import { locked } from '../tools/cache';
import { baseImage, chosenBase, Suite } from './base-images';
import { docker } from './engine';
import { MirrorServer, serveMirror } from './mirror-server';
import { progress, progressOnce } from './progress';
import { canRepack, SparkDistribution, sparkDistribution } from './spark-distribution';

/** Versions that are tested together. */
export interface Case {
  /** What the case is called in the settings: SPARK_IMAGE_TEST_BASE_GUIDE is for the label `guide`. */
  readonly label: string;
  /** Name of the generated repository. */
  readonly name: string;
  readonly sparkVersion: string;
  readonly javaVersion: string;
  /** Debian release that stands in for the base image. */
  readonly suite: Suite;
}

/** The guide's pair, a newer one of Spark 3.5, and the newest line. Debian stands in for Ubuntu, which has no package mirror everywhere. */
export const CASES = {
  newer: { label: 'newer', name: 'spark-e2e-newer', sparkVersion: '3.5.6', javaVersion: '17', suite: 'bookworm' },
  guide: { label: 'guide', name: 'spark-e2e-guide', sparkVersion: '3.5.3', javaVersion: '11', suite: 'bullseye' },
  newest: { label: 'newest', name: 'spark-e2e-newest', sparkVersion: '4.1.2', javaVersion: '17', suite: 'bookworm' },
} as const satisfies { readonly [label: string]: Case };

/** A generated repository and the image that is built from it. */
export interface Repository {
  readonly directory: string;
  readonly image: string;
  readonly owner: string;
  readonly testCase: Case;
}

/** Build arguments by name. */
type BuildArguments = { readonly [name: string]: string };

/** Content by path. */
type Files = { readonly [path: string]: Buffer | string };

const OWNER = 'spark-image-test';
const JOBS = path.join(__dirname, 'jobs');

/** Generates a repository in a new folder, with further options, and puts the tests' jobs beside its sample. */
export function generate(testCase: Case, options: Partial<SparkImageProjectOptions> = {}): Repository {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), `${testCase.name}-`));
  fs.chmodSync(directory, 0o755);
  synthesize(testCase, directory, options);
  fs.mkdirSync(path.join(directory, 'spark-apps'), { recursive: true });
  for (const job of fs.readdirSync(JOBS)) fs.copyFileSync(path.join(JOBS, job), path.join(directory, 'spark-apps', job));
  return { directory, image: `ghcr.io/${OWNER}/${testCase.name}:local`, owner: OWNER, testCase };
}

/** Writes the managed files of a case into a folder, anew where they are there. */
export function synthesize(testCase: Case, directory: string, options: Partial<SparkImageProjectOptions> = {}): void {
  process.env.PROJEN_DISABLE_POST = 'true';
  new SparkImageProject({
    name: testCase.name,
    owner: OWNER,
    outdir: directory,
    sparkVersion: testCase.sparkVersion,
    javaVersion: testCase.javaVersion,
    ...baseOptions(chosenBase(testCase.label) ?? `debian:${testCase.suite}-slim`, testCase.suite),
    ...options,
  }).synth();
}

/** The options that name a base image; one that is not known stands for Debian's release. */
export function baseOptions(name: string, suite: Suite): Pick<SparkImageProjectOptions, 'baseImage' | 'baseImageIs'> {
  return { baseImage: name, ...(familyOf(ImageReference.read(name)) ? {} : { baseImageIs: `debian:${suite}` }) };
}

/** What else a build takes. */
export interface BuildOptions {
  /** Files by their paths: a Maven repository below `m2`, a package index below `simple`. */
  readonly files?: Files;
  /** Further build arguments. */
  readonly buildArgs?: BuildArguments;
}

/** Leaves out the archive of classes, for an image of which no test is about it: with Java 11 it takes six minutes of a core. */
export const WITHOUT_ARCHIVE: BuildArguments = { STARTUP_ARCHIVES: '' };

/** Builds the image of a generated repository as a user would. */
export function build(repository: Repository, { files, buildArgs }: BuildOptions = {}): Promise<void> {
  return withBuildArguments(repository.testCase, (mirrors) => buildImage(repository, { ...mirrors, ...buildArgs }), files);
}

/**
 * Hands over the build arguments of a case while the mirrors that they name are there: that of the settings, or one made here.
 * Builds from one mirror wait for each other, since its address is a build argument: each layer is then made once.
 *
 * @param files as for `build`
 */
export async function withBuildArguments<T>(testCase: Case, use: (buildArgs: BuildArguments) => Promise<T>, files: Files = {}): Promise<T> {
  const base = await baseImage(testCase.label, testCase.suite);
  const chosen = process.env.SPARK_IMAGE_TEST_SPARK_MIRROR;
  const distribution = chosen || !canRepack() ? undefined : sparkDistribution(testCase.sparkVersion);
  progressOnce(distribution
    ? `Spark ${testCase.sparkVersion}: repacked from PyPI and signed by a key made here; set SPARK_IMAGE_TEST_SPARK_MIRROR to use a mirror of Apache's`
    : `Spark ${testCase.sparkVersion}: from ${chosen || 'the default mirror'}, signed by Apache`);
  const unlock = await locked(`mirror/${testCase.sparkVersion}`);
  try {
    const server = await serveMirror(distribution?.directory ?? testCase.name, files);
    try {
      return await use({
        ...(distribution ? buildArguments(base, server, distribution) : { BASE_IMAGE: base, ...(chosen ? { SPARK_MIRROR: chosen } : {}) }),
        ...mirrorArguments(server, files),
      });
    } finally {
      await server.close();
    }
  } finally {
    unlock();
  }
}

/** Build arguments for the further mirrors that a server has files of. */
function mirrorArguments({ address }: MirrorServer, files: Files): BuildArguments {
  const has = (folder: string) => Object.keys(files).some((file) => file.startsWith(`${folder}/`));
  return { ...(has('m2') ? { MAVEN_MIRROR: `${address}/m2` } : {}), ...(has('simple') ? { PYTHON_INDEX_URL: `${address}/simple` } : {}) };
}

/** Build arguments that point a build at a mirror made here. */
export function buildArguments(base: string, server: MirrorServer, distribution: SparkDistribution): BuildArguments {
  return { BASE_IMAGE: base, SPARK_MIRROR: server.address, SPARK_SIGNING_KEY: distribution.signingKey };
}

/** `docker build` with arguments; the host's network, since the mirror listens on its loopback interface. */
async function buildImage(repository: Repository, buildArgs: BuildArguments): Promise<void> {
  progress(`building ${repository.image}`);
  await docker(['build', ...buildOptions(buildArgs), '--tag', repository.image, '.'], { cwd: repository.directory });
}

/** Options of `docker build` for these arguments. */
export function buildOptions(buildArgs: BuildArguments): string[] {
  return ['--network', 'host', ...Object.entries(buildArgs).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`])];
}
