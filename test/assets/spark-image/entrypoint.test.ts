import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { writeEntrypoint } from './rendered-entrypoint';

const BATS = path.join(__dirname, '..', '..', '..', 'node_modules', 'bats', 'bin', 'bats');

/** One test of a bats file: passed, failed with what bats printed, or left out with the reason. */
interface BatsResult {
  readonly passed: boolean;
  readonly skipped?: string;
  readonly output: string;
}

function batsFiles(): readonly string[] {
  return readdirSync(__dirname).filter((name) => name.endsWith('.bats'));
}

function testNames(file: string): readonly string[] {
  const text = readFileSync(path.join(__dirname, file), 'utf8');
  return [...text.matchAll(/^@test "(.*)" \{$/gm)].map((match) => match[1] ?? '');
}

/** Reads bats' TAP: `ok 1 name`, `ok 1 name # skip reason` or `not ok 1 name`, each with comments below it. */
function readTap(tap: string): ReadonlyMap<string, BatsResult> {
  const results = new Map<string, BatsResult>();
  for (const chunk of tap.split(/^(?=(?:not )?ok \d)/m)) {
    const match = /^(not )?ok \d+ (.*?)(?: # skip ?(.*))?$/m.exec(chunk);
    if (match) results.set(match[2] ?? '', { passed: !match[1], skipped: match[3], output: chunk });
  }
  return results;
}

describe.each(batsFiles())('%s', (file) => {
  let directory: string;
  let tap: string;
  let results: ReadonlyMap<string, BatsResult>;

  beforeAll(() => {
    if (!existsSync(BATS)) throw new Error(`${BATS} is missing: run npm ci`);
    directory = writeEntrypoint();
    const bats = spawnSync(BATS, ['--formatter', 'tap', path.join(__dirname, file)], {
      encoding: 'utf8',
      env: { ...process.env, ENTRYPOINT_DIRECTORY: directory },
      timeout: 280_000,
    });
    tap = `${bats.stdout}${bats.stderr}`;
    results = readTap(bats.stdout);
  }, 300_000);

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test.each(testNames(file))('%s', (name) => {
    const result = results.get(name);
    if (!result) throw new Error(`bats did not run this test. It printed:\n${tap}`);
    if (!result.passed) throw new Error(result.output);
    if (result.skipped !== undefined) process.stderr.write(`left out: ${name} (${result.skipped})\n`);
  });
});
