#!/usr/bin/env bash
# Lets a PySpark client outside of every container work on a cluster of an image: the driver runs here, the executors there.
#
# Usage: client-test.sh IMAGE PYSPARK_VERSION
#
# Starts a master and a worker as smoke-test.sh does, installs the client into a virtual environment, connects it to the
# master, works with DataFrames, fetches a result that is too large for one message, and compares the versions. Python
# functions are run where Python is of one minor version here and in the image, which PySpark demands.
#
# Drivers and executors exchange Java objects, whose classes differ even between patches of one line. So a client of the
# image's own version works as pip installs it, and one of another patch with the JARs of the image.
#
# Environment, all optional: SPARK_VERSION, what the image must hold; PYTHON, the Python of the client (default python3);
# VENV_DIR, where its environment is kept and used again; JAVA_HOME; SMOKE_TIMEOUT as for smoke-test.sh.
# Exit status: 0 passed, 1 failed, 64 wrong usage, 74 the client could not be installed.
set -euo pipefail

# shellcheck source-path=SCRIPTDIR source=smoke-test.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/smoke-test.sh"

# usage: install_client VENV VERSION
install_client() {
  "${PYTHON:-python3}" -m venv "$1"
  "$1/bin/python" -m pip install --quiet --disable-pip-version-check "pyspark==$2" && return
  printf 'client-test: pyspark %s could not be installed; the message of pip stands above.\n' "$2" >&2
  exit 74
}

# usage: home_with_jars_of IMAGE PYTHON DIRECTORY    a Spark home of the client's programs and the image's JARs
home_with_jars_of() {
  local package container
  package=$("$2" -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
  mkdir -p "$3"
  cp -R "$package/bin" "$3/bin"
  container=$(docker create "$1")
  docker cp "$container:/opt/spark/jars" "$3/jars" >/dev/null
  docker rm --force "$container" >/dev/null
}

# usage: address_of ROLE    in the network of the test, which this machine reaches
address_of() {
  docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$NAME-$1"
}

# Where the executors reach this machine.
gateway() {
  docker network inspect --format '{{range .IPAM.Config}}{{.Gateway}}{{end}}' "$NAME"
}

# usage: python_of_image IMAGE
python_of_image() {
  docker run --rm "${LIMITS[@]}" --network none "$1" python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])'
}

# usage: run_client PYTHON MASTER PYSPARK_VERSION IMAGE_PYTHON SPARK_VERSION
run_client() {
  PYSPARK_DRIVER_PYTHON=$1 PYSPARK_PYTHON=python3 SPARK_LOCAL_IP='' "$1" - "$2" "$3" "$4" "$5" "$(gateway)" <<'CLIENT'
import sys

import pyspark
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import LongType

master, expected_client, image_python, image_spark, driver_host = sys.argv[1:6]
own_python = "%d.%d" % sys.version_info[:2]


def check(what, actual, expected):
    if actual != expected:
        sys.exit("FAILED  %s: expected %r, got %r" % (what, expected, actual))
    print("ok      %s" % what)


spark = (
    SparkSession.builder.appName("client-test")
    .master(master)
    .config("spark.driver.host", driver_host)
    .config("spark.driver.bindAddress", "0.0.0.0")
    .config("spark.ui.enabled", "false")
    .config("spark.ui.showConsoleProgress", "false")
    .config("spark.cores.max", "2")
    .config("spark.executor.memory", "512m")
    .config("spark.sql.shuffle.partitions", "4")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
numbers = spark.range(100000)
check("count", numbers.count(), 100000)
groups = numbers.groupBy((F.col("id") % 7).alias("group")).count().orderBy("group")
check("groupBy, with a shuffle", [r["count"] for r in groups.collect()], [14286] * 5 + [14285] * 2)
large = numbers.select(F.concat(F.lit("x" * 40), F.col("id").cast("string")).alias("text")).coalesce(1).collect()
check("a result that is fetched from the executor", len(large), 100000)
executors = spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1
check("executors on the cluster", executors >= 1, True)
if own_python == image_python:
    twice = F.udf(lambda n: n * 2, LongType())
    check("a Python function on the executors", numbers.select(F.sum(twice("id"))).first()[0], 9999900000)
else:
    print("left    Python functions: Python %s here, %s in the image" % (own_python, image_python))
check("the client is the one that was asked for", pyspark.__version__, expected_client)
check("client and image are of the same line", pyspark.__version__.split(".")[:2], image_spark.split(".")[:2])
spark.stop()
CLIENT
}

# usage: spark_of_image IMAGE    from its JARs, whatever its labels say
spark_of_image() {
  docker run --rm "${LIMITS[@]}" --network none "$1" bash -c 'cd /opt/spark/jars && ls spark-core_*.jar' | sed 's/.*-\([0-9.]*\)\.jar$/\1/'
}

_client() {
  if [[ $# -ne 2 ]]; then
    printf 'Usage: client-test.sh IMAGE PYSPARK_VERSION\n' >&2
    exit 64
  fi
  local image=$1 version=$2 port venv spark
  JOBS=$(mktemp -d)
  trap clean_up EXIT
  spark=$(spark_of_image "$image")
  [[ $spark == "${SPARK_VERSION:-$spark}" ]] || fail "the image holds Spark $spark, not $SPARK_VERSION."
  venv=${VENV_DIR:-$JOBS/venv}
  install_client "$venv" "$version"
  port=$(docker run --rm "${LIMITS[@]}" --network none "$image" printenv SPARK_MASTER_PORT)
  docker network create "$NAME" >/dev/null
  unset SPARK_HOME
  if [[ $version != "$spark" ]]; then
    home_with_jars_of "$image" "$venv/bin/python" "$JOBS/spark"
    export SPARK_HOME=$JOBS/spark
    note "the client $version takes the JARs of the image, which holds Spark $spark"
  fi
  start master "$image"
  wait_until_healthy master
  start worker "$image" --env "SPARK_MASTER_URL=spark://master:$port"
  wait_until_healthy worker
  run_client "$venv/bin/python" "spark://$(address_of master):$port" "$version" "$(python_of_image "$image")" "$spark" || {
    docker exec "$NAME-worker" sh -c 'tail -n 30 /opt/spark/work/*/*/stderr' >&2 || true
    fail "the client $version failed; its message and the log of the executors are above."
  }
  note "the client $version works on this image"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || _client "$@"
