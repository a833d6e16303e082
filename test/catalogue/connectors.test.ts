import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { CONNECTOR_NAMES, CONNECTORS } from '../../src/catalogue/connectors';
import { knownJars, knownVersions, readJars } from '../../src/catalogue/connectors/jars';
import { SPARK_LINES, SPARK_RELEASES } from '../../src/catalogue/spark-releases';
import { SparkConnector } from '../../src/model/choice-names';
import { connectorsOf } from '../../src/model/connectors';
import { artifactOf } from '../../src/model/extra-jars';
import { OptionProblems } from '../../src/options/option-problems';

/** JARs of Spark that have the name of another project's. */
const NAMESAKES: { readonly [artifact: string]: string } = { annotations: 'software.amazon.awssdk; that of Spark is of JetBrains' };

/** Line 4.3 takes no newer JARs of others than 4.2 (https://github.com/apache/spark-website/pull/688). */
const LIKE: { readonly [line: string]: string } = { 4.3: '4.2' };

const sparkJars = new Map(readFileSync(path.join(__dirname, '../../projenrc/connectors/spark-jars.txt'), 'utf8').split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split(' '))
  .map(([name, ...lines]) => [name, lines] as const));

const platforms = SPARK_LINES.flatMap(({ line, scala, hadoop }) => scala.flatMap((scalaVersion) => SPARK_RELEASES
  .filter(({ version }) => version.startsWith(`${line}.`))
  .map(({ version }) => ({ line, sparkVersion: version, scalaVersion, javaVersion: '99', hadoop, lines: SPARK_LINES }))));

describe('the catalogue of connectors', () => {
  test('has a name for each, which editors complete', () => {
    expect([...CONNECTOR_NAMES].sort()).toEqual(Object.values<string>(SparkConnector).sort());
    const others = CONNECTORS.flatMap(({ otherNames = [] }) => otherNames);
    expect([...new Set([...CONNECTOR_NAMES, ...others])]).toHaveLength(CONNECTOR_NAMES.length + others.length);
  });

  test('knows size, Java and licence of every file', () => {
    expect(knownJars().size).toBeGreaterThan(200);
    for (const { bytes, java, licence } of knownJars().values()) {
      expect(bytes).toBeGreaterThan(3000);
      expect([8, 11, 17]).toContain(java);
      expect(licence).toMatch(/^(?:Apache-2\.0|MIT|BSD-2-Clause|CC0-1\.0-AND-BSD-2-Clause|GPL-2\.0-only-with-Universal-FOSS-exception)$/);
    }
  });

  test('refuses a line that is no record', () => {
    expect(() => readJars(`a:b:1 10 8 MIT ${'0'.repeat(127)}\n`)).toThrow("Write it by 'npm run connectors'");
    expect(() => readJars('a:b:1\n')).toThrow('"a:b:1"');
    expect(readJars(`# comment\n\na:b:1 10 8 MIT ${'0'.repeat(128)}\n`).get('a:b:1')).toMatchObject({ bytes: 10, java: 8 });
  });

  test('lists versions with the newest first, and those of a series', () => {
    expect(knownVersions('org.apache.iceberg:iceberg-spark-runtime-3.5_2.12:{version}').slice(0, 2)).toEqual(['1.12.0', '1.11.0']);
    expect(knownVersions('io.delta:delta-storage:{version}', '3.3')).toEqual(['3.3.3']);
  });

  // Two versions of one class on the class path are resolved by chance.
  test('names no file that Spark has itself', () => {
    const wrong = platforms.flatMap((platform) => CONNECTORS.flatMap((record) => ['modules', 'bundle'].flatMap((sdk) => {
      const found = connectorsOf([{ place: '', record, sdk: record.name === 's3' ? sdk as 'modules' : undefined }], platform, new OptionProblems());
      return found.flatMap(({ files }) => files)
        .map((file) => artifactOf(file).replace(/_2\.1[23]$/, ''))
        .filter((artifact) => !(artifact in NAMESAKES) && sparkJars.get(artifact)?.includes(LIKE[platform.line] ?? platform.line))
        .map((artifact) => `${platform.sparkVersion}: ${record.name} has ${artifact}`);
    })));
    expect(wrong).toEqual([]);
    expect(sparkJars.get('spark-connect')).toEqual(['4.0', '4.1', '4.2']);
  });

  test.each(CONNECTORS.map(({ name, ...record }) => [name, record] as const))('%s is there for some line, and every file that it names is known', (name, { builds }) => {
    const record = CONNECTORS.find((one) => one.name === name) ?? CONNECTORS[0];
    const wanted = { place: '', record: { ...record, partOf: undefined } };
    expect(platforms.some((platform) => connectorsOf([wanted], platform, new OptionProblems()).length > 0)).toBe(true);
    for (const { coordinates } of builds.flatMap(({ jars }) => jars)) {
      if (!coordinates.includes('{')) expect([coordinates, knownJars().has(coordinates)]).toEqual([coordinates, true]);
    }
  });
});
