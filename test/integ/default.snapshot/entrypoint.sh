#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
#
# Starts one process of Apache Spark, with a configuration made afresh from the environment.
#
# usage: entrypoint.sh                          runs SPARK_MODE
#        entrypoint.sh OPTION...                runs SPARK_MODE with these arguments
#        entrypoint.sh MODE [ARGUMENT...]       runs another mode
#        entrypoint.sh driver|executor ...      what Spark asks for on Kubernetes
#        entrypoint.sh print-config             prints the effective configuration, secrets masked
#        entrypoint.sh COMMAND [ARGUMENT...]    runs any command, with the same configuration
#
# exit status: 64 when the configuration is wrong (nothing was started, every problem was printed),
#              127 when there is no such command, else that of the process.
#
# The process replaces this script, so that it gets its signals itself. Only a worker with
# SPARK_WORKER_DECOMMISSION_ENABLED keeps the script as its parent, which passes the signals on.

set -Eeuo pipefail

# ---- Constants: filled in when the repository is generated -----------------------------------------------------------

readonly IMAGE_SPARK_VERSION="3.5.3"
readonly IMAGE_UID="1001"
readonly IMAGE_GID="1001"
readonly IMAGE_HOME="/home/spark"
# name|kind|main class|first version that bundles it|aliases|description
readonly -a IMAGE_MODES=(
  'master|daemon|org.apache.spark.deploy.master.Master|||Master of a standalone cluster'
  'worker|daemon|org.apache.spark.deploy.worker.Worker|||Worker of a standalone cluster; registers with SPARK_MASTER_URL'
  'history-server|daemon|org.apache.spark.deploy.history.HistoryServer|||Web UI of finished applications, read from their event logs'
  'connect|daemon|org.apache.spark.sql.connect.service.SparkConnectServer|4.0||Spark Connect server'
  'thrift-server|daemon|org.apache.spark.sql.hive.thriftserver.HiveThriftServer2|||SQL server for JDBC and ODBC clients'
  'submit|client|org.apache.spark.deploy.SparkSubmit|||spark-submit with the arguments of the container'
  'pyspark|client|org.apache.spark.api.python.PythonGatewayServer||shell|Interactive Python shell'
  'spark-shell|client|org.apache.spark.repl.Main|||Interactive Scala shell'
  'spark-sql|client|org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver|||Interactive SQL shell'
)

readonly EXIT_CONFIGURATION=64
readonly EXIT_NO_COMMAND=127
readonly SECRET_NAME='([Ss]ecret|[Pp]assword|[Tt]oken|[Aa]ccess.?[Kk]ey|[Cc]redential|SECRET|PASSWORD|TOKEN)'

# ---- State -----------------------------------------------------------------------------------------------------------

MODE=''          # name of the mode, 'kubernetes', or 'command' for any other command
MODE_KIND=daemon # daemon or client
MODE_CLASS=''    # main class of the mode
MODE_SINCE=''    # first Spark version that bundles the class
ARGUMENTS=()     # what follows the mode, or the whole command
PRINT_ONLY=no    # whether to print the configuration instead of starting
PROBLEMS=()      # everything that is wrong, reported together

# ---- Parts -----------------------------------------------------------------------------------------------------------

SELF=$(readlink -f -- "${BASH_SOURCE[0]}")
readonly SELF PARTS=${SELF%/*}/spark-image
# shellcheck source-path=SCRIPTDIR source=spark-image/arguments.sh
. "$PARTS/arguments.sh"
# shellcheck source-path=SCRIPTDIR source=spark-image/settings.sh
. "$PARTS/settings.sh"
# shellcheck source-path=SCRIPTDIR source=spark-image/configuration.sh
. "$PARTS/configuration.sh"
# shellcheck source-path=SCRIPTDIR source=spark-image/java.sh
. "$PARTS/java.sh"

# ---- Messages --------------------------------------------------------------------------------------------------------

# usage: log LEVEL MESSAGE     LEVEL: INFO, WARN or ERROR
# Clients keep standard error for themselves: they get warnings and errors only.
log() {
  local level=$1 message=${2//[[:cntrl:]]/?} now
  [[ $level == INFO && ${MODE_KIND:-daemon} == client ]] && return
  printf -v now '%(%Y-%m-%dT%H:%M:%S%z)T' -1
  if [[ ${SPARK_LOG_FORMAT:-} == [Jj][Ss][Oo][Nn] ]]; then
    message=${message//\\/\\\\}
    printf '{"ts":"%s","level":"%s","logger":"entrypoint","msg":"%s"}\n' "$now" "$level" "${message//\"/\\\"}" >&2
  else
    printf '%s %-5s entrypoint: %s\n' "$now" "$level" "$message" >&2
  fi
}

problem() {
  PROBLEMS+=("$1")
}

# usage: shown NAME VALUE    prints NAME='VALUE', cut to a readable length; a secret's name only
shown() {
  local value=$2
  if [[ $1 =~ $SECRET_NAME ]]; then
    printf '%s' "$1"
  else
    ((${#value} <= 100)) || value="${value:0:97}..."
    printf "%s='%s'" "$1" "$value"
  fi
}

# Ends the script when something is wrong. The reason is the last line: `restart: always` shows that one.
report_problems() {
  local count=${#PROBLEMS[@]} i
  ((count > 0)) || return 0
  for ((i = 0; i < count && count > 1; i++)); do
    log ERROR "problem $((i + 1)) of $count: ${PROBLEMS[i]}"
  done
  ((count == 1)) || PROBLEMS[0]+=" (and $((count - 1)) more, above)"
  log ERROR "Nothing was started, the configuration is wrong: ${PROBLEMS[0]}"
  exit "$EXIT_CONFIGURATION"
}

# ---- Small helpers ---------------------------------------------------------------------------------------------------

# usage: has WORDS WORD    whether the list, separated by spaces, holds the word
has() {
  [[ " $1 " == *" $2 "* ]]
}

# usage: works_since VERSIONS    whether the image's Spark is one of these or newer
# The list names the first version of each release line: "3.5.9 4.0.4" holds for 3.5.9 and 4.1.0, not for 4.0.3.
works_since() {
  local -a have first
  local version newest=yes
  IFS=. read -ra have <<<"${IMAGE_SPARK_VERSION%%-*}"
  for version in $1; do
    IFS=. read -ra first <<<"$version"
    if ((have[0] == first[0] && have[1] == first[1])); then
      ((${have[2]:-0} >= ${first[2]:-0}))
      return
    fi
    ((have[0] > first[0] || (have[0] == first[0] && have[1] > first[1]))) || newest=no
  done
  [[ $newest == yes ]]
}

# ---- The user --------------------------------------------------------------------------------------------------------

# Spark runs as the user of the image also when the container is started as root. Other commands stay root.
leave_root() {
  ((EUID == 0 && IMAGE_UID != 0)) || return 0
  local program
  program=$(command -v -- "${ARGUMENTS[0]-}") || true
  if [[ $MODE == command && $(readlink -f -- "${program%/*}") != "$SPARK_HOME"/* ]]; then
    log WARN "Running as root: leave the user of the image in place"
    return
  fi
  log WARN "Started as root: continuing as user $IMAGE_UID"
  export HOME=$IMAGE_HOME
  exec setpriv --reuid="$IMAGE_UID" --regid="$IMAGE_GID" --clear-groups --inh-caps=-all -- "$SELF" "$@"
}

# A user id without a name ends Spark with "invalid null input: name". The wrapper library gives it one.
name_user() {
  local directory=/tmp/.spark-user-$EUID library line
  id -un >/dev/null 2>&1 && return 0
  library=$(compgen -G '/usr/lib*/*/libnss_wrapper.so' || compgen -G '/usr/lib*/libnss_wrapper.so') || {
    problem "User $EUID has no name, and libnss_wrapper is not in the image: run as user $IMAGE_UID"
    return
  }
  if [[ -L $directory ]] || ! (umask 077 && mkdir -p -- "$directory") 2>/dev/null || [[ ! -O $directory ]]; then
    problem "$directory cannot be written by user $EUID: mount a tmpfs at /tmp"
    return
  fi
  if [[ ! -w ${HOME:-/} ]]; then
    export HOME=$IMAGE_HOME
    [[ -w $HOME ]] || HOME=/tmp
  fi
  {
    printf 'spark:x:%s:%s:Spark:%s:/bin/bash\n' "$EUID" "$(id -g)" "$HOME"
    while IFS= read -r line; do
      [[ $line == spark:* ]] || printf '%s\n' "$line"
    done </etc/passwd
  } >"$directory/passwd"
  cp -- /etc/group "$directory/group"
  export LD_PRELOAD="${library%%$'\n'*}${LD_PRELOAD:+:$LD_PRELOAD}"
  export NSS_WRAPPER_PASSWD=$directory/passwd NSS_WRAPPER_GROUP=$directory/group
}

# ---- Start -----------------------------------------------------------------------------------------------------------

# The user's spark-env.sh may set what the settings are read from. Spark's programs must not read it a second time.
read_spark_env() {
  local file=${SPARK_USER_CONF_DIR:-$(setting_default SPARK_USER_CONF_DIR)}/spark-env.sh
  [[ -r $file ]] || return 0
  set +Eeu
  set -a
  # shellcheck source=/dev/null
  . "$file"
  set +a
  set -Eeu
  export SPARK_ENV_LOADED=1
}

# usage: run_init_scripts ARGUMENT...    ARGUMENTs of this script
# Runs *.sh of the directory in their order: executable ones as programs, others inside this shell. When one of them has
# written into the user's spark-defaults.conf, the start begins again, without them.
run_init_scripts() {
  local script status properties
  for script in "$(setting SPARK_INITSCRIPTS_DIR)"/*.sh; do
    [[ -e $script ]] || continue
    log INFO "Running $script"
    status=0
    if [[ -x $script ]]; then
      "$script" || status=$?
    else
      # shellcheck source=/dev/null
      . "$script" || status=$?
    fi
    if ((status != 0)); then
      log ERROR "Nothing was started: $script ended with status $status"
      exit "$status"
    fi
  done
  properties=$(setting SPARK_USER_CONF_DIR)/spark-defaults.conf
  [[ $properties -nt $SPARK_CONF_DIR/spark-defaults.conf ]] || return 0
  log INFO "An init script has changed $properties: it is read again"
  INIT_SCRIPTS_RAN=yes exec "$SELF" "$@"
}

# usage: start COMMAND...    replaces this script
start() {
  unset "${SECRETS[@]}"
  exec "$@"
}

# usage: class_path    prints it for a daemon, the configuration last: in front it would switch the archive off
class_path() {
  local IFS=:
  local -a parts=(${SPARK_DAEMON_CLASSPATH:+"$SPARK_DAEMON_CLASSPATH"} "$(spark_jars)")
  parts+=(${HADOOP_CONF_DIR:+"$HADOOP_CONF_DIR"} ${YARN_CONF_DIR:+"$YARN_CONF_DIR"})
  parts+=(${SPARK_DIST_CLASSPATH:+"$SPARK_DIST_CLASSPATH"} "$SPARK_CONF_DIR")
  printf '%s' "${parts[*]}"
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
  local -a java=("$JAVA") archive=() compiler options modules
  core=$(compgen -G "$SPARK_HOME/jars/spark-core_*.jar")
  core=${core##*/spark-core_}
  export SPARK_SCALA_VERSION=${SPARK_SCALA_VERSION:-${core%%-*}} # a worker builds the command of its executors with it
  logging=$(compgen -G "$SPARK_CONF_DIR/log4j2*")
  mapfile -t options < <(split_options "$(setting SPARK_DAEMON_JAVA_OPTS) $2")
  mapfile -t modules < <(module_options)
  mapfile -t compiler < <(compiler_options "${options[@]}")
  [[ -n ${SPARK_DAEMON_CLASSPATH-} ]] || mapfile -t archive < <(archive_options "${options[@]}")
  java+=("${archive[@]}" "${compiler[@]}" -cp "$(class_path)" "-Dlog4j2.configurationFile=${logging%%$'\n'*}" ${options[0]:+"${options[@]}"})
  java+=("-Xmx$(setting SPARK_DAEMON_MEMORY)" "${modules[@]}" "$class" "${@:3}")
  if is_on SPARK_WORKER_DECOMMISSION_ENABLED && [[ $MODE == worker ]]; then
    run_and_decommission "${java[@]}"
  fi
  start "${java[@]}"
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
  python3 -S -E "$PARTS/drain.py" "$1" "$limit" >"$reason" &
  wait "$!" || true # a second signal ends the wait, not the script that waits
  log INFO "Ending the worker: $(cat -- "$reason")"
  rm -f -- "$reason"
  kill -TERM "$1" 2>/dev/null || true
}

start_master() {
  local host
  host=$(setting SPARK_MASTER_HOST)
  start_daemon "$MODE_CLASS" "$(setting SPARK_MASTER_OPTS)" --host "${host:-$HOSTNAME}" \
    --port "$(setting SPARK_MASTER_PORT)" --webui-port "$(setting SPARK_MASTER_WEBUI_PORT)" "${ARGUMENTS[@]}"
}

start_worker() {
  local -a arguments=(--webui-port "$(setting SPARK_WORKER_WEBUI_PORT)" --work-dir "$(setting SPARK_WORKER_DIR)")
  local option
  for option in cores memory port; do
    [[ -z $(setting "SPARK_WORKER_${option^^}") ]] || arguments+=("--$option" "$(setting "SPARK_WORKER_${option^^}")")
  done
  arguments+=("${ARGUMENTS[@]}")
  [[ " ${ARGUMENTS[*]-}" == *' spark://'* ]] || arguments+=("$(setting SPARK_MASTER_URL)")
  start_daemon "$MODE_CLASS" "$(setting SPARK_WORKER_OPTS)" "${arguments[@]}"
}

# Prints the working directory, or, where it cannot be written, another.
writable_directory() {
  local directory
  for directory in . "$SPARK_HOME/work-dir" /tmp; do
    [[ ! -w $directory ]] || break
  done
  printf '%s' "$directory"
}

# usage: start_server NAME    a server that is an application of its own; it may write into its working directory
start_server() {
  cd "$(writable_directory)"
  start "$SPARK_HOME/bin/spark-submit" --class "$MODE_CLASS" --name "$1" "${ARGUMENTS[@]}"
}

# A client stays where the user's files are. Only the database of Hive's metastore, which spark-sql opens at once, goes
# elsewhere when it cannot be made there.
place_metastore() {
  local directory
  directory=$(writable_directory)
  [[ $MODE_KIND == daemon || $directory == . ]] ||
    export SPARK_SUBMIT_OPTS="${SPARK_SUBMIT_OPTS-} -Dderby.system.home=$directory"
}

start_mode() {
  place_metastore
  case $MODE in
  master) start_master ;;
  worker) start_worker ;;
  history-server) start_daemon "$MODE_CLASS" "$(setting SPARK_HISTORY_OPTS)" "${ARGUMENTS[@]}" ;;
  connect) start_server 'Spark Connect server' ;;
  thrift-server)
    HIVE_SERVER2_THRIFT_PORT=$(setting SPARK_THRIFT_PORT)
    export HIVE_SERVER2_THRIFT_PORT
    start_server 'Thrift JDBC/ODBC Server'
    ;;
  submit) start "$SPARK_HOME/bin/spark-submit" "${ARGUMENTS[@]}" ;;
  spark-shell)
    # bin/spark-shell would stay in front of Java.
    export SPARK_SUBMIT_OPTS="${SPARK_SUBMIT_OPTS-} -Dscala.usejavacp=true"
    start "$SPARK_HOME/bin/spark-submit" --class "$MODE_CLASS" --name 'Spark shell' "${ARGUMENTS[@]}"
    ;;
  pyspark | spark-sql) start "$SPARK_HOME/bin/$MODE" "${ARGUMENTS[@]}" ;;
  esac
}

start_command() {
  local -a py4j=("$SPARK_HOME"/python/lib/py4j-*.zip)
  if is_on SPARK_NO_DAEMONIZE; then
    export SPARK_NO_DAEMONIZE=true
  else
    unset SPARK_NO_DAEMONIZE
  fi
  export PYTHONPATH=$SPARK_HOME/python:${py4j[0]}${PYTHONPATH:+:$PYTHONPATH} # `python3 job.py` finds PySpark
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

# ---- Kubernetes ------------------------------------------------------------------------------------------------------
# Spark itself makes the configuration there, in SPARK_CONF_DIR, and says the rest by the variables used below.

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
  while read -r variable; do
    options+=("${!variable}")
  done < <(compgen -v SPARK_JAVA_OPT_ | sort -t_ -k4n)
  class_path+="${HADOOP_CONF_DIR:+:$HADOOP_CONF_DIR}${SPARK_CLASSPATH:+:$SPARK_CLASSPATH}:$SPARK_HOME/jars/*"
  class_path+="${SPARK_EXTRA_CLASSPATH:+:$SPARK_EXTRA_CLASSPATH}:$PWD${SPARK_DIST_CLASSPATH:+:$SPARK_DIST_CLASSPATH}"
  exec "$JAVA" ${options[0]:+"${options[@]}"} "-Xms$SPARK_EXECUTOR_MEMORY" "-Xmx$SPARK_EXECUTOR_MEMORY" \
    -cp "$class_path" org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend \
    --driver-url "$SPARK_DRIVER_URL" --executor-id "$SPARK_EXECUTOR_ID" --cores "$SPARK_EXECUTOR_CORES" \
    --app-id "$SPARK_APPLICATION_ID" --hostname "$SPARK_EXECUTOR_POD_IP" \
    --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID" --podName "$SPARK_EXECUTOR_POD_NAME"
}

# ---- Main ------------------------------------------------------------------------------------------------------------

find_programs() {
  export SPARK_HOME=${SPARK_HOME:-/opt/spark}
  [[ ! $SPARK_HOME -ef /opt/spark ]] || SPARK_HOME=/opt/spark # under another name the archives of classes would not fit
  JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
  compgen -G "$SPARK_HOME/jars/spark-core_*.jar" >/dev/null ||
    problem "$(shown SPARK_HOME "$SPARK_HOME") holds no Spark: leave it as the image has it"
  command -v "$JAVA" >/dev/null || problem "JAVA_HOME='${JAVA_HOME-}' holds no bin/java: leave it as the image has it"
}

_main() {
  # Called by another name, as compose files for other images do: somebody must reap zombies.
  (($$ != 1)) || ! command -v tini >/dev/null || exec tini -s -- "$SELF" "$@"
  find_programs
  read_arguments "$@"
  leave_root "$@"
  name_user
  [[ $MODE != kubernetes ]] || "start_kubernetes_$1" "${@:2}"
  configure
  if [[ $MODE == command && ${ARGUMENTS[0]##*/} == @(bash|sh|dash) && ${#PROBLEMS[@]} -gt 0 ]]; then
    log WARN "A shell is started all the same, without a configuration: ${PROBLEMS[*]}"
    rm -rf -- "$NEW_CONF_DIR"
    start_command
  fi
  report_problems
  if [[ $PRINT_ONLY == yes ]]; then
    print_configuration
    exit 0
  fi
  write_configuration
  close_configuration
  if is_on SPARK_PRINT_CONFIG; then print_configuration; fi
  [[ $MODE != command ]] || start_command
  [[ -n ${INIT_SCRIPTS_RAN-} ]] || run_init_scripts "$@"
  unset INIT_SCRIPTS_RAN
  start_mode
}

# Sourced, the script offers its functions and does nothing.
if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  trap 'log ERROR "Nothing was started: line $LINENO of ${BASH_SOURCE[0]##*/} failed with status $?"' ERR
  _main "$@"
fi
