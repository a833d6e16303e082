/** A call that a stand-in noted: of an action with its inputs, or of a program with its words. */
export interface Call {
  readonly job: string;
  readonly step: string;
  readonly action?: string;
  readonly inputs?: { readonly [input: string]: string };
  readonly program?: string;
  readonly words?: readonly string[];
  /** Text of a pull request. */
  readonly body?: string;
}

/** What became of a step. */
export interface StepOutcome {
  readonly job: string;
  readonly step: string;
  readonly matrix: { readonly [name: string]: string };
  readonly result: string;
}

/** What became of a run of a workflow. */
export interface ActRun {
  readonly status: number;
  /** What the steps printed. */
  readonly log: string;
  /** Results by job, one for each combination of its matrix; a job that is not there was skipped. */
  readonly jobs: { readonly [id: string]: readonly string[] };
  readonly steps: readonly StepOutcome[];
  readonly calls: readonly Call[];
}

/** A line of act's log. */
interface LogLine {
  readonly jobID?: string;
  readonly jobResult?: string;
  readonly matrix?: { readonly [name: string]: string };
  readonly msg?: string;
  readonly stage?: string;
  readonly stepID?: readonly string[];
  readonly stepResult?: string;
  readonly raw_output?: boolean;
}

/** Reads what act printed as JSON, and what the stand-ins noted. */
export function readRun(status: number, printed: string, noted: string): ActRun {
  const lines = printed.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as LogLine] : []));
  const jobs: { [id: string]: string[] } = {};
  for (const { jobID, jobResult } of lines) if (jobID && jobResult) (jobs[jobID] ??= []).push(jobResult);
  return {
    status,
    log: lines.map((line) => `${line.jobID ?? ''} ${line.msg ?? ''}`.trimEnd()).join('\n'),
    jobs,
    steps: lines.flatMap(({ jobID, stepID, stage, stepResult, matrix }) => (jobID && stepID && stepResult && stage === 'Main' ? [{ job: jobID, step: stepID[0], matrix: matrix ?? {}, result: stepResult }] : [])),
    calls: noted.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Call),
  };
}

/** Inputs of every call of an action by a step. */
export function inputsOf(run: ActRun, job: string, step: string): ReadonlyArray<{ readonly [input: string]: string }> {
  return run.calls.filter((call) => call.action !== undefined && call.job === job && call.step === step).map((call) => call.inputs ?? {});
}

/** Words of every call of a program. */
export function callsOf(run: ActRun, program: string): string[] {
  return run.calls.filter((call) => call.program === program).map((call) => (call.words ?? []).join(' '));
}
