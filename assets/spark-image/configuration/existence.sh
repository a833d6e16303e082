#!/bin/bash
#
# What settings name, and the image must have. Part of entrypoint.sh, which sources it.

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

# usage: brings_jar JARS SCHEME    whether one of the JARs, or one that comes by other ways, may hold the file system
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
