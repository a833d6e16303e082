import { CommandResult } from './command';
import { docker, tryDocker } from './engine';

/** Variables of a container, by name. */
export type Variables = { readonly [name: string]: string };

const started: string[] = [];

/** Options that give a container these variables. */
export function variableOptions(variables: Variables): string[] {
  return Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
}

/** Runs a command in a container of an image, which is removed when the command has ended. */
export function runIn(image: string, options: readonly string[], ...command: string[]): Promise<CommandResult> {
  return tryDocker(['run', '--rm', ...options, image, ...command]);
}

/** Starts a container in the background; `removeContainers` ends it. */
export async function startContainer(image: string, options: readonly string[], ...command: string[]): Promise<string> {
  const id = await docker(['run', '--detach', ...options, image, ...command]);
  started.push(id);
  return id;
}

/** Has `removeContainers` remove containers that were started by other means. */
export function removeLater(...ids: string[]): void {
  started.push(...ids);
}

/** Removes what was started. */
export async function removeContainers(): Promise<void> {
  if (started.length > 0) await tryDocker(['rm', '--force', '--volumes', ...started.splice(0)]);
}

/** Waits for a container's health check to pass. */
export async function healthy(id: string, seconds = 90): Promise<void> {
  for (let waited = 0; waited < seconds; waited++) {
    const state = await docker(['inspect', '--format', '{{.State.Health.Status}}', id]);
    if (state === 'healthy') return;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new Error(`the container is not healthy after ${seconds} s:\n${(await tryDocker(['logs', id])).output.slice(-3000)}`);
}
