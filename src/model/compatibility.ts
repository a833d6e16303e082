import { BASE_IMAGES, BaseImageFamily, DEFAULT_JAVA_VERSION } from '../catalogue/base-images';
import { DEFAULT_PYSPARK_VERSION, SparkLine, SparkRelease, SparkTable } from '../catalogue/spark-releases';
import { InvalidValue } from '../options/option-problems';
import { compareVersions, lineOf } from '../options/versions';

function knownLines({ lines }: SparkTable): string {
  return lines.map((l) => l.line).join(', ');
}

/** @throws InvalidValue when the line of a version is not supported */
export function sparkLineOf(version: string, table: SparkTable): SparkLine {
  const found = table.lines.find((l) => l.line === lineOf(version));
  if (!found) {
    throw new InvalidValue(
      `no line ${lineOf(version)} of Apache Spark is supported`,
      `One of ${knownLines(table)}, or a release of them; sparkReleases adds another one`,
    );
  }
  return found;
}

/**
 * The release that a version means: itself, or the newest one of a line.
 *
 * @param verifiable true when a key or checksum was given, so that a release without a known signing key will do
 * @throws InvalidValue when the release is not known, or nothing could verify its download
 */
export function releaseOf(version: string, verifiable: boolean, table: SparkTable): SparkRelease {
  const parts = version.split('.').length;
  if (parts === 1) throw new InvalidValue('that is neither a release nor a line', `A release such as '3.5.3', or a line: ${knownLines(table)}`);
  const line = sparkLineOf(version, table);
  const releases = table.releases.filter((r) => lineOf(r.version) === line.line);
  const known = releases.map((r) => r.version).join(', ');
  const release = parts === 2 ? newestVerifiable(releases, verifiable) : releases.find((r) => r.version === version);
  if (parts === 3 && !release) throw new InvalidValue('no such release is known', `Known of line ${line.line}: ${known}; sparkReleases adds another one`);
  if (!release || (!isVerifiable(release) && !verifiable)) throw unverifiable(line.line, releases, parts === 2, table);
  return release;
}

/** Why a release, or a whole line, cannot be taken by its version alone, and what can. */
function unverifiable(line: string, releases: readonly SparkRelease[], whole: boolean, table: SparkTable): InvalidValue {
  const signed = releases.filter(isVerifiable).map((r) => r.version);
  const lines = table.lines.filter((l) => table.releases.some((r) => lineOf(r.version) === l.line && isVerifiable(r))).map((l) => l.line);
  const own = whole
    ? `Write the release, such as '${releases[releases.length - 1].version}', and set sparkSigningKey or sparkSha512`
    : 'Set sparkSigningKey or sparkSha512';
  return new InvalidValue(
    `${whole ? `no key that signed a release of line ${line} is known` : 'the key that signed this release is not known'}, so its ` +
      'download could not be verified',
    `${own}, or take a ${signed.length > 0
      ? `release of the line whose key is known: ${signed.join(', ')}`
      : `line of which keys are known: ${lines.join(', ')}`}`,
  );
}

function newestVerifiable(releases: readonly SparkRelease[], verifiable: boolean): SparkRelease | undefined {
  return [...releases].reverse().find((r) => verifiable || isVerifiable(r));
}

/** Whether a key or a checksum of its download is known. */
export function isVerifiable({ signingKey, sha512 }: SparkRelease): boolean {
  return signingKey !== undefined || sha512 !== undefined;
}

/** Java by default: the guide's where line and base have it, otherwise the lowest later one that both have. */
export function defaultJava(line: SparkLine, family: BaseImageFamily | undefined): string | undefined {
  const offered = line.java.filter((j) => family === undefined || family.java.includes(j));
  return offered.find((j) => Number(j) >= Number(DEFAULT_JAVA_VERSION)) ?? offered[offered.length - 1];
}

/** @throws InvalidValue when Spark does not run on that Java, or the base image does not package it */
export function checkJava(java: string, line: SparkLine, family: BaseImageFamily | undefined): void {
  if (!line.java.includes(java)) {
    throw new InvalidValue(
      `Spark ${line.line} does not support Java ${java}`,
      `Spark ${line.line} runs on Java ${line.java.join(', ')} (${line.source})`,
    );
  }
  if (family && !family.java.includes(java)) {
    const both = family.java.filter((j) => line.java.includes(j));
    const others = BASE_IMAGES.filter((b) => b.java.includes(java)).map((b) => `${b.name}:${b.tags[0]}`);
    throw new InvalidValue(
      family.javaHome === undefined
        ? `${family.title} has no package openjdk-${java}-jre-headless`
        : `the base image holds Java ${family.java.join(', ')} already`,
      `On this base image: ${both.length > 0 ? both.join(', ') : `none that Spark ${line.line} supports`}; or a baseImage that has ` +
        `it: ${others.join(', ') || 'none known'}`,
    );
  }
}

/** The bases that have a Python and a Java for a line, by name: `ubuntu:24.04 (Java 17, 21; Python 3.12)`. */
export function basesFor(line: SparkLine): string {
  const known = BASE_IMAGES.flatMap(({ name, tags, java, python }) => {
    const both = java.filter((version) => line.java.includes(version));
    return both.length === 0 || pythonObjection(python, line) ? [] : [`${name}:${tags[0]} (Java ${both.join(', ')}; Python ${python})`];
  });
  return known.join(', ') || 'none known';
}

/** @throws InvalidValue when the base image brings another Python */
export function checkPythonOfBase(python: string, family: BaseImageFamily | undefined): void {
  if (!family || family.python === python) return;
  const others = BASE_IMAGES.filter((b) => b.python === python).map((b) => `${b.name}:${b.tags[0]}`);
  throw new InvalidValue(
    `${family.title} packages Python ${family.python}`,
    `Leave pythonVersion out, or choose a baseImage with Python ${python}: ${others.join(', ') || 'none known'}`,
  );
}

/** Why Spark does not run on a Python, or undefined when it does. */
export function pythonObjection(python: string, line: SparkLine): string | undefined {
  const tooOld = compareVersions(python, line.pythonMin) < 0;
  const tooNew = line.pythonMax !== undefined && compareVersions(python, line.pythonMax) > 0;
  return tooOld || tooNew ? `Spark ${line.line} supports Python ${pythonRange(line)}` : undefined;
}

/** `3.8 to 3.11`, or `3.9 and later`. */
export function pythonRange(line: SparkLine): string {
  return line.pythonMax ? `${line.pythonMin} to ${line.pythonMax}` : `${line.pythonMin} and later`;
}

/** Client of the compatibility test by default. */
export function defaultPyspark(sparkVersion: string): string {
  const guide = DEFAULT_PYSPARK_VERSION;
  return lineOf(sparkVersion) === lineOf(guide) && compareVersions(sparkVersion, guide) < 0 ? guide : sparkVersion;
}

/** @throws InvalidValue when the client's line is another one than the cluster's */
export function checkPyspark(pyspark: string, sparkVersion: string): void {
  if (pyspark.split('.').length !== 3) {
    throw new InvalidValue(
      'the client is pinned exactly, so that the test means the same every day',
      `Three numbers: '${defaultPyspark(sparkVersion)}'`,
    );
  }
  if (lineOf(pyspark) !== lineOf(sparkVersion)) {
    throw new InvalidValue(
      `a client of line ${lineOf(pyspark)} does not talk to Spark ${sparkVersion}`,
      `A release of line ${lineOf(sparkVersion)}`,
    );
  }
}
