#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.js and run "npx projen".
# shellcheck disable=SC2153 # HOST is the pattern of settings.sh
#
# The addresses that processes bind to and announce. Part of entrypoint.sh, which sources it.

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
    problem "The host name of the container, '$HOSTNAME', is none that Java takes, and the master would announce it: give the container another, with letters, digits, dots and hyphens, or set SPARK_MASTER_HOST"
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
