import { lstatSync, realpathSync, rmSync } from 'node:fs';
import * as path from 'node:path';
import { FileBase } from 'projen/lib/file';
import { Project } from 'projen/lib/project';
import { ProjectView } from './project-view';

/**
 * Finds out, before anything is written, whether every managed file can be: nothing stands half written, and nothing is
 * written outside of the repository.
 *
 * @returns the managed files in whose place there is a link; written through it, another file would be lost
 * @throws Error that names everything in the way
 */
export function linksInPlaceOf(project: Project): FileBase[] {
  const view = ProjectView.of(project);
  const managed = project.files.filter((file) => !view.isReleased(file.path));
  const ways = new Set(managed.flatMap((file) => directoriesOf(file.path)));
  const problems = [...[...ways].flatMap((way) => problemOfDirectory(project.outdir, way)), ...managed.flatMap(problemOfFile)];
  if (problems.length > 0) {
    throw new Error(
      'Nothing was written, because something blocks ' +
        `generated files:\n${problems.map((problem) => `- ${problem}\n`).join('')}Move it away, and run the command again.`,
    );
  }
  return managed.filter((file) => statOf(file.absolutePath)?.isSymbolicLink());
}

/** Takes links away; what they lead to stays as it is. */
export function removeLinks(links: readonly FileBase[]): void {
  for (const link of links) rmSync(link.absolutePath);
}

/** The directories on the way to a file, the outermost first. */
function directoriesOf(file: string): string[] {
  const words = path.normalize(file).split(path.sep).slice(0, -1);
  return words.map((_, index) => path.join(...words.slice(0, index + 1)));
}

function problemOfDirectory(outdir: string, directory: string): string[] {
  const place = path.join(outdir, directory);
  const stat = statOf(place);
  if (!stat || stat.isDirectory()) return [];
  if (!stat.isSymbolicLink()) return [`${JSON.stringify(directory)} is a file, and has to be a directory.`];
  return isInside(outdir, place) ? [] : [`${JSON.stringify(directory)} is a link out of the repository.`];
}

function problemOfFile({ path: file, absolutePath }: FileBase): string[] {
  const stat = statOf(absolutePath);
  if (!stat || stat.isFile() || stat.isSymbolicLink()) return [];
  return [`${JSON.stringify(file)} is ${stat.isDirectory() ? 'a directory' : 'no regular file'}, and has to be a file.`];
}

/** Whether a path stands in a directory, after every link on its way. */
export function isInside(outdir: string, place: string): boolean {
  try {
    const root = realpathSync(outdir);
    return realpathSync(place).startsWith(root + path.sep);
  } catch {
    return false; // it leads nowhere
  }
}

/** What stands somewhere, without following a link; undefined where nothing does, or where a file stands on the way. */
function statOf(place: string) {
  try {
    return lstatSync(place, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
