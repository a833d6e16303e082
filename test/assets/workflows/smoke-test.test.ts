import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const SCRIPT = path.join(__dirname, '..', '..', '..', 'assets', 'workflows', 'smoke-test.sh');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'smoke-test-'));
  mkdirSync(path.join(folder, 'bin'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the script with a docker that notes its calls and answers as it is told. */
function run(answers: { readonly uid?: string; readonly state?: string; readonly job?: number; readonly exit?: string } = {}, ...args: string[]) {
  writeFileSync(path.join(folder, 'bin', 'docker'), `#!/bin/bash
printf '%s\\n' "$*" >>'${folder}/calls'
case "$*" in
*' id -u') echo '${answers.uid ?? '1001'}' ;;
*State.Health*) echo '${answers.state ?? 'running healthy'}' ;;
*State.ExitCode*) echo '${answers.exit ?? '143'}' ;;
*spark-submit*) exit ${answers.job ?? 0} ;;
logs*) echo 'log of the container' ;;
esac
`, { mode: 0o755 });
  writeFileSync(path.join(folder, 'calls'), '');
  const result = spawnSync('bash', [SCRIPT, ...(args.length > 0 ? args : ['image:tag'])], {
    encoding: 'utf8',
    env: { PATH: `${path.join(folder, 'bin')}:${process.env.PATH}`, TMPDIR: folder, SMOKE_TIMEOUT: '3' },
  });
  return { status: result.status, text: result.stdout + result.stderr, calls: readFileSync(path.join(folder, 'calls'), 'utf8').trim().split('\n') };
}

describe('smoke-test.sh', () => {
  test('runs everything without privileges, and cleans up', () => {
    const { status, text, calls } = run();
    expect(text).toContain('smoke-test: passed');
    expect(status).toBe(0);
    const started = calls.filter((call) => call.startsWith('run '));
    expect(started).toHaveLength(5);
    for (const call of started) expect(call).toContain('--read-only --tmpfs /tmp:mode=1777,exec --cap-drop ALL --security-opt no-new-privileges');
    expect(calls.slice(-2)).toEqual([expect.stringMatching(/^rm --force --volumes spark-smoke-\d+-master spark-smoke-\d+-worker$/), expect.stringMatching(/^network rm spark-smoke-\d+$/)]);
  });

  test.each([
    ['an image that runs as root', { uid: '0' }, "runs as uid '0'"],
    ['a daemon that ended', { state: 'exited unhealthy' }, "the master is not healthy but 'exited unhealthy'"],
    ['a daemon that never gets healthy', { state: 'running starting' }, "the master is not healthy but 'running starting'"],
    ['a job that fails', { job: 1 }, 'the job failed'],
    ['a daemon that had to be killed', { exit: '137' }, 'the worker did not stop by itself: exit status 137'],
  ])('%s fails the test, and leaves nothing behind', (_name, answers, message) => {
    const { status, text, calls } = run(answers);
    expect(status).toBe(1);
    expect(text).toContain(message);
    expect(calls[calls.length - 1]).toMatch(/^network rm /);
  });

  test('wants one image', () => {
    expect(run({}, 'a', 'b')).toMatchObject({ status: 64, text: expect.stringContaining('Usage: smoke-test.sh IMAGE') });
  });
});
