#!/usr/bin/env bash
# shellcheck disable=SC2034,SC2154 # the options are read by measure.sh, and each part sets what others read
#
# What a scanner finds in an image. Part of measure.sh, which sources it.

# Sets `scanner` to what is on the PATH, else to nothing, and `scanner_version`.
find_scanner() {
  local answer=''
  scanner='' scanner_version=''
  [[ $scan == true ]] || return 0
  for scanner in trivy grype ''; do
    if [[ -z $scanner ]] || command -v "$scanner" >/dev/null; then break; fi
  done
  [[ -n $scanner ]] || return 0
  answer=$("$scanner" --version 2>&1) || fail "$EXIT_FAILED" "$scanner --version failed: $answer" 'Fix it, or leave it out with --no-scan.'
  [[ $answer =~ ([0-9]+\.[0-9]+\.[0-9]+) ]] || fail "$EXIT_FAILED" "$scanner does not say its version, but '$answer'." 'Fix it, or leave it out with --no-scan.'
  scanner_version=${BASH_REMATCH[1]}
}

# usage: severities IMAGE    prints the severity of every finding, one a line
severities() {
  if [[ $scanner == trivy ]]; then
    trivy image --quiet --scanners vuln --format template --template '{{range .}}{{range .Vulnerabilities}}{{println .Severity}}{{end}}{{end}}' "$1"
  else
    # The draft is empty until the very end, so it can hold the form of the answer before.
    printf '{{range .Matches}}{{println .Vulnerability.Severity}}{{end}}' >"$draft"
    grype --quiet --output template --template "$draft" "docker:$1"
  fi
}

# usage: findings IMAGE    prints a JSON object that counts them by severity; null without a scanner
findings() {
  local found severity count separator=''
  if [[ -z $scanner ]]; then
    printf 'null'
    return
  fi
  found=$(severities "$1") || fail "$EXIT_FAILED" "$scanner did not scan $1: its reason is above." 'Nothing was written. Fix it, or leave it out with --no-scan.'
  printf '{'
  for severity in critical high medium low negligible unknown; do
    count=$(grep --count --ignore-case --line-regexp "$severity" <<<"$found" || true)
    printf '%s "%s": %d' "$separator" "$severity" "$count"
    separator=,
  done
  printf ' }'
}
