import { copyFileSync, mkdirSync } from 'node:fs';
import * as path from 'node:path';
import { run, runWell } from './command';
import { NODE_VERSIONS, nodeOf } from './node-versions';
import { CREATION_TIMEOUT, fingerprintOf, packedTarball, projenNew, resync, Workspace } from './repository';

jest.setTimeout(2 * CREATION_TIMEOUT);

/** A call of every command, and of the program itself. */
const CALLS = ['--version', '--help', 'check', 'check --fix', 'audit .', 'audit . --format json', 'explain', 'explain dockerfile-numeric-user', 'adopt theirs', 'completion bash', 'help check'];

const workspace = new Workspace();
const made = new Map<string, { [file: string]: string }>();

afterAll(() => workspace.remove());

test.each(NODE_VERSIONS)('Node %s creates a repository and brings it back in sync', async (version) => {
  const node = nodeOf(version);
  if (!node) return;
  const directory = workspace.folder(`${version}/spark`);
  mkdirSync(directory, { recursive: true });
  expect(await runWell(node, ['--version'], { cwd: directory })).toContain(`v${version}.`);

  const { status, output } = await projenNew(directory, { from: `spark-image-project@file:${await packedTarball()}`, words: ['--no-git'], node });
  expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });

  const created = fingerprintOf(directory);
  await resync(directory, { node });
  expect(fingerprintOf(directory)).toEqual(created);
  made.set(version, created);

  mkdirSync(path.join(directory, 'theirs'));
  copyFileSync(path.join(directory, 'Dockerfile'), path.join(directory, 'theirs/Dockerfile'));
  for (const call of CALLS) {
    const { status: ended, stderr } = await run(node, ['node_modules/spark-image-project/bin/spark-image', ...call.split(' ')], { cwd: directory });
    // What the options of an adopted image call for is said by projen's logger, which marks its lines.
    expect({ call, ended, stderr: stderr.replace(/^👾 .*\n/gm, '') }).toEqual({ call, ended: 0, stderr: '' });
  }
});

test('every version of Node writes the same bytes', () => {
  const [first, ...others] = made.values();
  expect(others.length).toBeGreaterThan(0);
  for (const other of others) expect(other).toEqual(first);
});
