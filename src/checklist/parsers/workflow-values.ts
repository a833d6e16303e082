import { JobSource, StepSource, WorkflowSource } from './workflow-source';
import { YamlNode } from './yaml-node';

/** Where an expression stands: in a step, or in a job that calls a workflow. */
export interface Place {
  readonly workflow: WorkflowSource;
  readonly job: JobSource;
  readonly step?: StepSource;
}

/** A text, and where it is written. */
interface Written {
  readonly place: Place;
  readonly text: string;
}

const REFERENCE = /^\$\{\{\s*(env|matrix|inputs|secrets)\.([\w-]+)\s*(?:\|\|\s*'([^']*)'\s*)?\}\}$/;

/** How many values one text may have, and how often one may lead to the next; nobody writes that many. */
const MOST_VALUES = 100;
const DEEPEST = 6;

/**
 * Texts that a text with expressions stands for, as far as the files say it: the environment, a matrix, and the inputs and secrets
 * that callers hand over are filled in. Every other expression is left as it is written.
 */
export function valuesOf(place: Place, text: string, depth = 0): string[] {
  const parts = text.split(/(\$\{\{[^]*?\}\})/).filter((part) => part !== '');
  const known = parts.map((part) => (depth < DEEPEST && part.startsWith('${{') ? expressionValues(place, part, depth) : [part]));
  return known.reduce<string[]>(
    (texts, values) => texts.flatMap((start) => values.map((value) => start + value)).slice(0, MOST_VALUES),
    [''],
  );
}

function expressionValues(place: Place, expression: string, depth: number): string[] {
  const [, context, name, otherwise] = REFERENCE.exec(expression) ?? [];
  if (context === undefined) return [expression];
  const found = LOOKUPS[context as keyof typeof LOOKUPS](place, name).flatMap((one) => valuesOf(one.place, one.text, depth + 1));
  const values = [...found, ...(otherwise === undefined || found.length > 0 ? [] : [otherwise])];
  return values.length > 0 ? [...new Set(values)] : [expression];
}

const LOOKUPS = { env: variable, matrix: combination, inputs: input, secrets: secret };

function written(place: Place, node: YamlNode | undefined): Written[] {
  return node?.text === undefined ? [] : [{ place, text: node.text }];
}

/** Of the step, the steps that use its action, its job or the workflow; what a script adds to the environment is seen nowhere. */
function variable(place: Place, name: string): Written[] {
  const { workflow, job, step } = place;
  const steps: StepSource[] = [];
  for (let one = step; one !== undefined; one = one.caller) steps.push(one);
  const nodes = [...steps.map((one) => one.node), job.node, workflow.root].map((node) => node.get('env', name));
  return written(place, nodes.find((node) => node !== undefined));
}

function combination(place: Place, name: string): Written[] {
  const matrix = place.job.node.get('strategy', 'matrix');
  const values = [
    ...(matrix?.get(name)?.texts ?? []),
    ...(matrix?.get('include')?.items ?? []).flatMap((item) => item.get(name)?.text ?? []),
  ];
  return values.map((text) => ({ place, text }));
}

/** What the step that uses an action hands over, or each job that calls a workflow; who starts one by hand chooses himself. */
function input(place: Place, name: string): Written[] {
  const { workflow, job, step } = place;
  if (step?.caller) {
    return [
      ...written({ workflow, job, step: step.caller }, step.caller.input(name)),
      ...written(place, step.declared?.get(name, 'default')),
    ].slice(0, 1);
  }
  const declared = workflow.trigger('workflow_call')?.get('inputs', name);
  const called = workflow.callers.flatMap((caller) => {
    const given = written(caller, caller.job.node.get('with', name));
    return given.length > 0
      ? given
      : [{ place, text: declared?.get('default')?.text ?? (declared?.get('type')?.text === 'boolean' ? 'false' : '') }];
  });
  return called.filter(({ text }) => text !== '');
}

function secret(place: Place, name: string): Written[] {
  return place.workflow.callers.flatMap((caller) => written(caller, caller.job.node.get('secrets', name)));
}
