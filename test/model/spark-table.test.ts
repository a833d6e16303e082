import { clientMatrix } from '../../src/model/client-matrix';
import { Repository } from '../../src/model/repository';
import { expectRefusal, makeImage, titled, WrongChoice } from './wrong-options';

const KEY = 'AB'.repeat(20);
const SHA512 = 'c'.repeat(128);
const LINE = { version: '4.4.0', signingKey: KEY, javaVersions: ['21', '17'], pythonMin: '3.11', pythonMax: '3.14', scalaVersions: ['2.13'], hadoopVersion: '3.5.0' };
const ON_NOBLE = { baseImage: 'ubuntu:24.04' };

describe('sparkReleases', () => {
  test('adds a release of a known line, which the line means from then on', () => {
    const image = makeImage({ sparkReleases: [{ version: '4.2.2', signingKey: KEY.toLowerCase() }], sparkVersion: '4.2' });
    expect(image).toMatchObject({ sparkVersion: '4.2.2', sparkSigningKey: KEY, sparkLine: '4.2', warnings: [] });
  });

  test('says that a release is not the newest one', () => {
    const image = makeImage({ sparkReleases: [{ version: '4.2.2', signingKey: KEY }], sparkVersion: '4.2.0' });
    expect(image.warnings).toEqual(["Spark 4.2.0 is not the newest patch of its line. Set sparkVersion: '4.2.2'."]);
  });

  test('names the checksum of a release whose key is not known', () => {
    const image = makeImage({ sparkReleases: [{ version: '4.3.0', sha512: SHA512.toUpperCase() }], sparkVersion: '4.3', ...ON_NOBLE });
    expect(image).toMatchObject({ sparkVersion: '4.3.0', sparkSha512: SHA512, sparkSigningKey: undefined });
  });

  test('adds a line, with its Java, Python, Scala and Hadoop', () => {
    const image = makeImage({ sparkReleases: [LINE], sparkVersion: '4.4', ...ON_NOBLE, connectors: ['s3'] });
    expect(image).toMatchObject({ sparkVersion: '4.4.0', javaVersion: '17', scalaVersion: '2.13', pysparkVersion: '4.4.0' });
    expect(image.extraJars.map(({ coordinates }) => coordinates)).toContain('org.apache.hadoop:hadoop-aws:3.5.0');
    expect(new Set(clientMatrix(image).map(({ java }) => java))).toEqual(new Set(['17', '21']));
    expect(() => makeImage({ sparkReleases: [LINE], sparkVersion: '4.4', ...ON_NOBLE, connectors: ['kafka'] })).toThrow('the catalogue has no kafka for Spark 4.4');
  });

  test('changes no other image', () => {
    makeImage({ sparkReleases: [LINE] });
    expect(() => makeImage({ sparkVersion: '4.4' })).toThrow('no line 4.4 of Apache Spark is supported');
  });

  test('widens what is known of a line', () => {
    const sparkReleases = [{ version: '4.3.0', sha512: SHA512, javaVersions: ['17', '21'] }];
    expect(makeImage({ sparkReleases, sparkVersion: '4.3', baseImage: 'debian:13' })).toMatchObject({ javaVersion: '21', pythonVersion: '3.13' });
  });

  test('takes a release that the catalogue knows by now, with the same key or with a checksum', () => {
    const known = '709226B910E0F10917123B6259B586ADA5A538D1';
    expect(makeImage({ sparkReleases: [{ version: '4.2.0', signingKey: known }], sparkVersion: '4.2.0' }).sparkSigningKey).toBe(known);
    expect(makeImage({ sparkReleases: [{ version: '4.2.0', sha512: SHA512 }], sparkVersion: '4.2.0' })).toMatchObject({ sparkSha512: SHA512, sparkSigningKey: known });
  });

  test('gives a line its end of life, which the image says', () => {
    const sparkReleases = [{ ...LINE, endOfLife: '2028-07-27', source: 'https://spark.apache.org/docs/4.4.0' }];
    const { image } = Repository.read({ name: 'demo', sparkReleases, sparkVersion: '4.4', ...ON_NOBLE });
    expect(image._line).toMatchObject({ endOfLife: { date: '2028-07-27', estimated: false }, source: 'https://spark.apache.org/docs/4.4.0' });
  });

  const WRONG: readonly WrongChoice[] = [
    [{ sparkReleases: '4.2.2' }, 'sparkReleases = "4.2.2"', 'it is string, not a list', "Give a list of { version: '4.3.1'"],
    [{ sparkReleases: ['4.2.2'] }, 'sparkReleases[0] = "4.2.2"', 'it is string', "Give { version: '4.3.1', signingKey or sha512 }"],
    [{ sparkReleases: [{ signingKey: KEY }] }, 'sparkReleases[0].version = undefined', 'it is missing', "'4.3.1'"],
    [{ sparkReleases: [{ version: '4.2', signingKey: KEY }] }, 'sparkReleases[0].version = "4.2"', 'it has 2 of 3 numbers', "Three numbers: '4.3.1'"],
    [{ sparkReleases: [{ version: '4.2.0-preview1', signingKey: KEY }] }, 'sparkReleases[0].version = "4.2.0-preview1"', 'that is not a version', 'numbers and dots'],
    [{ sparkReleases: [{ version: '4.2.2' }] }, 'sparkReleases[0] = "4.2.2"', 'nothing says how its download is verified', 'Add signingKey or sha512'],
    [{ sparkReleases: [{ version: '4.2.2', signingKey: 'A538D1' }] }, 'sparkReleases[0].signingKey = "A538D1"', 'not the full fingerprint', '40 hexadecimal'],
    [{ sparkReleases: [{ version: '4.2.2', sha512: 'abc' }] }, 'sparkReleases[0].sha512 = "abc"', 'that is not a SHA-512 checksum', '128 hexadecimal digits'],
    [{ sparkReleases: [{ version: '4.2.0', signingKey: KEY }] }, `sparkReleases[0].signingKey = "${KEY}"`, 'another key signed Spark 4.2.0: 7092', 'Leave it out'],
    [{ sparkReleases: [{ version: '4.4.0', signingKey: KEY }] }, 'sparkReleases[0] = "4.4.0"', 'the catalogue has no line 4.4, and the entry does not say javaVersions, pythonMin, scalaVersions, hadoopVersion', 'Add them'],
    [{ sparkReleases: [{ version: '3.2.4', signingKey: KEY }] }, 'sparkReleases[0].version = "3.2.4"', 'lines before 3.3 are not supported', 'A release of 3.3 or later'],
    [{ sparkReleases: [{ ...LINE, javaVersions: [] }] }, 'sparkReleases[0].javaVersions = []', 'the list is empty', 'At least one entry'],
    [{ sparkReleases: [{ ...LINE, javaVersions: ['17.0.1'] }] }, 'sparkReleases[0].javaVersions[0] = "17.0.1"', 'that is not a major version', "'17'"],
    [{ sparkReleases: [{ ...LINE, pythonMin: 3.1 }] }, 'sparkReleases[0].pythonMin = 3.1', 'a number loses its last zero', "'3.10'"],
    [{ sparkReleases: [{ ...LINE, pythonMin: '2.7' }] }, 'sparkReleases[0].pythonMin = "2.7"', 'that is no minor version of Python 3', "'3.11'"],
    [{ sparkReleases: [{ ...LINE, pythonMax: '3.10' }] }, 'sparkReleases[0].pythonMax = "3.10"', 'it is lower than pythonMin, 3.11', 'The newest Python'],
    [{ sparkReleases: [{ ...LINE, hadoopVersion: '3.5' }] }, 'sparkReleases[0].hadoopVersion = "3.5"', 'it has 2 of 3 numbers', "'3.5.0'"],
    [{ sparkReleases: [{ ...LINE, endOfLife: '2028-02-30', source: 'https://a.example' }] }, 'sparkReleases[0].endOfLife = "2028-02-30"', 'not a day of the calendar', "'2028-04-30'"],
    [{ sparkReleases: [{ ...LINE, endOfLife: '2028-02-28' }] }, 'sparkReleases[0].endOfLife = "2028-02-28"', 'nothing says where the day is announced', 'Add source'],
    [{ sparkReleases: [{ ...LINE, hadoopVersion: undefined }] }, 'sparkReleases[0] = "4.4.0"', 'does not say hadoopVersion', 'Add it'],
    [{ sparkReleases: [{ ...LINE, scalaVersions: '2' }], sparkVersion: '4.4', ...ON_NOBLE }, 'sparkReleases[0].scalaVersions[0] = "2"', 'it has 1 of 2 numbers', "'2.13'"],
    [{ sparkReleases: [{ ...LINE, java: ['17'] }] }, 'sparkReleases[0].java = ["17"]', 'has no member of that name', 'One of version'],
    [{ sparkReleases: [LINE, LINE] }, 'sparkReleases[1].version = "4.4.0"', 'it is in the list twice', 'Every release once'],
    [{ sparkReleases: [LINE], sparkVersion: '4.4', baseImage: 'ubuntu:22.04' }, 'baseImage = "ubuntu:22.04"', 'packages Python 3.10, and Spark 4.4 supports Python 3.11 to 3.14', 'ubuntu:24.04 (Java 17, 21; Python 3.12)'],
  ];

  test.each(titled(WRONG))('%s is refused', (_, choice) => expectRefusal(() => makeImage(choice[0]), choice));
});
