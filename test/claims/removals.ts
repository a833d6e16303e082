import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { ManagedFile, SparkImageProject, SparkWorkflow } from '../../src';
import { instructionLines } from '../../src/checklist/parsers/dockerfile-lines';
import { repositoryWith, temporaryDirectory } from '../components/synthesis';
import { FinalRepository } from './final-repository';

/** A part of a repository that a user can take away, and the repository without it. */
export interface Removal {
  readonly what: string;
  readonly make: () => SparkImageProject;
}

/** A repository with a change that code in the rc file makes. */
function changed(options: object, change: (project: SparkImageProject) => unknown): SparkImageProject {
  const project = repositoryWith(options);
  change(project);
  return project;
}

/** A repository whose user has a file, with a text of his own. */
function handedOver(options: object, file: string, text: string): SparkImageProject {
  const outdir = temporaryDirectory();
  mkdirSync(path.dirname(path.join(outdir, file)), { recursive: true });
  writeFileSync(path.join(outdir, file), text);
  return repositoryWith({ ...options, outdir, unmanagedFiles: [file] });
}

function workflowsOf(project: SparkImageProject): SparkWorkflow[] {
  return project.files.filter((file) => file instanceof SparkWorkflow);
}

function workflowOf(project: SparkImageProject, file: string): SparkWorkflow {
  const found = workflowsOf(project).find((workflow) => workflow.path === file);
  if (!found) throw new Error(`there is no ${file}`);
  return found;
}

/** Every step of every workflow, and every job with those that need it. */
export function stepsAndJobs(options: object): Removal[] {
  return workflowsOf(repositoryWith(options)).flatMap((workflow) => workflow.jobIds.flatMap((job) => [
    ...workflow.stepIds(job).map((step) => ({ what: `${workflow.path}: step ${job}.${step}`, make: () => changed(options, (p) => workflowOf(p, workflow.path).remove(job, step)) })),
    { what: `${workflow.path}: job ${job}`, make: () => changed(options, (p) => removeJob(workflowOf(p, workflow.path), job)) },
  ]));
}

/** Takes a job away; those that need it go first. */
function removeJob(workflow: SparkWorkflow, job: string): void {
  for (const other of [...workflow.jobIds].reverse()) {
    if (other === job) break;
    try {
      workflow.removeJob(other);
    } catch (error) {
      if (!String(error).includes('cannot be removed')) throw error;
    }
  }
  workflow.removeJob(job);
}

/** Every file, taken out of the project. */
export function files(options: object): Removal[] {
  const names = repositoryWith(options).files.filter((file) => file instanceof ManagedFile || file.path === 'LICENSE').map((file) => file.path);
  return names.map((file) => ({ what: `file ${file}`, make: () => changed(options, (p) => p.tryRemoveFile(file)) }));
}

/** Files that were handed over and then emptied. */
export function emptied(options: object, names: readonly string[]): Removal[] {
  return names.map((file) => ({ what: `emptied ${file}`, make: () => handedOver(options, file, '\n') }));
}

/** Every instruction of a Dockerfile that was handed over. */
export function instructions(options: object): Removal[] {
  const text = repositoryWith(options).dockerfile.text;
  const lines = text.split('\n');
  return instructionLines(text).map(({ startLine, endLine }) => ({
    what: `Dockerfile:${startLine}: ${lines[startLine - 1].slice(0, 60)}`,
    make: () => handedOver(options, 'Dockerfile', lines.filter((_, index) => index < startLine - 1 || index >= endLine).join('\n')),
  }));
}

/** Every task that no other one runs. */
export function tasks(options: object): Removal[] {
  const all = repositoryWith(options).tasks.all;
  const run = new Set(all.flatMap((task) => task.steps.map((step) => step.spawn)));
  return all.filter(({ name }) => !run.has(name) && name !== 'default').map(({ name }) => ({ what: `task ${name}`, make: () => changed(options, (p) => p.removeTask(name)) }));
}

/** Every member of every service. */
export function members(options: object): Removal[] {
  const services = Object.entries(new FinalRepository(repositoryWith(options)).services());
  return services.flatMap(([name, service]) => Object.keys(service).map((key) => ({
    what: `docker-compose.yml: ${name}.${key}`, make: () => changed(options, (p) => p.compose.overrideService(name, { [key]: undefined })),
  })));
}

/** A repository without something that an option switches off. */
export function switchedOff(base: object, changes: readonly object[]): Removal[] {
  return changes.map((change) => ({ what: `option ${JSON.stringify(change)}`, make: () => repositoryWith({ ...base, ...change }) }));
}

/** What instructions of one's own take back. */
export function undone(base: object, given: ReadonlyArray<Parameters<SparkImageProject['dockerfile']['addInstructions']>>): Removal[] {
  return given.map(([position, text]) => ({ what: `Dockerfile: ${text}`, make: () => changed(base, (p) => p.dockerfile.addInstructions(position, text)) }));
}
