import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { call } from '../cli/call';
import { generatedRepository } from '../cli/generated';
import { EXAMPLE, exampleWith } from './example';

/** A whole package is translated first. */
jest.setTimeout(120_000);

let folder: string;

beforeAll(() => {
  folder = generatedRepository();
  // As a compiled package has it: from then on texts are taken from the cache while their facts stay the same.
  writeFileSync(path.join(folder, 'node_modules', 'spark-image-project', 'lib', 'fingerprint.txt'), 'of a test\n');
});

function resync(figures: string | undefined): { readonly status: number | null; readonly text: string; readonly security: string } {
  const file = path.join(folder, 'measurements.json');
  if (figures === undefined) rmSync(file, { force: true });
  else writeFileSync(file, figures);
  const { status, stderr } = spawnSync(process.execPath, ['node_modules/jiti/lib/jiti-cli.mjs', '.projenrc.ts'], { cwd: folder, encoding: 'utf8', env: { ...process.env, PROJEN_DISABLE_POST: 'true' } });
  return { status, text: stderr, security: readFileSync(path.join(folder, 'SECURITY.md'), 'utf8') };
}

test('every resync shows the figures that stand there by then, and check finds no drift', async () => {
  expect(resync(undefined).security).toContain('Nothing was measured yet: size, packages,');
  expect(resync(JSON.stringify(EXAMPLE)).security).toContain('| Packages | 412 | 120 |');
  expect(resync(exampleWith('after.packages', 77)).security).toContain('| Packages | 412 | 77 |');
  expect(await call(['check', folder])).toMatchObject({ status: 0, out: expect.stringContaining('Every managed file is in sync.') });
  writeFileSync(path.join(folder, 'measurements.json'), JSON.stringify(EXAMPLE));
  expect((await call(['check', folder])).out).toContain('SECURITY.md');
  expect(resync(undefined).security).toContain('Nothing was measured yet: size, packages,');
});

test('a broken file stops the resync with its reason, and no file is changed', () => {
  const { security } = resync(JSON.stringify(EXAMPLE));
  const broken = resync('{\n  "version": one\n}\n');
  expect(broken.status).not.toBe(0);
  expect(broken.text).toContain('measurements.json:2: that is no valid JSON');
  expect(broken.security).toBe(security);
});
