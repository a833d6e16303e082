#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
#
# How Java is called so that the archive of classes serves it. Part of entrypoint.sh and spark-submit.sh, which source
# it. The archive and its notes are made by docker/startup/make-archive.sh while the image is built.

# usage: spark_jars    prints Spark's JARs by name, joined by colons
# First those of the archive in their order, since the class path must begin as it did when the archive was made; then
# those that were added to the image or mounted since, sorted. A directory in front of them would switch it off.
spark_jars() {
  local LC_ALL=C IFS=: home jar
  local -a jars=()
  local -A known=()
  home=$(readlink -f -- "$SPARK_HOME")
  [[ ! -r $home/cds/class-path ]] || read -ra jars <"$home/cds/class-path"
  for jar in "${jars[@]}"; do
    known[$jar]=1
  done
  for jar in "$home"/jars/*.jar; do
    [[ -n ${known[$jar]-} ]] || jars+=("$jar")
  done
  printf '%s' "${jars[*]}"
}

# usage: archive_options OPTION...    prints Java's options for the archive, one a line; none where there is no archive
# OPTION: what the user gives to Java. Who chooses an archive, or Java's log, in there is left alone. What Java has to
# say of an archive that does not fit goes to standard error: standard output may belong to a job. It then starts
# without the archive, since -Xshare:auto is what it does by default.
archive_options() {
  local archive given=" $* ${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} "
  archive=$(readlink -f -- "$SPARK_HOME")/cds/spark.jsa
  [[ -r $archive && $given != *" -Xshare:"* && $given != *Archive* ]] || return 0
  printf '%s\n' "-XX:SharedArchiveFile=$archive" -Xshare:auto
  [[ $given == *" -Xlog"* ]] || printf '%s\n' -Xlog:disable -Xlog:all=warning:stderr
}

# usage: split_options TEXT    prints one option a line; quotes and backslashes count, as they do for Spark's launcher
split_options() {
  xargs printf '%s\n' <<<"$1" 2>/dev/null
}
