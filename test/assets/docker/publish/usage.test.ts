import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { SparkImage } from '../../../../src/model/spark-image';
import { PUBLISH_COMMANDS } from '../../../../src/render/publishing';
import { SparkImageProject } from '../../../../src/spark-image-project';
import { writePublishScript } from './publish-script';

const KNOWN = 'known/docker/publish.sh';
const UNKNOWN = 'unknown/docker/publish.sh';
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'publish-usage-'));
  writePublishScript(path.join(folder, 'known'), new SparkImage({ name: 'spark', owner: 'acme' }));
  writePublishScript(path.join(folder, 'unknown'), new SparkImage({ name: 'spark' }));
  // Programs that do nothing: what is refused is refused before any of them is asked.
  for (const program of ['docker', 'cosign', 'syft']) writeFileSync(path.join(folder, program), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function bash(words: readonly string[], env: { readonly [name: string]: string } = {}) {
  const { status, stdout, stderr } = spawnSync('bash', words, { cwd: folder, encoding: 'utf8', input: '', env: { PATH: `${folder}:${process.env.PATH}`, ...env } });
  return { status, stdout, stderr };
}

test.each([
  ['v1.2.3', 'v1.2.3 1.2.3 1.2 1'],
  ['1.2.3', 'v1.2.3 1.2.3 1.2 1'],
  ['v0.4.0', 'v0.4.0 0.4.0 0.4'],
  ['v10.20.30', 'v10.20.30 10.20.30 10.20 10'],
  ['v2.0.0-rc.1', 'v2.0.0-rc.1 2.0.0-rc.1'],
])('the version %s stands for the tags %s', (version, tags) => {
  const { stdout } = bash(['-c', 'source known/docker/publish.sh; version_tags "$1"', 'bash', version]);
  expect(stdout.trim().split('\n').join(' ')).toBe(tags);
});

const DIGEST = `sha256:${'0'.repeat(64)}`;

test.each<readonly [what: string, status: number, message: RegExp, words: readonly string[], env: { readonly [name: string]: string }]>([
  ['no command', 64, /^$/, [], {}],
  ['an unknown command', 64, /'publish' is no command\.\n.*Use login, tag, push/, ['publish'], {}],
  ['an unknown option', 64, /'--force' is not understood/, ['tag', '--force'], {}],
  ['an option without its value', 64, /--tag has no value/, ['tag', '--tag'], {}],
  ['a registry with a scheme', 64, /registry='https:\/\/x' is no registry/, ['tag', '--registry', 'https://x'], {}],
  ['a name with a tag', 64, /image='team\/spark:1' is no name of an image/, ['tag', '--image', 'team/spark:1'], {}],
  ['a version that is none', 64, /version='1\.2' is no version/, ['tag', '--version', '1.2'], {}],
  ['a version with build metadata, which no tag can hold', 64, /version='1\.2\.3\+x' is no version/, ['tag', '--version', '1.2.3+x'], {}],
  ['a tag that is none', 64, /tag='a\/b' is no tag/, ['tag', '--tag', 'a/b'], {}],
  ['a wrong tag in the variable', 64, /tag='a:b' is no tag/, ['tag'], { PUBLISH_TAGS: 'good\na:b' }],
  ['no tag at all', 64, /neither a version nor a tag/, ['push'], {}],
  ['a digest that is none', 64, /digest='sha256:1' is no digest/, ['sign', '--digest', 'sha256:1'], {}],
  ['nobody to log in', 64, /user is empty/, ['login'], {}],
  ['a password file that is not there', 66, /password-file='nowhere' cannot be read/, ['login', '--user', 'x', '--password-file', 'nowhere'], {}],
  ['a key that is not there', 66, /key='nowhere\.key' cannot be read/, ['sign', '--digest', DIGEST, '--key', 'nowhere.key'], {}],
  ['a public key that is not there', 66, /public-key='nowhere\.pub' cannot be read/, ['verify', '--digest', DIGEST, '--key', 'nowhere.key'], {}],
  ['nobody whose signature counts', 64, /a signature of anybody proves nothing/, ['verify', '--digest', DIGEST], {}],
  ['an identity without who vouches for it', 64, /a signature of anybody proves nothing/, ['verify', '--digest', DIGEST, '--identity', 'me@example.com'], {}],
  ['a switch that is neither on nor off', 64, /PUBLISH_NO_LOG='1' is neither true nor false/, ['tag', '--tag', 'x'], { PUBLISH_NO_LOG: '1' }],
])('%s is refused with a reason', (_what, status, message, words, env) => {
  const result = bash([KNOWN, ...words], env);
  expect(result.status).toBe(status);
  expect(result.stderr).toMatch(message);
});

test('an image without an owner needs a name', () => {
  expect(bash([UNKNOWN, 'tag', '--tag', 'x'])).toMatchObject({ status: 64, stderr: expect.stringContaining("Give --image NAME, for example --image team/spark, or set the option 'owner'") });
  expect(bash([UNKNOWN, 'tag', '--tag', 'x', '--image', 'team/spark'])).toMatchObject({ status: 0, stdout: expect.stringContaining('ghcr.io/team/spark:x') });
});

test('a command too tells its help, and a lone -- is no word', () => {
  expect(bash([KNOWN, 'tag', '--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: publish.sh COMMAND') });
  expect(bash([KNOWN, 'tag', '--', '--tag', 'x'])).toMatchObject({ status: 0, stdout: expect.stringContaining('ghcr.io/acme/spark:x') });
});

test('a verification whose answer names no digest is none', () => {
  expect(bash([KNOWN, 'verify', '--tag', 'x', '--identity', 'me@example.com', '--issuer', 'https://issuer.example.com'])).toMatchObject({ status: 1, stderr: expect.stringContaining('does NOT verify') });
});

test('the help lists every command and every variable that is read', () => {
  const { status, stdout } = bash([KNOWN, '--help']);
  expect(status).toBe(0);
  for (const { command } of PUBLISH_COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} +\\S`, 'm'));
  const read = readFileSync(path.join(folder, UNKNOWN), 'utf8').match(/\$\{(PUBLISH_\w+)/g) ?? [];
  expect(read.length).toBeGreaterThan(10);
  for (const variable of read) expect(stdout).toContain(variable.slice(2));
});

test('the tasks hand on their words and their standard input', () => {
  const before = process.env.PROJEN_DISABLE_POST;
  process.env.PROJEN_DISABLE_POST = 'true';
  new SparkImageProject({ name: 'spark', owner: 'acme', outdir: path.join(folder, 'repository') }).synth();
  if (before === undefined) delete process.env.PROJEN_DISABLE_POST;
  mkdirSync(path.join(folder, 'repository', 'node_modules'));
  symlinkSync(path.join(__dirname, '../../../..'), path.join(folder, 'repository', 'node_modules', 'spark-image-project'));
  writeFileSync(path.join(folder, 'docker'), '#!/bin/sh\necho "docker $*: $(cat)"\n', { mode: 0o755 });
  const projen = require.resolve('projen/bin/projen');
  const { status, stdout, stderr } = spawnSync(process.execPath, [projen, 'publish:login', '--user', 'me', '--registry', 'registry.example.com:5000'], {
    cwd: path.join(folder, 'repository'), encoding: 'utf8', input: 'a secret\n', env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
  });
  expect(stdout + stderr).toContain('docker login --username me --password-stdin registry.example.com:5000: a secret');
  expect(status).toBe(0);
});
