import { CHECKS } from '../../src/checklist/checklist';
import { call } from './call';

describe('explain', () => {
  test.each(CHECKS.map((c) => [c.id, c] as const))('%s: what, why, how to fix, how to verify, references', async (id, check) => {
    const { status, out } = await call(['explain', id], { width: 10_000 });
    expect(status).toBe(0);
    for (const text of [check.title, check.why, check.fix, check.verify, check.level, check.section, ...check.references]) expect(out).toContain(text.split('\n')[0]);
  });

  test('names what to write in the rc file of a generated repository', async () => {
    const { out } = await call(['explain', 'dockerfile-base-digest'], { width: 10_000 });
    expect(out).toContain("How to fix it in a repository that this package generated\n  In the rc file: append the digest, baseImage: 'ubuntu:22.04@sha256:…'.");
    expect((await call(['explain', 'kubernetes-seccomp'])).out).not.toContain('that this package generated');
  });

  test('an id that is written wrongly is answered by the nearest', async () => {
    const { status, err } = await call(['explain', 'dockerfile-nonroot-user']);
    expect([status, err]).toEqual([1, expect.stringContaining('Did you mean dockerfile-non-root-user')]);
    expect((await call(['explain', 'zzzzzzzzzzzzzzzzzzzzzzz'])).err).toContain('"spark-image explain" lists all.');
  });

  test('without an id every check is listed', async () => {
    const { out } = await call(['explain']);
    for (const { id } of CHECKS) expect(out).toContain(`  ${id} `);
  });

  test('no line is longer than the terminal', async () => {
    const { out } = await call(['explain', 'dockerfile-non-root-user'], { width: 60 });
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  });
});
