#!/usr/bin/env bash
# Ends the cluster by the process that holds its namespaces, and removes its control groups.
# usage: down.sh STATE
set -euo pipefail
pid=$(<"$1/pid")

# The first process of the cluster is a child of `unshare`; with it the kernel ends all others.
pkill -KILL -P "$pid" || true
kill -KILL "$pid" 2>/dev/null || true
while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
for _ in {1..20}; do
  find /sys/fs/cgroup/*/spark-image-cluster -depth -type d -exec rmdir {} + 2>/dev/null || true
  compgen -G '/sys/fs/cgroup/*/spark-image-cluster' >/dev/null || break
  sleep 0.5
done
