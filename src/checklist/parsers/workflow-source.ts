import { pathIn } from '../paths';
import type { RepositoryFiles } from '../repository-files';
import { PlacedCommand, ScriptRun } from './script-run';
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
  /** Commands of `run`, or of the image that it uses. */
  readonly commands: readonly ShellCommand[];
  /** The same, and those of the scripts and Makefiles of the repository that they run. */
  readonly followed: readonly PlacedCommand[];
  /** The step that uses the action of which it is a part. */
  readonly caller?: StepSource;
  /** Inputs that this action declares. */
  readonly declared?: YamlNode;
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
export function unreadableWorkflows(
  files: RepositoryFiles,
): Array<{ readonly path: string; readonly line: number; readonly problem: string }> {
  return files.matching(WORKFLOW_FILE).flatMap((path) => {
    const source = files.parsed(path, readYaml);
    return source?.problem === undefined ? [] : [{ path, line: source.problemLine ?? 1, problem: source.problem }];
  });
}

type OpenWorkflow = WorkflowSource & { readonly callers: Array<{ readonly workflow: WorkflowSource; readonly job: JobSource }> };

function readWorkflow(files: RepositoryFiles, path: string, root: YamlNode): OpenWorkflow {
  return {
    path,
    root,
    callers: [],
    jobs: (root.get('jobs')?.entries ?? []).map(([name, node]) => readJob(files, path, name, node)),
    trigger: (event) => triggerOf(root, event),
  };
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
    calls: uses === undefined ? undefined : ownPath(files, uses, path) ?? uses,
  };
}

/**
 * The path that `uses` names in the repository itself: `./path`, `$/path`, and `owner/repository/path@main` where that is the
 * repository's own name. That name stands in no workflow: a path that is there is taken for it, a workflow only where README.md
 * names the repository, since many repositories call their workflows alike.
 */
function ownPath(files: RepositoryFiles, uses: string, from: string): string | undefined {
  const [, local] = /^(?:\.|\$)\/(.*)$/.exec(uses) ?? [];
  if (local !== undefined) return pathIn('', local);
  const [, name, path] = /^([\w.-]+\/[\w.-]+)\/([^@]+)@/.exec(uses) ?? [];
  if (path === undefined || path === from) return undefined;
  const isThere = WORKFLOW_FILE.test(path)
    ? files.text(path) !== undefined && files.text('README.md')?.includes(name)
    : actionFile(files, path) !== undefined;
  return isThere ? path : undefined;
}

function actionFile(files: RepositoryFiles, folder: string): string | undefined {
  return ['action.yml', 'action.yaml'].map((name) => pathIn(folder, name)).find((file) => files.text(file) !== undefined);
}

/** Longest chain of actions that use each other. */
const DEEPEST_ACTION = 5;

/** A step, and the steps of the repository's own composite action that it uses. */
function readStep(
  files: RepositoryFiles,
  path: string,
  node: YamlNode,
  of: Pick<StepSource, 'caller' | 'declared'> = {},
  depth = 0,
): StepSource[] {
  const step = stepOf(files, path, node, of);
  const folder = ownPath(files, node.get('uses')?.text ?? '', path);
  const action = folder === undefined || depth >= DEEPEST_ACTION ? undefined : actionFile(files, folder);
  const root = action === undefined ? undefined : files.parsed(action, readYaml)?.root;
  const inside = root?.get('runs', 'steps')?.items ?? [];
  return [
    step,
    ...inside.flatMap((inner) => readStep(files, action ?? path, inner, { caller: step, declared: root?.get('inputs') }, depth + 1)),
  ];
}

/** How many commands of a step are read; nobody writes that many. */
const MOST_COMMANDS = 2_000;

function stepOf(files: RepositoryFiles, path: string, node: YamlNode, of: Pick<StepSource, 'caller' | 'declared'>): StepSource {
  const uses = node.get('uses')?.text;
  const at = uses?.lastIndexOf('@') ?? -1;
  const run = node.get('run')?.text;
  const image = /^docker:\/\/(.*)$/.exec(uses ?? '')?.[1];
  const script = run ?? (image === undefined ? '' : `docker run ${image} ${node.get('with', 'args')?.text ?? ''}`);
  let commands: readonly ShellCommand[] | undefined;
  let followed: readonly PlacedCommand[] | undefined;
  return {
    ...of,
    node,
    path,
    run,
    get commands() {
      commands ??= shellCommands(script);
      return commands;
    },
    get followed() {
      followed ??= new ScriptRun(files, {}, { left: MOST_COMMANDS }).follow(path, this.commands);
      return followed;
    },
    action: at < 0 ? uses : uses?.slice(0, at),
    version: at < 0 ? undefined : uses?.slice(at + 1),
    input: (name) => node.get('with', name),
  };
}
