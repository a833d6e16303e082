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
# shellcheck source-path=SCRIPTDIR source=java.sh
. "$PARTS/java.sh"
# shellcheck source-path=SCRIPTDIR source=messages.sh
. "$PARTS/messages.sh"
# shellcheck source-path=SCRIPTDIR source=places.sh
. "$PARTS/places.sh"
# shellcheck source-path=SCRIPTDIR source=addresses.sh
. "$PARTS/addresses.sh"
# shellcheck source-path=SCRIPTDIR source=driver.sh
. "$PARTS/driver.sh"

# Options that are followed by a value, and those that are not
readonly WITH_VALUE=' --archives --class --conf --deploy-mode --driver-class-path --driver-cores --driver-java-options
 --driver-memory --exclude-packages --executor-cores --executor-memory --files --jars --keytab --master --name
 --num-executors --packages --principal --properties-file --proxy-user --py-files --queue --repositories
 --total-executor-cores '
readonly WITHOUT_VALUE=' --supervise --verbose -v '
# Variables by which the launcher does something else
readonly OTHERWISE=(SPARK_PREPEND_CLASSES SPARK_TESTING SPARK_SQL_TESTING SPARK_PRINT_LAUNCH_COMMAND SPARK_REMOTE
  SPARK_CONNECT_MODE SPARK_LAUNCHER_OPTS)

declare -A PROPERTY=() # properties that decide how Java is called, here and for executors
PROPERTIES_FILE=''     # given by --properties-file
CLASS=''               # given by --class
RESOURCE=''            # what is submitted
ARGUMENTS=()           # those of SparkSubmit

# usage: is_server    whether the class is a server, which Spark's launcher treats as a daemon
is_server() {
  [[ $CLASS == org.apache.spark.sql.hive.thriftserver.HiveThriftServer2 ||
    $CLASS == org.apache.spark.sql.connect.service.SparkConnectServer ]]
}

# Sets own to what the launcher submits for a class of Spark's own that names nothing; fails for any other class.
find_own_resource() {
  own=spark-internal
  case $CLASS in
  org.apache.spark.repl.Main) own=spark-shell ;;
  org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver) ;;
  *) is_server ;;
  esac
}

# usage: note_option NAME VALUE    keeps what decides how Java is called
note_option() {
  case $1 in
  --class) CLASS=$2 ;;
  --properties-file) PROPERTIES_FILE=$2 ;;
  --master) PROPERTY['spark.master']=$2 ;;
  --deploy-mode) PROPERTY['spark.submit.deployMode']=$2 ;;
  --driver-class-path) PROPERTY['spark.driver.extraClassPath']=$2 ;;
  --driver-java-options) PROPERTY['spark.driver.extraJavaOptions']=$2 ;;
  --driver-memory) PROPERTY['spark.driver.memory']=$2 ;;
  --conf)
    [[ $2 == *=* ]] || return 1
    PROPERTY[${2%%=*}]=${2#*=}
    ;;
  esac
}

# usage: read_arguments ARGUMENT...    fails where one is for the launcher
read_arguments() {
  local name value own
  ARGUMENTS=("$@")
  while (($# > 0)); do
    name=$1
    if [[ $name == --*=* ]]; then
      value=${name#*=}
      name=${name%%=*}
      shift
    elif [[ $name != -* ]]; then
      RESOURCE=$name
      break
    elif [[ $WITHOUT_VALUE == *" $name "* ]]; then
      shift
      continue
    else
      (($# > 1)) || return 1
      value=$2
      shift 2
    fi
    [[ ${WITH_VALUE//$'\n'/ } == *" $name "* ]] && note_option "$name" "$value" || return 1
  done
  if find_own_resource; then
    # Options may follow the resource of these classes; the launcher sorts them.
    (($# <= 1)) || return 1
    [[ -n $RESOURCE ]] || ARGUMENTS+=("$own")
    RESOURCE=$own
  fi
  [[ -n $RESOURCE && $RESOURCE != @(*-shell-main|run-example) ]]
}

# usage: read_properties    adds what the file says and the arguments do not; fails where the launcher must read it
# Of a name that stands twice the last value counts, as for the launcher.
read_properties() {
  local file=${PROPERTIES_FILE:-$SPARK_CONF_DIR/spark-defaults.conf} line name
  local pattern='^[[:space:]]*(spark\.(driver|executor|master|submit|remote|api)[^=:[:space:]]*)[[:space:]]*[=:]?[[:space:]]*(.*)$'
  local -A said=()
  [[ -e $file || -n $PROPERTIES_FILE ]] || return 0
  [[ -r $file && ! -d $file && ! -p $file ]] || return 1 # a pipe can be read only once
  while IFS= read -r line || [[ -n $line ]]; do
    [[ $line != *\\ && $line != *$'\r' ]] || return 1
    [[ $line =~ $pattern ]] || continue
    [[ $line != *\\* || ${BASH_REMATCH[2]} == executor ]] || return 1
    line=${BASH_REMATCH[3]}
    said[${BASH_REMATCH[1]}]=${line%"${line##*[![:space:]]}"}
  done <"$file"
  for name in "${!said[@]}"; do
    [[ -n ${PROPERTY[$name]+given} ]] || PROPERTY[$name]=${said[$name]}
  done
}

# usage: may_start    whether Java can be called without the launcher
may_start() {
  local name
  [[ -r $SPARK_HOME/cds/driver-options && ! -e $SPARK_CONF_DIR/java-opts ]] || return 1
  for name in "${OTHERWISE[@]}"; do
    [[ -z ${!name-} ]] || return 1
  done
  read_arguments "$@" && read_properties || return 1
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
  export PYTHONHASHSEED=0
  # shellcheck source=/dev/null
  . "$SPARK_HOME/bin/load-spark-env.sh"
  prepare_driver "$@"
  set -- "${PREPARED[@]}"
  if may_start "$@"; then start_driver; fi
  exec "$SPARK_HOME/bin/spark-class" "$SUBMIT" "$@"
}

if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  _main "$@"
fi
