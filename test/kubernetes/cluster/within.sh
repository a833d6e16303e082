#!/usr/bin/env bash
# Runs a command in the network, the mounts and the processes of the cluster.
# usage: within.sh STATE COMMAND…
set -euo pipefail
state=$1
shift
# nsenter would run it in the directory /. The inner shell expands the words.
# shellcheck disable=SC2016
exec nsenter --target "$(pgrep -P "$(<"$state/pid")")" --net --mount --pid -- \
  bash -c 'cd -- "$0" && exec "$@"' "$PWD" "$@"
