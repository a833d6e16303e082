import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { SparkImageProject, SparkImageProjectOptions } from '../../src';
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
    baseImage: chosenBase(testCase.label) ?? `debian:${testCase.suite}-slim`,
    ...options,
  }).synth();
}

/** Builds the image of a generated repository as a user would. */
export function build(repository: Repository): Promise<void> {
  return withBuildArguments(repository.testCase, (buildArgs) => buildImage(repository, buildArgs));
}

/** Hands over the build arguments of a case while the mirror that they name is there: that of the settings, or one made here. */
export async function withBuildArguments<T>(testCase: Case, use: (buildArgs: { readonly [name: string]: string }) => Promise<T>): Promise<T> {
  const base = await baseImage(testCase.label, testCase.suite);
  const chosen = process.env.SPARK_IMAGE_TEST_SPARK_MIRROR;
  if (chosen || !canRepack()) {
    progressOnce(`Spark ${testCase.sparkVersion}: from ${chosen || 'the default mirror'}, signed by Apache`);
    return use(chosen ? { BASE_IMAGE: base, SPARK_MIRROR: chosen } : { BASE_IMAGE: base });
  }
  progressOnce(`Spark ${testCase.sparkVersion}: repacked from PyPI and signed by a key made here; set SPARK_IMAGE_TEST_SPARK_MIRROR to use a mirror of Apache's`);
  const distribution = sparkDistribution(testCase.sparkVersion);
  const server = await serveMirror(distribution.directory);
  try {
    return await use(buildArguments(base, server, distribution));
  } finally {
    await server.close();
  }
}

/** Build arguments that point a build at a mirror made here. */
export function buildArguments(base: string, server: MirrorServer, distribution: SparkDistribution): { [name: string]: string } {
  return { BASE_IMAGE: base, SPARK_MIRROR: server.address, SPARK_SIGNING_KEY: distribution.signingKey };
}

/** `docker build` with arguments; the host's network, since the mirror listens on its loopback interface. */
async function buildImage(repository: Repository, buildArgs: { readonly [name: string]: string }): Promise<void> {
  progress(`building ${repository.image}`);
  await docker(['build', ...buildOptions(buildArgs), '--tag', repository.image, '.'], { cwd: repository.directory });
}

/** Options of `docker build` for these arguments. */
export function buildOptions(buildArgs: { readonly [name: string]: string }): string[] {
  return ['--network', 'host', ...Object.entries(buildArgs).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`])];
}
