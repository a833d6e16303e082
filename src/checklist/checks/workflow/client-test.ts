import { Evidence } from '../../check';
import { WorkflowSource } from '../../parsers/workflow-source';
import { testsClient } from './client-steps';
import { WorkflowSubject } from './subject';


/** Workflows that test the Python client: they set Java and Python up, and run something. */
export function testWorkflows(subject: WorkflowSubject): WorkflowSource[] {
  return subject.workflows.filter((workflow) => {
    const steps = workflow.jobs.flatMap((job) => job.steps);
    const has = (action: string): boolean => steps.some((step) => step.action === action);
    return has('actions/setup-python') && has('actions/setup-java') && steps.some(testsClient);
  });
}

/** Steps by which a workflow is one that tests the client. */
export function testSteps(subject: WorkflowSubject, workflows: readonly WorkflowSource[]): Evidence[] {
  return workflows.flatMap((workflow) =>
    workflow.jobs.flatMap((job) =>
      job.steps.filter((step) => /^actions\/setup-(?:java|python)$/.test(step.action ?? '') || testsClient(step))
        .map((step) => subject.at(step, step.node))));
}
