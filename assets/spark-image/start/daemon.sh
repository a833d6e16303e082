#!/bin/bash
#
# Starts a master, a worker or a history server, which are Java itself. Part of entrypoint.sh, which sources it.

# The functions that follow add to the options of start_daemon.

# The configuration comes last: in front it would switch the archive off.
add_class_path() {
  local IFS=:
  local -a entries
  find_jars
  entries=(${SPARK_DAEMON_CLASSPATH:+"$SPARK_DAEMON_CLASSPATH"} "$JARS")
  entries+=(${HADOOP_CONF_DIR:+"$HADOOP_CONF_DIR"} ${YARN_CONF_DIR:+"$YARN_CONF_DIR"})
  entries+=(${SPARK_DIST_CLASSPATH:+"$SPARK_DIST_CLASSPATH"} "$SPARK_CONF_DIR")
  command+=(-cp "${entries[*]}")
}

# A master and a worker only coordinate. The compiler for long computations would use the processor when they start
# and gain nothing later: measured, it doubles the time of the processor until a master is ready. A worker that serves
# shuffle files keeps it, and so does whoever chooses a compiler.
add_compiler_options() {
  [[ $MODE == @(master|worker) ]] && ! is_true spark.shuffle.service.enabled || return 0
  [[ " ${OPTIONS[*]} ${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} " == *@(Tiered|JVMCI|-Xint|-Xcomp)* ]] ||
    command+=(-XX:TieredStopAtLevel=1)
}

# Options that bin/spark-class adds for daemons, from Spark 4.0 on. Left out: the incubator module for vectors, which
# no daemon uses and which prints a warning at every start.
# Source: SPARK_PRINT_LAUNCH_COMMAND=1 bin/spark-class org.apache.spark.deploy.master.Master
add_module_options() {
  local package
  works_since 4.0 || return 0
  command+=(-XX:+IgnoreUnrecognizedVMOptions)
  for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
    java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
    command+=("--add-opens=java.base/$package=ALL-UNNAMED")
  done
  command+=(--add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED
    -Djdk.reflect.useDirectMethodHandle=false -Dio.netty.tryReflectionSetAccessible=true
    -Dio.netty.allocator.type=pooled -Dio.netty.handler.ssl.defaultEndpointVerificationAlgorithm=NONE
    --enable-native-access=ALL-UNNAMED)
}

# usage: start_daemon CLASS OPTIONS ARGUMENT...
# Starts Java as bin/spark-class does (order of options included), without the launcher's own Java before it.
start_daemon() {
  local class=$1 core
  local -a command=("$JAVA") cores=("$SPARK_HOME"/jars/spark-core_*.jar) logging=("$SPARK_CONF_DIR"/log4j2*)
  core=${cores[0]##*/spark-core_}
  export SPARK_SCALA_VERSION=${SPARK_SCALA_VERSION:-${core%%-*}} # a worker builds the command of its executors with it
  split_options "${VALUE[SPARK_DAEMON_JAVA_OPTS]-} $2"
  [[ -n ${SPARK_DAEMON_CLASSPATH-} ]] || find_archive daemons "${OPTIONS[@]}"
  command+=("${ARCHIVE[@]}")
  add_compiler_options
  add_class_path
  command+=("-Dlog4j2.configurationFile=${logging[0]}" "${OPTIONS[@]}" "-Xmx${VALUE[SPARK_DAEMON_MEMORY]-}")
  add_module_options
  command+=("$class" "${@:3}")
  if is_on SPARK_WORKER_DECOMMISSION_ENABLED && [[ $MODE == worker ]]; then
    run_and_decommission "${command[@]}"
  fi
  start "${command[@]}"
}

# Stays in front of a worker: a stop first takes the worker out of service (PWR), then waits until it is drained or the
# time is up, then ends it. A second stop ends it at once.
run_and_decommission() {
  local child status=0
  unset "${SECRETS[@]}"
  "$@" &
  child=$!
  trap 'decommission "$child"' TERM INT
  while true; do
    wait "$child" && status=0 || status=$?
    kill -0 "$child" 2>/dev/null || exit "$status"
  done
}

# usage: decommission PID
decommission() {
  local limit=${VALUE[SPARK_WORKER_DECOMMISSION_TIMEOUT]} reason=$NEW_CONF_DIR.drained
  trap 'kill -TERM "$1"' TERM INT
  log INFO "Taking the worker out of service, for at most $limit seconds"
  kill -PWR "$1" || return 0
  python3 -B -S -E "$PARTS/drain.py" "$1" "$limit" >"$reason" &
  wait "$!" || true # a second signal ends the wait, not the script that waits
  log INFO "Ending the worker: $(cat -- "$reason")"
  rm -f -- "$reason"
  kill -TERM "$1" 2>/dev/null || true
}
