import type { RepositoryFiles } from '../repository-files';
import { ShellCommand, shellCommands } from './shell-commands';
import { readYaml, YamlNode, YamlSource } from './yaml-source';

/** A step of a job. */
export interface StepSource {
  readonly node: YamlNode;
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
}

/** A workflow of GitHub Actions, read. */
export interface WorkflowSource {
  readonly path: string;
  readonly root: YamlNode;
  readonly jobs: readonly JobSource[];
  /** An event that starts it, and its details; undefined where it does not. */
  trigger(event: string): YamlNode | undefined;
}

const WORKFLOW_FILE = /^\.github\/workflows\/[^/]+\.ya?ml$/;

/** Every workflow that can be read; what cannot is named by `unreadableWorkflows`. */
export function workflows(files: RepositoryFiles): WorkflowSource[] {
  return files.matching(WORKFLOW_FILE).flatMap((path) => {
    const source = files.parsed(path, readYaml);
    return source ? (workflowOf(source) ?? []) : [];
  });
}

/** Workflows that are no YAML. */
export function unreadableWorkflows(files: RepositoryFiles): Array<{ readonly path: string; readonly line: number; readonly problem: string }> {
  return files.matching(WORKFLOW_FILE).flatMap((path) => {
    const source = files.parsed(path, readYaml);
    return source?.problem === undefined ? [] : [{ path, line: source.problemLine ?? 1, problem: source.problem }];
  });
}

/** What was made of a file already. */
const READ = new WeakMap<YamlSource, WorkflowSource>();

function workflowOf(source: YamlSource): WorkflowSource | undefined {
  const { path, root } = source;
  if (!root?.isMap) return undefined;
  const known = READ.get(source);
  if (known) return known;
  const workflow = readWorkflow(path, root);
  READ.set(source, workflow);
  return workflow;
}

function readWorkflow(path: string, root: YamlNode): WorkflowSource {
  return { path, root, jobs: (root.get('jobs')?.entries ?? []).map(([name, node]) => readJob(name, node)), trigger: (event) => triggerOf(root, event) };
}

function triggerOf(root: YamlNode, event: string): YamlNode | undefined {
  const on = root.get('on') ?? root.get('"on"') ?? root.get('true');
  if (!on) return undefined;
  if (on.text === event) return on;
  return on.get(event) ?? on.items.find((item) => item.text === event);
}

function readJob(name: string, node: YamlNode): JobSource {
  return {
    name,
    node,
    steps: (node.get('steps')?.items ?? []).map(readStep),
    needs: node.get('needs')?.texts ?? [],
    condition: node.get('if')?.text,
  };
}

function readStep(node: YamlNode): StepSource {
  const uses = node.get('uses')?.text;
  const at = uses?.lastIndexOf('@') ?? -1;
  const run = node.get('run')?.text;
  let commands: ShellCommand[] | undefined;
  return {
    node,
    run,
    get commands() {
      return (commands ??= run === undefined ? [] : shellCommands(run));
    },
    action: at < 0 ? uses : uses?.slice(0, at),
    version: at < 0 ? undefined : uses?.slice(at + 1),
    input: (name) => node.get('with', name),
  };
}
