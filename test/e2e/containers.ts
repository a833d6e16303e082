import { CommandResult } from './command';
import { docker, tryDocker } from './engine';
import { eventually } from './waiting';

/** Variables of a container, by name. */
export type Variables = { readonly [name: string]: string };

/** How often the tests have a container checked: at the image's own interval they would mostly wait for the next check. */
export const HEALTH_INTERVAL = '2s';

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
  const id = await docker(['run', '--detach', '--health-interval', HEALTH_INTERVAL, ...options, image, ...command]);
  started.push(id);
  return id;
}

/** Has `removeContainers` remove containers that were started by other means. */
export function removeLater(...ids: string[]): void {
  started.push(...ids);
}

/** Removes what was started, or only these of it. */
export async function removeContainers(...ids: string[]): Promise<void> {
  const removed = ids.length > 0 ? ids : started.splice(0);
  if (removed.length > 0) await tryDocker(['rm', '--force', '--volumes', ...removed]);
}

/**
 * Waits until a container has said something.
 *
 * @returns everything that it has said by then
 * @throws Error when it ends before, or the time is up
 */
export async function said(id: string, pattern: RegExp, seconds: number): Promise<string> {
  const look = async () => ({ running: (await docker(['inspect', '--format', '{{.State.Running}}', id])) === 'true', output: (await tryDocker(['logs', id])).output });
  const { output } = await eventually(look, (now) => pattern.test(now.output) || !now.running, seconds);
  if (pattern.test(output)) return output;
  throw new Error(`it did not say ${pattern}:\n${output.slice(-4000)}`);
}

/** Waits for a container's health check to pass. */
export async function healthy(id: string, seconds = 120): Promise<void> {
  const state = await eventually(() => docker(['inspect', '--format', '{{.State.Health.Status}}', id]), (answer) => answer === 'healthy', seconds);
  if (state === 'healthy') return;
  throw new Error(`the container is not healthy after ${seconds} s:\n${(await tryDocker(['logs', id])).output.slice(-3000)}`);
}
