#!/usr/bin/env bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
# Fetches JARs by Maven coordinates or address, and accepts each only with its SHA-512.
#
# Usage: fetch-jars.sh LIST TARGET_DIRECTORY
#
# LIST has one line a JAR: `SHA512 group:artifact:version` or `SHA512 https://…/name.jar`; `#` begins a comment.
# Coordinates are resolved by the Ivy that Spark itself ships, from its default repository or from MAVEN_MIRROR.
# Exit status: 0 all fetched, 64 bad usage, 65 a checksum differs, 69 not downloaded.
set -euo pipefail

# usage: fail STATUS MESSAGE…
fail() {
  local status=$1
  shift
  printf 'fetch-jars: %s\n' "$@" >&2
  exit "$status"
}

# usage: ivy_settings FILE ADDRESS
ivy_settings() {
  cat >"$1" <<XML
<ivysettings>
  <settings defaultResolver="mirror"/>
  <resolvers><ibiblio name="mirror" m2compatible="true" root="$2"/></resolvers>
</ivysettings>
XML
}

# usage: fetch_coordinates GROUP:ARTIFACT:VERSION FILE JARS_DIRECTORY WORK_DIRECTORY
fetch_coordinates() {
  local coordinates=$1 file=$2 jars=$3 work=$4 group artifact version
  local -a settings=()
  IFS=: read -r group artifact version <<<"$coordinates"
  if [[ -n ${MAVEN_MIRROR:-} ]]; then
    ivy_settings "$work/ivysettings.xml" "$MAVEN_MIRROR"
    settings=(-settings "$work/ivysettings.xml")
  fi
  java -jar "$jars"/ivy-*.jar "${settings[@]}" -cache "$work/cache" -notransitive -confs default \
    -dependency "$group" "$artifact" "$version" -retrieve "$work/[artifact]-[revision].[ext]" >&2 || true
  [[ -s $work/$artifact-$version.jar ]] || fail 69 "could not fetch $coordinates." 'Check the coordinates and MAVEN_MIRROR.'
  mv "$work/$artifact-$version.jar" "$file"
}

# usage: fetch_one SHA512 SOURCE JARS_DIRECTORY
fetch_one() {
  local sha512=$1 source=$2 jars=$3 work name actual group artifact version
  work=$(mktemp -d)
  if [[ $source == http*://* ]]; then
    name=${source##*/}
    wget --no-verbose --tries=3 --timeout=60 --output-document="$work/$name.part" "$source" || fail 69 "could not download $source."
  else
    IFS=: read -r group artifact version <<<"$source"
    name=$artifact-$version.jar
    fetch_coordinates "$source" "$work/$name.part" "$jars" "$work"
  fi
  actual=$(sha512sum "$work/$name.part" | cut -d ' ' -f 1)
  [[ $actual == "$sha512" ]] || fail 65 "$source is not the file that was asked for." "expected SHA-512: $sha512" "downloaded:       $actual"
  install -m 0644 "$work/$name.part" "$jars/$name"
  rm -rf "$work"
  printf 'fetch-jars: %s is verified\n' "$name" >&2
}

_main() {
  [[ $# -eq 2 ]] || fail 64 'two arguments are needed: the list and the target directory.'
  [[ -r $1 ]] || fail 64 "the list '$1' cannot be read."
  local line sha512 source
  # The list has a descriptor of its own: a program that reads its standard input would swallow the lines that follow.
  while read -r -u 3 line || [[ -n $line ]]; do
    [[ -n $line && $line != \#* ]] || continue
    read -r sha512 source <<<"$line"
    fetch_one "$sha512" "$source" "$2"
  done 3<"$1"
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  _main "$@"
fi
