import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { parseMeasurements } from '../../../src/model/measurements';
import { measureDefaults } from '../../../src/render/measure';
import { imageWith, temporaryDirectory } from '../../components/synthesis';

const SCRIPT = path.join(__dirname, '..', '..', '..', 'assets', 'docker', 'measure.sh');

/** What the task tells the script. */
const TOLD = measureDefaults(imageWith({ javaVersion: '17' }));

/** What the script calls beside docker and a scanner. */
const PROGRAMS = ['bash', 'chmod', 'date', 'dirname', 'grep', 'mktemp', 'mv', 'rm', 'sed', 'sort'];

/** A docker that notes its calls, fails where the test wants it, and answers as an engine with both images would. */
const DOCKER = `#!/bin/bash
words="$*"
printf '%s\\n' "\${words//$'\\n'/ }" >>calls
if [[ -n $FAIL && $words == $FAIL ]]; then echo 'the reason of Docker' >&2; exit 1; fi
case "$words" in
version*) echo 20.10.24+dfsg1 ;;
*'{{.Size}}'*before-*) echo 2500000000 ;;
*'{{.Size}}'*) echo 612345678 ;;
*Architecture*) echo linux/amd64 ;;
*RepoDigests*) echo "\${BASE:-}" ;;
*dpkg-query*before-*) printf 'installed\\ninstalled\\ninstalled\\nconfig-files\\n' ;;
*dpkg-query*) printf 'installed\\n' ;;
*' find '*before-*) printf '/usr/bin/su\\n/usr/bin/mount\\n' ;;
*printenv*) echo 3.5.3 ;;
*-version*) echo "openjdk version \\"\${JAVA:-17.0.13}\\" 2024-10-15" >&2 ;;
*'os.listdir'*) if [[ $(grep -c '^run --detach.*after-' calls) == 0 ]]; then echo '0, 65534'; else echo "\${USERS-1001}"; fi ;;
logs*) echo 'last line of the log' ;;
esac
`;

const TRIVY = '#!/bin/bash\nif [[ $1 == --version ]]; then echo "Version: 0.70.0"; exit; fi\nprintf "%s\\n" "trivy $*" >>calls\n[[ -z $SCAN_FAILS ]] || { echo "no database" >&2; exit 1; }\nprintf "HIGH\\nCRITICAL\\nHIGH\\n\\n"\n';
const GRYPE = '#!/bin/bash\nif [[ $1 == --version ]]; then echo "grype 0.90.1"; exit; fi\nprintf "%s\\n" "grype $*" >>calls\nprintf "%s" "$(<"$5")" >template\nprintf "Negligible\\nLow\\nUnknown\\n"\n';

let folder: string;

beforeEach(() => {
  folder = temporaryDirectory();
  for (const name of ['bin', 'docker']) mkdirSync(path.join(folder, name));
  for (const name of PROGRAMS) symlinkSync(execFileSync('bash', ['-c', 'command -v "$1"', 'bash', name], { encoding: 'utf8' }).trim(), path.join(folder, 'bin', name));
  program('docker', DOCKER);
  for (const file of ['Dockerfile', 'docker/naive-image.txt', 'calls']) write(file, '');
});

function write(file: string, text: string): void {
  writeFileSync(path.join(folder, file), text);
}

function program(name: string, text: string): void {
  writeFileSync(path.join(folder, 'bin', name), text, { mode: 0o755 });
}

function measure(words: readonly string[] = [], env: { readonly [name: string]: string } = {}) {
  const result = spawnSync('bash', [SCRIPT, ...words], { cwd: folder, encoding: 'utf8', env: { PATH: path.join(folder, 'bin'), ...TOLD, ...env } });
  const file = path.join(folder, 'measurements.json');
  return {
    status: result.status,
    text: result.stdout + result.stderr,
    written: existsSync(file) ? readFileSync(file, 'utf8') : undefined,
    calls: readFileSync(path.join(folder, 'calls'), 'utf8').trim().split('\n').map((call) => call.replace(/-\d{2,}\b/g, '')),
    drafts: readdirSync(folder).filter((name) => /^measurements\.json\./.test(name)),
  };
}

test('builds both images, starts each three times, and removes what it made', () => {
  const { status, calls, text, drafts } = measure();
  expect({ status, drafts }).toEqual({ status: 0, drafts: [] });
  expect(calls.filter((call) => /^build /.test(call))).toEqual(['build --tag measure-demo:after --file Dockerfile .', 'build --tag measure-demo:before --file docker/naive-image.txt .']);
  expect(calls.filter((call) => /^run --detach|^stop|^rm/.test(call)).map((call) => call.replace(/ (--time 30|--force --volumes|--detach --name)/, ''))).toEqual([
    ...Array(3).fill(['run measure-demo measure-demo:before', 'stop measure-demo', 'rm measure-demo']).flat(),
    ...Array(3).fill(['run measure-demo --env SPARK_MODE=master measure-demo:after', 'stop measure-demo', 'rm measure-demo']).flat(),
    'rm measure-demo',
  ]);
  expect(calls.at(-1)).toBe('image rm --force measure-demo:before measure-demo:after');
  expect(text).toContain('measure: starting measure-demo:after-');
  expect(text).toContain('measurements.json is written: run "npx projen"');
});

test('asks this image as its health check does, and the naive one in the same way', () => {
  const asked = measure().calls.filter((call) => call.includes('until python3'));
  expect(asked).toHaveLength(6);
  for (const call of asked.slice(0, 3)) expect(call).toMatch(/bash 120 -c .*\/json\/.*ALIVE/);
  for (const call of asked.slice(3)) expect(call).toMatch(/bash 120 \/opt\/spark-image\/healthcheck\.py$/);
});

test('writes a record that synthesis reads', () => {
  const { written } = measure([], { BASE: `ubuntu@sha256:${'b'.repeat(64)}` });
  const { before, after, ...about } = parseMeasurements(written ?? '');
  expect(about).toEqual({
    date: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    docker: '20.10.24+dfsg1',
    platform: 'linux/amd64',
    spark: '3.5.3',
    java: '17.0.13',
    base: { name: 'ubuntu:22.04', digest: `sha256:${'b'.repeat(64)}` },
    scanner: null,
    starts: 3,
  });
  const times = { secondsToReady: expect.any(Number), secondsToStop: expect.any(Number), findings: null };
  expect(before).toEqual({ bytes: 2_500_000_000, packages: 3, setuidFiles: 2, users: [0, 65534], ...times });
  expect(after).toEqual({ bytes: 612_345_678, packages: 1, setuidFiles: 0, users: [1001], ...times });
});

test('hands mirrors to both builds, another base into the record, and settings to this image alone', () => {
  const { calls, written } = measure(['--build-arg', 'BASE_IMAGE=mirror.example.com/debian:12', '--build-arg=APT_MIRROR=x', '--network', 'host', '--env', 'SECRET']);
  const builds = calls.filter((call) => call.startsWith('build '));
  for (const call of builds) expect(call).toContain('--build-arg BASE_IMAGE=mirror.example.com/debian:12 --build-arg APT_MIRROR=x --network host .');
  expect(builds).toHaveLength(2);
  expect(calls.filter((call) => call.includes('SECRET'))).toEqual(Array(3).fill(expect.stringContaining('--env SECRET --env SPARK_MODE=master measure-demo:after')));
  expect(parseMeasurements(written ?? '').base).toEqual({ name: 'mirror.example.com/debian:12', digest: null });
});

describe('a scanner on the PATH', () => {
  test('counts by severity, Trivy first', () => {
    program('trivy', TRIVY);
    program('grype', GRYPE);
    const { written, calls } = measure();
    const { scanner, after } = parseMeasurements(written ?? '');
    expect(scanner).toEqual({ name: 'trivy', version: '0.70.0' });
    expect(after.findings).toEqual({ critical: 1, high: 2, medium: 0, low: 0, negligible: 0, unknown: 0 });
    expect(calls.filter((call) => /^(trivy|grype) /.test(call)).map((call) => call.split(' ').at(-1))).toEqual(['measure-demo:before', 'measure-demo:after']);
  });

  test('may be Grype, which is asked by a template', () => {
    program('grype', GRYPE);
    const { written } = measure();
    expect(parseMeasurements(written ?? '')).toMatchObject({ scanner: { name: 'grype', version: '0.90.1' }, before: { findings: { negligible: 1, low: 1, unknown: 1, high: 0 } } });
    expect(readFileSync(path.join(folder, 'template'), 'utf8')).toBe('{{range .Matches}}{{println .Vulnerability.Severity}}{{end}}');
  });

  test('is left out when asked to', () => {
    program('trivy', TRIVY);
    expect(parseMeasurements(measure(['--no-scan']).written ?? '')).toMatchObject({ scanner: null, after: { findings: null } });
  });
});

describe('what fails leaves the figures of the last time alone', () => {
  test.each<readonly [what: string, env: { readonly [name: string]: string }, message: string]>([
    ['the build of this image', { FAIL: 'build *after-*' }, 'was not built: the reason of Docker is above'],
    ['the build of the naive image', { FAIL: 'build *before-*' }, 'name mirrors: --build-arg SPARK_MIRROR='],
    ['a package list', { FAIL: '*dpkg-query*' }, 'dpkg-query did not run in measure-demo:before-'],
    ['a search for setuid files', { FAIL: '* find *after-*' }, 'find did not run in measure-demo:after-'],
    ['a start', { FAIL: 'run --detach*' }, 'no container of measure-demo:before-'],
    ['a master that never serves', { FAIL: '*until python3*' }, 'had no ready master, though it had up to 120 seconds'],
    ['a look at the processes', { FAIL: '*os.listdir*' }, 'could not be seen'],
    ['a stop', { FAIL: 'stop *' }, 'could not be stopped'],
    ['users that are none', { USERS: 'nobody' }, "are 'nobody', which are no numbers"],
    ['a version of Java that is none', { JAVA: '1"}' }, 'which no version and no name is|does not say its version'],
    ['a base image that cannot stand in JSON', { BASE_WORD: 'a"b' }, "the base image is 'a\"b', which no version and no name is"],
    ['a scan', { SCAN_FAILS: 'yes' }, 'trivy did not scan measure-demo:before-'],
  ])('%s', (what, env, message) => {
    if (env.SCAN_FAILS) program('trivy', TRIVY);
    if (env.JAVA) env = { ...env, JAVA: 'x$(y)' };
    write('measurements.json', 'of the last time\n');
    const { status, text, written, calls, drafts } = measure(env.BASE_WORD ? ['--build-arg', `BASE_IMAGE=${env.BASE_WORD}`] : [], env);
    expect({ what, status, written, drafts }).toEqual({ what, status: 1, written: 'of the last time\n', drafts: [] });
    expect(text).toMatch(new RegExp(message.replace(/[$()[\]{}"]/g, '\\$&')));
    expect(calls.at(-1)).toBe('image rm --force measure-demo:before measure-demo:after');
  });

  test('a master that never serves shows the end of its log', () => {
    expect(measure([], { FAIL: '*until python3*' }).text).toContain('last line of the log');
  });
});

test.each<readonly [what: string, status: number, message: string, words: readonly string[], env: { readonly [name: string]: string }]>([
  ['an unknown option', 64, "'--force' is not understood", ['--force'], {}],
  ['an option without its value', 64, '--build-arg has no value', ['--build-arg'], {}],
  ['a timeout that is none', 64, "MEASURE_TIMEOUT='soon' is no number of seconds", [], { MEASURE_TIMEOUT: 'soon' }],
  ['an engine that does not answer', 69, 'no Docker engine answers', [], { FAIL: 'version*' }],
])('%s is refused with a reason, before anything is built', (_what, status, message, words, env) => {
  const result = measure(words, env);
  expect(result.text).toContain(message);
  expect(result.status).toBe(status);
  expect(result.calls.join()).not.toContain('build');
});

test('outside of a repository, and without docker, it says so', () => {
  rmSync(path.join(folder, 'bin', 'docker'));
  expect(measure()).toMatchObject({ status: 69, text: expect.stringContaining('docker is not on the PATH') });
  rmSync(path.join(folder, 'Dockerfile'));
  expect(measure()).toMatchObject({ status: 64, text: expect.stringContaining('Run it at the top of the repository: npx projen measure') });
});

test('--help says what there is', () => {
  const { status, text } = measure(['--help']);
  expect(text).toMatch(/^Usage: measure\.sh \[OPTION…\][^]*--build-arg[^]*Exit status: 0 measured/);
  expect(status).toBe(0);
});

test('times are medians, by number', () => {
  const median = (...figures: string[]): string => execFileSync('bash', ['-c', 'source "$1"; median "${@:2}"', 'bash', SCRIPT, ...figures], { cwd: folder, encoding: 'utf8' }).trim();
  expect(median('10.50', '9.25', '9.75')).toBe('9.75');
  expect(median('0.40')).toBe('0.40');
});
