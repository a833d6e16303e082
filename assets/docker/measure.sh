#!/usr/bin/env bash
# Measures the image against a naive one of the same Spark and the same base image, and writes down what was found.
#
# Usage: measure.sh [OPTION…]
#
# Builds the image of this repository and the one of docker/naive-image.txt, starts a master of each, and records size,
# packages, setuid files, users, seconds to a ready master and to a stopped one, and findings of a scanner where one is
# on the PATH. "npx projen" then puts the figures into SECURITY.md. Both images are removed when it ends; what the
# engine keeps for the next build stays.
#
# Options:
#   --build-arg NAME=VALUE   for both builds, again and again: mirrors, or another base image
#   --network NETWORK        for both builds, as docker build takes it
#   --env NAME[=VALUE]       for the container of this image, again and again; NAME alone takes the value from the
#                            environment, which is the way for a secret
#   --no-scan                leaves the scanner out
#
# Environment: MEASURE_TIMEOUT, seconds to wait for a ready master (default 120).
# Exit status: 0 measured, 1 a step failed and nothing was written, 64 wrong usage, 69 a program is missing.
set -euo pipefail
# A step that fails inside of $(…) ends the script too.
shopt -s inherit_errexit

# What the repository was made for: "npx projen measure" says it.
readonly NAME=${DEFAULT_NAME:-spark} BASE_IMAGE=${DEFAULT_BASE_IMAGE:-unknown}
readonly HEALTH_CHECK=/opt/spark-image/healthcheck.py NAIVE=docker/naive-image.txt RESULT=measurements.json

readonly EXIT_FAILED=1 EXIT_USAGE=64 EXIT_MISSING=69
# Starts of each image; the median counts.
readonly STARTS=3

PARTS=$(dirname -- "${BASH_SOURCE[0]}")/measure
readonly PARTS
# shellcheck source-path=SCRIPTDIR source=measure/starts.sh
. "$PARTS/starts.sh"
# shellcheck source-path=SCRIPTDIR source=measure/findings.sh
. "$PARTS/findings.sh"

# usage: fail STATUS MESSAGE…
fail() {
  local status=$1
  shift
  printf 'measure: %s\n' "$@" >&2
  exit "$status"
}

# usage: note TEXT
note() {
  printf 'measure: %s\n' "$1"
}

usage() {
  sed -n '/^# Usage/,/^set /{/^set /d;s/^# \{0,1\}//;p;}' "${BASH_SOURCE[0]}"
}

clean_up() {
  docker rm --force --volumes "$container" >/dev/null 2>&1 || true
  docker image rm --force "${images[@]}" >/dev/null 2>&1 || true
  rm -f "$draft"
}

# usage: need_number WHAT TEXT    a figure that is none must not be written down as one
need_number() {
  [[ $2 =~ ^[0-9]+(\.[0-9]+)?$ ]] || fail "$EXIT_FAILED" "$1 is '$2', which is no number." 'Nothing was written. Look at what the image holds: it needs dpkg, find and Python 3.'
}

# usage: build IMAGE FILE
build() {
  note "building $1 from $2"
  docker build --tag "$1" --file "$2" "${build_options[@]}" . >&2 ||
    fail "$EXIT_FAILED" "$1 was not built: the reason of Docker is above." 'Where the default addresses are out of reach, name mirrors: --build-arg SPARK_MIRROR=… --build-arg APT_MIRROR=…'
}

# usage: inside IMAGE PROGRAM [WORD…]    prints what a program of the image says, as root and without its entrypoint
inside() {
  docker run --rm --user 0 --entrypoint "$2" "$1" "${@:3}" ||
    fail "$EXIT_FAILED" "$2 did not run in $1: the reason is above." 'Nothing was written.'
}

# usage: measure ROLE IMAGE    prints a JSON object of its figures
measure() {
  local role=$1 image=$2 bytes packages setuid found ready stopped users index
  local -a to_ready=() to_stop=()
  bytes=$(docker image inspect --format '{{.Size}}' "$image")
  need_number "the size of $image" "$bytes"
  # shellcheck disable=SC2016 # a placeholder of dpkg-query
  found=$(inside "$image" dpkg-query --show --showformat '${db:Status-Status}\n')
  packages=$(grep --count --line-regexp installed <<<"$found" || true)
  need_number "the number of packages of $image" "$packages"
  found=$(inside "$image" find / -xdev -type f -perm /6000)
  setuid=$(grep --count . <<<"$found" || true)
  for ((index = 1; index <= STARTS; index++)); do
    note "starting $image, $index of $STARTS" >&2
    start_and_stop "$role" "$image"
    to_ready+=("$ready")
    to_stop+=("$stopped")
  done
  if [[ -n $scanner ]]; then note "scanning $image by $scanner" >&2; fi
  found=$(findings "$image")
  printf '{\n    "bytes": %s,\n    "packages": %s,\n    "setuidFiles": %s,\n    "users": [%s],\n' "$bytes" "$packages" "$setuid" "$users"
  printf '    "secondsToReady": %s,\n    "secondsToStop": %s,\n    "findings": %s\n  }' "$(median "${to_ready[@]}")" "$(median "${to_stop[@]}")" "$found"
}

# usage: need_word WHAT TEXT    only what can stand between the quotes of JSON as it is
need_word() {
  [[ $2 =~ ^[A-Za-z0-9_./:@+~-]+$ ]] || fail "$EXIT_FAILED" "$1 is '$2', which no version and no name is." 'Nothing was written.'
}

# usage: digest_of IMAGE    prints the digest of a base image where it is known, as JSON; null where it is not
digest_of() {
  local known=$1
  if [[ $known != *@sha256:* ]]; then known=$(docker image inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$1" 2>/dev/null || true); fi
  if [[ $known =~ @(sha256:[0-9a-f]{64}) ]]; then printf '"%s"' "${BASH_REMATCH[1]}"; else printf 'null'; fi
}

# Prints the record, once both images are there.
record() {
  local docker_version platform spark java before after scan_record=null
  docker_version=$(docker version --format '{{.Server.Version}}')
  platform=$(docker image inspect --format '{{.Os}}/{{.Architecture}}' "${images[1]}")
  spark=$(inside "${images[1]}" printenv SPARK_VERSION)
  java=$(docker run --rm --entrypoint java "${images[1]}" -version 2>&1) || fail "$EXIT_FAILED" "Java did not run in ${images[1]}: $java" 'Nothing was written.'
  [[ $java =~ version\ \"([^\"]+)\" ]] || fail "$EXIT_FAILED" "Java of ${images[1]} does not say its version, but '$java'." 'Nothing was written.'
  java=${BASH_REMATCH[1]}
  need_word 'the version of Docker' "$docker_version"
  need_word 'the platform' "$platform"
  need_word 'the version of Spark' "$spark"
  need_word 'the version of Java' "$java"
  need_word 'the base image' "$base"
  before=$(measure before "${images[0]}")
  after=$(measure after "${images[1]}")
  if [[ -n $scanner ]]; then scan_record="{ \"name\": \"$scanner\", \"version\": \"$scanner_version\" }"; fi
  printf '{\n  "version": 1,\n  "date": "%s",\n' "$(date -u +%Y-%m-%d)"
  printf '  "docker": "%s",\n  "platform": "%s",\n  "spark": "%s",\n  "java": "%s",\n' "$docker_version" "$platform" "$spark" "$java"
  printf '  "base": { "name": "%s", "digest": %s },\n' "$base" "$(digest_of "$base")"
  printf '  "scanner": %s,\n  "starts": %d,\n' "$scan_record" "$STARTS"
  printf '  "before": %s,\n  "after": %s\n}\n' "$before" "$after"
}

# Sets `build_options`, `run_options`, `base` and `scan` from the words.
read_options() {
  while (($# > 0)); do
    case $1 in
    -h | --help)
      usage
      exit
      ;;
    --no-scan)
      scan=false
      shift
      continue
      ;;
    --)
      shift
      continue
      ;;
    --build-arg=* | --network=* | --env=*)
      set -- "${1%%=*}" "${1#*=}" "${@:2}"
      continue
      ;;
    --build-arg | --network | --env) [[ -n ${2:-} ]] || fail "$EXIT_USAGE" "$1 has no value." 'See --help.' ;;
    *) fail "$EXIT_USAGE" "'$1' is not understood." 'See --help for the options.' ;;
    esac
    case $1 in
    --env) run_options+=(--env "$2") ;;
    *) build_options+=("$1" "$2") ;;
    esac
    if [[ $1 == --build-arg && $2 == BASE_IMAGE=* ]]; then base=${2#*=}; fi
    shift 2
  done
}

_main() {
  local written
  ((BASH_VERSINFO[0] >= 5)) || fail "$EXIT_MISSING" "this is bash $BASH_VERSION, and 5.0 is needed for its clock." 'On macOS: brew install bash.'
  base=$BASE_IMAGE scan=true timeout=${MEASURE_TIMEOUT:-120}
  build_options=() run_options=()
  read_options "$@"
  [[ $timeout =~ ^[1-9][0-9]{0,4}$ ]] || fail "$EXIT_USAGE" "MEASURE_TIMEOUT='$timeout' is no number of seconds." 'Write a whole number, for example 120.'
  [[ -r Dockerfile && -r $NAIVE ]] || fail "$EXIT_USAGE" "there is no Dockerfile, or no $NAIVE, in $PWD." 'Run it at the top of the repository: npx projen measure.'
  command -v docker >/dev/null || fail "$EXIT_MISSING" 'docker is not on the PATH.' 'Install it: https://docs.docker.com/engine/install/.'
  docker version --format '{{.Server.Version}}' >/dev/null || fail "$EXIT_MISSING" 'no Docker engine answers: the reason stands above.' 'Start one, and check that you may use it.'
  export DOCKER_BUILDKIT=1
  find_scanner
  container=measure-$NAME-$$
  images=("measure-$NAME:before-$$" "measure-$NAME:after-$$")
  # In the same directory, so that the last step is one rename: there is the whole record, or the one before.
  draft=$(mktemp "./$RESULT.XXXXXX") || fail "$EXIT_FAILED" "no file can be written in $PWD." 'Make the directory writable.'
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  build "${images[1]}" Dockerfile
  build "${images[0]}" "$NAIVE"
  written=$(record)
  printf '%s\n' "$written" >"$draft"
  chmod 0644 "$draft"
  mv -f "$draft" "$RESULT"
  note "$RESULT is written: run \"npx projen\", and commit it with SECURITY.md"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || _main "$@"
