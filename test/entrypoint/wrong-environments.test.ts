import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { SETTINGS } from '../../src/catalogue/settings';
import { writeEntrypoint } from './rendered-entrypoint';
import { wrongValues } from './wrong-values';

const CASES = wrongValues(SETTINGS);

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

function start(environment: Readonly<Record<string, string>>, argument: string): { status: number; lines: string[] } {
  const run = spawnSync(path.join(directory, 'entrypoint.sh'), [argument].filter(Boolean), {
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

test('there are at least a hundred wrong environments', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(100);
});

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
