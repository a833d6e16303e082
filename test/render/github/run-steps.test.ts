import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { SparkImage } from '../../../src/model/spark-image';
import { dockerBuildWorkflow } from '../../../src/render/github/docker-build';
import { driftWorkflow } from '../../../src/render/github/drift';
import { Workflow } from '../../../src/render/github/workflow';
import { buildWorkflows } from './workflow-values';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'run-steps-'));
  for (const name of ['bin', 'temp']) mkdirSync(path.join(folder, name));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, body: string): void {
  writeFileSync(path.join(folder, 'bin', name), `#!/bin/bash\n${body}\n`, { mode: 0o755 });
}

/** Runs the script of a step as GitHub does, with programs of the test in front of the machine's. */
function runStep(workflow: Workflow, jobId: string, stepId: string, environment: { readonly [name: string]: string } = {}, cwd = folder) {
  const step = workflow.step(jobId, stepId);
  for (const name of ['output', 'summary']) writeFileSync(path.join(folder, name), '');
  const fixed = Object.fromEntries(Object.entries(step.env ?? {}).filter(([, value]) => !value.includes('${{')));
  const result = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run ?? ''], {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: `${path.join(folder, 'bin')}:${process.env.PATH}`,
      HOME: folder,
      GITHUB_OUTPUT: path.join(folder, 'output'),
      GITHUB_STEP_SUMMARY: path.join(folder, 'summary'),
      RUNNER_TEMP: path.join(folder, 'temp'),
      ...fixed,
      ...environment,
    },
  });
  const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
  return { status: result.status, text: result.stdout + result.stderr, output: read('output'), summary: read('summary') };
}

function git(cwd: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=A Person', '-c', 'user.email=person@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...identity, ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: folder } }).trim();
}

function commitFile(repository: string, name: string, text: string, message: string): void {
  writeFileSync(path.join(repository, name), text);
  git(repository, 'add', '--all');
  git(repository, 'commit', '--quiet', '--message', message);
}

const BUILD = dockerBuildWorkflow(new SparkImage({ name: 'spark', owner: 'acme' }));

describe('docker-build.yml', () => {
  test('joins the digests of all platforms under every tag, with the annotations', () => {
    mkdirSync(path.join(folder, 'digests'));
    for (const digest of ['aaa', 'bbb']) writeFileSync(path.join(folder, 'digests', digest), '');
    program('docker', `if [[ $3 == inspect ]]; then echo '{"digest":"sha256:ccc"}'; else printf '%s\\n' "$@" >'${folder}/called'; fi`);
    const metadata = { tags: ['ghcr.io/acme/spark:1.2.3', 'ghcr.io/acme/spark:1.2'], annotations: ['index:org.opencontainers.image.title=a "b" $(c)'] };
    const result = runStep(BUILD, 'publish', 'index', { IMAGE: 'ghcr.io/acme/spark', DIGESTS: path.join(folder, 'digests'), METADATA: JSON.stringify(metadata) });
    expect(result.status).toBe(0);
    expect(result.output).toBe('digest=sha256:ccc\n');
    expect(readFileSync(path.join(folder, 'called'), 'utf8').split('\n')).toEqual([
      'buildx', 'imagetools', 'create', '--tag', 'ghcr.io/acme/spark:1.2.3', '--tag', 'ghcr.io/acme/spark:1.2',
      '--annotation', 'index:org.opencontainers.image.title=a "b" $(c)', 'ghcr.io/acme/spark@sha256:aaa', 'ghcr.io/acme/spark@sha256:bbb', '',
    ]);
    expect(result.summary).toContain('ghcr.io/acme/spark@sha256:ccc');
  });

  test.each([
    ['an index by platform', '{"linux/amd64":{"rootfs":{"diff_ids":["sha256:1","sha256:2"]}}}', 0],
    ['a single manifest', '{"rootfs":{"diff_ids":["sha256:1","sha256:2"]}}', 0],
    ['another image', '{"linux/amd64":{"rootfs":{"diff_ids":["sha256:1","sha256:3"]}}}', 1],
    ['no layers at all', '{}', 1],
  ])('compares what was tried with what was pushed: %s', (_name, pushed, status) => {
    program('docker', `if [[ $1 == image ]]; then echo '["sha256:1","sha256:2"]'; else echo '${pushed}'; fi`);
    expect(runStep(BUILD, 'build', 'same-image', { IMAGE: 'i', DIGEST: 'sha256:d', PLATFORM: 'linux/amd64' }).status).toBe(status);
  });

  test('hands over the digest as the name of a file', () => {
    expect(runStep(BUILD, 'build', 'note-digest', { DIGEST: 'sha256:abc' }).status).toBe(0);
    expect(existsSync(path.join(folder, 'temp', 'digests', 'abc'))).toBe(true);
  });

  test('copies the index to every further registry, and fails when it became another one', () => {
    const { build: two } = buildWorkflows({ publish: { registries: [{ address: 'docker.io', imageName: 'acme/spark' }] } });
    const step = { IMAGE: 'ghcr.io/acme/spark', DIGEST: 'sha256:ccc', METADATA: JSON.stringify({ tags: ['ghcr.io/acme/spark:1.2.3', 'ghcr.io/acme/spark:main'] }), COPIES: 'docker.io/acme/spark r.example.com:5000/a' };
    program('docker', `if [[ $3 == inspect ]]; then echo '{"digest":"sha256:ccc"}'; else printf '%s ' "$@" >>'${folder}/called'; echo >>'${folder}/called'; fi`);
    expect(runStep(two, 'publish', 'copy', step)).toMatchObject({ status: 0, summary: 'Published docker.io/acme/spark@sha256:ccc\nPublished r.example.com:5000/a@sha256:ccc\n' });
    expect(readFileSync(path.join(folder, 'called'), 'utf8').trim().split('\n').map((line) => line.trim())).toEqual([
      'buildx imagetools create --tag docker.io/acme/spark:1.2.3 --tag docker.io/acme/spark:main ghcr.io/acme/spark@sha256:ccc',
      'buildx imagetools create --tag r.example.com:5000/a:1.2.3 --tag r.example.com:5000/a:main ghcr.io/acme/spark@sha256:ccc',
    ]);
    program('docker', 'echo \'{"digest":"sha256:ddd"}\'');
    expect(runStep(two, 'publish', 'copy', step).status).toBe(1);
  });

  test('signs and verifies in every registry, and stops at the first that fails', () => {
    const { build: two } = buildWorkflows({ publish: { registries: [{ address: 'docker.io', imageName: 'acme/spark' }] } });
    program('cosign', `printf '%s\\n' "$*" >>'${folder}/called'; [[ $* != *ghcr* ]]`);
    const step = { IMAGES: 'docker.io/acme/spark ghcr.io/acme/spark quay.io/acme/spark', DIGEST: 'sha256:ccc', IDENTITY: 'https://example.com/w.yml@refs/tags/v1' };
    for (const [job, id] of [['sign', 'sign'], ['verify', 'verify-signature']]) expect(runStep(two, job, id, step).status).toBe(1);
    const called = readFileSync(path.join(folder, 'called'), 'utf8').trim().split('\n');
    expect(called.slice(0, 2)).toEqual(['sign --yes --recursive docker.io/acme/spark@sha256:ccc', 'sign --yes --recursive ghcr.io/acme/spark@sha256:ccc']);
    expect(called.slice(2).map((line) => line.split(' ').at(-1))).toEqual(['docker.io/acme/spark@sha256:ccc', 'ghcr.io/acme/spark@sha256:ccc']);
  });

  test('names the image after the owner in lower case', () => {
    const unknown = dockerBuildWorkflow(new SparkImage({ name: 'Spark' }));
    expect(runStep(unknown, 'lint', 'image', { OWNER: 'AcmeCorp' }).output).toBe('name=ghcr.io/acmecorp/spark\n');
  });
});

describe('drift.yml', () => {
  let repository: string;

  beforeEach(() => {
    repository = path.join(folder, 'repository');
    mkdirSync(repository);
    git(repository, 'init', '--quiet');
    commitFile(repository, 'Dockerfile', 'FROM x\n', 'first');
    commitFile(repository, 'gone.sh', 'x\n', 'second');
  });

  test('is content when nothing changed', () => {
    expect(runStep(driftWorkflow(), 'drift', 'compare', {}, repository)).toMatchObject({ status: 0, text: expect.stringContaining('in sync') });
  });

  test.each([[0, 0], [2, 0], [3, 0], [1, 1], [127, 127]])('sums up what "spark-image check" says; its status %i makes the step end with %i', (status, expected) => {
    program('npx', `echo "$*" >&2\necho '## Checklist'\nexit ${status}`);
    const result = runStep(driftWorkflow(), 'drift', 'check', {}, repository);
    expect(result).toMatchObject({ status: expected, summary: '## Checklist\n', text: 'spark-image check --fail-on none --format markdown\n' });
  });

  test('names every file that is changed, missing or new, and says what to do', () => {
    writeFileSync(path.join(repository, 'Dockerfile'), 'FROM y\n');
    writeFileSync(path.join(repository, 'with space.yml'), 'x\n');
    rmSync(path.join(repository, 'gone.sh'));
    const result = runStep(driftWorkflow({ rcFile: '.projenrc.js' }), 'drift', 'compare', {}, repository);
    expect(result.status).toBe(1);
    for (const file of ['Dockerfile', 'gone.sh', 'with space.yml']) {
      expect(result.text).toContain(`::error file=${file}::${file} is not what .projenrc.js says. Put the change into .projenrc.js, run npx projen`);
      expect(result.summary).toContain(`- ${file}\n`);
    }
  });
});
