import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { npmStandIn } from './npm-stand-in';

const SCRIPT = path.join(__dirname, '..', '..', '..', 'assets', 'workflows', 'upgrade.sh');
const BRANCH = 'upgrade/spark-image-project';

const ACCOUNT = '# Changes\n\n## 1.2.0\n\n- A new thing\n\n## 1.1.0\n\n### Security\n\n- A mended thing\n\n## 1.0.0\n\n- The first\n';

let folder: string;
let origin: string;
let clone: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'upgrade-'));
  [origin, clone] = [path.join(folder, 'origin.git'), path.join(folder, 'clone')];
  mkdirSync(path.join(folder, 'bin'));
  git(folder, 'init', '--quiet', '--bare', origin);
  git(folder, 'clone', '--quiet', origin, clone);
  write('.gitignore', 'node_modules\n');
  write('package.json', '{"devDependencies":{"spark-image-project":"^1.0.0"}}\n');
  asks({ 'spark-image-project': undefined });
  write('Dockerfile', 'FROM x\n');
  write('.projenrc.ts', '');
  git(clone, 'add', '--all');
  git(clone, 'commit', '--quiet', '--message', 'first');
  git(clone, 'push', '--quiet', 'origin', 'HEAD:refs/heads/main');
  git(clone, 'fetch', '--quiet');
  program('gh', `printf '%s\\n' "$*" >>'${folder}/gh-calls'; if [[ $2 == list ]]; then echo "\${OPEN:-0}"; fi`);
  program('npx', '[[ -z ${GENERATED:-} ]] || printf "$GENERATED" >Dockerfile');
  npm('1.2.0');
  install('1.0.0');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(clone, file)), { recursive: true });
  writeFileSync(path.join(clone, file), text);
}

/** What the rc file asks for, as projen notes it. */
function asks(specs: { readonly [name: string]: string | undefined }): void {
  write('.projen/deps.json', JSON.stringify({ dependencies: Object.entries(specs).map(([name, version]) => ({ name, version })) }));
}

function program(name: string, body: string): void {
  writeFileSync(path.join(folder, 'bin', name), `#!/bin/bash\n${body}\n`, { mode: 0o755 });
}

/** What stands in node_modules. */
function install(version: string): void {
  write('node_modules/spark-image-project/package.json', JSON.stringify({ version }));
  write('node_modules/spark-image-project/CHANGELOG.md', ACCOUNT.slice(ACCOUNT.indexOf(`## ${version}`)));
  for (const name of ['projen', 'constructs', 'jiti']) write(`node_modules/${name}/package.json`, JSON.stringify({ version: `9.${version}` }));
}

/** An npm that knows one newer version, and how many weaknesses are known of what is installed. */
function npm(to: string, weaknesses = 0): void {
  const account = path.join(folder, 'account');
  writeFileSync(account, ACCOUNT.slice(ACCOUNT.indexOf(`## ${to}`)));
  program('npm', npmStandIn({ to, weaknesses, calls: path.join(folder, 'npm-calls'), account }));
}

/** A `spark-image` that prints a text; as the installed version has it. */
function checker(text: string): void {
  write('node_modules/.bin/spark-image', `#!/bin/bash\n[[ $1 != pin ]] || exit 0\nprintf '${text}'\nexit 4\n`);
  execFileSync('chmod', ['+x', path.join(clone, 'node_modules/.bin/spark-image')]);
}

function git(cwd: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=A Person', '-c', 'user.email=person@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...identity, ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: folder } }).trim();
}

function run(command: string, environment: { readonly [name: string]: string } = {}) {
  writeFileSync(path.join(folder, 'output'), '');
  const { status, stdout, stderr } = spawnSync('bash', command === 'propose' ? [SCRIPT.replace('upgrade.sh', 'propose-upgrade.sh')] : [SCRIPT, ...command.split(' ').filter(Boolean)], {
    cwd: clone,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${path.join(folder, 'bin')}:${process.env.PATH}`, HOME: folder, HAND_OVER: path.join(folder, 'notes'), GITHUB_OUTPUT: path.join(folder, 'output'), BASE: 'main', ...environment },
  });
  return { status, text: stdout + stderr, output: readFileSync(path.join(folder, 'output'), 'utf8') };
}

const notes = (file: string): string => readFileSync(path.join(folder, 'notes', file), 'utf8');

/** Both jobs, one after the other, where the new version writes a Dockerfile. */
function upgrade(dockerfile: string, environment: { readonly [name: string]: string } = {}) {
  rmSync(path.join(folder, 'notes'), { recursive: true, force: true });
  install('1.0.0');
  const updated = run('update', environment);
  write('Dockerfile', dockerfile);
  const described = run('describe', environment);
  git(clone, 'reset', '--quiet', '--hard', 'origin/main');
  writeFileSync(path.join(folder, 'gh-calls'), '');
  const proposed = described.output === 'changed=true\n' ? run('propose', environment) : undefined;
  git(clone, 'switch', '--quiet', '--detach', 'origin/main');
  if (proposed) git(clone, 'branch', '--quiet', '-D', BRANCH);
  return { updated, described, proposed, calls: readFileSync(path.join(folder, 'gh-calls'), 'utf8') };
}

const onBranch = (file = 'Dockerfile'): string => git(origin, 'show', `${BRANCH}:${file}`);

describe('upgrade.sh', () => {
  test('installs the newest release together with the projen that it asks for, and runs no install script', () => {
    expect(run('update').status).toBe(0);
    const calls = readFileSync(path.join(folder, 'npm-calls'), 'utf8');
    expect(calls).toContain('install --save-dev --ignore-scripts --no-audit --no-fund spark-image-project@1.2.0 projen@9.1.2.0 constructs@9.1.2.0');
    for (const line of calls.split('\n').filter((call) => /^(?:ci|install|update)/.test(call))) expect(line).toContain('--ignore-scripts');
  });

  test('says when there is nothing to do', () => {
    run('update');
    expect(run('describe')).toMatchObject({ status: 0, output: 'changed=false\n', text: 'Nothing to upgrade.\n' });
  });

  test('a registry that does not know the package is an error that says so', () => {
    program('npm', '[[ $1 != view ]] || exit 1');
    expect(run('update')).toMatchObject({ status: 69, text: expect.stringContaining('The registry does not know spark-image-project') });
  });

  test('opens a pull request, and refreshes it the next time', () => {
    npm('1.2.0');
    const first = upgrade('FROM y\n');
    expect(first.proposed).toMatchObject({ status: 0 });
    expect(onBranch()).toBe('FROM y');
    expect(first.calls).toContain(`pr create --base main --head ${BRANCH} --title Security: upgrade spark-image-project, projen, constructs and 1 more --body-file`);
    const second = upgrade('FROM z\n', { OPEN: '1' });
    expect(second.proposed?.status).toBe(0);
    expect(onBranch()).toBe('FROM z');
    expect(second.calls).toContain(`pr edit ${BRANCH} --title`);
    expect(second.calls).not.toContain('pr create');
  });

  test('the text has the versions, the changes since, and the difference', () => {
    upgrade('FROM y\n');
    const body = notes('body.md');
    expect(body).toContain('| spark-image-project | 1.0.0 | 1.2.0 |\n| projen | 9.1.0.0 | 9.1.2.0 |\n');
    expect(body).toContain('#### spark-image-project 1.2.0\n\n- A new thing\n\n#### spark-image-project 1.1.0\n\n##### Security\n\n- A mended thing\n');
    expect(body).not.toContain('The first');
    expect(body).toContain('-FROM x\n+FROM y\n');
    expect(body).not.toContain('Edited by hand');
  });

  test('a difference that does not fit into a pull request is cut, and the text says so', () => {
    upgrade(`${'RUN a long line of the new Dockerfile\n'.repeat(2000)}`);
    expect(notes('body.md').length).toBeLessThan(60_000);
    expect(notes('body.md')).toContain('The rest is in the files of the pull request.');
  });

  test('names managed files that were edited by hand, whose edits it takes back', () => {
    upgrade('FROM y\n', { GENERATED: 'FROM generated\\n' });
    expect(notes('body.md')).toMatch(/### Edited by hand\n\n.*takes the edits back.*\n\n- Dockerfile\n/);
  });
});

describe('what the rc file asks for', () => {
  const called = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
  /** Runs `update` where the rc file asks for something, with a `spark-image pin` that ends with a status. */
  function update(specs: { readonly [name: string]: string | undefined }, status = 0, environment: { readonly [name: string]: string } = {}) {
    asks(specs);
    git(clone, 'commit', '--quiet', '--all', '--allow-empty', '--message', 'Ask');
    write('node_modules/.bin/spark-image', `#!/bin/bash\n[[ $1 == pin ]] || exit 0\nprintf '%s\\n' "$*" >>'${folder}/pins'\nexit ${status}\n`);
    execFileSync('chmod', ['+x', path.join(clone, 'node_modules/.bin/spark-image')]);
    writeFileSync(path.join(folder, 'pins'), '');
    const result = run('update', environment);
    return { ...result, pins: called('pins'), installs: called('npm-calls').split('\n').filter((call) => call.startsWith('install --save-dev')).join() };
  }

  test.each([
    ['a version is moved to the newest', '1.0.0', 'pin spark-image-project@1.0.0 spark-image-project@1.2.0\n', '1.2.0'],
    ['a range that does not admit the newest is moved, and keeps its kind', '^1.0.0', 'pin spark-image-project@^1.0.0 spark-image-project@^1.2.0\n', '1.2.0'],
    ['a tag is followed', 'latest', '', '1.2.0'],
    ['a version after the newest release stays', '1.3.0-beta.1', '', '1.3.0-beta.1'],
  ])('%s', (_, asked, pins, to) => {
    const result = update({ 'spark-image-project': asked });
    expect(result).toMatchObject({ status: 0, pins });
    expect(result.installs).toContain(` spark-image-project@${to} `);
  });

  test('a range that cannot be moved is kept to, and the pull request says so', () => {
    const result = update({ 'spark-image-project': '1.x' });
    expect(result).toMatchObject({ status: 0, pins: '' });
    expect(result.installs).toContain(' spark-image-project@1.1.0 ');
    expect(notes('remarks')).toBe('- spark-image-project 1.2.0 is newer, but the rc file admits only 1.x. To get it, write another range into the rc file.\n');
  });

  test.each(['file:../spark-image-project.tgz', 'git+https://example.com/x.git', 'acme/spark', 'https://example.com/x.tgz'])('%s has nothing newer, and the log says why', (asked) => {
    const result = update({ 'spark-image-project': asked });
    expect(result).toMatchObject({ status: 0, pins: '', text: expect.stringContaining(`spark-image-project stays as it is: the rc file takes it from ${asked}`) });
    expect(result.installs).not.toContain(' spark-image-project@');
  });

  test('a pin that cannot be found in the rc file stops the upgrade, and says what to do', () => {
    expect(update({ 'spark-image-project': '1.0.0' }, 1)).toMatchObject({ status: 65, text: expect.stringContaining('spark-image-project 1.2.0 cannot be proposed, since the rc file asks for spark-image-project@1.0.0. Move it there by hand.') });
  });

  test('an organisation’s own package is what is upgraded; what it builds on moves as far as it admits that', () => {
    write('node_modules/@acme/spark/package.json', '{"version":"5.0.0"}');
    const result = update({ '@acme/spark': '5.0.0' }, 0, { PACKAGE: '@acme/spark' });
    expect(result).toMatchObject({ status: 0, pins: '' });
    expect(result.installs).toMatch(/ @acme\/spark@5\.1\.0 spark-image-project@1\.1\.0 projen@\S+ constructs@/);
    expect(called('npm-calls')).toContain('view projen@>=0.103 <1 >=0.103.9 version --json');
  });

  test('a base image that is pinned by its digest gets the one that its tag has now', () => {
    write('Dockerfile', `ARG BASE_IMAGE=ubuntu:22.04@sha256:${'a'.repeat(64)}\nFROM $BASE_IMAGE\n`);
    program('docker', `echo sha256:${'b'.repeat(64)}`);
    expect(update({}).pins).toBe(`pin ubuntu:22.04@sha256:${'a'.repeat(64)} ubuntu:22.04@sha256:${'b'.repeat(64)}\n`);
    program('docker', 'exit 1');
    expect(update({})).toMatchObject({ status: 0, pins: '', text: expect.stringContaining('its registry did not say which digest ubuntu:22.04 has') });
  });
});

test('an upgrade that projen takes back is no upgrade: it fails and says so', () => {
  run('update');
  install('1.0.0');
  expect(run('describe')).toMatchObject({ status: 65, output: '', text: expect.stringContaining('spark-image-project 1.2.0 was installed, but projen went back to 1.0.0') });
});

test('without a newer version the title and the text say what the pull request does', () => {
  npm('1.0.0');
  upgrade('FROM y\n');
  expect(notes('title')).toBe('Bring the managed files in sync\n');
  expect(notes('body.md')).toContain('### Packages\n\nNo version changed.\n');
});

describe('the checklist in the text', () => {
  test('is what changed in it', () => {
    checker('1 met\\n2 met\\n');
    program('npx', ':');
    run('update');
    checker('1 met\\n2 broken\\n');
    write('Dockerfile', 'FROM y\n');
    run('describe');
    expect(notes('body.md')).toMatch(/### Checklist\n\n~+diff\n@@.*\n-2 met\n\+2 broken\n/);
  });

  test('is honest where a version cannot judge', () => {
    upgrade('FROM y\n');
    expect(notes('body.md')).toContain('Not shown: the version that is installed has no command');
    run('update');
    checker('1 met\\n');
    write('Dockerfile', 'FROM z\n');
    run('describe');
    expect(notes('body.md')).toContain('The version before could not judge the repository. As it is after the upgrade:\n\n1 met\n');
  });
});

describe('the fast lane', () => {
  test.each([
    ['a release that mends a weakness goes on', '1.1.0', 0, 'changed=true\n'],
    ['a known weakness of what is installed goes on', '1.0.0', 2, 'changed=true\n'],
    ['anything else waits for the weekly run', '1.0.0', 0, 'changed=false\n'],
  ])('%s', (_name, to, weaknesses, output) => {
    npm(to, weaknesses);
    expect(upgrade('FROM y\n', { LANE: 'security' }).described.output).toBe(output);
  });
});

describe('what people did', () => {
  test('a branch that holds commits of somebody else is left alone', () => {
    upgrade('FROM y\n');
    const other = path.join(folder, 'other');
    git(folder, 'clone', '--quiet', '--branch', BRANCH, origin, other);
    writeFileSync(path.join(other, 'mine.txt'), 'x\n');
    git(other, 'add', '--all');
    git(other, 'commit', '--quiet', '--message', 'A change of a person');
    git(other, 'push', '--quiet');
    expect(upgrade('FROM z\n').proposed).toMatchObject({ status: 0, text: expect.stringContaining('holds commits of others and was left alone') });
    expect(onBranch()).toBe('FROM y');
    expect(onBranch('mine.txt')).toBe('x');
  });

  test('a default branch that moved in between is no conflict: the proposal starts where the difference was made', () => {
    const updated = run('update');
    write('Dockerfile', 'FROM y\n');
    const described = run('describe');
    git(clone, 'reset', '--quiet', '--hard', 'origin/main');
    write('Dockerfile', 'FROM moved\n');
    git(clone, 'commit', '--quiet', '--all', '--message', 'Move');
    git(clone, 'push', '--quiet', 'origin', 'HEAD:refs/heads/main');
    expect([updated.status, described.status, run('propose').status]).toEqual([0, 0, 0]);
    expect(onBranch()).toBe('FROM y');
    expect(git(origin, 'show', 'main:Dockerfile')).toBe('FROM moved');
  });

  test('a refused push says which token it needs', () => {
    writeFileSync(path.join(origin, 'hooks', 'pre-receive'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    expect(upgrade('FROM y\n').proposed).toMatchObject({ status: 1, text: expect.stringContaining('UPGRADE_TOKEN') });
    expect(existsSync(path.join(origin, 'refs', 'heads', 'upgrade'))).toBe(false);
  });
});

test('wrong usage is said', () => {
  expect(run('')).toMatchObject({ status: 64, text: expect.stringContaining('Usage: upgrade.sh update|describe') });
});
