#!/bin/bash
# shellcheck source-path=SCRIPTDIR/spark-image
#
# Starts one process of Apache Spark, with a configuration made afresh from the environment.
#
# usage: entrypoint.sh                          runs SPARK_MODE
#        entrypoint.sh OPTION...                runs SPARK_MODE with these arguments
#        entrypoint.sh MODE [ARGUMENT...]       runs another mode
#        entrypoint.sh driver|executor ...      what Spark asks for on Kubernetes
#        entrypoint.sh print-config             prints the effective configuration, secrets masked
#        entrypoint.sh COMMAND [ARGUMENT...]    runs any command, with the same configuration
#
# exit status: 64 when the configuration is wrong (nothing was started, every problem was printed),
#              127 when there is no such command, else that of the process.
#
# The process replaces this script, so that it gets its signals itself. Only a worker with
# SPARK_WORKER_DECOMMISSION_ENABLED keeps the script as its parent, which passes the signals on.

set -Eeuo pipefail

# ---- Constants: filled in when the repository is generated -----------------------------------------------------------

readonly IMAGE_SPARK_VERSION="@SPARK_VERSION@"
readonly IMAGE_UID="@UID@"
readonly IMAGE_GID="@GID@"
readonly IMAGE_HOME="@HOME@"
# name|kind|main class|first version that bundles it|aliases|description
readonly -a IMAGE_MODES=(@MODES@)

# ---- State -----------------------------------------------------------------------------------------------------------

MODE=''          # name of the mode, 'kubernetes', or 'command' for any other command
MODE_KIND=daemon # daemon or client
MODE_CLASS=''    # main class of the mode
MODE_SINCE=''    # first Spark version that bundles the class
ARGUMENTS=()     # what follows the mode, or the whole command
PRINT_ONLY=no    # whether to print the configuration instead of starting

# ---- Parts -----------------------------------------------------------------------------------------------------------

SELF=${BASH_SOURCE[0]}
[[ $SELF == /* && ! -L $SELF ]] || SELF=$(readlink -f -- "$SELF")
readonly SELF PARTS=${SELF%/*}/spark-image
. "$PARTS/messages.sh"
. "$PARTS/container.sh"
. "$PARTS/user.sh"
. "$PARTS/start.sh"
. "$PARTS/settings.sh"
. "$PARTS/checks.sh"
. "$PARTS/configuration.sh"
. "$PARTS/properties.sh"
. "$PARTS/security.sh"
. "$PARTS/resources.sh"
. "$PARTS/health.sh"

# ---- Words and versions ----------------------------------------------------------------------------------------------

# usage: has WORDS WORD    whether the list, separated by spaces, holds the word
has() {
  [[ " $1 " == *" $2 "* ]]
}

# usage: works_since VERSIONS    whether the image's Spark is one of these or newer
# The list names the first version of each release line: "3.5.9 4.0.4" holds for 3.5.9 and 4.1.0, not for 4.0.3.
works_since() {
  local -a have first
  local version newest=yes
  IFS=. read -ra have <<<"${IMAGE_SPARK_VERSION%%-*}"
  for version in $1; do
    IFS=. read -ra first <<<"$version"
    if ((have[0] == first[0] && have[1] == first[1])); then
      ((${have[2]:-0} >= ${first[2]:-0}))
      return
    fi
    ((have[0] > first[0] || (have[0] == first[0] && have[1] > first[1]))) || newest=no
  done
  [[ $newest == yes ]]
}

# ---- Main ------------------------------------------------------------------------------------------------------------

find_programs() {
  find_spark_home
  JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
  compgen -G "$SPARK_HOME/jars/spark-core_*.jar" >/dev/null ||
    problem "$(shown SPARK_HOME "$SPARK_HOME") holds no Spark: leave it as the image has it"
  command -v "$JAVA" >/dev/null || problem "JAVA_HOME='${JAVA_HOME-}' holds no bin/java: leave it as the image has it"
}

_main() {
  # Called by another name, as compose files for other images do: somebody must reap zombies.
  (($$ != 1)) || ! command -v tini >/dev/null || exec tini -s -- "$SELF" "$@"
  find_programs
  read_arguments "$@"
  leave_root "$@"
  name_user
  [[ $MODE != kubernetes ]] || "start_kubernetes_$1" "${@:2}"
  configure
  if [[ $MODE == command && ${ARGUMENTS[0]##*/} == @(bash|sh|dash) && ${#PROBLEMS[@]} -gt 0 ]]; then
    log WARN "A shell starts nevertheless, without a configuration: ${PROBLEMS[*]}"
    rm -rf -- "$NEW_CONF_DIR"
    start_command
  fi
  report_problems
  if [[ $PRINT_ONLY == yes ]]; then
    print_configuration
    exit 0
  fi
  write_configuration
  close_configuration
  if is_on SPARK_PRINT_CONFIG; then log_configuration; fi
  [[ $MODE != command ]] || start_command
  [[ -n ${INIT_SCRIPTS_RAN-} ]] || run_init_scripts "$@"
  unset INIT_SCRIPTS_RAN
  start_mode
}

# Sourced, the script offers its functions and does nothing.
if [[ ${BASH_SOURCE[0]} == "$0" ]]; then
  trap 'log ERROR "Nothing was started: line $LINENO of ${BASH_SOURCE[0]##*/} failed with status $?"' ERR
  _main "$@"
fi
