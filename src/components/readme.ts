import { IConstruct } from 'constructs';
import { Repository } from '../model/repository';
import { RepositoryOptions } from '../model/repository-options';
import { SparkImage } from '../model/spark-image';
import { SparkBadges } from './badges';
import { SparkDocument } from './document';
import { writtenFromTexts } from './final-texts';
import { imageOf } from './input';
import { ProjectView } from './project-view';

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
  private readonly repository: Repository;
  private readonly badges?: SparkBadges;

  /**
   * @param scope project that the file belongs to
   * @param options image, badges and repository
   */
  public constructor(scope: IConstruct, options: SparkReadmeOptions) {
    super(scope, 'README.md');
    this.repository = ProjectView.of(this.project).repositoryOf(imageOf('SparkReadme', options), options.repository);
    this.badges = options.badges;
  }

  protected hasOwnTexts(): boolean {
    return this.hasAddedTexts || this.repository.documents.readmeSections.length > 0;
  }

  protected renderText(): string {
    const { repository, badges } = this;
    const facts = { image: repository.image, repository, badges: badges?.badges ?? [], marker: this.marker };
    const ownTexts = this._ownTexts('readmeSections', repository.documents.readmeSections);
    return writtenFromTexts(this.project, this.path, { ...facts, ownTexts }, 'renderReadme');
  }
}
