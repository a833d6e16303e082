import { lstatSync, readFileSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { Component } from 'projen/lib/component';
import { Project } from 'projen/lib/project';
import { contentHash, DEPENDENCIES, isExecutable, LIST_FILE, listedFiles, readRecord, RECORD_FILE } from './generation-record';
import { keep } from './originals';
import { ProjectView } from './project-view';
import { isInside, linksInPlaceOf, removeLinks } from './targets';

/** Most files that one line names. */
const MOST_NAMES = 8;

/** What only projen and this package read: nobody needs to be told that it changed. */
const INTERNAL = /^\.projen\//;

/** A file that is about to be replaced or deleted and was written by a person, as far as anybody can tell. */
interface Kept {
  readonly file: string;
  readonly copy: string;
  /** Whether the record proves the edit; without a record nobody can tell. */
  readonly edited: boolean;
}

/** A file as it stood before. */
interface Before {
  readonly text: string;
  readonly hash: string;
}

/**
 * What a resync does to the files that stand in a repository. Nothing that a person wrote is replaced or deleted without a
 * copy beside it, and in the end it says which files changed, and which checks of the checklist fail since then.
 *
 * It is the last component of a project: it acts when every other one has accepted its input, and when every file is written.
 */
export class Resync extends Component {
  private before = new Map<string, Before>();
  private kept: Kept[] = [];

  /**
   * @param project the repository
   * @param creation whether the repository is being created: then nothing in it was generated
   */
  public constructor(
    project: Project,
    private readonly creation: boolean,
  ) {
    super(project);
  }

  public override preSynthesize(): void {
    const { project } = this;
    const view = ProjectView.of(project);
    const links = linksInPlaceOf(project);
    const listed = listedFiles(project.outdir);
    const record = readRecord(project.outdir);
    // projen walks its whole tree for the list of files.
    const paths = this.paths();
    const generated = paths.filter((file) => !view.isReleased(file) && file !== RECORD_FILE && file !== LIST_FILE);
    const gone = [...new Set([...(listed ?? []), ...Object.keys(record?.files ?? {})])].filter((file) => !paths.includes(file));
    this.before = new Map([...paths, ...gone].flatMap((file) => this.standing(file)));
    for (const file of [...generated, ...gone]) {
      const hash = this.before.get(file)?.hash;
      const recorded = record?.files[file];
      if (hash !== undefined && hash !== recorded) {
        this.kept.push({ file, copy: keep(project.outdir, file), edited: recorded !== undefined });
      }
    }
    removeLinks(links);
    if (listed !== undefined) return;
    // Without its list projen would delete every file with its marker, also what a person made of a copy.
    project.addExcludeFromCleanup('**');
    for (const file of gone.filter((name) =>
      record?.files[name] !== undefined && this.before.has(name))) rmSync(path.join(project.outdir, file));
  }

  public override synthesize(): void {
    const { outdir, logger } = this.project;
    const needless = this.kept.filter(({ file }) => !this.lost(file));
    for (const { copy } of needless) rmSync(path.join(outdir, copy));
    const lost = this.kept.filter((entry) => !needless.includes(entry));
    for (const entry of lost.slice(0, MOST_NAMES)) logger.warn(this.sentenceOf(entry));
    if (lost.length > MOST_NAMES) logger.warn(`${lost.length - MOST_NAMES} more files were kept in the same way, as NAME.orig.`);
    if (this.creation) {this.adviseCreator(lost.map(({ file }) => file));} else if (lost.length > 0) {
      logger.warn(
        'Take over what you need into the rc file, and delete the copies; git ignores them. A file can be yours alone: unmanagedFiles.',
      );
    }
  }

  public override postSynthesize(): void {
    if (this.creation) return;
    const { logger } = this.project;
    const after = new Map([...this.before.keys(), ...this.paths()].flatMap((file) => this.standing(file)));
    const changed = [...after.keys()].filter((file) => after.get(file)?.hash !== this.before.get(file)?.hash && !INTERNAL.test(file))
      .sort();
    const removed = [...this.before.keys()].filter((file) => !after.has(file) && !INTERNAL.test(file)).sort();
    if (changed.length + removed.length === 0) logger.info('Every managed file was in sync: nothing changed.');
    if (changed.length > 0) logger.info(`Changed: ${named(changed)}.`);
    if (removed.length > 0) logger.info(`Removed: ${named(removed)}.`);
    const policy = 'SECURITY.md';
    if (!changed.includes(policy) && !(ProjectView.of(this.project).isReleased(policy) && changed.length + removed.length > 0)) return;
    // The checklist is loaded only when its results may have changed: a resync of nothing does without it.
    const { turnedFailures } = require('./turned-failures') as typeof import('./turned-failures');
    const failures = turnedFailures(textsOf(this.before), textsOf(after));
    if (failures.length > 0) {
      logger.warn(
        `Checks that fail now and did not before:\n${failures.map(({ id, title }) => `  ${id}: ${title}\n`).join('')}"npx ` +
          'spark-image explain ID" says why, and what to write in the rc file.',
      );
    }
  }

  private sentenceOf({ file, copy, edited }: Kept): string {
    if (this.creation) return `What stood in this folder was kept: see ${copy}.`;
    return `${file} ${edited ? 'was' : 'may have been'} edited by hand and was ${this.standing(file).length > 0
      ? 'replaced'
      : 'removed'}. What stood there was kept as ${copy}.`;
  }

  /** What a person who creates a repository in a folder with files needs to know about them. */
  private adviseCreator(lost: readonly string[]): void {
    const { logger } = this.project;
    if (lost.includes('package.json')) {
      logger.warn(
        "Scripts and dependencies of your package.json were not carried over. In the rc file, project.setScript('name', 'command') " +
          "and project.addDeps('name@version') add them.",
      );
    }
    if (lost.includes('Dockerfile')) {
      logger.warn(
        '"npx spark-image adopt" reads your Dockerfile and its neighbours (NAME.orig), and proposes options that make the same image.',
      );
    }
  }

  /** Whether something that stood in a file is nowhere any more. */
  private lost(file: string): boolean {
    const before = this.before.get(file);
    const [after] = this.standing(file).map(([, now]) => now);
    if (before === undefined || after?.text === before.text) return false;
    return file !== 'package.json' || after === undefined || !holds(parsed(after.text), parsed(before.text));
  }

  /** The paths of the project's files, as the record writes them. */
  private paths(): string[] {
    return this.project.files.map((file) => file.path.split(path.sep).join('/'));
  }

  /** A regular file as it stands there; a link is none, since what it leads to stays. */
  private standing(file: string): Array<readonly [string, Before]> {
    const place = path.join(this.project.outdir, file);
    if (!lstatSync(place, { throwIfNoEntry: false })?.isFile() || !isInside(this.project.outdir, place)) return [];
    const text = readFileSync(place, 'utf8');
    return [[file, { text, hash: contentHash(file, text, isExecutable(place)) }]];
  }
}

function named(files: readonly string[]): string {
  const more = files.length - MOST_NAMES;
  return more > 0 ? `${files.slice(0, MOST_NAMES).join(', ')} and ${more} more` : files.join(', ');
}

function textsOf(files: ReadonlyMap<string, Before>): { [file: string]: string } {
  return Object.fromEntries([...files].map(([file, { text }]) => [file, text]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a package.json says everything that another one says; of dependencies the names count, since npm writes the versions. */
function holds(now: unknown, before: unknown, names = false): boolean {
  if (typeof before !== 'object' || before === null || typeof now !== 'object' || now === null) {
    return names || (now !== undefined && now === before);
  }
  return Object.entries(before).every(([key, value]) => Object.hasOwn(now, key) && holds(
    Reflect.get(now, key), value, names || DEPENDENCIES.includes(key),
  ));
}
