import { fileNameOf } from '../../src/model/extra-jars';
import { SparkImage } from '../../src/model/spark-image';
import { SparkImageOptions } from '../../src/model/spark-image-options';
import { errorOf, makeImage } from './wrong-options';

const SHA512 = 'c'.repeat(128);
const SPARK_4_1 = { sparkVersion: '4.1.2', javaVersion: '17', baseImage: 'debian:bookworm-slim' };
const SPARK_4_2 = { ...SPARK_4_1, sparkVersion: '4.2.0' };

const filesOf = ({ extraJars }: SparkImage): string[] => extraJars.map(fileNameOf);
const propertiesOf = ({ _connectorProperties }: SparkImage) => Object.fromEntries(_connectorProperties.map(({ property, value }) => [property, value]));
const versionsOf = ({ _connectors }: SparkImage) => _connectors.map(({ record, version }) => `${record.name} ${version}`);

/** The one line that an image with these connectors is refused with. */
function refusal(connectors: unknown, options: Partial<SparkImageOptions> = {}): string {
  const error = errorOf(() => makeImage({ ...options, connectors: connectors as string[] }));
  expect(error.problems).toHaveLength(1);
  return error.message.split('\n')[1];
}

describe('connectors', () => {
  test('a name adds the files that Spark lacks, with their checksums', () => {
    const image = makeImage({ connectors: ['postgresql', 'kafka'] });
    expect(filesOf(image)).toEqual([
      'postgresql-42.7.14.jar', 'spark-sql-kafka-0-10_2.12-3.5.3.jar', 'spark-token-provider-kafka-0-10_2.12-3.5.3.jar', 'kafka-clients-3.4.1.jar', 'commons-pool2-2.11.1.jar',
    ]);
    for (const { sha512 } of image.extraJars) expect(sha512).toMatch(/^[0-9a-f]{128}$/);
  });

  test('one name alone, as the command line gives it, is a list of one', () => {
    const given: unknown = 'postgresql';
    expect(versionsOf(makeImage({ connectors: given as string[] }))).toEqual(['postgresql 42.7.14']);
  });

  test('none is the default', () => {
    expect(makeImage({})).toMatchObject({ extraJars: [], _connectors: [], _connectorProperties: [] });
  });

  test('files of the user stand beside those of connectors', () => {
    const own = { coordinates: 'org.example:a:1', sha512: SHA512 };
    expect(filesOf(makeImage({ connectors: ['postgresql'], extraJars: [own] }))).toEqual(['a-1.jar', 'postgresql-42.7.14.jar']);
    expect(makeImage({ connectors: ['postgresql'], extraJars: [own] })._ownJars).toEqual([own]);
  });

  test('S3 is modules of the SDK, or the bundle on demand', () => {
    const modules = filesOf(makeImage({ connectors: ['s3'] }));
    expect(modules).toEqual(expect.arrayContaining(['hadoop-aws-3.3.4.jar', 'aws-java-sdk-s3-1.12.262.jar', 'jackson-dataformat-cbor-2.15.2.jar']));
    expect(modules).not.toContain('aws-java-sdk-bundle-1.12.262.jar');
    expect(filesOf(makeImage({ connectors: [{ name: 's3', sdk: 'bundle' }] }))).toEqual(['hadoop-aws-3.3.4.jar', 'aws-java-sdk-bundle-1.12.262.jar']);
    expect(filesOf(makeImage({ ...SPARK_4_2, connectors: ['s3'] }))).toHaveLength(36);
  });

  test.each([
    ['3.5.3', 's3 3.3.4'], ['4.0.2', 's3 3.4.1'], ['4.1.2', 's3 3.4.2'], ['4.2.0', 's3 3.5.0'],
  ])('of Spark %s it is that of the Hadoop in it: %s', (sparkVersion, expected) => {
    expect(versionsOf(makeImage({ ...SPARK_4_1, sparkVersion, connectors: ['s3'] }))).toEqual([expected]);
  });

  test('the newest version that the Java of the image reads is taken', () => {
    expect(versionsOf(makeImage({ connectors: ['iceberg'] }))).toEqual(['iceberg 1.10.2']);
    expect(versionsOf(makeImage({ javaVersion: '17', connectors: ['iceberg'] }))).toEqual(['iceberg 1.12.0']);
  });

  test('a version can be chosen', () => {
    expect(versionsOf(makeImage({ javaVersion: '17', connectors: [{ name: 'iceberg', version: '1.10.1' }] }))).toEqual(['iceberg 1.10.1']);
  });

  test('what adds to Iceberg is no newer than that', () => {
    expect(versionsOf(makeImage({ connectors: ['iceberg-aws', 'iceberg'] }))).toEqual(['iceberg-aws 1.10.1', 'iceberg 1.10.2']);
    expect(versionsOf(makeImage({ javaVersion: '17', connectors: ['iceberg', 'iceberg-aws'] }))).toEqual(['iceberg 1.12.0', 'iceberg-aws 1.12.0']);
  });

  test("what belongs to Spark has Spark's version, or that of the nearest patch release", () => {
    expect(versionsOf(makeImage({ connectors: ['avro'] }))).toEqual(['avro 3.5.3']);
    expect(versionsOf(makeImage({ sparkVersion: '3.5.8', connectors: ['avro'] }))).toEqual(['avro 3.5.7']);
    expect(versionsOf(makeImage({ ...SPARK_4_1, sparkVersion: '4.1.0', connectors: ['avro'] }))).toEqual(['avro 4.1.1']);
  });

  test('Scala 2.13 has files of its own', () => {
    expect(filesOf(makeImage({ scalaVersion: '2.13', connectors: ['delta'] }))).toEqual(['delta-spark_2.13-3.3.3.jar', 'delta-storage-3.3.3.jar']);
  });

  test('lists of properties are joined in the order of the connectors', () => {
    expect(propertiesOf(makeImage({ connectors: ['delta', 'iceberg'] }))).toMatchObject({
      'spark.sql.extensions': 'io.delta.sql.DeltaSparkSessionExtension,org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions',
      'spark.sql.catalog.spark_catalog': 'org.apache.spark.sql.delta.catalog.DeltaCatalog',
      'spark.sql.catalog.local.type': 'hadoop',
    });
    expect(propertiesOf(makeImage({ connectors: ['iceberg', 'delta'] }))['spark.sql.extensions']).toMatch(/^org\.apache\.iceberg\..*,io\.delta\./);
  });

  test('the server of Spark Connect is one of them', () => {
    const image = makeImage({ connectors: ['connect'], defaultMode: 'connect', startupArchives: ['connect'] });
    expect(filesOf(image)).toEqual(['spark-connect_2.12-3.5.1.jar']);
  });

  test('properties that contradict each other are taken where the image says which counts', () => {
    const environment = { SPARK_CONF_spark_sql_catalog_spark___catalog: 'org.apache.spark.sql.delta.catalog.DeltaCatalog' };
    expect(versionsOf(makeImage({ connectors: ['delta', 'hudi'], environment }))).toEqual(['delta 3.3.3', 'hudi 1.2.0']);
  });
});

describe('connectors that cannot be', () => {
  test.each([
    [['s3a'], {}, 'connectors[0] = "s3a": the catalogue has no connector of that name', "Did you mean 's3'?"],
    [['Postgres'], {}, 'connectors[0] = "Postgres"', "Did you mean 'postgresql'?"],
    [['iceberk'], {}, 'connectors[0] = "iceberk"', "Did you mean 'iceberg'?"],
    [['cassandra'], {}, 'connectors[0] = "cassandra"', 'For any other JAR use extraJars, with coordinates and checksum'],
    [[42], {}, 'connectors[0] = 42: it is number', 'names of connectors'],
    [[['s3']], {}, 'connectors[0] = ["s3"]: it is a list', 'names of connectors'],
    [{}, {}, 'connectors.name = undefined', 'this is undefined'],
    [['s3', 's3'], {}, 'connectors[1] = "s3": it is in the list twice', 'Every connector once'],
    [['s3', { name: 's3', sdk: 'bundle' }], {}, 'connectors[1] = "s3": it is in the list twice', 'Every connector once'],
    [[{ name: 'iceberg', versions: '1' }], {}, 'connectors[0].versions = "1"', 'Did you mean version?'],
    [[{ name: 'iceberg', version: 1.1 }], {}, 'connectors[0].version = 1.1: it is a number', "'1.10.2'"],
    [[{ name: 'iceberg', version: 'latest' }], {}, 'connectors[0].version = "latest": that is not a version', "'1.10.2'"],
    [[{ name: 'iceberg', version: '9.9' }], {}, 'connectors[0].version = "9.9": the catalogue has no such iceberg for Spark 3.5 with Scala 2.12', 'One of 1.12.0, 1.11.0, 1.10.2, 1.10.1'],
    [[{ name: 'iceberg', version: '1.12.0' }], {}, 'iceberg 1.12.0 needs Java 17, and javaVersion is 11', 'Choose iceberg 1.10.2, or javaVersion 17'],
    [[{ name: 's3', version: '3.4.2' }], {}, 'connectors[0].version = "3.4.2": its version follows Hadoop: for Spark 3.5.3 it is 3.3.4', 'Leave the version out'],
    [[{ name: 'kafka', version: '3.5.9' }], {}, 'its version follows Spark: for Spark 3.5.3 it is 3.5.3', 'Leave the version out'],
    [[{ name: 's3', sdk: 'lean' }], {}, 'connectors[0].sdk = "lean"', 'One of modules, bundle'],
    [[{ name: 'kafka', sdk: 'bundle' }], {}, 'connectors[0].sdk = "bundle": kafka has no choice of SDKs', 's3 alone'],
    [['iceberg'], SPARK_4_2, 'the catalogue has no iceberg for Spark 4.2 with Scala 2.13', 'Choose Spark 3.5 with Scala 2.12, or Spark 3.5 with Scala 2.13, or Spark 4.0 with Scala 2.13, or Spark 4.1'],
    [['delta'], { sparkVersion: '3.4.4' }, 'the catalogue has no delta for Spark 3.4 with Scala 2.12', 'by extraJars'],
    [['hudi'], SPARK_4_1, 'the catalogue has no hudi for Spark 4.1', 'Choose Spark 3.5 with Scala 2.12'],
    [['connect'], SPARK_4_1, 'Spark 4.1.2 holds it already', 'Leave it out'],
    [['delta', 'hudi'], {}, 'delta and hudi both need spark.sql.catalog.spark_catalog, with different values', 'SPARK_CONF_spark_sql_catalog_spark___catalog'],
    [['iceberg-aws'], {}, 'it adds to iceberg, which is not in the list', "Add 'iceberg'"],
    [['iceberg', 'iceberg-gcp'], {}, 'the oldest iceberg-gcp of the catalogue is 1.11.0, newer than iceberg 1.10.2', 'Choose both versions'],
    [['s3'], { extraJars: [{ coordinates: 'org.apache.hadoop:hadoop-aws:3.3.6', sha512: SHA512 }] }, 'hadoop-aws-3.3.6.jar is added too, and the connector has hadoop-aws already', 'Keep one'],
    [['s3'], { extraJars: [{ url: 'https://example.com/hadoop-aws-3.3.4.jar', sha512: SHA512 }] }, 'hadoop-aws-3.3.4.jar is added too', 'Keep one'],
    [['connect'], { sparkConnect: { sha512: SHA512 } }, 'spark-connect_2.12-3.5.3.jar is added too', 'Keep one'],
  ] as ReadonlyArray<[unknown, Partial<SparkImageOptions>, string, string]>)('%j with %j', (connectors, options, why, allowed) => {
    const line = refusal(connectors, options);
    expect(line).toContain(why);
    expect(line).toContain(allowed);
  });
});
