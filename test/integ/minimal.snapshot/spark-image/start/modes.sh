#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.js and run "npx projen".
# shellcheck disable=SC2164 # entrypoint.sh ends, with the line, when a command fails
#
# Starts the process of a mode. Part of entrypoint.sh, which sources it.

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
