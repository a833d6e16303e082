import type { RepositoryFiles } from '../repository-files';
import { textsOf } from './gitlab-rules';
import { PlacedCommand, ScriptRun } from './script-run';
import { shellCommands } from './shell-commands';
import { JobSource, StepSource, WorkflowSource } from './workflow-source';
import { readYaml, YamlNode } from './yaml-source';

/** Where a pipeline of GitLab CI stands. */
export const GITLAB_CI = '.gitlab-ci.yml';

/** A command of a job of GitLab CI; it has no inputs. */
export interface GitlabStep extends StepSource {
  readonly guard?: PlacedCommand['guard'];
}

/** A pipeline of GitLab CI, read as a workflow: each command of a job is a step of its own. */
export interface GitlabSource extends WorkflowSource {
  readonly jobs: ReadonlyArray<JobSource & { readonly steps: readonly GitlabStep[] }>;
  /** What it includes that is not among the files. */
  readonly unseen?: YamlNode;
}

/** Keys of a pipeline that are no jobs. */
const KEYWORDS = new Set([
  'after_script',
  'before_script',
  'cache',
  'default',
  'image',
  'include',
  'services',
  'spec',
  'stages',
  'types',
  'variables',
  'workflow',
]);

/** What jobs take from `default`, or from the top, where they say nothing of it. */
const INHERITED = ['after_script', 'before_script', 'image', 'services', 'timeout'];

/** How many commands of all jobs are read; nobody writes that many. */
const MOST = 20_000;

const STAGES = ['build', 'test', 'deploy'];

const READ = new WeakMap<RepositoryFiles, { readonly source: GitlabSource | undefined }>();

/** The pipeline of GitLab CI; undefined where there is none, or it is no YAML. */
export function gitlabSource(files: RepositoryFiles): GitlabSource | undefined {
  const known = READ.get(files);
  if (known) return known.source;
  const root = files.parsed(GITLAB_CI, readYaml)?.root;
  const source = root?.isMap ? readPipeline(files, root) : undefined;
  READ.set(files, { source });
  return source;
}

function readPipeline(files: RepositoryFiles, root: YamlNode): GitlabSource {
  const names = root.entries.map(([name]) => name).filter((name) => !name.startsWith('.') && !KEYWORDS.has(name));
  const all = new Jobs(root);
  const budget = { left: MOST };
  const nodes = names.map((name) => ({ name, node: all.job(name) })).filter(({ node }) => node.isMap);
  const stages = ['.pre', ...(root.get('stages')?.texts ?? STAGES), '.post'];
  const stageOf = (node: YamlNode): number => stages.indexOf(node.get('stage')?.text ?? 'test');
  const jobs = nodes.map(({ name, node }) => ({
    name,
    node,
    steps: stepsOf(files, root, node, budget),
    condition: neverRuns(node) ? 'false' : undefined,
    needs: node.get('needs')?.items.flatMap((item) => item.text ?? item.get('job')?.text ?? []) ??
      nodes.filter((other) => stageOf(other.node) < stageOf(node)).map((other) => other.name),
  }));
  const included = root.get('include');
  const elsewhere = included ?? jobs.find(({ node }) => node.get('trigger'))?.node.get('trigger');
  return { path: GITLAB_CI, root, jobs, callers: [], trigger: () => undefined, unseen: elsewhere };
}

function neverRuns(job: YamlNode): boolean {
  const rules = job.get('rules')?.items;
  const conditions = rules && rules.length > 0 ? rules.map((rule) => rule.get('when')) : [job.get('when')];
  return conditions.every((when) => when?.text === 'never');
}

/** Jobs with what they take from those that they extend; each is made once, so that circles and crowds end. */
class Jobs {
  private readonly made = new Map<string, YamlNode>();

  constructor(private readonly root: YamlNode) {}

  /** A job with the defaults, too. */
  job(name: string): YamlNode {
    const job = this.extended(name);
    const { root } = this;
    const defaults = INHERITED.flatMap((key) => {
      const node = root.get('default', key) ?? (key === 'timeout' ? undefined : root.get(key));
      return node ? [[key, node] as const] : [];
    });
    return job.isMap ? withMembers(job, defaults) : job;
  }

  private extended(name: string): YamlNode {
    const own = this.made.get(name) ?? this.root.get(name) ?? new YamlNode(1, 1, { kind: 'map', members: [] });
    if (this.made.has(name) || !own.isMap) return own;
    this.made.set(name, own);
    const others = [...(own.get('extends')?.texts ?? [])].reverse().flatMap((other) => this.extended(other).entries);
    const job = withMembers(own, others);
    this.made.set(name, job);
    return job;
  }
}

/** A map with further members: its own win, then the first. */
function withMembers(map: YamlNode, more: ReadonlyArray<readonly [string, YamlNode]>): YamlNode {
  const members = new Map<string, YamlNode>();
  for (const [key, node] of [...map.entries, ...more]) if (!members.has(key)) members.set(key, node);
  return new YamlNode(map.startLine, map.endLine, { kind: 'map', members: [...members] });
}

/** Commands of a job in the order in which they run, and those of the scripts of the repository that they run. */
function stepsOf(files: RepositoryFiles, root: YamlNode, job: YamlNode, budget: { left: number }): GitlabStep[] {
  const run = new ScriptRun(files, { ...textsOf(root.get('variables')), ...textsOf(job.get('variables')) }, budget);
  const lines = ['before_script', 'script', 'after_script'].flatMap((key) => {
    const node = job.get(key);
    return node
      ? (node.text === undefined ? node.items.flatMap((item) => (item.isMap || item.text !== undefined ? [item] : item.items)) : [node])
      : [];
  });
  return lines.flatMap((line) => run.follow(GITLAB_CI, shellCommands(line.text ?? '')).map((placed) => stepOf(placed, line)));
}

/** @param line where the job says what it runs */
function stepOf(placed: PlacedCommand, line: YamlNode): GitlabStep {
  const { path, command, guard } = placed;
  const text = command.words.join(' ');
  const [start, end] = path === GITLAB_CI ? [line.startLine, line.endLine] : [command.startLine, command.endLine];
  const script = new YamlNode(start, end, { kind: 'scalar', text });
  return {
    node: new YamlNode(start, end, { kind: 'map', members: [['run', script]] }),
    path,
    run: text,
    commands: [command],
    followed: [placed],
    guard,
    input: () => undefined,
  };
}
