#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
#
# Settings that are more than the value of one property. Part of entrypoint.sh, which sources it.

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
