import { BASE_IMAGES, BaseImageFamily } from '../catalogue/base-images';
import { DEFAULT_SPARK_VERSION, SparkLine, SparkRelease, SparkTable } from '../catalogue/spark-releases';
import { InvalidValue, OptionProblems } from '../options/option-problems';
import { majorVersionText, versionText } from '../options/versions';
import { BaseImage } from './base-image';
import {
  basesFor, checkJava, checkPyspark, checkPythonOfBase, defaultJava, defaultPyspark, pythonObjection, pythonRange, releaseOf, sparkLineOf,
} from './compatibility';
import { SparkImageOptions } from './spark-image-options';

/** Versions that go together. */
export interface Platform {
  readonly release: SparkRelease;
  readonly line: SparkLine;
  readonly family: BaseImageFamily;
  readonly javaVersion: string;
  readonly pythonVersion: string;
  readonly scalaVersion: string;
  readonly pysparkVersion: string;
}

/** What the other versions are checked against; a part that is wrong itself is missing, so that it is not blamed on the others. */
interface Ground {
  readonly release: SparkRelease | undefined;
  readonly line: SparkLine | undefined;
  readonly family: BaseImageFamily | undefined;
}

/**
 * Reads and checks the versions against each other: Spark x Java x Python x Scala x base image x client.
 *
 * @param base the base image; undefined when the option is wrong
 * @param table the releases and lines that there are
 */
export function platformOf(
  options: SparkImageOptions, base: BaseImage | undefined, table: SparkTable, problems: OptionProblems, defaultSpark: string,
): Platform {
  const family = base?.family;
  const release = readRelease(options, table, problems, defaultSpark);
  const ground: Ground = { release, line: release && sparkLineOf(release.version, table), family };
  const standIn = release ?? releaseOf(defaultSpark, true, table);
  const line = sparkLineOf(standIn.version, table);
  const standInFamily = family ?? BASE_IMAGES[0];
  return {
    release: standIn,
    line,
    family: standInFamily,
    javaVersion: readJava(options, ground, base, problems) ?? line.java[0],
    pythonVersion: readPython(options, ground, base, problems) ?? standInFamily.python,
    scalaVersion: readScala(options, ground, problems) ?? line.scala[0],
    pysparkVersion: readPyspark(options, ground, problems) ?? defaultPyspark(standIn.version),
  };
}

function readRelease(
  options: SparkImageOptions, table: SparkTable, problems: OptionProblems, defaultSpark: string,
): SparkRelease | undefined {
  const value: unknown = options.sparkVersion;
  const verifiable = options.sparkSha512 !== undefined || options.sparkSigningKey !== undefined;
  if (value === undefined) return releaseOf(defaultSpark, true, table);
  return problems.attempt('sparkVersion', value, () => {
    const version = versionText(value, '4.0');
    if (verifiable && version.split('.').length === 2) {
      throw new InvalidValue(
        'a line moves to its newest release, and sparkSha512 and sparkSigningKey belong to one release',
        `Write the release, such as '${version}.0'`,
      );
    }
    return releaseOf(version, verifiable, table);
  });
}

function readJava(
  options: SparkImageOptions, { line, family }: Ground, base: BaseImage | undefined, problems: OptionProblems,
): string | undefined {
  const value: unknown = options.javaVersion;
  if (value !== undefined) {
    return problems.attempt('javaVersion', value, () => {
      const java = majorVersionText(value, line?.java[line.java.length - 1] ?? '17');
      if (line) checkJava(java, line, family);
      return java;
    });
  }
  if (!line) return undefined;
  const java = defaultJava(line, family);
  if (java === undefined) {
    problems.add(
      'baseImage',
      base?.reference.toString(),
      `it has no Java that Spark ${line.line} supports`,
      `A baseImage with Java ${line.java.join(', ')}: ${basesFor(line)}; or another sparkVersion`,
    );
  }
  return java;
}

function readPython(
  options: SparkImageOptions, { line, family }: Ground, base: BaseImage | undefined, problems: OptionProblems,
): string | undefined {
  const value: unknown = options.pythonVersion;
  if (value !== undefined) {
    return problems.attempt('pythonVersion', value, () => {
      const range = line ? `Python ${pythonRange(line)}, for example '3.10'` : "For example '3.10'";
      const python = versionText(value, '3.10');
      if (python.split('.').length !== 2) throw new InvalidValue('a minor version has two numbers', range);
      const objection = line && pythonObjection(python, line);
      if (objection) throw new InvalidValue(objection, range);
      checkPythonOfBase(python, family);
      return python;
    });
  }
  const objection = family && line && pythonObjection(family.python, line);
  if (family && line && objection) {
    problems.add(
      'baseImage',
      base?.reference.toString(),
      `${family.title} packages Python ${family.python}, and ${objection}`,
      `A baseImage with Python ${pythonRange(line)}: ${basesFor(line)}; or another sparkVersion`,
    );
  }
  return family?.python;
}

function readScala(options: SparkImageOptions, { line }: Ground, problems: OptionProblems): string | undefined {
  const value: unknown = options.scalaVersion;
  if (value === undefined) return line?.scala[0];
  return problems.attempt('scalaVersion', value, () => {
    const scala = versionText(value, '2.12');
    if (line && !line.scala.includes(scala)) {
      throw new InvalidValue(`Spark ${line.line} is not published for Scala ${scala}`, `One of ${line.scala.join(', ')}`);
    }
    return scala;
  });
}

function readPyspark(options: SparkImageOptions, { release }: Ground, problems: OptionProblems): string | undefined {
  const value: unknown = options.pysparkVersion;
  if (value === undefined) return undefined;
  return problems.attempt('pysparkVersion', value, () => {
    const example = defaultPyspark(release?.version ?? DEFAULT_SPARK_VERSION);
    if (typeof value === 'number') {
      throw new InvalidValue('it arrived as a number, which is no whole version', `Three numbers: '${example}'`);
    }
    const pyspark = versionText(value, example);
    checkPyspark(pyspark, release?.version ?? pyspark);
    return pyspark;
  });
}
