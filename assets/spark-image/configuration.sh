#!/bin/bash
#
# Makes the effective configuration of Spark, in a directory of its own. Part of entrypoint.sh, which sources it.

# ---- The directory ---------------------------------------------------------------------------------------------------

NEW_CONF_DIR='' # where the configuration is being made

# What is there for this image alone, keys among it. Spark ships the files of its configuration to a driver in the
# cluster, for a ConfigMap on Kubernetes, and no directory that lies among them.
readonly OWN_FILES=.entrypoint

# How every file begins that is written into it
readonly WRITTEN='# Written at every start of the container'

# Everything between reading the environment and starting the process.
configure() {
  read_spark_env
  read_settings
  read_java_options
  keep_user_directory
  check_user_directories
  check_logging_files
  warn_of_unknown_variables
  use_authentication
  use_features
  use_hardening
  use_mounted_properties
  use_property_variables
  use_properties_argument
  check_quoted_lists
  use_driver_options
  check_ipv6_properties
  use_warehouse
  open_configuration
  check_authentication
  check_encryption
  check_tls
  check_connect
  check_addresses
  check_own_name
  check_existence
  check_memory_limit
  check_tmp
  [[ $PRINT_ONLY == yes ]] || make_directories
}

# Where SPARK_CONF_DIR names the user's own directory, as in files for other images, the effective one stays apart.
keep_user_directory() {
  [[ ${VALUE[SPARK_CONF_DIR]-} -ef ${VALUE[SPARK_USER_CONF_DIR]-} ]] || return 0
  VALUE[SPARK_CONF_DIR]=$(setting_default SPARK_CONF_DIR)
  log INFO "SPARK_CONF_DIR is the directory of your files: they are merged into ${VALUE[SPARK_CONF_DIR]}"
}

# What the user mounts and this user cannot read must not be passed over: it may be what makes Spark safe.
check_user_directories() {
  local directory file
  check_user_directory SPARK_USER_CONF_DIR
  [[ $MODE == command ]] || check_user_directory SPARK_INITSCRIPTS_DIR
  directory=${VALUE[SPARK_USER_CONF_DIR]-}
  for file in "$directory"/*; do
    if [[ $file == *.@(conf|properties|sh|xml|yaml|yml|json) && -d $file ]]; then
      problem "$file is a directory, and Spark reads a file of that name: Docker makes one where the file to mount does not exist. Mount a file, or take it away"
    elif [[ -L $file && ! -e $file ]]; then
      problem "$file is a link to a file that is not there: mount that too, or take the link away"
    elif [[ -f $file && ! -r $file ]]; then
      problem "$file cannot be read by user $EUID: give it to that user or to group 0"
    fi
  done
}

# usage: check_user_directory NAME    NAME: the setting; the directory of its default need not be there
check_user_directory() {
  local directory=${VALUE[$1]-}
  if [[ -d $directory ]]; then
    [[ -r $directory && -x $directory ]] ||
      problem "$(shown "$1" "$directory") cannot be read by user $EUID: give it to that user or to group 0, for instance mode 0750"
  elif [[ -e $directory ]] || [[ -n ${GIVEN[$1]-} && $directory != "$(setting_default "$1")" ]]; then
    problem "$(shown "$1" "$directory") is no directory that user $EUID can see: mount it, or correct the path"
  fi
}

# usage: is_own_directory DIRECTORY    whether an earlier start has made it, or was ended while it made or removed it
is_own_directory() {
  local file line
  [[ -d $1 && -O $1 ]] || return 1
  [[ ! -e $1/$OWN_FILES ]] || return 0
  for file in "$1"/* "$1"/.[!.]*; do
    [[ -e $file && ! -L $file ]] || continue
    [[ -f $file && -r $file ]] && IFS= read -r line <"$file" && [[ $line == "$WRITTEN"* ]] || return 1
  done
}

# Removes what starts have left that were ended before they were done: their processes are gone.
remove_remains() {
  local file pid
  for file in "$1"/.spark-conf.*; do
    pid=${file#"$1"/.spark-conf.}
    pid=${pid%%.*}
    [[ ! -O $file || ($pid != "$$" && -e /proc/$pid) ]] || rm -rf -- "$file"
  done
}

# Makes the directory beside its place, so that what reads it in the meantime finds the old one whole. mktemp makes it for
# its owner alone.
open_configuration() {
  local directory parent
  directory=${VALUE[SPARK_CONF_DIR]-}
  if [[ -e $directory ]] && ! is_own_directory "$directory"; then
    problem "$(shown SPARK_CONF_DIR "$directory") holds files of somebody else, and is written afresh at every start: leave it unset, and mount your files at SPARK_USER_CONF_DIR"
    directory=/tmp/spark-conf
  fi
  parent=${directory%/*}
  [[ -d $parent/ ]] || mkdir -p -- "$parent/" 2>/dev/null || true
  remove_remains "$parent"
  if ! NEW_CONF_DIR=$(mktemp -d "$parent/.spark-conf.$$.XXXXXX" 2>/dev/null); then
    problem "$(shown SPARK_CONF_DIR "$directory") cannot be written by user $(id -u): mount a tmpfs at /tmp, as by --tmpfs /tmp:exec"
    report_problems
  fi
  mkdir -- "$NEW_CONF_DIR/$OWN_FILES"
  trap 'rm -rf -- "$NEW_CONF_DIR"' EXIT
}

# Puts the new directory in its place. The old one first gets another name, by which the next start knows what to remove
# if this one is ended before it has.
close_configuration() {
  local directory
  directory=${VALUE[SPARK_CONF_DIR]-}
  if [[ -e $directory ]] && ! mv -T -- "$directory" "$NEW_CONF_DIR.old" 2>/dev/null; then
    problem "$(shown SPARK_CONF_DIR "$directory") cannot be replaced, as it is at every start: mount your volume at the directory above it"
    report_problems
  fi
  mv -T -- "$NEW_CONF_DIR" "$directory"
  trap - EXIT
  rm -rf -- "$NEW_CONF_DIR.old"
  export SPARK_CONF_DIR=$directory
}

# For its owner alone, as the secrets in it demand. The processes of the user keep the umask of the container.
write_configuration() {
  local file user_directory mask
  mask=$(umask)
  umask 077
  user_directory=${VALUE[SPARK_USER_CONF_DIR]-}
  for file in "$user_directory"/*; do
    [[ $file == */spark-defaults.conf || $file == *.template || ! -e $file ]] || ln -s -- "$file" "$NEW_CONF_DIR/"
  done
  write_properties >"$NEW_CONF_DIR/spark-defaults.conf"
  compgen -G "$NEW_CONF_DIR/log4j2*" >/dev/null || write_logging >"$NEW_CONF_DIR/log4j2.properties"
  if is_on SPARK_METRICS_ENABLED && [[ ! -e $NEW_CONF_DIR/metrics.properties ]]; then
    write_metrics >"$NEW_CONF_DIR/metrics.properties"
  fi
  write_note >"$NEW_CONF_DIR/$OWN_FILES/health"
  if [[ -n ${LD_PRELOAD-} ]]; then
    write_user_environment "$user_directory/spark-env.sh" >"$NEW_CONF_DIR/spark-env.sh.new"
    mv -f -- "$NEW_CONF_DIR/spark-env.sh.new" "$NEW_CONF_DIR/spark-env.sh"
  fi
  umask "$mask"
}

# ---- Settings that are more than one property ------------------------------------------------------------------------

# Turns them into properties.
use_features() {
  use_event_log
  use_recovery
  use_decommissioning
  use_metrics
  use_master
  use_thrift_port
}

use_event_log() {
  local events setting=SPARK_EVENT_LOG_DIR
  events=${VALUE[$setting]-}
  default_property spark.eventLog.dir "${events/#\//file:/}" "$setting"
  [[ $MODE == history-server ]] || return 0
  [[ -z ${VALUE[SPARK_HISTORY_LOG_DIR]-} ]] || setting=SPARK_HISTORY_LOG_DIR
  events=${VALUE[$setting]-}
  default_property spark.history.fs.logDirectory "${events/#\//file:/}" "$setting"
}

use_recovery() {
  [[ -n ${VALUE[SPARK_MASTER_RECOVERY_DIR]-} ]] || return 0
  default_property spark.deploy.recoveryMode FILESYSTEM SPARK_MASTER_RECOVERY_DIR
  default_property spark.deploy.recoveryDirectory "${VALUE[SPARK_MASTER_RECOVERY_DIR]-}" SPARK_MASTER_RECOVERY_DIR
}

use_decommissioning() {
  local name
  is_on SPARK_WORKER_DECOMMISSION_ENABLED || return 0
  for name in decommission storage.decommission storage.decommission.{shuffle,rdd}Blocks; do
    default_property "spark.$name.enabled" true SPARK_WORKER_DECOMMISSION_ENABLED
  done
  # An executor whose blocks have been moved notices it at its next attempt only, half a minute later by default.
  default_property spark.storage.decommission.replicationReattemptInterval 5s SPARK_WORKER_DECOMMISSION_ENABLED
}

use_metrics() {
  ! is_on SPARK_METRICS_ENABLED || default_property spark.ui.prometheus.enabled true SPARK_METRICS_ENABLED
}

use_master() {
  [[ -z ${GIVEN[SPARK_MASTER_URL]-} || $MODE == worker ]] ||
    default_property spark.master "${VALUE[SPARK_MASTER_URL]-}" SPARK_MASTER_URL
}

# The port that Hive itself has, 10000, is not said unless it was asked for: an argument of Hive's or hive-site.xml may
# name another, and a property would win over them. Hive has one property for each of its two protocols.
use_thrift_port() {
  local name value
  [[ $MODE == thrift-server && (-n ${GIVEN[SPARK_THRIFT_PORT]-} || ${VALUE[SPARK_THRIFT_PORT]-} != 10000) ]] || return 0
  for name in hive.server2.thrift.{,http.}port; do
    find_argument "$name"
    [[ -n $value ]] || default_property "spark.hadoop.$name" "${VALUE[SPARK_THRIFT_PORT]-}" SPARK_THRIFT_PORT
  done
}

# ---- Logging and metrics ---------------------------------------------------------------------------------------------

# Spark 3.3 and later log by Log4j 2, and pass over files of Log4j 1 without a word.
check_logging_files() {
  local directory=${VALUE[SPARK_USER_CONF_DIR]-} file line
  local advice='is for Log4j 1, and Spark logs by Log4j 2, which does not read it'
  for file in "$directory"/log4j.{properties,xml}; do
    [[ ! -e $file ]] || log WARN "$file $advice: write $directory/log4j2.${file##*.}, for instance after Spark's conf/log4j2.properties.template"
  done
  file=$directory/log4j2.properties
  [[ -f $file && -r $file ]] || return 0
  while IFS= read -r line; do
    [[ $line != log4j.* ]] || {
      log WARN "$file has '${line:0:40}', which $advice: rewrite it after Spark's conf/log4j2.properties.template"
      return 0
    }
  done <"$file"
}

# Daemons log to standard output. Clients keep that for their results, and log to standard error.
write_logging() {
  local target=SYSTEM_OUT level shell_level=warn
  # With Z in place of XXX, Log4j would read the names of all time zones at every start.
  local time="%d{yyyy-MM-dd'T'HH:mm:ssXXX}" pattern
  level=${VALUE[SPARK_LOG_LEVEL]-}
  [[ -z ${GIVEN[SPARK_LOG_LEVEL]-} ]] || shell_level=${level,,}
  [[ $MODE_KIND == daemon ]] || target=SYSTEM_ERR
  pattern="$time %-5p %c{1}: %m%n%ex"
  if [[ ${VALUE[SPARK_LOG_FORMAT]-} == json ]]; then
    pattern='{"ts":"'$time'","level":"%p","logger":"%enc{%c}{JSON}","thread":"%enc{%t}{JSON}"'
    pattern+=',"msg":"%enc{%m}{JSON}","exception":"%enc{%ex}{JSON}"}%n'
  fi
  cat <<-END
	$WRITTEN
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
	# Says of a new metastore that it holds no database yet, which is then made.
	logger.metastore.name = org.apache.hadoop.hive.metastore.ObjectStore
	logger.metastore.level = error
	# Says only that a certificate or a library was found, at every request.
	logger.jetty.name = org.sparkproject.jetty
	logger.jetty.level = warn
	END
}

write_metrics() {
  cat <<-END
	$WRITTEN
	*.sink.prometheusServlet.class=org.apache.spark.metrics.sink.PrometheusServlet
	*.sink.prometheusServlet.path=/metrics/prometheus
	master.sink.prometheusServlet.path=/metrics/master/prometheus
	applications.sink.prometheusServlet.path=/metrics/applications/prometheus
	*.source.jvm.class=org.apache.spark.metrics.source.JvmSource
	END
}

# Prints the effective configuration into the log: where that is JSON, one object for each line, clients' too.
log_configuration() {
  local line
  if [[ ${VALUE[SPARK_LOG_FORMAT]-} != json ]]; then
    print_configuration
    return
  fi
  while IFS= read -r line; do
    MODE_KIND=daemon log INFO "$line"
  done < <(print_configuration)
}
