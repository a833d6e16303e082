import { pathIn } from '../paths';
import type { RepositoryFiles } from '../repository-files';
import { ShellCommand, shellCommands } from './shell-commands';
import { readYaml, YamlNode } from './yaml-source';

/** A step of a job, or of an action of the repository itself that a step uses. */
export interface StepSource {
  readonly node: YamlNode;
  /** File that it stands in. */
  readonly path: string;
  /** `owner/action` of `uses`, without its version. */
  readonly action?: string;
  /** What stands behind the `@` of `uses`. */
  readonly version?: string;
  readonly run?: string;
  /** Commands of `run`. */
  readonly commands: readonly ShellCommand[];
  /** An input of the action. */
  input(name: string): YamlNode | undefined;
}

/** A job of a workflow. */
export interface JobSource {
  readonly name: string;
  readonly node: YamlNode;
  readonly steps: readonly StepSource[];
  /** Names of the jobs that it waits for. */
  readonly needs: readonly string[];
  /** Condition of the job. */
  readonly condition?: string;
  /** The reusable workflow that it calls: the path of one of the repository, else what `uses` says. */
  readonly calls?: string;
}

/** A workflow of GitHub Actions, read. */
export interface WorkflowSource {
  readonly path: string;
  readonly root: YamlNode;
  readonly jobs: readonly JobSource[];
  /** Jobs of other workflows of the repository that call it. */
  readonly callers: ReadonlyArray<{ readonly workflow: WorkflowSource; readonly job: JobSource }>;
  /** An event that starts it, and its details; undefined where it does not. */
  trigger(event: string): YamlNode | undefined;
}

const WORKFLOW_FILE = /^\.github\/workflows\/[^/]+\.ya?ml$/;

/** What was made of a repository's workflows already. */
const READ = new WeakMap<RepositoryFiles, readonly WorkflowSource[]>();

/** Every workflow that can be read; what cannot is named by `unreadableWorkflows`. */
export function workflows(files: RepositoryFiles): readonly WorkflowSource[] {
  const known = READ.get(files);
  if (known) return known;
  const all = files.matching(WORKFLOW_FILE).flatMap((path) => {
    const root = files.parsed(path, readYaml)?.root;
    return root?.isMap ? [readWorkflow(files, path, root)] : [];
  });
  for (const workflow of all) {
    for (const job of workflow.jobs) all.find((other) => other.path === job.calls)?.callers.push({ workflow, job });
  }
  READ.set(files, all);
  return all;
}

/** Workflows that are no YAML. */
export function unreadableWorkflows(files: RepositoryFiles): Array<{ readonly path: string; readonly line: number; readonly problem: string }> {
  return files.matching(WORKFLOW_FILE).flatMap((path) => {
    const source = files.parsed(path, readYaml);
    return source?.problem === undefined ? [] : [{ path, line: source.problemLine ?? 1, problem: source.problem }];
  });
}

/** Values of a matrix that an expression `${{ matrix.NAME }}` stands for; any other text stands for itself. */
export function matrixValues(job: JobSource, text: string): string[] {
  const name = /^\s*\$\{\{\s*matrix\.([\w-]+)\s*\}\}\s*$/.exec(text)?.[1];
  if (name === undefined) return [text];
  const matrix = job.node.get('strategy', 'matrix');
  const values = [...(matrix?.get(name)?.texts ?? []), ...(matrix?.get('include')?.items ?? []).flatMap((item) => item.get(name)?.text ?? [])];
  return values.length > 0 ? values : [text];
}

type OpenWorkflow = WorkflowSource & { readonly callers: Array<{ readonly workflow: WorkflowSource; readonly job: JobSource }> };

function readWorkflow(files: RepositoryFiles, path: string, root: YamlNode): OpenWorkflow {
  return { path, root, callers: [], jobs: (root.get('jobs')?.entries ?? []).map(([name, node]) => readJob(files, path, name, node)), trigger: (event) => triggerOf(root, event) };
}

function triggerOf(root: YamlNode, event: string): YamlNode | undefined {
  const on = root.get('on') ?? root.get('"on"') ?? root.get('true');
  if (!on) return undefined;
  if (on.text === event) return on;
  return on.get(event) ?? on.items.find((item) => item.text === event);
}

function readJob(files: RepositoryFiles, path: string, name: string, node: YamlNode): JobSource {
  const uses = node.get('uses')?.text;
  return {
    name,
    node,
    steps: (node.get('steps')?.items ?? []).flatMap((step) => readStep(files, path, step)),
    needs: node.get('needs')?.texts ?? [],
    condition: node.get('if')?.text,
    calls: uses?.startsWith('./') ? pathIn('', uses) : uses,
  };
}

/** Longest chain of actions that use each other. */
const DEEPEST_ACTION = 5;

/** A step, and the steps of the repository's own composite action that it uses. */
function readStep(files: RepositoryFiles, path: string, node: YamlNode, depth = 0): StepSource[] {
  const step = stepOf(path, node);
  if (!step.action?.startsWith('./') || depth >= DEEPEST_ACTION) return [step];
  const action = ['action.yml', 'action.yaml'].map((name) => pathIn(step.action ?? '', name)).find((file) => files.text(file) !== undefined);
  const steps = action === undefined ? undefined : files.parsed(action, readYaml)?.root?.get('runs', 'steps')?.items;
  return [step, ...(steps ?? []).flatMap((inner) => readStep(files, action ?? path, inner, depth + 1))];
}

/** Commands of a script, once for each node. */
const COMMANDS = new WeakMap<YamlNode, readonly ShellCommand[]>();

function stepOf(path: string, node: YamlNode): StepSource {
  const uses = node.get('uses')?.text;
  const at = uses?.lastIndexOf('@') ?? -1;
  const run = node.get('run')?.text;
  return {
    node,
    path,
    run,
    get commands() {
      const known = COMMANDS.get(node);
      if (known) return known;
      const commands = run === undefined ? [] : shellCommands(run);
      COMMANDS.set(node, commands);
      return commands;
    },
    action: at < 0 ? uses : uses?.slice(0, at),
    version: at < 0 ? undefined : uses?.slice(at + 1),
    input: (name) => node.get('with', name),
  };
}
