import { ACTION_PINS, ActionPin } from '../../catalogue/action-pins';
import { renderYaml, YamlNote } from '../../yaml/yaml-text';
import { pinnedStep } from './actions';

/** A step, with the members of projen's `JobStep`. */
export interface WorkflowStep {
  /** Name by which the step is found, and by which other steps read its outputs. */
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  /** An action; without a commit it gets the pin of the catalogue when the workflow is rendered. */
  readonly uses?: string;
  readonly with?: { readonly [input: string]: unknown };
  readonly run?: string;
  readonly env?: { readonly [name: string]: string };
  readonly shell?: string;
  readonly workingDirectory?: string;
  readonly continueOnError?: boolean;
  readonly timeoutMinutes?: number;
  /** Release of an action, for the comment behind `uses`; it is no member of the file. */
  readonly version?: string;
}

/** A permission of the job's token, and why the job needs it. */
export interface WorkflowPermission {
  readonly access: 'read' | 'write';
  /** Ends the sentence "This is needed to …". */
  readonly reason: string;
}

/** One row of a matrix. */
export interface MatrixEntry {
  readonly [name: string]: string | readonly string[];
}

/** A job; what it may do is said one permission at a time. Without `uses` it has a machine and a limit of time. */
export interface WorkflowJob {
  readonly name: string;
  /** A label or an expression; several labels; or a group of runners. */
  readonly runsOn?: string | readonly string[] | { readonly group: string; readonly labels?: readonly string[] };
  readonly timeoutMinutes?: number;
  /** Reusable workflow that is called in place of steps. */
  readonly uses?: string;
  /** Secrets that the called workflow gets, by name. */
  readonly secrets?: { readonly [name: string]: string };
  readonly permissions: { readonly [scope: string]: WorkflowPermission };
  readonly needs?: readonly string[];
  readonly if?: string;
  readonly environment?: string;
  readonly outputs?: { readonly [name: string]: string };
  readonly env?: { readonly [name: string]: string };
  readonly strategy?: { readonly failFast: boolean; readonly matrix: { readonly include: readonly MatrixEntry[] } };
  readonly steps: readonly WorkflowStep[];
}

/** What a workflow is beside its jobs. */
export interface WorkflowOptions {
  readonly name: string;
  /** Comment lines above the workflow, without `#`; written from the steps that it has by then. */
  readonly header: string | ((workflow: Workflow) => string);
  readonly on: { readonly [event: string]: unknown };
  /** Runs of one group wait for each other. Default: those of the workflow and the ref; a called workflow needs one of its own. */
  readonly concurrencyGroup?: string;
  readonly env?: { readonly [name: string]: string };
}

/**
 * A workflow whose jobs and steps are found by their ids, so that they can be added, replaced and taken away before it is
 * rendered.
 */
export class Workflow {
  private readonly jobList = new Map<string, WorkflowJob>();

  constructor(readonly options: WorkflowOptions) {}

  /** The jobs, by id. */
  get jobs(): ReadonlyMap<string, WorkflowJob> {
    return this.jobList;
  }

  /** @throws Error when there is no job of that id; the message lists those that exist */
  job(jobId: string): WorkflowJob {
    const job = this.jobList.get(jobId);
    if (!job) {
      throw new Error(
        `The workflow "${this.options.name}" has no job ${JSON.stringify(jobId)}: one of ${[...this.jobList.keys()].join(', ')}.`,
      );
    }
    return job;
  }

  /** Whether a job is there, with steps of these ids; one that is made for each platform has the platform behind its id. */
  has(jobId: string, ...stepIds: readonly string[]): boolean {
    const job = this.jobList.get(jobId);
    return job !== undefined && stepIds.every((id) => job.steps.some((step) => step.id === id || step.id?.startsWith(`${id}-`)));
  }

  /** @throws Error when the job's id is taken, or two of its steps have the same id */
  addJob(jobId: string, job: WorkflowJob): void {
    if (this.jobList.has(jobId)) {
      throw new Error(`The workflow "${this.options.name}" has a job ${JSON.stringify(jobId)} already. Give the new one another id.`);
    }
    this.setSteps(jobId, job, job.steps);
  }

  /** @throws Error when there is no such job, or another one needs it */
  removeJob(jobId: string): void {
    this.job(jobId);
    const dependants = [...this.jobList].filter(([, job]) => job.needs?.includes(jobId)).map(([id]) => id);
    if (dependants.length > 0) {
      throw new Error(
        `The job ${JSON.stringify(jobId)} cannot be removed: ${dependants.join(', ')} need${dependants.length === 1 ? 's' : ''} it. ` +
          'Remove or replace that first.',
      );
    }
    this.jobList.delete(jobId);
  }

  /** @throws Error when there is no such job */
  replaceJob(jobId: string, job: WorkflowJob): void {
    this.job(jobId);
    this.setSteps(jobId, job, job.steps);
  }

  /**
   * Lets a job run on other machines.
   *
   * @throws Error when there is no such job, or it calls another workflow
   */
  setRunner(jobId: string, runsOn: WorkflowJob['runsOn']): void {
    const job = this.job(jobId);
    if (job.uses !== undefined) {
      throw new Error(
        `The job "${jobId}" of the workflow "${this.options.name}" calls ${job.uses}, whose jobs have the runners: call ` +
          'trustedBuild.setRunner.',
      );
    }
    this.jobList.set(jobId, { ...job, runsOn });
  }

  /** Lets the token of a job do more; what it may write stays so. */
  addPermission(jobId: string, scope: string, permission: WorkflowPermission): void {
    const job = this.job(jobId);
    if (job.permissions[scope]?.access === 'write') return;
    this.jobList.set(jobId, { ...job, permissions: { ...job.permissions, [scope]: permission } });
  }

  /** @throws Error when there is no such step; the message lists the ids that exist */
  step(jobId: string, stepId: string): WorkflowStep {
    return this.job(jobId).steps[this.indexOf(jobId, stepId)];
  }

  /** Adds steps at the end of a job. */
  appendSteps(jobId: string, ...steps: WorkflowStep[]): void {
    this.splice(jobId, this.job(jobId).steps.length, 0, steps);
  }

  /** Adds steps before the one of an id. */
  insertBefore(jobId: string, stepId: string, ...steps: WorkflowStep[]): void {
    this.splice(jobId, this.indexOf(jobId, stepId), 0, steps);
  }

  /** Adds steps after the one of an id. */
  insertAfter(jobId: string, stepId: string, ...steps: WorkflowStep[]): void {
    this.splice(jobId, this.indexOf(jobId, stepId) + 1, 0, steps);
  }

  /** Puts steps in the place of the one of an id. */
  replaceStep(jobId: string, stepId: string, ...steps: WorkflowStep[]): void {
    this.splice(jobId, this.indexOf(jobId, stepId), 1, steps);
  }

  /** Takes the step of an id away. @throws Error when none would be left: GitHub takes no job without steps */
  removeStep(jobId: string, stepId: string): void {
    if (this.indexOf(jobId, stepId) === 0 && this.job(jobId).steps.length === 1) {
      throw new Error(
        `The step ${JSON.stringify(stepId)} is the only one of the job "${jobId}". Remove the job: removeJob(${JSON.stringify(jobId)}).`,
      );
    }
    this.splice(jobId, this.indexOf(jobId, stepId), 1, []);
  }

  private indexOf(jobId: string, stepId: string): number {
    const { steps } = this.job(jobId);
    // Steps without an id are nobody's, also where an id is left out.
    const index = steps.findIndex((step) => step.id !== undefined && step.id === stepId);
    if (index < 0) {
      const known = steps.map((step) => step.id).filter((id) => id !== undefined).join(', ');
      throw new Error(`The job "${jobId}" of the workflow "${this.options.name}" has no step ${JSON.stringify(stepId)}: one of ${known}.`);
    }
    return index;
  }

  private splice(jobId: string, index: number, removed: number, added: readonly WorkflowStep[]): void {
    const job = this.job(jobId);
    this.setSteps(jobId, job, [...job.steps.slice(0, index), ...added, ...job.steps.slice(index + removed)]);
  }

  private setSteps(jobId: string, job: WorkflowJob, steps: readonly WorkflowStep[]): void {
    const ids = steps.map((step) => step.id).filter((id) => id !== undefined);
    const twin = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twin !== undefined) {
      throw new Error(
        `The job "${jobId}" of the workflow "${this.options.name}" would have two steps ${JSON.stringify(twin)}. Give the new one ` +
          'another id.',
      );
    }
    this.jobList.set(jobId, { ...job, steps });
  }
}

const CONCURRENCY_GROUP = '${{ github.workflow }}-${{ github.ref }}';

/**
 * A workflow as text. The token has no permission but those of the jobs, each with its reason; pins are followed by the
 * version that they are; a newer run of a pull request cancels the older one, and nothing else is ever cut.
 *
 * @param marker first line, without `#`; none when undefined
 * @param pins what every action of the catalogue is pinned by
 */
export function renderWorkflow(workflow: Workflow, marker?: string, pins: readonly ActionPin[] = ACTION_PINS): string {
  const { name, header, on, env, concurrencyGroup } = workflow.options;
  const jobs = [...workflow.jobs].map(([id, job]): [string, WorkflowJob] => [
    id, { ...job, steps: job.steps.map((step) => pinnedStep(step, pins)) },
  ]);
  const value = {
    name,
    on,
    permissions: {},
    concurrency: {
      'group': concurrencyGroup ?? CONCURRENCY_GROUP,
      'cancel-in-progress': "${{ github.event_name == 'pull_request' }}",
    },
    // With its name bash gets -o pipefail, which it lacks when no shell is named.
    defaults: jobs.some(([, job]) => job.steps.some((step) => step.run !== undefined)) ? { run: { shell: 'bash' } } : undefined,
    env,
    jobs: Object.fromEntries(jobs.map(([id, job]) => [id, jobValue(job)])),
  };
  return renderYaml(
    value,
    {
      marker,
      header: typeof header === 'string' ? header : header(workflow),
      notes: [...topNotes(), ...jobs.flatMap(([id, job], index) => jobNotes(id, job, index))],
    },
  );
}

function topNotes(): YamlNote[] {
  return [
    ...['on', 'permissions', 'concurrency', 'defaults', 'env', 'jobs'].map((key) => ({ path: [key], blankLine: true })),
    { path: ['permissions'], before: 'Nothing by default: each job says what it needs, and why.' },
    { path: ['concurrency'], before: 'A newer commit of a pull request ends the older run; a run that publishes is never cut.' },
  ];
}

function jobValue(job: WorkflowJob): object {
  return {
    'name': job.name,
    'needs': job.needs,
    'if': job.if,
    'runs-on': job.runsOn,
    'timeout-minutes': job.timeoutMinutes,
    'environment': job.environment,
    'permissions': Object.fromEntries(Object.entries(job.permissions).map(([scope, { access }]) => [scope, access])),
    'outputs': job.outputs,
    'env': job.env,
    'strategy': job.strategy && { 'fail-fast': job.strategy.failFast, 'matrix': job.strategy.matrix },
    'uses': job.uses,
    'secrets': job.secrets,
    'steps': job.uses === undefined ? job.steps.map(stepValue) : undefined,
  };
}

const STEP_KEYS: { readonly [member: string]: string } = {
  workingDirectory: 'working-directory', continueOnError: 'continue-on-error', timeoutMinutes: 'timeout-minutes',
};
const NOT_WRITTEN = ['version'];
const STEP_ORDER = ['name', 'id', 'if', 'uses', 'with', 'shell', 'workingDirectory', 'continueOnError', 'timeoutMinutes', 'env', 'run'];

function stepValue(step: WorkflowStep): object {
  const place = (key: string): number => (STEP_ORDER.includes(key) ? STEP_ORDER.indexOf(key) : STEP_ORDER.length);
  const members = Object.entries(step).filter(([key]) => !NOT_WRITTEN.includes(key)).sort(([a], [b]) => place(a) - place(b));
  return Object.fromEntries(members.map(([key, value]) => [STEP_KEYS[key] ?? key, value]));
}

function jobNotes(id: string, job: WorkflowJob, index: number): YamlNote[] {
  const path = ['jobs', id];
  return [
    ...(index > 0 ? [{ path, blankLine: true }] : []),
    ...(job.uses === undefined ? [] : [{
      path: [...path, 'uses'], after: 'zizmor: ignore[self-repository] the new spelling is not known to every runner yet',
    }]),
    ...Object.entries(job.permissions).map(([scope, { reason }]) => ({ path: [...path, 'permissions', scope], after: reason })),
    ...job.steps.flatMap(({ version }, position) => (version ? [{ path: [...path, 'steps', position, 'uses'], after: version }] : [])),
  ];
}
