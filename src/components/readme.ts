import { IConstruct } from 'constructs';
import { repositoryChoices } from '../model/repository-choices';
import { RepositoryOptions } from '../model/repository-options';
import { SparkImage } from '../model/spark-image';
import { SparkBadges } from './badges';
import { SparkDocument } from './document';
import { writtenFromTexts } from './final-texts';
import { imageOf } from './input';

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
    imageOf('SparkReadme', options);
    this.options = options;
  }

  protected hasOwnTexts(): boolean {
    return this.hasAddedTexts || (this.options.repository?.readmeSections ?? []).length > 0;
  }

  protected renderText(): string {
    const { image, badges, repository } = this.options;
    const choices = repositoryChoices(repository ?? {}, image.owner);
    const ownTexts = this._ownTexts('readmeSections', choices.readmeSections);
    return writtenFromTexts(this.project, this.path, { image, choices, badges: badges?.badges ?? [], marker: this.marker, ownTexts }, 'renderReadme');
  }
}
