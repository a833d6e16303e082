import { errorOf, expectRefusal, makeImage, titled, WrongChoice } from './wrong-options';

const LOST_ZERO = 'a number loses its last zero';
const LINES = '3.3, 3.4, 3.5, 4.0, 4.1, 4.2, 4.3';

const FROM_THE_COMMAND_LINE: readonly WrongChoice[] = [
  [{ sparkVersion: 4 }, 'sparkVersion = 4', LOST_ZERO, "on the command line '4.0.x', in the rc file '4.0'"],
  [{ sparkVersion: 3 }, 'sparkVersion = 3', LOST_ZERO, "'4.0'"],
  [{ sparkVersion: NaN }, 'sparkVersion = NaN', LOST_ZERO, "'4.0.x'"],
  [{ sparkVersion: -3.5 }, 'sparkVersion = -3.5', LOST_ZERO, "'4.0.x'"],
  [{ sparkVersion: true }, 'sparkVersion = true', 'a version is text, this is boolean', "'4.0'"],
  [{ sparkVersion: ['3.5.3'] }, 'sparkVersion = ["3.5.3"]', 'this is a list', "'4.0'"],
  [{ sparkVersion: { version: '3.5.3' } }, 'sparkVersion = {"version":"3.5.3"}', 'this is object', "'4.0'"],
  [{ sparkVersion: null }, 'sparkVersion = null', 'this is null', "'4.0'"],
  [{ pythonVersion: 3.1 }, 'pythonVersion = 3.1', LOST_ZERO, "on the command line '3.10.x', in the rc file '3.10'"],
  [{ pythonVersion: 3 }, 'pythonVersion = 3', LOST_ZERO, "'3.10'"],
  [{ javaVersion: 11.5 }, 'javaVersion = 11.5', 'that is not a major version', "'17'"],
  [{ javaVersion: -11 }, 'javaVersion = -11', 'that is not a major version', "'17'"],
  [{ javaVersion: false }, 'javaVersion = false', 'that is not a major version', "'17'"],
  [{ pysparkVersion: 3.5 }, 'pysparkVersion = 3.5', 'it arrived as a number', "'3.5.6'"],
  [{ pysparkVersion: 4 }, 'pysparkVersion = 4', 'it arrived as a number', "Three numbers: '3.5.6'"],
];

const NO_VERSION: readonly WrongChoice[] = [
  [{ sparkVersion: '' }, 'sparkVersion = ""', 'that is not a version', "'4.0'"],
  [{ sparkVersion: 'latest' }, 'sparkVersion = "latest"', 'that is not a version', 'numbers and dots'],
  [{ sparkVersion: '^3.5.0' }, 'sparkVersion = "^3.5.0"', 'that is not a version', 'numbers and dots'],
  [{ sparkVersion: 'v3.5.3' }, 'sparkVersion = "v3.5.3"', 'that is not a version', 'numbers and dots'],
  [{ sparkVersion: '3.5.3-SNAPSHOT' }, 'sparkVersion = "3.5.3-SNAPSHOT"', 'that is not a version', 'numbers and dots'],
  [{ sparkVersion: '3.5.3.x' }, 'sparkVersion = "3.5.3.x"', 'that is not a version', 'numbers and dots'],
  [{ sparkVersion: '3.5.3\n' }, 'sparkVersion = "3.5.3\\n"', 'that is not a version', 'numbers and dots'],
  [{ sparkVersion: '3.5.3"; RUN id' }, 'sparkVersion = "3.5.3\\"; RUN id"', 'that is not a version', 'numbers and dots'],
  [{ sparkVersion: '3.x' }, 'sparkVersion = "3.x"', 'neither a release nor a line', LINES],
  [{ sparkVersion: '2.4.8' }, 'sparkVersion = "2.4.8"', 'no line 2.4 of Apache Spark is supported', LINES],
  [{ sparkVersion: '5.0' }, 'sparkVersion = "5.0"', 'no line 5.0 of Apache Spark is supported', LINES],
  [{ sparkVersion: '3.5.99' }, 'sparkVersion = "3.5.99"', 'no such release is known', '3.5.8, 3.5.9'],
  [{ sparkVersion: '4.2.1' }, 'sparkVersion = "4.2.1"', 'the key that signed this release is not known', 'sparkSigningKey or sparkSha512, or take a release of the line whose key is known: 4.2.0'],
  [{ sparkVersion: '4.3' }, 'sparkVersion = "4.3"', 'no key that signed a release of line 4.3 is known, so its download could not be verified', "Write the release, such as '4.3.0', and set sparkSigningKey or sparkSha512, or take a line of which keys are known: 3.3, 3.4, 3.5, 4.0, 4.1, 4.2"],
  [{ sparkVersion: '4.3.0' }, 'sparkVersion = "4.3.0"', 'the key that signed this release is not known', 'Set sparkSigningKey or sparkSha512, or take a line of which keys are known: 3.3, 3.4, 3.5, 4.0, 4.1, 4.2'],
  [{ pysparkVersion: '3.5' }, 'pysparkVersion = "3.5"', 'pinned exactly', "Three numbers: '3.5.6'"],
  [{ pysparkVersion: '3.5.x' }, 'pysparkVersion = "3.5.x"', 'pinned exactly', "'3.5.6'"],
  [{ pysparkVersion: '>=3.5.0' }, 'pysparkVersion = ">=3.5.0"', 'that is not a version', 'numbers and dots'],
  [{ pysparkVersion: '3.5.6; import os' }, 'pysparkVersion = "3.5.6; import os"', 'that is not a version', 'numbers and dots'],
  [{ pythonVersion: '3' }, 'pythonVersion = "3"', 'a minor version has two numbers', 'Python 3.8 to 3.11'],
  [{ pythonVersion: '3.10.12' }, 'pythonVersion = "3.10.12"', 'a minor version has two numbers', 'Python 3.8 to 3.11'],
  [{ pythonVersion: 'three' }, 'pythonVersion = "three"', 'that is not a version', "'3.10'"],
  [{ javaVersion: '11.0.2' }, 'javaVersion = "11.0.2"', 'that is not a major version', 'one whole number'],
  [{ javaVersion: 'openjdk-11' }, 'javaVersion = "openjdk-11"', 'that is not a major version', 'one whole number'],
  [{ javaVersion: '11 ' }, 'javaVersion = "11 "', 'that is not a major version', 'one whole number'],
  [{ scalaVersion: 'two' }, 'scalaVersion = "two"', 'that is not a version', "'2.12'"],
];

const IMPOSSIBLE_PAIRS: readonly WrongChoice[] = [
  [{ sparkVersion: '4.0.1', javaVersion: '11' }, 'javaVersion = "11"', 'Spark 4.0 does not support Java 11', 'Java 17, 21 (https://spark.apache.org/docs/4.0.1/)'],
  [{ sparkVersion: '4.0.1', javaVersion: 11 }, 'javaVersion = 11', 'Spark 4.0 does not support Java 11', 'Java 17, 21'],
  [{ javaVersion: '21' }, 'javaVersion = "21"', 'Spark 3.5 does not support Java 21', 'Java 8, 11, 17'],
  [{ javaVersion: '11', baseImage: 'debian:bookworm-slim' }, 'javaVersion = "11"', 'Debian 12 has no package openjdk-11-jre-headless', 'On this base image: 17; or a baseImage that has it: ubuntu:22.04'],
  [{ javaVersion: '8', baseImage: 'debian:bullseye' }, 'javaVersion = "8"', 'Debian 11 has no package openjdk-8-jre-headless', 'On this base image: 11, 17'],
  [{ sparkVersion: '4.0', baseImage: 'debian:trixie', javaVersion: '17' }, 'javaVersion = "17"', 'Debian 13 has no package openjdk-17-jre-headless', 'On this base image: 21'],
  [{ pythonVersion: '3.7' }, 'pythonVersion = "3.7"', 'Spark 3.5 supports Python 3.8 to 3.11', 'Python 3.8 to 3.11'],
  [{ pythonVersion: '3.12' }, 'pythonVersion = "3.12"', 'Spark 3.5 supports Python 3.8 to 3.11', 'Python 3.8 to 3.11'],
  [{ pythonVersion: 3.12 }, 'pythonVersion = 3.12', 'Spark 3.5 supports Python 3.8 to 3.11', 'Python 3.8 to 3.11'],
  [{ sparkVersion: '4.1', pythonVersion: '3.9' }, 'pythonVersion = "3.9"', 'Spark 4.1 supports Python 3.10 to 3.14', '3.10'],
  [{ baseImage: 'eclipse-temurin:17-jre-jammy', javaVersion: '11' }, 'javaVersion = "11"', 'the base image holds Java 17 already', 'On this base image: 17'],
  [{ baseImage: 'eclipse-temurin:21-jre-jammy' }, 'baseImage = "eclipse-temurin:21-jre-jammy"', 'it has no Java that Spark 3.5 supports', 'A baseImage with Java 8, 11, 17: ubuntu:22.04 (Java 8, 11, 17; Python 3.10), debian:11 (Java 11, 17; Python 3.9), debian:12 (Java 17; Python 3.11)'],
  [{ pythonVersion: '3.11' }, 'pythonVersion = "3.11"', 'Ubuntu 22.04 LTS packages Python 3.10', 'debian:12'],
  [{ baseImage: 'ubuntu:24.04' }, 'baseImage = "ubuntu:24.04"', 'packages Python 3.12, and Spark 3.5 supports Python 3.8 to 3.11', 'A baseImage with Python 3.8 to 3.11: ubuntu:22.04 '],
  [{ sparkVersion: '4.3.0', sparkSha512: 'a'.repeat(128) }, 'baseImage = "ubuntu:22.04"', 'packages Python 3.10, and Spark 4.3 supports Python 3.11 to 3.14', 'ubuntu:24.04 (Java 17; Python 3.12), ubuntu:26.04 (Java 17; Python 3.14), debian:12 (Java 17; Python 3.11); or'],
  [{ sparkVersion: '4.1', baseImage: 'debian:bullseye' }, 'baseImage = "debian:bullseye"', 'Debian 11 packages Python 3.9', 'Python 3.10 to 3.14'],
  [{ sparkVersion: '4.0', scalaVersion: '2.12' }, 'scalaVersion = "2.12"', 'Spark 4.0 is not published for Scala 2.12', 'One of 2.13'],
  [{ sparkVersion: '4.1', scalaVersion: 2.12 }, 'scalaVersion = 2.12', 'Spark 4.1 is not published for Scala 2.12', 'One of 2.13'],
  [{ scalaVersion: '2.11' }, 'scalaVersion = "2.11"', 'Spark 3.5 is not published for Scala 2.11', 'One of 2.12, 2.13'],
  [{ pysparkVersion: '4.0.1' }, 'pysparkVersion = "4.0.1"', 'a client of line 4.0 does not talk to Spark 3.5.3', 'A release of line 3.5'],
  [{ sparkVersion: '4.1.2', pysparkVersion: '3.5.6' }, 'pysparkVersion = "3.5.6"', 'does not talk to Spark 4.1.2', 'A release of line 4.1'],
];

describe('versions that cannot be', () => {
  test.each(titled(FROM_THE_COMMAND_LINE))('as the command line hands them over: %s', (_title, row) => expectRefusal(() => makeImage(row[0]), row));
  test.each(titled(NO_VERSION))('that are no versions: %s', (_title, row) => expectRefusal(() => makeImage(row[0]), row));
  test.each(titled(IMPOSSIBLE_PAIRS))('that do not go together: %s', (_title, row) => expectRefusal(() => makeImage(row[0]), row));

  test('no base image of Debian 13 can run Spark 3.5: neither Java nor Python fits, and both are said', () => {
    const { problems } = errorOf(() => makeImage({ baseImage: 'debian:13' }));

    expect(problems.map((p) => p.option)).toEqual(['baseImage', 'baseImage']);
    expect(problems.map((p) => p.why)).toEqual([expect.stringContaining('no Java'), expect.stringContaining('Python 3.13')]);
  });

  test('a wrong Spark version is not blamed on what would go with the right one', () => {
    const { problems } = errorOf(() => makeImage({ sparkVersion: '4.9', javaVersion: '21', scalaVersion: '2.13', pysparkVersion: '4.9.1' }));

    expect(problems.map((p) => p.option)).toEqual(['sparkVersion']);
  });

  test('a wrong base image is not blamed on the Python that the right one would have', () => {
    const { problems } = errorOf(() => makeImage({ baseImage: 'debian', pythonVersion: '3.11', uid: 1000 }));

    expect(problems.map((p) => p.option)).toEqual(['baseImage']);
  });

  test('both zeros that the command line loses are reported at once', () => {
    const { problems } = errorOf(() => makeImage({ sparkVersion: 4, pythonVersion: 3.1 }));

    expect(problems.map((p) => p.option)).toEqual(['sparkVersion', 'pythonVersion']);
  });
});
