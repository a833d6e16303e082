import { Project } from 'projen/lib/project';
import { ACTION_PINS, ActionPin } from '../catalogue/action-pins';
import { AssetFile } from './asset-file';

const SCRIPT = '.github/scripts/pins.sh';

const PINS = new WeakMap<Project, readonly ActionPin[]>();

/** Says what the actions of a project's workflows are pinned by. Without it the catalogue does. */
export function pinActions(project: Project, pins: readonly ActionPin[]): void {
  PINS.set(project, pins);
}

/** The task `npx projen pins`, which shows every pin of the workflows and where it is used. */
export function addPinsTask(project: Project): void {
  new AssetFile(project, SCRIPT, 'workflows/pins.sh', true);
  project.addTask('pins', { description: 'Shows what every action is pinned by, and where it is used', exec: `bash ${SCRIPT}` });
}

/** What the actions of a project's workflows are pinned by. */
export function pinsOf(project: Project): readonly ActionPin[] {
  return PINS.get(project) ?? ACTION_PINS;
}
