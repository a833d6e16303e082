import { IConstruct } from 'constructs';
import { JobStep } from 'projen/lib/github/workflows-model';
import { actionOf } from '../render/github/actions';
import { renderWorkflow, Workflow } from '../render/github/workflow';
import { stepsOf } from './input';
import { ManagedFile } from './managed-file';
import { ProjectView } from './project-view';
import { jobIdOf, jobOf, permissionOf, runnerOf } from './workflow-input';

/** What the token of a job may do with something. */
export enum PermissionAccess {
  /** Read it. */
  READ = 'read',
  /** Read and change it. */
  WRITE = 'write',
}

/** Your own job. */
export interface WorkflowJobOptions {
  /** Steps as projen writes them, at least one; each has either `uses` or `run`. Pin actions by the full SHA of a commit; those that the
   * generated workflows use need none. */
  readonly steps: JobStep[];
  /**
   * Name that GitHub shows.
   * @default - its id
   */
  readonly name?: string;
  /**
   * Labels that the runner must have, all of them.
   * @default ["ubuntu-24.04"]
   */
  readonly runsOn?: string[];
  /**
   * Ids of the jobs that it waits for.
   * @default - none
   */
  readonly needs?: string[];
  /**
   * Expression that decides whether it runs.
   * @default - it runs whenever the jobs that it waits for succeeded
   */
  readonly if?: string;
  /**
   * Minutes after which it is ended, 1 to 4320.
   * @default 30
   */
  readonly timeoutMinutes?: number;
  /**
   * Environment of GitHub that it runs in, whose rules and secrets it gets.
   * @default - none
   */
  readonly environment?: string;
  /**
   * Variables of all its steps.
   * @default - none
   */
  readonly env?: { readonly [name: string]: string };
}

/**
 * A workflow of GitHub Actions whose jobs and steps have ids. If a method does not find an id, it throws an error that lists the
 * existing ids. If a method gets something that is not a step, it throws InvalidOptions.
 */
export abstract class SparkWorkflow extends ManagedFile {
  /** @internal Given by the constructor of each workflow. */
  protected abstract readonly _workflow: Workflow;

  protected constructor(scope: IConstruct, fileName: string) {
    super(scope, `.github/workflows/${fileName}`);
  }

  /** Ids of the jobs. */
  public get jobIds(): string[] {
    return [...this._workflow.jobs.keys()];
  }

  /**
   * Ids of a job's steps, in order.
   *
   * @param jobId id of the job
   */
  public stepIds(jobId: string): string[] {
    return this._workflow.job(jobId).steps.flatMap((step) => (step.id === undefined ? [] : [step.id]));
  }

  /** @internal Actions that the steps and jobs use, without their pins. */
  public get _actions(): string[] {
    const uses = [...this._workflow.jobs.values()].flatMap((job) => [job.uses, ...job.steps.map((step) => step.uses)]);
    return uses.flatMap((word) => actionOf(word) ?? []);
  }

  /**
   * Adds steps before the one of an id.
   *
   * @param jobId id of the job
   * @param stepId id of a step of the job
   * @param steps steps as projen writes them
   */
  public insertBefore(jobId: string, stepId: string, ...steps: JobStep[]): void {
    this._workflow.insertBefore(jobId, stepId, ...stepsOf('insertBefore', steps));
  }

  /**
   * Adds steps after the one of an id.
   *
   * @param jobId id of the job
   * @param stepId id of a step of the job
   * @param steps steps as projen writes them
   */
  public insertAfter(jobId: string, stepId: string, ...steps: JobStep[]): void {
    this._workflow.insertAfter(jobId, stepId, ...stepsOf('insertAfter', steps));
  }

  /**
   * Adds steps at the end of a job.
   *
   * @param jobId id of the job
   * @param steps steps as projen writes them
   */
  public append(jobId: string, ...steps: JobStep[]): void {
    this._workflow.appendSteps(jobId, ...stepsOf('append', steps));
  }

  /**
   * Puts steps in the place of the one of an id.
   *
   * @param jobId id of the job
   * @param stepId id of a step of the job
   * @param steps steps as projen writes them
   */
  public replace(jobId: string, stepId: string, ...steps: JobStep[]): void {
    this._workflow.replaceStep(jobId, stepId, ...stepsOf('replace', steps));
  }

  /**
   * Takes a step away.
   *
   * @param jobId id of the job
   * @param stepId id of a step of the job
   */
  public remove(jobId: string, stepId: string): void {
    this._workflow.removeStep(jobId, stepId);
  }

  /**
   * Lets a job run on other machines: self-hosted or larger ones.
   *
   * @param jobId id of the job. The job `build` of `docker-build.yml` has a machine for each platform: see `setPlatformRunner`
   * @param labels labels that a runner must have, all of them; an empty list where the group alone decides
   * @param group group of runners that is looked in; none by default
   * @throws Error when there is no such job, or a label or the group cannot be one
   */
  public setRunner(jobId: string, labels: string[], group?: string): void {
    const runsOn = runnerOf('setRunner', labels, group);
    if (this._workflow.job(jobId).strategy?.matrix.include.some((entry) => entry.runner !== undefined)) {
      throw new Error(
        `The job "${jobId}" builds each platform on a machine of its kind. Call setPlatformRunner('linux/amd64', …) and ` +
          'setPlatformRunner(\'linux/arm64\', …), or set publish: { emulated: true }.',
      );
    }
    this._workflow.setRunner(jobId, runsOn);
  }

  /**
   * Lets the token of a job do more. A permission to write is never lowered.
   *
   * @param jobId id of the job
   * @param scope what it is for: `pull-requests`, `id-token`
   * @param access to read or to write; `id-token` can only be written
   * @param reason why the job needs it, one line; the file shows it after the permission
   * @throws Error when there is no such job, scope or access, or no reason
   */
  public addPermission(jobId: string, scope: string, access: PermissionAccess, reason: string): void {
    const given = permissionOf('addPermission', scope, access, reason);
    this._workflow.addPermission(jobId, given.scope, given.permission);
  }

  /**
   * Adds your own job. Its token may read the code if a step checks it out, and nothing else: `addPermission` gives more.
   *
   * @param jobId id of the new job
   * @param options the job
   * @throws Error when the id is taken, or the job cannot be one
   */
  public addJob(jobId: string, options: WorkflowJobOptions): void {
    const id = jobIdOf('addJob', jobId);
    this._workflow.addJob(id, jobOf('addJob', id, options, this.jobIds));
  }

  /**
   * Takes a job away.
   *
   * @param jobId id of a job that no other job needs
   */
  public removeJob(jobId: string): void {
    this._workflow.removeJob(jobId);
  }

  protected renderText(): string {
    return renderWorkflow(this._workflow, this.marker, ProjectView.of(this.project).pins);
  }
}
