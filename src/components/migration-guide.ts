import { IConstruct } from 'constructs';
import { SparkImage } from '../model/spark-image';
import { MIGRATION_GUIDE, renderMigrationGuide } from '../render/migration-guide';
import { imageOf } from './input';
import { ManagedFile } from './managed-file';

/** Options of `SparkMigrationGuide`. */
export interface SparkMigrationGuideOptions {
  /** The image that is moved to. */
  readonly image: SparkImage;
}

/** `docs/migrating-from-bitnami.md`: what becomes of every variable and path of bitnami/spark, and what is otherwise on purpose. */
export class SparkMigrationGuide extends ManagedFile {
  /**
   * @param scope project that the file belongs to
   * @param options the image
   */
  public constructor(
    scope: IConstruct,
    private readonly options: SparkMigrationGuideOptions,
  ) {
    super(scope, MIGRATION_GUIDE);
    imageOf('SparkMigrationGuide', options);
  }

  protected renderText(): string {
    return renderMigrationGuide(this.options.image, this.marker);
  }
}
