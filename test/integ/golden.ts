import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import * as path from 'node:path';
import { PROJEN_MARKER } from 'projen/lib/common';
import { RECORD_FILE } from '../../src/components/generation-record';
import { SparkImageProject } from '../../src/spark-image-project';
import { SparkImageProjectOptions } from '../../src/spark-image-project-options';
import { REPOSITORIES } from './repositories';
import { restored, stored } from './stored-golden';

/** Text of every file by path; a `*` behind the path stands for the executable bit. */
export interface Golden {
  readonly [file: string]: string;
}

/** Stands in the goldens in place of projen's marker: projen deletes files with its marker that it did not make. */
const MARKER = '~~ Made by projen';

/** Written by npm, not by us. */
const LEFT_OUT = ['package-lock.json', 'node_modules'];

/** The golden repository that is kept whole; what the others keep is how they differ from it. */
const BASE = 'default';

/** The folder in which a golden repository is kept. */
export function snapshotFolder(name: string): string {
  return path.join(__dirname, `${name}.snapshot`);
}

/** A golden repository, whole. */
export function wholeGolden(name: string): Golden {
  const kept = goldenIn(snapshotFolder(name));
  return name === BASE ? kept : restored(kept, baseOf(name));
}

/** A folder with a golden repository, whole; made once, and shared by the tests that only read it. */
export function goldenFolder(name: string): string {
  if (name === BASE) return snapshotFolder(name);
  const whole = wholeGolden(name);
  const digest = createHash('sha256').update(JSON.stringify(whole)).digest('hex').slice(0, 16);
  const folder = path.join(tmpdir(), `spark-image-goldens-${userInfo().uid}`, `${name}-${digest}`);
  if (!existsSync(folder) || differences(goldenIn(folder), whole).length > 0) replaceAtOnce(folder, whole);
  return folder;
}

/** What is kept of a repository; the base must be up to date. */
export function keptOf(name: string, whole: Golden): Golden {
  return name === BASE ? whole : stored(whole, baseOf(name));
}

/** The repository that the options give, without installing anything. */
export function synthesized(options: SparkImageProjectOptions): Golden {
  const outdir = mkdtempSync(path.join(tmpdir(), 'spark-image-golden-'));
  const before = process.env.PROJEN_DISABLE_POST;
  process.env.PROJEN_DISABLE_POST = 'true';
  try {
    new SparkImageProject({ ...options, outdir }).synth();
    return withoutVersion(withoutMarker(goldenIn(outdir)));
  } finally {
    if (before === undefined) delete process.env.PROJEN_DISABLE_POST;
    else process.env.PROJEN_DISABLE_POST = before;
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Reads a folder. */
export function goldenIn(folder: string): Golden {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.split(path.sep).join('/'));
  const entries = files
    .filter((file) => !LEFT_OUT.includes(file.split('/')[0]) && statSync(path.join(folder, file)).isFile())
    .map((file): [string, string] => [`${file}${isExecutable(path.join(folder, file)) ? '*' : ''}`, readFileSync(path.join(folder, file), 'utf8')]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Replaces what stands in a folder. */
export function writeGolden(folder: string, golden: Golden): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [entry, text] of Object.entries(golden)) {
    const file = path.join(folder, entry.replace(/\*$/, ''));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, entry.endsWith('*') ? 0o755 : 0o644);
  }
}

/** Other tests may write the same folder at the same time: it is complete as soon as it is there, and the first one stays. */
function replaceAtOnce(folder: string, golden: Golden): void {
  mkdirSync(path.dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${folder}-`);
  writeGolden(draft, golden);
  rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(draft, { recursive: true });
  }
}

/** Puts a committed golden repository into a folder as projen wrote it: with projen's marker, and this version of the package. */
export function layOutGolden(name: string, folder: string, version: string): void {
  const made = Object.entries(wholeGolden(name)).map(([file, text]) => [file, text.split(MARKER).join(PROJEN_MARKER)]);
  const files: Golden = Object.fromEntries(made);
  writeGolden(folder, { ...files, [RECORD_FILE]: files[RECORD_FILE].replace(/^ {2}"version": ".*"/m, `  "version": "${version}"`) });
}

/** How two goldens differ, a line for each file: `+` is new, `-` is gone, and for the rest the first line that differs. */
export function differences(committed: Golden, made: Golden): string[] {
  return [...new Set([...Object.keys(committed), ...Object.keys(made)])].sort().flatMap((file) => {
    if (!(file in committed)) return [`+ ${file}`];
    if (!(file in made)) return [`- ${file}`];
    if (committed[file] === made[file]) return [];
    const [old, now] = [committed[file].split('\n'), made[file].split('\n')];
    const line = old.findIndex((text, index) => text !== now[index]);
    const at = line === -1 ? old.length : line;
    return [`~ ${file}:${at + 1}\n    committed: ${old[at] ?? 'the end'}\n    now:       ${now[at] ?? 'the end'}`];
  });
}

/** The base as a repository has it: nearly every file names the rc file in its first line, which is no difference to review. */
function baseOf(name: string): Golden {
  const rcFile = REPOSITORIES[name].projenrcJs ? '.projenrc.js' : '.projenrc.ts';
  const base = Object.entries(goldenIn(snapshotFolder(BASE)));
  return Object.fromEntries(base.map(([file, text]) => [file, text.split('.projenrc.ts').join(rcFile)]));
}

function withoutMarker(golden: Golden): Golden {
  return Object.fromEntries(Object.entries(golden).map(([file, text]) => [file, text.split(PROJEN_MARKER).join(MARKER)]));
}

/** A release sets the version just before it tests: the goldens are the same with every version. */
function withoutVersion(golden: Golden): Golden {
  const record = golden[RECORD_FILE];
  return { ...golden, [RECORD_FILE]: record.replace(/^ {2}"version": ".*"/m, '  "version": "0.0.0"') };
}

function isExecutable(file: string): boolean {
  return Math.floor(statSync(file).mode / 0o100) % 2 === 1;
}
