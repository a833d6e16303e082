#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
#
# Runs the user's own scripts before anything is started. Part of entrypoint.sh, which sources it.

SOURCED_SCRIPT='' # the one that runs inside this shell: where set -e ends that, no local variable is left

# usage: source_script FILE ARGUMENT...    runs it inside this shell, and says so where it ends the shell
source_script() {
  SOURCED_SCRIPT=$1
  shift
  trap report_end EXIT
  # shellcheck source=/dev/null
  . "$SOURCED_SCRIPT"
  set -- "$?"
  trap - EXIT
  return "$1"
}

# A start that did not take place is no success, whatever the script says.
report_end() {
  local status=$?
  set +eu # as the script may have set them
  log ERROR "Nothing was started: $SOURCED_SCRIPT ended the shell in which it runs, with status $status: unless the container was stopped, let it end by return, not by exit, and after 'set -e' or 'set -u' let no command fail and use no variable that is not set"
  ((status != 0)) || status=$EXIT_CONFIGURATION
  exit "$status"
}

# The user's spark-env.sh may set what the settings are read from. Spark's programs must not read it a second time.
read_spark_env() {
  local file=${SPARK_USER_CONF_DIR:-$(setting_default SPARK_USER_CONF_DIR)}/spark-env.sh
  [[ -f $file && -r $file ]] || return 0 # check_user_directories names what cannot be read
  set +Eeu
  set -a
  source_script "$file"
  set +a
  set -Eeu
  export SPARK_ENV_LOADED=1
}

# usage: run_init_scripts ARGUMENT...    ARGUMENTs of this script
# Runs *.sh of the directory in their order: executable ones as programs, others inside this shell. When one of them has
# written into the user's spark-defaults.conf, the start begins again, without them.
run_init_scripts() {
  local script status properties
  for script in "${VALUE[SPARK_INITSCRIPTS_DIR]-}"/*.sh; do
    [[ -e $script || -L $script ]] || continue # a link to nothing fails below, as it should
    log INFO "Running $script"
    if [[ -x $script ]]; then
      "$script" && status=0 || status=$?
    else
      source_script "$script" "$@" && status=0 || status=$?
      set -Eeuo pipefail # whatever the script has set
    fi
    if ((status != 0)); then
      log ERROR "Nothing was started: $script ended with status $status"
      exit "$status"
    fi
  done
  properties=${VALUE[SPARK_USER_CONF_DIR]-}/spark-defaults.conf
  [[ $properties -nt $SPARK_CONF_DIR/spark-defaults.conf ]] || return 0
  log INFO "An init script has changed $properties: it is read again"
  INIT_SCRIPTS_RAN=yes exec "$SELF" "$@"
}
