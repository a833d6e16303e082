#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
# shellcheck disable=SC2016,SC2034,SC2153,SC2154 # backquotes mark commands; variables are set and read by other parts, HOST by settings.sh
#
# What can be wrong with values, programs and addresses, and what to write instead. Part of entrypoint.sh, which sources it.

# ---- Spelling --------------------------------------------------------------------------------------------------------

readonly QUOTED_LIST='is a list of options in quotes, which makes one option of them: take the quotes around the list away, since `docker run --env-file` and lists in compose files keep them'

# usage: is_quoted_list TEXT    whether quotes hold together what is several options
# One option may hold blanks, as -Dname='a b' does; there what follows a blank is no option of Java's or Spark's.
is_quoted_list() {
  [[ $1 =~ ^[[:space:]]*(\"[^\"]*\"|\'[^\']*\')[[:space:]]*$ ]] || return 1
  local quoted=${BASH_REMATCH[1]}
  [[ $quoted =~ ^.-.*[[:space:]]-(-|D|X|ea|agent|verbose|javaagent|server) || $quoted =~ ^.--.*[[:space:]] ]]
}

# Refuses quoted lists in properties and variables of Java options and in those by which Spark is called.
check_quoted_lists() {
  local name
  for name in SPARK_SUBMIT_OPTS PYSPARK_SUBMIT_ARGS JAVA_TOOL_OPTIONS; do
    ! is_quoted_list "${!name-}" || problem "$(shown "$name" "${!name}") $QUOTED_LIST"
  done
  for name in spark.{driver,executor}.{extra,default}JavaOptions; do
    ! is_quoted_list "${EFFECTIVE[$name]-}" ||
      problem "$(shown "$name" "${EFFECTIVE[$name]}") of $(origin "$name") $QUOTED_LIST"
  done
}

readonly IPV6='(([0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4})'

# Refuses addresses in properties by whose form Spark would end, with an assertion that failed.
check_ipv6_properties() {
  local name
  for name in spark.driver.{host,bindAddress}; do
    [[ ! ${EFFECTIVE[$name]-} =~ ^$IPV6$ ]] ||
      problem "$(shown "$name" "${EFFECTIVE[$name]}") of $(origin "$name") is an IPv6 address without brackets: write [${EFFECTIVE[$name]}]"
  done
}

# usage: spelling_hint VALUE    prints what a value of the current $type that was refused may suffer from
spelling_hint() {
  if [[ $1 == [\"\']*[\"\'] ]]; then
    printf '. The quotes are a part of the value, since `docker run --env-file` and lists in compose files keep them: take them away'
  elif [[ ($type == host && $1 =~ ^$IPV6$) || ($type == master-url && $1 =~ ^spark://$IPV6:[0-9]+$) ]]; then
    printf '. An IPv6 address stands in brackets: %s' "${1/"${BASH_REMATCH[1]}"/"[${BASH_REMATCH[1]}]"}"
  fi
}

# Warns of variables that look like settings of this image and are none: a typing error must not switch security off.
warn_of_unknown_variables() {
  warn_of_unknown_properties
  local variable index known=' '
  local name type flags min max allowed modes property since aliases default
  local -a found=("${!SPARK_RPC_@}" "${!SPARK_SSL_@}" "${!SPARK_LOCAL_STORAGE_@}" "${!SPARK_AUTHENTICATE@}")
  ((${#found[@]} > 0)) || return 0
  for ((index = 0; index < ${#IMAGE_SETTINGS[@]}; index += SETTING_FIELDS)); do
    read_row "$index"
    known+="$name ${name}_FILE $aliases "
  done
  for variable in "${found[@]}"; do
    has "$known" "$variable" || log WARN "$variable is no setting of this image, and has no effect: mind its spelling"
  done
}

# Names with a dot in them are no variables of a shell, which hands them on all the same.
warn_of_unknown_properties() {
  local variable
  local -a names=("${!SPARK_CONF_@}") environment
  mapfile -d '' -t environment </proc/self/environ
  for variable in "${environment[@]%%=*}"; do
    [[ $variable != SPARK_CONF_*[!A-Za-z0-9_]* ]] || names+=("$variable")
  done
  for variable in "${names[@]}"; do
    [[ $variable == SPARK_CONF_@(DIR|spark_+([A-Za-z0-9_])) ]] ||
      log WARN "$variable sets no property, and has no effect: begin it with SPARK_CONF_spark_, and write one underscore for a dot, two for a hyphen"
  done
}

# ---- What settings name, and the image must have ---------------------------------------------------------------------

check_existence() {
  check_pythons
  check_file_systems
  check_executor_size
}

# usage: find_given NAME SETTING    sets value and by to what a property, else the setting gives, and who said so
find_given() {
  by=$1
  find_argument "$1"
  value=${value:-${EFFECTIVE[$1]-}}
  [[ -z $value ]] || return 0
  by=${GIVEN[$2]:-$2}
  value=${VALUE[$2]-}
}

# The Python of the driver must be here. That of executors may come by --archives, as a path below their directory, and be
# another on workers of another image.
check_pythons() {
  local value by driver
  find_given spark.pyspark.driver.python PYSPARK_DRIVER_PYTHON
  driver=$value
  [[ -z $value ]] || check_program "$by" "$value" problem
  find_given spark.pyspark.python PYSPARK_PYTHON
  if [[ -z $driver ]]; then
    check_program "$by" "$value" problem
  elif [[ $value != [!/]*/* ]]; then
    case ${EFFECTIVE['spark.master']-} in
    spark:* | k8s:* | yarn) check_program "$by" "$value" 'log WARN' ;;
    *) check_program "$by" "$value" problem ;;
    esac
  fi
}

# usage: check_program NAME VALUE REPORT    REPORT: what to do with the sentence
check_program() {
  [[ -z $2 ]] || command -v -- "$2" >/dev/null ||
    $3 "$(shown "$1" "$2") is no program of this image: name one that it has, such as python3, or add it to the image"
}

# JARs by one of which Spark reads a file system that it does not bring itself
declare -grA FILE_SYSTEM_JARS=([s3a]=hadoop-aws [abfs]=hadoop-azure [abfss]=hadoop-azure [wasb]=hadoop-azure
  [wasbs]=hadoop-azure [adl]=hadoop-azure-datalake [gs]='gcs-connector hadoop-gcp' [oss]=hadoop-aliyun [cosn]=hadoop-cos)

# Finds properties whose value is a place in an object store, and no JAR for it. What JARs hold that come by other ways than
# the image is not looked at.
check_file_systems() {
  local name scheme jar value names advice report=problem
  [[ $MODE != @(master|worker) ]] || report='log WARN'
  names=$(sorted_names "${!PROPERTY[@]}")
  while read -r name; do
    value=${EFFECTIVE[$name]-}
    [[ $value =~ ^([a-z0-9]+):// ]] || continue
    scheme=${BASH_REMATCH[1]}
    jar=${FILE_SYSTEM_JARS[$scheme]-}
    if [[ $name == spark.@(eventLog.dir|history.fs.logDirectory) ]] && ! uses_event_log "$name"; then
      continue
    elif [[ $scheme == @(s3|s3n) ]]; then
      jar='' # the names of file systems that Hadoop had once
      [[ -n ${PROPERTY["spark.hadoop.fs.$scheme.impl"]-} ]] ||
        $report "$(shown "$name" "$value") of $(origin "$name") begins with $scheme://, which Hadoop does not know: write s3a://"
    fi
    advice='and the JARs that it needs to the image by the option extraJars'
    case $scheme in
    s3a) advice="to the image by connectors: ['s3']" ;;
    abfs | abfss) advice="to the image by connectors: ['azure']" ;;
    gs) advice="to the image by connectors: ['gcs']" ;;
    esac
    [[ -z $jar ]] || brings_jar "$jar" "$scheme" ||
      $report "$(shown "$name" "$value") of $(origin "$name") needs the JAR ${jar%% *}, which this image does not have: add it $advice, or name it in spark.jars.packages"
  done <<<"$names"
}

# usage: uses_event_log PROPERTY    whether what starts reads or writes event logs there
uses_event_log() {
  if [[ $MODE == history-server ]]; then
    [[ $1 == spark.history.fs.logDirectory ]]
  else
    [[ $1 == spark.eventLog.dir ]] && is_true spark.eventLog.enabled
  fi
}

# usage: brings_jar JARS SCHEME    whether one of the JARs, or one by other ways, may hold the file system
brings_jar() {
  local value name
  for name in $1; do
    ! compgen -G "$SPARK_HOME/jars/$name*.jar" >/dev/null || return 0
  done
  [[ -z ${PROPERTY["spark.hadoop.fs.$2.impl"]-}${SPARK_DIST_CLASSPATH-}${SPARK_DAEMON_CLASSPATH-} ]] || return 0
  [[ $MODE != history-server ]] || return 1
  for name in spark.jars spark.jars.packages spark.driver.extraClassPath; do
    find_property "$name"
    [[ -z $value ]] || return 0
  done
  has "${ARGUMENTS[*]-}" --packages || has "${ARGUMENTS[*]-}" --jars || has "${ARGUMENTS[*]-}" --driver-class-path
}

# A worker that is smaller than the executors that its own settings ask for gets none of them.
check_executor_size() {
  local memory cores worker_memory worker_cores
  [[ $MODE == worker ]] || return 0
  memory=${EFFECTIVE['spark.executor.memory']-} cores=${EFFECTIVE['spark.executor.cores']-}
  worker_memory=${VALUE[SPARK_WORKER_MEMORY]-} worker_cores=${VALUE[SPARK_WORKER_CORES]-}
  memory=${memory,,}
  memory=${memory%b}
  if [[ -n $worker_memory && $memory =~ ^[0-9]+[kmgt]$ ]] &&
    ((${memory%?} * KIBIBYTES[${memory: -1}] > ${worker_memory%?} * KIBIBYTES[${worker_memory: -1}])); then
    log WARN "$(shown spark.executor.memory "$memory") is more than $(shown SPARK_WORKER_MEMORY "$worker_memory"): this worker can hold no such executor. Lower the one, or raise the other"
  fi
  if [[ -n $worker_cores && $cores =~ ^[0-9]+$ ]] && ((10#$cores > worker_cores)); then
    log WARN "$(shown spark.executor.cores "$cores") is more than $(shown SPARK_WORKER_CORES "$worker_cores"): this worker can hold no such executor. Lower the one, or raise the other"
  fi
}

# ---- Addresses that processes bind to and announce -------------------------------------------------------------------

# Sets host to the one that the master binds to and announces; an argument wins over the setting.
find_master_host() {
  local i
  host=${VALUE[SPARK_MASTER_HOST]-}
  for ((i = 0; i < ${#ARGUMENTS[@]}; i++)); do
    [[ ${ARGUMENTS[i]} != @(-h|--host|-i|--ip) ]] || host=${ARGUMENTS[i + 1]-}
  done
}

# usage: check_own_address NAME HOST    a problem where nothing could bind to it
check_own_address() {
  [[ -n $2 && $2 != "$HOSTNAME" ]] || return 0
  is_own_address "$2" ||
    problem "$(shown "$1" "$2") is no address of this container, and nothing could bind to it: give the name or an address of the container, or leave $1 unset"
}

check_addresses() {
  local host
  check_own_address SPARK_LOCAL_IP "${SPARK_LOCAL_IP-}"
  if [[ $MODE == master ]]; then
    find_master_host
    check_own_address SPARK_MASTER_HOST "$host"
    check_announced_host
  elif [[ $MODE != @(worker|history-server) ]]; then
    check_own_address spark.driver.bindAddress "${EFFECTIVE['spark.driver.bindAddress']-}"
  fi
}

# A master binds to the host that it announces: Spark has one name for both.
check_announced_host() {
  local addresses=''
  if [[ $host == @(0.0.0.0|::|'[::]') ]]; then
    export SPARK_PUBLIC_DNS=${SPARK_PUBLIC_DNS:-$HOSTNAME} # the links of its web UI
    log WARN "SPARK_MASTER_HOST='$host' is announced as it is, and nobody can call it: after a restart of the master, a worker finds it again only with spark.worker.preferConfiguredMasterAddress=true, which workers of this image have"
  elif [[ -z $host && ! $HOSTNAME =~ ^$HOST$ ]]; then
    problem "The host name of the container, '$HOSTNAME', is not valid in Java, and the master would announce it. Give the container another host name, with letters, digits, dots and hyphens, or set SPARK_MASTER_HOST"
  elif [[ -z $host || $host == "$HOSTNAME" ]]; then
    find_addresses "$HOSTNAME"
    [[ $addresses != *' '* ]] ||
      log WARN "The container is in several networks ($addresses), and the master answers in one of them only. Set SPARK_MASTER_HOST=0.0.0.0 if workers or applications are in another"
  fi
}

# usage: find_addresses NAME    sets addresses to those of version 4 that /etc/hosts gives the name
find_addresses() {
  local address names
  while read -r address names; do
    [[ $address == *:* || $address == 127.* || " ${names%%#*} " != *" $1 "* ]] || addresses+="${addresses:+ }$address"
  done </etc/hosts
}
