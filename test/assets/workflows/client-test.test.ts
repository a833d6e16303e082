import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

const SCRIPT = path.join(__dirname, '..', '..', '..', 'assets', 'workflows', 'client-test.sh');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'client-test-'));
  mkdirSync(path.join(folder, 'bin'));
  mkdirSync(path.join(folder, 'pyspark', 'bin'), { recursive: true });
  program('docker', `printf '%s\\n' "$*" >>'${folder}/calls'
case "$*" in
*ls*spark-core*) echo spark-core_2.12-3.5.3.jar ;;
*printenv*) echo 7077 ;;
*State.Health*) echo "\${HEALTH:-running healthy}" ;;
*IPAddress*) echo 172.20.0.2 ;;
*Gateway*) echo 172.20.0.1 ;;
*version_info*) echo 3.10 ;;
create*) echo container ;;
esac`);
  // The Python of the client, in place of the one that a virtual environment would have.
  program('python3', `if [[ $2 == venv ]]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; exit; fi
printf 'python %s SPARK_HOME=%s\\n' "$*" "\${SPARK_HOME:-}" >>'${folder}/calls'
case "$*" in
*'pip install'*) exit \${PIP:-0} ;;
-c*) echo '${folder}/pyspark' ;;
-*) cat >'${folder}/job.py'; exit \${JOB:-0} ;;
esac`);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, body: string): void {
  writeFileSync(path.join(folder, 'bin', name), `#!/bin/bash\n${body}\n`, { mode: 0o755 });
}

function run(args: readonly string[], environment: { readonly [name: string]: string } = {}) {
  writeFileSync(path.join(folder, 'calls'), '');
  const { status, stdout, stderr } = spawnSync('bash', [SCRIPT, ...args], {
    encoding: 'utf8',
    env: { PATH: `${path.join(folder, 'bin')}:${process.env.PATH}`, TMPDIR: folder, SMOKE_TIMEOUT: '3', SPARK_HOME: '/somewhere/else', ...environment },
  });
  return { status, text: stdout + stderr, calls: readFileSync(path.join(folder, 'calls'), 'utf8').trim().split('\n') };
}

const jobCall = (calls: readonly string[]): string => calls.find((call) => call.startsWith('python - ')) ?? '';

describe('client-test.sh', () => {
  test('a client of the version of the image works as pip installs it', () => {
    const { status, text, calls } = run(['image:tag', '3.5.3']);
    expect(text).toContain('the client 3.5.3 works on this image');
    expect(status).toBe(0);
    expect(jobCall(calls)).toBe('python - spark://172.20.0.2:7077 3.5.3 3.10 3.5.3 172.20.0.1 SPARK_HOME=');
    expect(calls.some((call) => call.startsWith('cp '))).toBe(false);
  });

  test('a client of another patch takes the JARs of the image', () => {
    const { status, calls } = run(['image:tag', '3.5.6']);
    expect(status).toBe(0);
    expect(jobCall(calls)).toMatch(/^python - spark:\/\/172\.20\.0\.2:7077 3\.5\.6 3\.10 3\.5\.3 172\.20\.0\.1 SPARK_HOME=.+\/spark$/);
    expect(calls).toContainEqual(expect.stringMatching(/^cp container:\/opt\/spark\/jars .+\/spark\/jars$/));
    expect(calls).toContain('rm --force container');
  });

  test.each([
    ['a client that cannot be installed', ['image:tag', '3.5.3'], { PIP: '1' }, 74, 'could not be installed'],
    ['another Spark than was asked for', ['image:tag', '3.5.3'], { SPARK_VERSION: '3.5.8' }, 1, 'the image holds Spark 3.5.3, not 3.5.8'],
    ['a cluster that does not get healthy', ['image:tag', '3.5.3'], { HEALTH: 'exited unhealthy' }, 1, 'the master is not healthy'],
    ['work that fails', ['image:tag', '3.5.3'], { JOB: '1' }, 1, 'the client 3.5.3 failed'],
    ['wrong usage', ['image:tag'], {}, 64, 'Usage: client-test.sh IMAGE PYSPARK_VERSION'],
  ] as const)('%s is said, and nothing is left behind', (_name, args, environment, status, message) => {
    const result = run(args, environment);
    expect(result.text).toContain(message);
    expect(result.status).toBe(status);
    if (status !== 64) expect(result.calls.at(-1)).toMatch(/^network rm /);
  });
});
