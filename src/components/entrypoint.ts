import { IConstruct } from 'constructs';
import { SparkImage } from '../model/spark-image';
import { ENTRYPOINT_FILES, ENTRYPOINT_PATHS, EntrypointFile, renderEntrypointFile } from '../render/entrypoint';
import { imageOf } from './input';
import { ManagedFile } from './managed-file';

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
    this.parts = ENTRYPOINT_FILES.filter((file) => file.path !== this.path).map((file) => new EntrypointPart(this.project, file, this.image));
  }

  protected renderText(): string {
    return renderEntrypointFile(this.path, this.image, this.marker);
  }
}

class EntrypointPart extends ManagedFile {
  public constructor(
    scope: IConstruct,
    file: EntrypointFile,
    private readonly image: SparkImage,
  ) {
    super(scope, file.path, { executable: file.executable });
  }

  protected renderText(): string {
    return renderEntrypointFile(this.path, this.image, this.marker);
  }
}
