import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { runWell } from '../package/command';
import { LoopbackRegistry } from '../package/registry';
import { packedTarball } from '../package/repository';
import { tool } from '../tools/tool';
import { ActRepository } from './act-repository';
import { ActRun, callsOf } from './act-run';
import { pullRequestFrom, REPOSITORY, scheduled } from './events';
import { Package } from './packed-version';

jest.setTimeout(20 * 60_000);

const BRANCH = 'upgrade/spark-image-project';
const OLD_PROJEN = '0.103.24';
const OLD_LINE = '# A line that only the older version writes.\n';

const RC = `import { SparkImageProject } from 'spark-image-project';

const project = new SparkImageProject({ name: 'spark', owner: 'acme', description: 'The image of our team' });
project.readme.addAfter('Quick start', 'Ask in the channel \`#data\`.');
project.synth();
`;

(tool('act') ? describe : describe.skip)('the workflows that keep a repository current, run by act with real packages', () => {
  let registry: LoopbackRegistry;
  let repository: ActRepository;
  let root: string;
  let newest: Package;
  let npmCache: string;

  beforeAll(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'act-upgrade-'));
    newest = new Package(await packedTarball(), path.join(root, 'packages'));
    const older = newest.as('0.1.0', (folder) => {
      newest.edit(folder, 'assets/build_and_test.sh', (text) => text.replace('\n', `\n${OLD_LINE}`));
      newest.edit(folder, 'lib/fingerprint.txt', (text) => `older ${text}`);
      newest.edit(folder, 'package.json', (text) => text.replace(/"projen": ">=[^"]+"/, `"projen": "${OLD_PROJEN}"`));
    });
    registry = await LoopbackRegistry.start(older, '0.1.0', { peerDependencies: { projen: OLD_PROJEN, constructs: '^10.5.0' } });
    npmCache = (await runWell('npm', ['config', 'get', 'cache'], { cwd: '/' })).trim();
    const folder = path.join(root, 'repository');
    mkdirSync(folder);
    writeFileSync(path.join(folder, '.projenrc.ts'), RC);
    writeFileSync(path.join(folder, 'package.json'), '{}\n');
    const settings = { cwd: folder, env: registry.settings };
    await runWell('npm', ['install', '--save-dev', 'spark-image-project@0.1.0', `projen@${OLD_PROJEN}`, 'constructs@^10.5.0', 'jiti@^2.7.0'], settings);
    await runWell('node', ['node_modules/jiti/lib/jiti-cli.mjs', '.projenrc.ts'], settings);
    writeFileSync(path.join(folder, 'notes.md'), 'Ours.\n');
    repository = ActRepository.around(root);
  });

  afterAll(async () => {
    await registry.stop();
    rmSync(root, { recursive: true, force: true });
  });

  const run = (file: string, event: Parameters<ActRepository['run']>[1]): Promise<ActRun> =>
    repository.run(file, event, { env: { ...registry.settings, npm_config_cache: npmCache, npm_config_prefer_offline: 'false', npm_config_update_notifier: 'false' } });

  /** Text of a file on the branch of the pull request. */
  const proposed = (file: string): string => inOrigin('show', `${BRANCH}:${file}`);
  const inOrigin = (...words: string[]): string => execFileSync('git', words, { cwd: repository.origin, encoding: 'utf8' });
  const weekly = (): ReturnType<typeof scheduled> => scheduled(repository.crons('upgrade.yml')[0]);
  const daily = (): ReturnType<typeof scheduled> => scheduled(repository.crons('upgrade.yml')[1]);

  test('a repository that nobody edited has no drift, and nothing to upgrade', async () => {
    const drift = await run('drift.yml', pullRequestFrom('stranger/spark'));
    expect(drift.log).toContain('Every managed file is in sync.');
    expect(drift).toMatchObject({ status: 0, jobs: { drift: ['success'] } });
    const upgrade = await run('upgrade.yml', weekly());
    expect(upgrade.log).toContain('Nothing to upgrade.');
    expect(upgrade).toMatchObject({ status: 0, jobs: { upgrade: ['success'] } });
    expect(upgrade.jobs).not.toHaveProperty('pull-request');
  });

  test('a managed file that was edited by hand is named by the drift check, with what to do', async () => {
    repository.edit('build_and_test.sh', (text) => `${text}# edited by hand\n`);
    repository.commit('Edit a managed file');
    const drift = await run('drift.yml', pullRequestFrom(REPOSITORY));
    expect(drift).toMatchObject({ jobs: { drift: ['failure'] } });
    expect(drift.log).toContain('### Managed files are out of sync\n- build_and_test.sh\nPut the change into .projenrc.ts, run npx projen');
    expect(drift.steps.find(({ step }) => step === 'check')).toMatchObject({ result: 'success' });
    expect(drift.steps.find(({ step }) => step === 'compare')).toMatchObject({ result: 'failure' });
  });

  test('a newer version without anything about security waits for the weekly run', async () => {
    registry.publish(newest.as('0.2.0', (folder) => newest.write(folder, 'CHANGELOG.md', '# Changelog\n\n## 0.2.0\n\n- Tests twice.\n\n## 0.1.0\n\n- Was first.\n')), '0.2.0');
    const result = await run('upgrade.yml', daily());
    expect(result).toMatchObject({ status: 0, jobs: { upgrade: ['success'] } });
    expect(result.jobs).not.toHaveProperty('pull-request');
  });

  test('the weekly run moves both packages, generates afresh, keeps what is the user’s, and tells all of it', async () => {
    const result = await run('upgrade.yml', weekly());
    expect(result).toMatchObject({ status: 0, jobs: { 'upgrade': ['success'], 'pull-request': ['success'] } });
    const lock = JSON.parse(proposed('package-lock.json')) as { packages: { [name: string]: { version: string } } };
    expect(lock.packages['node_modules/spark-image-project'].version).toBe('0.2.0');
    expect(lock.packages['node_modules/projen'].version).not.toBe(OLD_PROJEN);
    expect(proposed('build_and_test.sh')).not.toMatch(/only the older version|edited by hand/);
    expect(proposed('.projenrc.ts')).toBe(RC);
    expect(proposed('notes.md')).toBe('Ours.\n');
    expect(proposed('README.md')).toContain('Ask in the channel `#data`.');

    const created = result.calls.find((call) => call.program === 'gh' && call.words?.[1] === 'create');
    expect(created?.words?.join(' ')).toContain(`--base main --head ${BRANCH}`);
    const body = created?.body ?? '';
    expect(body).toMatch(/spark-image-project \| 0\.1\.0 \| 0\.2\.0/);
    expect(body).toContain(`projen | ${OLD_PROJEN} | `);
    expect(body).toContain('- Tests twice.');
    expect(body).not.toContain('- Was first.');
    expect(body).toMatch(/Edited by hand[^#]*- build_and_test\.sh/);
    expect(body).toContain(`-${OLD_LINE}`);
    expect(body).toMatch(/### Checklist/);
  });

  test('the next run leaves a branch alone that holds commits of somebody', async () => {
    const clone = path.join(root, 'clone');
    execFileSync('git', ['clone', '--quiet', '--branch', BRANCH, repository.origin, clone]);
    writeFileSync(path.join(clone, 'mine.txt'), 'x\n');
    for (const words of [['add', '--all'], ['-c', 'user.name=A Person', '-c', 'user.email=person@example.com', 'commit', '--quiet', '--message', 'Mine'], ['push', '--quiet']]) execFileSync('git', words, { cwd: clone });
    const before = inOrigin('rev-parse', BRANCH);
    registry.publish(newest.as('0.3.0', (folder) => newest.write(folder, 'CHANGELOG.md', '# Changelog\n\n## 0.3.0\n\n### Security\n\n- Refuses more.\n\n## 0.2.0\n\n- Tests twice.\n\n## 0.1.0\n')), '0.3.0');
    const result = await run('upgrade.yml', weekly());
    expect(result).toMatchObject({ status: 0, jobs: { 'pull-request': ['success'] } });
    expect(result.log).toContain('holds commits of others and was left alone');
    expect(inOrigin('rev-parse', BRANCH)).toBe(before);
    expect(callsOf(result, 'gh').filter((call) => /pr (?:create|edit)/.test(call))).toEqual([]);
  });

  test('a security release is proposed on the day, and says so in the title', async () => {
    inOrigin('branch', '-D', BRANCH);
    const result = await run('upgrade.yml', daily());
    expect(result).toMatchObject({ status: 0, jobs: { 'upgrade': ['success'], 'pull-request': ['success'] } });
    const created = callsOf(result, 'gh').find((call) => call.startsWith('pr create'));
    expect(created).toContain('--title Security: upgrade spark-image-project and projen');
    expect(JSON.parse(proposed('package-lock.json')).packages['node_modules/spark-image-project'].version).toBe('0.3.0');
    expect(readFileSync(path.join(repository.folder, '.projenrc.ts'), 'utf8')).toBe(RC);
  });

  test('what runs the new code may write nothing, and what may write runs none of it', () => {
    const { permissions, jobs } = repository.workflow('upgrade.yml');
    expect(permissions).toEqual({});
    const writing = Object.entries(jobs).filter(([, job]) => Object.values(job.permissions ?? {}).includes('write'));
    expect(writing.map(([id]) => id)).toEqual(['pull-request']);
    for (const [, job] of writing) expect(JSON.stringify(job.steps)).not.toMatch(/npm |npx /);
  });
});
