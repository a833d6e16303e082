import { IConstruct } from 'constructs';
import { ProjenrcFile } from 'projen/lib/projenrc';
import { repositoryChoices } from '../model/repository-choices';
import { RepositoryOptions } from '../model/repository-options';
import { SparkImage } from '../model/spark-image';
import { renderReadme } from '../render/readme/readme';
import { SparkBadges } from './badges';
import { SparkDocument } from './document';
import { generatorPackage } from './generator-package';

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
export class SparkReadme extends SparkDocument {
  private readonly options: SparkReadmeOptions;

  /**
   * @param scope project that the file belongs to
   * @param options image, badges and repository
   */
  public constructor(scope: IConstruct, options: SparkReadmeOptions) {
    super(scope, 'README.md');
    this.options = options;
  }

  protected hasOwnTexts(): boolean {
    return this.hasAddedTexts || (this.options.repository?.readmeSections ?? []).length > 0;
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
        generator: generatorPackage(this.project),
        ejected: this.project.ejected,
        marker: this.marker,
      },
      this._ownTexts('readmeSections', choices.readmeSections),
    );
  }
}
