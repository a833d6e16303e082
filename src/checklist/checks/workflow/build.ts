import { Evidence } from '../../check';
import { buildsImage, PlacedStep } from './steps';
import { imageWorkflows, WorkflowSubject } from './subject';


export function buildSteps(subject: WorkflowSubject): Evidence[] {
  return subject.steps.filter(buildsImage).map(subject.atStep);
}

/** Steps of an action in workflows that build the image. */
export function stepsOf(subject: WorkflowSubject, action: string): PlacedStep[] {
  const building = imageWorkflows(subject);
  return subject.steps.filter((placed) => building.includes(placed.workflow) && placed.step.action === action);
}
