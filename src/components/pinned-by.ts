import { Project } from 'projen/lib/project';
import { ACTION_PINS, ActionPin } from '../catalogue/action-pins';

const PINS = new WeakMap<Project, readonly ActionPin[]>();

/** Says what the actions of a project's workflows are pinned by. Without it the catalogue does. */
export function pinActions(project: Project, pins: readonly ActionPin[]): void {
  PINS.set(project, pins);
}

/** What the actions of a project's workflows are pinned by. */
export function pinsOf(project: Project): readonly ActionPin[] {
  return PINS.get(project) ?? ACTION_PINS;
}
