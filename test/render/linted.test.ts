import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { PUBLISH } from '../../src/model/publishing';
import { Login } from '../../src/model/registry-login';
import { SCAN } from '../../src/model/scan';
import { SparkImage } from '../../src/model/spark-image';
import { SparkImageOptions } from '../../src/model/spark-image-options';
import { renderBuildAndTest } from '../../src/render/build-and-test';
import { composeFile, hostComposeFile, renderCompose } from '../../src/render/compose';
import { renderDependabot } from '../../src/render/dependabot';
import { renderEntrypointFile } from '../../src/render/entrypoint';
import { renderEnvExample } from '../../src/render/env-example';
import { compatibilityWorkflow } from '../../src/render/github/compatibility';
import { DockerBuildOptions, dockerBuildWorkflow } from '../../src/render/github/docker-build';
import { driftWorkflow } from '../../src/render/github/drift';
import { upgradeWorkflow } from '../../src/render/github/upgrade';
import { renderWorkflow } from '../../src/render/github/workflow';
import { ToolName } from '../tools/catalogue';
import { tool } from '../tools/tool';

/** Installing a tool for the first time takes its time. */
jest.setTimeout(600_000);

const ASSETS = path.join(__dirname, '..', '..', 'assets');

const VARIANTS: ReadonlyArray<[string, Partial<SparkImageOptions>, DockerBuildOptions]> = [
  ['the defaults', { owner: 'acme' }, {}],
  ['an unknown owner, another registry, emulation and Grype', { registry: 'registry.example.com:5000', platforms: ['linux/arm64'] }, { publish: { ...PUBLISH.whenAbsent, emulated: true }, scan: { ...SCAN.whenAbsent, scanner: 'grype' } }],
  ['logins by the identity of the workflow', { owner: 'acme', registry: '123456789012.dkr.ecr.eu-central-1.amazonaws.com' }, {
    publish: {
      ...PUBLISH.whenAbsent,
      login: login('aws-actions/configure-aws-credentials', { 'role-to-assume': 'arn:aws:iam::123456789012:role/spark', 'aws-region': 'eu-central-1' }),
      registries: [{ address: 'acme.azurecr.io', imageName: undefined, usernameSecret: '', passwordSecret: '', login: { ...login('azure/login', { 'client-id': '${{ vars.AZURE_CLIENT_ID }}' }), command: 'az acr login --name acme' } }],
    },
  }],
];

function login(action: string, inputs: { readonly [name: string]: string }): Login {
  return { uses: `${action}@${'0123456789'.repeat(4)}`, version: 'v1.2.3', inputs, username: undefined, password: undefined, command: undefined };
}

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'linted-'));
  mkdirSync(path.join(folder, '.github', 'workflows'), { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(image: SparkImage, options: DockerBuildOptions): void {
  const files: { readonly [file: string]: string } = {
    'docker-compose.yml': renderCompose(composeFile(image), 'marker'),
    'docker-compose.host.yml': renderCompose(hostComposeFile(image), 'marker'),
    // Every line in force, so that Compose reads every default.
    '.env': renderEnvExample(image).replace(/^#(?=[A-Za-z_]\w*=.)/gm, ''),
    'build_and_test.sh': renderBuildAndTest(image, 'marker'),
    '.github/dependabot.yml': renderDependabot({ packages: ['projen'], actions: ['actions/checkout'], managed: [], marker: 'marker' }),
    '.github/workflows/docker-build.yml': renderWorkflow(dockerBuildWorkflow(image, options), 'marker'),
    '.github/workflows/pyspark-compatibility.yml': renderWorkflow(compatibilityWorkflow(image), 'marker'),
    '.github/workflows/drift.yml': renderWorkflow(driftWorkflow(), 'marker'),
    '.github/workflows/upgrade.yml': renderWorkflow(upgradeWorkflow(), 'marker'),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
}

/** What a tool has to say, and nothing when it is content or was left out. */
function complaints(name: ToolName, ...args: string[]): string {
  const program = tool(name);
  if (program === undefined) return '';
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  return status === 0 ? '' : `${name} ${args.join(' ')}: ${stdout}${stderr}`;
}

describe.each(VARIANTS)('%s', (_name, options, settings) => {
  beforeEach(() => write(new SparkImage({ name: 'spark-3.5', ...options }), settings));

  test('actionlint, with shellcheck on every script, and zizmor find nothing in the workflows', () => {
    const workflows = ['docker-build', 'pyspark-compatibility', 'drift', 'upgrade'].map((name) => `.github/workflows/${name}.yml`);
    expect(complaints('actionlint', '-shellcheck', tool('shellcheck') ?? '', ...workflows)).toBe('');
    expect(complaints('zizmor', '--offline', '--quiet', '--persona=auditor', '.')).toBe('');
    expect(complaints('check-jsonschema', '--builtin-schema', 'vendor.github-workflows', ...workflows)).toBe('');
    expect(complaints('check-jsonschema', '--builtin-schema', 'vendor.dependabot', '.github/dependabot.yml')).toBe('');
  });

  test.each(['docker-compose.yml', 'docker-compose.host.yml'])('Compose reads %s', (file) => {
    expect(complaints('docker-compose', '--file', file, 'config', '--quiet')).toBe('');
    expect(complaints('check-jsonschema', '--builtin-schema', 'vendor.compose-spec', file)).toBe('');
    rmSync(path.join(folder, '.env'));
    expect(complaints('docker-compose', '--file', file, 'config', '--quiet')).toBe('');
  });

  test('yamllint finds nothing, long lines apart', () => {
    expect(complaints('yamllint', '--strict', '-d', '{extends: default, rules: {line-length: disable}}', '.')).toBe('');
  });

  test('shellcheck and shfmt find nothing in the scripts', () => {
    const scripts = [path.join(folder, 'build_and_test.sh'), path.join(ASSETS, 'build_and_test.sh'), path.join(ASSETS, 'workflows', 'smoke-test.sh'), path.join(ASSETS, 'docker', 'measure.sh'), path.join(ASSETS, 'docker', 'publish.sh'), ...['publish-steps.sh', 'measure/starts.sh', 'measure/findings.sh'].map((part) => path.join(ASSETS, 'docker', part))];
    expect(complaints('shellcheck', '--external-sources', ...scripts)).toBe('');
    expect(complaints('shfmt', '-d', '-i', '2', ...scripts)).toBe('');
  });
});

test.each(['-Dlog=$HOME/x', '-Dat=`date`', "-Dof='a b'", '-Dend=a\\', '-Dsaid=’a’'])('shellcheck takes the default %j of a setting for data', (value) => {
  const image = new SparkImage({ name: 'spark-3.5', environment: { SPARK_MASTER_OPTS: value } });
  const script = path.join(folder, 'settings.sh');
  writeFileSync(script, renderEntrypointFile('spark-image/settings.sh', image));
  expect(complaints('shellcheck', script)).toBe('');
});
