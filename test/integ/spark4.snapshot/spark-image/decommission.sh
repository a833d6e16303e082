#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
#
# Takes the executor of a pod out of service: it finishes its tasks, moves its blocks away, and ends. Where
# spark.decommission.enabled is on, Spark calls this script, as /opt/decom.sh, in the preStop hook of its pods on Kubernetes.
#
# usage: decommission.sh [SECONDS]    SECONDS: the longest wait, 60 if it is not given; Kubernetes sends TERM afterwards

set -euo pipefail

# usage: find_executor    sets executor to its process, or to nothing
find_executor() {
  local directory
  local -a words
  executor=''
  for directory in /proc/[0-9]*; do
    { mapfile -d '' -t words <"$directory/cmdline"; } 2>/dev/null || continue # has ended meanwhile
    [[ " ${words[*]} " != *' org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend '* ]] || executor=${directory##*/}
  done
}

find_executor
if [[ -z $executor ]]; then
  printf 'decommission.sh: no executor runs in this container\n' >&2
  exit 1
fi
kill -PWR "$executor"
for ((i = 0; i < ${1:-60}; i++)); do
  [[ -d /proc/$executor ]] || exit 0
  sleep 1
done
