#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
#
# The note by which healthcheck.py knows what runs and where it answers. Part of entrypoint.sh, which sources it.

# usage: find_identity PID    sets identity to the process and the time of its start, which tells it from a later one of
# its number; to nothing where it has ended
find_identity() {
  local line=''
  local -a fields
  identity=''
  { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 0
  read -ra fields <<<"${line##*) }" # behind the name: from the third field on
  identity=$1@${fields[19]-}
}

# The note for the health check, or that of a server that runs here already: this script may also be called beside it.
write_note() {
  local note=${VALUE[SPARK_CONF_DIR]-}/$OWN_FILES/health line process='' runs='' identity=''
  if [[ -r $note ]]; then
    while IFS= read -r line; do
      case $line in
      mode=*) runs=${line#mode=} ;;
      process=*) process=${line#process=} ;;
      esac
    done <"$note"
  fi
  [[ $process != *@* ]] || find_identity "${process%@*}"
  if [[ -n $process && $identity == "$process" && ${process%@*} != "$$" ]] &&
    find_mode "$runs" && [[ $RECORD == *'|daemon|'* ]]; then
    cat -- "$note"
    # The server trusts the certificate of its own start.
    [[ ! -e ${note%/*}/health.pem ]] || cp -f -- "${note%/*}/health.pem" "$NEW_CONF_DIR/$OWN_FILES/health.pem"
  else
    find_identity "$$"
    printf 'process=%s\n' "$identity"
    write_health
  fi
}

# Tells healthcheck.py, which sees only the environment of the container, what runs and where it answers.
write_health() {
  local port secure='' value
  printf 'mode=%s\nhost=%s\n' "$MODE" "${SPARK_LOCAL_IP:-127.0.0.1}"
  case $MODE in
  master)
    find_ui_port spark.master.ui.port
    secure=${EFFECTIVE['spark.ssl.standalone.port']-}
    ;;
  worker)
    find_ui_port spark.worker.ui.port
    secure=${EFFECTIVE['spark.ssl.standalone.port']-}
    find_master_url
    printf 'master=%s\n' "$value"
    ;;
  history-server)
    find_ui_port spark.history.ui.port
    secure=${EFFECTIVE['spark.ssl.historyServer.port']-}
    ! value=$(local_path "${EFFECTIVE['spark.history.fs.logDirectory']-}") || printf 'events=%s\n' "$value"
    ;;
  connect)
    find_property spark.connect.grpc.binding.port
    port=$value
    ;;
  thrift-server) find_thrift_port ;;
  *) return 0 ;;
  esac
  if is_true spark.ssl.enabled && [[ $MODE != @(connect|thrift-server) ]]; then
    secure=${secure:-${EFFECTIVE['spark.ssl.port']-}}
    printf 'scheme=https\nport=%s\n' "${secure:-$((port + 400))}"
    [[ ! -e $NEW_CONF_DIR/$OWN_FILES/health.pem ]] || printf 'certificate=%s\n' "${VALUE[SPARK_CONF_DIR]-}/$OWN_FILES/health.pem"
  else
    printf 'scheme=http\nport=%s\n' "$port"
  fi
}

# usage: find_ui_port PROPERTY    sets port to that of the web UI: the property, else an argument, else the setting
find_ui_port() {
  local i
  port=${EFFECTIVE[$1]-}
  case $MODE in
  master) port=${port:-${VALUE[SPARK_MASTER_WEBUI_PORT]-}} ;;
  worker) port=${port:-${VALUE[SPARK_WORKER_WEBUI_PORT]-}} ;;
  esac
  for ((i = 0; i < ${#ARGUMENTS[@]}; i++)); do
    [[ ${ARGUMENTS[i]} != --webui-port || -n ${PROPERTY[$1]-} ]] || port=${ARGUMENTS[i + 1]-}
  done
}

# usage: find_argument NAME    sets value to what an argument, as of --conf or --hiveconf, gives NAME, else to nothing
find_argument() {
  local argument
  value=''
  for argument in "${ARGUMENTS[@]}"; do
    argument=${argument#--*conf=}
    [[ $argument != "$1="* ]] || value=${argument#*=}
  done
}

# usage: find_property NAME    sets value to that of a property of an application: an argument wins over the file
find_property() {
  find_argument "$1"
  value=${value:-${EFFECTIVE[$1]-}}
}

# usage: find_hive_property NAME DEFAULT    sets value to that of a property of Hive's in the order in which Spark looks
# for it: properties of Spark that stand for it, hive-site.xml, --hiveconf
find_hive_property() {
  local name file=$NEW_CONF_DIR/hive-site.xml text=''
  for name in "spark.$1" "spark.hadoop.$1"; do
    find_property "$name"
    [[ -z $value ]] || return 0
  done
  [[ ! -r $file ]] || read -rd '' text <"$file" || true # there is no end but that of the file
  if [[ $text =~ \<name\>[[:space:]]*"$1"[[:space:]]*\</name\>[[:space:]]*\<value\>[[:space:]]*([^<[:space:]]*) ]]; then
    value=${BASH_REMATCH[1]}
  else
    find_argument "$1"
  fi
  value=${value:-$2}
}

# Sets port to that of the Thrift server, which has another one where it speaks HTTP. A variable of Hive's wins.
find_thrift_port() {
  find_hive_property hive.server2.transport.mode binary
  if [[ ${value,,} == http ]]; then
    find_hive_property hive.server2.thrift.http.port 10001
    port=${HIVE_SERVER2_THRIFT_HTTP_PORT:-$value}
  else
    find_hive_property hive.server2.thrift.port "${VALUE[SPARK_THRIFT_PORT]-}"
    port=${HIVE_SERVER2_THRIFT_PORT:-$value}
  fi
}
