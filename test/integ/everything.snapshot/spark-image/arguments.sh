#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
# shellcheck disable=SC2034 # what is set here is read by entrypoint.sh and its other parts
#
# Finds out what a container is to run. Part of entrypoint.sh, which sources it.

RECORD='' # of the mode that was found last

# usage: find_mode NAME    sets RECORD to that of the mode that has this name or alias; fails if there is none
find_mode() {
  local name aliases
  for RECORD in "${IMAGE_MODES[@]}"; do
    IFS='|' read -r name _ _ _ aliases _ <<<"$RECORD"
    [[ $name != "$1" ]] && ! has "$aliases" "$1" || return 0
  done
  return 1
}

# usage: select_mode NAME    sets MODE and what belongs to it; fails if there is no such mode
select_mode() {
  find_mode "$1" || return 1
  IFS='|' read -r MODE MODE_KIND MODE_CLASS MODE_SINCE _ <<<"$RECORD"
}

# usage: select_class CLASS    like select_mode, for the main class of a mode that is Java itself
select_class() {
  local record name class
  for record in "${IMAGE_MODES[@]}"; do
    IFS='|' read -r name _ class _ <<<"$record"
    [[ $name != @(master|worker|history-server) || $class != "$1" ]] || select_mode "$name" || return
  done
  [[ -n $MODE ]]
}

# usage: read_arguments ARGUMENT...
# Leaves MODE empty when SPARK_MODE decides.
read_arguments() {
  if [[ ${1-} == print-config ]]; then
    PRINT_ONLY=yes
    shift
  fi
  while [[ ${1-} == @(/opt/entrypoint.sh|*/scripts/spark/entrypoint.sh) ]]; do shift; done
  ARGUMENTS=("${@:2}")
  case ${1-} in
  '' | */scripts/spark/run.sh) ;;
  driver | executor) MODE=kubernetes ARGUMENTS=("$@") ;;
  -*) ARGUMENTS=("$@") ;;
  *)
    if ! select_mode "$1" && ! select_script "$@"; then
      MODE='command'
      MODE_KIND=client
      ARGUMENTS=("$@")
    fi
    ;;
  esac
}

# usage: select_script COMMAND...    like select_mode, for Spark's own start scripts
# They are the modes under other names: run as they are, they would leave a shell in front of Java, which does not pass
# signals on, and no health check would know what runs.
select_script() {
  local program=$1
  [[ $program != ?(*/)@(bin|sbin)/* ]] || program=${program##*/}
  case $program in
  start-master.sh) select_mode master ;;
  start-worker.sh | start-slave.sh) select_mode worker ;;
  start-history-server.sh) select_mode history-server ;;
  start-connect-server.sh) select_mode connect ;;
  start-thriftserver.sh) select_mode thrift-server ;;
  spark-class) select_class "${2-}" && ARGUMENTS=("${@:3}") ;;
  *) return 1 ;;
  esac
}

mode_names() {
  local record names=''
  for record in "${IMAGE_MODES[@]}"; do
    names+=", ${record%%|*}"
  done
  printf '%s' "${names#, }"
}
