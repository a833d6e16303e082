#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
# shellcheck disable=SC2034,SC2153 # what is set here and there is read by scripts that source both
#
# What a driver needs to know of its cluster before it starts: where its tables are, by which address executors reach it,
# and whether a worker can hold them. Part of spark-submit.sh, which sources it.

PREPARED=() # arguments of spark-submit, with those that this image adds

# usage: find_option NAME WORD...    sets value to what follows the option, or its =, the last time; else to nothing
find_option() {
  local name=$1 word before=''
  value=''
  for word in "${@:2}"; do
    [[ $before != "$name" ]] || value=$word
    [[ $word != "$name="* ]] || value=${word#*=}
    before=$word
  done
}

# usage: find_said NAME WORD...    sets value to what the words give a property, else the files of properties, else to
# nothing
find_said() {
  local name=$1 word line file pattern
  pattern="^[[:space:]]*${name//./[.]}[[:space:]=:]+(.*)$"
  find_option --properties-file "${@:2}"
  file=$value
  value=''
  for word in "${@:2}"; do
    word=${word#--conf=}
    [[ $word != "$name="* ]] || value=${word#*=}
  done
  [[ -z $value ]] || return 0
  for file in "${SPARK_CONF_DIR-}/spark-defaults.conf" "$file"; do
    [[ -f $file && -r $file ]] || continue
    while IFS= read -r line || [[ -n $line ]]; do
      [[ ! $line =~ $pattern ]] || value=${BASH_REMATCH[1]//\\/}
    done <"$file"
  done
  value=${value%"${value##*[![:space:]]}"}
}

# usage: find_master WORD...    sets master to that of a driver with these arguments
find_master() {
  local value
  find_option --master "$@"
  master=$value
  [[ -n $master ]] || find_said spark.master "$@"
  master=${master:-${value:-${MASTER-}}}
}

# usage: keep_tables WORD...    WORDs: arguments of spark-submit. Adds to added what keeps a driver from losing tables
keep_tables() {
  local value warehouse path
  find_said spark.sql.warehouse.dir "$@"
  warehouse=$value
  if [[ -z $warehouse && $master == k8s://* ]] && ! names_in_hive_site hive.metastore.warehouse.dir; then
    warehouse=$WAREHOUSE # the properties of a pod are those of whoever submitted it
    added+=(--conf "spark.sql.warehouse.dir=$warehouse")
  fi
  path=$(local_path "$warehouse") && [[ $warehouse != "$NOT_SHARED" ]] || return 0
  if [[ $warehouse == "$WAREHOUSE" && -n $(compgen -G 'spark-warehouse/*') ]]; then
    log WARN "Tables are kept at $warehouse: those in $PWD/spark-warehouse, where Spark made them earlier, are not seen. Move them, or set spark.sql.warehouse.dir=file:$PWD/spark-warehouse"
  fi
  if [[ $master != @(spark|k8s)://* ]]; then
    # A worker keeps its executors out of a place that is its own; what is local may write there.
    [[ -w $path || ! -O $path || $warehouse != "$WAREHOUSE" ]] || chmod u+w -- "$path"
  elif ! is_shared "$path"; then
    [[ $warehouse != "$WAREHOUSE" ]] || added+=(--conf "spark.sql.warehouse.dir=$NOT_SHARED")
    log WARN "spark.sql.warehouse.dir is $path, which belongs to this container alone: executors elsewhere cannot keep tables there, and saving one fails. Mount one volume at $SHARED_DIRECTORY in every container, or set spark.sql.warehouse.dir to a place that all of them share"
  fi
}

# usage: is_locked FILE    whether another process has it locked, as Derby locks its database
is_locked() {
  python3 -S -E - "$1" <<'END'
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        sys.exit(0)
sys.exit(1)
END
}

# usage: find_metastore WORD...    sets metastore to the directory of the database that Derby would open; to nothing where
# the metastore is another
find_metastore() {
  local value options pattern='-Dderby[.]system[.]home=([^[:space:]]+)'
  metastore=''
  find_said spark.sql.catalogImplementation "$@"
  [[ $value != in-memory && "$*" != *@(javax.jdo.option.ConnectionURL|hive.metastore.uris)=* ]] || return 0
  ! names_in_hive_site javax.jdo.option.ConnectionURL && ! names_in_hive_site hive.metastore.uris || return 0
  for options in spark.hadoop.javax.jdo.option.ConnectionURL spark.hadoop.hive.metastore.uris spark.hive.metastore.uris; do
    find_said "$options" "$@"
    [[ -z $value ]] || return 0
  done
  find_said spark.driver.defaultJavaOptions "$@"
  options=$value
  find_said spark.driver.extraJavaOptions "$@"
  options+=" ${SPARK_SUBMIT_OPTS-} $value"
  metastore=$PWD
  while [[ $options =~ $pattern(.*) ]]; do
    metastore=${BASH_REMATCH[1]} options=${BASH_REMATCH[2]}
  done
  metastore+=/metastore_db
}

# usage: check_metastore WORD...    WORDs: arguments of spark-submit. Fails, saying why, where a session that opens the
# metastore at once could not open it. Shells open it when a table is named: they are warned.
check_metastore() {
  local metastore problem='' level=ERROR words=" $* "
  case $words in
  *' org.apache.spark.sql.hive.thriftserver.'*) ;;
  *' org.apache.spark.repl.Main '* | *' pyspark-shell-main '*) level=WARN ;;
  *) return 0 ;;
  esac
  find_metastore "$@"
  if [[ -z $metastore ]]; then
    return 0
  elif [[ -e $metastore && ! -w $metastore || ! -e $metastore && ! -w ${metastore%/*} ]]; then
    problem="cannot be written by user $EUID: give it to that user, or mount a volume at ${metastore%/*}"
  elif [[ -w $metastore/dbex.lck ]] && is_locked "$metastore/dbex.lck"; then
    problem='is open in another session, and Derby serves one at a time: end that session, connect to a Thrift or Spark Connect server, or name a database server by javax.jdo.option.ConnectionURL in hive-site.xml'
  else
    return 0
  fi
  if [[ $level == WARN ]]; then
    log WARN "The metastore $metastore $problem. Tables of Hive cannot be used meanwhile"
  else
    log ERROR "Nothing was started: the metastore $metastore $problem"
    return 1
  fi
}

# usage: announce_address WORD...    adds to added the address by which executors reach the driver
# The name of a pod is known in that pod only. An address of another machine, which forwards to this one, can be announced,
# and nothing can bind to it.
announce_address() {
  local value host address names line
  find_said spark.driver.host "$@"
  host=$value
  [[ -z ${SPARK_LOCAL_IP-}${SPARK_LOCAL_HOSTNAME-} ]] || return 0
  if [[ -n $host ]]; then
    find_said spark.driver.bindAddress "$@"
    [[ -n $value ]] || is_own_address "$host" || added+=(--conf spark.driver.bindAddress=0.0.0.0)
  elif [[ -n ${KUBERNETES_SERVICE_HOST-} && $master == @(spark|k8s)://* ]]; then
    while read -r address names; do
      [[ " ${names%%#*} " != *" $HOSTNAME "* || $address == *:* ]] || host=$address
    done </etc/hosts
    [[ -z $host ]] || added+=(--conf "spark.driver.host=$host")
  fi
}

# usage: check_executors WORD...    warns where no worker of the cluster can hold an executor; in the background, since
# the driver need not wait for the answer
check_executors() {
  local value memory cores
  [[ $master == spark://* && -n ${SPARK_MASTER_WEBUI_PORT-} ]] || return 0
  find_option --executor-memory "$@"
  [[ -n $value ]] || find_said spark.executor.memory "$@"
  memory=${value:-1g}
  find_option --executor-cores "$@"
  [[ -n $value ]] || find_said spark.executor.cores "$@"
  cores=${value:-1}
  (
    say_what_fits() {
      local text
      text=$(python3 -S -E "$PARTS/executors.py" "$master" "$SPARK_MASTER_WEBUI_PORT" "$memory" "$cores") || return 0
      [[ -z $text ]] || log WARN "$text"
    }
    say_what_fits </dev/null >&2 &
  )
}

# usage: prepare_driver ARGUMENT...    sets PREPARED; ends the script where the driver could not start
prepare_driver() {
  local master value
  local -a added=()
  PREPARED=("$@")
  find_option --deploy-mode "$@"
  [[ $# -gt 0 && $value != cluster && " $* " != *' --'@(version|help|status|kill)' '* ]] || return 0
  find_master "$@"
  keep_tables "$@"
  check_metastore "$@" || exit "$EXIT_CONFIGURATION"
  announce_address "$@"
  check_executors "$@"
  # The names of shells come first, where the launcher looks for them.
  if [[ $1 == @(*-shell-main|run-example) ]]; then
    PREPARED=("$1" "${added[@]}" "${@:2}")
  else
    PREPARED=("${added[@]}" "$@")
  fi
}
