import { FileBase } from 'projen/lib/file';
import { Project } from 'projen/lib/project';
import { RepositoryFiles } from '../checklist/repository-files';
import { PAGES } from '../render/pages';
import type { ReadmeFacts } from '../render/readme/readme-facts';
import { ManagedFile } from './managed-file';
import { ProjectView } from './project-view';
import { remembered } from './text-cache';

/** Files that projen's own components write, and the checklist reads. */
const OF_PROJEN = ['.gitignore', 'LICENSE'];

/** Documents that are written from the other files: each may read those of the rows before it, and none of its own row. */
const DOCUMENTS = [['CONTRIBUTING.md'], [...PAGES, 'README.md'], ['SECURITY.md']];

/**
 * Final texts of a project's files, by path: what a document is written from. Of projen's own files, those that the
 * checklist asks for.
 *
 * @param document the document that is written; those of its row and of the rows behind it are left out
 */
export function finalTexts(project: Project, document: string): { [path: string]: string } {
  const later = DOCUMENTS.slice(DOCUMENTS.findIndex((row) => row.includes(document))).flat();
  const texts: { [path: string]: string } = {};
  for (const file of project.files) {
    if (later.includes(file.path)) continue;
    if (file instanceof ManagedFile) texts[file.path] = file.text;
    else if (OF_PROJEN.includes(file.path)) texts[file.path] = textOf(file);
  }
  return texts;
}

/** Final texts for the checklist. */
export function repositoryFiles(project: Project, texts: { readonly [path: string]: string }): RepositoryFiles {
  const view = ProjectView.of(project);
  view.readFiles = view.readFiles?.withTexts(texts) ?? new RepositoryFiles(texts);
  return view.readFiles;
}

/** Names of a project's tasks. */
export function taskNames(project: Project): string[] {
  return project.tasks.all.map((task) => task.name).sort();
}

/** Files that were handed over to their user, and are no longer as they are generated; documents are written from them. */
export function changedByHand(project: Project): string[] {
  const written = DOCUMENTS.flat();
  return project.files.filter((file) => !written.includes(file.path) && file instanceof ManagedFile && file._changedByHand)
    .map((file) => file.path).sort();
}

/** Files that belong to their user, as far as the project generates them. */
function handedOver(project: Project): string[] {
  const view = ProjectView.of(project);
  return project.files.filter((file) => view.isReleased(file.path)).map((file) => file.path).sort();
}

/** What projen would write: its files tell it to their own synthesis only. */
function textOf(file: FileBase): string {
  const render: (resolver: { resolve(value: unknown): unknown }) => string | undefined = Reflect.get(file, 'synthesizeContent');
  return render.call(file, { resolve: (value) => value }) ?? '';
}

/** What a document is made of beside what the project itself shows. */
type OwnFacts = Pick<ReadmeFacts, 'image' | 'repository' | 'badges' | 'marker' | 'ownTexts'>;

/**
 * A document for readers of the repository, written from the final texts of its other files.
 *
 * @param document path of the document
 * @param own what it is made of beside them
 * @param renderer what gives its text; called when something changed
 */
export function writtenFromTexts(
  project: Project,
  document: string,
  own: OwnFacts,
  renderer: 'renderReadme' | 'renderPage' | 'renderContributing',
): string {
  const view = ProjectView.of(project);
  const facts = {
    ...own,
    document,
    files: project.files.map((file) => file.path),
    rcFile: view.rcFile,
    generator: view.packageName,
    ejected: project.ejected,
    tasks: taskNames(project),
    changedByHand: changedByHand(project),
    handedOver: handedOver(project),
    texts: finalTexts(project, document),
  };
  return remembered(project, document, facts, () => {
    const { foundIn, [renderer]: render } = documents();
    return render({ ...facts, found: foundIn(repositoryFiles(project, facts.texts), facts.tasks) });
  });
}

/** The renderers of documents. They bring the checklist and its parsers: a resync that changes nothing does without. */
export function documents(): typeof import('../render/documents') {
  return require('../render/documents');
}
