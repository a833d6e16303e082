import { parse } from 'yaml';
import { PUBLISH } from '../../../src/model/publishing';
import { SCAN } from '../../../src/model/scan';
import { SparkImage } from '../../../src/model/spark-image';
import { SparkImageOptions } from '../../../src/model/spark-image-options';
import { renderDependabot } from '../../../src/render/dependabot';
import { compatibilityWorkflow } from '../../../src/render/github/compatibility';
import { DockerBuildOptions, dockerBuildWorkflow } from '../../../src/render/github/docker-build';
import { driftWorkflow } from '../../../src/render/github/drift';
import { upgradeWorkflow } from '../../../src/render/github/upgrade';
import { renderWorkflow } from '../../../src/render/github/workflow';
import { JobValue, StepValue } from './workflow-values';

function imageWith(options: Partial<SparkImageOptions> = {}): SparkImage {
  return new SparkImage({ name: 'spark-3.5', owner: 'Acme', ...options });
}

function build(options: Partial<SparkImageOptions> = {}, settings: DockerBuildOptions = {}) {
  const value = parse(renderWorkflow(dockerBuildWorkflow(imageWith(options), settings)));
  return { value, jobs: value.jobs as { readonly [id: string]: JobValue } };
}

function stepOf(job: JobValue, id: string): StepValue {
  const found = job.steps.find((step) => step.id === id);
  if (!found) throw new Error(`no step ${id}`);
  return found;
}

const UPGRADE = 'node_modules/spark-image-project/assets/workflows/upgrade.sh';
const ALL: ReadonlyArray<[string, string]> = [
  ['docker-build.yml', renderWorkflow(dockerBuildWorkflow(imageWith()))],
  ['docker-build.yml with every option', renderWorkflow(dockerBuildWorkflow(imageWith({ owner: undefined, registry: 'r.example.com' }), { publish: { ...PUBLISH.whenAbsent, emulated: true }, scan: { ...SCAN.whenAbsent, scanner: 'grype' }, defaultBranch: 'trunk' }))],
  ['pyspark-compatibility.yml', renderWorkflow(compatibilityWorkflow(imageWith()))],
  ['drift.yml', renderWorkflow(driftWorkflow())],
  ['upgrade.yml', renderWorkflow(upgradeWorkflow())],
];

describe.each(ALL)('%s', (_name, text) => {
  const value = parse(text);
  const jobs = Object.values<JobValue>(value.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test('grants nothing but what jobs ask for, and says why', () => {
    expect(value.permissions).toEqual({});
    for (const job of jobs) expect(Object.values(job.permissions).every((access) => access === 'read' || access === 'write')).toBe(true);
    for (const line of text.split('\n').filter((l) => /^ {6}[a-z-]+: (?:read|write)/.test(l))) expect(line).toMatch(/ {2}# \w+/);
  });

  test('pins every action by its commit, with the version behind it', () => {
    const used = text.split('\n').filter((line) => /^\s*(?:- )?uses:/.test(line));
    expect(used.length).toBeGreaterThan(0);
    for (const line of used) expect(line).toMatch(/@[0-9a-f]{40} {2}# v\d+\.\d+\.\d+$/);
  });

  test('checks out without leaving the token behind, and ends by itself', () => {
    for (const step of steps.filter((s) => s.uses?.startsWith('actions/checkout@'))) expect(step.with).toMatchObject({ 'persist-credentials': false });
    for (const job of jobs) expect(job['timeout-minutes']).toBeGreaterThan(0);
  });

  test('has no expression inside a script, and an id and a name for every step', () => {
    for (const step of steps) {
      expect(step.run ?? '').not.toContain('${{');
      expect(step.id).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(step.name).toMatch(/^[A-Z]/);
    }
  });

  test('is safe for forks', () => {
    expect(Object.keys(value.on)).not.toContain('pull_request_target');
  });
});

describe('docker-build.yml', () => {
  test("has the guide's triggers, and a weekly rebuild", () => {
    expect(build({}, { defaultBranch: 'trunk' }).value.on).toEqual({
      push: { branches: ['trunk'], tags: ['v*'] }, pull_request: null, schedule: [{ cron: expect.any(String) }], workflow_dispatch: null,
    });
  });

  test("has the guide's tags: branch, v1.2.3, 1.2.3, 1.2, 1, and latest on the default branch only", () => {
    const meta = stepOf(build().jobs.publish, 'meta').with;
    expect(meta?.flavor).toBe('latest=false');
    expect(String(meta?.tags).trim().split('\n')).toEqual([
      'type=ref,event=branch',
      'type=ref,event=tag',
      'type=semver,pattern={{version}}',
      'type=semver,pattern={{major}}.{{minor}}',
      "type=semver,pattern={{major}},enable=${{ !startsWith(github.ref, 'refs/tags/v0.') }}",
      'type=raw,value=latest,enable={{is_default_branch}}',
    ]);
  });

  test('a pull request logs in nowhere and publishes nothing', () => {
    const { jobs } = build();
    const outward = jobs.build.steps.filter((s) => s.id === 'login' || s.id === 'push' || s.id === 'hand-over');
    expect(outward).toHaveLength(3);
    for (const step of outward) expect(step.if).toBe("${{ github.event_name != 'pull_request' }}");
    expect(jobs.publish.if).toBe("${{ github.event_name != 'pull_request' }}");
    expect(stepOf(jobs.build, 'build').with).toMatchObject({ load: true });
    expect(stepOf(jobs.build, 'build').with).not.toHaveProperty('push');
  });

  test('tries and scans an image before it is pushed, and checks that it is the same one', () => {
    const ids = build().jobs.build.steps.map((s) => s.id);
    const order = ['build', 'smoke-test', 'report', 'gate', 'login', 'push', 'same-image', 'hand-over'];
    expect(ids.filter((id) => order.includes(id))).toEqual(order);
  });

  test('uses the cache of actions for branches and pull requests, not for a released tag', () => {
    const inputs = stepOf(build().jobs.build, 'build').with;
    for (const input of ['cache-from', 'cache-to']) {
      expect(inputs?.[input]).toMatch(/^\$\{\{ !startsWith\(github\.ref, 'refs\/tags\/'\) && format\('type=gha,.*\) \|\| '' \}\}$/);
    }
    expect(stepOf(build().jobs.build, 'push').with).not.toHaveProperty('cache-from');
    expect(inputs?.['no-cache']).toBe("${{ github.event_name == 'schedule' }}");
  });

  test('builds each platform on its own kind of machine', () => {
    const matrix = (options: Partial<SparkImageOptions>) => build(options).jobs.build.strategy?.matrix.include;
    expect(matrix({})).toEqual([
      { platform: 'linux/amd64', arch: 'amd64', runner: 'ubuntu-24.04' },
      { platform: 'linux/arm64', arch: 'arm64', runner: 'ubuntu-24.04-arm' },
    ]);
    expect(build().jobs.build.steps.map((s) => s.id)).not.toContain('qemu');
  });

  test('the gate fails on what a rebuild mends; the report fails on nothing and holds everything', () => {
    const { jobs } = build();
    expect(stepOf(jobs.build, 'gate').with).toMatchObject({ 'vuln-type': 'os', 'severity': 'HIGH,CRITICAL', 'ignore-unfixed': true, 'exit-code': '1', 'version': 'v0.70.0' });
    expect(stepOf(jobs.build, 'report').with).toMatchObject({ format: 'sarif', output: 'findings-${{ matrix.arch }}.sarif', version: 'v0.70.0' });
    expect(stepOf(jobs.build, 'report').with).not.toHaveProperty('exit-code');
    expect(stepOf(jobs.report, 'upload-arm64').with).toEqual({ sarif_file: 'findings/findings-arm64.sarif', category: 'image-arm64' });
  });

  test('only the signing job may prove who it is, by digest, after publishing and before verifying', () => {
    const { jobs } = build();
    expect(Object.entries(jobs).filter(([, job]) => job.permissions['id-token']).map(([id]) => id)).toEqual(['sign']);
    expect(jobs.sign.needs).toContain('publish');
    expect(jobs.verify.needs).toContain('sign');
    expect(stepOf(jobs.sign, 'sign').run).toContain('"${IMAGE}@${DIGEST}"');
    expect(stepOf(jobs.sign, 'attest').with).toMatchObject({ 'subject-digest': '${{ needs.publish.outputs.digest }}' });
    expect(stepOf(jobs.verify, 'verify-signature').run).toContain('cosign verify');
    expect(stepOf(jobs.verify, 'verify-provenance').run).toContain('gh attestation verify');
  });

  test('names the image after the options, or after the owner of the repository in lower case', () => {
    expect(build().value.env).toEqual({ IMAGE: 'ghcr.io/acme/spark-3.5' });
    const unknown = build({ owner: undefined, name: 'Spark' });
    expect(unknown.value.env).toBeUndefined();
    expect(stepOf(unknown.jobs.lint, 'image').env).toEqual({ REGISTRY: 'ghcr.io', OWNER: '${{ github.repository_owner }}', NAME: 'spark' });
    for (const [id, job] of Object.entries(unknown.jobs)) {
      if (JSON.stringify(job).includes('needs.lint.outputs.image')) expect([id, job.needs]).toEqual([id, expect.arrayContaining(['lint'])]);
    }
  });

  test('another registry is entered by two secrets, in an environment that can be protected', () => {
    const { jobs } = build({ registry: 'registry.example.com:5000' });
    for (const id of ['build', 'publish', 'sign', 'verify']) {
      expect(stepOf(jobs[id], 'login').with).toEqual({ registry: 'registry.example.com:5000', username: '${{ secrets.REGISTRY_USERNAME }}', password: '${{ secrets.REGISTRY_PASSWORD }}' });
      expect(jobs[id].environment).toContain("'registry'");
    }
    expect(JSON.stringify(build().jobs)).not.toContain('secrets.');
  });
});

describe('pyspark-compatibility.yml', () => {
  const jobs = (options: Partial<SparkImageOptions> = {}) => parse(renderWorkflow(compatibilityWorkflow(imageWith(options)))).jobs.compatibility as JobValue;

  test("is the guide's: its triggers, Python 3.10, Temurin 11, Spark 3.5.3 verified, the test in a virtual environment", () => {
    expect(parse(renderWorkflow(compatibilityWorkflow(imageWith()))).on).toEqual({ push: { branches: ['main', 'develop'] }, pull_request: null, workflow_dispatch: null });
    expect(stepOf(jobs(), 'python').with).toMatchObject({ 'python-version': '3.10' });
    expect(stepOf(jobs(), 'java').with).toEqual({ 'distribution': 'temurin', 'java-version': '11' });
    expect(stepOf(jobs(), 'spark').env).toMatchObject({ SPARK_VERSION: '3.5.3', SCALA_VERSION: '2.12', SPARK_SIGNING_KEY: expect.stringMatching(/^[0-9A-F]{40}$/) });
    expect(stepOf(jobs(), 'test')).toMatchObject({ run: './build_and_test.sh\n', env: { SPARK_HOME: '${{ runner.temp }}/spark' } });
  });

  test("follows the image's versions", () => {
    const job = jobs({ sparkVersion: '4.0.1', baseImage: 'debian:bookworm-slim' });
    expect(stepOf(job, 'python').with).toMatchObject({ 'python-version': '3.11' });
    expect(stepOf(job, 'java').with).toMatchObject({ 'java-version': '17' });
    expect(stepOf(job, 'spark').env).toMatchObject({ SPARK_VERSION: '4.0.1', SCALA_VERSION: '2.13' });
    expect(stepOf(jobs({ baseImage: 'registry.example.com/ubuntu:22.04', baseImageIs: 'ubuntu:22.04' }), 'python').with).toMatchObject({ 'python-version': '3.10' });
  });
});

describe('upgrade.yml', () => {
  test('the job that runs new code may write nothing, and the one that may write installs nothing', () => {
    const jobs = parse(renderWorkflow(upgradeWorkflow())).jobs as { readonly [id: string]: JobValue };
    expect(jobs.upgrade.permissions).toEqual({ contents: 'read' });
    expect(jobs['pull-request'].permissions).toEqual({ 'contents': 'write', 'pull-requests': 'write' });
    expect(jobs['pull-request'].steps.map((s) => s.run ?? '').join('')).not.toMatch(/npm|npx/);
    expect(jobs['pull-request'].steps.map((s) => s.run ?? '').join('')).toBe('bash .github/scripts/propose-upgrade.sh\n');
    expect(jobs.upgrade.steps.flatMap((s) => s.run ?? [])).toEqual(['npm ci --ignore-scripts --no-audit --no-fund\n', `bash ${UPGRADE} update\n`, 'npx projen\n', `bash ${UPGRADE} describe\n`]);
  });

  test('runs once a week, and every day for a security release alone', () => {
    const { on, jobs } = parse(renderWorkflow(upgradeWorkflow()));
    const [weekly, daily] = on.schedule.map((entry: { cron: string }) => entry.cron);
    expect(weekly).toMatch(/^\d+ \d+ \* \* \d$/);
    expect(daily).toMatch(/^\d+ \d+ \* \* \*$/);
    expect(stepOf(jobs.upgrade, 'difference').env?.LANE).toBe(`\${{ github.event.schedule == '${daily}' && 'security' || 'everything' }}`);
  });
});

describe('drift.yml', () => {
  test('reports for every pull request and merge queue, without a secret', () => {
    const text = renderWorkflow(driftWorkflow());
    expect(parse(text).on).toEqual({ pull_request: null, merge_group: null, workflow_dispatch: null });
    expect(text).not.toContain('secrets.');
    expect(parse(text).jobs.drift.if).toBeUndefined();
    expect(text).toContain(`"${parse(text).jobs.drift.name}"`);
  });
});

describe('dependabot.yml', () => {
  const choices = { packages: ['spark-image-project', 'projen'], actions: ['actions/checkout', 'github/codeql-action/upload-sarif', 'actions/checkout'], managed: ['Dockerfile', 'requirements.txt'], marker: 'marker' };
  const updates = (change: Partial<typeof choices> = {}) => parse(renderDependabot({ ...choices, ...change })).updates as Array<{ 'package-ecosystem': string; 'ignore'?: Array<{ 'dependency-name': string }> }>;
  const ignored = (ecosystem: string) => updates().find((update) => update['package-ecosystem'] === ecosystem)?.ignore?.map((entry) => entry['dependency-name']);

  test('proposes nothing that stands in a managed file: a merge could not leave it in sync', () => {
    expect(updates().map((update) => update['package-ecosystem'])).toEqual(['npm', 'github-actions']);
    expect(ignored('npm')).toEqual(['projen', 'spark-image-project']);
    expect(ignored('github-actions')).toEqual(['actions/checkout', 'github/codeql-action', 'github/codeql-action/*']);
  });

  test('looks after the files that are the user’s, a week behind and grouped', () => {
    const all = updates({ managed: [] });
    expect(all.map((update) => update['package-ecosystem'])).toEqual(['npm', 'github-actions', 'docker', 'pip']);
    for (const update of all) {
      expect(update).toMatchObject({ cooldown: { 'default-days': 7 }, schedule: { interval: 'weekly' }, groups: { [update['package-ecosystem']]: { patterns: ['*'] } } });
    }
    expect(renderDependabot(choices)).toMatch(/^# marker\n/);
  });
});
