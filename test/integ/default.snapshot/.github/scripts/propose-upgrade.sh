#!/usr/bin/env bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
# Pushes the branch of an upgrade and opens its pull request, or refreshes both. The workflow "Upgrade" runs it in the job that may
# write: it is committed here, since that job runs no code of a package.
#
# Usage: propose-upgrade.sh
#
# Environment: HAND_OVER, directory with the patch and the text of the pull request; BASE, branch to propose to; GH_TOKEN.
# Exit status: 0 proposed, or the branch holds commits of others; 1 failed.
set -euo pipefail

readonly BRANCH=upgrade/spark-image-project
readonly BOT='github-actions[bot]@users.noreply.github.com'

# usage: fail STATUS MESSAGE
fail() {
  printf '::error::%s\n' "$2"
  exit "$1"
}

# Commits of people on the branch are theirs: it is moved only while it holds nothing but earlier upgrades.
propose() {
  local title others lease="--force-with-lease=$BRANCH:"
  title=$(<"$HAND_OVER/title")
  git config user.name 'github-actions[bot]'
  git config user.email "41898282+$BOT"
  gh auth setup-git
  git switch --quiet --create "$BRANCH" "$(<"$HAND_OVER/base")"
  git apply --index --binary "$HAND_OVER/upgrade.patch"
  git commit --quiet --message "$title"
  if git fetch --quiet origin "refs/heads/$BRANCH"; then
    others=$(git log --format=%ae "origin/$BASE..FETCH_HEAD" | grep --invert-match --fixed-strings --count "$BOT" || true)
    if [[ $others -gt 0 ]]; then
      printf '::notice::%s holds commits of others and was left alone. Merge it or delete it.\n' "$BRANCH"
      return
    fi
    lease+=$(git rev-parse FETCH_HEAD)
  fi
  git push "$lease" origin "HEAD:refs/heads/$BRANCH" ||
    fail 1 'The branch could not be pushed. If workflows change, the environment "upgrade" needs the secret UPGRADE_TOKEN: see the head of the workflow.'
  if [[ $(gh pr list --head "$BRANCH" --state open --json number --jq length) -eq 0 ]]; then
    gh pr create --base "$BASE" --head "$BRANCH" --title "$title" --body-file "$HAND_OVER/body.md"
  else
    gh pr edit "$BRANCH" --title "$title" --body-file "$HAND_OVER/body.md"
  fi
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || propose "$@"
