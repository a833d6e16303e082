import { checkout, setupNode } from './actions';
import { Workflow } from './workflow';

/** Name of the file below `.github/workflows`. */
export const DRIFT_FILE = 'drift.yml';

/** Name under which a branch rule requires the check. */
export const DRIFT_CHECK = 'Managed files are in sync';

/** What to do about a difference; `$RC_FILE` is the name of the rc file. */
export const DRIFT_ADVICE = 'Put the change into $RC_FILE, run npx projen and commit what it writes.';

/** Generates everything afresh and fails, naming the files, when that changes any. */
export function driftWorkflow(options: { readonly rcFile?: string } = {}): Workflow {
  const rcFile = options.rcFile ?? '.projenrc.ts';
  const workflow = new Workflow({
    name: 'Drift',
    header: (made) => [
      ...(made.has('drift', 'synthesize', 'compare')
        ? [`Fails when a managed file is not what ${rcFile} says: it was edited by hand, or the change of ${rcFile} was not ` +
          'followed\nby npx projen.']
        : []),
      ...(made.has('drift', 'check') ? ['Sums up what differs, and how far the repository is from the checklist.'] : []),
      'Needs no secret and looks at every pull request, so that it works for forks and as a required check.',
      ...(made.has('drift') ? [`Its name as a required check is "${DRIFT_CHECK}".`] : []),
    ].join('\n'),
    on: { pull_request: null, merge_group: null, workflow_dispatch: null },
  });
  workflow.addJob('drift', {
    name: DRIFT_CHECK,
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 10,
    permissions: { contents: { access: 'read', reason: 'check the code out' } },
    steps: [
      checkout(),
      setupNode(),
      { id: 'install', name: 'Install what the lock file says', run: 'npm ci --ignore-scripts\n' },
      { id: 'check', name: 'Sum up what differs, and how far the repository is from the checklist', run: CHECK },
      { id: 'synthesize', name: 'Generate every managed file', run: 'npx projen\n' },
      { id: 'compare', name: 'Compare', env: { RC_FILE: rcFile }, run: COMPARE },
    ],
  });
  return workflow;
}

const CHECK = `# Statuses 2 and 3 say that files differ: the comparison below names each of them, and decides.
status=0
npx spark-image check --fail-on none --format markdown >>"$GITHUB_STEP_SUMMARY" || status=$?
[[ $status =~ ^[023]$ ]] || exit "$status"
`;

const COMPARE = `git add --all
readarray -d '' -t files < <(git diff --cached --name-only --no-renames -z)
if [[ \${#files[@]} -eq 0 ]]; then
  echo 'Every managed file is in sync.'
  exit 0
fi
git --no-pager diff --cached
for file in "\${files[@]}"; do
  echo "::error file=\${file}::\${file} is not what \${RC_FILE} says. ${DRIFT_ADVICE}"
done
{
  echo '### Managed files are out of sync'
  printf -- '- %s\\n' "\${files[@]}"
  echo "${DRIFT_ADVICE}"
} >>"$GITHUB_STEP_SUMMARY"
exit 1
`;
