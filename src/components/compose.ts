import { IConstruct } from 'constructs';
import { readArgument } from '../model/option-problems';
import { ComposeOptions } from '../model/repository-options';
import { SparkImage } from '../model/spark-image';
import { composeFile, hostComposeFile, renderCompose } from '../render/compose';
import { addService, ComposeFile, overrideService } from '../render/compose-model';
import { checkCluster, imageOf, memberOf, serviceNameOf, serviceOf } from './input';
import { ManagedFile } from './managed-file';

/** Network of the cluster that a compose file runs. */
export enum ComposeNetwork {
  /** A bridge network of its own: `docker-compose.yml`. Scales, and works on every desktop. */
  BRIDGE = 'bridge',
  /** The host's network: `docker-compose.host.yml`. */
  HOST = 'host',
}

/** Options of `SparkCompose`. */
export interface SparkComposeOptions {
  /** The image that the cluster runs. */
  readonly image: SparkImage;
  /**
   * Network of the cluster; it decides the file's name.
   * @default ComposeNetwork.BRIDGE
   */
  readonly network?: ComposeNetwork;
  /**
   * How the cluster is run.
   * @default - one worker with 2 cores and 2 GiB
   */
  readonly cluster?: ComposeOptions;
}

/** A compose file with a master and workers, hardened: read-only, without capabilities, with limits. */
export class SparkCompose extends ManagedFile {
  private readonly image: SparkImage;
  private model: ComposeFile;

  /**
   * @param scope project that the file belongs to
   * @param options image, network and cluster
   */
  public constructor(scope: IConstruct, options: SparkComposeOptions) {
    const image = imageOf('SparkCompose', options);
    checkCluster(options.cluster);
    const network = options.network ?? ComposeNetwork.BRIDGE;
    const host = readArgument('SparkCompose.network', network, (value) => memberOf('ComposeNetwork', ComposeNetwork, value)) === ComposeNetwork.HOST;
    super(scope, host ? 'docker-compose.host.yml' : 'docker-compose.yml');
    this.image = image;
    this.model = host ? hostComposeFile(image, options.cluster) : composeFile(image, options.cluster);
  }

  /**
   * Adds a service.
   *
   * @param name name of the service, new in this file
   * @param service the service as Compose writes it
   * @throws InvalidOptions when name or service cannot stand in a compose file, or when the service has neither image nor build
   * @throws Error when there is such a service already; `overrideService` changes it
   */
  public addService(name: string, service: { readonly [key: string]: unknown }): void {
    this.model = addService(this.model, serviceNameOf('addService', name), serviceOf('addService', 'service', service, true));
  }

  /**
   * Changes a service: maps are merged, everything else is replaced, and a member that is undefined goes.
   *
   * @param name name of a service of this file
   * @param change members of the service as Compose writes them
   * @throws InvalidOptions when the change cannot stand in a compose file
   * @throws Error when there is no such service; the message lists those that exist
   */
  public overrideService(name: string, change: { readonly [key: string]: unknown }): void {
    this.model = overrideService(this.model, serviceNameOf('overrideService', name), serviceOf('overrideService', 'change', change, false));
  }

  protected renderText(): string {
    return renderCompose(this.model, this.marker, this.image.portNumber('master'));
  }
}
