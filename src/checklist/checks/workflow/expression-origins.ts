import { carriedBy, expressionsIn, Reference } from '../../parsers/workflow-expressions';
import { YamlNode } from '../../parsers/yaml-source';
import { PlacedStep } from './subject';

/**
 * Who chooses a text: GitHub or the workflow itself (`fixed`), somebody who needs no right to change the workflow (`foreign`),
 * or what no file shows (`unseen`).
 */
export type Origin = 'fixed' | 'unseen' | 'foreign';

/** Numbers, sums, names of accounts and repositories, addresses: GitHub lets no character into them that means something to a shell. */
const FIXED = [
  /^(?:runner|job|strategy)(?:\.|$)/,
  /^(?:steps|needs)\.[^.]+\.(?:outcome|conclusion|result)$/,
  /^github\.(?:sha|workflow_sha|run_(?:id|number|attempt)|repository(?:_id|_owner|_owner_id|_visibility|url)?|(?:triggering_)?actor|actor_id|event_name|event_path|ref_(?:type|protected)|job|workflow|workspace|action|action_path|action_repository|(?:server|api|graphql)_url|retention_days|token|env|path)$/,
  /^secrets\.github_token$/,
  /^github\.event\.(?:repository|organization|enterprise|sender)\.(?:full_name|name|login)$/,
  /^github\.event\.(?!client_payload\.|inputs\.|(?:.*\.)?payload\.)(?:.*\.)?(?:id|node_id|number|sha|head_sha|merge_commit_sha|login|full_name|fork|private|draft|merged|before|after|schedule|created_at|updated_at)$/,
];

/**
 * What GitHub names as untrusted: names of branches and tags, and what ends in body, title, message and so on. An object of
 * these holds such texts too.
 * https://docs.github.com/actions/concepts/security/script-injections
 */
const FOREIGN = [
  /^github(?:\.\*|\.event(?:\.\*)?)?$/,
  /^github\.(?:head_ref|base_ref|ref|ref_name|workflow_ref)$/,
  /^github\.event\.(?:.*[._])?(?:body|default_branch|email|head_branch|head_ref|label|message|name|page_name|ref|title|description)$/,
  /^github\.event\.(?:.*\.)?(?:issue|pull_request|comment|review|discussion|release|head|head_commit|commits|workflow_run|labels|pages)(?:\.\*|\.\d+)?$/,
  /^github\.event\.client_payload(?:\.|$)/,
];

/** A step, or a job whose outputs are looked at. */
type CodePlace = Pick<PlacedStep, 'workflow' | 'job'> & Partial<PlacedStep>;

/** The strongest doubt about what the expressions of a step's text put into it, and the expression that raises it. */
export function originOf(text: string, place: CodePlace): { readonly origin: Origin; readonly expression?: string } {
  const judged = expressionsIn(text).map((expression) => ({ expression, origin: new Origins(place).ofExpression(expression) }));
  return judged.find((j) => j.origin === 'foreign') ?? judged.find((j) => j.origin === 'unseen') ?? { origin: 'fixed' };
}

function worst(origins: readonly Origin[]): Origin {
  return (['foreign', 'unseen'] as const).find((origin) => origins.includes(origin)) ?? 'fixed';
}

/** Follows references from a place to what the workflow writes for them. */
class Origins {
  /** @param known what was found for a value; one that is being looked at shows nothing, so that circles end */
  constructor(
    private readonly place: CodePlace,
    private readonly known = new Map<YamlNode, Origin>(),
  ) {}

  ofExpression(expression: string): Origin {
    return worst(carriedBy(expression).map((reference) => this.ofReference(reference)));
  }

  private ofReference(reference: Reference): Origin {
    const name = reference.join('.');
    if (FIXED.some((pattern) => pattern.test(name))) return 'fixed';
    if (FOREIGN.some((pattern) => pattern.test(name))) return 'foreign';
    const [context, ...members] = reference;
    if (context === 'env') return this.variable(members);
    if (context === 'matrix') return this.matrix(members);
    if (context === 'needs') return this.output(members);
    if (context === 'inputs') return this.input(members[0]);
    return name.startsWith('github.event.inputs') ? this.input(reference[3]) : 'unseen';
  }

  /** Of the step, its job or the workflow; what a script adds to the environment is seen nowhere. */
  private variable([name]: Reference): Origin {
    const { workflow, job, step } = this.place;
    return this.written([step?.node, job.node, workflow.root].map((node) => member(node?.get('env'), name)).find((node) => node !== undefined));
  }

  private matrix([name = '*']: Reference): Origin {
    const matrix = this.place.job.node.get('strategy', 'matrix');
    const include = matrix?.get('include');
    if (!matrix?.isMap || name === '*') return this.written(matrix);
    // A computed list of further combinations may say anything.
    const further = include?.items.length ? include.items.map((item) => member(item, name)) : [include];
    const values = [member(matrix, name), ...further].filter((node) => node !== undefined);
    return values.length > 0 ? worst(values.map((node) => this.written(node))) : 'unseen';
  }

  /** What a job that is waited for hands on. */
  private output([name, , output]: Reference): Origin {
    const { workflow } = this.place;
    const job = workflow.jobs.find((other) => other.name.toLowerCase() === name);
    return job ? new Origins({ workflow, job }, this.known).written(member(job.node.get('outputs'), output)) : 'unseen';
  }

  /** Who starts a workflow by hand writes what he likes, but for numbers and choices; what another workflow hands over is not followed. */
  private input(name = '*'): Origin {
    const { workflow, step } = this.place;
    if (step && step.path !== workflow.path) return 'unseen';
    const declared = (event: string): readonly YamlNode[] => (workflow.trigger(event)?.get('inputs')?.entries ?? []).flatMap(([key, node]) => (name === '*' || key.toLowerCase() === name ? [node] : []));
    const isText = (node: YamlNode): boolean => !/^(?:boolean|number|choice|environment)$/.test(node.get('type')?.text ?? '');
    if (declared('workflow_dispatch').some(isText)) return 'foreign';
    const all = [...declared('workflow_dispatch'), ...declared('workflow_call')];
    return all.length === 0 || all.some(isText) ? 'unseen' : 'fixed';
  }

  /** What the file itself says is fixed, but for the expressions in it. */
  private written(node: YamlNode | undefined): Origin {
    if (node === undefined) return 'unseen';
    const known = this.known.get(node);
    if (known !== undefined) return known;
    this.known.set(node, 'unseen');
    const inside = [...node.items, ...node.entries.map(([, value]) => value)].map((value) => this.written(value));
    const origin = worst([...inside, ...expressionsIn(node.text ?? '').map((expression) => this.ofExpression(expression))]);
    this.known.set(node, origin);
    return origin;
  }
}

/** A member of a map; GitHub does not tell capital letters from small ones. */
function member(node: YamlNode | undefined, name: string | undefined): YamlNode | undefined {
  return node?.entries.find(([key]) => key.toLowerCase() === name)?.[1];
}
