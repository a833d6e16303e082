import * as path from 'node:path';
import { PROJEN_MARKER } from 'projen/lib/common';
import { Project } from 'projen/lib/project';

const RELEASED = new WeakMap<Project, ReadonlySet<string>>();

/**
 * Hands files of a project over to its user: they are written once if they are missing. After that only the
 * marker of a file that projen generated before is taken away: projen would delete what has it. Call it before the components are made.
 */
export function releaseFiles(project: Project, paths: readonly string[]): void {
  RELEASED.set(project, new Set(paths.map((p) => path.normalize(p))));
  for (const file of paths) project.addExcludeFromCleanup(file);
}

/** The marker stands behind an interpreter line, a title or the first members of a JSON file at most. */
const HEAD = 5;

/** A text without the line which says that projen generates the file; the rest is as it was. */
export function withoutMarker(text: string): string {
  const lines = text.split('\n');
  const at = lines.slice(0, HEAD).findIndex((line) => line.includes(PROJEN_MARKER));
  if (at < 0) return text;
  // An empty line that set the marker apart would be left at the top.
  const apart = at === 0 && /^#?\s*$/.test(lines[1] ?? '-');
  return [...lines.slice(0, at), ...lines.slice(at + (apart ? 2 : 1))].join('\n');
}

/** Whether a file belongs to the user. */
export function isReleased(project: Project, filePath: string): boolean {
  return RELEASED.get(project)?.has(path.normalize(filePath)) ?? false;
}

/** The files of a project that belong to the user, as they were named. */
export function releasedFiles(project: Project): string[] {
  return [...(RELEASED.get(project) ?? [])];
}
