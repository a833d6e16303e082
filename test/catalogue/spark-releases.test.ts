import { DEFAULT_PYSPARK_VERSION, DEFAULT_SPARK_MIRROR, DEFAULT_SPARK_VERSION, SPARK_LINES, SPARK_RELEASES } from '../../src/catalogue/spark-releases';
import { compareVersions, lineOf } from '../../src/options/versions';

describe('the lines of Spark', () => {
  test('stand in ascending order, each once', () => {
    const lines = SPARK_LINES.map((line) => line.line);
    expect(lines).toEqual([...new Set(lines)].sort(compareVersions));
  });

  test.each(SPARK_LINES.map((line) => [line.line, line] as const))('%s is whole', (_name, line) => {
    expect(line.java.length).toBeGreaterThan(0);
    expect(line.java).toEqual([...line.java].sort(compareVersions));
    expect(line.pythonMin).toMatch(/^3\.\d+$/);
    if (line.pythonMax) expect(compareVersions(line.pythonMax, line.pythonMin)).toBeGreaterThanOrEqual(0);
    for (const scala of line.scala) expect(['2.12', '2.13']).toContain(scala);
    expect(line.source).toMatch(/^https:\/\/(?:(?:spark|archive)\.apache\.org\/.*docs\/|github\.com\/apache\/spark\/pull\/\d+$)/);
    expect(SPARK_RELEASES.some((release) => lineOf(release.version) === line.line)).toBe(true);
  });

  test('Spark 3 runs on Java 11, Spark 4 does not, and has Scala 2.13 only', () => {
    for (const line of SPARK_LINES) {
      const isThree = line.line.startsWith('3.');
      expect(line.java.includes('11')).toBe(isThree);
      expect(line.scala.includes('2.12')).toBe(isThree);
    }
  });

  test('Spark 3.5 stops at Python 3.11, since it imports distutils', () => {
    expect(SPARK_LINES.find((line) => line.line === '3.5')).toMatchObject({ pythonMin: '3.8', pythonMax: '3.11', java: ['8', '11', '17'] });
  });
});

describe('the releases of Spark', () => {
  test('are whole versions of known lines, each once, ascending', () => {
    const versions = SPARK_RELEASES.map((release) => release.version);
    for (const version of versions) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(SPARK_LINES.map((line) => line.line)).toContain(lineOf(version));
    }
    expect(versions).toEqual([...new Set(versions)].sort(compareVersions));
  });

  test('a signing key is a full fingerprint, in upper case, as gpg prints it', () => {
    const keys = SPARK_RELEASES.flatMap((release) => release.signingKey ?? []);
    expect(keys.length).toBeGreaterThan(10);
    for (const key of keys) expect(key).toMatch(/^[0-9A-F]{40}$/);
  });

  test('the keys are those that the sources name, release by release', () => {
    const keyOf = (version: string): string | undefined => SPARK_RELEASES.find((release) => release.version === version)?.signingKey;
    expect(keyOf('3.5.3')).toBe('0A2D660358B6F6F8071FD16F6606986CF5A8447C');
    expect(keyOf('3.5.6')).toBe('0FE4571297AB84440673665669600C8338F65970');
    expect(new Set(['3.5.5', '3.5.8', '4.0.1', '4.0.2', '4.0.3', '4.1.0'].map(keyOf))).toEqual(new Set(['F28C9C925C188C35E345614DEDA00CE834F0FC5C']));
    expect(new Set(['3.5.7', '4.1.2'].map(keyOf))).toEqual(new Set(['564CA14951C29266889F9C5B90E2BA86F7A9B307']));
    expect(new Set(['3.5.9', '4.0.4', '4.1.3'].map(keyOf))).toEqual(new Set(['D05CF4F16124A4B97D7F96C417C47D58C0A604AC']));
    expect(keyOf('4.2.0')).toBe('709226B910E0F10917123B6259B586ADA5A538D1');
    expect(SPARK_RELEASES.filter((release) => release.signingKey === undefined).map((release) => release.version)).toEqual(['3.3.1', '3.3.4', '4.0.5', '4.1.4', '4.2.1', '4.3.0']);
  });

  test("the guide's pair is among them, and belongs together", () => {
    const versions = SPARK_RELEASES.map((release) => release.version);
    expect(versions).toEqual(expect.arrayContaining([DEFAULT_SPARK_VERSION, DEFAULT_PYSPARK_VERSION]));
    expect([DEFAULT_SPARK_VERSION, DEFAULT_PYSPARK_VERSION]).toEqual(['3.5.3', '3.5.6']);
    expect(SPARK_RELEASES.find((release) => release.version === DEFAULT_SPARK_VERSION)?.signingKey).toBeDefined();
  });

  test('the default mirror holds every release, not the current ones alone', () => {
    expect(DEFAULT_SPARK_MIRROR).toBe('https://archive.apache.org/dist/spark');
  });
});
