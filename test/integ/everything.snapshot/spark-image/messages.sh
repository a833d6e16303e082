#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
#
# What the entrypoint says, and how it ends when something is wrong. Part of entrypoint.sh, which sources it.

readonly EXIT_CONFIGURATION=64

# What names of secrets hold, and what those hold besides that say where a secret is or what it is like; in small letters
readonly SECRET_NAME="secret|passw(or)?d|passphrase|credential|(^|[^a-z])pass\$|[^a-z]pwd\$|token(\$|[^a-z])|(access|account|api)[._-]?key([._-]?id)?(\$|[^a-z])|(private|encryption)[._-]key\$|[._]sas[._]"
readonly ABOUT_SECRET="(file|path|dir|directory|enabled|type|name|length|bits|algorithm|provider|class|mechanism|ratio|wait|ref)s?\$|kubernetes[._](driver|executor)[._]secret(s|keyref)[._]"
readonly ADDRESS_PASSWORD=$'(://[^/:@[:space:]]*:)[^@,[:space:]\1]+@'

PROBLEMS=() # everything that is wrong, reported together
MASKED=''   # what mask has left

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

# usage: is_secret NAME    whether what has this name is a secret
is_secret() {
  [[ ${1,,} =~ $SECRET_NAME && ! ${1,,} =~ $ABOUT_SECRET ]]
}

# usage: holds_secret TEXT    whether it gives secrets names, as Java options and parts of addresses do: password=...
holds_secret() {
  local word
  local -a words
  IFS=$' \t\n&?;,' read -rd '' -a words <<<"$1" || true # there is no end but that of the text
  for word in "${words[@]}"; do
    [[ $word != *=* ]] || ! { is_secret "${word%%=*}" || is_secret "${word%=*}"; } || return 0
  done
  return 1
}

# usage: mask NAME VALUE    sets MASKED to what may be shown of the value, to nothing where nothing may: what stands where
# the path of a secret belongs may be the secret itself
mask() {
  MASKED=''
  [[ ! ${1,,} =~ $SECRET_NAME ]] && ! holds_secret "$2" || return 0
  MASKED=$2
  while [[ $MASKED =~ $ADDRESS_PASSWORD ]]; do
    MASKED=${MASKED/"${BASH_REMATCH[0]}"/"${BASH_REMATCH[1]}"$'\1@'}
  done
  MASKED=${MASKED//$'\1'/******}
}

# usage: shown NAME VALUE    prints NAME='VALUE', cut to a readable length; a secret's name only
shown() {
  mask "$1" "$2"
  ((${#MASKED} <= 100)) || MASKED="${MASKED:0:97}..."
  if [[ -n $2 && -z $MASKED ]]; then printf '%s' "$1"; else printf "%s='%s'" "$1" "$MASKED"; fi
}

# usage: shown_path VARIABLE    like shown, for a NAME_FILE: a path is no secret. What is no path may be the secret itself,
# also where it begins with a slash, as one made by base64 may
shown_path() {
  if is_secret "${1%_FILE}" && [[ ${!1} != /* || ${!1} == *= ]]; then
    printf '%s' "$1"
  else
    printf "%s='%s'" "$1" "${!1}"
  fi
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
