#!/usr/bin/env bash
# Publishes the image of this machine by hand, to any registry: log in, tag, push, sign, list its contents, verify.
# "npx projen publish" and its parts run it, and say what the repository was made for.
#
# Usage: publish.sh COMMAND [OPTION…]
#
# Commands:
#   login    logs in to the registry; the password comes from standard input or --password-file
#   tag      gives the local image its names in the registry
#   push     pushes these names, and prints the digest that the registry gave
#   sign     signs the digest that was pushed, never a tag; needs cosign
#   sbom     writes the bill of materials of what was pushed; needs syft, and cosign with --attach
#   verify   verifies what the registry serves now, and fails when it does not verify; needs cosign
#   all      tag, push, sign, sbom --attach and verify
#
# Options, each with the variable that does the same:
#   --registry HOST          PUBLISH_REGISTRY           default: the registry of this repository's image
#   --image NAME             PUBLISH_IMAGE              name in the registry; default: that of this repository's image
#   --source REFERENCE       PUBLISH_SOURCE             local image; default: the one that "npx projen build" makes
#   --version VERSION        PUBLISH_VERSION            v1.2.3 stands for the tags v1.2.3, 1.2.3, 1.2 and 1
#   --tag TAG                PUBLISH_TAGS               a further tag, again and again; the variable holds several
#   --digest DIGEST          PUBLISH_DIGEST             what to sign or verify; default: what this machine pushed
#   --user NAME              PUBLISH_USER               who logs in
#   --password-file FILE     PUBLISH_PASSWORD_FILE      file that holds the password or token
#   --key KEY                PUBLISH_KEY                private key: a file, or the address of a key service; without it
#                                                       cosign signs keyless, and asks who you are in a browser
#   --key-password-file FILE PUBLISH_KEY_PASSWORD_FILE  password of the key; else COSIGN_PASSWORD or standard input
#   --public-key KEY         PUBLISH_PUBLIC_KEY         for verify; default: the .pub beside KEY, or KEY of a key service
#   --identity IDENTITY      PUBLISH_IDENTITY           for verify without a key: who must have signed …
#   --issuer ADDRESS         PUBLISH_ISSUER             … and who vouches for it
#   --sbom-file FILE         PUBLISH_SBOM_FILE          default: sbom.spdx.json
#   --attach                                            sbom: attach the list to the image as a signed attestation
#   --with-sbom                                         verify: demand that attestation too
#   --no-log                 PUBLISH_NO_LOG=true        keep out of Sigstore's public log, and do not look there
#   --plain-http             PUBLISH_PLAIN_HTTP=true    the registry speaks no TLS; for tests
#
# Exit status: 0 done, 1 a step failed or nothing verified, 64 wrong usage, 66 a file or an image is missing,
# 69 a program is missing.
set -euo pipefail

# What the repository was made for.
readonly DEFAULT_REGISTRY=${DEFAULT_REGISTRY-} DEFAULT_IMAGE=${DEFAULT_IMAGE-} DEFAULT_SOURCE=${DEFAULT_SOURCE-}

readonly EXIT_FAILED=1 EXIT_USAGE=64 EXIT_NO_INPUT=66 EXIT_MISSING=69

# shellcheck source-path=SCRIPTDIR source=publish-steps.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/publish-steps.sh"

# usage: fail STATUS MESSAGE…
fail() {
  local status=$1
  shift
  printf 'publish: %s\n' "$@" >&2
  exit "$status"
}

# usage: note TEXT
note() {
  printf 'publish: %s\n' "$1"
}

usage() {
  sed -n '/^# Usage/,/^set /{/^set /d;s/^# \{0,1\}//;p;}' "${BASH_SOURCE[0]}"
}

# usage: need PROGRAM WHERE
need() {
  command -v "$1" >/dev/null || fail "$EXIT_MISSING" "$1 is not on the PATH, and this step needs it." "Install it: $2."
}

need_docker() { need docker https://docs.docker.com/engine/install/; }
need_cosign() { need cosign 'https://docs.sigstore.dev/cosign/system_config/installation/ (2.6 or later)'; }
need_syft() { need syft https://github.com/anchore/syft; }

# usage: need_file OPTION FILE    the file must be there and hold something
need_file() {
  [[ -r $2 && -s $2 && ! -d $2 ]] || fail "$EXIT_NO_INPUT" "$1='$2' cannot be read, or holds nothing." 'Name a file that does.'
}

all() {
  need_cosign
  need_syft
  find_trust
  find_key_password
  attach=true
  with_sbom=true
  tag
  push
  sign
  sbom
  verify
}

# usage: read_options WORD…    sets the options, from the variables and then from the words
read_options() {
  registry=${PUBLISH_REGISTRY:-$DEFAULT_REGISTRY} image=${PUBLISH_IMAGE:-$DEFAULT_IMAGE} source=${PUBLISH_SOURCE:-$DEFAULT_SOURCE}
  version=${PUBLISH_VERSION:-} digest=${PUBLISH_DIGEST:-} user=${PUBLISH_USER:-} password_file=${PUBLISH_PASSWORD_FILE:-}
  key=${PUBLISH_KEY:-} key_password_file=${PUBLISH_KEY_PASSWORD_FILE:-} public_key=${PUBLISH_PUBLIC_KEY:-}
  identity=${PUBLISH_IDENTITY:-} issuer=${PUBLISH_ISSUER:-} sbom_file=${PUBLISH_SBOM_FILE:-sbom.spdx.json}
  no_log=${PUBLISH_NO_LOG:-false} plain_http=${PUBLISH_PLAIN_HTTP:-false} attach=false with_sbom=false
  read -r -d '' -a tags <<<"${PUBLISH_TAGS:-}" || true
  while (($# > 0)); do
    case $1 in
    -h | --help)
      usage
      exit
      ;;
    --) shift ;;
    --attach | --with-sbom | --no-log | --plain-http)
      set_option "$1" true
      shift
      ;;
    --registry | --image | --source | --version | --tag | --digest | --user | --password-file | --key | --key-password-file | --public-key | --identity | --issuer | --sbom-file)
      [[ -n ${2:-} ]] || fail "$EXIT_USAGE" "$1 has no value." 'See --help.'
      set_option "$1" "$2"
      shift 2
      ;;
    *) fail "$EXIT_USAGE" "'$1' is not understood." 'See --help for the options.' ;;
    esac
  done
  check_switch PUBLISH_NO_LOG "$no_log"
  check_switch PUBLISH_PLAIN_HTTP "$plain_http"
}

# usage: set_option --NAME VALUE
set_option() {
  local name=${1#--}
  if [[ $name == tag ]]; then
    tags+=("$2")
  else
    printf -v "${name//-/_}" %s "$2"
  fi
}

# usage: check_switch VARIABLE VALUE
check_switch() {
  [[ $2 =~ ^(true|false)$ ]] || fail "$EXIT_USAGE" "$1='$2' is neither true nor false." 'Write true, or leave it out.'
}

_main() {
  local command=${1:-}
  ((BASH_VERSINFO[0] > 4 || (BASH_VERSINFO[0] == 4 && BASH_VERSINFO[1] >= 4))) ||
    fail "$EXIT_MISSING" "this is bash $BASH_VERSION, and 4.4 is needed." 'On macOS: brew install bash.'
  case $command in
  login | tag | push | sign | sbom | verify | all) ;;
  '' | -h | --help | help)
    usage
    if [[ -z $command ]]; then exit "$EXIT_USAGE"; fi
    return
    ;;
  *) fail "$EXIT_USAGE" "'$command' is no command." 'Use login, tag, push, sign, sbom, verify or all; see --help.' ;;
  esac
  read_options "${@:2}"
  cosign_registry=()
  if [[ $plain_http == true ]]; then cosign_registry=(--allow-http-registry); fi
  check_registry
  if [[ $command != login ]]; then
    find_repository
    find_tags
  fi
  "$command"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || _main "$@"
