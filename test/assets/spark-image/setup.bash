# shellcheck disable=SC2034,SC2154 # bats and the tests use what is set here, and bats sets $output
#
# Shared by the bats files: an image made of fakes, in which Java and spark-submit print how they were called.
# ENTRYPOINT_DIRECTORY holds the rendered entrypoint; test/assets/spark-image/entrypoint.test.ts sets it.

bats_require_minimum_version 1.5.0

SECRET=0f9c1b7a6d5e4f3a2b1c0d9e8f7a6b5c

make_image() {
  local name
  [[ -x ${ENTRYPOINT_DIRECTORY:?holds the rendered entrypoint: run npx jest test/assets/spark-image}/entrypoint.sh ]]
  IMAGE=$BATS_TEST_TMPDIR/image
  mkdir -p "$IMAGE/spark/bin" "$IMAGE/spark/jars" "$IMAGE/bin" "$IMAGE/user-conf" "$IMAGE/init"
  touch "$IMAGE/spark/jars/"{spark-core_2.12-3.5.6.jar,zinc.jar,avro.jar,Big.jar}
  cat >"$IMAGE/bin/java" <<'END'
#!/bin/bash
printf 'pid=%s\n' "$$"
printf 'argument=%s\n' "$@"
env | grep -v '^BATS_' | sed 's/^/variable=/'
exit "${FAKE_STATUS:-0}"
END
  for name in spark-submit pyspark spark-sql; do
    sed "s/^printf 'pid/printf 'program=$name\\\\n'\\n&/" "$IMAGE/bin/java" >"$IMAGE/spark/bin/$name"
  done
  chmod +x "$IMAGE/bin/"* "$IMAGE/spark/bin/"*
  unset "${!SPARK_@}" "${!PYSPARK_@}" JAVA_HOME HADOOP_CONF_DIR YARN_CONF_DIR
  export PATH="$IMAGE/bin:$IMAGE/spark/bin:$PATH" SPARK_HOME=$IMAGE/spark HOME=$BATS_TEST_TMPDIR
  export SPARK_CONF_DIR=$BATS_TEST_TMPDIR/conf SPARK_USER_CONF_DIR=$IMAGE/user-conf SPARK_INITSCRIPTS_DIR=$IMAGE/init
  export SPARK_WORKER_DIR=$BATS_TEST_TMPDIR/work SPARK_EVENT_LOG_DIR=$BATS_TEST_TMPDIR/events
  ENTRYPOINT=$ENTRYPOINT_DIRECTORY/entrypoint.sh
}

# usage: load_functions [SPARK VERSION]    offers the functions of the entrypoint to a test
load_functions() {
  local copy=$BATS_TEST_TMPDIR/sourced
  cp -r "$ENTRYPOINT_DIRECTORY" "$copy"
  sed -i "s/^readonly IMAGE_SPARK_VERSION=.*/readonly IMAGE_SPARK_VERSION=\"${1:-3.5.6}\"/" "$copy/entrypoint.sh"
  # shellcheck source=/dev/null
  . "$copy/entrypoint.sh"
  set +Eu
  ENTRYPOINT=$copy/entrypoint.sh
}

# usage: has_line TEXT     whether the output holds this line
has_line() {
  grep -Fxq -- "$1" <<<"$output" || {
    printf 'no line %q in:\n%s\n' "$1" "$output" >&2
    return 1
  }
}

# usage: has_text TEXT    whether the output holds this text
has_text() {
  [[ $output == *"$1"* ]] || {
    printf 'no %q in:\n%s\n' "$1" "$output" >&2
    return 1
  }
}

# usage: has_no TEXT
has_no() {
  [[ $output != *"$1"* ]] || {
    printf '%q is in:\n%s\n' "$1" "$output" >&2
    return 1
  }
}

# usage: configured LINE    whether the effective configuration holds this line
configured() {
  grep -Fxq -- "$1" "$SPARK_CONF_DIR/spark-defaults.conf" || {
    printf 'no line %q in:\n%s\n' "$1" "$(cat "$SPARK_CONF_DIR/spark-defaults.conf")" >&2
    return 1
  }
}

# usage: not_configured NAME    whether the effective configuration leaves this property alone
not_configured() {
  if grep -F -- "$1=" "$SPARK_CONF_DIR/spark-defaults.conf"; then return 1; fi
}

# usage: kept_out COMMAND...    runs it as somebody whom the modes of files keep out: from root, the power to pass over them
# is taken
kept_out() {
  if ((EUID == 0)); then
    setpriv --bounding-set -dac_override,-dac_read_search -- "$@"
  else
    "$@"
  fi
}

# usage: read_as_java FILE    prints NAME=VALUE for each property that java.util.Properties finds, trimmed as Spark does
read_as_java() {
  python3 - "$1" <<'END'
import re, sys
text = open(sys.argv[1], encoding="utf-8", newline="").read()
text = re.sub(r"(?m)^[ \t\f]*[#!].*$", "", text)
text = re.sub(r"(?<!\\)((?:\\\\)*)\\(\r\n|\r|\n)[ \t\f]*", r"\1", text)
for line in re.split(r"[\r\n]+", text):
    found = re.match(r"[ \t\f]*((?:\\.|[^\\=: \t\f])+)(?:[ \t\f]*[=:][ \t\f]*|[ \t\f]+|$)(.*)$", line)
    if found:
        print("=".join(re.sub(r"\\(.)", r"\1", part).strip() for part in found.groups()))
END
}

# usage: need PROGRAM    skips the test where a program is missing; with CI=true that is a failure
need() {
  command -v "$1" >/dev/null && return
  [[ ${CI:-} != true ]] || {
    printf '%s is missing, and CI=true leaves nothing out: install it\n' "$1" >&2
    return 1
  }
  skip "$1 is not installed"
}
