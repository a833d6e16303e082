import { IConstruct } from 'constructs';
import { ComposeOptions } from '../model/repository-options';
import { SparkImage } from '../model/spark-image';
import { renderEnvExample } from '../render/env-example';
import { checkCluster, imageOf } from './input';
import { ManagedFile } from './managed-file';

/** Options of `SparkEnvExample`. */
export interface SparkEnvExampleOptions {
  /** The image whose variables are listed. */
  readonly image: SparkImage;
  /**
   * How the compose files run the cluster; its variables are listed too.
   * @default - one worker with 2 cores and 2 GiB
   */
  readonly cluster?: ComposeOptions;
}

/** `.env.example`: every variable with its meaning, allowed values and default. */
export class SparkEnvExample extends ManagedFile {
  /**
   * @param scope project that the file belongs to
   * @param options image and cluster
   */
  public constructor(
    scope: IConstruct,
    private readonly options: SparkEnvExampleOptions,
  ) {
    super(scope, '.env.example');
    imageOf('SparkEnvExample', options);
    checkCluster(options.cluster);
  }

  protected renderText(): string {
    return renderEnvExample(this.options.image, this.marker, this.options.cluster);
  }
}
