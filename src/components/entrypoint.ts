import { IConstruct } from 'constructs';
import { SparkImage } from '../model/spark-image';
import { ENTRYPOINT_FILES, ENTRYPOINT_PATHS, renderEntrypointFile } from '../render/entrypoint';
import { imageOf } from './input';
import { ManagedFile } from './managed-file';
import { ProjectView } from './project-view';
import { addFiles, managedFile } from './rendered-file';

/** Options of `SparkEntrypoint`. */
export interface SparkEntrypointOptions {
  /** The image that is started. */
  readonly image: SparkImage;
}

/** `entrypoint.sh`, and in `spark-image/` its parts and the health check. */
export class SparkEntrypoint extends ManagedFile {
  private readonly image: SparkImage;
  /** Further files of the entrypoint. */
  public readonly parts: ManagedFile[];

  /**
   * @param scope project that the files belong to
   * @param options the image
   */
  public constructor(scope: IConstruct, options: SparkEntrypointOptions) {
    super(scope, ENTRYPOINT_PATHS.entrypoint.path, { executable: true });
    this.image = imageOf('SparkEntrypoint', options);
    addFiles(this.project, ProjectView.of(this.project).repositoryOf(this.image), 'entrypoint');
    this.parts = ENTRYPOINT_FILES.filter(({ path }) => path !== this.path).map(({ path }) => managedFile(this.project, path));
  }

  protected renderText(): string {
    return renderEntrypointFile(this.path, this.image, this.marker);
  }
}
