import { IConstruct } from 'constructs';
import { Project } from 'projen/lib/project';
import { GITLAB_FILE } from '../model/publisher';
import { Repository } from '../model/repository';
import { RepositoryOptions } from '../model/repository-options';
import { SparkImage } from '../model/spark-image';
import { GitlabPipeline, gitlabPipeline, jobIdsOf, renderGitlab } from '../render/gitlab/pipeline';
import { gitlabJobIdOf, gitlabJobOf, imageOf } from './input';
import { ManagedFile } from './managed-file';
import { ProjectView } from './project-view';
import { addFiles } from './rendered-file';

/** Options of `SparkGitlabPipeline`. */
export interface SparkGitlabPipelineOptions {
  /** The image that is built. */
  readonly image: SparkImage;
  /**
   * What was chosen for the repository: branches, scan, publishing, and in `gitlab` what is the pipeline's own.
   * @default - what the project says; elsewhere the defaults of each
   */
  readonly repository?: RepositoryOptions;
}

/**
 * `.gitlab-ci.yml`, and the scripts that its jobs run: the stages, the gate and the clients of the workflows of GitHub. Every
 * method that takes the id of a job throws an error that lists the ids there are when it finds none.
 */
export class SparkGitlabPipeline extends ManagedFile {
  private readonly repository: Repository;
  private pipeline: GitlabPipeline;

  /**
   * @param scope project that the files belong to
   * @param options image and repository
   * @throws InvalidOptions when options are wrong; the message lists all of them
   */
  public constructor(scope: IConstruct, options: SparkGitlabPipelineOptions) {
    const project = Project.of(scope);
    const image = imageOf('SparkGitlabPipeline', options);
    const view = ProjectView.of(project);
    const own = view.repositoryOf(image, options.repository);
    const repository = own.pipeline.gitlab === undefined ? view.repositoryOf(image, { ...options.repository, gitlab: {} }) : own;
    project.addGitIgnore('.pipeline/');
    addFiles(project, repository, 'trial', 'scan', 'gitlab');
    super(scope, GITLAB_FILE);
    this.repository = repository;
    this.pipeline = gitlabPipeline(repository, { rcFile: view.rcFile, ejected: project.ejected });
  }

  /** Ids of the jobs. */
  public get jobIds(): string[] {
    return jobIdsOf(this.pipeline);
  }

  /**
   * Adds your own job.
   *
   * @param jobId id of the new job
   * @param job the job as GitLab writes it: `{ stage: 'verify', image: 'alpine:3.22', script: ['echo done'] }`
   * @throws InvalidOptions when id or job is not allowed in a pipeline, or when the job runs nothing
   * @throws Error when there is such a job already; `overrideJob` changes it
   */
  public addJob(jobId: string, job: { readonly [key: string]: unknown }): void {
    const id = gitlabJobIdOf('addJob', jobId);
    const added = gitlabJobOf('addJob.job', job, true);
    if (Object.hasOwn(this.pipeline, id)) {
      throw new Error(`The pipeline has ${JSON.stringify(id)} already. Give the new job another id, or change that one by overrideJob.`);
    }
    this.pipeline = { ...this.pipeline, [id]: added };
  }

  /**
   * Changes a job: each member that is given takes the place of the old one, and one that is undefined goes.
   *
   * @param jobId id of the job
   * @param change members of the job as GitLab writes them
   * @throws InvalidOptions when the change is not allowed in a pipeline
   */
  public overrideJob(jobId: string, change: { readonly [key: string]: unknown }): void {
    const job = this.jobOf(jobId);
    this.pipeline = { ...this.pipeline, [jobId]: { ...job, ...gitlabJobOf('overrideJob.change', change, false) } };
  }

  /**
   * Takes a job away.
   *
   * @param jobId id of a job
   */
  public removeJob(jobId: string): void {
    this.jobOf(jobId);
    this.pipeline = Object.fromEntries(Object.entries(this.pipeline).filter(([id]) => id !== jobId));
  }

  protected renderText(): string {
    return renderGitlab(this.pipeline, this.repository, this.marker);
  }

  private jobOf(jobId: string): object {
    const job = this.jobIds.includes(jobId) ? this.pipeline[jobId] : undefined;
    if (typeof job !== 'object' || job === null) {
      throw new Error(`The pipeline has no job ${JSON.stringify(jobId)}: one of ${this.jobIds.join(', ')}.`);
    }
    return job;
  }
}
