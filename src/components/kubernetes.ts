import { IConstruct } from 'constructs';
import { Component } from 'projen/lib/component';
import { Project } from 'projen/lib/project';
import { Repository } from '../model/repository';
import { RepositoryOptions } from '../model/repository-options';
import { SparkImage } from '../model/spark-image';
import { kubernetesFiles } from '../render/kubernetes/files';
import { addResource, idOf, ManifestFile, overrideResource, renderManifests } from '../render/kubernetes/manifest';
import { KUBERNETES_COMMANDS, kubernetesDefaults } from '../render/kubernetes/script';
import { KUBERNETES, scriptPath } from '../render/package-scripts';
import { imageOf, manifestOf, resourceChangeOf } from './input';
import { ManagedFile } from './managed-file';
import { ProjectView } from './project-view';
import { addFiles } from './rendered-file';

/** Options of `SparkKubernetes`. */
export interface SparkKubernetesOptions {
  /** The image that the pods run. */
  readonly image: SparkImage;
  /**
   * What was chosen for the repository: in `kubernetes` what is the manifests' own, in `compose` how the cluster is run.
   * @default - what the project says; elsewhere the defaults of each
   */
  readonly repository?: RepositoryOptions;
}

/** A file of manifests, with the changes that were made to its resources. */
class KubernetesFile extends ManagedFile {
  public constructor(scope: IConstruct, path: string, private readonly file: () => ManifestFile) {
    super(scope, path);
  }

  protected renderText(): string {
    return renderManifests(this.file(), this.marker);
  }
}

/**
 * The manifests in `kubernetes/`, for kustomize and `kubectl apply -k`. A resource is named by its kind and its name; a method that finds
 * none throws an error that lists those there are.
 */
export class SparkKubernetes extends Component {
  private files: readonly ManifestFile[];

  /**
   * @param scope project that the files belong to
   * @param options image and repository
   * @throws InvalidOptions when options are wrong; the message lists all of them
   */
  public constructor(scope: IConstruct, options: SparkKubernetesOptions) {
    super(scope, 'SparkKubernetes');
    const image = imageOf('SparkKubernetes', options);
    const repository = repositoryOf(Project.of(scope), image, options.repository);
    this.files = kubernetesFiles(repository);
    for (const { path } of this.files) new KubernetesFile(this.project, path, () => this.fileAt(path));
    addFiles(this.project, repository, 'kubernetes');
    if (this.project.ejected) addFiles(this.project, repository, 'ejected-kubernetes');
    if (repository.kubernetes) this.addTasks(kubernetesDefaults(repository.kubernetes));
  }

  /** Kind and name of every resource: `Deployment spark-worker`. */
  public get resources(): string[] {
    return this.files.flatMap(({ resources }) => resources.map(({ manifest }) => idOf(manifest)));
  }

  /**
   * Adds your own resource to the base, so that every overlay has it. The resource gets its own file.
   *
   * @param resource the resource as Kubernetes writes it, with `apiVersion`, `kind` and `metadata.name`; without a namespace it gets that
   * of
   * everything else
   * @throws InvalidOptions when it cannot be a resource
   * @throws Error when there is such a resource already; `patch` changes it
   */
  public addResource(resource: { readonly [key: string]: unknown }): void {
    const { files, path } = addResource(this.files, manifestOf('addResource.resource', resource));
    this.files = files;
    new KubernetesFile(this.project, path, () => this.fileAt(path));
  }

  /**
   * Changes a resource, as a strategic merge of Kubernetes does. Maps are merged member by member. List entries with the same name, path
   * or port are merged, and other entries are added. `command`, `args` and single values are replaced. A member that is undefined is
   * removed, and also a list entry with `$patch: 'delete'`.
   *
   * @param kind kind of the resource: `Deployment`
   * @param name name of the resource: `spark-worker`
   * @param change members of the resource as Kubernetes writes them
   * @throws InvalidOptions when the change is not allowed in a resource
   * @throws Error when there is no such resource, or when a change cannot be merged
   */
  public patch(kind: string, name: string, change: { readonly [key: string]: unknown }): void {
    this.files = overrideResource(this.files, `${kind} ${name}`, resourceChangeOf('patch.change', change));
  }

  private addTasks(env: { readonly [name: string]: string }): void {
    const script = scriptPath(KUBERNETES, this.project.ejected);
    for (const { command, description } of KUBERNETES_COMMANDS) {
      this.project.addTask(`kubernetes:${command}`, {
        description,
        env: { ...env },
        execArgs: ['bash', script, command],
        receiveArgs: command === 'apply',
      });
    }
  }

  private fileAt(path: string): ManifestFile {
    const file = this.files.find((one) => one.path === path);
    if (!file) throw new Error(`There is no file of manifests ${JSON.stringify(path)}.`);
    return file;
  }
}

/** The repository that the manifests are for: they are wanted even if no option says so. */
function repositoryOf(project: Project, image: SparkImage, options: RepositoryOptions | undefined): Repository {
  const view = ProjectView.of(project);
  const own = view.repositoryOf(image, options);
  return own.kubernetes === undefined ? view.repositoryOf(image, { ...options, kubernetes: {} }) : own;
}
