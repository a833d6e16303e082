#!/usr/bin/env bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
# Writes the configuration of Grype for one scan: the accepted findings of .grype.yaml whose day has not passed, and what
# the scan leaves aside.
#
# Usage: grype-config.sh everything|distribution FILE
#
# everything leaves nothing aside; distribution leaves aside what is no package of the distribution, Spark's JARs above
# all. An entry of .grype.yaml begins with "- vulnerability: ID  # until YYYY-MM-DD". Those that have expired are named
# on standard output. Exit status: 0 written, 64 wrong usage, 65 an entry without a day.
set -euo pipefail

readonly IGNORED=.grype.yaml
readonly ENTRY='^ *- vulnerability: ([A-Za-z0-9-]+)'
readonly DAY='# until ([0-9]{4}-[0-9]{2}-[0-9]{2})$'

# usage: fail STATUS MESSAGE
fail() {
  printf 'grype-config: %s\n' "$2" >&2
  exit "$1"
}

# usage: write_accepted TODAY FILE    adds the entries that still hold; says which do not
write_accepted() {
  local line id kept=false
  while IFS= read -r line; do
    if [[ $line =~ $ENTRY ]]; then
      id=${BASH_REMATCH[1]}
      [[ $line =~ $DAY ]] || fail 65 "$IGNORED does not say until when $id is ignored: put it into the option scan.ignore of the rc file."
      kept=true
      if [[ ${BASH_REMATCH[1]} < $1 ]]; then
        kept=false
        printf 'grype-config: %s is no longer ignored: %s has passed.\n' "$id" "${BASH_REMATCH[1]}"
      fi
    fi
    if [[ $kept == true ]]; then printf '%s\n' "$line" >>"$2"; fi
  done <"$IGNORED"
}

_main() {
  if [[ $# -ne 2 || ! $1 =~ ^(everything|distribution)$ ]]; then
    printf 'Usage: grype-config.sh everything|distribution FILE\n' >&2
    exit 64
  fi
  local kind
  printf 'ignore:\n' >"$2"
  if [[ -f $IGNORED ]]; then write_accepted "$(date -u +%F)" "$2"; fi
  if [[ $1 == distribution ]]; then
    for kind in java-archive python npm gem go-module rust-crate; do
      printf '  - package:\n      type: %s\n' "$kind" >>"$2"
    done
  fi
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || _main "$@"
