import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parse } from 'yaml';
import { SCAN } from '../../../src/model/scan';
import { OptionProblems } from '../../../src/options/option-problems';
import { renderIgnoredFindings } from '../../../src/render/ignored-findings';

const SCRIPT = path.join(__dirname, '..', '..', '..', 'assets', 'workflows', 'grype-config.sh');

const FINDINGS = renderIgnoredFindings(SCAN.read({
  scanner: 'grype',
  ignore: [
    { id: 'CVE-2024-0001', reason: 'a: "b" # c', expires: '2026-05-04' },
    { id: 'CVE-2024-0002', reason: 'second', expires: '2026-05-03' },
    { id: 'CVE-2024-0003', reason: 'third', expires: '2027-01-01' },
  ],
}, 'scan', new OptionProblems()), 'marker');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'grype-config-'));
  mkdirSync(path.join(folder, 'bin'));
  writeFileSync(path.join(folder, 'bin', 'date'), '#!/bin/sh\necho 2026-05-04\n', { mode: 0o755 });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the script on 4 May 2026, and reads what it wrote. */
function run(args: readonly string[], findings?: string) {
  if (findings !== undefined) writeFileSync(path.join(folder, '.grype.yaml'), findings);
  const result = spawnSync('bash', [SCRIPT, ...args], { cwd: folder, encoding: 'utf8', env: { PATH: `${path.join(folder, 'bin')}:${process.env.PATH}` } });
  return { status: result.status, text: result.stdout + result.stderr, written: () => parse(readFileSync(path.join(folder, 'out.yaml'), 'utf8')) };
}

describe('grype-config.sh', () => {
  test('keeps what still holds, its last day included, and names what has expired', () => {
    const { status, text, written } = run(['everything', 'out.yaml'], FINDINGS);
    expect(text).toBe('grype-config: CVE-2024-0002 is no longer ignored: 2026-05-03 has passed.\n');
    expect(status).toBe(0);
    expect(written()).toEqual({ ignore: [{ vulnerability: 'CVE-2024-0001', reason: 'a: "b" # c' }, { vulnerability: 'CVE-2024-0003', reason: 'third' }] });
  });

  test('leaves aside for the gate what is no package of the distribution', () => {
    const { ignore } = run(['distribution', 'out.yaml'], FINDINGS).written();
    expect(ignore).toHaveLength(8);
    expect(ignore).toContainEqual({ package: { type: 'java-archive' } });
  });

  test('needs no file of accepted findings', () => {
    expect(run(['everything', 'out.yaml']).written()).toEqual({ ignore: null });
  });

  test('refuses an entry that says nothing of a day, and wrong usage', () => {
    expect(run(['everything', 'out.yaml'], 'ignore:\n  - vulnerability: CVE-2024-9\n    reason: x\n')).toMatchObject({ status: 65, text: expect.stringContaining('CVE-2024-9') });
    expect(run(['all', 'out.yaml'])).toMatchObject({ status: 64, text: expect.stringContaining('Usage: grype-config.sh') });
    expect(run(['everything'])).toMatchObject({ status: 64 });
  });
});
