import { Build, buildsOf, pushesAlone } from '../../builds';
import { isPush } from '../../parsers/build-command';
import { JobSource, StepSource, WorkflowSource } from '../../parsers/workflow-source';
import { Place, valuesOf } from '../../parsers/workflow-values';
import { RepositoryFiles } from '../../repository-files';

/** A step, where it is, and what it does for the image that is judged. */
export interface PlacedStep extends Place {
  readonly step: StepSource;
  readonly builds: readonly Build[];
  /** Conditions of which each alone pushes the image: `true`, or an expression. */
  readonly pushes: readonly string[];
}

/** What was made of the steps of a repository's workflows already. */
const READ = new WeakMap<RepositoryFiles, Map<WorkflowSource, readonly PlacedStep[]>>();

/** The steps of a workflow. What builds another image of the repository, and what its job pushes, is not about this one. */
export function placedSteps(files: RepositoryFiles, workflow: WorkflowSource): readonly PlacedStep[] {
  const known = READ.get(files) ?? new Map<WorkflowSource, readonly PlacedStep[]>();
  READ.set(files, known);
  const steps = known.get(workflow) ?? readSteps(files, workflow);
  known.set(workflow, steps);
  return steps;
}

function readSteps(files: RepositoryFiles, workflow: WorkflowSource): PlacedStep[] {
  const isThere = (path: string): boolean => files.text(path) !== undefined;
  const isOther = ({ dockerfile }: Build): boolean =>
    dockerfile !== undefined && dockerfile !== files.image?.dockerfile && isThere(dockerfile);
  const all = workflow.jobs.flatMap((job) =>
    job.steps.map((step) => ({ workflow, job, step, built: buildsOf(files, { workflow, job, step }) })));
  const builtBy = new Map<JobSource, Build[]>(workflow.jobs.map((job) => [job, []]));
  for (const { job, built } of all) builtBy.get(job)?.push(...built);
  // A job that builds nothing pushes what the others have built.
  const everything = all.flatMap(({ built }) => built);
  const pushable = (job: JobSource): readonly Build[] => (builtBy.get(job)?.length ? builtBy.get(job) : undefined) ?? everything;
  const pushesOthers = new Set(workflow.jobs.filter((job) => pushable(job).length > 0 && pushable(job).every(isOther)));
  return all.map(({ built, ...place }): PlacedStep => {
    const own = built.filter((build) => !isOther(build));
    const alone = !pushesOthers.has(place.job) && (built.length === 0 || own.length > 0) && pushesAlone(place);
    return { ...place, builds: own, pushes: [...own.flatMap((build) => build.pushes), ...(alone ? ['true'] : [])] };
  });
}

/** Whether a step builds the image. */
export function buildsImage({ builds }: PlacedStep): boolean {
  return builds.length > 0;
}

/** Whether a step publishes the image under a tag: one that is pushed by digest alone nobody finds by a name. */
export function publishes({ builds, pushes, step }: PlacedStep): boolean {
  const byDigest = (text: string): boolean => /\bpush-by-digest=true\b/.test(text);
  return pushes.length > 0 && !builds.some((build) => build.values('output').some(byDigest)) &&
    !runs(step, (words) => isPush(words) && words.some(byDigest));
}

/** Values of an input of a step's action, as far as the files say them. */
export function inputValues(placed: PlacedStep, name: string): string[] {
  return valuesOf(placed, placed.step.input(name)?.text ?? '');
}

/** Whether a step can run, and its job too. */
export function isOn({ job, step }: Pick<PlacedStep, 'job' | 'step'>): boolean {
  for (let one: StepSource | undefined = step; one !== undefined; one = one.caller) if (isOff(one.node.get('if')?.text)) return false;
  return !isOff(job.condition);
}

/** Whether a condition is never true. */
function isOff(condition: string | undefined): boolean {
  return /^(?:false|\$\{\{\s*false\s*\}\})$/.test(condition?.trim() ?? '');
}

/** Whether one of the commands of a step, or of the scripts that it runs, is such. */
export function runs(step: StepSource, isSuch: (words: readonly string[]) => boolean): boolean {
  return step.followed.some(({ command }) => !command.pattern && [command.words, withoutXargs(command.words)].some(isSuch));
}

/** Whether one of the commands of a step is such, and fails the job where it fails itself. */
export function demands(step: StepSource, isSuch: (words: readonly string[]) => boolean): boolean {
  const counting = step.followed.filter(({ command, ignored }) => !command.pattern && !ignored && !isHidden(step, command.ends));
  return !isTolerated(step) && counting.some(({ command }) => [command.words, withoutXargs(command.words)].some(isSuch));
}

/** Whether the failure of a step, or of the one that uses its action, has no consequence. */
export function isTolerated(step: StepSource): boolean {
  const tolerated = step.node.get('continue-on-error');
  return (tolerated !== undefined && !tolerated.isFalse) || (step.caller !== undefined && isTolerated(step.caller));
}

/** Whether the next command of a pipe hides a failure: only a shell that is named is started with pipefail. */
function isHidden({ node, followed }: StepSource, ends: string): boolean {
  return ends === '|' && node.get('run') !== undefined && !/^bash\b/.test(node.get('shell')?.text ?? '') &&
    !followed.some(({ command: { words } }) => words[0] === 'set' && words.some((word) => word === 'pipefail'));
}

/** The command that xargs runs; any other command itself. */
export function withoutXargs(words: readonly string[]): readonly string[] {
  if (words[0] !== 'xargs') return words;
  const at = words.findIndex((word, index) => index > 0 && !word.startsWith('-') && !/^-[IdELnPs]$/.test(words[index - 1]));
  return at < 0 ? [] : words.slice(at);
}
