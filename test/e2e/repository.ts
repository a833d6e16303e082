import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { SparkImageProject, SparkImageProjectOptions } from '../../src';
import { familyOf } from '../../src/model/base-image';
import { ImageReference } from '../../src/model/image-reference';
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
/** Where the mirror that is made here has a Maven repository. */
const MAVEN = 'm2';
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

/**
 * Builds the image of a generated repository as a user would.
 *
 * @param maven files of a Maven repository, by their paths, from which the build takes its further JARs
 */
export function build(repository: Repository, maven: Files = {}): Promise<void> {
  return withBuildArguments(repository.testCase, (buildArgs) => buildImage(repository, buildArgs), maven);
}

/**
 * Hands over the build arguments of a case while the mirrors that they name are there: that of the settings, or one made here.
 *
 * @param maven as for `build`
 */
export async function withBuildArguments<T>(testCase: Case, use: (buildArgs: BuildArguments) => Promise<T>, maven: Files = {}): Promise<T> {
  const base = await baseImage(testCase.label, testCase.suite);
  const chosen = process.env.SPARK_IMAGE_TEST_SPARK_MIRROR;
  const distribution = chosen || !canRepack() ? undefined : sparkDistribution(testCase.sparkVersion);
  progressOnce(distribution
    ? `Spark ${testCase.sparkVersion}: repacked from PyPI and signed by a key made here; set SPARK_IMAGE_TEST_SPARK_MIRROR to use a mirror of Apache's`
    : `Spark ${testCase.sparkVersion}: from ${chosen || 'the default mirror'}, signed by Apache`);
  const files = Object.fromEntries(Object.entries(maven).map(([file, content]) => [`${MAVEN}/${file}`, content]));
  const server = await serveMirror(distribution?.directory ?? testCase.name, files);
  try {
    return await use({
      ...(distribution ? buildArguments(base, server, distribution) : { BASE_IMAGE: base, ...(chosen ? { SPARK_MIRROR: chosen } : {}) }),
      ...(Object.keys(maven).length > 0 ? { MAVEN_MIRROR: `${server.address}/${MAVEN}` } : {}),
    });
  } finally {
    await server.close();
  }
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
