import { Variables } from './script-run';
import { YamlNode } from './yaml-source';

/** Whether something happens. */
export type Answer = 'yes' | 'no' | 'unknown';

/** What starts a pipeline of GitLab CI. */
export type GitlabEvent = 'branch' | 'tag' | 'merge-request' | 'web';

/** What GitLab says of an event; every variable that is named here is known, and unset where it has no value. */
function variablesOf(event: GitlabEvent, branch: string): Variables {
  const onBranch = event === 'branch' || event === 'web';
  return {
    CI_PIPELINE_SOURCE: event === 'merge-request' ? 'merge_request_event' : event === 'web' ? 'web' : 'push',
    CI_DEFAULT_BRANCH: branch,
    CI_COMMIT_BRANCH: onBranch ? branch : undefined,
    CI_COMMIT_TAG: event === 'tag' ? 'v1.2.3' : undefined,
    CI_COMMIT_REF_NAME: event === 'tag' ? 'v1.2.3' : onBranch ? branch : 'proposal',
    CI_MERGE_REQUEST_ID: event === 'merge-request' ? '1' : undefined,
    CI_MERGE_REQUEST_IID: event === 'merge-request' ? '1' : undefined,
  };
}

/** A job in a pipeline: whether it is there, and the variables that the rule gives it. */
export interface JobInEvent {
  readonly runs: Answer;
  readonly variables: Variables;
}

/** Whether a job is part of the pipelines that an event starts, on one branch or another. */
export function jobInEvent(root: YamlNode, job: YamlNode, event: GitlabEvent): JobInEvent {
  const found = branchesIn(root, job).map((branch) => jobOnBranch(root, job, event, variablesOf(event, branch)));
  return found.find(({ runs }) => runs === 'yes') ?? found.find(({ runs }) => runs === 'unknown') ?? { runs: 'no', variables: {} };
}

/** The branches that rules name, and those that a repository may be released from. */
function branchesIn(root: YamlNode, job: YamlNode): readonly string[] {
  const rules = [...(root.get('workflow', 'rules')?.items ?? []), ...(job.get('rules')?.items ?? [])];
  const named = rules.flatMap((rule) =>
    [...(rule.get('if')?.text ?? '').matchAll(/\$CI_COMMIT_(?:BRANCH|REF_NAME) == ["']([^"']+)["']/g)].map(([, name]) => name));
  return [...new Set([...named, 'main', 'master'])];
}

function jobOnBranch(root: YamlNode, job: YamlNode, event: GitlabEvent, given: Variables): JobInEvent {
  const all = { ...textsOf(root.get('variables')), ...textsOf(job.get('variables')) };
  const known = { ...all, ...given };
  const pipeline = root.get('workflow', 'rules') ? decision(root.get('workflow', 'rules'), known) : undefined;
  if (pipeline?.runs === 'no') return { runs: 'no', variables: {} };
  const rules = job.get('rules');
  const own: JobInEvent = rules ? decision(rules, known)
    : { runs: job.get('only') || job.get('except') ? 'unknown' : event === 'merge-request' && !pipeline ? 'no' : 'yes', variables: {} };
  const off = job.get('when')?.text === 'never';
  const runs = off || own.runs === 'no' ? 'no' : pipeline?.runs === 'unknown' ? 'unknown' : own.runs;
  return { runs, variables: { ...all, ...pipeline?.variables, ...own.variables } };
}

/** The first rule that holds decides. */
function decision(rules: YamlNode | undefined, known: Variables): JobInEvent {
  for (const rule of rules?.items ?? []) {
    const condition = rule.get('if')?.text;
    const holds = condition === undefined ? 'yes' : conditionHolds(condition, known);
    const open = holds === 'unknown' || rule.get('changes') !== undefined || rule.get('exists') !== undefined;
    if (holds === 'no') continue;
    if (open) return { runs: 'unknown', variables: {} };
    return { runs: rule.get('when')?.text === 'never' ? 'no' : 'yes', variables: textsOf(rule.get('variables')) };
  }
  return { runs: 'no', variables: {} };
}

/** Variables that a map gives. */
export function textsOf(map: YamlNode | undefined): Variables {
  return Object.fromEntries((map?.entries ?? []).map(([name, node]) => [name, node.text ?? node.get('value')?.text]));
}

/** Whether the `if` of a rule holds. What is compared with a variable that nobody knows stays open. */
export function conditionHolds(condition: string, known: Variables): Answer {
  const any = (answers: readonly Answer[], decisive: Answer): Answer =>
    (answers.includes(decisive) ? decisive : answers.includes('unknown') ? 'unknown' : decisive === 'yes' ? 'no' : 'yes');
  return any(condition.split('||').map((part) => any(part.split('&&').map((term) => termHolds(term.trim(), known)), 'no')), 'yes');
}

const TERM = /^\$\{?(\w+)\}?(?:\s*(==|!=|=~|!~)\s*(.+))?$/s;

function termHolds(term: string, known: Variables): Answer {
  const [, name, operator, right = ''] = TERM.exec(term) ?? [];
  if (name === undefined || !(name in known)) return 'unknown';
  const value = known[name];
  const answer = (holds: boolean): Answer => (holds === (operator?.[0] !== '!') ? 'yes' : 'no');
  if (operator === undefined) return value ? 'yes' : 'no';
  const [, pattern, flags] = /^\/(.*)\/([a-z]*)$/s.exec(right) ?? [];
  if (/~$/.test(operator)) return pattern === undefined ? 'unknown' : matches(pattern, flags, value, answer);
  const [, text] = /^(?:"([^"]*)"|'([^']*)')$/.exec(right)?.filter((part) => part !== undefined) ?? [];
  if (text !== undefined) return answer(value === text);
  if (right === 'null') return answer(value === undefined);
  const other = /^\$\{?(\w+)\}?$/.exec(right)?.[1];
  return other !== undefined && other in known ? answer(value === known[other]) : 'unknown';
}

/** GitLab's expressions are those of RE2; one that is written otherwise here decides nothing. */
function matches(pattern: string, flags: string, value: string | undefined, answer: (holds: boolean) => Answer): Answer {
  try {
    return answer(value !== undefined && new RegExp(pattern, flags.includes('i') ? 'i' : '').test(value));
  } catch {
    return 'unknown';
  }
}
