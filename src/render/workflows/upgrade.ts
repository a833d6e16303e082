import { checkout, pinned, setupNode } from './actions';
import { Workflow } from './workflow';

/** Name of the file below `.github/workflows`. */
export const UPGRADE_FILE = 'upgrade.yml';

/** Packages that decide what is generated; Dependabot leaves them to this workflow. */
export const GENERATOR_PACKAGES = ['spark-image-project', 'projen', 'constructs', 'jiti'] as const;

const PATCH = 'upgrade.patch';

/**
 * A weekly pull request with the newest generator and what it generates. The job that runs the new code may write nothing;
 * the one that may write runs none of it.
 */
export function upgradeWorkflow(options: { readonly defaultBranch?: string } = {}): Workflow {
  const branch = options.defaultBranch ?? 'main';
  const workflow = new Workflow({
    name: 'Upgrade',
    header: 'Moves spark-image-project and projen to their newest releases, generates everything afresh, and opens a pull request.\nThe token of a workflow may not change workflows, and its pull requests start no checks: give the environment "upgrade" a\nsecret UPGRADE_TOKEN, a token that may write contents, pull requests and workflows of this repository.',
    on: { schedule: [{ cron: '41 4 * * 2' }], workflow_dispatch: null },
  });
  workflow.addJob('upgrade', {
    name: 'Upgrade and generate',
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 15,
    permissions: { contents: { access: 'read', reason: 'check the code out' } },
    outputs: { changed: '${{ steps.difference.outputs.changed }}' },
    steps: [
      { ...checkout(), with: { ...checkout().with, ref: branch } },
      setupNode(),
      { id: 'update', name: 'Update the generator', run: `npm ci --ignore-scripts\nnpm update --ignore-scripts ${GENERATOR_PACKAGES.join(' ')}\n` },
      { id: 'synthesize', name: 'Generate every managed file', run: 'npx projen\n' },
      { id: 'difference', name: 'Keep the difference', run: KEEP_DIFFERENCE },
      {
        id: 'hand-over',
        name: 'Hand the difference over',
        if: "${{ steps.difference.outputs.changed == 'true' }}",
        uses: pinned('actions/upload-artifact'),
        with: { 'name': PATCH, 'path': `\${{ runner.temp }}/${PATCH}`, 'retention-days': 1, 'if-no-files-found': 'error' },
      },
    ],
  });
  workflow.addJob('pull-request', {
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
      { id: 'download', name: 'Fetch the difference', uses: pinned('actions/download-artifact'), with: { name: PATCH, path: '${{ runner.temp }}' } },
      {
        id: 'pull-request',
        name: 'Open or refresh the pull request',
        env: { GH_TOKEN: '${{ secrets.UPGRADE_TOKEN || github.token }}', BASE: branch, BRANCH: 'upgrade/spark-image-project', TITLE: 'Upgrade spark-image-project and projen' },
        run: OPEN_PULL_REQUEST,
      },
    ],
  });
  return workflow;
}

const KEEP_DIFFERENCE = `git add --all
if git diff --cached --quiet; then
  echo 'changed=false' >>"$GITHUB_OUTPUT"
  echo 'Nothing to upgrade.'
  exit 0
fi
git diff --cached --binary >"$RUNNER_TEMP/${PATCH}"
git --no-pager diff --cached --stat
echo 'changed=true' >>"$GITHUB_OUTPUT"
`;

/** Commits of people on the branch are theirs: the branch is moved only while it holds nothing but earlier upgrades. */
const OPEN_PULL_REQUEST = `bot='github-actions[bot]@users.noreply.github.com'
git config user.name 'github-actions[bot]'
git config user.email "41898282+\${bot}"
gh auth setup-git
git switch --create "$BRANCH"
git apply --index --binary "$RUNNER_TEMP/${PATCH}"
git commit --quiet --message "$TITLE"
lease="--force-with-lease=\${BRANCH}:"
if git fetch --quiet origin "refs/heads/\${BRANCH}"; then
  others=$(git log --format=%ae "origin/\${BASE}..FETCH_HEAD" | grep --invert-match --fixed-strings --count "$bot" || true)
  if [[ $others -gt 0 ]]; then
    echo "::notice::\${BRANCH} holds commits of others and was left alone. Merge it or delete it."
    exit 0
  fi
  lease+=$(git rev-parse FETCH_HEAD)
fi
if ! git push "$lease" origin "HEAD:refs/heads/\${BRANCH}"; then
  echo '::error::The branch could not be pushed. If workflows change, the environment "upgrade" needs the secret UPGRADE_TOKEN: see the head of this file.'
  exit 1
fi
if [[ $(gh pr list --head "$BRANCH" --state open --json number --jq length) -eq 0 ]]; then
  gh pr create --base "$BASE" --head "$BRANCH" --title "$TITLE" \\
    --body 'The newest generator, and what it generates. Read the difference as any other change; the build tries and scans the image.'
fi
`;
