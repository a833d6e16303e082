#!/usr/bin/env bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
# Shows what the workflows of this repository are pinned by: every action with its version, its commit and where it is used.
#
# Usage: pins.sh    at the root of the repository
#
# Exit status: 0 everything is pinned by the full SHA of a commit, 1 something is not.
set -euo pipefail

# Prints "action version commit file" for every action of another repository.
uses() {
  awk '
    /^ *(- )?uses: +[A-Za-z0-9]/ {
      sub(/^ *(- )?uses: +/, "")
      at = index($1, "@")
      file = FILENAME
      sub(/.*\//, "", file)
      print substr($1, 1, at - 1), ($2 == "#" ? $3 : "?"), substr($1, at + 1), file
    }
  ' .github/workflows/*.yml | sort --unique
}

# Joins the lines of one pin.
rows() {
  printf 'Action\tVersion\tCommit\tUsed in\n'
  awk '
    { pin = $1 "\t" $2 "\t" $3 }
    pin == last { row = row ", " $4; next }
    { if (last != "") print row; last = pin; row = pin "\t" $4 }
    END { if (last != "") print row }
  '
}

# As a table, where there is a program that can draw one.
table() {
  if command -v column >/dev/null; then column -t -s $'\t'; else cat; fi
}

_main() {
  local loose
  uses | rows | table
  loose=$(uses | awk '$3 !~ /^[0-9a-f]+$/ || length($3) != 40 { print $1 "@" $3 " in " $4 }')
  [[ -n $loose ]] || return 0
  printf '\nNot pinned by the full SHA of a commit:\n%s\n' "$loose" >&2
  return 1
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || _main "$@"
