#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
# shellcheck disable=SC2034 # what is set here is read by the scripts that source it
#
# Where tables and their metastore are kept, and who shares that place. Part of entrypoint.sh and spark-submit.sh, which
# source it.

readonly SHARED_DIRECTORY="/opt/spark/data"
readonly WAREHOUSE=file:$SHARED_DIRECTORY/warehouse
# Nobody but root can make this directory. Executors that cannot see what a driver sees must fail there: in a directory
# that each of them makes for itself, the rows would get lost, and the job would succeed with none.
readonly NOT_SHARED=file:/mount-one-volume-at${SHARED_DIRECTORY//\//-}-in-every-container

# usage: local_path URI    prints the path of a file: URI; fails for any other
local_path() {
  local path=${1#file:}
  [[ $path == /* ]] || return 1
  while [[ $path == //* ]]; do path=${path#/}; done
  printf '%s' "$path"
}

# usage: find_mount PATH    sets place to where the file system of a path is mounted, root to the directory of it that is
# mounted there, kind to its type, and tags to how it follows other mounts
find_mount() {
  local other from rest
  place='' root='' kind='' tags=''
  while read -r _ _ _ from other _ rest; do
    [[ $1/ == "${other%/}"/* && ${#other} -ge ${#place} ]] || continue
    place=$other root=$from tags=" ${rest% - *}" kind=${rest#*- }
  done </proc/self/mountinfo
  kind=${kind%% *}
}

# usage: is_shared PATH    whether other containers may see what is written there
# A volume without a name, as VOLUME of the image makes one, belongs to one container; its directory has a digest for a
# name. A tmpfs of this container alone follows no mount of the host.
is_shared() {
  local place root kind tags
  find_mount "$1"
  [[ $place != / && ! $root =~ (^|/)[0-9a-f]{64}(/_data)?$ && $root != */kubernetes.io~empty-dir/* ]] || return 1
  [[ $kind != tmpfs || $tags == *' master:'* || $tags == *' shared:'* ]]
}

# usage: names_in_hive_site NAME    whether a hive-site.xml that Spark reads has this property
names_in_hive_site() {
  local file text
  for file in "${SPARK_USER_CONF_DIR:-${SPARK_HOME:-/opt/spark}/conf}" ${SPARK_CONF_DIR:+"$SPARK_CONF_DIR"} ${HADOOP_CONF_DIR:+"$HADOOP_CONF_DIR"}; do
    [[ -f $file/hive-site.xml && -r $file/hive-site.xml ]] || continue
    text=$(<"$file/hive-site.xml")
    [[ ! $text =~ \<name\>[[:space:]]*"$1"[[:space:]]*\</name\> ]] || return 0
  done
  return 1
}
