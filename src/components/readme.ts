import { IConstruct } from 'constructs';
import { ProjenrcFile } from 'projen/lib/projenrc';
import { Insertion } from '../markdown/insertions';
import { repositoryChoices } from '../model/repository-choices';
import { DocumentSection, RepositoryOptions } from '../model/repository-options';
import { SparkImage } from '../model/spark-image';
import { renderReadme } from '../render/readme/readme';
import { SparkBadges } from './badges';
import { insertionsOf } from './document-insertions';
import { ManagedFile } from './managed-file';

/** Options of `SparkReadme`. */
export interface SparkReadmeOptions {
  /** The image that is described. */
  readonly image: SparkImage;
  /**
   * Badges at the top.
   * @default - none
   */
  readonly badges?: SparkBadges;
  /**
   * What was chosen for the repository: branches, compose, licence, sections of the user's own.
   * @default - the defaults of each
   */
  readonly repository?: RepositoryOptions;
}

/** `README.md`, derived from the image and from the files that the project really has. */
export class SparkReadme extends ManagedFile {
  private readonly options: SparkReadmeOptions;
  private readonly sections: DocumentSection[] = [];

  /**
   * @param scope project that the file belongs to
   * @param options image, badges and repository
   */
  public constructor(scope: IConstruct, options: SparkReadmeOptions) {
    super(scope, 'README.md');
    this.options = options;
  }

  /**
   * Puts a text of your own before a section.
   *
   * @param section heading of the section, as it stands in the README
   * @param markdown the text
   */
  public addBefore(section: string, markdown: string): void {
    this.sections.push({ section, markdown, before: true });
  }

  /**
   * Puts a text of your own after a section and its parts.
   *
   * @param section heading of the section, as it stands in the README
   * @param markdown the text
   */
  public addAfter(section: string, markdown: string): void {
    this.sections.push({ section, markdown });
  }

  protected renderText(): string {
    const { image, badges, repository } = this.options;
    const choices = repositoryChoices(repository ?? {}, image.owner);
    return renderReadme(
      {
        image,
        choices,
        badges: badges?.badges ?? [],
        files: this.project.files.map((file) => file.path),
        rcFile: ProjenrcFile.of(this.project)?.filePath ?? '.projenrc.ts',
        marker: this.marker,
      },
      this.insertions(choices.readmeSections),
    );
  }

  private insertions(sections: readonly DocumentSection[]): Insertion[] {
    return insertionsOf(this.project, 'readmeSections', [...sections, ...this.sections]);
  }
}
