#!/usr/bin/env bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
# The part of upgrade.sh that finds what is newer, and moves the pins of the rc file there. Uses fail, remark, installed and
# base_image of upgrade.sh.

# usage: asked_for PACKAGE    what the rc file asks for: a version, a range, a tag, an address; nothing where any version will do
asked_for() {
  jq --raw-output --arg name "$1" '[.dependencies[]? | select(.name == $name) | .version // ""][0] // ""' .projen/deps.json
}

# usage: newest NAME|NAME@RANGE|NAME@TAG    the newest version of it that the registry has; a beta comes before its release
newest() {
  npm view "$1" version --json | jq --raw-output 'if type == "array" then .[] else . end' | sed 's/-/~/' | sort --version-sort | tail --lines=1 | sed 's/~/-/'
}

# usage: is_newer VERSION OTHER
is_newer() {
  [[ $1 != "$2" && $(printf '%s\n' "${1/-/\~}" "${2/-/\~}" | sort --version-sort | tail --lines=1) == "${1/-/\~}" ]]
}

# usage: choose PACKAGE [RANGE]    sets TARGET to the version to install, or to nothing; moves the pin of the rc file there
choose() {
  local name=$1 asked latest admitted
  asked=$(asked_for "$name")
  TARGET=
  if [[ $asked == *[:/]* ]]; then
    remark "$name stays as it is: the rc file takes it from $asked, where npm finds nothing newer. To upgrade it, change that address."
    return
  fi
  latest=$(newest "$name${2:+@$2}") || latest=
  [[ -n $latest ]] || fail 69 "The registry does not know $name${2:+@$2}: check the registry that npm is configured for."
  TARGET=$latest
  [[ $# -gt 1 ]] || ! is_newer "$(installed "$name")" "$latest" || TARGET=$(installed "$name")
  [[ -n $asked && $asked != '*' && $asked != "$latest" ]] || return 0
  admitted=$(newest "$name@$asked") || admitted=
  TARGET=${admitted:-$latest}
  [[ $asked != [A-Za-z]* ]] && is_newer "$latest" "${admitted:-0}" || return 0
  if [[ ! $asked =~ ^([~^]?)[0-9]+\.[0-9]+\.[0-9]+([-+].*)?$ ]]; then
    remark "$name $latest is newer, but the rc file admits only $asked. To get it, write another range into the rc file."
  elif move_pin "$name@$asked" "$name@${BASH_REMATCH[1]}$latest"; then
    TARGET=$latest
  elif [[ $name == "$PACKAGE" ]]; then
    fail 65 "$name $latest cannot be proposed, since the rc file asks for $name@$asked. Move it there by hand."
  else
    remark "$name $latest is newer, but only $asked is asked for, and the rc file does not hold that as one text."
  fi
}

# usage: move_pin FROM TO    in the rc file; says why when that cannot be
move_pin() {
  node_modules/.bin/spark-image pin "$1" "$2"
}

# usage: manifest PACKAGE    of the version that TARGET says; of the installed one where nothing newer can be found
manifest() {
  if [[ -n $TARGET ]]; then npm view "$1@$TARGET" --json; else cat "node_modules/$1/package.json"; fi
}

# usage: range_for PACKAGE MANIFEST...    what all of them ask of a package; a choice between ranges (||) cannot be joined
range_for() {
  local name=$1
  shift
  printf '%s\n' "$@" | jq --raw-output --slurp --arg name "$name" 'map(.peerDependencies[$name] // .dependencies[$name] // empty) | if any(test("\\|\\|")) then last else unique | join(" ") end'
}

# A base image that is pinned by its digest gets the digest that its tag has now.
renew_base_image() {
  local image digest
  image=$(base_image)
  [[ $image == *:*@sha256:* ]] || return 0
  digest=$(docker buildx imagetools inspect "${image%@*}" --format '{{.Manifest.Digest}}') || digest=
  if [[ $digest != sha256:* ]]; then
    remark "The base image stays as it is: its registry did not say which digest ${image%@*} has."
  elif [[ $image != *"@$digest" ]]; then
    move_pin "$image" "${image%@*}@$digest" || remark "The base image stays as it is: ${image%@*} has the digest $digest now, and the rc file does not name the old one as one text."
  fi
}
