/** What starts a workflow: the name, and what GitHub tells about it. */
export interface ActEvent {
  readonly name: 'push' | 'pull_request' | 'schedule' | 'workflow_dispatch';
  readonly payload: { readonly [field: string]: unknown };
}

/** The repository that every event belongs to. */
export const REPOSITORY = 'acme/spark';

const repository = { full_name: REPOSITORY, default_branch: 'main', private: false };

/** A push to a branch. */
export function pushTo(branch: string): ActEvent {
  return { name: 'push', payload: { ref: `refs/heads/${branch}`, repository } };
}

/** A push of a tag. */
export function tagged(tag: string): ActEvent {
  return { name: 'push', payload: { ref: `refs/tags/${tag}`, repository } };
}

/** A pull request from a branch of a repository: the own one, or a fork. */
export function pullRequestFrom(fullName: string): ActEvent {
  const head = { ref: 'change', sha: '0'.repeat(40), repo: { full_name: fullName } };
  return { name: 'pull_request', payload: { number: 7, repository, pull_request: { number: 7, head, base: { ref: 'main' } } } };
}

/** Started by hand on a branch. */
export function startedOn(branch: string): ActEvent {
  return { name: 'workflow_dispatch', payload: { ref: `refs/heads/${branch}`, repository } };
}

/** The weekly run. */
export function scheduled(cron: string): ActEvent {
  return { name: 'schedule', payload: { ref: 'refs/heads/main', schedule: cron, repository } };
}
