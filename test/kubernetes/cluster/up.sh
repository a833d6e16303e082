#!/usr/bin/env bash
# Starts the cluster, and waits until its node is ready.
# usage: up.sh BINARIES STATE    absolute paths: what build.sh made, and a directory for everything that the cluster writes
set -euo pipefail
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
binaries=$1 state=$2
seconds=180

mkdir -p "$state/log"
rm -f "$state/started" "$state/log/ended"
printf '%s\n' "$binaries" >"$state/binaries"
setsid unshare --net --mount --propagation slave --pid --fork --mount-proc --kill-child \
  bash "$here/inside.sh" "$binaries" "$state" >"$state/log/inside.log" 2>&1 </dev/null &
echo $! >"$state/pid"

for ((second = 0; second < seconds; second++)); do
  if [[ -e $state/started ]] && "$here/kubectl" "$state" get node node 2>/dev/null | grep -q ' Ready'; then exit 0; fi
  if ! kill -0 "$(<"$state/pid")" 2>/dev/null; then
    echo "The cluster ended. The end of $state/log/inside.log:" >&2
    tail -n 5 "$state/log/inside.log" >&2
    exit 1
  fi
  sleep 1
done
echo "The node was not ready after $seconds seconds. Look into $state/log." >&2
exit 1
