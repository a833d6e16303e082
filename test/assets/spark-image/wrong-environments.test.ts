import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { SETTINGS } from '../../../src/catalogue/settings';
import { writeEntrypoint } from './rendered-entrypoint';
import { FILES, WRONG_TOGETHER, WrongEnvironment, wrongFiles, wrongPairs, wrongValues } from './wrong-values';

const CASES = wrongValues(SETTINGS);
const FILE_CASES = wrongFiles(SETTINGS);
const PAIRS = wrongPairs(SETTINGS);

let directory: string;
let home: string;
let started: string;

beforeAll(() => {
  directory = writeEntrypoint();
  home = mkdtempSync(path.join(tmpdir(), 'wrong-'));
  started = path.join(home, 'started');
  mkdirSync(path.join(home, 'spark', 'jars'), { recursive: true });
  writeFileSync(path.join(home, 'spark', 'jars', 'spark-core_2.12-3.5.6.jar'), '');
  for (const program of ['bin/java', 'spark/bin/spark-submit', 'spark/bin/pyspark', 'spark/bin/spark-sql']) {
    const file = path.join(home, program);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `#!/bin/sh\ntouch ${started}\n`, { mode: 0o755 });
  }
});

afterAll(() => {
  for (const made of [directory, home]) rmSync(made, { recursive: true, force: true });
});

/** The modes of files keep root out as well when it may not pass over them. */
const KEPT_OUT = process.getuid?.() === 0 ? ['setpriv', '--bounding-set', '-dac_override,-dac_read_search', '--'] : [];

function start(environment: Readonly<Record<string, string>>, argument: string): { status: number; lines: string[] } {
  const [command = '', ...words] = [...KEPT_OUT, path.join(directory, 'entrypoint.sh'), argument].filter(Boolean);
  const run = spawnSync(command, words, {
    encoding: 'utf8',
    env: {
      PATH: `${path.join(home, 'bin')}:${process.env.PATH}`,
      HOME: home,
      SPARK_HOME: path.join(home, 'spark'),
      SPARK_CONF_DIR: path.join(home, 'conf'),
      SPARK_WORKER_DIR: path.join(home, 'work'),
      SPARK_EVENT_LOG_DIR: path.join(home, 'events'),
      ...environment,
    },
  });
  return { status: run.status ?? -1, lines: `${run.stdout}${run.stderr}`.trimEnd().split('\n') };
}

/** Starts a container's script in an environment, with the files that it names in a directory of their own. */
function expectRefusal({ mode, environment, files, closed, says, hides }: WrongEnvironment): void {
  const place = mkdtempSync(path.join(home, 'files-'));
  for (const [name, content] of Object.entries(files ?? {})) {
    const file = path.join(place, name);
    mkdirSync(content === undefined ? file : path.dirname(file), { recursive: true });
    if (content !== undefined) writeFileSync(file, content);
  }
  for (const name of closed ?? []) chmodSync(path.join(place, name), 0o000);
  const { status, lines } = start(Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, value.replaceAll(FILES, place)])), mode);
  const output = lines.join('\n');
  for (const name of closed ?? []) chmodSync(path.join(place, name), 0o700); // so that it can be taken away

  expect({ status, lines }).toMatchObject({ status: 64 });
  expect(lines.at(-1)).toContain('Nothing was started');
  for (const text of says) expect(output).toContain(text);
  for (const text of hides ?? []) expect(output).not.toContain(text);
  expect(existsSync(started)).toBe(false);
  expect(readdirSync(home).filter((name) => name.startsWith('.spark-conf'))).toEqual([]);
}

test('there are at least a hundred wrong environments of each kind together', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(100);
  expect(FILE_CASES.length + PAIRS.length + WRONG_TOGETHER.length).toBeGreaterThanOrEqual(100);
});

test.each(FILE_CASES.map((one) => [one.title, one] as const))('a file: %s', (_title, one) => expectRefusal(one));

test.each(PAIRS.map((one) => [one.title, one] as const))('together: %s', (_title, one) => expectRefusal(one));

test.each(WRONG_TOGETHER.map((one) => [one.title, one] as const))('for this image: %s', (_title, one) => expectRefusal(one));

test.each(CASES.map((one) => [one.setting.name, one.value, one] as const))('%s=%j is refused', (name, value, one) => {
  const { status, lines } = start({ [name]: value }, name === 'SPARK_MODE' ? '' : (one.setting.modes?.[0] ?? 'master'));

  expect({ status, lines }).toMatchObject({ status: 64 });
  const reason = lines.at(-1) ?? '';
  expect(reason).toContain('Nothing was started');
  expect(reason).toContain(name);
  if (one.setting.secret) expect(lines.join('\n')).not.toContain(value);
  else if (value.includes('\n')) expect(reason).toContain("'two?lines'");
  else if (!reason.includes('not shown')) expect(reason).toContain(`'${value}'`);
  expect(existsSync(started)).toBe(false);
});

test('the same environment without the wrong value starts', () => {
  const { status, lines } = start({}, 'master');

  expect({ status, lines }).toMatchObject({ status: 0 });
  expect(existsSync(started)).toBe(true);
});
