import { SparkImageProjectOptions } from '../../src';
import { connectParts } from './connect-jar';
import { build, BuildOptions, Case, CASES, generate, Repository, WITHOUT_ARCHIVE } from './repository';

/** What an image is made of. */
interface Subject {
  readonly testCase: Case;
  readonly options?: Partial<SparkImageProjectOptions>;
  /** Whether its archive of classes is made: where tests are about it, or where more than its cost is saved by faster starts. */
  readonly archive: boolean;
  /** Files that its build takes from mirrors. */
  readonly files?: BuildOptions['files'];
}

/** Spark Connect as an option has it, and an archive of the two modes that the other images do not train. */
function withConnect(testCase: Case, archive: boolean): Subject {
  const { sha512, files } = connectParts(testCase);
  return { testCase: { ...testCase, name: `${testCase.name}-connect` }, options: { sparkConnect: { sha512 }, startupArchives: ['connect', 'thrift-server'] }, archive, files };
}

/** The images that the end-to-end tests share, each built once in a run. */
const SUBJECTS = {
  'newer': () => ({ testCase: CASES.newer, archive: true }),
  'guide': () => ({ testCase: CASES.guide, archive: true }),
  'newest': () => ({ testCase: CASES.newest, archive: true }),
  'newer-connect': () => withConnect(CASES.newer, true),
  'guide-connect': () => withConnect(CASES.guide, false),
} as const satisfies { readonly [name: string]: () => Subject };

/** Name of an image that the end-to-end tests share. */
export type SubjectName = keyof typeof SUBJECTS;

/** The names of all. */
export const SUBJECT_NAMES: readonly string[] = Object.keys(SUBJECTS);

/** Whether there is such an image. */
export function isSubjectName(name: string): name is SubjectName {
  return name in SUBJECTS;
}

/**
 * A repository in a new folder, and its image, which is built unless the engine has its layers.
 *
 * @param others further options, of which the image knows nothing
 */
export async function builtSubject(name: SubjectName, others: Pick<SparkImageProjectOptions, 'kubernetes'> = {}): Promise<Repository> {
  const { testCase, options, archive, files }: Subject = SUBJECTS[name]();
  const repository = generate(testCase, { ...options, ...others });
  await build(repository, { files, buildArgs: archive ? {} : WITHOUT_ARCHIVE });
  return repository;
}
