#!/usr/bin/env bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
# Downloads a release of Apache Spark, verifies it, and unpacks it.
#
# Usage: fetch-spark.sh TARGET_DIRECTORY
#
# Environment:
#   SPARK_VERSION      the release, for example 3.5.3
#   SCALA_VERSION      2.12 or 2.13; decides the archive's name
#   SPARK_MIRROR       address that holds KEYS and spark-VERSION/
#   SPARK_SHA512       SHA-512 of the archive; if given it pins the file and nothing else is asked
#   SPARK_SIGNING_KEY  full fingerprint of the key that signed the release
#
# Without SPARK_SHA512 the archive must have a good signature of SPARK_SIGNING_KEY, whose public key is taken from the
# mirror's KEYS, and the SHA-512 that stands beside it. Exit status: 0 unpacked, 64 bad usage, 65 not verified,
# 69 not downloaded.
set -euo pipefail

# usage: fail STATUS MESSAGE…
fail() {
  local status=$1
  shift
  printf 'fetch-spark: %s\n' "$@" >&2
  exit "$status"
}

# usage: archive_name VERSION SCALA
#    ie: archive_name 3.5.3 2.13 -> spark-3.5.3-bin-hadoop3-scala2.13.tgz
# Spark 3 is published for Scala 2.12 under the plain name; Spark 4 knows Scala 2.13 only.
archive_name() {
  local version=$1 scala=$2
  if [[ $version == 3.* && $scala != 2.12 ]]; then
    printf 'spark-%s-bin-hadoop3-scala%s.tgz\n' "$version" "$scala"
  else
    printf 'spark-%s-bin-hadoop3.tgz\n' "$version"
  fi
}

# usage: download ADDRESS FILE
download() {
  local address=$1 file=$2
  printf 'fetch-spark: downloading %s\n' "$address" >&2
  wget --no-verbose --tries=3 --timeout=60 --output-document="$file" "$address" ||
    fail 69 "could not download $address." "Check SPARK_MIRROR ('$SPARK_MIRROR') and SPARK_VERSION ('$SPARK_VERSION')."
}

# usage: published_sha512 FILE
# Prints the checksum of a .sha512 file in lower case. Two forms are published: `HEX  NAME`, and gpg's `NAME: HEX HEX…`,
# which is broken over several lines.
published_sha512() {
  sed 's/^[^:]*://' "$1" | tr -d ' \t\r\n' | tr 'A-F' 'a-f' | grep -o -E '^[0-9a-f]{128}' || true
}

# usage: verify_sha512 FILE EXPECTED SOURCE
verify_sha512() {
  local file=$1 expected=$2 source=$3 actual
  actual=$(sha512sum "$file" | cut -d ' ' -f 1)
  [[ ${#expected} -eq 128 ]] || fail 65 "$source holds no SHA-512."
  [[ $actual == "$expected" ]] ||
    fail 65 "the archive is not what $source says." "expected SHA-512: $expected" "downloaded:       $actual"
}

# usage: verify_signature FILE SIGNATURE KEYS FINGERPRINT
# VALIDSIG names the fingerprint of the key, or of its primary key when a subkey signed.
verify_signature() {
  local file=$1 signature=$2 keys=$3 fingerprint=$4 status
  GNUPGHOME=$(mktemp -d)
  export GNUPGHOME
  gpg --batch --quiet --import "$keys" 2>/dev/null || true
  gpg --batch --list-keys "$fingerprint" >/dev/null 2>&1 ||
    fail 65 "KEYS of '$SPARK_MIRROR' holds no key $fingerprint (SPARK_SIGNING_KEY)."
  status=$(gpg --batch --status-fd 1 --verify "$signature" "$file" 2>/dev/null || true)
  rm -rf "$GNUPGHOME"
  grep -q -E "^\[GNUPG:\] VALIDSIG ($fingerprint .*|.* $fingerprint)$" <<<"$status" ||
    fail 65 "the archive has no good signature of $fingerprint (SPARK_SIGNING_KEY)." "gpg says: ${status//$'\n'/ | }"
}

_main() {
  [[ $# -eq 1 ]] || fail 64 'one argument is needed: the target directory.'
  local target=$1 name work
  [[ ${SPARK_VERSION:-} =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || fail 64 "SPARK_VERSION '${SPARK_VERSION:-}' is no release such as 3.5.3."
  [[ -n ${SPARK_MIRROR:-} ]] || fail 64 'SPARK_MIRROR is empty: it is the address that holds KEYS and spark-VERSION/.'
  SPARK_SHA512=${SPARK_SHA512:-} SPARK_SIGNING_KEY=${SPARK_SIGNING_KEY:-}
  if [[ -z $SPARK_SHA512 ]]; then
    [[ $SPARK_SIGNING_KEY =~ ^[0-9A-F]{40}$ ]] ||
      fail 64 "SPARK_SIGNING_KEY '$SPARK_SIGNING_KEY' is no full fingerprint." 'Give 40 hexadecimal digits in upper case, or pin the archive by SPARK_SHA512.'
  fi

  name=$(archive_name "$SPARK_VERSION" "${SCALA_VERSION:-2.12}")
  work=$(mktemp -d)
  download "$SPARK_MIRROR/spark-$SPARK_VERSION/$name" "$work/$name"
  if [[ -n $SPARK_SHA512 ]]; then
    verify_sha512 "$work/$name" "${SPARK_SHA512,,}" SPARK_SHA512
  else
    download "$SPARK_MIRROR/spark-$SPARK_VERSION/$name.sha512" "$work/$name.sha512"
    download "$SPARK_MIRROR/spark-$SPARK_VERSION/$name.asc" "$work/$name.asc"
    download "$SPARK_MIRROR/KEYS" "$work/KEYS"
    verify_sha512 "$work/$name" "$(published_sha512 "$work/$name.sha512")" "$name.sha512"
    verify_signature "$work/$name" "$work/$name.asc" "$work/KEYS" "$SPARK_SIGNING_KEY"
  fi
  mkdir -p "$target"
  tar --extract --gzip --file="$work/$name" --directory="$target" --strip-components=1 --no-same-owner
  rm -rf "$work"
  printf 'fetch-spark: %s is verified and unpacked in %s\n' "$name" "$target" >&2
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  _main "$@"
fi
