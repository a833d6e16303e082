#!/usr/bin/env bash
# Fetches JARs by Maven coordinates or address, and accepts each only with its SHA-512.
#
# Usage: fetch-jars.sh LIST TARGET_DIRECTORY
#
# LIST has one line a JAR: `SHA512 group:artifact:version[:classifier]` or `SHA512 https://…/name.jar`; `#` begins a comment.
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

# usage: ivy_settings    prints where JARs come from: MAVEN_MIRROR, else the repository that Ivy has by default
ivy_settings() {
  local root=${MAVEN_MIRROR:+"root=\"$MAVEN_MIRROR\""}
  cat <<XML
<ivysettings>
  <settings defaultResolver="jars" defaultConflictManager="all"/>
  <resolvers><ibiblio name="jars" m2compatible="true" usepoms="false" $root/></resolvers>
</ivysettings>
XML
}

# usage: ivy_module COORDINATES…    prints a module that needs these files, and none of what they need
ivy_module() {
  local coordinates group artifact version classifier
  printf '%s\n' '<ivy-module version="2.0" xmlns:m="http://ant.apache.org/ivy/maven">' '  <info organisation="image" module="jars"/>' '  <dependencies>'
  for coordinates in "$@"; do
    IFS=: read -r group artifact version classifier <<<"$coordinates"
    printf '    <dependency org="%s" name="%s" rev="%s" transitive="false"><artifact name="%s" type="jar" ext="jar"%s/></dependency>\n' \
      "$group" "$artifact" "$version" "$artifact" "${classifier:+ m:classifier=\"$classifier\"}"
  done
  printf '%s\n' '  </dependencies>' '</ivy-module>'
}

# usage: ask_ivy JARS_DIRECTORY WORK_DIRECTORY COORDINATES…    fetches all of them, or none where one is missing
ask_ivy() {
  local jars=$1 work=$2
  shift 2
  ivy_settings >"$work/ivysettings.xml"
  ivy_module "$@" >"$work/ivy.xml"
  java -jar "$jars"/ivy-*.jar -settings "$work/ivysettings.xml" -ivy "$work/ivy.xml" -cache "$work/cache" \
    -retrieve "$work/[artifact]-[revision](-[classifier]).[ext]" >&2 || true
}

# usage: fetch_coordinates JARS_DIRECTORY WORK_DIRECTORY COORDINATES…
fetch_coordinates() {
  local jars=$1 work=$2 coordinates
  shift 2
  ask_ivy "$jars" "$work" "$@"
  # Where one was missing, each is asked for by itself, to find out which.
  for coordinates in "$@"; do
    [[ -s $work/$(name_of "$coordinates") ]] || ask_ivy "$jars" "$work" "$coordinates"
    [[ -s $work/$(name_of "$coordinates") ]] || fail 69 "could not fetch $coordinates." 'Check the coordinates and MAVEN_MIRROR.'
  done
}

# usage: name_of SOURCE    prints the name of the file of an address or of coordinates
name_of() {
  local parts
  if [[ $1 == http*://* ]]; then
    printf '%s' "${1##*/}"
  else
    parts=${1#*:}
    printf '%s.jar' "${parts//:/-}"
  fi
}

# usage: add_one SHA512 SOURCE JARS_DIRECTORY WORK_DIRECTORY
add_one() {
  local sha512=$1 source=$2 jars=$3 file actual
  file=$4/$(name_of "$source")
  if [[ $source == http*://* ]]; then
    wget --no-verbose --tries=3 --timeout=60 --output-document="$file" "$source" || fail 69 "could not download $source."
  fi
  actual=$(sha512sum "$file" | cut -d ' ' -f 1)
  [[ $actual == "$sha512" ]] || fail 65 "$source is not the file that was asked for." "expected SHA-512: $sha512" "downloaded:       $actual"
  install -m 0644 "$file" "$jars/"
  rm "$file"
  printf 'fetch-jars: %s is verified\n' "${file##*/}" >&2
}

_main() {
  [[ $# -eq 2 ]] || fail 64 'two arguments are needed: the list and the target directory.'
  [[ -r $1 ]] || fail 64 "the list '$1' cannot be read."
  local line work source i
  local -a sums=() sources=() coordinates=()
  while read -r line || [[ -n $line ]]; do
    [[ -n $line && $line != \#* ]] || continue
    source=${line#* }
    sums+=("${line%% *}") sources+=("$source")
    [[ $source == http*://* ]] || coordinates+=("$source")
  done <"$1"
  work=$(mktemp -d)
  ((${#coordinates[@]} == 0)) || fetch_coordinates "$2" "$work" "${coordinates[@]}" </dev/null
  for i in "${!sources[@]}"; do
    add_one "${sums[i]}" "${sources[i]}" "$2" "$work"
  done
  rm -rf "$work"
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  _main "$@"
fi
