#!/bin/bash
#
# Makes the effective configuration of Spark from the settings. Part of entrypoint.sh, which sources it.

# property|value|condition: always, hardened or tls|first versions that work with it
readonly -a IMAGE_HARDENING=(@HARDENING@)

# First versions of Spark whose AES-GCM works
readonly IMAGE_AES_GCM_SINCE="@AES_GCM_SINCE@"

readonly HARDENED='the hardened defaults'

declare -gA PROPERTY=()    # Spark property -> its value, escaped as in the file
declare -gA ORIGIN=()      # Spark property -> who said so
declare -gA JAVA_OPTION=() # Spark property -> its value among the Java options of the daemon, where it wins over the file
NEW_CONF_DIR=''            # where the configuration is being made

# ---- Spark properties: defaults, then settings, then the mounted file, then SPARK_CONF_… -----------------------------

# usage: set_property NAME VALUE ORIGIN    VALUE as it is
set_property() {
  local escaped=${2//\\/\\\\}
  [[ $escaped != [[:space:]]* ]] || escaped="\\$escaped"
  set_escaped "$1" "$escaped" "$3"
}

# usage: set_escaped NAME VALUE ORIGIN    VALUE as in the file; says what it replaces
set_escaped() {
  local before=${PROPERTY[$1]-} level=INFO
  if [[ -n $before && $before != "$2" && ${GIVEN[${ORIGIN[$1]}]+given}${ORIGIN[$1]} == @(given*|"$HARDENED") ]]; then
    [[ ${ORIGIN[$1]} != "$HARDENED" ]] || level=WARN
    log "$level" "$(shown "$1" "$2") of $3 replaces $(shown "$1" "$before") of ${ORIGIN[$1]}"
  fi
  PROPERTY[$1]=$2
  ORIGIN[$1]=$3
}

# usage: default_property NAME VALUE ORIGIN    sets what nobody has set
default_property() {
  [[ -n ${PROPERTY[$1]-} ]] || set_property "$@"
}

# usage: property NAME    prints the effective value of a Spark property, nothing if it has none
property() {
  local value=${PROPERTY[$1]-}
  if [[ -n ${JAVA_OPTION[$1]+given} ]]; then
    printf '%s' "${JAVA_OPTION[$1]}"
    return
  fi
  value=${value//$'\\\\'/$'\1'}
  value=${value//\\/}
  printf '%s' "${value//$'\1'/\\}"
}

# usage: origin NAME    prints who gave a property its effective value
origin() {
  if [[ -n ${JAVA_OPTION[$1]+given} ]]; then printf 'the Java options'; else printf '%s' "${ORIGIN[$1]-}"; fi
}

# Finds -Dspark.…=… among the options of the daemon that is about to start.
read_java_options() {
  local options option
  [[ $MODE == @(master|worker|history-server) ]] || return 0
  option=${MODE%-server}
  options="$(setting SPARK_DAEMON_JAVA_OPTS) $(setting "SPARK_${option^^}_OPTS")"
  [[ $options == *-Dspark.* ]] || return 0
  while read -r option; do
    [[ $option == -Dspark.*=* ]] || continue
    option=${option#-D}
    JAVA_OPTION[${option%%=*}]=${option#*=}
  done < <(split_options "$options")
}

use_hardening() {
  local record name value condition since
  for record in "${IMAGE_HARDENING[@]}"; do
    IFS='|' read -r name value condition since <<<"$record"
    case $condition in
    hardened) [[ $(setting SPARK_PROFILE) != bitnami ]] || continue ;;
    tls) is_on SPARK_SSL_ENABLED || continue ;;
    esac
    if works_since "$since"; then
      default_property "$name" "$value" "$HARDENED"
    fi
  done
}

# Turns the settings that are more than the value of one property into properties.
use_combined_settings() {
  local events
  events=$(setting SPARK_EVENT_LOG_DIR)
  use_authentication
  default_property spark.eventLog.dir "${events/#\//file:/}" SPARK_EVENT_LOG_DIR
  if [[ $MODE == history-server ]]; then
    events=${VALUE[SPARK_HISTORY_LOG_DIR]-$events}
    default_property spark.history.fs.logDirectory "${events/#\//file:/}" SPARK_HISTORY_LOG_DIR
  fi
  if [[ -n $(setting SPARK_MASTER_RECOVERY_DIR) ]]; then
    default_property spark.deploy.recoveryMode FILESYSTEM SPARK_MASTER_RECOVERY_DIR
    default_property spark.deploy.recoveryDirectory "$(setting SPARK_MASTER_RECOVERY_DIR)" SPARK_MASTER_RECOVERY_DIR
  fi
  if is_on SPARK_WORKER_DECOMMISSION_ENABLED; then
    default_property spark.decommission.enabled true SPARK_WORKER_DECOMMISSION_ENABLED
    default_property spark.storage.decommission.enabled true SPARK_WORKER_DECOMMISSION_ENABLED
    default_property spark.storage.decommission.shuffleBlocks.enabled true SPARK_WORKER_DECOMMISSION_ENABLED
    default_property spark.storage.decommission.rddBlocks.enabled true SPARK_WORKER_DECOMMISSION_ENABLED
    # An executor whose blocks have been moved notices it at its next attempt only, half a minute later by default.
    default_property spark.storage.decommission.replicationReattemptInterval 5s SPARK_WORKER_DECOMMISSION_ENABLED
  fi
  if is_on SPARK_METRICS_ENABLED; then
    default_property spark.ui.prometheus.enabled true SPARK_METRICS_ENABLED
  fi
  if [[ -n ${GIVEN[SPARK_MASTER_URL]-} && $MODE != worker ]]; then
    default_property spark.master "$(setting SPARK_MASTER_URL)" SPARK_MASTER_URL
  fi
}

# Authentication is on when it is asked for, or as soon as there is a secret; encryption follows authentication.
use_authentication() {
  local secret authentication encryption
  secret=$(setting SPARK_RPC_AUTHENTICATION_SECRET)
  authentication=$(setting SPARK_RPC_AUTHENTICATION_ENABLED)
  encryption=$(setting SPARK_RPC_ENCRYPTION_ENABLED)
  if [[ $authentication == auto ]]; then
    authentication=no
    [[ -z $secret ]] || authentication=yes
  elif [[ $authentication == no && -n $secret ]]; then
    log WARN "A secret is given, and SPARK_RPC_AUTHENTICATION_ENABLED=no: nobody is asked for it"
  fi
  [[ $authentication != yes ]] || default_property spark.authenticate true SPARK_RPC_AUTHENTICATION_ENABLED
  [[ $authentication != yes || -z $secret ]] ||
    default_property spark.authenticate.secret "$secret" SPARK_RPC_AUTHENTICATION_SECRET
  if is_on SPARK_SSL_RPC_ENABLED; then
    [[ $encryption != yes ]] ||
      problem "SPARK_RPC_ENCRYPTION_ENABLED='yes' excludes SPARK_SSL_RPC_ENABLED='yes': choose one kind of encryption"
    encryption=no
  elif [[ $encryption == auto ]]; then
    encryption=$authentication
  elif [[ $encryption == yes && $authentication != yes ]]; then
    tolerate "SPARK_RPC_ENCRYPTION_ENABLED='yes' has no effect without authentication: give a secret too"
    encryption=no
  fi
  [[ $encryption != yes ]] || default_property spark.network.crypto.enabled true SPARK_RPC_ENCRYPTION_ENABLED
}

# usage: tolerate WHAT    a problem in the hardened profile, a warning in that of bitnami/spark, where it always was so
tolerate() {
  if [[ $(setting SPARK_PROFILE) == bitnami ]]; then
    log WARN "$1"
  else
    problem "$1"
  fi
}

# usage: read_properties FILE    from standard input; FILE is its name
# Reads as Java does: comments, continued lines, and `=`, `:` or space between name and value.
read_properties() {
  local file=$1 line logical='' rest
  local pattern='^(([^=:[:space:]\\]|\\.)+)[[:space:]]*[=:]?[[:space:]]*(.*)$'
  while IFS= read -r line || [[ -n $line ]]; do
    line=${line%$'\r'}
    line=${line#"${line%%[![:space:]]*}"}
    [[ -n $logical || ($line != '' && $line != [#!]*) ]] || continue
    if [[ $line =~ (^|[^\\])(\\\\)*\\$ ]]; then
      logical+=${line%\\}
      continue
    fi
    logical+=$line
    if [[ $logical =~ $pattern ]]; then
      rest=${BASH_REMATCH[3]}
      set_escaped "${BASH_REMATCH[1]}" "${rest%"${rest##*[![:space:]]}"}" "$file"
    else
      problem "$file has a line that names no property: '${logical:0:40}'"
    fi
    logical=''
  done
}

use_mounted_properties() {
  local file
  file=$(setting SPARK_USER_CONF_DIR)/spark-defaults.conf
  [[ -e $file ]] || return 0
  if [[ -r $file ]]; then
    read_properties "$file" < <(cat -- "$file")
  else
    problem "$file cannot be read by user $(id -u): give it to that user or to group 0"
  fi
}

# SPARK_CONF_spark_sql_shuffle_partitions=8: one underscore is a dot, two a hyphen, three an underscore.
# With _FILE behind it, the variable names a file that holds the value.
use_property_variables() {
  local variable name value
  for variable in "${!SPARK_CONF_spark_@}"; do
    value=${!variable} name=${variable#SPARK_CONF_}
    [[ -n $value ]] || continue
    if [[ $name =~ [^_]_FILE$ ]]; then
      name=${name%_FILE}
      value=$(read_value_file "$value") || {
        problem "$(shown_path "$variable") $value"
        continue
      }
    fi
    name=${name//___/$'\1'}
    name=${name//__/-}
    name=${name//_/.}
    name=${name//$'\1'/_}
    if [[ $value == *[[:cntrl:]]* ]]; then
      problem "$variable holds a line break or another control character: write it on one line"
    else
      set_property "$name" "$value" "$variable"
    fi
    [[ ! $name =~ $SECRET_NAME ]] || SECRETS+=("$variable")
  done
}

# ---- What the settings must be together ------------------------------------------------------------------------------

# usage: check_secret SECRET ORIGIN
check_secret() {
  local rest=${1,,} twice=$1$1 word distinct=0
  local advice="make one by 'openssl rand -hex 32' and give the same to every container"
  if ((${#1} < 32)); then
    tolerate "$2 (not shown) has ${#1} characters: allowed is 32 or more, $advice"
    return
  fi
  for word in password passwd secret changeme change-me change_me default example spark admin master worker \
    1234567890 0123456789 123456789 abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl; do
    rest=${rest//$word/}
  done
  ((${#rest} >= 16)) || distinct=-100
  while [[ -n $rest ]]; do
    rest=${rest//"${rest:0:1}"/}
    ((distinct += 1))
  done
  if ((distinct < 8)) || [[ ${twice:1:${#twice}-2} == *"$1"* ]]; then
    tolerate "$2 (not shown) can be guessed: $advice"
  fi
}

check_authentication() {
  if [[ $(property spark.authenticate) != true ]]; then
    [[ $MODE != @(master|worker) ]] || log WARN \
      "Authentication is off: whoever reaches this $MODE can run code on it. Set SPARK_RPC_AUTHENTICATION_SECRET"
  elif [[ -n $(property spark.authenticate.secret) ]]; then
    check_secret "$(property spark.authenticate.secret)" "$(origin spark.authenticate.secret)"
  elif [[ ! $(property spark.master) =~ ^(yarn|k8s:|local) ]]; then
    problem "SPARK_RPC_AUTHENTICATION_SECRET is missing, and authentication is on: give it or SPARK_RPC_AUTHENTICATION_SECRET_FILE at least 32 characters, for instance from 'openssl rand -hex 32'"
  fi
}

check_encryption() {
  [[ $(property spark.network.crypto.enabled) == true ]] && ! works_since "$IMAGE_AES_GCM_SINCE" || return 0
  if [[ $(property spark.network.crypto.cipher) == *GCM* ]]; then
    problem "$(shown spark.network.crypto.cipher "$(property spark.network.crypto.cipher)") of $(origin spark.network.crypto.cipher) makes this Spark drop messages (SPARK-56227): it works since Spark ${IMAGE_AES_GCM_SINCE// /, }"
  else
    log WARN "Encryption is AES-CTR, which does not notice messages changed on their way (CVE-2025-55039). AES-GCM works since Spark ${IMAGE_AES_GCM_SINCE// /, }"
  fi
}

# The keystore is examined by Java's own keytool: what opens here opens in Spark.
check_tls() {
  local line name file
  is_on SPARK_SSL_ENABLED || return 0
  if [[ -n ${PROPERTY['spark.ssl.keyStore']-} ]]; then
    ! is_on SPARK_SSL_NEED_CLIENT_AUTH || default_property spark.ssl.needClientAuth true SPARK_SSL_NEED_CLIENT_AUTH
    return
  fi
  while read -r line; do
    name=${line#*|}
    case $line in
    property*) # files that were made here will stand in the directory that this one becomes
      file=${name#*|}
      set_property "${name%%|*}" "${file/#"$NEW_CONF_DIR"/$(setting SPARK_CONF_DIR)}" 'the settings of TLS'
      ;;
    problem*) problem "$name" ;;
    warning*) log WARN "$name" ;;
    esac
  done < <(
    for name in "${!VALUE[@]}"; do
      [[ $name != SPARK_SSL_* ]] || export "$name=${VALUE[$name]}"
    done
    export KEYSTORE_GIVEN=${GIVEN[SPARK_SSL_KEYSTORE_FILE]-} KEYTOOL=${JAVA%java}keytool
    exec python3 -S -E "$PARTS/keystore.py" "$NEW_CONF_DIR" || printf 'problem|python3 could not examine the keystore\n'
  )
}

check_connect() {
  [[ $MODE == connect && -n $MODE_SINCE ]] || return 0
  works_since "$MODE_SINCE" && return 0
  compgen -G "$SPARK_HOME/jars/spark-connect_*.jar" >/dev/null && return 0
  [[ -n ${PROPERTY['spark.jars']-}${PROPERTY['spark.jars.packages']-} ]] ||
    problem "SPARK_MODE='connect' needs the JAR of Spark Connect, which Spark $IMAGE_SPARK_VERSION does not bundle: build the image with the option sparkConnect, or name org.apache.spark:spark-connect in SPARK_CONF_spark_jars_packages"
}

# Prints what the container may use, in MiB; nothing where there is no limit. Two versions of control groups tell it.
memory_limit() {
  local file bytes
  for file in /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do
    [[ -r $file ]] || continue
    read -r bytes <"$file"
    [[ ! $bytes =~ ^[0-9]+$ ]] || ((bytes >= 1 << 50)) || printf '%s' "$((bytes / 1048576))"
    return 0
  done
}

# A process that outgrows its container is ended by the kernel, which says nothing in the log.
check_memory_limit() {
  local -A kibibytes=([k]=1 [m]=1024 [g]=1048576 [t]=1073741824)
  local name value limit
  limit=$(memory_limit)
  for name in ${limit:+SPARK_DAEMON_MEMORY SPARK_WORKER_MEMORY SPARK_DRIVER_MEMORY}; do
    value=$(setting "$name")
    if [[ -n $value ]] && ((${value%?} * kibibytes[${value: -1}] > limit * 1024)); then
      log WARN "$(shown "$name" "$value") is more than the ${limit}m that the container may use: what takes more is ended by the kernel, with status 137. Raise the limit, or lower the setting"
    fi
  done
}

# usage: need_directory PATH NAME    makes a directory that NAME asks for; a problem if it cannot be written
need_directory() {
  if ! mkdir -p -- "$1" 2>/dev/null; then
    problem "$(shown "$2" "$1") cannot be made by user $(id -u): mount a volume there, or choose a directory that exists"
  elif [[ ! -w $1 || ! -x $1 ]]; then
    problem "$(shown "$2" "$1") cannot be written by user $(id -u): give it to that user, or to group 0 with mode 0775"
  fi
}

# usage: local_path URI    prints the path of a file: URI; fails for any other
local_path() {
  local path=${1#file:}
  [[ $path == /* ]] || return 1
  while [[ $path == //* ]]; do path=${path#/}; done
  printf '%s' "$path"
}

make_directories() {
  local path paths
  case $MODE in
  master)
    [[ -z $(setting SPARK_MASTER_RECOVERY_DIR) ]] ||
      need_directory "$(setting SPARK_MASTER_RECOVERY_DIR)" SPARK_MASTER_RECOVERY_DIR
    ;;
  worker)
    [[ -z $(setting SPARK_WORKER_DIR) ]] || need_directory "$(setting SPARK_WORKER_DIR)" SPARK_WORKER_DIR
    ;;
  history-server)
    path=$(local_path "$(property spark.history.fs.logDirectory)") &&
      need_directory "$path" "$(origin spark.history.fs.logDirectory)"
    ;;
  esac
  if [[ $MODE != history-server && $(property spark.eventLog.enabled) == true ]] &&
    path=$(local_path "$(property spark.eventLog.dir)"); then
    case $MODE in
    master | worker) mkdir -p -- "$path" 2>/dev/null || true ;; # applications write there, and may run elsewhere
    *) need_directory "$path" "$(origin spark.eventLog.dir)" ;;
    esac
  fi
  IFS=, read -ra paths <<<"$(setting SPARK_LOCAL_DIRS)"
  for path in "${paths[@]}"; do
    need_directory "$path" SPARK_LOCAL_DIRS
  done
}

# ---- The effective configuration directory ---------------------------------------------------------------------------

# Where SPARK_CONF_DIR names the user's own directory, as in files for other images, the effective one stays apart.
keep_user_directory() {
  [[ $(setting SPARK_CONF_DIR) -ef $(setting SPARK_USER_CONF_DIR) ]] || return 0
  VALUE[SPARK_CONF_DIR]=$(setting_default SPARK_CONF_DIR)
  log INFO "SPARK_CONF_DIR is the directory of your files: they are merged into ${VALUE[SPARK_CONF_DIR]}"
}

# Makes the directory beside its place, so that what reads it in the meantime finds the old one whole.
open_configuration() {
  local directory
  directory=$(setting SPARK_CONF_DIR)
  if [[ -e $directory && (! -O $directory || ! -e $directory/.written-by-entrypoint) ]]; then
    problem "$(shown SPARK_CONF_DIR "$directory") holds files of somebody else, and is written afresh at every start: leave it unset, and mount your files at SPARK_USER_CONF_DIR"
    directory=/tmp/spark-conf
  fi
  umask 077
  mkdir -p -- "${directory%/*}/" 2>/dev/null || true
  if ! NEW_CONF_DIR=$(mktemp -d "${directory%/*}/.spark-conf.XXXXXX" 2>/dev/null); then
    problem "$(shown SPARK_CONF_DIR "$directory") cannot be written by user $(id -u): mount a tmpfs at /tmp"
    report_problems
  fi
  : >"$NEW_CONF_DIR/.written-by-entrypoint"
  trap 'rm -rf -- "$NEW_CONF_DIR"' EXIT
}

# Puts the new directory in its place.
close_configuration() {
  local directory
  directory=$(setting SPARK_CONF_DIR)
  rm -rf -- "$directory"
  mv -T -- "$NEW_CONF_DIR" "$directory"
  trap - EXIT
  export SPARK_CONF_DIR=$directory
}

write_configuration() {
  local file user_directory
  user_directory=$(setting SPARK_USER_CONF_DIR)
  for file in "$user_directory"/*; do
    [[ $file == */spark-defaults.conf || $file == *.template || ! -e $file ]] || ln -s -- "$file" "$NEW_CONF_DIR/"
  done
  write_properties >"$NEW_CONF_DIR/spark-defaults.conf"
  compgen -G "$NEW_CONF_DIR/log4j2*" >/dev/null || write_logging >"$NEW_CONF_DIR/log4j2.properties"
  if is_on SPARK_METRICS_ENABLED && [[ ! -e $NEW_CONF_DIR/metrics.properties ]]; then
    write_metrics >"$NEW_CONF_DIR/metrics.properties"
  fi
  write_note >"$NEW_CONF_DIR/health"
  if [[ -n ${LD_PRELOAD-} ]]; then
    write_user_environment "$user_directory" >"$NEW_CONF_DIR/spark-env.sh.new"
    mv -f -- "$NEW_CONF_DIR/spark-env.sh.new" "$NEW_CONF_DIR/spark-env.sh"
  fi
}

write_properties() {
  local name
  printf '# Written at every start of the container; changes are lost. Mount yours at %s.\n' \
    "$(setting SPARK_USER_CONF_DIR)/spark-defaults.conf"
  while read -r name; do
    printf '%s=%s\n' "$name" "${PROPERTY[$name]}"
  done < <(printf '%s\n' "${!PROPERTY[@]}" | LC_ALL=C sort)
}

# Prints the effective configuration and where each line comes from, secrets masked.
print_configuration() {
  local name value
  while read -r name; do
    value=${PROPERTY[$name]}
    if [[ $name =~ $SECRET_NAME || $value =~ ${SECRET_NAME}[^[:space:]]*= ]]; then value='******'; fi
    printf '%s=%s    # %s\n' "$name" "$value" "${ORIGIN[$name]}"
  done < <(printf '%s\n' "${!PROPERTY[@]}" | LC_ALL=C sort)
}

# Daemons log to standard output. Clients keep that for their results, and log to standard error.
write_logging() {
  local target=SYSTEM_OUT level shell_level=warn
  local pattern="%d{yyyy-MM-dd'T'HH:mm:ssZ} %-5p %c{1}: %m%n%ex"
  level=$(setting SPARK_LOG_LEVEL)
  [[ -z ${GIVEN[SPARK_LOG_LEVEL]-} ]] || shell_level=${level,,}
  [[ $MODE_KIND == daemon ]] || target=SYSTEM_ERR
  if [[ $(setting SPARK_LOG_FORMAT) == json ]]; then
    pattern='{"ts":"%d{yyyy-MM-dd'\''T'\''HH:mm:ssZ}","level":"%p","logger":"%c","thread":"%enc{%t}{JSON}"'
    pattern+=',"msg":"%enc{%m}{JSON}","exception":"%enc{%ex}{JSON}"}%n'
  fi
  cat <<-END
	rootLogger.level = ${level,,}
	rootLogger.appenderRef.console.ref = console
	appender.console.type = Console
	appender.console.name = console
	appender.console.target = $target
	appender.console.layout.type = PatternLayout
	appender.console.layout.alwaysWriteExceptions = false
	appender.console.layout.pattern = $pattern
	# Interactive shells take the level of this logger.
	logger.repl.name = org.apache.spark.repl.Main
	logger.repl.level = $shell_level
	logger.sql.name = org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver
	logger.sql.level = $shell_level
	# Says only that a certificate or a library was found, at every request.
	logger.jetty.name = org.sparkproject.jetty
	logger.jetty.level = warn
	END
}

write_metrics() {
  cat <<-END
	*.sink.prometheusServlet.class=org.apache.spark.metrics.sink.PrometheusServlet
	*.sink.prometheusServlet.path=/metrics/prometheus
	master.sink.prometheusServlet.path=/metrics/master/prometheus
	applications.sink.prometheusServlet.path=/metrics/applications/prometheus
	*.source.jvm.class=org.apache.spark.metrics.source.JvmSource
	END
}

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

# `docker exec` does not pass this script; Spark's programs read this file, and find the name of the user in it.
write_user_environment() {
  printf 'export %s=%q\n' LD_PRELOAD "$LD_PRELOAD" NSS_WRAPPER_PASSWD "$NSS_WRAPPER_PASSWD" \
    NSS_WRAPPER_GROUP "$NSS_WRAPPER_GROUP" HOME "$HOME"
  [[ ! -r $1/spark-env.sh ]] || printf '. %q\n' "$1/spark-env.sh"
}

# ---- All of it -------------------------------------------------------------------------------------------------------

# Everything between reading the environment and starting the process.
configure() {
  read_spark_env
  read_settings
  read_java_options
  keep_user_directory
  warn_of_unknown_variables
  use_combined_settings
  use_hardening
  use_mounted_properties
  use_property_variables
  open_configuration
  check_authentication
  check_encryption
  check_tls
  check_connect
  check_memory_limit
  [[ $PRINT_ONLY == yes ]] || make_directories
}
