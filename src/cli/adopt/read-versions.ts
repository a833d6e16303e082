import { DockerfileSource, DockerInstruction } from '../../checklist/parsers/dockerfile-source';
import { remainingPackages } from '../../checklist/parsers/package-installs';
import { readRequirements } from '../../checklist/parsers/requirements-source';
import { RepositoryFiles } from '../../checklist/repository-files';
import { Proposal } from './proposal';

/** Images of others that hold Spark themselves. */
const SPARK_IMAGE = /^(?:docker\.io\/)?(?:apache\/spark(?:-py)?|bitnami(?:legacy)?\/spark|spark):v?(\d+\.\d+(?:\.\d+)?)/;

/** Images that hold Java on a distribution that the catalogue knows, and that distribution's own image. */
const JAVA_IMAGE = /^(?:docker\.io\/)?(?:eclipse-temurin|openjdk|amazoncorretto|bellsoft\/liberica-openjdk-debian):(\d+)/;
const DISTRIBUTIONS: ReadonlyArray<readonly [RegExp, string]> = [
  [/focal|ubuntu:?20\.04/, 'ubuntu:20.04'],
  [/jammy|ubuntu:?22\.04/, 'ubuntu:22.04'],
  [/noble|ubuntu:?24\.04/, 'ubuntu:24.04'],
  [/bullseye/, 'debian:bullseye-slim'],
  [/bookworm/, 'debian:bookworm-slim'],
];

const ARCHIVE = /spark-(\d+\.\d+\.\d+)-bin-\w+?(?:-scala(\d\.\d+))?\.tgz/;

/** Versions, from the Dockerfile: Spark, Scala, Java, Python, base image, client. */
export function readVersions(files: RepositoryFiles, source: DockerfileSource, proposal: Proposal): void {
  const all = source.stages.flatMap((stage) => stage.instructions);
  const at = (instruction: DockerInstruction): string => `${source.path}:${instruction.startLine}`;
  readSpark(source, all, proposal, at);
  readBase(source, proposal, at);
  for (const { name, by } of remainingPackages(source.instructions)) {
    const java = /^openjdk-(\d+)-j(?:re|dk)/.exec(name)?.[1] ?? /^temurin-(\d+)-j/.exec(name)?.[1];
    proposal.add('javaVersion', java, at(by.instruction));
    proposal.add('pythonVersion', /^python(\d\.\d+)$/.exec(name)?.[1], at(by.instruction));
  }
  for (const line of files.parsed('requirements.txt', readRequirements) ?? []) {
    if (line.name.toLowerCase() === 'pyspark') proposal.add('pysparkVersion', line.version, `requirements.txt:${line.line}`);
  }
}

function readSpark(source: DockerfileSource, all: readonly DockerInstruction[], proposal: Proposal, at: (i: DockerInstruction) => string): void {
  for (const instruction of all) {
    const declared = ['ENV', 'ARG'].includes(instruction.keyword) ? instruction.pairs.find(([name]) => name === 'SPARK_VERSION')?.[1] : undefined;
    if (/^\d+\.\d+\.\d+$/.test(declared ?? '')) proposal.add('sparkVersion', declared, at(instruction));
    const archive = instruction.commands.flatMap((c) => c.words).concat(instruction.words).map((word) => ARCHIVE.exec(word)).find((match) => match);
    proposal.add('sparkVersion', archive?.[1], at(instruction));
    proposal.add('scalaVersion', archive?.[2], at(instruction));
  }
  for (const { image, from } of source.stages) proposal.add('sparkVersion', SPARK_IMAGE.exec(image ?? '')?.[1], at(from));
}

function readBase(source: DockerfileSource, proposal: Proposal, at: (i: DockerInstruction) => string): void {
  const base = source.image[0];
  if (base?.image === undefined) return;
  const place = at(base.from);
  const java = JAVA_IMAGE.exec(base.image)?.[1];
  const known = DISTRIBUTIONS.find(([pattern]) => pattern.test(base.image ?? ''))?.[1];
  if (java !== undefined || SPARK_IMAGE.test(base.image)) {
    proposal.add('javaVersion', java, place);
    proposal.add('baseImage', known, place);
    proposal.leaveOut(`FROM ${base.image}`, place, 'The generated image installs Java and Spark itself, on a plain distribution.');
    return;
  }
  proposal.add('baseImage', base.image, place);
}
