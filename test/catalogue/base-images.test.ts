import { BASE_IMAGES, DEFAULT_BASE_IMAGE, DEFAULT_JAVA_VERSION, TAKEN_NAMES } from '../../src/catalogue/base-images';
import { SPARK_LINES } from '../../src/catalogue/spark-releases';
import { compareVersions } from '../../src/options/versions';

describe('the base images', () => {
  test('no tag means two of them', () => {
    const references = BASE_IMAGES.flatMap((base) => base.tags.map((tag) => `${base.name}:${tag}`));
    expect(new Set(references).size).toBe(references.length);
  });

  test.each(BASE_IMAGES.map((base) => [base.title, base] as const))('%s is whole', (_title, base) => {
    expect(base.tags.length).toBeGreaterThan(1);
    expect(base.java).toEqual([...base.java].sort(compareVersions));
    expect(base.python).toMatch(/^3\.\d+$/);
    expect(base.securityUrl).toMatch(/^https:\/\//);
    expect(base.takenIds).not.toContain(1001);
  });

  test.each(BASE_IMAGES.map((base) => [base.title, base] as const))('%s can run some line of Spark', (_title, base) => {
    const lines = SPARK_LINES.filter((line) => base.java.some((java) => line.java.includes(java)) && compareVersions(base.python, line.pythonMin) >= 0);
    expect(lines.length).toBeGreaterThan(0);
  });

  test('every Java of a line is packaged by some base image', () => {
    const packaged = BASE_IMAGES.flatMap((base) => base.java);
    for (const line of SPARK_LINES) expect(packaged).toEqual(expect.arrayContaining([...line.java]));
  });

  test("the guide's base has the guide's Java and its Python", () => {
    const guide = BASE_IMAGES.find((base) => base.tags.some((tag) => `${base.name}:${tag}` === DEFAULT_BASE_IMAGE));
    expect(guide).toMatchObject({ title: 'Ubuntu 22.04 LTS', python: '3.10' });
    expect(guide?.java).toContain(DEFAULT_JAVA_VERSION);
  });

  test('names of users that every base has: root, and none that a service would want', () => {
    expect(TAKEN_NAMES).toEqual(expect.arrayContaining(['root', 'daemon', 'nobody', 'www-data', 'users', '_apt']));
    expect(TAKEN_NAMES).not.toContain('spark');
  });
});
