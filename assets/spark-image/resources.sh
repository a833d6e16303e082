#!/bin/bash
#
# What a mode needs of its image and its container: a JAR, memory, directories. Part of entrypoint.sh, which sources it.

# ---- JAR, memory, directories ----------------------------------------------------------------------------------------

# The server of Spark Connect is a JAR of its own before the first version that bundles it.
check_connect() {
  [[ $MODE == connect && -n $MODE_SINCE ]] || return 0
  works_since "$MODE_SINCE" && return 0
  compgen -G "$SPARK_HOME/jars/spark-connect_*.jar" >/dev/null && return 0
  [[ -n ${PROPERTY['spark.jars']-}${PROPERTY['spark.jars.packages']-} ]] ||
    problem "SPARK_MODE='connect' needs the JAR of Spark Connect, which Spark $IMAGE_SPARK_VERSION does not bundle: build the image with connectors: ['connect'], or name org.apache.spark:spark-connect in SPARK_CONF_spark_jars_packages"
}

# Sets limit to what the container may use, in MiB; to nothing where there is no limit. Two versions of control groups
# tell it.
find_memory_limit() {
  local file bytes
  limit=''
  for file in /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do
    [[ -r $file ]] || continue
    read -r bytes <"$file"
    [[ ! $bytes =~ ^[0-9]+$ ]] || ((bytes >= 1 << 50)) || limit=$((bytes / 1048576))
    return 0
  done
}

# A process that outgrows its container is ended by the kernel, which says nothing in the log.
check_memory_limit() {
  local name value limit
  find_memory_limit
  for name in ${limit:+SPARK_DAEMON_MEMORY SPARK_WORKER_MEMORY SPARK_DRIVER_MEMORY}; do
    value=${VALUE[$name]-}
    if [[ -n $value ]] && ((${value%?} * KIBIBYTES[${value: -1}] > limit * 1024)); then
      log WARN "$(shown "$name" "$value") is more than the ${limit}m that the container may use: what takes more is ended by the kernel, with status 137. Raise the limit, or lower the setting"
    fi
  done
  if [[ -n $limit && $MODE == worker && -z ${VALUE[SPARK_WORKER_MEMORY]-} ]] && ((limit < 2048)); then
    log WARN "SPARK_WORKER_MEMORY is unset, and the container may use ${limit}m: the worker offers 1024m, Spark's least, and what takes more than the limit is ended by the kernel, with status 137. Raise the limit to 2g, or set SPARK_WORKER_MEMORY"
  fi
}

# The hostname of a Compose service is that of its one-off containers too, and /etc/hosts makes each take itself for the
# master. On the network of the host both have one name: there the master's port answers.
check_own_name() {
  local argument url=${VALUE[SPARK_MASTER_URL]-}
  for argument in "${ARGUMENTS[@]}"; do
    [[ $argument != ?(--master=|spark.master=)spark://* ]] || url=spark://${argument#*spark://}
  done
  [[ $MODE_KIND == client && $url == "spark://$HOSTNAME:"+([0-9]) ]] || return 0
  (exec 3<>"/dev/tcp/$HOSTNAME/${url##*:}") 2>/dev/null ||
    log WARN "$url names this container itself, '$HOSTNAME', and no master runs in it: \`docker compose run\` gives the hostname of a service to each of its containers. In the master's service write SPARK_MASTER_HOST=$HOSTNAME in place of hostname; or use \`docker compose exec\`"
}

# Sets options to those by which a directory is mounted; to nothing where it is no mount.
find_mount_options() {
  local place those
  options=''
  while read -r _ place _ those _; do
    [[ $place != "$1" ]] || options=$those
  done </proc/mounts
}

# Snappy, zstd and Netty unpack native libraries into /tmp. A tmpfs of Docker's forbids that unless it is told otherwise.
check_tmp() {
  local options
  [[ $MODE != master ]] || return 0
  find_mount_options /tmp
  [[ ,$options, != *,noexec,* ]] ||
    log WARN "/tmp is mounted with noexec: jobs that read or write compressed files end with UnsatisfiedLinkError. Mount it with exec, as by --tmpfs /tmp:exec"
}

# usage: make_directory PATH    also for others of its group: any user in group 0 works
make_directory() {
  (umask g=rwx && exec mkdir -p -- "$1") 2>/dev/null
}

# usage: need_directory PATH NAME [USE]    makes a directory that NAME asks for; a problem if it cannot be written, or,
# where USE is read, cannot be read
need_directory() {
  if [[ ! -d $1 ]] && ! make_directory "$1"; then
    problem "$(shown "$2" "$1") cannot be made by user $(id -u): mount a volume there, or choose a directory that exists"
  elif [[ ${3-write} == read ]]; then
    [[ -r $1 && -x $1 ]] ||
      problem "$(shown "$2" "$1") cannot be read by user $(id -u): give it to that user, or to group 0 with mode 0750"
  elif [[ ! -w $1 || ! -x $1 ]]; then
    problem "$(shown "$2" "$1") cannot be written by user $(id -u): give it to that user, or to group 0 with mode 0775"
  fi
}

# usage: check_event_logs PATH    names a log that the history server would pass over in silence
check_event_logs() {
  local log
  for log in "$1"/* "$1"/*/*; do
    [[ -e $log && ! -r $log ]] || continue
    log WARN "The event log $log cannot be read by user $EUID, and its application is not listed: run the history server as the user of that file, as by --user $(stat -c %u -- "$log"):0"
    return 0
  done
}

make_directories() {
  local path paths use=read
  make_warehouse
  case $MODE in
  master)
    [[ -z ${VALUE[SPARK_MASTER_RECOVERY_DIR]-} ]] ||
      need_directory "${VALUE[SPARK_MASTER_RECOVERY_DIR]-}" SPARK_MASTER_RECOVERY_DIR
    ;;
  worker)
    [[ -z ${VALUE[SPARK_WORKER_DIR]-} ]] || need_directory "${VALUE[SPARK_WORKER_DIR]-}" SPARK_WORKER_DIR
    ;;
  history-server)
    ! is_true spark.history.fs.cleaner.enabled || use='write' # it deletes old event logs
    if path=$(local_path "${EFFECTIVE['spark.history.fs.logDirectory']-}"); then
      need_directory "$path" "$(origin spark.history.fs.logDirectory)" "$use"
      check_event_logs "$path"
    fi
    ;;
  esac
  if [[ $MODE != history-server ]] && is_true spark.eventLog.enabled &&
    path=$(local_path "${EFFECTIVE['spark.eventLog.dir']-}"); then
    case $MODE in
    master | worker) [[ -d $path ]] || make_directory "$path" || true ;; # applications write there, and may run elsewhere
    *) need_directory "$path" "$(origin spark.eventLog.dir)" ;;
    esac
  fi
  IFS=, read -ra paths <<<"${VALUE[SPARK_LOCAL_DIRS]-}"
  for path in "${paths[@]}"; do
    need_directory "$path" SPARK_LOCAL_DIRS
  done
}

# ---- The warehouse, where tables are kept ----------------------------------------------------------------------------

# A warehouse of Hive's, named in hive-site.xml or by a property, is one that the user has chosen: Spark's own property
# would win over it.
use_warehouse() {
  [[ ${ORIGIN['spark.sql.warehouse.dir']-} == "$IMAGE_DEFAULTS" ]] || return 0
  [[ -n ${PROPERTY['spark.hadoop.hive.metastore.warehouse.dir']-}${PROPERTY['spark.hive.metastore.warehouse.dir']-} ]] ||
    names_in_hive_site hive.metastore.warehouse.dir || return 0
  unset "PROPERTY[spark.sql.warehouse.dir]" "ORIGIN[spark.sql.warehouse.dir]" "EFFECTIVE[spark.sql.warehouse.dir]"
}

# Makes the warehouse for every user of group 0. Where a worker does not share it with drivers, its executors must fail to
# write there: else the rows would stay with the worker, and the job would succeed without them. What root makes is of no
# use to the user of the image.
make_warehouse() {
  local path=${WAREHOUSE#file:}
  ((EUID != 0 || IMAGE_UID == 0)) || return 0
  [[ ${EFFECTIVE['spark.sql.warehouse.dir']-} == "$WAREHOUSE" && -d $SHARED_DIRECTORY ]] || return 0
  if [[ $MODE == worker ]] && ! is_shared "$path"; then
    log WARN "$SHARED_DIRECTORY belongs to this container alone: jobs cannot save tables in $path, and fail if they try. Mount one volume at $SHARED_DIRECTORY in every container, or set spark.sql.warehouse.dir to a place that all of them share"
    [[ -e $path ]] || mkdir -m 0555 -- "$path" 2>/dev/null || true
  elif ! make_directory "$path" || [[ ! -w $path ]]; then
    [[ $MODE == @(master|history-server) ]] ||
      log WARN "$path cannot be written by user $EUID: no table can be saved there. Give $SHARED_DIRECTORY to that user, or to group 0 with mode 2775"
  fi
}
