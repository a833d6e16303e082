import { IConstruct } from 'constructs';
import { JobStep } from 'projen/lib/github/workflows-model';
import { renderWorkflow, Workflow } from '../render/workflows/workflow';
import { stepsOf } from './input';
import { ManagedFile } from './managed-file';
import { pinsOf } from './pinned-by';

/**
 * A workflow of GitHub Actions whose jobs and steps are found by their ids. Every method that takes an id throws an error
 * that lists the ids there are when it finds none;
 * every method that takes steps throws InvalidOptions for what is none.
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
    return uses.flatMap((word) => /^([\w.-]+\/[\w./-]+)@/.exec(word ?? '')?.[1] ?? []);
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
   * Takes a job away.
   *
   * @param jobId id of a job that no other job needs
   */
  public removeJob(jobId: string): void {
    this._workflow.removeJob(jobId);
  }

  protected renderText(): string {
    return renderWorkflow(this._workflow, this.marker, pinsOf(this.project));
  }
}
