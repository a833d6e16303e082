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

const USES = /^\s*(?:-\s+)?uses:\s*['"]?([\w.-]+\/[\w./-]+)@([\w./-]+)['"]?\s*(?:#\s*(v?\d[\w.+-]*))?/;

/** The actions of all workflows, each once, in alphabetical order. Local actions and Docker images are left out. */
export function actionsOf(files: RepositoryFiles): readonly UsedAction[] {
  const found = new Map<string, UsedAction>();
  for (const path of files.matching(/^\.github\/workflows\/[^/]+\.ya?ml$/)) {
    for (const line of (files.text(path) ?? '').split(/\r?\n/)) {
      const [, action, reference, version] = USES.exec(line) ?? [];
      if (action !== undefined) found.set(`${action}@${reference}`, { action, reference, version });
    }
  }
  return [...found.keys()].sort().flatMap((key) => found.get(key) ?? []);
}
