#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
#
# What the entrypoint says, and how it ends when something is wrong. Part of entrypoint.sh, which sources it.

readonly EXIT_CONFIGURATION=64
readonly SECRET_NAME='([Ss]ecret|[Pp]assword|[Tt]oken|[Aa]ccess.?[Kk]ey|[Cc]redential|SECRET|PASSWORD|TOKEN)'

PROBLEMS=() # everything that is wrong, reported together

# usage: log LEVEL MESSAGE     LEVEL: INFO, WARN or ERROR
# Clients keep standard error for themselves: they get warnings and errors only.
log() {
  local level=$1 message=${2//[[:cntrl:]]/?} now
  [[ $level == INFO && ${MODE_KIND:-daemon} == client ]] && return
  printf -v now '%(%Y-%m-%dT%H:%M:%S%z)T' -1
  now=${now%??}:${now: -2}
  now=${now/%+00:00/Z} # as Spark's log has it
  if [[ ${SPARK_LOG_FORMAT:-} == [Jj][Ss][Oo][Nn] ]]; then
    message=${message//\\/\\\\}
    printf '{"ts":"%s","level":"%s","logger":"entrypoint","msg":"%s"}\n' "$now" "$level" "${message//\"/\\\"}" >&2
  else
    printf '%s %-5s entrypoint: %s\n' "$now" "$level" "$message" >&2
  fi
}

problem() {
  PROBLEMS+=("$1")
}

# usage: shown NAME VALUE    prints NAME='VALUE', cut to a readable length; a secret's name only
shown() {
  local value=$2
  if [[ $1 =~ $SECRET_NAME ]]; then
    printf '%s' "$1"
  else
    ((${#value} <= 100)) || value="${value:0:97}..."
    printf "%s='%s'" "$1" "$value"
  fi
}

# usage: shown_path VARIABLE    like shown, for a variable that holds a path: it is no secret, whatever its name says
shown_path() {
  printf "%s='%s'" "$1" "${!1}"
}

# Ends the script when something is wrong. The reason is the last line: `restart: always` shows that one.
report_problems() {
  local count=${#PROBLEMS[@]} i
  ((count > 0)) || return 0
  for ((i = 0; i < count && count > 1; i++)); do
    log ERROR "problem $((i + 1)) of $count: ${PROBLEMS[i]}"
  done
  ((count == 1)) || PROBLEMS[0]+=" (and $((count - 1)) more, above)"
  log ERROR "Nothing was started, the configuration is wrong: ${PROBLEMS[0]}"
  exit "$EXIT_CONFIGURATION"
}
