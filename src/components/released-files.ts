import * as path from 'node:path';
import { Project } from 'projen/lib/project';

const RELEASED = new WeakMap<Project, ReadonlySet<string>>();

/**
 * Hands files of a project over to its user: they are written once if they are missing, and never again.
 * Call it before the components are made.
 */
export function releaseFiles(project: Project, paths: readonly string[]): void {
  RELEASED.set(project, new Set(paths.map((p) => path.normalize(p))));
}

/** Whether a file belongs to the user. */
export function isReleased(project: Project, filePath: string): boolean {
  return RELEASED.get(project)?.has(path.normalize(filePath)) ?? false;
}

/**
 * Checks that every file which was handed over is one that the project generates.
 *
 * @throws Error for a path that names none, before anything is written; the message lists those that there are
 */
export function checkReleasedFiles(project: Project): void {
  const generated = project.files.filter((file) => 'text' in file).map((file) => file.path);
  for (const released of RELEASED.get(project) ?? []) {
    if (generated.includes(released)) continue;
    throw new Error(`unmanagedFiles: ${JSON.stringify(released)} is no file that is generated here. Name one of ${generated.join(', ')}.`);
  }
}
