import { IConstruct } from 'constructs';
import { Cluster } from '../model/cluster';
import { composeName, definitionOf, isComposeName, mountOf, mountParts, portOf } from '../model/compose-values';
import { ComposeOptions } from '../model/repository-options';
import { SparkImage } from '../model/spark-image';
import { readArgument } from '../options/option-problems';
import { composeFile, developmentFile, hostComposeFile, renderCompose } from '../render/compose';
import { addEntry, addService, ComposeDeclaration, ComposeFile, declare, overrideService } from '../render/compose-model';
import { NOTEBOOK_SERVICE } from '../render/compose-notebook';
import { DEVELOPMENT_FILE } from '../render/compose-text';
import { clusterOf, imageOf, memberOf, serviceNameOf, serviceOf } from './input';
import { ManagedFile } from './managed-file';
import { ProjectView } from './project-view';
import { addFiles } from './rendered-file';

/** Network of the cluster that a compose file runs. */
export enum ComposeNetwork {
  /** A separate bridge network: `docker-compose.yml`. Scales, and works on every desktop. */
  BRIDGE = 'bridge',
  /** The host's network: `docker-compose.host.yml`. */
  HOST = 'host',
  /**
   * No cluster: `docker-compose.dev.yml` adds services for development to the cluster of `docker-compose.yml`, and is read
   * after that file, by a second `--file`.
   */
  DEVELOPMENT = 'development',
}

type FileOfNetwork = readonly [path: string, make: (image: SparkImage, cluster?: Cluster) => ComposeFile];

/** A compose file for each network, and what it holds before anything is added. */
const FILES: { readonly [network in ComposeNetwork]: FileOfNetwork } = {
  [ComposeNetwork.BRIDGE]: ['docker-compose.yml', composeFile],
  [ComposeNetwork.HOST]: ['docker-compose.host.yml', hostComposeFile],
  [ComposeNetwork.DEVELOPMENT]: [DEVELOPMENT_FILE, developmentFile],
};

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
  /** @internal How the cluster is run, read already. */
  readonly _read?: Cluster;
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
    const network = options.network ?? ComposeNetwork.BRIDGE;
    const [path, make] = FILES[readArgument('SparkCompose.network', network, (value) => memberOf('ComposeNetwork', ComposeNetwork, value))];
    super(scope, path);
    this.image = image;
    this.model = make(image, clusterOf(options));
    if (Object.hasOwn(this.model.services, NOTEBOOK_SERVICE)) {
      addFiles(this.project, ProjectView.of(this.project).repositoryOf(image), 'notebook');
    }
  }

  /**
   * Adds a service.
   *
   * @param name name of the service, new in this file
   * @param service the service as Compose writes it
   * @throws InvalidOptions when name or service is not allowed in a compose file, or when the service has neither image nor build
   * @throws Error when there is such a service already; `overrideService` changes it
   */
  public addService(name: string, service: { readonly [key: string]: unknown }): void {
    this.model = addService(this.model, serviceNameOf('addService', name), serviceOf('addService', 'service', service, true));
  }

  /**
   * Changes a service, as Compose merges a second file. Maps are merged member by member. Lists such as `volumes`, `ports`, `tmpfs`,
   * `secrets` and `cap_drop` are joined. If two mounts have the same path, the new one counts. `command`, `entrypoint` and single values
   * are replaced. A member that is undefined is removed. To replace a whole list, remove it with an earlier call.
   *
   * @param name name of a service of this file
   * @param change members of the service as Compose writes them
   * @throws InvalidOptions when the change is not allowed in a compose file
   * @throws Error when there is no such service; the message lists those that exist
   * @throws Error when a list is empty, or when a list would replace a map
   */
  public overrideService(name: string, change: { readonly [key: string]: unknown }): void {
    this.model = overrideService(this.model, serviceNameOf('overrideService', name), serviceOf('overrideService', 'change', change, false));
  }

  /**
   * Publishes one more port of a service.
   *
   * @param service name of a service of this file
   * @param port the port in Compose's short form: `127.0.0.1:9090:9090`. Without an address, everybody who reaches the machine reaches
   * the port
   * @throws InvalidOptions when it is no such port
   * @throws Error when there is no such service, or it publishes that port already
   */
  public addServicePort(service: string, port: string): void {
    this.model = addEntry(this.model, service, 'ports', readArgument('addServicePort.port', port, portOf));
  }

  /**
   * Mounts one more volume or path of the machine into a service.
   *
   * @param service name of a service of this file
   * @param mount the mount in Compose's short form: `models:/opt/models:ro`, `./conf:/opt/spark/conf:ro`
   * @throws InvalidOptions when it is no such mount
   * @throws Error when there is no such service, something is mounted on that path already, or `addVolume` has not declared the volume
   */
  public addServiceVolume(service: string, mount: string): void {
    const [source, target] = mountParts(readArgument('addServiceVolume.mount', mount, mountOf));
    if (target !== undefined && isComposeName(source) && !Object.hasOwn(this.model.volumes ?? {}, source)) {
      throw new Error(
        `There is no volume ${JSON.stringify(source)}: one of ${Object.keys(this.model.volumes ?? {}).join(', ')}. Declare it first, ` +
          `by addVolume(${JSON.stringify(source)}), or begin a path with ./`,
      );
    }
    this.model = addEntry(this.model, service, 'volumes', mount);
  }

  /**
   * Declares a volume of the file, for `addServiceVolume`.
   *
   * @param name name of the volume, new in this file
   * @param definition the volume as Compose writes it; by default an empty one that the engine keeps
   * @throws InvalidOptions when Compose does not take the name, or the definition is no map
   * @throws Error when there is such a volume already
   */
  public addVolume(name: string, definition?: { readonly [key: string]: unknown }): void {
    this.declare('volumes', 'addVolume', name, definition);
  }

  /**
   * Declares a network of the file. A service joins it by `overrideService(…, { networks: ['NAME'] })`.
   *
   * @param name name of the network, new in this file
   * @param definition the network as Compose writes it; by default a bridge network
   * @throws InvalidOptions when Compose does not take the name, or the definition is no map
   * @throws Error when there is such a network already
   */
  public addNetwork(name: string, definition?: { readonly [key: string]: unknown }): void {
    this.declare('networks', 'addNetwork', name, definition);
  }

  /**
   * Declares a secret of the file. A service gets it at `/run/secrets/NAME` by `overrideService(…, { secrets: ['NAME'] })`.
   *
   * @param name name of the secret, new in this file
   * @param definition its source: `{ file: './secrets/rpc_secret' }`, `{ environment: 'RPC_SECRET' }` or `{ external: true }`; never the
   * secret itself
   * @throws InvalidOptions when Compose does not take the name, or the definition says nothing of that
   * @throws Error when there is such a secret already
   */
  public addSecret(name: string, definition: { readonly [key: string]: unknown }): void {
    this.declare('secrets', 'addSecret', name, definition, ['file', 'environment', 'external']);
  }

  /**
   * Declares a config of the file. A service gets it as a file by `overrideService(…, { configs: [{ source: 'NAME', target: '/path' }] })`.
   *
   * @param name name of the config, new in this file
   * @param definition its source: `{ file: './conf/metrics.properties' }`, `{ content: '…' }`, `{ environment: 'NAME' }` or `{
   * external: true }`
   * @throws InvalidOptions when Compose does not take the name, or the definition says nothing of that
   * @throws Error when there is such a config already
   */
  public addConfig(name: string, definition: { readonly [key: string]: unknown }): void {
    this.declare('configs', 'addConfig', name, definition, ['file', 'content', 'environment', 'external']);
  }

  private declare(kind: ComposeDeclaration, method: string, name: string, definition: unknown, sources: readonly string[] = []): void {
    const checked = readArgument(`${method}.name`, name, composeName);
    this.model = declare(this.model, kind, checked, definitionOf(`${method}.definition`, definition, sources));
  }

  protected renderText(): string {
    return renderCompose(this.model, this.marker, this.image.portNumber('master'));
  }
}
