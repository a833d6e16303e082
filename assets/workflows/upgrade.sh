#!/usr/bin/env bash
# Moves the package that the rc file imports, what it builds on and projen together. The workflow "Upgrade" runs it from the
# installed package, in a job that may write nothing; .github/scripts/propose-upgrade.sh opens the pull request in another.
#
# Usage: upgrade.sh update|describe
#
#   update    installs the newest release and the projen that it asks for; where the rc file pins a version, it moves the pin
#   describe  writes the difference and the text of the pull request, once everything was generated afresh
#
# Environment: PACKAGE, the package that the rc file imports; HAND_OVER, directory that one command leaves its notes in for the
# next; LANE, "security" to go on for a security release only; GITHUB_OUTPUT.
# Exit status: 0 done, or nothing to do; 1 failed; 64 wrong usage; 65 the pin cannot be moved; 69 the registry does not know
# the package.
set -euo pipefail

readonly INNER=spark-image-project
readonly PACKAGE=${PACKAGE:-$INNER}
readonly MAX_BYTES=25000

# shellcheck source-path=SCRIPTDIR source=upgrade/versions.sh
source "$(dirname "${BASH_SOURCE[0]}")/upgrade/versions.sh"

# usage: fail STATUS MESSAGE
fail() {
  printf '::error::%s\n' "$2"
  exit "$1"
}

# usage: installed PACKAGE    prints its version, or nothing
installed() {
  node --print "require('./node_modules/$1/package.json').version" 2>/dev/null || true
}

# usage: note_versions FILE    of what decides what is generated, of everything else in package.json, and of the base image
note_versions() {
  local name image
  {
    { printf '%s\n' "$PACKAGE" "$INNER" projen constructs jiti && jq --raw-output '.devDependencies // {} | keys[]' package.json; } | awk '!seen[$0]++' |
      while read -r name; do printf '%s %s\n' "$name" "$(installed "$name")"; done
    image=$(base_image)
    printf '%s %s\n' "${image%@*}" "${image##*@}"
  } >"$1"
}

# Prints the base image that the Dockerfile names.
base_image() {
  [[ -f Dockerfile ]] || return 0
  sed --quiet 's/^ARG BASE_IMAGE=//p' Dockerfile | head --lines=1
}

# usage: remark TEXT    for the log and for the pull request
remark() {
  printf '::notice::%s\n' "$1"
  printf -- '- %s\n' "$1" >>"$HAND_OVER/remarks"
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

# usage: changes_of PACKAGE    the package's own account since the version before, newest first
changes_of() {
  local from
  from=$(version_in "$HAND_OVER/before" "$1")
  [[ -f node_modules/$1/CHANGELOG.md && $(installed "$1") != "$from" ]] || return 0
  awk -v from="$from" '/^## / { if ($2 == from) exit; told = 1 } told' "node_modules/$1/CHANGELOG.md"
}

# Prints how many weaknesses are known of what is installed. With any, npm's status is 1; without an answer there is no count.
known_weaknesses() {
  local answer
  answer=$(npm audit --json 2>/dev/null) || true
  jq '.metadata.vulnerabilities.total // 0' 2>/dev/null <<<"${answer:-{\}}" || printf '0\n'
}

update() {
  local packages=() manifests=() name
  note_versions "$HAND_OVER/before"
  note_checklist "$HAND_OVER/checklist-before.md"
  note_hand_edits "$HAND_OVER/edited"
  known_weaknesses >"$HAND_OVER/weaknesses"
  : >"$HAND_OVER/remarks"
  choose "$PACKAGE"
  printf '%s\n' "$TARGET" >"$HAND_OVER/target"
  packages+=(${TARGET:+"$PACKAGE@$TARGET"})
  manifests+=("$(manifest "$PACKAGE")")
  if [[ $PACKAGE != "$INNER" ]]; then
    # What an organisation's own package builds on moves as far as that package admits it.
    choose "$INNER" "$(range_for "$INNER" "${manifests[@]}")"
    packages+=(${TARGET:+"$INNER@$TARGET"})
    manifests+=("$(manifest "$INNER")")
  fi
  for name in projen constructs; do
    choose "$name" "$(range_for "$name" "${manifests[@]}")"
    packages+=(${TARGET:+"$name@$TARGET"})
  done
  npm install --save-dev --ignore-scripts --no-audit --no-fund "${packages[@]}"
  npm update --ignore-scripts --no-audit --no-fund
  renew_base_image
}

# usage: version_in FILE PACKAGE
version_in() {
  awk -v name="$2" '$1 == name { print $2 }' "$1"
}

# A security release says so in its account; a weakness of what is installed makes any release one.
is_security_release() {
  grep --quiet '^### Security' <<<"$(changes_of "$PACKAGE" && changes_of "$INNER")" || [[ $(<"$HAND_OVER/weaknesses") -gt 0 ]]
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

# usage: changed_packages    a line for each: name, version before, version after
changed_packages() {
  awk 'NR == FNR { before[$1] = $2; next } before[$1] != $2 { print $1, (before[$1] ? before[$1] : "none"), $2 }' "$HAND_OVER/before" "$HAND_OVER/after"
}

# Names what changed, and no more than three of it.
title() {
  local names
  names=$(changed_packages | awk '{ name[NR] = $1 }
    END {
      for (i = 1; i <= NR && i <= 3; i++) text = text (i == 1 ? "" : i == NR ? " and " : ", ") name[i]
      print text (NR > 3 ? " and " NR - 3 " more" : "")
    }')
  if [[ -n $names ]]; then printf 'Upgrade %s\n' "$names"; else printf 'Bring the managed files in sync\n'; fi
}

body() {
  local name
  printf 'What is newer, and what it generates. The build tries and scans the image.\n\n### Packages\n\n'
  if [[ -n $(changed_packages) ]]; then
    printf '| Package | From | To |\n| --- | --- | --- |\n'
    changed_packages | sed 's/^\([^ ]*\) \([^ ]*\) /| \1 | \2 | /; s/$/ |/'
  else
    printf 'No version changed.\n'
  fi
  if [[ -s $HAND_OVER/remarks ]]; then printf '\n### Not moved\n\n' && cat "$HAND_OVER/remarks"; fi
  printf '\n### Changes\n\n'
  for name in $(printf '%s\n' "$PACKAGE" "$INNER" | uniq); do changes_of "$name" | sed "s|^## |#### $name |; s|^### |##### |"; done >"$HAND_OVER/changes.md"
  if [[ -s $HAND_OVER/changes.md ]]; then cat "$HAND_OVER/changes.md"; else printf 'None that a package tells of.\n'; fi
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
  local title target
  # Where projen writes other ranges into package.json than npm did, the lock file follows.
  npm install --package-lock-only --ignore-scripts --no-audit --no-fund >/dev/null
  note_versions "$HAND_OVER/after"
  target=$(<"$HAND_OVER/target")
  [[ -z $target || $target == "$(installed "$PACKAGE")" ]] ||
    fail 65 "$PACKAGE $target was installed, but projen went back to $(installed "$PACKAGE"): something beside the rc file pins it. Move that pin by hand."
  git add --all
  if git diff --cached --quiet; then
    printf 'changed=false\n' >>"$GITHUB_OUTPUT"
    printf 'Nothing to upgrade.\n'
    return
  fi
  title=$(title)
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

_main() {
  case ${1:-} in
  update | describe)
    mkdir -p "$HAND_OVER"
    "$1"
    ;;
  *)
    printf 'Usage: upgrade.sh update|describe\n' >&2
    exit 64
    ;;
  esac
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || _main "$@"
