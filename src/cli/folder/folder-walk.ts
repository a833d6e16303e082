import { Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import * as path from 'node:path';
import ignore, { Ignore } from 'ignore';
import { trackedPaths } from './git-index';
import { Note } from './note';

/** Directories that are no part of what somebody wrote. */
const NEVER_ENTERED = new Set(['.git', '.hg', '.svn', 'node_modules', '__pycache__', '.tox', '.cache', '.terraform']);

const MOST_FILES = 50_000;
const DEEPEST = 40;

/** The files of a folder, and what was left out. */
export interface FolderWalk {
  /** Paths relative to the folder, separated by `/`. */
  readonly paths: readonly string[];
  readonly notes: readonly Note[];
}

/**
 * Lists the files of a folder as git would: what is ignored and not tracked is left out. Links are never followed out of the
 * folder; a link to a directory is not followed at all, so that no circle is entered.
 */
export function walkFolder(root: string): FolderWalk {
  const walk = new Walk(root);
  walk.enter('', 0, []);
  return { paths: walk.paths.sort(), notes: walk.notes };
}

/** Rules of one .gitignore, for paths below its directory. */
interface Rules {
  readonly directory: string;
  readonly ignore: Ignore;
}

class Walk {
  readonly paths: string[] = [];
  readonly notes: Note[] = [];
  private readonly tracked: Set<string> | undefined;
  private readonly trackedDirectories = new Set<string>();
  private full = false;

  constructor(private readonly root: string) {
    this.tracked = trackedPaths(root);
    for (const file of this.tracked ?? []) {
      for (let parent = path.posix.dirname(file); parent !== '.' &&
        !this.trackedDirectories.has(parent); parent = path.posix.dirname(parent)) this.trackedDirectories.add(parent);
    }
  }

  enter(directory: string, depth: number, above: readonly Rules[]): void {
    if (depth > DEEPEST) {
      this.notes.push({ file: directory, message: `is more than ${DEEPEST} directories deep and was not entered` });
      return;
    }
    const entries = this.list(directory);
    // Python keeps this file in each of its environments, whatever their folder is called.
    if (entries.some((entry) => entry.name === 'pyvenv.cfg') && !this.trackedDirectories.has(directory)) return;
    const own = entries.some((entry) => entry.name === '.gitignore' && entry.isFile()) ? this.rules(directory) : [];
    const rules = [...above, ...own];
    for (const entry of entries) {
      if (this.full) return;
      this.visit(directory === '' ? entry.name : `${directory}/${entry.name}`, entry, depth, rules);
    }
  }

  private visit(file: string, entry: Dirent, depth: number, rules: readonly Rules[]): void {
    if (entry.isDirectory()) {
      if (NEVER_ENTERED.has(entry.name) || (ignored(`${file}/`, rules) && !this.trackedDirectories.has(file))) return;
      this.enter(file, depth + 1, rules);
      return;
    }
    // Sockets, pipes and devices are never opened.
    if (!entry.isFile() && !(entry.isSymbolicLink() && this.isFileInside(file))) return;
    if (ignored(file, rules) && this.tracked?.has(file) !== true) return;
    if (this.paths.length === MOST_FILES) {
      this.full = true;
      this.notes.push({
        file: '',
        message: `There are more than ${MOST_FILES} files; the rest was not looked at. Name a folder inside it.`,
      });
      return;
    }
    this.paths.push(file);
  }

  private isFileInside(link: string): boolean {
    try {
      const target = targetInside(this.root, link);
      if (target === undefined) this.notes.push({ file: link, message: 'is a link out of the repository and was not followed' });
      return target !== undefined && statSync(target).isFile();
    } catch (error) {
      this.notes.push({ file: link, message: `is a link that leads nowhere (${codeOf(error)}) and was not followed` });
      return false;
    }
  }

  private list(directory: string): Dirent[] {
    try {
      return readdirSync(path.join(this.root, directory), { withFileTypes: true });
    } catch (error) {
      this.notes.push({ file: directory, message: `cannot be listed (${codeOf(error)}) and was left out` });
      return [];
    }
  }

  private rules(directory: string): Rules[] {
    try {
      return [{
        directory,
        ignore: ignore({ allowRelativePaths: true }).add(readFileSync(path.join(this.root, directory, '.gitignore'), 'utf8')),
      }];
    } catch (error) {
      this.notes.push({
        file: path.posix.join(directory, '.gitignore'),
        message: `cannot be read (${codeOf(error)}): nothing is taken as ignored by it`,
      });
      return [];
    }
  }
}

/** Where a path leads, all links followed; undefined when that is outside of the folder. @throws Error when it leads nowhere */
function targetInside(root: string, file: string): string | undefined {
  const [target, top] = [realpathSync(path.join(root, file)), realpathSync(root)];
  return target === top || target.startsWith(top + path.sep) ? target : undefined;
}

/** Whether a path of a folder leads to a file that a walk would list: a regular one, and none outside of the folder. */
export function isFileOf(root: string, file: string): boolean {
  try {
    const target = targetInside(root, file);
    return target !== undefined && statSync(target).isFile();
  } catch {
    return false;
  }
}

/** Whether the nearest rule that speaks of a path leaves it out. */
function ignored(file: string, rules: readonly Rules[]): boolean {
  for (const { directory, ignore: matcher } of [...rules].reverse()) {
    const verdict = matcher.test(directory === '' ? file : file.slice(directory.length + 1));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

/** `EACCES` of an error of the file system. */
export function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : String(error);
}
