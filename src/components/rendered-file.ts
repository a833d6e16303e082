import { Project } from 'projen/lib/project';
import { Repository } from '../model/repository';
import { renderAsset } from '../render/asset';
import { FileContext } from '../render/file-context';
import { FilePart, FILES, GeneratedFile } from '../render/files';
import { writtenFromTexts } from './final-texts';
import { ManagedFile } from './managed-file';
import { ProjectView } from './project-view';
import { SparkWorkflow } from './workflow';

/** A managed file of the list of files. */
class RenderedFile extends ManagedFile {
  public constructor(
    project: Project,
    { path, executable }: GeneratedFile,
    private readonly render: (marker: string | undefined) => string,
  ) {
    super(project, path, { executable });
  }

  protected renderText(): string {
    return this.render(this.marker);
  }
}

/** What the text of a file may say of a project. */
function contextOf(project: Project, repository: Repository, marker: string | undefined): FileContext {
  const view = ProjectView.of(project);
  return {
    marker,
    rcFile: view.rcFile,
    get managed() {
      return project.files.map((file) => file.path).filter((file) => !view.isOwn(file));
    },
    get actions() {
      const workflows = project.files.filter((file): file is SparkWorkflow => file instanceof SparkWorkflow && !view.isOwn(file.path));
      return workflows.flatMap((workflow) => workflow._actions);
    },
    get packages() {
      return view.packages;
    },
    written: (document) => writtenFromTexts(
      project, document, { image: repository.image, repository, badges: [], marker, ownTexts: [] }, 'renderContributing',
    ),
  };
}

/** Adds the files of the list that belong to something and that a repository has, each once. */
export function addFiles(project: Project, repository: Repository, ...parts: readonly FilePart[]): void {
  for (const file of FILES.filter(({ part, when }) => parts.includes(part) && (when?.(repository) ?? true))) {
    const { text } = file;
    add(
      project,
      file,
      (marker) => (typeof text === 'string' ? renderAsset(text, marker) : text(repository, contextOf(project, repository, marker))),
    );
  }
}

/** Adds the scripts of the list that belong to something, and that ship as they are. */
export function addScripts(project: Project, part: FilePart): void {
  for (const file of FILES.filter((one) => one.part === part)) {
    const { text } = file;
    if (typeof text === 'string') add(project, file, (marker) => renderAsset(text, marker));
  }
}

function add(project: Project, file: GeneratedFile, render: (marker: string | undefined) => string): void {
  if (!project.tryFindFile(file.path)) new RenderedFile(project, file, render);
}

/** @throws Error when a project has no managed file at a path */
export function managedFile(project: Project, filePath: string): ManagedFile {
  const file = project.tryFindFile(filePath);
  if (!(file instanceof ManagedFile)) throw new Error(`The project has no managed file ${JSON.stringify(filePath)}.`);
  return file;
}
