import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { CI_IMAGES } from '../../../src/catalogue/ci-images';
import { Repository } from '../../../src/model/repository';
import { RepositoryOptions } from '../../../src/model/repository-options';
import { SparkImageOptions } from '../../../src/model/spark-image-options';
import { GITLAB_STAGES, gitlabPipeline, renderGitlab } from '../../../src/render/gitlab/pipeline';

interface Job {
  readonly stage: string;
  readonly image: unknown;
  readonly tags?: readonly string[];
  readonly rules?: ReadonlyArray<{ readonly if?: string; readonly variables?: { readonly [name: string]: string } }>;
  readonly script: readonly string[];
  readonly before_script?: readonly string[];
  readonly variables?: { readonly [name: string]: string };
  readonly id_tokens?: object;
  readonly parallel?: { readonly matrix: ReadonlyArray<{ readonly [name: string]: readonly string[] }> };
}

function pipeline(options: RepositoryOptions = {}, image: Partial<SparkImageOptions> = {}) {
  const repository = Repository.read({ name: 'spark', owner: 'acme', registry: 'ghcr.io', gitlab: {}, ...options, ...image });
  const text = renderGitlab(gitlabPipeline(repository, { rcFile: '.projenrc.ts', ejected: false }), repository);
  const value = parse(text);
  return { text, value, jobs: Object.fromEntries(Object.entries<Job>(value).filter(([, job]) => job.stage !== undefined)) };
}

test('has the stages of the workflow, and a job for each', () => {
  const { value, jobs } = pipeline();
  expect(value.stages).toEqual([...GITLAB_STAGES]);
  for (const stage of GITLAB_STAGES) expect(Object.values(jobs).map((job) => job.stage)).toContain(stage);
  expect(Object.keys(jobs)).toEqual(expect.arrayContaining(['dockerfile', 'scripts', 'compose', 'drift', 'compatibility', 'build-amd64', 'build-arm64', 'publish', 'sign', 'verify']));
});

test('publishes from the default branch and from version tags alone', () => {
  const { jobs } = pipeline({ defaultBranch: 'trunk', testBranches: ['trunk', 'next'] });
  for (const id of ['publish', 'sign', 'verify']) expect(jobs[id].rules?.map((rule) => rule.if)).toEqual(['$CI_COMMIT_BRANCH == "trunk"', '$CI_COMMIT_TAG =~ /^v/']);
  const publishing = jobs['build-amd64'].rules?.filter((rule) => rule.variables?.PUBLISH === 'true').map((rule) => rule.if);
  expect(publishing).toEqual(['$CI_COMMIT_BRANCH == "trunk"', '$CI_COMMIT_TAG =~ /^v/']);
  expect(jobs['build-amd64'].variables).not.toHaveProperty('PUBLISH');
});

test('the gate is the one of the workflow', () => {
  expect(pipeline().value.variables).toMatchObject({ SCANNER: 'trivy', GATE_SCOPE: 'distribution', GATE_SEVERITY: 'HIGH,CRITICAL', GATE_ONLY_FIXED: 'true' });
  expect(pipeline({ scan: { scanner: 'grype', policy: 'strict', severity: 'medium' } }).value.variables).toMatchObject({ SCANNER: 'grype', GATE_SCOPE: 'everything', GATE_SEVERITY: 'medium', GATE_ONLY_FIXED: 'false' });
  expect(pipeline({ scan: { policy: 'report-only' } }).value.variables).not.toHaveProperty('GATE_SCOPE');
  expect(pipeline({ scan: { ignore: [{ id: 'CVE-2024-1234', reason: 'x', expires: '2027-01-01' }] } }).value.variables.IGNORE_FILE).toBe('.trivyignore.yaml');
});

test('only the signing job may prove who it is', () => {
  const { jobs } = pipeline();
  expect(Object.entries(jobs).filter(([, job]) => job.id_tokens).map(([id]) => id)).toEqual(['sign']);
});

test('each platform is built on a runner of its kind, or in emulation', () => {
  const native = pipeline({ gitlab: { armRunnerTag: 'arm' } }).jobs;
  expect([native['build-amd64'].tags, native['build-arm64'].tags]).toEqual([undefined, ['arm']]);
  const emulated = pipeline({ publish: { emulated: true } }).jobs['build-arm64'];
  expect(emulated.tags).toBeUndefined();
  expect(emulated.script[0]).toMatch(/^docker run --privileged --rm ".*binfmt.*" --install arm64$/);
  expect(Object.keys(pipeline({}, { platforms: ['linux/amd64'] }).jobs)).not.toContain('build-arm64');
});

test('goes to the registry of the project, or to one that is entered by the secrets of the options', () => {
  expect(pipeline().value.variables.IMAGE).toBe('$CI_REGISTRY_IMAGE');
  const { value, jobs } = pipeline({ gitlab: { registry: 'r.example.com' }, publish: { usernameSecret: 'A_USER', passwordSecret: 'A_TOKEN' } });
  expect(value.variables.IMAGE).toBe('r.example.com/acme/spark');
  expect(jobs.publish.before_script?.[1]).toContain('printf \'%s\' "$A_TOKEN" | docker login --username "$A_USER" --password-stdin "r.example.com"');
});

test('the clients are those that the catalogue derives, and images come from a mirror where one is named', () => {
  expect(pipeline().jobs.compatibility.parallel?.matrix).toEqual([{ PYTHON_VERSION: ['3.10', '3.8', '3.11'] }]);
  const { jobs } = pipeline({ gitlab: { jobImages: { docker: 'm.example.com/docker:28', python: 'm.example.com:5000/python:3.10-bookworm' } } });
  expect(jobs.publish.image).toBe('m.example.com/docker:28');
  expect(jobs.compatibility.image).toBe('m.example.com:5000/python:$PYTHON_VERSION-bookworm');
});

test('the option for the images of the jobs names each that there is', () => {
  const described = /\/\*\*[^/]*?\*\/\s+readonly jobImages/.exec(readFileSync(path.join(__dirname, '..', '..', '..', 'src', 'model', 'workflow-options.ts'), 'utf8'))?.[0];
  for (const { name } of CI_IMAGES) expect(described).toContain(`\`${name}\``);
});
