#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
# shellcheck disable=SC2164 # entrypoint.sh ends, with the line, when a command fails
#
# Starts a command that is no mode. Part of entrypoint.sh, which sources it.

readonly EXIT_NO_COMMAND=127

start_command() {
  local -a archives=("$SPARK_HOME"/python/lib/{pyspark,py4j-*}.zip)
  if is_on SPARK_NO_DAEMONIZE; then
    export SPARK_NO_DAEMONIZE=true
  else
    unset SPARK_NO_DAEMONIZE
  fi
  export PYTHONPATH=${archives[0]}:${archives[1]}${PYTHONPATH:+:$PYTHONPATH} # `python3 job.py` finds PySpark, compiled
  # Other images work in SPARK_HOME: what is nowhere else is taken from there.
  if [[ ${ARGUMENTS[0]} == [!/]*/* && ! -e ${ARGUMENTS[0]} && -x $SPARK_HOME/${ARGUMENTS[0]} ]]; then
    cd "$SPARK_HOME"
  fi
  if ! command -v -- "${ARGUMENTS[0]}" >/dev/null; then
    log ERROR "'${ARGUMENTS[0]}' is neither a command nor a mode of this image. Modes: $(mode_names)"
    exit "$EXIT_NO_COMMAND"
  fi
  start "${ARGUMENTS[@]}"
}
