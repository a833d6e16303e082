import { JAR_REPLACEMENTS, REPLACEMENT_SHA512 } from '../../src/catalogue/jar-replacements';
import { SPARK_RELEASES } from '../../src/catalogue/spark-releases';
import { remainingWeaknesses, replacementsOf } from '../../src/model/jar-replacements';
import { OptionProblems } from '../../src/options/option-problems';
import { compareVersions } from '../../src/options/versions';
import { dockerfileOf } from '../../src/render/dockerfile/dockerfile';
import { renderReplacedJars } from '../../src/render/image-inputs';
import { renderOpenVex } from '../../src/render/openvex';
import { expectRefusal, makeImage, titled, WrongChoice } from './wrong-options';

const NOBLE = { baseImage: 'ubuntu:24.04' };
const versionsOf = (options: object): string[] => makeImage(options)._replacements.map(({ record }) => `${record.name} ${record.to}`);

describe('the catalogue of replacements', () => {
  test.each(JAR_REPLACEMENTS.map((record) => [`${record.name} of ${record.spark.join(' to ')}`, record] as const))('%s is whole', (_, record) => {
    const releases = SPARK_RELEASES.map(({ version }) => version);
    expect(releases).toEqual(expect.arrayContaining([...record.spark]));
    expect(compareVersions(record.to, record.from)).toBeGreaterThan(0);
    expect(record.to.split('.')[0]).toBe(record.from.split('.')[0]);
    for (const artifact of record.artifacts) expect(REPLACEMENT_SHA512[`${artifact}:${record.to}`]).toMatch(/^[0-9a-f]{128}$/);
    expect(record.closes.length).toBeGreaterThan(0);
    for (const { id, artifact, source } of record.closes) {
      expect(id).toMatch(/^(?:CVE-\d{4}-\d+|GHSA(?:-[a-z0-9]{4}){3})$/);
      expect(record.artifacts).toContain(artifact);
      expect(source).toMatch(/^https:\/\//);
      expect(source).toContain(id);
    }
  });

  test('has no checksum that no record uses', () => {
    const used = JAR_REPLACEMENTS.flatMap(({ artifacts, to }) => artifacts.map((artifact) => `${artifact}:${to}`));
    expect(Object.keys(REPLACEMENT_SHA512).sort()).toEqual([...new Set(used)].sort());
  });

  test('replaces no file twice in any release', () => {
    for (const { version } of SPARK_RELEASES) {
      const old = replacementsOf(['recommended'], version, new OptionProblems()).flatMap(({ files }) => files.map((file) => file.old));
      expect(new Set(old).size).toBe(old.length);
    }
  });
});

describe('jarReplacements', () => {
  test.each([
    [{}, []],
    [{ jarReplacements: [] }, []],
    [{ jarReplacements: ['recommended'] }, ['log4j 2.25.4', 'ivy 2.5.3']],
    [{ jarReplacements: 'recommended' }, ['log4j 2.25.4', 'ivy 2.5.3']],
    [{ jarReplacements: ['ivy'] }, ['ivy 2.5.3']],
    [{ jarReplacements: ['recommended', 'ivy'] }, ['log4j 2.25.4', 'ivy 2.5.3']],
    [{ jarReplacements: ['recommended'], sparkVersion: '3.5.9' }, ['log4j 2.25.4']],
    [{ jarReplacements: ['recommended'], sparkVersion: '4.0.0', ...NOBLE }, ['log4j 2.25.4', 'jackson-core 2.18.8']],
    [{ jarReplacements: ['recommended'], sparkVersion: '4.1.1', ...NOBLE }, ['log4j 2.25.4']],
    [{ jarReplacements: ['recommended'], sparkVersion: '4.1.2', ...NOBLE }, ['log4j 2.25.4', 'jackson-core 2.21.5']],
    [{ jarReplacements: ['recommended'], sparkVersion: '4.2.0', ...NOBLE }, ['jackson-core 2.21.5']],
    [{ jarReplacements: ['recommended'], sparkVersion: '3.4.4' }, []],
    [{ jarReplacements: ['recommended'], sparkVersion: '4.1.4', sparkSha512: 'a'.repeat(128), ...NOBLE }, []],
  ])('%j gives %j', (options, versions) => {
    expect(versionsOf(options)).toEqual(versions);
  });

  const JAR = { sha512: 'a'.repeat(128) };
  const WRONG: readonly WrongChoice[] = [
    [{ jarReplacements: ['netty'] }, 'jarReplacements[0] = "netty"', 'not one of its values', 'One of recommended, log4j, ivy, jackson-core'],
    [{ jarReplacements: [true] }, 'jarReplacements[0] = true', 'not one of its values', 'One of recommended'],
    [{ jarReplacements: ['ivy', 'ivy'] }, 'jarReplacements[1] = "ivy"', 'it is in the list twice', 'Every entry once'],
    [{ jarReplacements: ['jackson-core'] }, 'jarReplacements = "jackson-core"', 'no successor of jackson-core in Spark 3.5.3', '4.0.0 to 4.0.2, 4.0.3 to 4.0.4, 4.1.2 to 4.1.3, 4.2.0 to 4.2.0'],
    [{ jarReplacements: ['ivy'], sparkVersion: '3.5.9' }, 'jarReplacements = "ivy"', 'no successor of ivy in Spark 3.5.9', '3.5.0 to 3.5.8'],
    [{ jarReplacements: ['log4j'], extraJars: [{ ...JAR, coordinates: 'org.apache.logging.log4j:log4j-core:2.26.1' }] }, 'jarReplacements = "log4j"', 'log4j-core-2.26.1.jar is added too', 'Keep one of them'],
  ];

  test.each(titled(WRONG))('%s is refused', (_, choice) => expectRefusal(() => makeImage(choice[0]), choice));

  test('the builder fetches the successors by their checksums, and then removes the old files, which must be there', () => {
    const image = makeImage({ jarReplacements: ['ivy'] });
    const instructions = dockerfileOf(image).stages[0].instructions.map(({ text }) => text);
    const at = instructions.findIndex((text) => text.includes('replaced-jars.txt /opt/spark/jars'));
    expect(instructions[at]).toMatch(/rm \/opt\/spark\/jars\/ivy-2\.5\.1\.jar$/);
    expect(instructions.findIndex((text) => text.includes('fetch-spark.sh /opt/spark'))).toBeLessThan(at);
    expect(image.builderPackages.map(({ name }) => name)).toContain('openjdk-11-jre-headless');
    expect(renderReplacedJars(image)).toContain(`${REPLACEMENT_SHA512['org.apache.ivy:ivy:2.5.3']} org.apache.ivy:ivy:2.5.3\n`);
    expect(dockerfileOf(makeImage({})).stages[0].instructions.map(({ text }) => text).join('\n')).not.toContain('replaced-jars');
  });

  test('OpenVEX states what the records prove, and nothing of what remains', () => {
    const image = makeImage({ jarReplacements: ['recommended'], owner: 'acme' });
    const { statements, ...document } = JSON.parse(renderOpenVex(image));
    expect(document).toMatchObject({ '@context': 'https://openvex.dev/ns/v0.2.0', 'author': 'acme', 'version': 1, 'timestamp': expect.stringMatching(/^\d{4}-\d\d-\d\dT/) });
    expect(statements.map(({ vulnerability, status, products }: VexStatement) => [vulnerability.name, status, products[0].subcomponents[0]['@id']])).toEqual([
      ['CVE-2025-68161', 'fixed', 'pkg:maven/org.apache.logging.log4j/log4j-core@2.25.4'],
      ['CVE-2026-34477', 'fixed', 'pkg:maven/org.apache.logging.log4j/log4j-core@2.25.4'],
      ['CVE-2022-46751', 'fixed', 'pkg:maven/org.apache.ivy/ivy@2.5.3'],
    ]);
    expect(statements[0].products[0]['@id']).toBe('pkg:oci/demo?repository_url=ghcr.io/acme/demo');
    expect(renderOpenVex(image)).not.toContain('CVE-2022-46337');
  });

  test.each([['3.5.3', ['CVE-2022-46337', 'GHSA-72hv-8253-57qq']], ['4.2.0', ['CVE-2022-46337']], ['3.4.4', []]])('what remains of Spark %s', (version, ids) => {
    expect(remainingWeaknesses(version).map(({ id }) => id)).toEqual(ids);
  });
});

interface VexStatement {
  readonly vulnerability: { readonly name: string };
  readonly status: string;
  readonly products: ReadonlyArray<{ readonly subcomponents: ReadonlyArray<{ readonly '@id': string }> }>;
}
