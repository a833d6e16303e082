import { IConstruct } from 'constructs';
import { Cluster } from '../model/cluster';
import { ComposeOptions } from '../model/repository-options';
import { SparkImage } from '../model/spark-image';
import { renderEnvExample } from '../render/env-example';
import { clusterOf, imageOf } from './input';
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
  /** @internal How the cluster is run, read already. */
  readonly _read?: Cluster;
}

/** `.env.example`: every variable with its meaning, allowed values and default. */
export class SparkEnvExample extends ManagedFile {
  private readonly cluster: Cluster;

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
    this.cluster = clusterOf(options);
  }

  protected renderText(): string {
    return renderEnvExample(this.options.image, this.marker, this.cluster);
  }
}
