import { JobStep } from 'projen/lib/github/workflows-model';
import { group, line, list, map, number, Option, readMembers, Required, texts, value, wordOf } from '../options/option';
import { InvalidValue, OptionProblems } from '../options/option-problems';
import { filledLine, lineOfText, textOf } from '../options/text-values';
import { actionOf } from '../render/github/actions';
import { READ_CODE } from '../render/github/image-pipeline';
import { WorkflowJob, WorkflowPermission } from '../render/github/workflow';
import { WorkflowJobOptions } from './workflow';

/** Scopes of the token: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions */
const SCOPES = [
  'actions', 'attestations', 'checks', 'contents', 'deployments', 'discussions', 'id-token', 'issues', 'models', 'packages', 'pages',
  'pull-requests',
  'repository-projects', 'security-events', 'statuses',
];

/** The machines of a job: labels, and the group that they are looked for in. */
export function runnerOf(method: string, labels: unknown, groupName: unknown): WorkflowJob['runsOn'] {
  const problems = new OptionProblems();
  const members = { labels: texts('runnerTag', groupName === undefined).or([]), group: value(groupOf) };
  const { labels: names, group: name } = readMembers(members, { labels, group: groupName }, problems, `${method}.`);
  if (labels === undefined && groupName === undefined) {
    problems.add(`${method}.labels`, labels, 'a job needs a machine', "Labels of runners: ['self-hosted', 'linux']");
  }
  problems.throwIfAny();
  if (name !== undefined) return { group: name, ...(names.length > 0 ? { labels: names } : {}) };
  return names.length === 1 ? names[0] : names;
}

function groupOf(given: unknown): string {
  const text = filledLine(given, 100);
  if (!/^[A-Za-z0-9][A-Za-z0-9 ._/-]*$/.test(text)) {
    throw new InvalidValue('that is not the name of a group of runners', "Letters, digits, spaces, '.', '_', '/' and '-'");
  }
  return text;
}

/** A permission of the token, and the scope that it is of. */
export function permissionOf(
  method: string, scope: unknown, access: unknown, reason: unknown,
): { readonly scope: string; readonly permission: WorkflowPermission } {
  const problems = new OptionProblems();
  const known = new Required((given) => wordOf(given, SCOPES));
  const allowed = new Required((given) => wordOf(given, scope === 'id-token' ? ['write'] as const : ['read', 'write'] as const));
  const read = readMembers({ scope: known, access: allowed, reason: line(200).or('') }, { scope, access, reason }, problems, `${method}.`);
  if (reason === undefined) {
    const why = 'every permission needs a reason, which the file shows after it';
    problems.add(`${method}.reason`, reason, why, "Why the job needs it: 'comment on the pull request'");
  }
  problems.throwIfAny();
  return { scope: read.scope ?? '', permission: { access: read.access ?? 'read', reason: read.reason } };
}

/** Id of a new job. */
export function jobIdOf(method: string, id: unknown): string {
  const problems = new OptionProblems();
  const checked = problems.attempt(`${method}.jobId`, id, () => {
    if (typeof id === 'string' && /^[A-Za-z_][A-Za-z0-9_-]{0,99}$/.test(id)) return id;
    throw new InvalidValue('that is not the id of a job', "Letters, digits, '_' and '-', beginning with a letter or '_'");
  });
  problems.throwIfAny();
  return checked ?? '';
}

/** A job of the user's own. Its token may read the code where it checks it out, and nothing else. */
export function jobOf(method: string, id: string, options: WorkflowJobOptions, jobIds: readonly string[]): WorkflowJob {
  const problems = new OptionProblems();
  const { steps, runsOn, needs, env, ...given } = group({
    steps: STEPS,
    name: line(200).or(id),
    runsOn: texts('runnerTag', true).or(['ubuntu-24.04']),
    needs: list((name) => wordOf(name, jobIds)).or([]),
    if: line(1000),
    timeoutMinutes: number(1, 4320, 'a number of minutes').or(30),
    environment: line(255),
    env: map((key) => textOf('environmentName', key), (text) => lineOfText(text, 2000)),
  }, "a job: { steps: [{ id: 'hello', run: 'echo hello' }] }").read(options, method, problems);
  problems.throwIfAny();
  return {
    ...given,
    runsOn: runsOn.length === 1 ? runsOn[0] : runsOn,
    needs: needs.length === 0 ? undefined : needs,
    env: options.env === undefined ? undefined : env,
    permissions: steps.some(({ uses }) => actionOf(uses) === 'actions/checkout') ? { contents: READ_CODE } : {},
    steps,
  };
}

/** Steps as projen writes them: each has an action or commands. */
const STEPS = new Option((given, place, problems) => {
  const steps: unknown[] = Array.isArray(given) ? given : [];
  if (steps.length === 0) problems.add(place, given, 'a job has steps', "A list: [{ id: 'hello', run: 'echo hello' }]");
  steps.forEach((step, index) => {
    const isStep = typeof step === 'object' && step !== null &&
      (typeof Reflect.get(step, 'uses') === 'string') !== (typeof Reflect.get(step, 'run') === 'string');
    if (!isStep) problems.add(`${place}[${index}]`, step, 'a step has either uses or run', "{ id: 'hello', run: 'echo hello' }");
  });
  return steps as JobStep[];
});
