import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { factsOfGit } from '../../src/components/creation';
import { gitRemote } from '../../src/model/git-remote';

test.each([
  ['https://github.com/acme/spark.git', { host: 'github.com', path: 'acme/spark', name: 'spark', owner: 'acme' }],
  ['git@github.com:jane_acme/spark-3.5.git', { host: 'github.com', path: 'jane_acme/spark-3.5', name: 'spark-3.5', owner: 'jane_acme' }],
  ['ssh://git@ssh.github.com:443/acme/spark/', { host: 'ssh.github.com', path: 'acme/spark', name: 'spark', owner: 'acme' }],
  ['github.com-work:acme/spark', { host: 'github.com-work', path: 'acme/spark', name: 'spark', owner: 'acme' }],
  ['https://user:hunter2@gitlab.com/group/sub/proj.git', { host: 'gitlab.com', path: 'group/sub/proj', name: 'proj', owner: undefined }],
  ['https://mygithub.com/acme/spark', { host: 'mygithub.com', path: 'acme/spark', name: 'spark', owner: undefined }],
  ['https://github.com/-acme/spark', { host: 'github.com', path: '-acme/spark', name: 'spark', owner: undefined }],
])('%s', (address, remote) => {
  expect(gitRemote(`${address}\n`)).toEqual(remote);
});

test.each(['/srv/git/spark.git', '../spark', 'file:///srv/git/spark.git', ''])('"%s" is no remote of a host', (address) => {
  expect(gitRemote(address)).toBeUndefined();
});

describe('what git knows of a new repository', () => {
  let directory: string;
  const git = (...words: string[]) => {
    const { status, stderr } = spawnSync('git', ['-c', 'user.name=A Person', '-c', 'user.email=person@example.com', ...words], { cwd: directory, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'spark-image-remote-'));
    git('init', '--quiet', '--initial-branch', 'main');
  });

  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  test('the owner, if the remote is at github.com and no option says it', () => {
    expect(factsOfGit(directory, {})).toEqual({});
    git('remote', 'add', 'origin', 'git@github.com:jane_acme/spark.git');
    expect(factsOfGit(directory, {})).toEqual({ owner: 'jane_acme' });
    expect(factsOfGit(directory, { owner: 'acme' })).toEqual({});
    git('remote', 'set-url', 'origin', 'https://gitlab.com/group/sub/proj.git');
    expect(factsOfGit(directory, {})).toEqual({});
  });

  test('the default branch, if it is not main and no option says it', () => {
    git('symbolic-ref', 'HEAD', 'refs/heads/master');
    expect(factsOfGit(directory, {})).toEqual({ defaultBranch: 'master' });
    expect(factsOfGit(directory, { defaultBranch: 'main' })).toEqual({});
    git('commit', '--quiet', '--allow-empty', '--message', 'First');
    git('switch', '--quiet', '--create', 'add-an-image');
    expect(factsOfGit(directory, {})).toEqual({ defaultBranch: 'master' });
    git('branch', '--move', 'master', 'main');
    expect(factsOfGit(directory, {})).toEqual({});
    git('update-ref', 'refs/remotes/origin/trunk', 'HEAD');
    git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
    expect(factsOfGit(directory, {})).toEqual({ defaultBranch: 'trunk' });
  });

  test('a folder without git gets the branch that git will make there', () => {
    const config = path.join(directory, 'gitconfig');
    writeFileSync(config, '[init]\n\tdefaultBranch = master\n');
    const before = process.env.GIT_CONFIG_GLOBAL;
    process.env.GIT_CONFIG_GLOBAL = config;
    try {
      rmSync(path.join(directory, '.git'), { recursive: true });
      expect(factsOfGit(directory, {})).toEqual({ defaultBranch: 'master' });
    } finally {
      if (before === undefined) delete process.env.GIT_CONFIG_GLOBAL;
      else process.env.GIT_CONFIG_GLOBAL = before;
    }
  });
});
