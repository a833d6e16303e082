import { IConstruct } from 'constructs';
import { Measurements } from '../model/measurements';
import { Repository } from '../model/repository';
import { RepositoryOptions } from '../model/repository-options';
import { SparkImage } from '../model/spark-image';
import { SparkDocument } from './document';
import { documents, finalTexts, repositoryFiles, taskNames } from './final-texts';
import { imageOf } from './input';
import { measurementsOf } from './measurements-file';
import { ProjectView } from './project-view';
import { remembered } from './text-cache';

/** Options of `SparkSecurityPolicy`. */
export interface SparkSecurityPolicyOptions {
  /** The image that is described. */
  readonly image: SparkImage;
  /**
   * What was chosen for the repository: branch, contact, sections of the user's own.
   * @default - the defaults of each
   */
  readonly repository?: RepositoryOptions;
}

/**
 * `SECURITY.md`: what the image does for security, each claim with the lines that prove it. A checklist reads the final
 * texts of the project's other files, with every addition and override; what it does not find is not claimed.
 */
export class SparkSecurityPolicy extends SparkDocument {
  private readonly repository: Repository;
  private readonly measurements?: Measurements;

  /**
   * @param scope project that the file belongs to
   * @param options image and repository
   * @throws Error when `measurements.json` is there and is not as `npx projen measure` writes it
   */
  public constructor(scope: IConstruct, options: SparkSecurityPolicyOptions) {
    super(scope, 'SECURITY.md');
    this.repository = ProjectView.of(this.project).repositoryOf(imageOf('SparkSecurityPolicy', options), options.repository);
    this.measurements = measurementsOf(this.project);
  }

  protected hasOwnTexts(): boolean {
    return this.hasAddedTexts || this.repository.documents.securitySections.length > 0;
  }

  protected renderText(): string {
    const { image, pipeline, documents: { securityContact, securitySections } } = this.repository;
    const facts = {
      image,
      texts: finalTexts(this.project, this.path),
      tasks: taskNames(this.project),
      defaultBranch: pipeline.defaultBranch,
      scan: pipeline.scan,
      publish: pipeline.publish,
      contact: securityContact,
      measurements: this.measurements,
      marker: this.marker,
      ownTexts: this._ownTexts('securitySections', securitySections),
    };
    return remembered(
      this.project, 'security', facts, () => documents().renderSecurity({ ...facts, files: repositoryFiles(this.project, facts.texts) }),
    );
  }
}
