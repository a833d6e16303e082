import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { SparkImage } from '../../src/model/spark-image';
import { renderBuildAndTest } from '../../src/render/build-and-test';
import { renderRequirements } from '../../src/render/requirements';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'build-and-test-'));
  mkdirSync(path.join(folder, 'bin'));
  const image = new SparkImage({ name: 'spark-3.5' });
  writeFileSync(path.join(folder, 'build_and_test.sh'), renderBuildAndTest(image), { mode: 0o755 });
  writeFileSync(path.join(folder, 'requirements.txt'), renderRequirements(image));
  program('java', 'echo \'openjdk version "17.0.15" 2025-04-15\' >&2');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, body: string): string {
  const file = path.join(folder, 'bin', name);
  writeFileSync(file, `#!/bin/sh\n${body}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** A Python that says its version, makes environments with a working pip (or says that it cannot), and runs the test. */
function python(name: string, version: string, behaviour: { readonly ensurepip?: boolean; readonly test?: number; readonly pip?: number } = {}): void {
  program(name, `
case "$*" in
*version_info*) echo ${version} ;;
*'import ensurepip'*) exit ${behaviour.ensurepip === false ? 1 : 0} ;;
'-c import pip') exit 0 ;;
'-m venv --clear '*) mkdir -p "$4/bin" && touch "$4/pyvenv.cfg" && cp "$0" "$4/bin/python" ;;
'-m pip install '*) echo "pip $*"; exit ${behaviour.pip ?? 0} ;;
'- 3.5.6 3.5.3') echo tested by "$PYSPARK_PYTHON"; exit ${behaviour.test ?? 0} ;;
*) exit 99 ;;
esac`);
}

function run(environment: { readonly [name: string]: string } = {}, ...args: string[]) {
  const result = spawnSync('/bin/bash', [path.join(folder, 'build_and_test.sh'), ...args], {
    env: { PATH: `${path.join(folder, 'bin')}:/usr/sbin:/sbin:${path.join(folder, 'tools')}`, ...environment },
    encoding: 'utf8',
  });
  return { status: result.status, text: result.stdout + result.stderr };
}

/** The few programs of the system that the script needs, without its Pythons and Java. */
beforeEach(() => {
  mkdirSync(path.join(folder, 'tools'));
  for (const name of ['cat', 'cp', 'dirname', 'env', 'ls', 'mkdir', 'sed', 'sh', 'touch']) {
    const real = ['/bin', '/usr/bin'].map((d) => path.join(d, name)).find(existsSync);
    if (!real) throw new Error(`This test needs ${name}.`);
    writeFileSync(path.join(folder, 'tools', name), `#!/bin/sh\nexec ${real} "$@"\n`, { mode: 0o755 });
  }
});

describe('build_and_test.sh', () => {
  test('makes the environment, installs the requirements and tests', () => {
    python('python3', '3.10');
    const { status, text } = run();
    expect(text).toContain('venv is made (Python 3.10)');
    expect(text).toContain(`--requirement ${folder}/requirements.txt`);
    expect(text).toContain(`tested by ${folder}/venv/bin/python`);
    expect(text).toContain('All passed: pyspark 3.5.6 works.');
    expect(status).toBe(0);
  });

  test('started twice, it uses the environment again', () => {
    python('python3', '3.10');
    run();
    const { status, text } = run();
    expect(text).toContain('venv is used again (Python 3.10)');
    expect(status).toBe(0);
  });

  test('an environment of another Python, or one left half made, is made afresh', () => {
    python('python3', '3.10');
    run();
    python('python3', '3.11');
    expect(run().text).toContain('venv is made (Python 3.11)');
    rmSync(path.join(folder, 'venv', 'bin'), { recursive: true });
    expect(run()).toMatchObject({ status: 0, text: expect.stringContaining('venv is made') });
  });

  test('a directory that is no environment is left alone', () => {
    python('python3', '3.10');
    mkdirSync(path.join(folder, 'mine'));
    writeFileSync(path.join(folder, 'mine', 'thesis.txt'), 'x');
    const { status, text } = run({ VENV_DIR: path.join(folder, 'mine') });
    expect(status).toBe(64);
    expect(text).toContain('no virtual environment; it was left alone');
    expect(existsSync(path.join(folder, 'mine', 'thesis.txt'))).toBe(true);
  });

  test('without python3-venv it says what to install', () => {
    python('python3', '3.10', { ensurepip: false });
    const { status, text } = run();
    expect(status).toBe(69);
    expect(text).toContain('apt-get install python3-venv (or python3.10-venv)');
    expect(existsSync(path.join(folder, 'venv'))).toBe(false);
  });

  test('takes another Python where the plain one does not fit or cannot make environments', () => {
    python('python3', '3.12');
    python('python3.11', '3.11', { ensurepip: false });
    python('python3.9', '3.9');
    expect(run().text).toContain('Python 3.9 (python3.9)');
  });

  test.each(['3.7', '3.12', '2.7', '4.0'])('Python %s alone is refused, and the range is said', (version) => {
    python('python3', version);
    const { status, text } = run();
    expect(status).toBe(69);
    expect(text).toContain(`needs Python 3.8 to 3.11; found: python3 (${version}).`);
  });

  test('no Python at all, or one that was named wrongly', () => {
    expect(run()).toMatchObject({ status: 69, text: expect.stringContaining('found: none.') });
    expect(run({ PYTHON: '/nowhere/python' })).toMatchObject({ status: 69, text: expect.stringContaining("PYTHON='/nowhere/python' does not run.") });
    python('python3', '3.13');
    expect(run({ PYTHON: 'python3' })).toMatchObject({ status: 69, text: expect.stringContaining("PYTHON='python3' is Python 3.13") });
  });

  test.each([['1.8.0_412', 0], ['11.0.24', 0], ['17.0.15', 0], ['21.0.2', 69], ['21-ea', 69]])('Java %s: exit status %i', (version, status) => {
    python('python3', '3.10');
    program('java', `echo 'Picked up JAVA_TOOL_OPTIONS' >&2; echo 'openjdk version "${version}" 2025-04-15' >&2`);
    const result = run();
    expect(result.status).toBe(status);
    if (status !== 0) expect(result.text).toContain('this is Java 21, and Spark 3.5.3 runs on Java 8 11 17.');
  });

  test('without Java it says what to install', () => {
    python('python3', '3.10');
    rmSync(path.join(folder, 'bin', 'java'));
    expect(run()).toMatchObject({ status: 69, text: expect.stringContaining('apt-get install openjdk-17-jre-headless') });
    expect(run({ JAVA_HOME: '/nowhere' })).toMatchObject({ status: 69, text: expect.stringContaining("JAVA_HOME is '/nowhere'") });
  });

  test('a failing test, failing requirements and a wrong SPARK_HOME have statuses of their own', () => {
    python('python3', '3.10', { test: 1 });
    expect(run()).toMatchObject({ status: 1, text: expect.stringContaining('the test failed') });
    python('python3', '3.11', { pip: 1 });
    expect(run()).toMatchObject({ status: 74, text: expect.stringContaining('PIP_INDEX_URL') });
    python('python3', '3.10');
    expect(run({ SPARK_HOME: folder })).toMatchObject({ status: 64, text: expect.stringContaining('no Spark distribution') });
  });

  test('an argument is refused, and --help explains', () => {
    expect(run({}, 'now')).toMatchObject({ status: 64, text: expect.stringContaining("'now' is not understood") });
    expect(run({}, '--help')).toMatchObject({ status: 0, text: expect.stringMatching(/^Usage: [\s\S]*VENV_DIR[\s\S]*Exit status: 0/) });
  });

  test('holds the versions of the image', () => {
    const script = renderBuildAndTest(new SparkImage({ name: 'x', sparkVersion: '4.0.1', baseImage: 'ubuntu:24.04' }), 'marker');
    expect(script).toMatch(/^#!\/usr\/bin\/env bash\n# marker\n/);
    for (const line of ['PYSPARK_VERSION="4.0.1"', 'SPARK_VERSION="4.0.1"', 'PYTHON_MIN="3.9"', 'PYTHON_MAX="3.13"', "JAVA_VERSIONS=(\n  '17'\n  '21'\n)"]) {
      expect(script).toContain(`readonly ${line}\n`);
    }
  });
});

describe('requirements.txt', () => {
  test("pins the guide's client by default, and the option's otherwise", () => {
    const pins = (options: { pysparkVersion?: string; sparkVersion?: string }) =>
      renderRequirements(new SparkImage({ name: 'x', ...options }), 'marker').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(pins({})).toEqual(['pyspark==3.5.6']);
    expect(pins({ pysparkVersion: '3.5.2' })).toEqual(['pyspark==3.5.2']);
    expect(renderRequirements(new SparkImage({ name: 'x' }), 'marker')).toMatch(/^# marker\n/);
  });
});
