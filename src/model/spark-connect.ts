import { findMode } from '../catalogue/modes';
import { membersOf } from '../options/option';
import { OptionProblems } from '../options/option-problems';
import { textOf } from '../options/text-values';
import { compareVersions } from '../options/versions';
import { fileNameOf } from './extra-jars';
import { ExtraJar } from './image-structures';

/** First line that has a server of Spark Connect at all. */
const EXISTS_SINCE = '3.4';

/** What decides where the server of Spark Connect comes from. */
interface ConnectFacts {
  readonly sparkVersion: string;
  readonly scalaVersion: string;
  readonly extraJars: readonly ExtraJar[];
}

/**
 * The JAR of the option `sparkConnect`, with a problem noted where there cannot be one. Its checksum is the user's: the
 * archive of Spark, which is verified, does not hold it before Spark 4.0.
 */
export function connectJar(given: unknown, facts: ConnectFacts, problems: OptionProblems): ExtraJar[] {
  if (given === undefined) return [];
  const members = membersOf('sparkConnect', given, problems, "{ sha512: '…' }", ['sha512']);
  if (bundled(facts.sparkVersion)) {
    problems.add('sparkConnect', given, `Spark ${facts.sparkVersion} holds the server of Spark Connect already`, 'Leave it out');
    return [];
  }
  if (compareVersions(facts.sparkVersion, EXISTS_SINCE) < 0) {
    problems.add('sparkConnect', given, `Spark ${facts.sparkVersion} has no Spark Connect`, `Spark ${EXISTS_SINCE} or later`);
    return [];
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return [];
  const sha512 = problems.attempt('sparkConnect.sha512', members.sha512, () => textOf('sha512', members.sha512).toLowerCase());
  if (sha512 === undefined) return [];
  const jar = { coordinates: connectCoordinates(facts), sha512 };
  if (facts.extraJars.some((other) => fileNameOf(other) === fileNameOf(jar))) {
    problems.add('sparkConnect', given, `extraJars has ${fileNameOf(jar)} too`, 'Keep one of them');
    return [];
  }
  return [jar];
}

/** Notes a problem where a container would run a server of Spark Connect that the image does not have. */
export function checkDefaultMode(
  mode: string,
  environment: { readonly [name: string]: string },
  facts: ConnectFacts,
  problems: OptionProblems,
): void {
  if (mode === 'connect') checkConnectServer('defaultMode', mode, environment, facts, problems);
}

/** Notes a problem with an option that asks for a server of Spark Connect, where the image does not have it. */
export function checkConnectServer(
  option: string, value: unknown, properties: { readonly [name: string]: string }, facts: ConnectFacts, problems: OptionProblems,
): void {
  if (bundled(facts.sparkVersion) || facts.extraJars.some((jar) => fileNameOf(jar).startsWith('spark-connect_'))) return;
  if (properties.SPARK_CONF_spark_jars !== undefined || properties.SPARK_CONF_spark_jars_packages !== undefined) return;
  problems.add(option, value, `Spark ${facts.sparkVersion} does not hold the server of Spark Connect`,
    `Add connectors: ['connect'], or sparkConnect: { sha512 } with the SHA-512 of ${connectCoordinates(facts)}, or take Spark ` +
      `${findMode('connect').bundledSince ?? ''} or later`);
}

/** `org.apache.spark:spark-connect_2.12:3.5.3`, the server of Spark Connect for a release. */
export function connectCoordinates({ sparkVersion, scalaVersion }: Pick<ConnectFacts, 'sparkVersion' | 'scalaVersion'>): string {
  return `org.apache.spark:spark-connect_${scalaVersion}:${sparkVersion}`;
}

function bundled(sparkVersion: string): boolean {
  return compareVersions(sparkVersion, findMode('connect').bundledSince ?? '0') >= 0;
}
