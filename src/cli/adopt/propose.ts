import { DEFAULT_SPARK_VERSION, SPARK_LINES } from '../../catalogue/spark-releases';
import { imageDockerfile } from '../../checklist/checks/dockerfile/subject';
import { RepositoryFiles } from '../../checklist/repository-files';
import { OPTION_NAMES, OPTIONS, Repository } from '../../model/repository';
import { Members } from '../../options/option';
import { InvalidOptions } from '../../options/option-problems';
import { plainName } from '../../options/text-values';
import { lineOf } from '../../options/versions';
import { CommandFailure } from '../exit-status';
import { BuildVariables } from './build-variables';
import { Proposal, ReadOption } from './proposal';
import { readCluster } from './read-cluster';
import { readImage } from './read-image';
import { readLeftovers } from './read-leftovers';
import { packagesOf, readPackages } from './read-packages';
import { readRepository } from './read-repository';
import { readVersions } from './read-versions';

/**
 * The options that an existing image repository amounts to, each checked: what the options do not allow is left out, with
 * the reason.
 *
 * @param root folder of the repository
 * @param files its files
 * @throws CommandFailure when there is no Dockerfile to read
 */
export function propose(root: string, files: RepositoryFiles): Proposal {
  const source = imageDockerfile(files);
  if (!source || source.stages.length === 0) {
    throw new CommandFailure(
      `${root} has no Dockerfile that builds an image: there is nothing to adopt. "npx projen new --from spark-image-project" makes ` +
        'a new repository.',
    );
  }
  const proposal = new Proposal();
  readRepository(root, files, proposal);
  const variables = new BuildVariables(source);
  const packages = packagesOf(source, variables);
  readVersions(files, source, variables, packages, proposal);
  readImage(source, variables, proposal);
  readPackages(packages, proposal);
  readCluster(files, proposal);
  readLeftovers(files, source, variables, proposal);
  const spark = proposal.options.find(({ option }) => option === 'sparkVersion');
  for (const { option, value } of [...proposal.options]) if (value === defaultOf(option, proposal)) proposal.forget(option);
  while (takeBack(proposal, problemsOf(proposal)));
  if (spark) sayWhereSparkMoves(spark, proposal);
  readDocuments(files, proposal);
  return proposal;
}

/** A line of Spark that cannot be had is not left without a word. */
function sayWhereSparkMoves({ value, place }: ReadOption, proposal: Proposal): void {
  const next = String(proposal.value('sparkVersion') ?? DEFAULT_SPARK_VERSION);
  if (lineOf(next) === lineOf(String(value))) return;
  proposal.leaveOut(
    `Spark ${String(value)}`,
    place,
    `The proposal moves to Spark ${next}, another line. Read Spark's migration guide, and try your jobs with it, before you adopt.`,
  );
}

/** What an option is by default, which need not be said. `ports.master` names a member. */
function defaultOf(option: string, proposal: Proposal): unknown {
  if (option === 'scalaVersion') {
    const spark = proposal.value('sparkVersion') ?? DEFAULT_SPARK_VERSION;
    return SPARK_LINES.find(({ line }) => line === lineOf(String(spark)))?.scala[0];
  }
  const [name, member] = option.split('.');
  const options: Members = OPTIONS;
  const found = member === undefined ? options[name] : options[name]?.facts.members?.[member];
  return found?.whenAbsent;
}

/** Options that decide what is in the image. */
const OF_THE_IMAGE = [
  'sparkVersion', 'scalaVersion', 'javaVersion', 'pythonVersion', 'pysparkVersion', 'baseImage', 'userName', 'uid', 'gid', 'timeZone',
  'registry', 'imageName',
] as const;

/** Options of the image that no file of the repository named, and the defaults that stand for them. */
export function defaultsOf(proposal: Proposal): string[] {
  const { image } = Repository.read(proposal.toObject(), { names: OPTION_NAMES });
  return OF_THE_IMAGE.filter((option) => !proposal.read.has(option)).map((option) => `${option} ${JSON.stringify(image[option])}`);
}

/** What keeps the options from going together. */
function problemsOf(proposal: Proposal): InvalidOptions | undefined {
  try {
    Repository.read(proposal.toObject(), { names: OPTION_NAMES });
    return undefined;
  } catch (error) {
    if (error instanceof InvalidOptions) return error;
    throw error;
  }
}

/** Takes back what is wrong. False where nothing is. */
function takeBack(proposal: Proposal, error: InvalidOptions | undefined): boolean {
  if (error === undefined) return false;
  // Each entry of a list once, and the last one first: those behind it move up.
  const problems = [...new Map(error.problems.map((problem) =>
    [/^\w+\[\d+\]/.exec(problem.option)?.[0] ?? problem.option, problem])).values()].reverse();
  const dropped = problems.filter(({ option, why, allowed }) => proposal.drop(option, `${why}. ${allowed}.`));
  if (dropped.length === 0) throw error;
  for (const { option, value } of dropped) if (typeof value === 'string') replace(option, value, proposal);
  return true;
}

/** What stands in for an option that cannot be as it was found. */
function replace(option: string, value: string, proposal: Proposal): void {
  // Rather the same line in its newest patch than another line.
  if (option === 'sparkVersion') proposal.add('sparkVersion', /^(\d+\.\d+)\./.exec(value)?.[1], 'the line of the version that was found');
  if (option !== 'name') return;
  const plain = plainName(value);
  if (plain !== value) proposal.add('name', plain, 'the name that was found, without what a name cannot hold');
}

function readDocuments(files: RepositoryFiles, proposal: Proposal): void {
  for (const file of files.matching(/^(?:README|SECURITY)\.md$/i)) {
    proposal.leaveOut(
      `the text of ${file}`,
      file,
      'It is written afresh. Put what is your own into files of yours, and name them in ' +
        `${/^README/i.test(file) ? 'readmeSections' : 'securitySections'}.`,
    );
  }
}
