#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
# shellcheck disable=SC2034 # what is set here is read by the scripts that source it
#
# What the container has: Java, directories, addresses. Part of entrypoint.sh and spark-submit.sh, which source it.

# ---- Java ------------------------------------------------------------------------------------------------------------
# How Java is called so that it uses the class-data sharing archive, which docker/startup/make-archive.sh makes while the
# image is built. These functions run at every start, so they set variables: a shell that prints to another costs a
# process each time.

JARS=''    # Spark's JARs, joined by colons
ARCHIVE=() # Java's options for the archive of classes
OPTIONS=() # Java's options that the user gave, one an element

# Sets SPARK_HOME, to its own name where it was given by a link: under another name the archive would not fit.
find_spark_home() {
  SPARK_HOME=${SPARK_HOME:-/opt/spark}
  export SPARK_HOME=${SPARK_HOME%/}
  [[ ! -L $SPARK_HOME ]] || SPARK_HOME=$(readlink -f -- "$SPARK_HOME")
}

# Sets JARS: first those of the archive in their order, since the class path must begin as it did when the archive was
# made; then those that were added to the image or mounted since, sorted. A directory in front would switch it off.
find_jars() {
  local LC_ALL=C IFS=: jar
  local -a jars=()
  local -A known=()
  [[ ! -r $SPARK_HOME/cds/class-path ]] || read -ra jars <"$SPARK_HOME/cds/class-path"
  for jar in "${jars[@]}"; do
    known[$jar]=1
  done
  for jar in "$SPARK_HOME"/jars/*.jar; do
    [[ -n ${known[$jar]-} ]] || jars+=("$jar")
  done
  JARS=${jars[*]}
}

# usage: find_archive NAME OPTION...    sets ARCHIVE, which stays empty where there is no archive
# NAME: daemons, or spark, which serves everything and takes the place of the other where that was not made.
# OPTION: what the user gives to Java. Who chooses an archive, or Java's log, in there is left alone. What Java has to
# say of an archive that does not fit goes to standard error: standard output may belong to a job. It then starts
# without the archive, since -Xshare:auto is what it does by default. The sum of the whole archive, by which Java 11
# begins every start, is left out, as later versions leave it out: whoever pulls an image compares its digests.
find_archive() {
  local archive=$SPARK_HOME/cds/$1.jsa given=" ${*:2} ${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} "
  ARCHIVE=()
  [[ -r $archive ]] || archive=$SPARK_HOME/cds/spark.jsa
  [[ -r $archive && $given != *" -Xshare:"* && $given != *Archive* ]] || return 0
  ARCHIVE=("-XX:SharedArchiveFile=$archive" -Xshare:auto -XX:-VerifySharedSpaces)
  [[ $given == *" -Xlog"* ]] || ARCHIVE+=(-Xlog:disable -Xlog:all=warning:stderr)
}

# usage: split_options TEXT    sets OPTIONS; fails where a quote has no partner
# Quotes and backslashes count, as they do for Spark's launcher.
split_options() {
  local lines
  OPTIONS=()
  if [[ $1 == *[\"\'\\]* ]]; then
    lines=$(xargs printf '%s\n' <<<"$1" 2>/dev/null) || return 1
    mapfile -t OPTIONS <<<"$lines"
  else
    read -rd '' -a OPTIONS <<<"$1" || true # there is no end but that of the text
  fi
}

# ---- Tables ----------------------------------------------------------------------------------------------------------
# Where tables and their metastore are kept, and who shares that place.

readonly SHARED_DIRECTORY="/opt/spark/data"
readonly WAREHOUSE=file:$SHARED_DIRECTORY/warehouse
# Nobody but root can make this directory. Executors that cannot see what a driver sees must fail there: in a directory
# that each of them makes for itself, the rows would get lost, and the job would succeed with none.
readonly NOT_SHARED=file:/mount-one-volume-at${SHARED_DIRECTORY//\//-}-in-every-container

# usage: local_path URI    prints the path of a file: URI; fails for any other
local_path() {
  local path=${1#file:}
  [[ $path == /* ]] || return 1
  while [[ $path == //* ]]; do path=${path#/}; done
  printf '%s' "$path"
}

# usage: find_mount PATH    sets place to where the file system of a path is mounted, root to the directory of it that is
# mounted there, kind to its type, and tags to how it follows other mounts
find_mount() {
  local other from rest
  place='' root='' kind='' tags=''
  while read -r _ _ _ from other _ rest; do
    [[ $1/ == "${other%/}"/* && ${#other} -ge ${#place} ]] || continue
    place=$other root=$from tags=" ${rest% - *}" kind=${rest#*- }
  done </proc/self/mountinfo
  kind=${kind%% *}
}

# usage: is_shared PATH    whether other containers may see what is written there
# A volume without a name, as VOLUME of the image makes one, belongs to one container; its directory has a digest for a
# name. A tmpfs of this container alone follows no mount of the host.
is_shared() {
  local place root kind tags
  find_mount "$1"
  [[ $place != / && ! $root =~ (^|/)[0-9a-f]{64}(/_data)?$ && $root != */kubernetes.io~empty-dir/* ]] || return 1
  [[ $kind != tmpfs || $tags == *' master:'* || $tags == *' shared:'* ]]
}

# usage: names_in_hive_site NAME    whether a hive-site.xml that Spark reads has this property
names_in_hive_site() {
  local file text
  for file in "${SPARK_USER_CONF_DIR:-${SPARK_HOME:-/opt/spark}/conf}" ${SPARK_CONF_DIR:+"$SPARK_CONF_DIR"} ${HADOOP_CONF_DIR:+"$HADOOP_CONF_DIR"}; do
    [[ -f $file/hive-site.xml && -r $file/hive-site.xml ]] || continue
    text=$(<"$file/hive-site.xml")
    [[ ! $text =~ \<name\>[[:space:]]*"$1"[[:space:]]*\</name\> ]] || return 0
  done
  return 1
}

# ---- Addresses -------------------------------------------------------------------------------------------------------

# usage: is_own_address HOST    whether a name or an address is one of this container, as Java would find it
is_own_address() {
  [[ $1 != @(localhost|127.*|0.0.0.0|::|::1|'[::]'|'[::1]') ]] || return 0
  python3 -S -E - "$1" <<'END'
import socket, sys
def binds(family, address):
    with socket.socket(family, socket.SOCK_DGRAM) as end:
        try:
            end.bind(address)
        except OSError:
            return False
    return True
try:
    found = socket.getaddrinfo(sys.argv[1].strip("[]"), 0, type=socket.SOCK_DGRAM)
except OSError:
    sys.exit(1)
sys.exit(0 if any(binds(family, address) for family, _, _, _, address in found) else 1)
END
}
