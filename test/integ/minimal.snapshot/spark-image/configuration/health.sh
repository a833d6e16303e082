#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.js and run "npx projen".
#
# The note by which healthcheck.py knows what runs and where it answers. Part of entrypoint.sh, which sources it.

# usage: process_identity PID    prints the process and the time of its start, which tells it from a later one of its number
process_identity() {
  local -a fields
  [[ -r /proc/$1/stat ]] || return 0
  read -ra fields <<<"$(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null)" # behind the name: from the third field on
  printf '%s@%s' "$1" "${fields[19]-}"
}

# The note for the health check, or that of a server that runs here already: this script may also be called beside it.
write_note() {
  local note process='' runs=''
  note=$(setting SPARK_CONF_DIR)/health
  if [[ -r $note ]]; then
    runs=$(sed -n 's/^mode=//p' "$note")
    process=$(sed -n 's/^process=//p' "$note")
  fi
  if [[ $process == *@* && ${process%@*} != "$$" && $(find_mode "$runs") == *'|daemon|'* ]] &&
    [[ $(process_identity "${process%@*}") == "$process" ]]; then
    cat -- "$note"
    # The server trusts the certificate of its own start.
    [[ ! -e ${note%/*}/health.pem ]] || cp -f -- "${note%/*}/health.pem" "$NEW_CONF_DIR/health.pem"
  else
    printf 'process=%s\n' "$(process_identity "$$")"
    write_health
  fi
}

# Tells healthcheck.py, which sees only the environment of the container, what runs and where it answers.
write_health() {
  local ui secure=''
  printf 'mode=%s\nhost=%s\n' "$MODE" "${SPARK_LOCAL_IP:-127.0.0.1}"
  case $MODE in
  master) ui=$(ui_port spark.master.ui.port) secure=$(property spark.ssl.standalone.port) ;;
  worker) ui=$(ui_port spark.worker.ui.port) secure=$(property spark.ssl.standalone.port) ;;
  history-server) ui=$(ui_port spark.history.ui.port) secure=$(property spark.ssl.historyServer.port) ;;
  connect) ui=$(property spark.connect.grpc.binding.port) ;;
  thrift-server) ui=$(setting SPARK_THRIFT_PORT) ;;
  *) return 0 ;;
  esac
  if [[ $(property spark.ssl.enabled) == true && $MODE != @(connect|thrift-server) ]]; then
    secure=${secure:-$(property spark.ssl.port)}
    printf 'scheme=https\nport=%s\n' "${secure:-$((ui + 400))}"
    [[ ! -e $NEW_CONF_DIR/health.pem ]] || printf 'certificate=%s\n' "$(setting SPARK_CONF_DIR)/health.pem"
  else
    printf 'scheme=http\nport=%s\n' "$ui"
  fi
}

# usage: ui_port PROPERTY    prints the port of the web UI: the property, else an argument, else the setting
ui_port() {
  local port i
  port=$(property "$1")
  case $MODE in
  master) port=${port:-$(setting SPARK_MASTER_WEBUI_PORT)} ;;
  worker) port=${port:-$(setting SPARK_WORKER_WEBUI_PORT)} ;;
  esac
  for ((i = 0; i < ${#ARGUMENTS[@]}; i++)); do
    [[ ${ARGUMENTS[i]} != --webui-port || -n ${PROPERTY[$1]-} ]] || port=${ARGUMENTS[i + 1]-}
  done
  printf '%s' "$port"
}
