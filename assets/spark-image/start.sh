#!/bin/bash
# shellcheck disable=SC2034,SC2153,SC2164 # variables are set and read by other parts; entrypoint.sh ends, with the line, when a command fails
#
# Finds out what a container is to run, and starts it. Part of entrypoint.sh, which sources it.

# ---- What to run -----------------------------------------------------------------------------------------------------

RECORD='' # of the mode that was found last

# usage: find_mode NAME    sets RECORD to that of the mode that has this name or alias; fails if there is none
find_mode() {
  local name aliases
  for RECORD in "${IMAGE_MODES[@]}"; do
    IFS='|' read -r name _ _ _ aliases _ <<<"$RECORD"
    [[ $name != "$1" ]] && ! has "$aliases" "$1" || return 0
  done
  return 1
}

# usage: select_mode NAME    sets MODE and what belongs to it; fails if there is no such mode
select_mode() {
  find_mode "$1" || return 1
  IFS='|' read -r MODE MODE_KIND MODE_CLASS MODE_SINCE _ <<<"$RECORD"
}

# usage: select_class CLASS    like select_mode, for the main class of a mode that is Java itself
select_class() {
  local record name class
  for record in "${IMAGE_MODES[@]}"; do
    IFS='|' read -r name _ class _ <<<"$record"
    [[ $name != @(master|worker|history-server) || $class != "$1" ]] || select_mode "$name" || return
  done
  [[ -n $MODE ]]
}

# usage: read_arguments ARGUMENT...
# Leaves MODE empty when SPARK_MODE decides.
read_arguments() {
  if [[ ${1-} == print-config ]]; then
    PRINT_ONLY=yes
    shift
  fi
  while [[ ${1-} == @(/opt/entrypoint.sh|*/scripts/spark/entrypoint.sh) ]]; do shift; done
  ARGUMENTS=("${@:2}")
  case ${1-} in
  '' | */scripts/spark/run.sh) ;;
  driver | executor) MODE=kubernetes ARGUMENTS=("$@") ;;
  -*) ARGUMENTS=("$@") ;;
  *)
    if ! select_mode "$1" && ! select_script "$@"; then
      MODE='command'
      MODE_KIND=client
      ARGUMENTS=("$@")
    fi
    ;;
  esac
}

# usage: select_script COMMAND...    like select_mode, for Spark's own start scripts
# They are the modes under other names: run as they are, they would leave a shell in front of Java, which does not pass
# signals on, and no health check would know what runs.
select_script() {
  local program=$1
  [[ $program != ?(*/)@(bin|sbin)/* ]] || program=${program##*/}
  case $program in
  start-master.sh) select_mode master ;;
  start-worker.sh | start-slave.sh) select_mode worker ;;
  start-history-server.sh) select_mode history-server ;;
  start-connect-server.sh) select_mode connect ;;
  start-thriftserver.sh) select_mode thrift-server ;;
  spark-class) select_class "${2-}" && ARGUMENTS=("${@:3}") ;;
  *) return 1 ;;
  esac
}

mode_names() {
  local record names=''
  for record in "${IMAGE_MODES[@]}"; do
    names+=", ${record%%|*}"
  done
  printf '%s' "${names#, }"
}

# ---- Modes -----------------------------------------------------------------------------------------------------------

# usage: start COMMAND...    replaces this script
start() {
  unset "${SECRETS[@]}"
  exec "$@"
}

start_master() {
  local host
  host=${VALUE[SPARK_MASTER_HOST]-}
  start_daemon "$MODE_CLASS" "${VALUE[SPARK_MASTER_OPTS]-}" --host "${host:-$HOSTNAME}" \
    --port "${VALUE[SPARK_MASTER_PORT]-}" --webui-port "${VALUE[SPARK_MASTER_WEBUI_PORT]-}" "${ARGUMENTS[@]}"
}

# Sets value to the address of a worker's master: an argument wins over the setting.
find_master_url() {
  local argument
  value=${VALUE[SPARK_MASTER_URL]-}
  for argument in "${ARGUMENTS[@]}"; do
    [[ $argument != spark://* ]] || value=$argument
  done
}

start_worker() {
  local -a options=(--webui-port "${VALUE[SPARK_WORKER_WEBUI_PORT]-}" --work-dir "${VALUE[SPARK_WORKER_DIR]-}")
  local option value
  for option in cores memory port; do
    [[ -z ${VALUE[SPARK_WORKER_${option^^}]-} ]] || options+=("--$option" "${VALUE[SPARK_WORKER_${option^^}]-}")
  done
  options+=("${ARGUMENTS[@]}")
  find_master_url
  has "${ARGUMENTS[*]-}" "$value" || options+=("$value")
  start_daemon "$MODE_CLASS" "${VALUE[SPARK_WORKER_OPTS]-}" "${options[@]}"
}

# usage: start_server NAME    a server that is an application of its own
start_server() {
  start "$SPARK_HOME/bin/spark-submit" --class "$MODE_CLASS" --name "$1" "${ARGUMENTS[@]}"
}

start_mode() {
  case $MODE in
  master) start_master ;;
  worker) start_worker ;;
  history-server) start_daemon "$MODE_CLASS" "${VALUE[SPARK_HISTORY_OPTS]-}" "${ARGUMENTS[@]}" ;;
  connect) start_server 'Spark Connect server' ;;
  thrift-server) start_server 'Thrift JDBC/ODBC Server' ;;
  submit) start "$SPARK_HOME/bin/spark-submit" "${ARGUMENTS[@]}" ;;
  spark-shell)
    # bin/spark-shell would stay in front of Java.
    export SPARK_SUBMIT_OPTS="${SPARK_SUBMIT_OPTS-} -Dscala.usejavacp=true"
    start "$SPARK_HOME/bin/spark-submit" --class "$MODE_CLASS" --name 'Spark shell' "${ARGUMENTS[@]}"
    ;;
  pyspark | spark-sql) start "$SPARK_HOME/bin/$MODE" "${ARGUMENTS[@]}" ;;
  esac
}

# ---- Master, worker and history server: Java itself ------------------------------------------------------------------

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

# ---- Any other command -----------------------------------------------------------------------------------------------

readonly EXIT_NO_COMMAND=127

start_command() {
  local -a archives=("$SPARK_HOME"/python/lib/{pyspark,py4j-*}.zip)
  if is_on SPARK_NO_DAEMONIZE; then
    export SPARK_NO_DAEMONIZE=true
  else
    unset SPARK_NO_DAEMONIZE
  fi
  export PYTHONPATH=${archives[0]}:${archives[1]}${PYTHONPATH:+:$PYTHONPATH} # `python3 job.py` finds PySpark, compiled
  # Other images work in SPARK_HOME: what is nowhere else is taken from there.
  if [[ ${ARGUMENTS[0]} == [!/]*/* && ! -e ${ARGUMENTS[0]} && -x $SPARK_HOME/${ARGUMENTS[0]} ]]; then
    cd "$SPARK_HOME"
  fi
  if ! command -v -- "${ARGUMENTS[0]}" >/dev/null; then
    log ERROR "'${ARGUMENTS[0]}' is neither a command nor a mode of this image. Modes: $(mode_names)"
    exit "$EXIT_NO_COMMAND"
  fi
  start "${ARGUMENTS[@]}"
}

# ---- Driver and executor on Kubernetes -------------------------------------------------------------------------------
# Spark makes the configuration in SPARK_CONF_DIR there, and says the rest by the variables used below.

# usage: need_variables NAME...
need_variables() {
  local name
  for name in "$@"; do
    [[ -n ${!name-} ]] || problem "$name is missing: Spark sets it for the pods that it starts on Kubernetes"
  done
  report_problems
}

start_kubernetes_driver() {
  need_variables SPARK_DRIVER_BIND_ADDRESS
  exec "$SPARK_HOME/bin/spark-submit" \
    --conf "spark.driver.bindAddress=$SPARK_DRIVER_BIND_ADDRESS" \
    --conf "spark.executorEnv.SPARK_DRIVER_POD_IP=$SPARK_DRIVER_BIND_ADDRESS" \
    --deploy-mode client "$@"
}

start_kubernetes_executor() {
  local variable class_path=${SPARK_CONF_DIR:-$SPARK_HOME/conf}
  local -a options=()
  need_variables SPARK_EXECUTOR_MEMORY SPARK_DRIVER_URL SPARK_EXECUTOR_ID SPARK_EXECUTOR_CORES SPARK_APPLICATION_ID \
    SPARK_EXECUTOR_POD_IP SPARK_RESOURCE_PROFILE_ID SPARK_EXECUTOR_POD_NAME
  for variable in "${!SPARK_JAVA_OPT_@}"; do
    [[ ! $variable =~ ^SPARK_JAVA_OPT_([0-9]+)$ ]] || options[10#${BASH_REMATCH[1]}]=${!variable}
  done
  class_path+="${HADOOP_CONF_DIR:+:$HADOOP_CONF_DIR}${SPARK_CLASSPATH:+:$SPARK_CLASSPATH}:$SPARK_HOME/jars/*"
  class_path+="${SPARK_EXTRA_CLASSPATH:+:$SPARK_EXTRA_CLASSPATH}:$PWD${SPARK_DIST_CLASSPATH:+:$SPARK_DIST_CLASSPATH}"
  # JARs of the user, by spark.executor.extraClassPath, go before Spark's; the archive serves only behind its own.
  [[ -n ${SPARK_CLASSPATH-} ]] || find_archive spark "${options[@]}"
  ((${#ARCHIVE[@]} == 0)) || find_jars
  # Rows that this executor kept for itself would be lost: see make_warehouse.
  is_shared "$SHARED_DIRECTORY" || mkdir -m 0555 -- "${WAREHOUSE#file:}" 2>/dev/null || true
  # An executor whose blocks have been moved notices it at its next attempt only, half a minute later by default; the hook
  # of its pod waits for it. Properties of the application win.
  # An executor reads the shared secret from a file only if its master is Kubernetes, and Spark names it no master.
  exec "$JAVA" "${ARCHIVE[@]}" -Dspark.master=k8s://kubernetes -Dspark.storage.decommission.replicationReattemptInterval=5s "${options[@]}" "-Xms$SPARK_EXECUTOR_MEMORY" "-Xmx$SPARK_EXECUTOR_MEMORY" \
    -cp "${JARS:+$JARS:}$class_path" org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend \
    --driver-url "$SPARK_DRIVER_URL" --executor-id "$SPARK_EXECUTOR_ID" --cores "$SPARK_EXECUTOR_CORES" \
    --app-id "$SPARK_APPLICATION_ID" --hostname "$SPARK_EXECUTOR_POD_IP" \
    --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID" --podName "$SPARK_EXECUTOR_POD_NAME"
}
