import { BaseImageFamily } from '../catalogue/base-images';
import { SparkLine, SparkRelease } from '../catalogue/spark-releases';
import {
  checkJava, checkPyspark, checkPythonOfBase, defaultJava, defaultPyspark, familyOf, pythonObjection, pythonRange, releaseOf, sparkLineOf,
} from './compatibility';
import { ImageReference } from './image-reference';
import { InvalidValue, OptionProblems } from './option-problems';
import { SparkImageOptions } from './spark-image-options';
import { lineOf, majorVersionText, versionText } from './versions';

/** Versions that go together. */
export interface Platform {
  readonly release: SparkRelease;
  readonly line: SparkLine;
  readonly family: BaseImageFamily | undefined;
  readonly javaVersion: string;
  readonly pythonVersion: string | undefined;
  readonly scalaVersion: string;
  readonly pysparkVersion: string;
}

/** Reads and checks the versions against each other: Spark x Java x Python x Scala x base image x client. */
export function platformOf(options: SparkImageOptions, base: ImageReference, problems: OptionProblems, defaultSpark: string): Platform {
  const family = familyOf(base);
  const release = readRelease(options, problems) ?? releaseOf(defaultSpark, true);
  const line = sparkLineOf(release.version);
  return {
    release,
    line,
    family,
    javaVersion: readJava(options, line, family, base, problems),
    pythonVersion: readPython(options, line, family, problems),
    scalaVersion: readScala(options, line, problems),
    pysparkVersion: readPyspark(options, release.version, problems),
  };
}

function readRelease(options: SparkImageOptions, problems: OptionProblems): SparkRelease | undefined {
  const value: unknown = options.sparkVersion;
  const verifiable = options.sparkSha512 !== undefined || options.sparkSigningKey !== undefined;
  if (value === undefined) return undefined;
  return problems.attempt('sparkVersion', value, () => releaseOf(versionText(value, '4.0'), verifiable));
}

function readJava(options: SparkImageOptions, line: SparkLine, family: BaseImageFamily | undefined, base: ImageReference, problems: OptionProblems): string {
  const value: unknown = options.javaVersion;
  const fallback = line.java[0];
  if (value === undefined) {
    const java = defaultJava(line, family);
    if (java === undefined) {
      problems.add('baseImage', base.toString(), `it packages no Java that Spark ${line.line} supports`, `A base image with Java ${line.java.join(', ')}, or another sparkVersion`);
    }
    return java ?? fallback;
  }
  return problems.attempt('javaVersion', value, () => {
    const java = majorVersionText(value, line.java[line.java.length - 1]);
    checkJava(java, line, family);
    return java;
  }) ?? fallback;
}

function readPython(options: SparkImageOptions, line: SparkLine, family: BaseImageFamily | undefined, problems: OptionProblems): string | undefined {
  const value: unknown = options.pythonVersion;
  if (value === undefined) {
    const objection = family && pythonObjection(family.python, line);
    if (family && objection) {
      problems.add('baseImage', options.baseImage, `${family.title} packages Python ${family.python}, and ${objection}`, `A base image with Python ${pythonRange(line)}, or another sparkVersion`);
    }
    return family?.python;
  }
  return problems.attempt('pythonVersion', value, () => {
    const python = versionText(value, '3.10');
    if (python.split('.').length !== 2) throw new InvalidValue('a minor version has two numbers', `Python ${pythonRange(line)}, for example '3.10'`);
    const objection = pythonObjection(python, line);
    if (objection) throw new InvalidValue(objection, `Python ${pythonRange(line)}`);
    checkPythonOfBase(python, family);
    return python;
  });
}

function readScala(options: SparkImageOptions, line: SparkLine, problems: OptionProblems): string {
  const value: unknown = options.scalaVersion;
  if (value === undefined) return line.scala[0];
  return problems.attempt('scalaVersion', value, () => {
    const scala = versionText(value, '2.12');
    if (!line.scala.includes(scala)) throw new InvalidValue(`Spark ${line.line} is not published for Scala ${scala}`, `One of ${line.scala.join(', ')}`);
    return scala;
  }) ?? line.scala[0];
}

function readPyspark(options: SparkImageOptions, sparkVersion: string, problems: OptionProblems): string {
  const value: unknown = options.pysparkVersion;
  if (value === undefined) return defaultPyspark(sparkVersion);
  return problems.attempt('pysparkVersion', value, () => {
    const pyspark = versionText(value, `${lineOf(sparkVersion)}`);
    checkPyspark(pyspark, sparkVersion);
    return pyspark;
  }) ?? defaultPyspark(sparkVersion);
}
