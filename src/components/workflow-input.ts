import { JobStep } from 'projen/lib/github/workflows-model';
import { InvalidValue, OptionProblems } from '../options/option-problems';
import { membersOf, OptionReader, wordOf } from '../options/option-reader';
import { filledLine, lineOfText, textOf, wholeNumber } from '../options/text-values';
import { actionOf } from '../render/github/actions';
import { READ_CODE } from '../render/github/image-pipeline';
import { WorkflowJob, WorkflowPermission } from '../render/github/workflow';
import { WorkflowJobOptions } from './workflow';

/** Scopes of the token: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions */
const SCOPES = [
  'actions', 'attestations', 'checks', 'contents', 'deployments', 'discussions', 'id-token', 'issues', 'models', 'packages', 'pages', 'pull-requests',
  'repository-projects', 'security-events', 'statuses',
];

const JOB_MEMBERS = ['steps', 'name', 'runsOn', 'needs', 'if', 'timeoutMinutes', 'environment', 'env'];

/** The machines of a job: labels, and the group that they are looked for in. */
export function runnerOf(method: string, labels: unknown, group: unknown): WorkflowJob['runsOn'] {
  const problems = new OptionProblems();
  const given = { labels, group };
  const read = new OptionReader(given, problems, `${method}.`);
  const names = read.list('labels', (v) => textOf('runnerTag', v), [], group === undefined);
  const name = read.optional('group', groupOf);
  if (labels === undefined && group === undefined) {
    problems.add(
      `${method}.labels`, labels, 'a job needs a machine', "Labels of runners: ['self-hosted', 'linux']",
    );
  }
  problems.throwIfAny();
  if (name !== undefined) return { group: name, ...(names.length > 0 ? { labels: names } : {}) };
  return names.length === 1 ? names[0] : names;
}

function groupOf(value: unknown): string {
  const text = filledLine(value, 100);
  if (!/^[A-Za-z0-9][A-Za-z0-9 ._/-]*$/.test(text)) {
    throw new InvalidValue(
      'that is not the name of a group of runners', "Letters, digits, spaces, '.', '_', '/' and '-'",
    );
  }
  return text;
}

/** A permission of the token, and the scope that it is of. */
export function permissionOf(
  method: string, scope: unknown, access: unknown, reason: unknown,
): { readonly scope: string; readonly permission: WorkflowPermission } {
  const problems = new OptionProblems();
  const given = { scope, access, reason };
  const read = new OptionReader(given, problems, `${method}.`);
  const known = problems.attempt(`${method}.scope`, scope, () => wordOf(scope, SCOPES));
  const allowed = problems.attempt(
    `${method}.access`, access, () => wordOf(access, scope === 'id-token' ? ['write'] as const : ['read', 'write'] as const),
  );
  const why = read.value('reason', (v) => filledLine(v, 200), '');
  if (reason === undefined) {
    problems.add(
      `${method}.reason`,
      reason,
      'every permission has a reason, which stands behind it in the file',
      "Why the job needs it: 'comment on the pull request'",
    );
  }
  problems.throwIfAny();
  return { scope: known ?? '', permission: { access: allowed ?? 'read', reason: why } };
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
  const members = membersOf(method, options, problems, "a job: { steps: [{ id: 'hello', run: 'echo hello' }] }", JOB_MEMBERS);
  const read = new OptionReader(members, problems, `${method}.`);
  const steps = stepsOf(`${method}.steps`, members.steps, problems);
  const runsOn = read.list('runsOn', (v) => textOf('runnerTag', v), ['ubuntu-24.04'], true);
  const needs = read.list('needs', (v) => wordOf(v, jobIds), []);
  const job: WorkflowJob = {
    name: members.name === undefined ? id : read.value('name', (v) => filledLine(v, 200), id),
    runsOn: runsOn.length === 1 ? runsOn[0] : runsOn,
    timeoutMinutes: read.value('timeoutMinutes', (v) => wholeNumber(v, 1, 4320, 'a number of minutes'), 30),
    needs: needs.length === 0 ? undefined : needs,
    if: read.optional('if', (v) => filledLine(v, 1000)),
    environment: read.optional('environment', (v) => filledLine(v, 255)),
    env: members.env === undefined ? undefined : read.map('env', (key) => textOf('environmentName', key), (v) => lineOfText(v, 2000)),
    permissions: steps.some(({ uses }) => actionOf(uses) === 'actions/checkout') ? { contents: READ_CODE } : {},
    steps,
  };
  problems.throwIfAny();
  return job;
}

/** Steps as projen writes them: each has an action or commands. */
function stepsOf(place: string, given: unknown, problems: OptionProblems): JobStep[] {
  const steps: unknown[] = Array.isArray(given) ? given : [];
  if (steps.length === 0) problems.add(place, given, 'a job has steps', "A list: [{ id: 'hello', run: 'echo hello' }]");
  steps.forEach((step, index) => {
    const isStep = typeof step === 'object' && step !== null && (typeof Reflect.get(step, 'uses') === 'string') !== (typeof Reflect.get(step, 'run') === 'string');
    if (!isStep) problems.add(`${place}[${index}]`, step, 'a step has either uses or run', "{ id: 'hello', run: 'echo hello' }");
  });
  return steps as JobStep[];
}
