#!/bin/bash
# shellcheck disable=SC2034 # what is set here is read by the scripts that source it
#
# What a submission says, which configuration counts for it, and what cannot work. Part of spark-submit.sh, which
# sources it.

# Where the entrypoint writes the configuration unless SPARK_CONF_DIR says otherwise, and by what it is known there
readonly USUAL_CONF_DIR=/tmp/spark-conf OWN_FILES=.entrypoint

# Options that are followed by a value, those that are not, and those of both that only the launcher treats
readonly WITH_VALUE=' --archives --class --conf -c --deploy-mode --driver-class-path --driver-cores --driver-java-options
 --driver-library-path --driver-memory --exclude-packages --executor-cores --executor-memory --files --jars --keytab
 --kill --master --name --num-executors --packages --principal --properties-file --proxy-user --py-files --queue --remote
 --repositories --status --total-executor-cores '
readonly WITHOUT_VALUE=' --supervise --verbose -v --help -h --usage-error --version --load-spark-defaults '
readonly OF_LAUNCHER=' -c --driver-library-path --kill --remote --status --help -h --usage-error --version '

declare -A PROPERTY=() # properties that decide how Java is called and what is checked: of arguments, then of the file
FOR_LAUNCHER=no        # whether something is in play that only Spark's launcher knows to treat
PROPERTIES_FILE=''     # the file that Spark reads; where it is not named, that of SPARK_CONF_DIR
FILE_AT=''             # place of --properties-file among the arguments: of its value
CLASS=''               # given by --class
RESOURCE=''            # what is submitted
ACTION=submit          # or query: of a driver in the cluster, of Spark's version
ARGUMENTS=()           # those of SparkSubmit

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
  --packages) PROPERTY['spark.jars.packages']=$2 ;;
  --kill | --status) ACTION=query ;;
  --conf | -c)
    if [[ $2 == *=* ]]; then PROPERTY[${2%%=*}]=${2#*=}; else FOR_LAUNCHER=yes; fi
    ;;
  esac
}

# usage: read_arguments ARGUMENT...    reads them as Spark's launcher does
# Options end at the first word that is none, which is what is submitted; those of Spark's shells and servers may stand
# among words of their own.
read_arguments() {
  local i=0 at name value own others=()
  ARGUMENTS=("$@")
  if [[ ${1-} == @(*-shell-main|run-example) ]]; then
    RESOURCE=$1 FOR_LAUNCHER=yes i=1
  fi
  while ((i < ${#ARGUMENTS[@]})); do
    name=${ARGUMENTS[i]} at=$i value=''
    i=$((i + 1))
    if [[ $name =~ ^(--[^=]+)=(.+)$ && $WITH_VALUE == *[[:space:]]"${BASH_REMATCH[1]}"[[:space:]]* ]]; then
      name=${BASH_REMATCH[1]} value=${BASH_REMATCH[2]}
    elif [[ $WITH_VALUE == *[[:space:]]"$name"[[:space:]]* && $i -lt ${#ARGUMENTS[@]} ]]; then
      at=$i value=${ARGUMENTS[i]}
      i=$((i + 1))
    elif [[ $WITHOUT_VALUE == *" $name "* ]]; then
      [[ $name != @(--help|-h|--usage-error|--version) ]] || ACTION=query
    else
      others+=("$name")
      [[ $RESOURCE == *-shell-main ]] || find_own_resource || break
      continue
    fi
    [[ $OF_LAUNCHER != *" $name "* ]] || FOR_LAUNCHER=yes
    [[ $name != --properties-file ]] || FILE_AT=$at
    note_option "$name" "$value"
  done
  if ((${#others[@]} > 0)); then
    RESOURCE=${RESOURCE:-${others[0]}}
    [[ ${others[0]} != -* ]] && ! find_own_resource || FOR_LAUNCHER=yes
  elif [[ -z $RESOURCE ]] && find_own_resource; then
    RESOURCE=$own
    [[ $FOR_LAUNCHER == yes ]] || ARGUMENTS+=("$own")
  fi
  [[ -n $RESOURCE ]] || FOR_LAUNCHER=yes
}

# usage: refuse_submission REASON
refuse_submission() {
  log ERROR "Nothing was submitted: $1"
  exit "$EXIT_CONFIGURATION"
}

# ---- Which configuration counts --------------------------------------------------------------------------------------

# Spark stops reading what the entrypoint wrote where SPARK_CONF_DIR is not set, or names the directory of the user's
# files: `docker exec` does not pass the entrypoint. A pod of Kubernetes has its configuration from Spark itself.
find_configuration() {
  [[ -z ${SPARK_APPLICATION_ID-} && -d $USUAL_CONF_DIR ]] || return 0
  if [[ ! -x $USUAL_CONF_DIR && ${SPARK_CONF_DIR:-$USUAL_CONF_DIR} -ef $USUAL_CONF_DIR ]]; then
    log WARN "User $EUID cannot read $USUAL_CONF_DIR: Spark starts without the configuration of this container, authentication included. Run it as the user of the container"
  elif [[ -e $USUAL_CONF_DIR/$OWN_FILES && ! -e ${SPARK_CONF_DIR-}/$OWN_FILES ]] &&
    [[ -z ${SPARK_CONF_DIR-} || $SPARK_CONF_DIR -ef ${SPARK_USER_CONF_DIR:-$SPARK_HOME/conf} ]]; then
    export SPARK_CONF_DIR=$USUAL_CONF_DIR
  fi
}

# Spark reads the file of --properties-file, or of another SPARK_CONF_DIR, in the place of what the entrypoint wrote,
# authentication included. Here it is read after that, so that it wins where it says something. The two are handed over
# as one open file without a name, which no other process reads and which is gone with this one. A shell of Python's
# starts Spark by this script a second time.
keep_configuration() {
  local written=$SPARK_CONF_DIR file=${PROPERTIES_FILE:-$SPARK_CONF_DIR/spark-defaults.conf} both open
  [[ -z ${SPARK_APPLICATION_ID-} && $RESOURCE != *-shell-main && $ACTION == submit ]] || return 0
  [[ -e $written/$OWN_FILES ]] || written=$USUAL_CONF_DIR
  [[ -e $written/$OWN_FILES && ! $file -ef $written/spark-defaults.conf ]] || return 0
  [[ -z $PROPERTIES_FILE || (-r $file && ! -d $file) ]] || return 0 # Spark says what is wrong with it
  if ! both=$(mktemp -p "$written/$OWN_FILES") || ! {
    cat -- "$written/spark-defaults.conf" && printf '\n'
    [[ ! -r $file ]] || sed $'1s/^\xef\xbb\xbf//' -- "$file"
  } >"$both" || ! exec {open}<"$both"; then
    refuse_submission "$file could not be read together with $written/spark-defaults.conf"
  fi
  rm -f -- "$both"
  PROPERTIES_FILE=/proc/self/fd/$open
  if [[ -z $FILE_AT ]]; then
    ARGUMENTS=(--properties-file "$PROPERTIES_FILE" "${ARGUMENTS[@]}")
    [[ $RESOURCE != run-example ]] || ARGUMENTS=(run-example --properties-file "$PROPERTIES_FILE" "${ARGUMENTS[@]:3}")
  elif [[ ${ARGUMENTS[FILE_AT]} == --properties-file=* ]]; then
    ARGUMENTS[FILE_AT]=--properties-file=$PROPERTIES_FILE
  else
    ARGUMENTS[FILE_AT]=$PROPERTIES_FILE
  fi
}

# usage: read_properties    adds what the file says and the arguments do not
# Of a name that stands twice the last value counts, as for the launcher, which reads what is escaped or continued.
read_properties() {
  local file=${PROPERTIES_FILE:-$SPARK_CONF_DIR/spark-defaults.conf} line name
  local pattern='^[[:space:]]*(spark\.(driver|executor|jars|master|submit|remote|api|authenticate)[^=:[:space:]]*)[[:space:]]*[=:]?[[:space:]]*(.*)$'
  local -A said=()
  [[ -e $file || -n $PROPERTIES_FILE ]] || return 0
  if [[ ! -r $file || -d $file || -p $file ]]; then # a pipe can be read only once
    FOR_LAUNCHER=yes
    return
  fi
  while IFS= read -r line || [[ -n $line ]]; do
    [[ $line != *\\ && $line != *$'\r' ]] || FOR_LAUNCHER=yes
    [[ $line =~ $pattern ]] || continue
    name=${BASH_REMATCH[1]} line=${BASH_REMATCH[3]}
    [[ $line != *\\* || ${BASH_REMATCH[2]} == @(executor|jars|authenticate) ]] || FOR_LAUNCHER=yes
    said[$name]=${line%"${line##*[![:space:]]}"}
  done <"$file"
  for name in "${!said[@]}"; do
    [[ -n ${PROPERTY[$name]+given} ]] || PROPERTY[$name]=${said[$name]}
  done
}

# ---- What cannot work ------------------------------------------------------------------------------------------------

# Refuses what Spark accepts and then lets die, and names what a driver beside the cluster needs.
check_submission() {
  local master=${PROPERTY['spark.master']:-${MASTER-}}
  local deploy_mode=${PROPERTY['spark.submit.deployMode']:-${DEPLOY_MODE:-client}}
  [[ $ACTION == submit && $RESOURCE != *-shell-main && $master == spark://* ]] || return 0
  [[ ! ${master%%,*} =~ ^spark://([0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}:[0-9]+$ ]] ||
    refuse_submission "the master '$master' has an IPv6 address without brackets. Write spark://[ADDRESS]:PORT"
  if [[ ${PROPERTY['spark.authenticate'],,} == true ]]; then
    [[ $deploy_mode != cluster ]] ||
      refuse_submission "'--deploy-mode cluster' does not work on a standalone cluster with a secret, since Spark hands the secret to no driver that a worker starts (SPARK-25078). Use client mode: leave --deploy-mode away"
  elif ! is_of_cluster; then
    log INFO "No secret is set. If the cluster has one, set SPARK_RPC_AUTHENTICATION_SECRET, and encryption as the cluster has it: its masters do not answer a client without the secret"
  fi
  [[ $deploy_mode == cluster || -n ${PROPERTY['spark.driver.host']-}${SPARK_LOCAL_HOSTNAME-} ]] || is_of_cluster ||
    is_near "$master" ||
    log WARN "The driver runs on another network than $master, and executors must reach it. Set SPARK_CONF_spark_driver_host to an address of this machine that they reach. Publish the ports of SPARK_CONF_spark_driver_port and SPARK_CONF_spark_blockManager_port. Give the driver the secret and the encryption of the cluster"
}

# Tables of the routes of this container: of IPv4 and of IPv6
readonly ROUTES=/proc/net/route ROUTES_6=/proc/net/ipv6_route

# Says what packages cost, before Spark asks for them: a container without internet waits for minutes, and ends with a trace.
check_packages() {
  local packages advice="Build them into the image, by the option connectors, such as connectors: ['s3', 'delta'], or by extraJars"
  packages=${PROPERTY['spark.jars.packages']-}
  [[ $ACTION == submit && -n $packages && -z ${PROPERTY['spark.jars.ivySettings']-} ]] || return 0
  if has_way_out; then
    log INFO "Spark downloads the JARs of spark.jars.packages='$packages' now, as at every start. If this container has no internet, that fails. $advice"
  else
    log WARN "Spark is to download the JARs of spark.jars.packages='$packages', and this container has no route to the internet. $advice"
  fi
}

# Whether packets for any address leave this container; true where that cannot be told.
has_way_out() {
  local interface destination prefix mask device
  [[ -r $ROUTES ]] || return 0
  while read -r interface destination _ _ _ _ _ mask _; do
    [[ $interface == lo || $destination != 00000000 || $mask != 00000000 ]] || return 0
  done <"$ROUTES"
  [[ -r $ROUTES_6 ]] || return 1
  while read -r destination prefix _ _ _ _ _ _ _ device; do
    [[ $device == lo || $prefix != 00 || ! $destination =~ ^0+$ ]] || return 0
  done <"$ROUTES_6"
  return 1
}

# Whether this container runs a master or a worker itself: it is where the cluster is, and configured as that is.
is_of_cluster() {
  local line
  [[ -r $SPARK_CONF_DIR/$OWN_FILES/health ]] || return 1
  while IFS= read -r line; do
    [[ $line != mode=@(master|worker) ]] || return 0
  done <"$SPARK_CONF_DIR/$OWN_FILES/health"
  return 1
}

# usage: is_near MASTER    whether a network of this container holds the first master; true where that cannot be told
is_near() {
  local host=${1#spark://} address destination mask
  local -a bytes
  host=${host%%[:,]*}
  [[ -r /proc/net/route && $host != [[]* ]] || return 0
  read -r address _ < <(getent ahostsv4 "$host") || return 0
  [[ $address != 127.* ]] || return 0
  IFS=. read -ra bytes <<<"$address"
  address=$((bytes[0] | bytes[1] << 8 | bytes[2] << 16 | bytes[3] << 24)) # as the kernel writes it, the last byte first
  while read -r _ destination _ _ _ _ _ mask _; do
    [[ $mask == 00000000 || ! $mask =~ ^[0-9A-F]{8}$ ]] || (((address & 16#$mask) != 16#$destination)) || return 0
  done </proc/net/route
  return 1
}
