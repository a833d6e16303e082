import { DockerfilePosition } from '../../src';
import { CHECKS, runChecks } from '../../src/checklist/checklist';
import { fixOf } from '../../src/checklist/fixes';
import { RepositoryFiles } from '../../src/checklist/repository-files';
import { OPTION_NAMES } from '../../src/model/repository';
import { SparkImageProject } from '../../src/spark-image-project';
import { repositoryWith, synthesize } from '../components/synthesis';
import { findCheck } from './find-check';

/** Checks of files that this package does not generate. */
const NOT_OURS = /^(?:kubernetes-|no-binaries$)/;

const TEXTS = CHECKS.map(({ id, rcFix }) => [id, rcFix] as const).filter((entry): entry is readonly [string, string] => entry[1] !== undefined);

test('every check of a file that is generated names its way through the rc file', () => {
  expect(CHECKS.filter(({ id, rcFix }) => rcFix === undefined && !NOT_OURS.test(id)).map(({ id }) => id)).toEqual([]);
  for (const [id, text] of TEXTS) expect([id, text]).toEqual([id, expect.stringMatching(/^In the rc file: .*\.$/)]);
});

describe('what the texts name exists', () => {
  const repository = repositoryWith();

  test.each(TEXTS)('%s', (_id, text) => {
    for (const [, part, method] of text.matchAll(/project\.(\w+)\??\.(\w+)\(/g)) expect([part, method, typeof Reflect.get(Object(Reflect.get(repository, part)), method)]).toEqual([part, method, 'function']);
    for (const [, method] of text.matchAll(/project\.(\w+)\(/g)) expect([method, typeof Reflect.get(repository, method)]).toEqual([method, 'function']);
    for (const [, position] of text.matchAll(/DockerfilePosition\.(\w+)/g)) expect(Object.keys(DockerfilePosition)).toContain(position);
    const outside = text.slice('In the rc file: '.length).replace(/\([^)]*\)/g, '').replace(/[{[][^}]*[}\]]/g, '');
    for (const [, option] of outside.matchAll(/\b([a-z]\w+): (?=['\dt]|$)/g)) expect(OPTION_NAMES).toContain(option);
  });
});

type Change = (project: SparkImageProject) => void;

function failing(options: object, change: Change): string[] {
  const repository = repositoryWith(options);
  change(repository);
  return runChecks(new RepositoryFiles(synthesize(repository))).filter(({ status }) => status !== 'pass').map(({ check }) => check.id);
}

/** Runs a call of a text, as a rc file would. */
function applied(id: string): Change {
  const [, change] = /overrideService\('SERVICE', (\{.*?\})\)/.exec(findCheck(id).rcFix ?? '') ?? [];
  return (project) => project.compose.overrideService('own', new Function(`return (${change});`)());
}

describe('what the text says mends', () => {
  const nothing: Change = () => undefined;
  const own: Change = (project) => project.compose.addService('own', { image: 'minio/minio:latest', privileged: true, ports: ['9000:9000'], environment: { API_TOKEN: 'abcdef0123456789' } });

  test.each(['compose-cap-drop', 'compose-read-only', 'compose-no-new-privileges', 'compose-not-privileged', 'compose-limits', 'compose-loopback-ports', 'compose-image-release', 'compose-scratch-space', 'compose-log-rotation'])('%s', (id) => {
    expect(failing({}, own)).toContain(id);
    expect(failing({}, (project) => { own(project); applied(id)(project); })).not.toContain(id);
  });

  test.each<readonly [string, object, Change, object, Change]>([
    ['dockerfile-base-digest', {}, nothing, { baseImage: `ubuntu:22.04@sha256:${'a'.repeat(64)}` }, nothing],
    ['workflow-isolated-build', {}, nothing, { publish: { slsaLevel: 3 } }, nothing],
    ['workflow-sign', { buildWorkflow: false }, nothing, { buildWorkflow: true }, nothing],
    ['workflow-scan', { buildWorkflow: false }, nothing, { buildWorkflow: true, scan: { scanner: 'trivy' } }, nothing],
    ['workflow-compatibility-test', { compatibilityWorkflow: false }, nothing, { compatibilityWorkflow: true }, nothing],
    ['dependabot', { dependabot: false, upgradeWorkflow: false }, nothing, { dependabot: false, upgradeWorkflow: true }, nothing],
    ['readme-badges', { buildWorkflow: false }, nothing, { buildWorkflow: true }, nothing],
    ['dockerignore-environment-files', {}, (p) => p.dockerignore.addPatterns('!.env'), {}, (p) => p.dockerignore.addPatterns('!.env', '.env')],
    ['dockerignore-keeps-copied-files', {}, (p) => p.dockerignore.addPatterns('entrypoint.sh'), {}, (p) => p.dockerignore.addPatterns('entrypoint.sh', '!entrypoint.sh')],
    ['env-not-committed', {}, (p) => p.gitignore.addPatterns('!.env'), {}, (p) => { p.gitignore.addPatterns('!.env'); p.addGitIgnore('.env'); }],
    ['dockerfile-no-download-tools', { aptPackages: ['curl'] }, nothing, {}, (p) => p.dockerfile.addInstructions(DockerfilePosition.BUILDER_BEGIN, 'RUN apt-get update && apt-get install -y --no-install-recommends curl')],
    ['dockerfile-non-root-user', {}, (p) => p.dockerfile.addInstructions(DockerfilePosition.RUNTIME_END, 'USER root'), {}, (p) => p.dockerfile.addInstructions(DockerfilePosition.RUNTIME_END, 'USER root\nRUN true\nUSER 1001:1001')],
    ['compose-restart', { compose: { restart: 'no' } }, nothing, { compose: { restart: 'always' } }, nothing],
  ])('%s', (id, broken, breaks, mended, mends) => {
    expect(failing(broken, breaks)).toContain(id);
    expect(failing(mended, mends)).not.toContain(id);
  });
});

describe('a finding is mended', () => {
  const record = JSON.stringify({ version: '1', files: { 'Dockerfile': 'x', '.github/workflows/docker-build.yml': 'x' } });
  const check = findCheck('workflow-actions-pinned');
  const at = (...files: string[]) => ({ check, status: 'fail' as const, message: 'x', evidence: files.map((file) => ({ file, startLine: 1, endLine: 1, excerpt: '' })) });
  const ours = new RepositoryFiles({ '.projen/spark-image.json': record, 'README.md': 'x' });

  test('by the rc file, where the file is generated', () => {
    expect(fixOf(at('.github/workflows/docker-build.yml'), ours)).toBe(check.rcFix);
    expect(fixOf(at(), ours)).toBe(check.rcFix);
  });

  test('in the file, where it is the user’s own, or nothing is generated', () => {
    expect(fixOf(at('.github/workflows/own.yml'), ours)).toBe(check.fix);
    expect(fixOf(at('.github/workflows/docker-build.yml'), new RepositoryFiles({}))).toBe(check.fix);
    expect(fixOf({ ...at(), check: findCheck('readme-ports') }, ours)).toBe(findCheck('readme-ports').fix);
    expect(fixOf(at('.github/workflows/docker-build.yml'), new RepositoryFiles({ '.projen/spark-image.json': '<<<<<<<' }))).toBe(check.fix);
  });

  test('in both', () => {
    expect(fixOf(at('.github/workflows/docker-build.yml', 'own.yml'), ours)).toBe(`${check.rcFix} In your own files: ${check.fix}`);
  });

  test('in its own folder', () => {
    const files = new RepositoryFiles({ 'images/a/.projen/spark-image.json': record });
    expect(fixOf(at('images/a/.github/workflows/docker-build.yml'), files)).toBe(check.rcFix);
  });
});
