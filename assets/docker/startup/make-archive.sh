#!/usr/bin/env bash
# Makes the class-data archive of the image: classes that Java finds read, checked and laid out when it starts.
#
# Usage: make-archive.sh TARGET_DIRECTORY "MODE..."
#
# MODE is master, worker, history-server, connect, thrift-server, or submit for a PySpark job. Each is started once and
# notes its classes; one archive can serve all of them, since most classes are the same. It is made by the very Java that
# will read it, as a static archive: that is how JDK 11 makes one, and with later ones it starts a driver sooner than an
# archive written at exit. For submit the modules of PySpark are compiled as well. Without a mode nothing is made.
#
# TARGET_DIRECTORY gets
#   spark.jsa       the archive
#   daemons.jsa     one for master, worker and history server alone, where that pays (see dump_daemons)
#   class-path      the class path that it is good for, which must stand in front
#   driver-options  the options that Spark's launcher gives to the Java of a driver
#
# Exit status: 0 made, 64 bad usage, 70 a mode did not start or did not do its work.
set -euo pipefail

readonly DEADLINE=600 # seconds in which a mode must have started, also on a busy machine
readonly DEPLOY=org.apache.spark.deploy

# usage: fail STATUS MESSAGE…
fail() {
  local status=$1
  shift
  printf 'make-archive: %s\n' "$@" >&2
  exit "$status"
}

# usage: ask_launcher CLASS ARGUMENT…    prints the words of Spark's own command, each ended by NUL
ask_launcher() {
  env -u SPARK_SUBMIT_OPTS -u SPARK_DAEMON_JAVA_OPTS SPARK_CONF_DIR="$WORK/conf" \
    "$JAVA" -XX:-UsePerfData -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@"
}

# usage: expand CLASS_PATH    prints it without the configuration, and with the JARs by name, each once, in a fixed order
# The order of a wildcard is that of the file system.
expand() {
  local LC_ALL=C part jar
  local -a parts entries=()
  IFS=: read -ra parts <<<"$1"
  for part in "${parts[@]}"; do
    case $part in
    "$WORK/conf" | "$WORK/conf/") continue ;;
    *'/*') entries+=("${part%'*'}"*.jar) ;;
    *) entries+=("$part") ;;
    esac
  done
  for jar in "${entries[@]}"; do
    printf '%s\n' "$jar"
  done | awk '!seen[$0]++' | paste -s -d : -
}

# Learns from Spark's launcher how the Java of a driver is called: CLASS_PATH and OPTIONS.
learn_command() {
  local i
  local -a words
  mapfile -d '' -t words < <(ask_launcher "$DEPLOY.SparkSubmit" --class none spark-internal)
  for ((i = 0; i < ${#words[@]}; i++)); do
    case ${words[i]} in
    -cp) CLASS_PATH=$(expand "${words[i + 1]}") ;;
    -Xmx*) OPTIONS=("${words[@]:i+1}") ;;
    esac
  done
  for ((i = 0; i < ${#OPTIONS[@]}; i++)); do
    [[ ${OPTIONS[i]} != "$DEPLOY.SparkSubmit" ]] || OPTIONS=("${OPTIONS[@]:0:i}")
  done
  [[ $CLASS_PATH == *spark-core_* ]] || fail 70 "Spark's launcher gave no class path with Spark in it: '${words[*]}'."
}

# usage: train NAME CLASS ARGUMENT…    starts Java in the background; it notes its classes
train() {
  local name=$1
  shift
  printf 'make-archive: training %s\n' "$name" >&2
  "$JAVA" -Xshare:off "-XX:DumpLoadedClassList=$WORK/$name.classes" -XX:-UsePerfData -Xmx1g "-Djava.io.tmpdir=$WORK" \
    -cp "$CLASS_PATH:$WORK/conf" "${OPTIONS[@]}" "$@" >"$WORK/$name.log" 2>&1 &
  PROCESSES[$name]=$!
}

# usage: wait_for NAME TEXT    until the log of a mode has the text
wait_for() {
  local deadline=$((SECONDS + DEADLINE))
  until grep -q -- "$2" "$WORK/$1.log"; do
    if ((SECONDS > deadline)) || ! kill -0 "${PROCESSES[$1]}" 2>/dev/null; then
      tail -n 30 "$WORK/$1.log" >&2
      fail 70 "$1 did not start: its log is above, without '$2'." \
        'Build without the archive by --build-arg STARTUP_ARCHIVES= (an image that is emulated may be too slow for it).'
    fi
    sleep 0.1
  done
}

# usage: port_of NAME SERVICE    prints the port that a service of a mode got
port_of() {
  sed -n "s/.*Successfully started service '$2' on port \([0-9]*\).*/\1/p" "$WORK/$1.log" | head -n 1
}

# usage: visit PORT PATH    asks a web UI for a page, as the health check does
visit() {
  printf 'GET %s HTTP/1.0\r\n\r\n' "$2" >"/dev/tcp/127.0.0.1/$1" || true
}

# usage: stop NAME    ends a mode by TERM, by which it writes what it noted
stop() {
  kill -TERM "${PROCESSES[$1]}"
  wait "${PROCESSES[$1]}" || true
  unset "PROCESSES[$1]"
}

start_master() {
  train master "$DEPLOY.master.Master" --host 127.0.0.1 --port 0 --webui-port 0
  wait_for master 'New state: ALIVE'
  MASTER=spark://127.0.0.1:$(port_of master sparkMaster)
  visit "$(port_of master MasterUI)" /json/
}

start_worker() {
  train worker "$DEPLOY.worker.Worker" --host 127.0.0.1 --webui-port 0 --cores 2 --memory 1g --work-dir "$WORK/work" "$MASTER"
  wait_for worker 'Successfully registered with master'
  visit "$(port_of worker WorkerUI)" /json/
}

# The history server's port is fixed by a property, and the machine that builds may use it.
start_history_server() {
  mkdir -p "$WORK/events"
  train history-server -Dspark.history.ui.port=0 "-Dspark.history.fs.logDirectory=file:$WORK/events" "$DEPLOY.history.HistoryServer"
  wait_for history-server 'Bound HistoryServer to'
  visit "$(port_of history-server HistoryServerUI)" /api/v1/applications
}

# usage: start_server NAME CLASS TEXT PROPERTY…
start_server() {
  local name=$1 class=$2 text=$3
  shift 3
  train "$name" "$DEPLOY.SparkSubmit" --master 'local[2]' --conf spark.ui.port=0 --conf "$1" --class "$class" spark-internal "${@:2}"
  wait_for "$name" "$text"
}

compile_pyspark() {
  python3 "$HERE/compile_pyspark.py" "$SPARK_HOME/python/lib" || fail 70 'PySpark was not compiled: what Python said stands above.'
}

# A job on the cluster where there is one: its driver and its executor then have what a cluster needs, too.
run_job() {
  local executor="-Xshare:off -XX:DumpLoadedClassList=$WORK/executor.classes -XX:-UsePerfData -Djava.io.tmpdir=$WORK"
  train submit "$DEPLOY.SparkSubmit" --master "${MASTER:-local[2]}" --conf spark.ui.port=0 --conf spark.sql.shuffle.partitions=4 \
    --conf spark.executor.memory=512m --conf "spark.executor.extraJavaOptions=$executor" \
    "$HERE/training_job.py" "$WORK/data"
  wait "${PROCESSES[submit]}" || {
    tail -n 30 "$WORK/submit.log" >&2
    fail 70 'the training job failed: its log stands above.'
  }
}

train_all() {
  local mode
  local sql=org.apache.spark.sql
  for mode in $1; do
    case $mode in
    master | worker | submit) ;;
    history-server) start_history_server ;;
    connect) start_server connect $sql.connect.service.SparkConnectServer 'Spark Connect server started' spark.connect.grpc.binding.port=0 ;;
    thrift-server) start_server thrift-server $sql.hive.thriftserver.HiveThriftServer2 'HiveThriftServer2 started' \
      spark.sql.hive.thriftServer.singleSession=true --hiveconf hive.server2.thrift.port=0 ;;
    *) fail 64 "there is no mode '$mode' to train." ;;
    esac
  done
  [[ $1 != *master* && $1 != *worker* ]] || start_master
  [[ $1 != *worker* ]] || start_worker
  if [[ " $1 " == *' submit '* ]]; then
    compile_pyspark
    run_job
  fi
  for mode in "${!PROCESSES[@]}"; do
    [[ $mode == submit ]] || stop "$mode"
  done
}

# Later Java versions number the classes, per process, and note those of other class loaders, which need the numbers.
merge_lists() {
  sed -e '/ source: /d' -e 's/ id: [0-9]*$//' "$@" | awk '!seen[$0]++'
}

# usage: dump ARCHIVE LIST...
# G1 lays out objects in the archive as well; other collectors read it all the same.
dump() {
  local archive=$1
  merge_lists "${@:2}" >"$WORK/classes"
  printf 'make-archive: writing %s\n' "$archive" >&2
  "$JAVA" -Xshare:dump "-XX:SharedClassListFile=$WORK/classes" "-XX:SharedArchiveFile=$archive" -XX:+UseG1GC -Xmx1g \
    -XX:-UsePerfData -cp "$CLASS_PATH" >"$WORK/dump.log" 2>&1 || {
    tail -n 30 "$WORK/dump.log" >&2
    fail 70 'Java did not write the archive: what it said stands above.'
  }
  chmod 0644 "$archive"
  "$JAVA" -Xshare:on "-XX:SharedArchiveFile=$archive" -XX:-UsePerfData -cp "$CLASS_PATH" -version >"$WORK/check.log" 2>&1 ||
    fail 70 'Java does not take the archive that it has just written:' "$(cat "$WORK/check.log")"
  printf 'make-archive: %s classes, %s bytes\n' "$(wc -l <"$WORK/classes")" "$(stat -c %s "$archive")" >&2
}

# usage: dump_daemons ARCHIVE    where it pays beside that of everything
# Java moves an archive to an address that cannot be guessed, and then writes every pointer in it anew at each start: 17
# does in its newer builds, 11 does not. With the large archive that takes a daemon a tenth of its start, and some 80 MB
# of memory (17.0.19).
dump_daemons() {
  local mode
  local -a daemons=() all=("$WORK"/*.classes)
  for mode in master worker history-server; do
    [[ ! -e $WORK/$mode.classes ]] || daemons+=("$WORK/$mode.classes")
  done
  ((${#daemons[@]} > 0 && ${#daemons[@]} < ${#all[@]})) && moves_archives || return 0
  dump "$1" "${daemons[@]}"
}

moves_archives() {
  "$JAVA" -XX:+UnlockDiagnosticVMOptions -XX:+PrintFlagsFinal -version 2>/dev/null | grep 'ArchiveRelocationMode *= 1' >/dev/null
}

clean_up() {
  local process
  for process in "${PROCESSES[@]}"; do
    kill -KILL "$process" 2>/dev/null || true
  done
  rm -rf "$WORK"
}

_main() {
  [[ $# -eq 2 ]] || fail 64 'two arguments are needed: the target directory, and the modes in one word.'
  if [[ -z $2 ]]; then
    printf 'make-archive: no mode is named, so no archive is made\n' >&2
    return
  fi
  HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
  WORK=$(mktemp -d)
  trap clean_up EXIT
  mkdir -p "$1" "$WORK/conf"
  cd "$WORK"
  SPARK_SCALA_VERSION=$(basename "$SPARK_HOME"/jars/spark-core_*.jar | cut -d _ -f 2 | cut -d - -f 1)
  export SPARK_SCALA_VERSION
  learn_command
  train_all "$2"
  dump "$1/spark.jsa" "$WORK"/*.classes
  dump_daemons "$1/daemons.jsa"
  printf '%s\n' "$CLASS_PATH" >"$1/class-path"
  printf '%s\n' "${OPTIONS[@]}" >"$1/driver-options"
}

declare -A PROCESSES=() # mode -> process that is being trained
OPTIONS=()              # options of a driver's Java
CLASS_PATH='' WORK='' HERE='' MASTER=''
JAVA=${JAVA_HOME:-/opt/java}/bin/java
export SPARK_HOME=${SPARK_HOME:-/opt/spark} SPARK_LOCAL_IP=127.0.0.1 PYTHONDONTWRITEBYTECODE=1

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  _main "$@"
fi
