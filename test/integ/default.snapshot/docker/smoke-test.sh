#!/usr/bin/env bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
# Runs an image as a cluster would, with every privilege taken away, and lets a job compute something real.
#
# Usage: smoke-test.sh IMAGE
#
# Starts a master and a worker on a network of their own, waits until both are healthy, runs a PySpark job with a
# shuffle and a Python function on them, and stops them. Every container has a read-only root file system, no
# capabilities and no way to get privileges. Exit status: 0 passed, 1 failed, 64 wrong usage.
#
# Environment: SMOKE_TIMEOUT, seconds to wait for a healthy container (default 180).
set -euo pipefail

readonly NAME=spark-smoke-$$
readonly LIMITS=(--read-only --tmpfs "/tmp:mode=1777,exec" --cap-drop ALL --security-opt no-new-privileges --pids-limit 4096)

# usage: fail MESSAGE…
fail() {
  printf 'smoke-test: %s\n' "$@" >&2
  exit 1
}

# usage: note TEXT
note() {
  printf 'smoke-test: %s\n' "$1"
}

clean_up() {
  docker rm --force --volumes "$NAME-master" "$NAME-worker" >/dev/null 2>&1 || true
  docker network rm "$NAME" >/dev/null 2>&1 || true
  rm -rf "$JOBS"
}

# usage: start ROLE IMAGE [OPTION…]
start() {
  local role=$1 image=$2
  shift 2
  docker run --detach --name "$NAME-$role" --hostname "$role" --network "$NAME" --network-alias "$role" \
    "${LIMITS[@]}" --health-interval 3s --env "SPARK_MODE=$role" "$@" "$image" >/dev/null
}

# usage: wait_until_healthy ROLE
wait_until_healthy() {
  local deadline=$((SECONDS + ${SMOKE_TIMEOUT:-180})) status=''
  while ((SECONDS < deadline)); do
    status=$(docker inspect --format '{{.State.Status}} {{.State.Health.Status}}' "$NAME-$1")
    case $status in
    'running healthy')
      note "the $1 is healthy"
      return
      ;;
    exited* | dead*) break ;;
    esac
    sleep 2
  done
  docker logs --tail 50 "$NAME-$1" >&2
  fail "the $1 is not healthy but '$status'; its log is above."
}

# usage: stop ROLE    a process that hears SIGTERM ends by it: 0 or 143; 137 means that it had to be killed
stop() {
  local status
  docker stop --time 30 "$NAME-$1" >/dev/null
  status=$(docker inspect --format '{{.State.ExitCode}}' "$NAME-$1")
  [[ $status == 0 || $status == 143 ]] || fail "the $1 did not stop by itself: exit status $status."
}

write_job() {
  cat >"$JOBS/job.py" <<'JOB'
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import LongType

spark = SparkSession.builder.appName("smoke-test").getOrCreate()
twice = F.udf(lambda n: 2 * n, LongType())
groups = spark.range(1000).groupBy((F.col("id") % 10).alias("group")).agg(F.sum(twice("id")).alias("total"))
assert groups.count() == 10, groups.count()
assert groups.agg(F.sum("total")).first()[0] == 999000, groups.collect()
print("smoke-test: the job is right, on Spark", spark.version)
JOB
  chmod 755 "$JOBS"
  chmod 644 "$JOBS/job.py"
}

# usage: run_job IMAGE PORT
run_job() {
  docker run --rm --network "$NAME" "${LIMITS[@]}" --volume "$JOBS:/opt/spark/apps:ro" "$1" \
    spark-submit --master "spark://master:$2" /opt/spark/apps/job.py && return
  docker exec "$NAME-worker" sh -c 'tail -n 30 /opt/spark/work/*/*/stderr' >&2 || true
  fail 'the job failed; the logs of the driver and of the executors stand above.'
}

_main() {
  if [[ $# -ne 1 ]]; then
    printf 'Usage: smoke-test.sh IMAGE\n' >&2
    exit 64
  fi
  local image=$1 user port
  JOBS=$(mktemp -d)
  trap clean_up EXIT
  write_job

  user=$(docker run --rm "${LIMITS[@]}" --network none "$image" id -u)
  [[ $user =~ ^[0-9]+$ && $user -ne 0 ]] || fail "the image runs as uid '$user', not as a user without privileges."
  note "runs as uid $user"
  port=$(docker run --rm "${LIMITS[@]}" --network none "$image" printenv SPARK_MASTER_PORT)
  docker network create "$NAME" >/dev/null
  start master "$image"
  wait_until_healthy master
  start worker "$image" --env "SPARK_MASTER_URL=spark://master:$port"
  wait_until_healthy worker
  run_job "$image" "$port"
  stop worker
  stop master
  note 'passed'
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || _main "$@"
