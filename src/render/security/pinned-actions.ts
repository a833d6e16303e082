import { workflows } from '../../checklist/parsers/workflow-source';
import { RepositoryFiles } from '../../checklist/repository-files';

/** An action as a workflow names it. */
export interface UsedAction {
  /** `owner/repository` or `owner/repository/path`. */
  readonly action: string;
  /** What stands behind the `@`: the SHA of a commit where it is pinned. */
  readonly reference: string;
  /** Version that the comment behind it names. */
  readonly version?: string;
}

const REMOTE_ACTION = /^([\w.-]+\/[\w./-]+)@([\w./-]+)$/;

/** The actions of all workflows, each once, in alphabetical order. Local actions and Docker images are left out. */
export function actionsOf(files: RepositoryFiles): readonly UsedAction[] {
  const found = new Map<string, UsedAction>();
  for (const { path, jobs } of workflows(files)) {
    const steps = jobs.flatMap((job) => [job, ...job.steps.filter((step) => step.path === path)]);
    for (const uses of steps.flatMap(({ node }) => node.get('uses') ?? [])) {
      const [, action, reference] = REMOTE_ACTION.exec(uses.text ?? '') ?? [];
      if (action === undefined) continue;
      const version = /^v?\d[\w.+-]*/.exec(uses.comment ?? '')?.[0];
      found.set(`${action}@${reference}`, { action, reference, version });
    }
  }
  return [...found.keys()].sort().flatMap((key) => found.get(key) ?? []);
}
