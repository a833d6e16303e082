import { ACTION_PINS, ActionPin } from '../../catalogue/action-pins';
import { WorkflowStep } from './workflow';

/**
 * `uses:` of a pinned action.
 *
 * @throws Error when the catalogue has no pin for it
 */
export function pinned(action: string): string {
  const pin = ACTION_PINS.find((p) => p.action === action);
  if (!pin) throw new Error(`No pin is known for the action ${JSON.stringify(action)}: add it to the catalogue.`);
  return `${pin.action}@${pin.sha}`;
}

/** The version that a pin is, for the comment behind it; undefined for any other `uses:`. */
export function versionOfPin(uses: string, pins: readonly ActionPin[] = ACTION_PINS): string | undefined {
  return pins.find((p) => uses === `${p.action}@${p.sha}`)?.version;
}

/** A step whose action is pinned by the catalogue, pinned as the user wants it; any other step as it is. */
export function repinned(step: WorkflowStep, pins: readonly ActionPin[]): WorkflowStep {
  const known = ACTION_PINS.find((p) => step.uses === `${p.action}@${p.sha}`);
  const own = known && pins.find((p) => p.action === known.action);
  return own ? { ...step, uses: `${own.action}@${own.sha}` } : step;
}

/** Checks the repository out without leaving the token behind. */
export function checkout(): WorkflowStep {
  return { id: 'checkout', name: 'Check out', uses: pinned('actions/checkout'), with: { 'persist-credentials': false } };
}

/** Node.js for projen. Nothing is cached: what a run installs is what the lock file says. */
export function setupNode(): WorkflowStep {
  return { id: 'node', name: 'Set up Node.js', uses: pinned('actions/setup-node'), with: { 'node-version': '22', 'package-manager-cache': false } };
}

/** BuildKit; its program is not taken from a cache that other runs can write to. */
export function setupBuildx(): WorkflowStep {
  return { id: 'buildx', name: 'Set up Buildx', uses: pinned('docker/setup-buildx-action'), with: { 'cache-binary': false } };
}
