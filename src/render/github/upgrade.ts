import { PACKAGE_NAME } from '../../model/generator';
import { checkout, setupNode } from './actions';
import { Workflow, WorkflowJob, WorkflowStep } from './workflow';

/** Name of the file below `.github/workflows`. */
export const UPGRADE_FILE = 'upgrade.yml';

/** Where the script stands that the job runs which may write: it is committed, since that job runs no code of a package. */
export const PROPOSE_SCRIPT = '.github/scripts/propose-upgrade.sh';

/** The script that finds what is newer, as the installed package has it. */
const UPGRADE_SCRIPT = `node_modules/${PACKAGE_NAME}/assets/workflows/upgrade.sh`;

const WEEKLY = '41 4 * * 2';
const DAILY = '11 5 * * *';
const HAND_OVER = '${{ runner.temp }}/upgrade';

function headerOf(workflow: Workflow, packageName: string): string {
  const proposes = workflow.has('pull-request', 'pull-request');
  return [
    ...(workflow.has('upgrade', 'update')
      ? [`Moves ${packageName} and projen to their newest releases: once a week, and on any day for a security release.`]
      : []),
    ...(workflow.has('upgrade', 'synthesize') ? ['Generates every managed file again.'] : []),
    ...(proposes ? [
      'Opens a pull ' +
        `request${workflow.has('upgrade', 'difference') ? ' with the changes, the difference and what becomes of the checklist' : ''}.`,
      'The token of a workflow may not change workflows, and its pull requests start no checks. Give the environment "upgrade" a',
      'secret UPGRADE_TOKEN: a token that may write contents, pull requests and workflows of this repository.',
    ] : []),
  ].join('\n');
}

/**
 * A pull request with the newest generator and what it generates. The job that runs the new code may write nothing; the
 * one that may write runs none of it.
 */
export function upgradeWorkflow(options: { readonly defaultBranch?: string; readonly packageName?: string } = {}): Workflow {
  const branch = options.defaultBranch ?? 'main';
  const packageName = options.packageName ?? PACKAGE_NAME;
  const workflow = new Workflow({
    name: 'Upgrade',
    header: (made) => headerOf(made, packageName),
    on: { schedule: [{ cron: WEEKLY }, { cron: DAILY }], workflow_dispatch: null },
  });
  workflow.addJob('upgrade', upgradeJob(branch, packageName));
  workflow.addJob('pull-request', pullRequestJob(branch));
  return workflow;
}

/** Runs the new code, and hands over what it changes. */
function upgradeJob(branch: string, packageName: string): WorkflowJob {
  const named: { readonly [name: string]: string } = packageName === PACKAGE_NAME ? {} : { PACKAGE: packageName };
  return {
    name: 'Upgrade and generate',
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 15,
    permissions: { contents: { access: 'read', reason: 'check the code out' } },
    outputs: { changed: '${{ steps.difference.outputs.changed }}' },
    steps: [
      { ...checkout(), with: { ...checkout().with, ref: branch } },
      setupNode(),
      { id: 'install', name: 'Install what the lock file says', run: 'npm ci --ignore-scripts --no-audit --no-fund\n' },
      script('update', 'Install the newest generator', `${UPGRADE_SCRIPT} update`, named),
      { id: 'synthesize', name: 'Generate every managed file', run: 'npx projen\n' },
      script(
        'difference',
        'Write down what changes',
        `${UPGRADE_SCRIPT} describe`,
        { ...named, LANE: `\${{ github.event.schedule == '${DAILY}' && 'security' || 'everything' }}` },
      ),
      {
        id: 'hand-over',
        name: 'Hand the difference over',
        if: "${{ steps.difference.outputs.changed == 'true' }}",
        uses: 'actions/upload-artifact',
        with: { 'name': 'upgrade', 'path': HAND_OVER, 'retention-days': 1, 'if-no-files-found': 'error' },
      },
    ],
  };
}

/** Proposes what was handed over. */
function pullRequestJob(branch: string): WorkflowJob {
  return {
    name: 'Open the pull request',
    needs: ['upgrade'],
    if: "${{ needs.upgrade.outputs.changed == 'true' }}",
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 10,
    environment: 'upgrade',
    permissions: {
      'contents': { access: 'write', reason: 'push the branch of the pull request' },
      'pull-requests': { access: 'write', reason: 'open it' },
    },
    steps: [
      { ...checkout(), with: { ...checkout().with, 'ref': branch, 'fetch-depth': 0 } },
      { id: 'download', name: 'Fetch the difference', uses: 'actions/download-artifact', with: { name: 'upgrade', path: HAND_OVER } },
      script(
        'pull-request',
        'Open or refresh the pull request',
        PROPOSE_SCRIPT,
        { GH_TOKEN: '${{ secrets.UPGRADE_TOKEN || github.token }}', BASE: branch },
      ),
    ],
  };
}

function script(id: string, name: string, command: string, env: { readonly [name: string]: string } = {}): WorkflowStep {
  return { id, name, env: { ...env, HAND_OVER }, run: `bash ${command}\n` };
}
