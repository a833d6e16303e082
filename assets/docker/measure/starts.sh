#!/usr/bin/env bash
# shellcheck disable=SC2034,SC2154 # the options are read by measure.sh, and each part sets what others read
#
# Starts and stops an image, and times both. Part of measure.sh, which sources it.

# What a master answers that serves, asked as the health check of the image asks; on Spark's own port, which the naive
# image does not move.
readonly ASK_MASTER='
import http.client, json, sys
try:
    master = http.client.HTTPConnection("127.0.0.1", 8080, timeout=4)
    master.request("GET", "/json/")
    sys.exit(json.load(master.getresponse()).get("status") != "ALIVE")
except (OSError, http.client.HTTPException, ValueError):
    sys.exit(1)
'

# The effective user of every process but the asking one.
readonly ASK_USERS='
import os
users = set()
for process in filter(str.isdigit, os.listdir("/proc")):
    try:
        with open(f"/proc/{process}/status", encoding="ascii", errors="replace") as status:
            if int(process) != os.getpid():
                users.update(int(line.split()[2]) for line in status if line.startswith("Uid:"))
    except (FileNotFoundError, ProcessLookupError):
        pass
print(", ".join(map(str, sorted(users))))
'

# usage: microseconds    the clock; bash writes it with the decimal sign of the locale
microseconds() {
  printf '%s\n' "${EPOCHREALTIME//[!0-9]/}"
}

# usage: seconds_since MICROSECONDS
seconds_since() {
  local now passed
  now=$(microseconds)
  passed=$(((now - $1) / 10000))
  printf '%d.%02d\n' "$((passed / 100))" "$((passed % 100))"
}

# usage: median FIGURE…
median() {
  printf '%s\n' "$@" | LC_ALL=C sort --numeric-sort | sed -n "$((($# + 1) / 2))p"
}

# usage: start_and_stop ROLE IMAGE    one start: sets `ready`, `stopped` and `users`
start_and_stop() {
  local role=$1 image=$2 since
  local -a options=() ask=(-c "$ASK_MASTER")
  if [[ $role == after ]]; then
    options=("${run_options[@]}" --env SPARK_MODE=master)
    ask=("$HEALTH_CHECK")
  fi
  since=$(microseconds)
  docker run --detach --name "$container" "${options[@]}" "$image" >/dev/null ||
    fail "$EXIT_FAILED" "no container of $image could be started: the reason of Docker is above."
  # One loop inside the container, lest the time to get in be counted again and again.
  # shellcheck disable=SC2016 # it is bash of the container that expands this
  if ! docker exec "$container" bash -c 'until python3 -S -E "${@:2}" >/dev/null 2>&1; do ((SECONDS < $1)) || exit 1; sleep 0.05; done' bash "$timeout" "${ask[@]}"; then
    docker logs --tail 30 "$container" >&2 || true
    fail "$EXIT_FAILED" "$image had no ready master, though it had up to $timeout seconds; the end of its log is above." \
      'Nothing was written. What its start needs is given by --env, more time by MEASURE_TIMEOUT.'
  fi
  ready=$(seconds_since "$since")
  users=$(docker exec "$container" python3 -S -E -c "$ASK_USERS") || fail "$EXIT_FAILED" "the processes of $image could not be seen: the reason is above." 'Nothing was written.'
  [[ $users =~ ^[0-9]+(, [0-9]+)*$ ]] || fail "$EXIT_FAILED" "the users of $image are '$users', which are no numbers." 'Nothing was written.'
  since=$(microseconds)
  docker stop --time 30 "$container" >/dev/null || fail "$EXIT_FAILED" "the container of $image could not be stopped: the reason of Docker is above." 'Nothing was written.'
  stopped=$(seconds_since "$since")
  docker rm --force --volumes "$container" >/dev/null
}
