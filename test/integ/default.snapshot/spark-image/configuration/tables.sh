#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
#
# The warehouse, where tables are kept. Part of entrypoint.sh, which sources it.

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
