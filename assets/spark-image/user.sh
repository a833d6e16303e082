#!/bin/bash
#
# The user that Spark runs as, and the scripts of whoever uses the image. Part of entrypoint.sh, which sources it.

# ---- The user --------------------------------------------------------------------------------------------------------

# Spark runs as the user of the image also when the container is started as root. Other commands stay root.
leave_root() {
  ((EUID == 0 && IMAGE_UID != 0)) || return 0
  local program
  program=$(command -v -- "${ARGUMENTS[0]-}") || true
  if [[ $MODE == command && $(readlink -f -- "${program%/*}") != "$SPARK_HOME"/* ]]; then
    log WARN "Running as root: leave the user of the image in place"
    return
  fi
  may_change_user || {
    problem "Started as root without the capabilities SETUID and SETGID, so that nobody can become user $IMAGE_UID: leave the user of the image in place, or add both"
    report_problems
  }
  log WARN "Started as root: continuing as user $IMAGE_UID"
  export HOME=$IMAGE_HOME
  exec setpriv --reuid="$IMAGE_UID" --regid="$IMAGE_GID" --clear-groups --inh-caps=-all -- "$SELF" "$@"
}

# Whether this process has the capabilities SETGID and SETUID, bits 6 and 7 of those that the kernel tells.
may_change_user() {
  local name value
  while read -r name value; do
    [[ $name != CapEff: ]] || break
  done </proc/self/status
  (((16#$value >> 6 & 3) == 3))
}

# Whether the user has a name. The image's own users stand in a file that is read without another process.
has_name() {
  local uid
  while IFS=: read -r _ _ uid _; do
    [[ $uid != "$EUID" ]] || return 0
  done </etc/passwd
  id -un >/dev/null 2>&1
}

# A user id without a name ends Spark with "invalid null input: name". The wrapper library gives it one.
name_user() {
  local directory=/tmp/.spark-user-$EUID library line
  ! has_name || return 0
  library=$(compgen -G '/usr/lib*/*/libnss_wrapper.so' || compgen -G '/usr/lib*/libnss_wrapper.so') || {
    problem "User $EUID has no name, and libnss_wrapper is not in the image: run as user $IMAGE_UID"
    return
  }
  if [[ -L $directory ]] || ! (umask 077 && mkdir -p -- "$directory") 2>/dev/null || [[ ! -O $directory ]]; then
    problem "$directory cannot be written by user $EUID: mount a tmpfs at /tmp, as by --tmpfs /tmp:exec"
    return
  fi
  if [[ ! -w ${HOME:-/} ]]; then
    export HOME=$IMAGE_HOME
    [[ -w $HOME ]] || HOME=/tmp
  fi
  {
    printf 'spark:x:%s:%s:Spark:%s:/bin/bash\n' "$EUID" "$(id -g)" "$HOME"
    while IFS= read -r line; do
      [[ $line == spark:* ]] || printf '%s\n' "$line"
    done </etc/passwd
  } >"$directory/passwd.$$"
  mv -f -- "$directory/passwd.$$" "$directory/passwd" # others may be reading it
  cp -- /etc/group "$directory/group"
  export LD_PRELOAD="${library%%$'\n'*}${LD_PRELOAD:+:$LD_PRELOAD}"
  export NSS_WRAPPER_PASSWD=$directory/passwd NSS_WRAPPER_GROUP=$directory/group
}

# usage: write_user_environment FILE    FILE: the user's spark-env.sh, which need not be there
# `docker exec` does not pass this script; Spark's programs read this file, and find the name of the user in it. Spark may
# take it along to a pod, where it stands in the place of the user's.
write_user_environment() {
  printf '%s\n' "$WRITTEN"
  printf 'export %s=%q\n' LD_PRELOAD "$LD_PRELOAD" NSS_WRAPPER_PASSWD "$NSS_WRAPPER_PASSWD" \
    NSS_WRAPPER_GROUP "$NSS_WRAPPER_GROUP" HOME "$HOME"
  # shellcheck disable=SC2016 # for the shell that reads the file
  [[ ! -r $1 ]] || printf '[[ ${BASH_SOURCE[0]} -ef %q ]] || . %q\n' "$1" "$1"
}

# ---- Scripts that run before Spark -----------------------------------------------------------------------------------

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
  log ERROR "Nothing was started: $SOURCED_SCRIPT ended the shell in which it runs, with status $status. Unless somebody stopped the container: end the script with return, not with exit. After 'set -e' or 'set -u', no command may fail and no variable may be unset"
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
