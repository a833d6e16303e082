import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import { Package } from '../act/packed-version';
import { Outcome, run, runWell } from './command';
import { packExample } from './organisation';
import { LoopbackRegistry } from './registry';
import { fingerprintOf, packedTarball, projenNew, resync, textIn, Workspace } from './repository';

jest.setTimeout(10 * 60_000);

const workspace = new Workspace();
let registry: LoopbackRegistry;
let newest: Package;

/** A version of this package that writes a line of its own into a managed file. */
function version(number: string): string {
  return newest.as(number, (folder) => {
    newest.edit(folder, '.jsii', (text) => text.replace(/"version": "0\.0\.0"/, `"version": "${number}"`));
    newest.edit(folder, 'assets/build_and_test.sh', (text) => text.replace('\n', `\n# of ${number}\n`));
    newest.edit(folder, 'lib/fingerprint.txt', (text) => `${number} ${text}`);
    newest.write(folder, 'CHANGELOG.md', `# Changelog\n\n## ${number}\n\n- Ours of ${number}.\n\n## 1.0.0\n`);
  });
}

beforeAll(async () => {
  newest = new Package(await packedTarball(), workspace.folder('packages'));
  registry = await LoopbackRegistry.start(version('1.0.0'), '1.0.0');
  const examples = await packExample(workspace.folder('acme-spark'), workspace.folder('packages/1.0.0/package'), ['1.0.0', '1.1.0']);
  registry.publish(examples[0].tarball, '1.0.0', examples[0].manifest, 'acme-spark');
  await Promise.all([create('pinned', 'spark-image-project@1.0.0'), create('organisation', 'acme-spark@1.0.0', ['--cost-centre', 'cc-4711', '--java-version', '17', '--java-verison', '11'])]);
  for (const number of ['1.1.0', '2.0.0']) registry.publish(version(number), number);
  registry.publish(examples[1].tarball, '1.1.0', examples[1].manifest, 'acme-spark');
});

afterAll(async () => {
  await registry.stop();
  workspace.remove();
});

const outputs = new Map<string, string>();

async function create(name: string, from: string, words: readonly string[] = []): Promise<void> {
  mkdirSync(workspace.folder(name), { recursive: true });
  const { status, output } = await projenNew(workspace.folder(name), { from, words, env: registry.settings });
  if (status !== 0) throw new Error(output);
  outputs.set(name, output);
}

const json = (folder: string, file: string) => JSON.parse(textIn(folder, file));
const installed = (folder: string, name: string): string => json(folder, `node_modules/${name}/package.json`).version;
const locked = (folder: string, name: string): string => json(folder, 'package-lock.json').packages[`node_modules/${name}`].version;

/** What the workflow "Upgrade" runs, with the environment that it gives each step. */
async function upgrade(folder: string): Promise<{ readonly log: string; readonly changed: boolean; readonly title: string; readonly body: string }> {
  const handOver = `${folder}-notes`;
  rmSync(handOver, { recursive: true, force: true });
  mkdirSync(handOver);
  const workflow = parse(textIn(folder, '.github/workflows/upgrade.yml')) as { jobs: { upgrade: { steps: Array<{ id: string; run?: string; env?: { [name: string]: string } }> } } };
  let log = '';
  for (const id of ['update', 'synthesize', 'difference']) {
    const step = workflow.jobs.upgrade.steps.find((candidate) => candidate.id === id);
    const env = { ...step?.env, ...registry.settings, CI: 'true', LANE: 'everything', HAND_OVER: handOver, GITHUB_OUTPUT: path.join(handOver, 'output'), npm_config_prefer_offline: 'false' };
    log += await runWell('bash', ['-c', step?.run ?? 'exit 1'], { cwd: folder, env });
  }
  const changed = readFileSync(path.join(handOver, 'output'), 'utf8') === 'changed=true\n';
  const note = (file: string) => (changed ? readFileSync(path.join(handOver, file), 'utf8') : '');
  return { log, changed, title: note('title'), body: note('body.md') };
}

const check = (folder: string): Promise<Outcome> => run('npx', ['spark-image', 'check', '--quiet', '--fail-on', 'none'], { cwd: folder });

/** After an upgrade was merged, a resync changes nothing, `check` finds nothing, and another run finds nothing newer. */
async function expectSettled(folder: string): Promise<void> {
  await runWell('git', ['commit', '--all', '--quiet', '--message', 'Upgrade'], { cwd: folder });
  const before = fingerprintOf(folder);
  await resync(folder, { env: registry.settings });
  expect(fingerprintOf(folder)).toEqual(before);
  expect(await check(folder)).toMatchObject({ status: 0, output: expect.stringContaining('Every managed file is in sync.') });
  expect(await upgrade(folder)).toMatchObject({ changed: false, log: expect.stringContaining('Nothing to upgrade.') });
  expect(await runWell('git', ['status', '--porcelain'], { cwd: folder })).toBe('');
}

describe('a repository that pins this package', () => {
  test('is moved where the pin stands, stays there, and tells what changed', async () => {
    const folder = workspace.folder('pinned');
    expect(textIn(folder, '.projenrc.ts')).toContain('devDeps: ["spark-image-project@1.0.0"]');
    const rc = textIn(folder, '.projenrc.ts');
    const { changed, title, body } = await upgrade(folder);
    expect(changed).toBe(true);
    expect(title).toMatch(/^Upgrade spark-image-project\b/);
    expect(body).toContain('| spark-image-project | 1.0.0 | 2.0.0 |');
    expect(body).toContain('- Ours of 2.0.0.');
    expect(textIn(folder, '.projenrc.ts')).toBe(rc.replace('spark-image-project@1.0.0', 'spark-image-project@2.0.0'));
    expect([json(folder, 'package.json').devDependencies['spark-image-project'], installed(folder, 'spark-image-project'), locked(folder, 'spark-image-project')]).toEqual(['2.0.0', '2.0.0', '2.0.0']);
    expect(textIn(folder, 'build_and_test.sh')).toContain('# of 2.0.0');
    await expectSettled(folder);
  });
});

describe('a repository of an organisation’s own package', () => {
  test('holds what was typed, and nothing that the package decides', () => {
    const folder = workspace.folder('organisation');
    expect(textIn(folder, '.projenrc.ts')).toBe([
      'import { AcmeSparkProject } from "acme-spark";', '',
      'const project = new AcmeSparkProject({', '  costCentre: "cc-4711",', '  devDeps: ["acme-spark@1.0.0"],', '  javaVersion: "17",', '  name: "organisation",', '});', '',
      'project.synth();', '',
    ].join('\n'));
    expect(textIn(folder, 'Dockerfile')).toMatch(/SPARK_VERSION="?3\.5\.8[^]*example\.acme\.cost-centre="?cc-4711/);
    expect(Object.keys(json(folder, 'package.json').devDependencies).sort()).toEqual(['acme-spark', 'constructs', 'jiti', 'projen']);
  });

  test('was told at its creation of a switch that there is not', () => {
    expect(outputs.get('organisation')).toContain('--java-verison is not an option of this project type, and was ignored. Did you mean --java-version?');
    expect(outputs.get('pinned')).not.toContain('is not an option');
  });

  test('finds misspelt options of both packages', async () => {
    const folder = workspace.folder('organisation');
    const rc = textIn(folder, '.projenrc.ts');
    writeFileSync(path.join(folder, '.projenrc.ts'), rc.replace('costCentre:', 'costCenter:').replace('javaVersion:', 'javaVersoin:'));
    const { status, output } = await run('npx', ['projen'], { cwd: folder });
    writeFileSync(path.join(folder, '.projenrc.ts'), rc);
    expect(status).not.toBe(0);
    expect(output).toMatch(/costCenter = "cc-4711": there is no option of that name\. Did you mean costCentre\?[^]*javaVersoin = "17": .*Did you mean javaVersion\?/);
  });

  test('is left alone by Dependabot, and moves with its package as far as that admits', async () => {
    const folder = workspace.folder('organisation');
    const dependabot = parse(textIn(folder, '.github/dependabot.yml')) as { updates: Array<{ ignore: Array<{ 'dependency-name': string }> }> };
    expect(dependabot.updates[0].ignore.map((entry) => entry['dependency-name'])).toEqual(['acme-spark', 'constructs', 'jiti', 'projen', 'spark-image-project']);
    const { title, body } = await upgrade(folder);
    expect(title).toMatch(/^Upgrade acme-spark(?:,| and) spark-image-project\b/);
    expect(body).toContain('| acme-spark | 1.0.0 | 1.1.0 |\n| spark-image-project | 1.0.0 | 1.1.0 |');
    expect(body).toMatch(/#### acme-spark 1\.1\.0\n\n- Acme's 1\.1\.0\.[^]*#### spark-image-project 1\.1\.0\n\n- Ours of 1\.1\.0\./);
    expect(textIn(folder, '.projenrc.ts')).toContain('devDeps: ["acme-spark@1.1.0"]');
    expect([installed(folder, 'acme-spark'), installed(folder, 'spark-image-project'), locked(folder, 'spark-image-project')]).toEqual(['1.1.0', '1.1.0', '1.1.0']);
    expect(textIn(folder, 'build_and_test.sh')).toContain('# of 1.1.0');
    await expectSettled(folder);
  });
});
