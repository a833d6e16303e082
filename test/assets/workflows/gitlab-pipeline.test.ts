import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const SCRIPT = path.join(__dirname, '..', '..', '..', 'assets', 'workflows', 'gitlab-pipeline.sh');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'gitlab-pipeline-'));
  for (const name of ['bin', 'docker']) mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, 'docker', 'smoke-test.sh'), `echo "smoke-test $*" >>'${folder}/calls'; exit \${SMOKE:-0}\n`);
  writeFileSync(path.join(folder, 'docker', 'grype-config.sh'), 'echo "ignore: $1" >"$2"\n');
  program('docker', `printf '%s\\n' "$*" >>'${folder}/calls'
case "$*" in
*'run --rm'*exit-code*|*'run --rm'*fail-on*) exit \${GATE:-0} ;;
'image inspect'*) echo '["sha256:1"]' ;;
*imagetools\\ inspect*Manifest*) echo '{"digest":"sha256:index"}' ;;
*imagetools\\ inspect*) echo "{\\"rootfs\\":{\\"diff_ids\\":[\\"sha256:\${LAYER:-1}\\"]}}" ;;
*metadata-file*) echo '{"containerimage.digest":"sha256:abc"}' >.pipeline/metadata.json ;;
esac`);
  program('cosign', `printf 'cosign %s\\n' "$*" >>'${folder}/calls'`);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, body: string): void {
  writeFileSync(path.join(folder, 'bin', name), `#!/bin/bash\n${body}\n`, { mode: 0o755 });
}

const MAIN = { CI_COMMIT_BRANCH: 'main', CI_PIPELINE_SOURCE: 'push', PUBLISH: 'true' };
const TAG = { CI_COMMIT_TAG: 'v1.2.3', CI_PIPELINE_SOURCE: 'push', PUBLISH: 'true' };
const MERGE_REQUEST = { CI_COMMIT_BRANCH: 'mine', CI_PIPELINE_SOURCE: 'merge_request_event' };
const GATE = { GATE_SCOPE: 'distribution', GATE_SEVERITY: 'HIGH,CRITICAL', GATE_ONLY_FIXED: 'true' };

function run(command: string, environment: { readonly [name: string]: string }) {
  writeFileSync(path.join(folder, 'calls'), '');
  const { status, stdout, stderr } = spawnSync('bash', [SCRIPT, command], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: `${path.join(folder, 'bin')}:${process.env.PATH}`,
      CI_DEFAULT_BRANCH: 'main',
      CI_COMMIT_SHA: 'f00',
      CI_PROJECT_URL: 'https://gitlab.example.com/a/spark',
      CI_SERVER_URL: 'https://gitlab.example.com',
      IMAGE: 'r.example.com/a/spark',
      PLATFORM: 'linux/arm64',
      SCANNER: 'trivy',
      SCANNER_IMAGE: 'trivy:1',
      ...environment,
    },
  });
  return { status, text: stdout + stderr, calls: readFileSync(path.join(folder, 'calls'), 'utf8').trim().split('\n') };
}

describe('tags', () => {
  test.each([
    ['the default branch', MAIN, 'main latest'],
    ['another branch', { ...MAIN, CI_COMMIT_BRANCH: 'feature/a+b' }, 'feature-a-b'],
    ['a version', TAG, 'v1.2.3 1.2.3 1.2 1'],
    ['a version before 1', { ...TAG, CI_COMMIT_TAG: 'v0.4.2' }, 'v0.4.2 0.4.2 0.4'],
    ['a version before its release', { ...TAG, CI_COMMIT_TAG: 'v2.0.0-rc1' }, 'v2.0.0-rc1'],
  ])('%s', (_name, environment, expected) => {
    expect(run('tags', environment).text.trim().split('\n').join(' ')).toBe(expected);
  });
});

describe('build', () => {
  test('builds, tries, scans and only then pushes by digest', () => {
    const { status, calls } = run('build', { ...MAIN, ...GATE });
    expect(status).toBe(0);
    const order = ['--load', 'smoke-test', '--format sarif', '--exit-code 1', 'push-by-digest=true', 'imagetools inspect'];
    const places = order.map((part) => calls.findIndex((call) => call.includes(part)));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(calls.find((call) => call.includes('--exit-code'))).toContain('--pkg-types os --severity HIGH,CRITICAL --exit-code 1 --ignore-unfixed');
    expect(calls.find((call) => call.includes('push-by-digest'))).toContain('--provenance=mode=max --sbom=true');
    expect(readdirSync(path.join(folder, '.pipeline', 'digests'))).toEqual(['abc']);
  });

  test('a merge request pushes nothing', () => {
    const { status, text, calls } = run('build', MERGE_REQUEST);
    expect([status, calls.some((call) => call.includes('push=true') || call.includes('cache-to'))]).toEqual([0, false]);
    expect(text).toContain('nothing is published from here');
  });

  test.each([
    ['a smoke test that fails', { SMOKE: '1' }],
    ['a gate that fails', { GATE: '1' }],
  ])('%s stops before anything is pushed', (_name, broken) => {
    const { status, calls } = run('build', { ...MAIN, ...GATE, ...broken });
    expect([status, calls.some((call) => call.includes('push-by-digest'))]).toEqual([1, false]);
  });

  test('what was pushed and is not what was tried fails, and is not handed over', () => {
    const { status, text } = run('build', { ...MAIN, LAYER: '2' });
    expect([status, existsSync(path.join(folder, '.pipeline', 'digests', 'abc'))]).toEqual([1, false]);
    expect(text).toContain('what was pushed is not what was tried');
  });

  test('takes the cache for branches and merge requests, none for a tag, and nothing old on a schedule', () => {
    const load = (environment: { readonly [name: string]: string }) => run('build', environment).calls.find((call) => call.includes('--load')) ?? '';
    expect(load(MAIN)).toContain('--cache-to=type=registry,ref=r.example.com/a/spark:cache-arm64,mode=max');
    expect(load(MERGE_REQUEST)).toContain('--cache-from=type=registry,ref=r.example.com/a/spark:cache-arm64');
    expect(load(TAG)).not.toContain('cache-from');
    expect(load({ ...MAIN, CI_PIPELINE_SOURCE: 'schedule' })).toMatch(/--no-cache (?!.*cache-from)/);
  });

  test('scans by Grype with the findings that still hold', () => {
    const { status, calls } = run('build', { ...MAIN, SCANNER: 'grype', SCANNER_IMAGE: 'grype:1', GATE_SCOPE: 'everything', GATE_SEVERITY: 'high', GATE_ONLY_FIXED: 'false' });
    expect(status).toBe(0);
    const scans = calls.filter((call) => call.startsWith('run --rm') && call.includes('grype:1'));
    expect(scans[0]).toMatch(/grype:1 docker-archive:\.pipeline\/candidate\.tar --config \.pipeline\/report\.yaml --output sarif --file \.pipeline\/findings-arm64\.sarif$/);
    expect(scans[1]).toMatch(/--config \.pipeline\/gate\.yaml --fail-on high$/);
  });

  test('without a gate nothing fails, and everything is reported', () => {
    const { calls } = run('build', { ...MAIN, IGNORE_FILE: '.trivyignore.yaml' });
    const scans = calls.filter((call) => call.includes('trivy:1'));
    expect(scans).toHaveLength(1);
    expect(scans[0]).toContain('--ignorefile .trivyignore.yaml');
  });
});

test('publish joins the digests under every tag; sign and verify speak of the digest of the index', () => {
  mkdirSync(path.join(folder, '.pipeline', 'digests'), { recursive: true });
  for (const digest of ['aaa', 'bbb']) writeFileSync(path.join(folder, '.pipeline', 'digests', digest), '');
  const { status, calls } = run('publish', TAG);
  expect(status).toBe(0);
  expect(calls[0]).toBe([
    'buildx imagetools create', ...['v1.2.3', '1.2.3', '1.2', '1'].map((tag) => `--tag r.example.com/a/spark:${tag}`),
    '--annotation index:org.opencontainers.image.source=https://gitlab.example.com/a/spark --annotation index:org.opencontainers.image.revision=f00',
    '--annotation index:org.opencontainers.image.version=v1.2.3 r.example.com/a/spark@sha256:aaa r.example.com/a/spark@sha256:bbb',
  ].join(' '));
  expect(run('sign', TAG).calls).toEqual(['cosign sign --yes --recursive r.example.com/a/spark@sha256:index']);
  expect(run('verify', TAG).calls).toEqual(['cosign verify --certificate-identity https://gitlab.example.com/a/spark//.gitlab-ci.yml@refs/tags/v1.2.3 --certificate-oidc-issuer https://gitlab.example.com r.example.com/a/spark@sha256:index']);
  program('cosign', 'exit 1');
  expect(run('verify', MAIN).status).toBe(1);
});

test('wrong usage is said', () => {
  expect(run('deploy', {})).toMatchObject({ status: 64, text: expect.stringContaining('Usage: pipeline.sh') });
});
