import * as path from 'node:path';
import { Project } from 'projen/lib/project';
import { OptionProblem } from '../model/option-problems';

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

/** What is wrong with the files that were handed over: a path that names none of those which the project generates. */
export function releasedFilesProblems(project: Project): OptionProblem[] {
  const generated = project.files.filter((file) => 'text' in file).map((file) => file.path);
  return [...(RELEASED.get(project) ?? [])].flatMap((value, index) => (generated.includes(value) ? [] : [{
    option: `unmanagedFiles[${index}]`, value, why: 'no such file is generated here', allowed: `One of ${generated.join(', ')}`,
  }]));
}
