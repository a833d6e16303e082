import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ACTION_PINS } from '../../../src/catalogue/action-pins';
import { repositoryWith, synthesize } from '../../components/synthesis';

const SCRIPT = path.join(__dirname, '..', '..', '..', 'assets', 'workflows', 'pins.sh');
const OWN = { action: 'actions/checkout', version: 'v8.0.0', sha: 'ab'.repeat(20) };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pins-'));
  mkdirSync(path.join(folder, '.github', 'workflows'), { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the script on workflows. */
function pins(workflows: { readonly [file: string]: string }) {
  for (const [file, text] of Object.entries(workflows)) writeFileSync(path.join(folder, file), text);
  const { status, stdout, stderr } = spawnSync('bash', [SCRIPT], { cwd: folder, encoding: 'utf8' });
  return { status, rows: stdout.trim().split('\n').map((line) => line.split(/ {2,}|\t/)), stderr };
}

const workflowsOf = (options: object) => Object.fromEntries(Object.entries(synthesize(repositoryWith(options))).filter(([file]) => file.startsWith('.github/workflows/')));

test('shows each action of the generated workflows once, as the catalogue has it, and where it is used', () => {
  const { status, rows } = pins(workflowsOf({}));
  expect(status).toBe(0);
  expect(rows[0]).toEqual(['Action', 'Version', 'Commit', 'Used in']);
  expect(rows.slice(1).length).toBeGreaterThan(10);
  for (const [action, version, sha] of rows.slice(1)) expect(ACTION_PINS).toContainEqual({ action, version, sha });
  expect(rows.find(([action]) => action === 'actions/checkout')?.[3]).toBe('docker-build.yml, drift.yml, pyspark-compatibility.yml, upgrade.yml');
});

test('a pin that an option moves stands everywhere in place of the catalogue’s, with its version', () => {
  const workflows = workflowsOf({ actionPins: [OWN], publish: { slsaLevel: 3 }, governance: { scorecard: true } });
  const { rows } = pins(workflows);
  expect(rows.filter(([action]) => action === OWN.action).map((row) => row.slice(0, 3))).toEqual([[OWN.action, OWN.version, OWN.sha]]);
  for (const text of Object.values(workflows)) expect(text).not.toContain(ACTION_PINS[0].sha);
});

test('fails, and names what is pinned by no commit', () => {
  const { status, stderr } = pins({ '.github/workflows/a.yml': 'steps:\n  - uses: some/action@v1\n  - uses: ./local\n' });
  expect(status).toBe(1);
  expect(stderr).toContain('some/action@v1 in a.yml');
});
