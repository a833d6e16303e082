import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { PROJEN_MARKER } from 'projen/lib/common';
import { RECORD_FILE } from '../../src/components/generation-record';
import { SparkImageProject } from '../../src/spark-image-project';
import { SparkImageProjectOptions } from '../../src/spark-image-project-options';

/** Text of every file by path; a `*` behind the path stands for the executable bit. */
export interface Golden {
  readonly [file: string]: string;
}

/** Stands in the goldens in place of projen's marker: projen deletes files with its marker that it did not make. */
const MARKER = '~~ Made by projen';

/** Written by npm, not by us. */
const LEFT_OUT = ['package-lock.json', 'node_modules'];

/** The folder of a golden repository. */
export function goldenFolder(name: string): string {
  return path.join(__dirname, `${name}.snapshot`);
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

/** Puts a committed golden repository into a folder as projen wrote it: with projen's marker, and this version of the package. */
export function layOutGolden(name: string, folder: string, version: string): void {
  const golden = Object.entries(goldenIn(goldenFolder(name))).map(([file, text]) => [file, text.split(MARKER).join(PROJEN_MARKER)]);
  const files: Golden = Object.fromEntries(golden);
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
