import { ADVISORIES } from '../../src/catalogue/advisories';
import { advisoriesOf, newerRelease } from '../../src/model/advisories-of';
import { makeImage } from './wrong-options';

const SHA512 = 'a'.repeat(128);
const idsOf = (version: string): string[] => advisoriesOf(version).map((a) => a.id);

describe('advisories', () => {
  test.each([
    ['3.5.3', ['CVE-2025-54920', 'CVE-2025-55039']],
    ['3.5.6', ['CVE-2025-54920', 'CVE-2025-55039']],
    ['3.5.7', ['CVE-2025-55039']],
    ['3.5.8', ['CVE-2025-55039']],
    ['3.5.9', []],
    ['4.0.0', ['CVE-2025-54920', 'CVE-2025-55039']],
    ['4.0.3', ['CVE-2025-55039']],
    ['4.0.4', []],
    ['4.1.2', ['CVE-2025-55039']],
    ['4.2.0', []],
    ['3.4.4', ['CVE-2025-54920', 'CVE-2025-55039']],
    ['3.3.4', ['CVE-2025-54920', 'CVE-2025-55039', 'CVE-2023-22946']],
  ])('Spark %s is affected by %p', (version, ids) => {
    expect(idsOf(version)).toEqual(ids);
  });

  test('a release that fixes one is not affected by it', () => {
    for (const advisory of ADVISORIES) {
      for (const fixed of advisory.fixedIn) expect(idsOf(fixed)).not.toContain(advisory.id);
    }
  });

  test.each([['3.5.3', '3.5.8'], ['3.5.8', undefined], ['3.5.9', undefined], ['4.0.0', '4.0.3'], ['4.1.0', '4.1.2'], ['3.4.0', undefined], ['4.2.0', undefined]])(
    'the newer release of %s that can be verified is %s',
    (version, newer) => {
      expect(newerRelease(version)).toBe(newer);
    },
  );
});

describe('warnings', () => {
  const AFFECTED = /^Spark \S+ is affected by CVE-2025-55039 \(.*fixed in 3\.5\.9 and 4\.0\.4 and 4\.1\.3 and 4\.2\.0\), which no release of line \S+ fixes/;

  test("the guide's release is behind: which one fixes what, and how to get it", () => {
    expect(makeImage({}).warnings).toEqual([
      expect.stringMatching(AFFECTED),
      "Spark 3.5.3 is behind: 3.5.8 fixes CVE-2025-54920. Set sparkVersion: '3.5.8'.",
    ]);
  });

  test('a release that is behind without an advisory of its own', () => {
    expect(makeImage({ sparkVersion: '3.5.7' }).warnings[1]).toBe("Spark 3.5.7 is behind: 3.5.8 is the newest patch of the line. Set sparkVersion: '3.5.8'.");
  });

  test.each(['3.5.8', '3.5', '4.0', '4.1'])('only what no verifiable release fixes for %s', (sparkVersion) => {
    expect(makeImage({ sparkVersion }).warnings).toEqual([expect.stringMatching(AFFECTED)]);
  });

  test.each(['3.5.9', '4.2.0'])('none for %s', (sparkVersion) => {
    expect(makeImage({ sparkVersion, sparkSha512: SHA512, ...(sparkVersion.startsWith('4') ? { javaVersion: '17' } : {}) }).warnings).toEqual([]);
  });

  test('a line that got no fix is said to be affected', () => {
    const { warnings } = makeImage({ sparkVersion: '3.4.4', sparkSha512: SHA512 });
    expect(warnings).toEqual([expect.stringMatching(/^Spark 3\.4\.4 is affected by CVE-2025-54920 \(.*fixed in 3\.5\.7 and 4\.0\.1\), CVE-2025-55039/)]);
  });

  test('an unknown base image: what could not be checked', () => {
    const { warnings } = makeImage({ baseImage: 'registry.example.com/team/base:1.2', sparkVersion: '3.5' });
    expect(warnings.slice(0, 1)).toEqual(['baseImage "registry.example.com/team/base:1.2" is not known: whether it packages Java 11 and a Python that Spark 3.5.8 supports was not checked.']);
  });
});
