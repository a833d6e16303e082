import { Evidence } from '../../check';
import { readJson5 } from '../../parsers/json5-source';
import { workflows } from '../../parsers/workflow-source';
import { readYaml, YamlNode } from '../../parsers/yaml-source';
import { RepositoryFiles } from '../../repository-files';

/** What the image and its workflows are made of, by Dependabot's name, and by the name of Renovate's manager. */
const MANAGERS = { 'github-actions': 'github-actions', 'docker': 'dockerfile' } as const;

/** What must be looked at. */
export const ECOSYSTEMS = Object.keys(MANAGERS) as ReadonlyArray<keyof typeof MANAGERS>;

/** The files of each. */
const FILES = { 'github-actions': /^\.github\/workflows\/[^/]+\.ya?ml$/, 'docker': /(?:^|\/)Dockerfile[^/]*$/ } as const;

/** What a step of a generated repository runs to move the generator, and with it the pins of its actions. */
const UPGRADE = /(?:^|\s)(?:\.github\/scripts|node_modules\/spark-image-project\/assets\/workflows)\/upgrade\.sh update\b/;

/** A program that proposes newer versions, as a repository configures it. */
export interface UpdateBot {
  readonly name: string;
  /** What it looks at, of `ECOSYSTEMS`. */
  readonly looksAt: readonly string[];
  /** Why it looks at nothing. */
  readonly off?: string;
  /** Why its configuration cannot be read. */
  readonly problem?: string;
  readonly evidence: readonly Evidence[];
}

/** The programs that a repository configures. */
export function updateBots(files: RepositoryFiles): UpdateBot[] {
  return [renovate(files), dependabot(files), upgradeWorkflow(files)].filter((bot) => bot !== undefined);
}

function renovate(files: RepositoryFiles): UpdateBot | undefined {
  const path = files.matching(/^(?:(?:\.github\/|\.gitlab\/)?renovate\.json5?|\.renovaterc(?:\.json5?)?)$/)[0];
  const source = path === undefined ? undefined : files.parsed(path, readJson5);
  if (path === undefined || !source) return undefined;
  const bot = { name: 'Renovate', looksAt: [], evidence: [files.evidence(path, source.problemLine ?? 1)] };
  if (source.problem !== undefined) return { ...bot, problem: `${path} cannot be read: ${source.problem}` };
  // A switch inside of something, such as a rule for one package, is that thing's own.
  const off = source.root?.get('enabled');
  if (off?.isFalse) return { ...bot, off: 'Renovate is switched off', evidence: [files.evidence(path, off.startLine)] };
  return {
    ...bot,
    looksAt: ECOSYSTEMS.filter((ecosystem) => hasManager(source.root, MANAGERS[ecosystem]) && !passesOver(source.root, files, ecosystem)),
  };
}

/** Every manager is at work until some are named; each can be switched off. */
function hasManager(config: YamlNode | undefined, manager: string): boolean {
  const enabled = config?.get('enabledManagers')?.texts;
  return (enabled === undefined || enabled.includes(manager)) && config?.get(manager, 'enabled')?.isFalse !== true;
}

/** Whether a path in the list of those that are passed over is a file of the ecosystem. */
function passesOver(config: YamlNode | undefined, files: RepositoryFiles, ecosystem: (typeof ECOSYSTEMS)[number]): boolean {
  const ignored = config?.get('ignorePaths')?.texts ?? [];
  return files.matching(FILES[ecosystem]).some((path) => ignored.includes(path));
}

/** A workflow that brings newer actions and base images with a newer generator, on a schedule. */
function upgradeWorkflow(files: RepositoryFiles): UpdateBot | undefined {
  for (const workflow of workflows(files)) {
    const schedule = workflow.trigger('schedule');
    const step = workflow.jobs.flatMap((job) => job.steps).find(({ run }) => UPGRADE.test(run ?? ''));
    if (!schedule || !step || !files.matching(/^\.github\/scripts\/(?:propose-)?upgrade\.sh$/)[0]) continue;
    const lines = [schedule, step.node].map((node) => files.evidence(workflow.path, node.startLine, node.endLine));
    return { name: 'the upgrade workflow', looksAt: ECOSYSTEMS, evidence: lines };
  }
  return undefined;
}

function dependabot(files: RepositoryFiles): UpdateBot | undefined {
  const path = files.matching(/^\.github\/dependabot\.ya?ml$/)[0];
  const source = path === undefined ? undefined : files.parsed(path, readYaml);
  if (path === undefined || !source) return undefined;
  if (source.problem !== undefined) {
    return {
      name: 'Dependabot',
      looksAt: [],
      problem: `${path} cannot be read: ${source.problem}`,
      evidence: [files.evidence(path, source.problemLine ?? 1)],
    };
  }
  const updates = source.root?.get('updates')?.items;
  if (!updates) return undefined;
  const looksAt = ECOSYSTEMS.filter((ecosystem) =>
    updates.some((u) =>
      u.get('package-ecosystem')?.text === ecosystem && u.get('open-pull-requests-limit')?.text !== '0' && !ignoresWhatIsUsed(u, files)));
  return { name: 'Dependabot', looksAt, evidence: updates.map((u) => files.evidence(path, u.startLine, u.endLine)) };
}

/** Whether an update leaves out an action that a workflow uses, whatever its version. */
function ignoresWhatIsUsed(update: YamlNode, files: RepositoryFiles): boolean {
  const ignored = (update.get('ignore')?.items ?? []).filter((entry) => !entry.get('versions') && !entry.get('update-types'));
  const names = ignored.flatMap((entry) => entry.get('dependency-name')?.text ?? []);
  const used = workflows(files).flatMap((workflow) => workflow.jobs.flatMap((job) => job.steps.flatMap(({ action }) => action ?? [])));
  return names.some((name) => used.some((action) => (name.endsWith('*') ? action.startsWith(name.slice(0, -1)) : action === name)));
}
