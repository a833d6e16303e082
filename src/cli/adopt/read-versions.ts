import { DockerfileSource, DockerInstruction } from '../../checklist/parsers/dockerfile-source';
import { readRequirements } from '../../checklist/parsers/requirements-source';
import { RepositoryFiles } from '../../checklist/repository-files';
import { familyOf } from '../../model/base-image';
import { BuildVariables, isOpen } from './build-variables';
import { Proposal } from './proposal';
import { ImagePackage } from './read-packages';

/** Images of others that hold Spark themselves, and their tag. */
const SPARK_IMAGE = new RegExp(
  '^(?:docker\\.io/|quay\\.io/)?(?:library/)?' +
  '(?:apache/spark(?:-py|-r)?|bitnami(?:legacy)?/spark|spark|jupyter/(?:pyspark|all-spark)-notebook)(?::([^@]+)|@|$)',
);

/** What a tag of such an image says: `3.5.1-scala2.12-java17-python3-ubuntu`, `spark-3.5.0`, `python-3.11`. */
const SPARK_TAG = {
  sparkVersion: /^(?:v|spark-)?(\d+\.\d+(?:\.\d+)?)(?![\d.])/,
  scalaVersion: /scala-?(2\.\d+)/,
  javaVersion: /java-?(\d+)/,
  pythonVersion: /python-?(3\.\d+)/,
};

/** Images that hold Java or Python on a distribution that the catalogue knows, and the version that their tag begins with. */
const JAVA_IMAGE = /^(?:docker\.io\/)?(?:library\/)?(?:eclipse-temurin|openjdk|amazoncorretto|bellsoft\/liberica-openjdk-debian):(\d+)/;
const PYTHON_IMAGE = /^(?:docker\.io\/)?(?:library\/)?python:(3\.\d+)/;
const DISTRIBUTIONS: ReadonlyArray<readonly [RegExp, string]> = [
  [/focal|ubuntu:?20\.04/, 'ubuntu:20.04'],
  [/jammy|ubuntu:?22\.04/, 'ubuntu:22.04'],
  [/noble|ubuntu:?24\.04/, 'ubuntu:24.04'],
  [/resolute|ubuntu:?26\.04/, 'ubuntu:26.04'],
  [/bullseye/, 'debian:bullseye-slim'],
  [/bookworm/, 'debian:bookworm-slim'],
];

/** The name of Spark's archive, or of the directory in it. */
const ARCHIVE = /spark-[^\s/"']*?-bin-[^\s/"']*?(?=\.tgz|[\s/"']|$)/;

/** Variables that hold Spark's version. DELTA_SPARK_VERSION is that of something for Spark. */
const SPARK_VERSION = /^(?:APACHE_|BUILD_|IMAGE_|DEFAULT_|BASE_|ARG_|ENV_|MY_)?SPARK_VERSION$/i;

/** Versions, from the Dockerfile: Spark, Scala, Java, Python, base image, client. */
export function readVersions(
  files: RepositoryFiles,
  source: DockerfileSource,
  variables: BuildVariables,
  packages: readonly ImagePackage[],
  proposal: Proposal,
): void {
  const instructions = [...source.stages.flatMap((stage) => stage.instructions), ...source.globals];
  for (const instruction of instructions) readSparkVersion(instruction, at(source, instruction), proposal);
  for (const instruction of instructions) readArchives(instruction, variables, at(source, instruction), proposal);
  readSparkImages(source, proposal);
  readBase(source, proposal);
  for (const { name, place } of packages) {
    proposal.add('javaVersion', /^openjdk-(\d+)-j(?:re|dk)/.exec(name)?.[1] ?? /^temurin-(\d+)-j/.exec(name)?.[1], place);
    proposal.add('pythonVersion', /^python(\d\.\d+)$/.exec(name)?.[1], place);
  }
  for (const line of files.parsed('requirements.txt', readRequirements) ?? []) {
    if (line.name.toLowerCase() === 'pyspark') proposal.add('pysparkVersion', line.version, `requirements.txt:${line.line}`);
  }
  // What is only known to a build is worth a word where nothing else says the version.
  for (const instruction of instructions) {
    if (!proposal.has('sparkVersion')) {
      leaveVersionOut(instruction, at(source, instruction), proposal);
    }
  }
}

function at(source: DockerfileSource, instruction: DockerInstruction): string {
  return `${source.path}:${instruction.startLine}`;
}

function versionsIn({ keyword, pairs }: DockerInstruction): DockerInstruction['pairs'] {
  return keyword === 'ENV' || keyword === 'ARG' ? pairs.filter(([name]) => SPARK_VERSION.test(name)) : [];
}

function readSparkVersion(instruction: DockerInstruction, place: string, proposal: Proposal): void {
  for (const [, value] of versionsIn(instruction)) proposal.add('sparkVersion', /^v?(\d+\.\d+(?:\.\d+)?)$/.exec(value ?? '')?.[1], place);
}

function leaveVersionOut(instruction: DockerInstruction, place: string, proposal: Proposal): void {
  for (const [name, value] of versionsIn(instruction)) {
    proposal.leaveOut(
      `${instruction.keyword} ${name}`,
      place,
      value === undefined
        ? 'Its value is only known when the image is built: set sparkVersion to it.'
        : `Its value ${JSON.stringify(value)} is no release of Spark: set sparkVersion.`,
    );
  }
}

function readArchives(instruction: DockerInstruction, variables: BuildVariables, place: string, proposal: Proposal): void {
  const written = [...instruction.commands.flatMap(({ words, assignments }) => [...words, ...assignments]), ...instruction.words];
  for (const name of written.flatMap((word) => ARCHIVE.exec(variables.in(word))?.[0] ?? [])) {
    proposal.add('sparkVersion', /^spark-(\d+\.\d+\.\d+)-bin/.exec(name)?.[1], place);
    proposal.add('scalaVersion', /-scala(\d\.\d+)$/.exec(name)?.[1], place);
    if (isOpen(name)) {
      proposal.leaveOut(
        `Spark as ${name}`,
        place,
        'A part of its name is only known when the image is built: see that sparkVersion and scalaVersion are those of your builds.',
      );
    } else if (!/-bin-hadoop3/.test(name)) {
      proposal.leaveOut(`Spark as ${name}`, place, 'The generated image installs the distribution with Hadoop 3.');
    }
  }
}

function readSparkImages(source: DockerfileSource, proposal: Proposal): void {
  for (const { image, from, instructions } of source.stages) {
    readSparkTag(image, at(source, from), proposal);
    for (const copy of instructions) readSparkTag(copy.flags.get('from'), at(source, copy), proposal);
  }
}

function readSparkTag(image: string | undefined, place: string, proposal: Proposal): void {
  const tag = SPARK_IMAGE.exec(image ?? '')?.[1];
  if (tag === undefined) return;
  for (const [option, pattern] of Object.entries(SPARK_TAG)) proposal.add(option, pattern.exec(tag)?.[1], place);
}

function readBase(source: DockerfileSource, proposal: Proposal): void {
  const base = source.image[0];
  if (base === undefined) return undefined;
  const place = at(source, base.from);
  if (base.image === undefined) {
    return proposal.leaveOut(`FROM ${base.from.words[0]}`, place, 'The image is only known when it is built: set baseImage to it.');
  }
  const java = JAVA_IMAGE.exec(base.image)?.[1];
  const python = PYTHON_IMAGE.exec(base.image)?.[1];
  const known = DISTRIBUTIONS.find(([pattern]) => pattern.test(base.image ?? ''))?.[1];
  if (java !== undefined || python !== undefined || SPARK_IMAGE.test(base.image)) {
    proposal.add('javaVersion', java, place);
    proposal.add('pythonVersion', python, place);
    proposal.add('baseImage', known, place);
    return proposal.leaveOut(
      `FROM ${base.image}`,
      place,
      'The generated image installs Java, Python and Spark itself, on a plain distribution.',
    );
  }
  proposal.add('baseImageIs', mirroredBy(base.image), place);
  return proposal.add('baseImage', base.image, place);
}

/** The known base image that an image of another registry is a mirror of, by the end of its name and its tag. */
function mirroredBy(image: string): string | undefined {
  const [, name, tag] = /^.+\/([^/:@]+):([^@]+)/.exec(image) ?? [];
  const isKnown = (shortName: string): boolean => familyOf({ shortName, tag }) !== undefined;
  return name !== undefined && isKnown(name) && !/^(?:docker\.io\/)?library\//.test(image) ? `${name}:${tag}` : undefined;
}
