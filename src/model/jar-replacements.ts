import {
  JAR_REPLACEMENTS, JarReplacement, REMAINING_WEAKNESSES, RemainingWeakness, REPLACEMENT_SHA512,
} from '../catalogue/jar-replacements';
import { list, wordOf } from '../options/option';
import { OptionProblems } from '../options/option-problems';
import { compareVersions } from '../options/versions';
import { artifactOf, fileNameOf } from './extra-jars';
import { ExtraJar } from './image-structures';

const RECOMMENDED = 'recommended';
const NAMES = [...new Set(JAR_REPLACEMENTS.map(({ name }) => name))];

/** A JAR of Spark, and the one that takes its place. */
export interface ReplacedJar {
  /** Name of the file in Spark. */
  readonly old: string;
  readonly coordinates: string;
  readonly sha512: string;
}

/** What an image replaces together. */
export interface Replacement {
  readonly record: JarReplacement;
  readonly files: readonly ReplacedJar[];
}

/** The option `jarReplacements`: names, or `recommended` for every one that the release has. */
export const JAR_REPLACEMENTS_OPTION = list(
  (given) => wordOf(given, [RECOMMENDED, ...NAMES]), `One of ${[RECOMMENDED, ...NAMES].join(', ')}`,
).or([]);

/** The replacements that were asked for; a problem is noted for each that the release of Spark has none of. */
export function replacementsOf(wanted: readonly string[], sparkVersion: string, problems: OptionProblems): Replacement[] {
  const known = JAR_REPLACEMENTS.filter(({ spark }) => isBetween(sparkVersion, spark));
  for (const name of wanted) {
    if (name === RECOMMENDED || known.some((record) => record.name === name)) continue;
    const others = JAR_REPLACEMENTS.filter((record) => record.name === name).map(({ spark: [first, last] }) => `${first} to ${last}`);
    problems.add('jarReplacements', name, `the catalogue has no successor of ${name} in Spark ${sparkVersion}`,
      `Leave it out, or take a release of Spark for which it has one: ${others.join(', ')}`);
  }
  return known.filter(({ name }) => wanted.includes(name) || wanted.includes(RECOMMENDED)).map((record) => ({
    record,
    files: record.artifacts.map((artifact) => {
      const coordinates = `${artifact}:${record.to}`;
      return { old: `${artifact.split(':')[1]}-${record.from}.jar`, coordinates, sha512: REPLACEMENT_SHA512[coordinates] };
    }),
  }));
}

/** Known weaknesses of a release that the catalogue has no successor for. */
export function remainingWeaknesses(sparkVersion: string): RemainingWeakness[] {
  return REMAINING_WEAKNESSES.filter(({ spark }) => isBetween(sparkVersion, spark));
}

/** Notes a problem for each JAR that is added beside one that is replaced: Spark would have two of one artifact. */
export function checkReplacedJars(replacements: readonly Replacement[], jars: readonly ExtraJar[], problems: OptionProblems): void {
  for (const { record, files } of replacements) {
    const twice = jars.find((jar) => files.some((file) => artifactOf(file) === artifactOf(jar)));
    if (twice) problems.add('jarReplacements', record.name, `${fileNameOf(twice)} is added too`, 'Keep one of them');
  }
}

function isBetween(version: string, [first, last]: readonly [first: string, last: string]): boolean {
  return compareVersions(version, first) >= 0 && compareVersions(version, last) <= 0;
}
