import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { JsonFile } from 'projen/lib/json';
import { Project } from 'projen/lib/project';
import { ProjectView } from './project-view';

/** Where the record stands in a repository. */
export const RECORD_FILE = '.projen/spark-image.json';

/** Where projen lists what it generated. */
export const LIST_FILE = '.projen/files.json';

export const DEPENDENCIES = ['dependencies', 'devDependencies', 'peerDependencies'];

/** What was generated last: by this a file that was edited by hand is told apart from one that is merely out of date. */
export interface GenerationRecord {
  /** Version of this package that generated the files. */
  readonly version: string;
  /** Hash of each generated file by path. */
  readonly files: { readonly [file: string]: string };
}

/**
 * Adds the record to a project, as the last of its files: it is written when the others stand there, and says what stands
 * there. A file that comes later still is left out.
 */
export function addGenerationRecord(project: Project): void {
  new JsonFile(project, RECORD_FILE, { obj: () => ({ version: packageVersion(), files: hashesOf(project) }) });
}

/**
 * Hash of a generated file, the same on every machine: line ends and the versions that npm puts into `package.json` count
 * for nothing, whether the file may be executed does.
 */
export function contentHash(file: string, text: string, executable: boolean): string {
  const plain = text.replace(/\r\n/g, '\n');
  const content = file === 'package.json' ? withoutVersions(plain) : plain;
  return createHash('sha256').update(`${executable ? 'x' : '-'}${content}`).digest('hex');
}

/** What was generated last in a folder; undefined if no record is there, or none that can be read. */
export function readRecord(folder: string): GenerationRecord | undefined {
  const record = readJson(path.join(folder, RECORD_FILE));
  if (typeof record !== 'object' || record === null) return undefined;
  const { version, files } = record as Partial<GenerationRecord>;
  return typeof version === 'string' && typeof files === 'object' && files !== null ? { version, files } : undefined;
}

/** Paths that projen's list of generated files names; undefined if the list is missing or cannot be read. */
export function listedFiles(folder: string): string[] | undefined {
  const list = readJson(path.join(folder, LIST_FILE));
  const files: unknown = typeof list === 'object' && list !== null ? Reflect.get(list, 'files') : undefined;
  return Array.isArray(files) ? files.filter((file): file is string => typeof file === 'string' && isInside(file)) : undefined;
}

/** Whether a file may be executed; on Windows none is. */
export function isExecutable(absolutePath: string): boolean {
  // The mode and not access(): the answer must not depend on how a file system was mounted, or on who asks.
  return process.platform !== 'win32' && Math.floor(statSync(absolutePath).mode / 0o100) % 2 === 1;
}

/** Dependencies of package.json by name alone: npm writes the version that it installed in place of `*`. */
function withoutVersions(text: string): string {
  try {
    return JSON.stringify(JSON.parse(
      text,
      (key, value: unknown) => (DEPENDENCIES.includes(key) && typeof value === 'object' && value !== null ? Object.keys(value) : value),
    ));
  } catch {
    // No JSON: then it is compared as it stands.
    return text;
  }
}

function hashesOf(project: Project): { [file: string]: string } {
  const view = ProjectView.of(project);
  // A file that was handed over is the user's from the first day on.
  const managed = project.files.filter((file) => file.path !== RECORD_FILE && !view.isReleased(file.path));
  const written = managed.filter((file) => file.changed !== undefined && existsSync(file.absolutePath));
  const hashes = written.map((file) => {
    const name = file.path.split(path.sep).join('/');
    return [name, contentHash(name, readFileSync(file.absolutePath, 'utf8'), isExecutable(file.absolutePath))] as const;
  });
  return Object.fromEntries(hashes.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Missing, or in the middle of a merge: as good as none.
    return undefined;
  }
}

/** A list that somebody edited must not lead out of the repository. */
function isInside(file: string): boolean {
  return !path.isAbsolute(file) && !path.normalize(file).split(path.sep).includes('..');
}

function packageVersion(): string {
  const manifest: { readonly version: string } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'package.json'), 'utf8'));
  return manifest.version;
}
