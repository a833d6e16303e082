import { Check, Evidence, fail, Finding } from '../check';
import { JobSource, StepSource, unreadableWorkflows, WorkflowSource, workflows } from '../parsers/workflow-source';
import { YamlNode } from '../parsers/yaml-source';
import { RepositoryFiles } from '../repository-files';

/** A step, and where it is. */
export interface PlacedStep {
  readonly workflow: WorkflowSource;
  readonly job: JobSource;
  readonly step: StepSource;
}

/** Workflows, and their lines as evidence. */
export interface WorkflowSubject {
  readonly workflows: readonly WorkflowSource[];
  /** Every step of every job. */
  readonly steps: readonly PlacedStep[];
  readonly files: RepositoryFiles;
  /** Lines of a node. */
  at(workflow: WorkflowSource, node: YamlNode): Evidence;
  /** The lines of a step. */
  atStep(placed: PlacedStep): Evidence;
}

/** A check's function that reads the workflows; without one, or with one that is no YAML, the check fails. */
export function onWorkflows(run: (subject: WorkflowSubject) => Finding): Check['run'] {
  return (files) => {
    const broken = unreadableWorkflows(files)[0];
    if (broken) return fail(`${broken.path} cannot be read: ${broken.problem}`, [files.evidence(broken.path, broken.line)]);
    const all = workflows(files);
    if (all.length === 0) return fail('There is no workflow.');
    const at = (workflow: WorkflowSource, node: YamlNode): Evidence => files.evidence(workflow.path, node.startLine, node.endLine);
    return run({
      workflows: all,
      steps: all.flatMap((workflow) => workflow.jobs.flatMap((job) => job.steps.map((step) => ({ workflow, job, step })))),
      files,
      at,
      atStep: (placed) => at(placed.workflow, placed.step.node),
    });
  };
}

const BUILD_ACTIONS = ['docker/build-push-action', 'docker/bake-action'];

/** Whether a step builds an image. */
export function buildsImage({ step }: PlacedStep): boolean {
  if (BUILD_ACTIONS.includes(step.action ?? '')) return true;
  return runs(step, (words) => (words[0] === 'docker' || words[0] === 'podman') && /^(?:build|buildx|bake)$/.test(words[1] ?? '') && (words[1] !== 'buildx' || /^(?:build|bake)$/.test(words[2] ?? '')) && !words.includes('--check'));
}

/** What a step pushes an image by: the input or command; undefined where it pushes nothing. */
export function pushes({ step }: PlacedStep): { readonly node: YamlNode; readonly condition?: string } | undefined {
  if (BUILD_ACTIONS.includes(step.action ?? '')) {
    const push = step.input('push');
    if (push && !push.isFalse) return { node: push, condition: push.isTrue ? undefined : push.text };
    const outputs = step.input('outputs');
    return outputs && /\bpush=true\b|\btype=registry\b/.test(outputs.text ?? '') ? { node: outputs } : undefined;
  }
  const run = step.node.get('run');
  const pushing = runs(step, (words) => words[0] === 'docker' && (words[1] === 'push' || words.includes('--push') || (words[1] === 'buildx' && words[2] === 'imagetools' && words[3] === 'create')));
  return run && pushing ? { node: run } : undefined;
}

/** Whether one of a step's commands is such. */
export function runs(step: StepSource, isSuch: (words: readonly string[]) => boolean): boolean {
  return step.commands.some((command) => !command.pattern && isSuch(command.words));
}

/** Workflows that build an image, and those of the repository that call them. */
export function imageWorkflows(subject: WorkflowSubject): WorkflowSource[] {
  const building = new Set(subject.steps.filter(buildsImage).map((placed) => placed.workflow));
  const called = [...building].map((workflow) => `./${workflow.path}`);
  const callers = subject.workflows.filter((workflow) => workflow.jobs.some((job) => called.includes(job.node.get('uses')?.text ?? '')));
  return [...new Set([...callers, ...building])];
}
