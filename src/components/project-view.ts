import * as path from 'node:path';
import { Project } from 'projen/lib/project';
import { ProjenrcFile } from 'projen/lib/projenrc';
import { ACTION_PINS, ActionPin } from '../catalogue/action-pins';
import type { RepositoryFiles } from '../checklist/repository-files';
import { generatorPackages, PACKAGE_NAME } from '../model/generator';
import { Repository } from '../model/repository';
import { RepositoryOptions } from '../model/repository-options';
import { SparkImage } from '../model/spark-image';

/** A project that keeps what its components ask of it. */
interface ViewedProject {
  readonly _view?: ProjectView;
}

/** What components ask of the project that they belong to; a project of another type has the defaults of everything. */
export class ProjectView {
  /** What a project keeps, or a view of one that keeps none. */
  static of(project: Project): ProjectView {
    return (project as ViewedProject)._view ?? new ProjectView(project);
  }

  /** Marker of the generated files: projen looks through the whole tree for the rc file each time that one is asked for. */
  marker?: string;
  /** What was read of the files for one document serves the next. */
  readFiles?: RepositoryFiles;
  private readonly released: ReadonlySet<string>;

  /**
   * @param project the project
   * @param repository what its options say
   * @param packageName package that its type comes from, which is the one that the rc file imports
   */
  constructor(
    private readonly project: Project,
    private readonly repository?: Repository,
    public readonly packageName: string = PACKAGE_NAME,
  ) {
    this.released = new Set(this.releasedFiles);
  }

  /**
   * The repository of an image: the project's own, unless it has another image, or options say otherwise.
   *
   * @throws InvalidOptions when options are wrong; the message lists all of them
   */
  repositoryOf(image: SparkImage, options?: RepositoryOptions): Repository {
    return options === undefined && this.repository?.image === image ? this.repository : Repository.around(image, options ?? {});
  }

  /** What the actions of the workflows are pinned by. */
  get pins(): readonly ActionPin[] {
    return this.repository?.pipeline.pins ?? ACTION_PINS;
  }

  /** Name of the file that a person edits. */
  get rcFile(): string {
    return ProjenrcFile.of(this.project)?.filePath ?? '.projenrc.ts';
  }

  /** The files that were handed over to their user. */
  get releasedFiles(): string[] {
    return (this.repository?.unmanagedFiles ?? []).map((file) => path.normalize(file));
  }

  /** Whether a file belongs to the user. */
  isReleased(file: string): boolean {
    return this.released.has(path.normalize(file));
  }

  /** Whether a file is the user's: it was handed over, or nothing is generated any more. */
  isOwn(file: string): boolean {
    return this.project.ejected || this.isReleased(file);
  }

  /**
   * npm packages whose versions stand in managed files: what generates them, and what projen writes the installed version of into
   * package.json.
   */
  get packages(): string[] {
    if (this.project.ejected) return [];
    const anyVersion = this.project.deps.all.filter(({ version }) => version === undefined || version === '*');
    return [...new Set([...generatorPackages(this.packageName), ...anyVersion.map(({ name }) => name)])];
  }
}
