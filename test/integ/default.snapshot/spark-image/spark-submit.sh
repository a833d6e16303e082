#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
#
# Stands in the place of Spark's bin/spark-submit, and takes the same arguments.
#
# Spark starts a first Java, its launcher, to work out how the second is called, and that one gets a class path by which
# no archive of classes can serve it. This script calls the second at once, as the launcher would: what the launcher
# adds was noted when the image was built. Wherever an option, a property or a variable is in play that it does not
# know to treat as the launcher does, it leaves the work to the launcher.

readonly SUBMIT=org.apache.spark.deploy.SparkSubmit
SELF=$(readlink -f -- "${BASH_SOURCE[0]}")
readonly SELF PARTS=${SELF%/*}
# shellcheck source-path=SCRIPTDIR source=container.sh
. "$PARTS/container.sh"
# shellcheck source-path=SCRIPTDIR source=messages.sh
. "$PARTS/messages.sh"
# shellcheck source-path=SCRIPTDIR source=submission.sh
. "$PARTS/submission.sh"
# shellcheck source-path=SCRIPTDIR source=driver.sh
. "$PARTS/driver.sh"

# Variables by which the launcher does something else
readonly OTHERWISE=(SPARK_PREPEND_CLASSES SPARK_TESTING SPARK_SQL_TESTING SPARK_PRINT_LAUNCH_COMMAND SPARK_REMOTE
  SPARK_CONNECT_MODE SPARK_LAUNCHER_OPTS)

# usage: is_server    whether the class is a server, which Spark's launcher treats as a daemon
is_server() {
  [[ $CLASS == org.apache.spark.sql.hive.thriftserver.HiveThriftServer2 ||
    $CLASS == org.apache.spark.sql.connect.service.SparkConnectServer ]]
}

# usage: may_start    whether Java can be called without the launcher
may_start() {
  local name
  [[ -r $SPARK_HOME/cds/driver-options && ! -e $SPARK_CONF_DIR/java-opts ]] || return 1
  for name in "${OTHERWISE[@]}"; do
    [[ -z ${!name-} ]] || return 1
  done
  [[ $FOR_LAUNCHER == no ]] || return 1
  for name in "${!PROPERTY[@]}"; do
    [[ $name != spark.@(driver.default!(JavaOptions)|driver.extraLibraryPath|remote|api.mode) ]] || return 1
  done
  [[ ${PROPERTY['spark.submit.deployMode']:-client} == client && ${PROPERTY['spark.driver.extraJavaOptions']-} != *-Xmx* ]]
}

# Adds arguments by which executors start with the archive as well: their class path must begin with that of the
# archive, and a worker would put the configuration in front. Only for a standalone cluster, whose workers run this
# image as a rule; where they run another, Java passes over what is not there.
add_executor_arguments() {
  local option
  [[ ${PROPERTY['spark.master']:-${MASTER-}} == spark://* && -r $SPARK_HOME/cds/class-path ]] || return 0
  for option in extraClassPath defaultJavaOptions; do
    [[ -z ${PROPERTY["spark.executor.$option"]-} ]] || return 0
  done
  find_archive spark "${PROPERTY['spark.executor.extraJavaOptions']-}"
  ((${#ARCHIVE[@]} > 0)) || return 0
  ARGUMENTS=(
    --conf "spark.executor.extraClassPath=$(<"$SPARK_HOME/cds/class-path")"
    --conf "spark.executor.defaultJavaOptions=${ARCHIVE[*]}"
    "${ARGUMENTS[@]}"
  )
}

# Calls Java as the launcher does: order of options included, so that the last one wins as it does there. Returns where
# a quote has no partner: the launcher says so.
start_driver() {
  local memory=${PROPERTY['spark.driver.memory']:-${SPARK_DRIVER_MEMORY:-${SPARK_MEM:-1g}}} class_path daemon=''
  local in_front=${PROPERTY['spark.driver.extraClassPath']-}
  local -a first second added
  if is_server; then
    daemon=${SPARK_DAEMON_JAVA_OPTS-} memory=${SPARK_DAEMON_MEMORY:-$memory}
  fi
  split_options "$daemon ${SPARK_SUBMIT_OPTS-}" || return
  first=("${OPTIONS[@]}")
  split_options "${PROPERTY['spark.driver.defaultJavaOptions']-} ${PROPERTY['spark.driver.extraJavaOptions']-}" || return
  second=("${OPTIONS[@]}")
  mapfile -t added <"$SPARK_HOME/cds/driver-options"
  add_executor_arguments
  find_jars
  class_path=${in_front:+$in_front:}$JARS:$SPARK_CONF_DIR
  class_path+=${HADOOP_CONF_DIR:+:$HADOOP_CONF_DIR}${YARN_CONF_DIR:+:$YARN_CONF_DIR}
  class_path+=${SPARK_DIST_CLASSPATH:+:$SPARK_DIST_CLASSPATH}
  ARCHIVE=()
  [[ -n $in_front ]] || find_archive spark "${first[@]}" "${second[@]}"
  exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" "${ARCHIVE[@]}" -cp "$class_path" "${first[@]}" "-Xmx$memory" \
    "${second[@]}" "${added[@]}" "$SUBMIT" "${ARGUMENTS[@]}"
}

_main() {
  find_spark_home
  find_configuration
  export PYTHONHASHSEED=0
  # shellcheck source=/dev/null
  . "$SPARK_HOME/bin/load-spark-env.sh"
  prepare_driver "$@"
  read_arguments "${PREPARED[@]}"
  keep_configuration
  read_properties
  check_submission
  check_packages
  if may_start; then start_driver; fi
  exec "$SPARK_HOME/bin/spark-class" "$SUBMIT" "${ARGUMENTS[@]}"
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  _main "$@"
fi
