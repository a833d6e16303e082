import { ActionPin } from '../../catalogue/action-pins';
import { WorkflowStep } from './workflow';

/**
 * A step as it is written: an action that is named without a commit gets the pin that is known for it, and one that has the commit of
 * a pin gets its version.
 *
 * @throws Error when no pin is known for an action without a commit
 */
export function pinnedStep(step: WorkflowStep, pins: readonly ActionPin[]): WorkflowStep {
  const { uses = '' } = step;
  const pin = pins.find(({ action, sha }) => uses === action || uses === `${action}@${sha}`);
  if (pin) return { ...step, uses: `${pin.action}@${pin.sha}`, version: pin.version };
  if (uses !== '' && actionOf(uses) === uses) {
    throw new Error(
      `No pin is known for the action ${JSON.stringify(uses)}: write its commit behind it, "${uses}@<40 hexadecimal digits>".`,
    );
  }
  return step;
}

/** Name of the action that `uses:` of a step or a job says, without the commit; undefined for one of the repository itself. */
export function actionOf(uses: string | undefined): string | undefined {
  return /^(?!\.\/)([\w.-]+\/[\w./-]+)(?:@|$)/.exec(uses ?? '')?.[1];
}

/** Checks the repository out without leaving the token behind. */
export function checkout(): WorkflowStep {
  return { id: 'checkout', name: 'Check out', uses: 'actions/checkout', with: { 'persist-credentials': false } };
}

/** Node.js for projen. Nothing is cached: what a run installs is what the lock file says. */
export function setupNode(): WorkflowStep {
  return { id: 'node', name: 'Set up Node.js', uses: 'actions/setup-node', with: { 'node-version': '22', 'package-manager-cache': false } };
}

/** BuildKit; its program is not taken from a cache that other runs can write to. */
export function setupBuildx(): WorkflowStep {
  return { id: 'buildx', name: 'Set up Buildx', uses: 'docker/setup-buildx-action', with: { 'cache-binary': false } };
}
