import { checkout } from '../github/actions';
import { Workflow } from '../github/workflow';

/** Name of the file below `.github/workflows`. */
export const SCORECARD_FILE = 'scorecard.yml';

/** OpenSSF Scorecard judges the repository, and publishes its verdict where the repository is public. */
export function scorecardWorkflow(options: { readonly defaultBranch?: string } = {}): Workflow {
  const workflow = new Workflow({
    name: 'Scorecard',
    header: (made) =>
      (made.has('scorecard', 'scorecard')
        ? 'OpenSSF Scorecard judges how the repository is kept, from the files and from the settings of GitHub.'
        : 'Runs on a schedule, and when rules of branches change.'),
    on: { push: { branches: [options.defaultBranch ?? 'main'] }, schedule: [{ cron: '23 6 * * 3' }], branch_protection_rule: null },
  });
  workflow.addJob('scorecard', {
    name: 'Judge the repository',
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 15,
    permissions: {
      'contents': { access: 'read', reason: 'read the files' },
      'actions': { access: 'read', reason: 'read the runs of workflows' },
      'id-token': { access: 'write', reason: 'prove to the public API whose verdict it is' },
      'security-events': { access: 'write', reason: 'fill the Security tab' },
    },
    steps: [
      checkout(),
      {
        id: 'scorecard',
        name: 'Run the checks',
        uses: 'ossf/scorecard-action',
        with: { results_file: 'scorecard.sarif', results_format: 'sarif', publish_results: '${{ !github.event.repository.private }}' },
      },
      {
        id: 'keep',
        name: 'Keep the verdict',
        uses: 'actions/upload-artifact',
        with: { 'name': 'scorecard', 'path': 'scorecard.sarif', 'retention-days': 30, 'if-no-files-found': 'error' },
      },
      {
        id: 'upload',
        name: 'Hand the verdict to code scanning',
        uses: 'github/codeql-action/upload-sarif',
        // Private repositories without GitHub Advanced Security have no code scanning; the verdict stays as an artifact.
        continueOnError: true,
        with: { sarif_file: 'scorecard.sarif', category: 'scorecard' },
      },
    ],
  });
  return workflow;
}
