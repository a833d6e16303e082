#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.js and run "npx projen".
# shellcheck disable=SC2034 # what is set here is read by the scripts that source it
#
# How Java is called so that the archive of classes serves it. Part of entrypoint.sh and spark-submit.sh, which source
# it. The archive and its notes are made by docker/startup/make-archive.sh while the image is built.
#
# These functions run at every start, so they set variables: a shell that prints to another costs a process each time.

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
