#!/usr/bin/env bash
# Tests that the pinned PySpark client works: makes a virtual environment, installs requirements.txt into it, creates
# DataFrames, works with them, and compares the versions of the client and of Spark.
#
# Usage: ./build_and_test.sh
#
# Environment, all optional:
#   PYTHON      the Python to use; default: the first suitable one on the PATH
#   VENV_DIR    where the virtual environment is kept and used again; default: venv beside this script
#   SPARK_HOME  a Spark distribution to test the client against; default: the one inside the pyspark package
#   JAVA_HOME   the Java to use; default: java on the PATH
#   PIP_…       options of pip, such as PIP_INDEX_URL for a package index of your own
#
# Exit status: 0 all passed, 1 a test failed, 64 wrong usage, 69 Python or Java is missing or does not fit,
# 74 the requirements could not be installed.
set -euo pipefail

# What this repository was made for.
readonly PYSPARK_VERSION="@PYSPARK_VERSION@"
readonly SPARK_VERSION="@SPARK_VERSION@"
readonly PYTHON_MIN="@PYTHON_MIN@"
readonly PYTHON_MAX="@PYTHON_MAX@"
readonly JAVA_VERSIONS=(@JAVA_VERSIONS@)

readonly EXIT_FAILED=1 EXIT_USAGE=64 EXIT_MISSING=69 EXIT_INSTALL=74

# usage: fail STATUS MESSAGE…
fail() {
  local status=$1
  shift
  printf 'build_and_test: %s\n' "$@" >&2
  exit "$status"
}

# usage: step NUMBER TEXT
step() {
  printf '\n[%s/5] %s\n' "$1" "$2"
}

usage() {
  sed -n '/^# Usage/,/^set /{/^set /d;s/^# \{0,1\}//;p;}' "${BASH_SOURCE[0]}"
}

# usage: python_fits VERSION
#    ie: python_fits 3.10
python_fits() {
  local minor=${1#3.}
  [[ $1 == 3.* ]] && ((minor >= ${PYTHON_MIN#3.})) && { [[ -z $PYTHON_MAX ]] || ((minor <= ${PYTHON_MAX#3.})); }
}

python_range() {
  printf '%s' "$PYTHON_MIN"
  if [[ -n $PYTHON_MAX ]]; then printf ' to %s' "$PYTHON_MAX"; else printf ' or later'; fi
}

# usage: python_version PROGRAM    prints 3.10, or nothing when it does not run
python_version() {
  "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || true
}

# usage: can_make_environments PROGRAM    Debian and Ubuntu keep ensurepip in a package of its own
can_make_environments() {
  "$1" -c 'import ensurepip, venv' 2>/dev/null
}

# Names that a Python may have, the plain one first.
python_candidates() {
  local minor=${PYTHON_MAX#3.}
  printf 'python3\n'
  for ((minor = ${minor:-19}; minor >= ${PYTHON_MIN#3.}; minor--)); do printf 'python3.%s\n' "$minor"; done
}

# Prints the Python to use: one that fits and can make environments, else one that fits.
find_python() {
  local candidate version fitting='' seen=''
  if [[ -n ${PYTHON:-} ]]; then
    version=$(python_version "$PYTHON")
    [[ -n $version ]] || fail "$EXIT_MISSING" "PYTHON='$PYTHON' does not run." "Set it to Python $(python_range)."
    python_fits "$version" ||
      fail "$EXIT_MISSING" "PYTHON='$PYTHON' is Python $version, and pyspark $PYSPARK_VERSION needs Python $(python_range)."
    printf '%s\n' "$PYTHON"
    return
  fi
  while read -r candidate; do
    version=$(python_version "$candidate")
    [[ -n $version ]] || continue
    seen+=" $candidate ($version)"
    python_fits "$version" || continue
    if can_make_environments "$candidate"; then
      printf '%s\n' "$candidate"
      return
    fi
    fitting=${fitting:-$candidate}
  done < <(python_candidates)
  [[ -n $fitting ]] ||
    fail "$EXIT_MISSING" "pyspark $PYSPARK_VERSION needs Python $(python_range); found:${seen:- none}." \
      'Install one (on Debian or Ubuntu: apt-get install python3 python3-venv), or name it by PYTHON.'
  printf '%s\n' "$fitting"
}

# Prints the major version of java, or nothing when there is none: 8 for 1.8.0_412, 17 for 17.0.15.
java_version() {
  local java=java version
  [[ -z ${JAVA_HOME:-} ]] || java=$JAVA_HOME/bin/java
  version=$("$java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p') || return 0
  version=${version#1.}
  printf '%s\n' "${version%%[!0-9]*}"
}

check_java() {
  local version
  version=$(java_version)
  [[ -n $version ]] ||
    fail "$EXIT_MISSING" "no Java found (JAVA_HOME is '${JAVA_HOME:-}'); Spark $SPARK_VERSION needs Java ${JAVA_VERSIONS[*]}." \
      "Install one (on Debian or Ubuntu: apt-get install openjdk-${JAVA_VERSIONS[-1]}-jre-headless), or set JAVA_HOME."
  [[ " ${JAVA_VERSIONS[*]} " == *" $version "* ]] ||
    fail "$EXIT_MISSING" "this is Java $version, and Spark $SPARK_VERSION runs on Java ${JAVA_VERSIONS[*]}." \
      'Install one of these, and set JAVA_HOME to its directory.'
  printf 'Java %s\n' "$version"
}

# usage: environment_works DIRECTORY PYTHON
environment_works() {
  [[ -x $1/bin/python ]] && "$1/bin/python" -c 'import pip' 2>/dev/null &&
    [[ $(python_version "$1/bin/python") == "$(python_version "$2")" ]]
}

# usage: make_environment DIRECTORY PYTHON
make_environment() {
  local directory=$1 python=$2 version
  version=$(python_version "$python")
  if environment_works "$directory" "$python"; then
    printf '%s is used again (Python %s)\n' "$directory" "$version"
    return
  fi
  if [[ -e $directory && ! -f $directory/pyvenv.cfg && -n $(ls -A "$directory" 2>/dev/null || printf x) ]]; then
    fail "$EXIT_USAGE" "VENV_DIR='$directory' exists and is no virtual environment; it was left alone." 'Name another directory.'
  fi
  can_make_environments "$python" ||
    fail "$EXIT_MISSING" "$python (Python $version) cannot make virtual environments: ensurepip is missing." \
      "On Debian or Ubuntu: apt-get install python3-venv (or python$version-venv)."
  "$python" -m venv --clear "$directory" ||
    fail "$EXIT_MISSING" "$python could not make the virtual environment '$directory'; its message is above."
  printf '%s is made (Python %s)\n' "$directory" "$version"
}

# usage: install_requirements PYTHON FILE
install_requirements() {
  "$1" -m pip install --disable-pip-version-check --requirement "$2" ||
    fail "$EXIT_INSTALL" "the requirements of $2 could not be installed; pip's message is above." \
      'Behind a proxy or without internet access, set HTTPS_PROXY or PIP_INDEX_URL.'
}

check_spark() {
  if [[ -z ${SPARK_HOME:-} ]]; then
    unset SPARK_HOME # pyspark takes an empty one for a directory
    printf 'The one inside the pyspark package; set SPARK_HOME to test against a distribution.\n'
  elif [[ -x $SPARK_HOME/bin/spark-submit ]]; then
    printf 'The distribution in SPARK_HOME, %s\n' "$SPARK_HOME"
  else
    fail "$EXIT_USAGE" "SPARK_HOME='$SPARK_HOME' holds no bin/spark-submit, so it is no Spark distribution." 'Correct it, or unset it.'
  fi
}

# usage: run_tests PYTHON    works with DataFrames in a local Spark, and compares versions
run_tests() {
  PYSPARK_PYTHON=$1 "$1" - "$PYSPARK_VERSION" "$SPARK_VERSION" <<'PYTHON_TEST'
import sys
import tempfile

import pyspark
from pyspark.sql import SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import LongType

expected_client, image_version = sys.argv[1:3]


def line(version):
    return version.split(".")[:2]


def check(what, actual, expected):
    if actual != expected:
        sys.exit("FAILED  %s: expected %r, got %r" % (what, expected, actual))
    print("ok      %s" % what)


spark = (
    SparkSession.builder.appName("build-and-test")
    .master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.ui.showConsoleProgress", "false")
    .config("spark.sql.shuffle.partitions", "2")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")

people = spark.createDataFrame(
    [("Ada", "math", 36), ("Grace", "navy", 85), ("Alan", "math", 41)], ["name", "field", "age"]
)
fields = spark.createDataFrame([("math", "Mathematics"), ("navy", "US Navy")], ["field", "title"])

check("createDataFrame and count", people.count(), 3)
check("filter and orderBy", [r.name for r in people.filter("age > 40").orderBy("name").collect()], ["Alan", "Grace"])
by_field = people.groupBy("field").agg(F.avg("age").alias("age")).orderBy("field").collect()
check("groupBy and agg, with a shuffle", [(r.field, r.age) for r in by_field], [("math", 38.5), ("navy", 85.0)])
joined = people.join(fields, "field").select("name", "title").orderBy("name").first()
check("join", tuple(joined), ("Ada", "Mathematics"))
people.createOrReplaceTempView("people")
check("SQL", spark.sql("SELECT max(age) AS oldest FROM people").first().oldest, 85)
double = F.udf(lambda n: n * 2, LongType())
check("a Python function in the workers", people.select(F.sum(double("age"))).first()[0], 324)
with tempfile.TemporaryDirectory() as folder:
    people.write.parquet(folder + "/people.parquet")
    check("Parquet, written and read", spark.read.parquet(folder + "/people.parquet").count(), 3)

print("\nPySpark client   %s" % pyspark.__version__)
print("Spark            %s" % spark.version)
print("Image            %s" % image_version)
check("the client is the pinned one", pyspark.__version__, expected_client)
check("client and Spark are of the same line", line(spark.version), line(pyspark.__version__))
check("client and image are of the same line", line(image_version), line(pyspark.__version__))
spark.stop()
PYTHON_TEST
}

_main() {
  local here python venv
  case ${1:-} in
  '') ;;
  -h | --help)
    usage
    return
    ;;
  *) fail "$EXIT_USAGE" "'$1' is not understood: there are no arguments." 'See --help for the variables.' ;;
  esac
  here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
  venv=${VENV_DIR:-$here/venv}
  # What belongs to another Python or another Spark would get into the environment.
  unset PYTHONPATH PYTHONHOME PYSPARK_DRIVER_PYTHON PYSPARK_SUBMIT_ARGS SPARK_CONF_DIR
  export PIP_USER=0 SPARK_LOCAL_IP=${SPARK_LOCAL_IP:-127.0.0.1}

  step 1 'Python and Java'
  python=$(find_python)
  printf 'Python %s (%s)\n' "$(python_version "$python")" "$python"
  check_java
  step 2 'Virtual environment'
  make_environment "$venv" "$python"
  step 3 'Requirements'
  install_requirements "$venv/bin/python" "$here/requirements.txt"
  step 4 'Spark'
  check_spark
  step 5 'DataFrames and versions'
  run_tests "$venv/bin/python" || fail "$EXIT_FAILED" 'the test failed: see above.'
  printf '\nAll passed: pyspark %s works.\n' "$PYSPARK_VERSION"
}

[[ ${BASH_SOURCE[0]} != "$0" ]] || _main "$@"
