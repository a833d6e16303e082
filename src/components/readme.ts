import { IConstruct } from 'constructs';
import { Repository } from '../model/repository';
import { RepositoryOptions } from '../model/repository-options';
import { SparkImage } from '../model/spark-image';
import { PAGES } from '../render/pages';
import { SparkBadges } from './badges';
import { SparkDocument } from './document';
import { writtenFromTexts } from './final-texts';
import { imageOf } from './input';
import { ManagedFile } from './managed-file';
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

/** A page of `docs/`, with the texts of the user's own that belong to its sections. */
class ReadmePage extends ManagedFile {
  public constructor(scope: IConstruct, filePath: string, private readonly render: (marker: string | undefined) => string) {
    super(scope, filePath);
  }

  protected renderText(): string {
    return this.render(this.marker);
  }
}

/** `README.md` and the pages of `docs/` that it leads to, derived from the image and from the files that the project really has. */
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
    for (const page of PAGES) new ReadmePage(this.project, page, (marker) => this.textOfDocument(page, marker, 'renderPage'));
  }

  protected hasOwnTexts(): boolean {
    return this.hasAddedTexts || this.repository.documents.readmeSections.length > 0;
  }

  protected renderText(): string {
    return this.textOfDocument(this.path, this.marker, 'renderReadme');
  }

  private textOfDocument(document: string, marker: string | undefined, renderer: 'renderReadme' | 'renderPage'): string {
    const { repository, badges } = this;
    const ownTexts = this._ownTexts('readmeSections', repository.documents.readmeSections);
    const facts = { image: repository.image, repository, badges: badges?.badges ?? [], marker, ownTexts };
    return writtenFromTexts(this.project, document, facts, renderer);
  }
}
