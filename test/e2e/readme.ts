import * as fs from 'node:fs';
import * as path from 'node:path';
import { attempt, CommandResult } from './command';
import { composeProgram } from './compose';
import { DOCKER } from './engine';
import { Repository } from './repository';

/**
 * The first block of shell commands under a heading of the generated README, or of the page on running containers.
 *
 * @throws Error when there is none
 */
export function shellBlock(repository: Repository, heading: string): string {
  const text = ['README.md', 'docs/running.md'].map((page) => fs.readFileSync(path.join(repository.directory, page), 'utf8')).join('\n');
  const section = text.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`));
  const block = /```bash\n([\s\S]*?)```/.exec(section ?? '')?.[1];
  if (!block) throw new Error(`README.md and docs/running.md have no shell commands under '${heading}'`);
  return block;
}

/**
 * Pastes commands into a shell in the repository's directory. `docker compose` is handed to the Compose of the tests,
 * since the engine's own client may lack it.
 */
export function paste(repository: Repository, commands: string): Promise<CommandResult> {
  const compose = composeProgram().map((word) => `'${word}'`).join(' ');
  const shim = `docker() { if [[ $1 == compose ]]; then shift; ${compose} "$@"; else '${DOCKER}' "$@"; fi; }`;
  return attempt('bash', ['-euo', 'pipefail', '-c', `${shim}\n${commands}`], { cwd: repository.directory });
}
