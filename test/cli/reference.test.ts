import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { CHECKS } from '../../src/checklist/checklist';
import { SHELLS } from '../../src/cli/commands/completion';
import { createProgram } from '../../src/cli/program';
import { commandReference } from '../../src/cli/reference';
import { nothingMayBeLeftOut } from '../tools/cache';
import { tool } from '../tools/tool';
import { call, folderOf } from './call';
import { SILENT } from './silent-terminal';

const MANUAL = path.resolve(__dirname, '../../docs/cli.md');

const program = createProgram(SILENT, () => undefined);
const names = program.commands.map((command) => command.name());

test('docs/cli.md is what the definitions give; "npm run manual" writes it afresh', () => {
  expect(readFileSync(MANUAL, 'utf8')).toBe(commandReference(program));
});

test('the manual names every command and option', () => {
  const manual = readFileSync(MANUAL, 'utf8');
  for (const command of program.commands) for (const option of command.options) expect(manual).toContain(option.long);
});

describe.each(['', ...names])('the help of "%s"', (name) => {
  test('is printed, and names every option', async () => {
    const { status, out } = await call(name === '' ? ['--help'] : [name, '--help']);
    expect([status, out]).toEqual([0, expect.stringMatching(/^Usage: spark-image/)]);
    for (const option of program.commands.find((c) => c.name() === name)?.options ?? []) expect(out).toContain(option.long);
  });
});

test('the exit statuses stand in the help', async () => {
  expect((await call(['--help'])).out).toMatch(/Exit statuses:\n +0 +fine\n[^]* 4 /);
});

/** `test`, left out where a shell is not there; with CI=true that is a failure. */
function withShell(shell: string): typeof test {
  if (!spawnSync(shell, ['--version']).error) return test;
  if (nothingMayBeLeftOut()) throw new Error(`${shell} is not there, and CI=true leaves nothing out: install its package`);
  return test.skip as typeof test;
}

describe('completion', () => {
  /** What bash offers behind these words. */
  async function offered(...words: string[]): Promise<string[]> {
    const { out } = await call(['completion', 'bash']);
    const script = `${out}\nCOMP_WORDS=(spark-image ${words.map((w) => `'${w}'`).join(' ')}); COMP_CWORD=${words.length}; _spark_image; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, status } = spawnSync('bash', ['-c', script], { encoding: 'utf8', cwd: folderOf({ 'Dockerfile': '', 'a b/x': '' }) });
    expect(status).toBe(0);
    return stdout.trim().split('\n').filter((line) => line !== '');
  }

  test('bash offers commands, options, their values, ids and files', async () => {
    expect(await offered('')).toEqual(expect.arrayContaining(names));
    expect(await offered('ex')).toEqual(['explain']);
    expect(await offered('audit', '--fo')).toEqual(['--format']);
    expect(await offered('audit', '--format', 's')).toEqual(['sarif']);
    expect(await offered('check', '--fail-on', '')).toEqual(['essential', 'recommended', 'advanced', 'none']);
    expect(await offered('explain', 'dockerfile-base-')).toEqual(CHECKS.map((c) => c.id).filter((id) => id.startsWith('dockerfile-base-')));
    expect(await offered('options', 'scan.p')).toEqual(['scan.policy']);
    expect(await offered('options', '--format', 'j')).toEqual(['json']);
    expect(await offered('audit', 'D')).toEqual(['Dockerfile']);
    expect(await offered('audit', 'a')).toEqual(['a b']);
  });

  test('bash finds nothing wrong with it, nor does shellcheck', async () => {
    const file = path.join(folderOf({}), 'completion.bash');
    writeFileSync(file, (await call(['completion', 'bash'])).out);
    expect(spawnSync('bash', ['-n', file]).status).toBe(0);
    const shellcheck = tool('shellcheck');
    if (shellcheck !== undefined) expect(spawnSync(shellcheck, ['--shell', 'bash', file], { encoding: 'utf8' }).stdout).toBe('');
  });

  test.each(['zsh', 'fish'])('%s knows every command and option', async (shell) => {
    const { status, out } = await call(['completion', shell]);
    expect(status).toBe(0);
    for (const command of program.commands) {
      expect(out).toContain(command.name());
      for (const option of command.options) expect(out).toContain(shell === 'fish' ? `-l ${option.long?.slice(2)}` : `'${option.long}[`);
    }
  });

  const LINES = [['ex', 'explain'], ['audit --forma', '--format'], ['audit --format sa', 'sarif'], ['explain dockerfile-numeric', 'dockerfile-numeric-user'], ['options sparkV', 'sparkVersion'], ['options kubernetes.names', 'kubernetes.namespace'], ['completion zs', 'zsh'], ['audit Dock', 'Dockerfile']] as const;

  withShell('fish')('fish completes a line', async () => {
    const folder = folderOf({ 'spark-image.fish': (await call(['completion', 'fish'])).out, 'Dockerfile': '' });
    for (const [line, word] of LINES) {
      const { stdout, stderr } = spawnSync('fish', ['--no-config', '-c', `source spark-image.fish; complete -C 'spark-image ${line}'`], { encoding: 'utf8', cwd: folder });
      expect(stderr).toBe('');
      expect(stdout.split('\n').map((candidate) => candidate.split('\t')[0])).toContain(word);
    }
  });

  withShell('zsh')('zsh completes a line at the first attempt', async () => {
    const folder = folderOf({ '_spark-image': (await call(['completion', 'zsh'])).out, 'Dockerfile': '' });
    for (const [line, word] of LINES) {
      const { stdout } = spawnSync('zsh', ['-f', path.join(__dirname, 'complete.zsh'), folder, `spark-image ${line}`], { encoding: 'utf8', timeout: 60_000 });
      expect(stdout).toContain(`COMPLETED spark-image ${line.replace(/\S+$/, word)}`);
    }
  });

  test('another shell is refused with those that there are', async () => {
    expect((await call(['completion', 'tcsh'])).err).toContain(Object.keys(SHELLS).join(', '));
  });
});
