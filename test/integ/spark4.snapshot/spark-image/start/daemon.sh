#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
#
# Starts a master, a worker or a history server, which are Java itself. Part of entrypoint.sh, which sources it.

# usage: class_path    prints it for a daemon, the configuration last: in front it would switch the archive off
class_path() {
  local IFS=:
  local -a entries=(${SPARK_DAEMON_CLASSPATH:+"$SPARK_DAEMON_CLASSPATH"} "$(spark_jars)")
  entries+=(${HADOOP_CONF_DIR:+"$HADOOP_CONF_DIR"} ${YARN_CONF_DIR:+"$YARN_CONF_DIR"})
  entries+=(${SPARK_DIST_CLASSPATH:+"$SPARK_DIST_CLASSPATH"} "$SPARK_CONF_DIR")
  printf '%s' "${entries[*]}"
}

# usage: compiler_options OPTION...    prints Java's options for its compiler, one a line; OPTION: what the user gives
# A master and a worker only coordinate. The compiler for long computations would use the processor when they start
# and gain nothing later: measured, it doubles the time of the processor until a master is ready. A worker that serves
# shuffle files keeps it, and so does whoever chooses a compiler.
compiler_options() {
  [[ $MODE == @(master|worker) && $(property spark.shuffle.service.enabled) != true ]] || return 0
  [[ " $* ${JAVA_TOOL_OPTIONS-} ${JDK_JAVA_OPTIONS-} " == *@(Tiered|JVMCI|-Xint|-Xcomp)* ]] || printf '%s\n' -XX:TieredStopAtLevel=1
}

# Options that bin/spark-class adds for daemons, from Spark 4.0 on. Left out: the incubator module for vectors, which
# no daemon uses and which prints a warning at every start.
# Source: SPARK_PRINT_LAUNCH_COMMAND=1 bin/spark-class org.apache.spark.deploy.master.Master
module_options() {
  local package
  works_since 4.0 || return 0
  printf '%s\n' -XX:+IgnoreUnrecognizedVMOptions
  for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
    java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
    printf -- '--add-opens=java.base/%s=ALL-UNNAMED\n' "$package"
  done
  printf '%s\n' --add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED \
    -Djdk.reflect.useDirectMethodHandle=false -Dio.netty.tryReflectionSetAccessible=true \
    -Dio.netty.allocator.type=pooled -Dio.netty.handler.ssl.defaultEndpointVerificationAlgorithm=NONE \
    --enable-native-access=ALL-UNNAMED
}

# usage: start_daemon CLASS OPTIONS ARGUMENT...
# Starts Java as bin/spark-class does (order of options included), without the launcher's own Java before it.
start_daemon() {
  local class=$1 logging core
  local -a command=("$JAVA") archive=() compiler options modules
  core=$(compgen -G "$SPARK_HOME/jars/spark-core_*.jar")
  core=${core##*/spark-core_}
  export SPARK_SCALA_VERSION=${SPARK_SCALA_VERSION:-${core%%-*}} # a worker builds the command of its executors with it
  logging=$(compgen -G "$SPARK_CONF_DIR/log4j2*")
  mapfile -t options < <(split_options "$(setting SPARK_DAEMON_JAVA_OPTS) $2")
  mapfile -t modules < <(module_options)
  mapfile -t compiler < <(compiler_options "${options[@]}")
  [[ -n ${SPARK_DAEMON_CLASSPATH-} ]] || mapfile -t archive < <(archive_options "${options[@]}")
  command+=("${archive[@]}" "${compiler[@]}" -cp "$(class_path)" "-Dlog4j2.configurationFile=${logging%%$'\n'*}" ${options[0]:+"${options[@]}"})
  command+=("-Xmx$(setting SPARK_DAEMON_MEMORY)" "${modules[@]}" "$class" "${@:3}")
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
