#!/usr/bin/env bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
# Moves spark-image-project and projen together, and proposes the outcome as a pull request. The workflow "Upgrade" runs it
# in two jobs: what runs the new code may write nothing, and what may write runs none of it.
#
# Usage: upgrade.sh update|describe|propose
#
#   update    installs the newest release and the projen that it asks for; notes what was there before
#   describe  writes the difference and the text of the pull request, once everything was generated afresh
#   propose   pushes the branch and opens the pull request, or refreshes it
#
# Environment: HAND_OVER, directory that one command leaves its notes in for the next; LANE, "security" to go on for a
# security release only; BASE, branch to propose to; GITHUB_OUTPUT; for propose GH_TOKEN.
# Exit status: 0 done, or nothing to do; 1 failed; 64 wrong usage; 69 the registry does not know the package.
set -euo pipefail

readonly PACKAGE=spark-image-project BRANCH=upgrade/spark-image-project
readonly TOGETHER=("$PACKAGE" projen constructs jiti)
readonly BOT='github-actions[bot]@users.noreply.github.com'
readonly MAX_BYTES=25000

# usage: fail STATUS MESSAGE
fail() {
  printf '::error::%s\n' "$2"
  exit "$1"
}

# usage: installed PACKAGE    prints its version, or nothing
installed() {
  node --print "require('./node_modules/$1/package.json').version" 2>/dev/null || true
}

# usage: note_versions FILE
note_versions() {
  local name
  for name in "${TOGETHER[@]}"; do printf '%s %s\n' "$name" "$(installed "$name")"; done >"$1"
}

# usage: note_checklist FILE    an older version has no such command: the file then stays away
note_checklist() {
  [[ -x node_modules/.bin/spark-image ]] || return 0
  node_modules/.bin/spark-image check --format markdown >"$1" 2>"$1.errors" || true
  [[ -s $1 ]] || rm -f "$1"
}

# usage: note_hand_edits FILE    what the version that is installed would write otherwise was edited by hand
note_hand_edits() {
  npx --no-install projen --no-post >/dev/null
  git diff --name-only >"$1"
  git checkout --quiet -- .
}

# usage: changes_since VERSION    the package's own account, newest first, down to a version
changes_since() {
  [[ -f node_modules/$PACKAGE/CHANGELOG.md ]] || return 0
  awk -v from="$1" '/^## / { if ($2 == from) exit; told = 1 } told' "node_modules/$PACKAGE/CHANGELOG.md"
}

# Prints how many weaknesses are known of what is installed. With any, npm's status is 1; without an answer there is no count.
known_weaknesses() {
  local answer
  answer=$(npm audit --json 2>/dev/null) || true
  jq '.metadata.vulnerabilities.total // 0' 2>/dev/null <<<"${answer:-{\}}" || printf '0\n'
}

update() {
  local target peers
  npm ci --ignore-scripts --no-audit --no-fund
  note_versions "$HAND_OVER/before"
  note_checklist "$HAND_OVER/checklist-before.md"
  note_hand_edits "$HAND_OVER/edited"
  known_weaknesses >"$HAND_OVER/weaknesses"
  target=$(npm view "$PACKAGE" version) || fail 69 "The registry does not know $PACKAGE: check the registry that npm is configured for."
  peers=$(npm view "$PACKAGE@$target" peerDependencies --json)
  npm install --save-dev --ignore-scripts --no-audit --no-fund "$PACKAGE@$target" \
    "projen@$(jq --raw-output .projen <<<"$peers")" "constructs@$(jq --raw-output .constructs <<<"$peers")"
  npm update --ignore-scripts --no-audit --no-fund jiti
  note_versions "$HAND_OVER/after"
}

# usage: version_in FILE PACKAGE
version_in() {
  awk -v name="$2" '$1 == name { print $2 }' "$1"
}

# A security release says so in its account; a weakness of what is installed makes any release one.
is_security_release() {
  grep --quiet '^### Security' <<<"$(changes_since "$(version_in "$HAND_OVER/before" "$PACKAGE")")" || [[ $(<"$HAND_OVER/weaknesses") -gt 0 ]]
}

# usage: cut_short FILE [LANGUAGE]    prints a file within a fence, and says so where it does not fit
cut_short() {
  printf '~~~~~~~~%s\n' "${2:-}"
  head --bytes "$MAX_BYTES" "$1"
  printf '\n~~~~~~~~\n'
  [[ $(wc --bytes <"$1") -le $MAX_BYTES ]] || printf '\nThe rest is in the files of the pull request.\n'
}

checklist_section() {
  local old=$HAND_OVER/checklist-before.md new=$HAND_OVER/checklist-after.md
  printf '\n### Checklist\n\n'
  if [[ ! -f $new ]]; then
    printf 'Not shown: the version that is installed has no command to judge the repository by.\n'
  elif [[ ! -f $old ]]; then
    printf 'The version before could not judge the repository. As it is after the upgrade:\n\n'
    cat "$new"
  elif diff --unified=0 "$old" "$new" >"$HAND_OVER/checklist.diff"; then
    printf 'Every item stays as it was.\n'
  else
    tail --lines=+3 "$HAND_OVER/checklist.diff" >"$HAND_OVER/checklist.short"
    cut_short "$HAND_OVER/checklist.short" diff
  fi
}

body() {
  local name from
  printf 'The newest generator, and what it generates. The build tries and scans the image.\n\n### Packages\n\n| Package | From | To |\n| --- | --- | --- |\n'
  for name in "${TOGETHER[@]}"; do
    printf '| %s | %s | %s |\n' "$name" "$(version_in "$HAND_OVER/before" "$name")" "$(version_in "$HAND_OVER/after" "$name")"
  done
  from=$(version_in "$HAND_OVER/before" "$PACKAGE")
  printf '\n### Changes\n\n'
  changes_since "$from" | sed 's/^##/####/' >"$HAND_OVER/changes.md"
  if [[ -s $HAND_OVER/changes.md ]]; then cat "$HAND_OVER/changes.md"; else printf 'None that the package tells of since %s.\n' "$from"; fi
  if [[ -s $HAND_OVER/edited ]]; then
    printf '\n### Edited by hand\n\nThese managed files were not what the rc file says, and this pull request takes the edits back. Put what should stay into the rc file first.\n\n'
    sed 's/^/- /' "$HAND_OVER/edited"
  fi
  checklist_section
  printf '\n### Difference in the generated files\n\n'
  git diff --cached --stat -- . ':!package-lock.json' >"$HAND_OVER/stat"
  cut_short "$HAND_OVER/stat"
  git diff --cached -- . ':!package-lock.json' >"$HAND_OVER/diff"
  printf '\n<details><summary>In full</summary>\n\n'
  cut_short "$HAND_OVER/diff" diff
  printf '\n</details>\n'
}

describe() {
  local title='Upgrade spark-image-project and projen'
  # Where projen writes other ranges into package.json than npm did, the lock file follows.
  npm install --package-lock-only --ignore-scripts --no-audit --no-fund >/dev/null
  git add --all
  if git diff --cached --quiet; then
    printf 'changed=false\n' >>"$GITHUB_OUTPUT"
    printf 'Nothing to upgrade.\n'
    return
  fi
  if is_security_release; then
    title="Security: ${title,}"
  elif [[ ${LANE:-} == security ]]; then
    printf 'changed=false\n' >>"$GITHUB_OUTPUT"
    printf 'There is something newer, and nothing about security in it: it waits for the weekly run.\n'
    return
  fi
  note_checklist "$HAND_OVER/checklist-after.md"
  printf '%s\n' "$title" >"$HAND_OVER/title"
  git rev-parse HEAD >"$HAND_OVER/base"
  git diff --cached --binary >"$HAND_OVER/upgrade.patch"
  body >"$HAND_OVER/body.md"
  git --no-pager diff --cached --stat
  printf 'changed=true\n' >>"$GITHUB_OUTPUT"
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

_main() {
  case ${1:-} in
  update | describe | propose)
    mkdir -p "$HAND_OVER"
    "$1"
    ;;
  *)
    printf 'Usage: upgrade.sh update|describe|propose\n' >&2
    exit 64
    ;;
  esac
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || _main "$@"
