import { ADVISORIES } from '../../src/catalogue/advisories';
import { SPARK_RELEASES } from '../../src/catalogue/spark-releases';
import { acceptanceNotes, advisoriesOf, newerRelease } from '../../src/model/advisories-of';
import { makeImage } from './wrong-options';

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

  test.each([['3.5.3', '3.5.9'], ['3.5.8', '3.5.9'], ['3.5.9', undefined], ['4.0.0', '4.0.4'], ['4.1.0', '4.1.3'], ['3.4.0', '3.4.4'], ['4.2.0', undefined]])(
    'the newer release of %s that can be verified is %s',
    (version, newer) => {
      expect(newerRelease(version, SPARK_RELEASES)).toBe(newer);
    },
  );
});

describe('warnings', () => {
  const accepted = (id: string) => ({ id, reason: 'only trusted applications run here', expires: '2027-03-31' });

  test.each([
    [{}, "Spark 3.5.3 has known weaknesses: CVE-2025-54920, CVE-2025-55039. Set sparkVersion: '3.5.9'."],
    [{ sparkVersion: '3.5.8' }, "Spark 3.5.8 has known weaknesses: CVE-2025-55039. Set sparkVersion: '3.5.9'."],
    [{ sparkVersion: '4.1.2' }, "Spark 4.1.2 has known weaknesses: CVE-2025-55039. Set sparkVersion: '4.1.3'."],
    [{ sparkVersion: '3.4.4' }, "Spark 3.4.4 has known weaknesses: CVE-2025-54920, CVE-2025-55039. Set sparkVersion: '3.5.9', as no release of line 3.4 fixes it."],
    [{ acceptedAdvisories: [accepted('CVE-2025-54920')] }, "Spark 3.5.3 has known weaknesses: CVE-2025-55039. Set sparkVersion: '3.5.9'."],
  ])('%j: one line with the option to set', (options, line) => {
    expect(makeImage(options).warnings).toEqual([line]);
  });

  test.each(['3.5.9', '3.5', '4.0', '4.1', '4.2'])('none for %s', (sparkVersion) => {
    expect(makeImage({ sparkVersion }).warnings).toEqual([]);
  });

  test('none where everything is accepted', () => {
    expect(makeImage({ acceptedAdvisories: ['CVE-2025-54920', 'CVE-2025-55039'].map(accepted) }).warnings).toEqual([]);
  });

  test.each([
    ['3.5.3', '2027-03-31', []],
    ['3.5.3', '2027-04-01', ['The acceptance of CVE-2025-54920 ended on 2027-03-31. Set a newer sparkVersion, or a later day in acceptedAdvisories.']],
    ['3.5.9', '2027-03-31', ['Spark 3.5.9 is not affected by CVE-2025-54920. Remove it from acceptedAdvisories.']],
  ])('what is accepted for Spark %s, on %s', (version, today, notes) => {
    expect(acceptanceNotes(version, [accepted('CVE-2025-54920')], today)).toEqual(notes);
  });
});
