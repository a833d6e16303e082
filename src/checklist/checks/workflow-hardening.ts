import { Check, fail, notApplicable, pass, unknown } from '../check';
import { YamlNode } from '../parsers/yaml-source';
import { originOf } from './expression-origins';
import { timeoutsOfGitlab } from './gitlab';
import { onWorkflows, PlacedStep } from './workflow-subject';

const SECTION = 'Workflow hardening';

function hardening(check: Pick<Check, 'id' | 'title' | 'references' | 'why' | 'fix' | 'verify' | 'run'>): Check {
  return { section: SECTION, level: 'advanced', ...check };
}

/** Whether `uses:` names code that cannot change: a commit, a digest, or a file of the repository itself. */
function isPinned(uses: string): boolean {
  return /^\.\//.test(uses) || /@[0-9a-f]{40}$/.test(uses) || /^docker:\/\/.+@sha256:[0-9a-f]{64}$/.test(uses);
}

const pinned = hardening({
  id: 'workflow-actions-pinned',
  title: 'Actions are pinned by the full SHA of a commit',
  references: ['OpenSSF Scorecard: Pinned-Dependencies', 'CIS Software Supply Chain 3.1'],
  why: 'A tag that an attacker moves, as happened to tj-actions and trivy-action, changes nothing here.',
  fix: 'Write uses: owner/action@<40 hexadecimal digits>  # vX.Y.Z, and let Dependabot move it.',
  verify: "grep -rhE 'uses:' .github/workflows shows no tag or branch.",
  run: onWorkflows((subject) => {
    const jobUses = subject.workflows.flatMap((workflow) => workflow.jobs.flatMap((job) => {
      const node = job.node.get('uses');
      return node ? [{ workflow, node }] : [];
    }));
    const stepUses = subject.steps.flatMap(({ step }) => {
      const node = step.node.get('uses');
      return node ? [{ workflow: step, node }] : [];
    });
    const uses = [...jobUses, ...stepUses];
    if (uses.length === 0) return notApplicable('No workflow uses an action.');
    const loose = uses.filter(({ node }) => !isPinned(node.text ?? ''));
    if (loose.length > 0) return fail(`${loose[0].node.text} can change what it is.`, loose.map(({ workflow, node }) => subject.at(workflow, node)));
    return pass('Every action is pinned by a commit.', uses.map(({ workflow, node }) => subject.at(workflow, node)));
  }, 'every'),
});

/** Whether permissions at the top give at most reading. */
function atMostRead(permissions: YamlNode): boolean {
  if (permissions.text !== undefined) return permissions.text === 'read-all';
  return permissions.isMap && permissions.entries.every(([, node]) => node.text === 'read' || node.text === 'none');
}

const permissions = hardening({
  id: 'workflow-permissions',
  title: 'Workflows get no permission that a job does not ask for',
  references: ['OpenSSF Scorecard: Token-Permissions'],
  why: 'Code that slips into one job cannot write where another one may.',
  fix: 'Say permissions: {} at the top, and in each job what it needs.',
  verify: 'Every workflow has permissions at its top, and none of them is write.',
  run: onWorkflows((subject) => {
    const judged = subject.workflows.map((workflow) => ({ workflow, top: workflow.root.get('permissions') }));
    const open = judged.find(({ workflow, top }) => !top && workflow.jobs.some((job) => !job.node.get('permissions')));
    if (open) return fail(`${open.workflow.path} says nothing about permissions.`, [subject.files.evidence(open.workflow.path, 1)]);
    const wide = judged.find(({ top }) => top && !atMostRead(top));
    if (wide?.top) return fail('A workflow gives every job more than reading.', [subject.at(wide.workflow, wide.top)]);
    const all = subject.workflows.flatMap((workflow) => workflow.jobs.flatMap((job) => (job.node.get('permissions')?.text === 'write-all' ? [{ workflow, job }] : [])));
    if (all.length > 0) return fail('A job may write everything.', all.map(({ workflow, job }) => subject.at(workflow, job.node.get('permissions') ?? job.node)));
    return pass('Permissions are given by job, and only reading by default.', judged.map(({ workflow, top }) => {
      const node = top ?? workflow.jobs.flatMap((job) => job.node.get('permissions') ?? [])[0];
      return node ? subject.at(workflow, node) : subject.files.evidence(workflow.path, 1);
    }));
  }, 'every'),
});

const credentials = hardening({
  id: 'workflow-persist-credentials',
  title: 'Checkouts leave no token behind',
  references: ['zizmor: artipacked'],
  why: 'A later step, or an artifact that holds the folder, cannot use the token.',
  fix: 'Give every actions/checkout persist-credentials: false.',
  verify: "grep -A3 'uses: actions/checkout' .github/workflows/*.yml shows it each time.",
  run: onWorkflows((subject) => {
    const checkouts = subject.steps.filter(({ step }) => step.action === 'actions/checkout');
    if (checkouts.length === 0) return notApplicable('No workflow checks the code out.');
    const open = checkouts.filter(({ step }) => !step.input('persist-credentials')?.isFalse);
    if (open.length > 0) return fail('A checkout leaves its token in the folder.', open.map(subject.atStep));
    return pass('Every checkout leaves no token behind.', checkouts.map(subject.atStep));
  }, 'every'),
});

/** Inputs that actions run as code. */
const CODE_INPUTS: { readonly [action: string]: string } = { 'actions/github-script': 'script', 'appleboy/ssh-action': 'script', 'azure/cli': 'inlineScript', 'azure/powershell': 'inlineScript' };

/** What a step runs: its script, or the program that it hands to an action. */
function codeOf({ step }: PlacedStep): YamlNode | undefined {
  return step.node.get('run') ?? step.input(CODE_INPUTS[step.action?.toLowerCase() ?? ''] ?? '');
}

const injection = hardening({
  id: 'workflow-no-injection',
  title: 'No text that others choose becomes part of a script of a workflow',
  references: ['OpenSSF Scorecard: Dangerous-Workflow', 'zizmor: template-injection'],
  why: 'The title of a pull request, or the name of a branch, cannot become a command.',
  fix: 'Hand values to scripts by env:, and use "$NAME" there.',
  verify: "grep -n '${{' in the run: parts finds nothing, or only what GitHub or the file itself chooses, such as github.sha.",
  run: onWorkflows((subject) => {
    const scripts = subject.steps.flatMap((placed) => {
      const code = codeOf(placed);
      return code ? [{ placed, code, ...originOf(code.text ?? '', placed) }] : [];
    });
    if (scripts.length === 0) return notApplicable('No workflow runs a script.');
    const [foreign, unseen] = (['foreign', 'unseen'] as const).map((origin) => scripts.filter((script) => script.origin === origin));
    if (foreign.length > 0) return fail(`A script holds \${{ ${foreign[0].expression} }}: others choose its value, which becomes part of the script.`, foreign.map(({ placed }) => subject.atStep(placed)));
    if (unseen.length > 0) return unknown(`A script holds \${{ ${unseen[0].expression} }}: the files do not show who chooses its value, which becomes part of the script.`, unseen.map(({ placed }) => subject.atStep(placed)));
    return pass('No script holds an expression whose value others choose.', scripts.map(({ placed, code }) => subject.at(placed.step, code)));
  }, 'every'),
});

const noTarget = hardening({
  id: 'workflow-no-pull-request-target',
  title: 'No workflow runs code of a pull request with the rights of the repository',
  references: ['OpenSSF Scorecard: Dangerous-Workflow'],
  why: 'pull_request_target, or workflow_run, with a checkout of the proposal hands the token to whoever proposed it.',
  fix: 'Use pull_request, which runs without secrets for forks.',
  verify: 'grep -rE "pull_request_target|workflow_run" .github/workflows finds nothing, or no checkout of the proposal.',
  run: onWorkflows((subject) => {
    const found = subject.workflows.flatMap((workflow) => {
      const node = workflow.trigger('pull_request_target');
      return node ? [subject.at(workflow, node)] : [];
    });
    if (found.length > 0) return fail('A workflow is started by pull_request_target.', found);
    const taken = subject.steps.filter(({ workflow, step }) => workflow.trigger('workflow_run') && step.action === 'actions/checkout' && ['ref', 'repository'].some((name) => /workflow_run\.(?:head_|pull_requests)/.test(step.input(name)?.text ?? '')));
    if (taken.length > 0) return fail('A workflow that runs after another one checks out what was proposed there.', taken.map(subject.atStep));
    return pass('No workflow is started by pull_request_target, or checks out what another run was started by.', subject.workflows.map((w) => {
      const on = w.root.get('on');
      return on ? subject.at(w, on) : subject.files.evidence(w.path, 1);
    }));
  }, 'every'),
});

const timeouts = hardening({
  id: 'workflow-timeouts',
  title: 'Every job ends after a time of its own',
  references: ['OWASP Docker D07'],
  why: 'A job that hangs, or that mines for somebody else, ends long before the six hours of GitHub.',
  fix: 'Give every job timeout-minutes.',
  verify: 'Every job of .github/workflows has timeout-minutes.',
  run: onWorkflows((subject) => {
    const jobs = subject.workflows.flatMap((workflow) => workflow.jobs.filter((job) => !job.node.get('uses')).map((job) => ({ workflow, job, node: job.node.get('timeout-minutes') })));
    if (jobs.length === 0) return notApplicable('No workflow has a job of its own.');
    const open = jobs.filter((j) => !j.node);
    if (open.length > 0) return fail(`Job ${open[0].job.name} may run for six hours.`, open.map((j) => subject.files.evidence(j.workflow.path, j.job.node.startLine)));
    return pass('Every job has a limit of time.', jobs.map((j) => subject.at(j.workflow, j.node ?? j.job.node)));
  }, 'every', timeoutsOfGitlab),
});

/** Checks of how workflows are kept from being abused. */
export const WORKFLOW_HARDENING_CHECKS: readonly Check[] = [pinned, permissions, credentials, injection, noTarget, timeouts];
