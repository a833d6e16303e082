import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ownerOfRemote } from '../../src/components/creation';
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

test('the owner of a new repository', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'spark-image-remote-'));
  try {
    expect(ownerOfRemote(directory)).toBeUndefined();
    spawnSync('git', ['init', '--quiet'], { cwd: directory });
    spawnSync('git', ['remote', 'add', 'origin', 'git@github.com:jane_acme/spark.git'], { cwd: directory });
    expect(ownerOfRemote(directory)).toBe('jane_acme');
    spawnSync('git', ['remote', 'set-url', 'origin', 'https://gitlab.com/group/sub/proj.git'], { cwd: directory });
    expect(ownerOfRemote(directory)).toBeUndefined();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
