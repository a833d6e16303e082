import { ADVISORIES } from '../../src/catalogue/advisories';
import { SPARK_RELEASES } from '../../src/catalogue/spark-releases';
import { compareVersions, lineOf } from '../../src/options/versions';

describe('the advisories', () => {
  test('stand once each, with an address that names them', () => {
    expect(new Set(ADVISORIES.map((a) => a.id)).size).toBe(ADVISORIES.length);
    for (const advisory of ADVISORIES) {
      expect(advisory.id).toMatch(/^CVE-\d{4}-\d{4,}$/);
      expect(advisory.url).toBe(`https://www.cve.org/CVERecord?id=${advisory.id}`);
      expect(advisory.summary).toMatch(/^[^\n|`<>]{10,}[^.]$/);
    }
  });

  test('name the first fixed release of each line, ascending, one a line, all of them published', () => {
    for (const { fixedIn } of ADVISORIES) {
      expect(fixedIn.length).toBeGreaterThan(0);
      expect(fixedIn).toEqual([...fixedIn].sort(compareVersions));
      expect(new Set(fixedIn.map(lineOf)).size).toBe(fixedIn.length);
      expect(SPARK_RELEASES.map((r) => r.version)).toEqual(expect.arrayContaining([...fixedIn]));
    }
  });

  test("the one that the guide's release is affected by is known", () => {
    expect(ADVISORIES.find((a) => a.id === 'CVE-2025-54920')).toMatchObject({ fixedIn: ['3.5.7', '4.0.1'], mitigation: expect.any(String) });
  });
});
