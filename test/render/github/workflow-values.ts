import { parse } from 'yaml';
import { PUBLISH } from '../../../src/model/publishing';
import { SCAN } from '../../../src/model/scan';
import { SparkImage } from '../../../src/model/spark-image';
import { SparkImageOptions } from '../../../src/model/spark-image-options';
import { PublishOptions, ScanOptions } from '../../../src/model/workflow-options';
import { OptionProblems } from '../../../src/options/option-problems';
import { dockerBuildWorkflow, trustedBuildWorkflow } from '../../../src/render/github/docker-build';
import { renderWorkflow, Workflow } from '../../../src/render/github/workflow';

/** A step as GitHub reads it. */
export interface StepValue {
  readonly id: string;
  readonly name: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: { readonly [input: string]: unknown };
  readonly env?: { readonly [name: string]: string };
}

/** A job as GitHub reads it. */
export interface JobValue {
  readonly 'name': string;
  readonly 'needs'?: readonly string[];
  readonly 'if'?: string;
  readonly 'timeout-minutes': number;
  readonly 'uses'?: string;
  readonly 'secrets'?: { readonly [name: string]: string };
  readonly 'environment'?: string;
  readonly 'permissions': { readonly [scope: string]: string };
  readonly 'strategy'?: { readonly matrix: { readonly include: ReadonlyArray<{ readonly [name: string]: string }> } };
  readonly 'steps': readonly StepValue[];
}

/** A workflow as GitHub reads it. */
export interface WorkflowValue {
  readonly on: { readonly [event: string]: unknown };
  readonly env?: { readonly [name: string]: string };
  readonly concurrency: { readonly group: string };
  readonly jobs: { readonly [id: string]: JobValue };
}

/** What decides the workflow that builds the image. */
export interface BuildOptions {
  readonly image?: Partial<SparkImageOptions>;
  readonly scan?: ScanOptions;
  readonly publish?: PublishOptions;
}

/** The workflow of the build, and the reusable one of level 3. */
export function buildWorkflows({ image, scan, publish }: BuildOptions): { readonly build: Workflow; readonly trusted: Workflow } {
  const problems = new OptionProblems();
  const settings = { scan: SCAN.read(scan, 'scan', problems), publish: PUBLISH.read(publish, 'publish', problems) };
  problems.throwIfAny();
  const made = new SparkImage({ name: 'spark-3.5', owner: 'Acme', ...image });
  return { build: dockerBuildWorkflow(made, settings), trusted: trustedBuildWorkflow(made, settings) };
}

/** A workflow as it is read again. */
export function valueOf(workflow: Workflow): WorkflowValue {
  return parse(renderWorkflow(workflow));
}

/** The step of an id. */
export function stepOf(job: JobValue, id: string): StepValue {
  const found = job.steps.find((step) => step.id === id);
  if (!found) throw new Error(`no step ${id}: one of ${job.steps.map((step) => step.id).join(', ')}`);
  return found;
}
