import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { Project } from 'projen/lib/project';
import { Insertion } from '../markdown/insertions';
import { DocumentSection } from '../model/repository-options';

/**
 * The user's own texts for a document, read from the files that the options name.
 *
 * @throws Error when a file is missing; the message names the option
 */
export function insertionsOf(project: Project, option: string, sections: readonly DocumentSection[]): Insertion[] {
  return sections.map((section) => ({
    section: section.section,
    before: section.before ?? false,
    markdown: section.markdown ?? readText(project, option, section.file ?? ''),
  }));
}

function readText(project: Project, option: string, file: string): string {
  const absolute = path.join(project.outdir, file);
  if (!existsSync(absolute)) throw new Error(`${option}: there is no file ${JSON.stringify(file)} in ${project.outdir}. Write it, or give the text by "markdown".`);
  return readFileSync(absolute, 'utf8');
}
