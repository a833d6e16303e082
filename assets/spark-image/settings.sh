#!/bin/bash
#
# Reads the settings of the image from the environment and checks them. Part of entrypoint.sh, which sources it.

# A row for each setting: name, type, flags (s = secret, f = NAME_FILE too, i = declared in the image), min, max,
# allowed values, modes, property, since, aliases, default
# shellcheck disable=SC1003,SC1112,SC2016 # a default is data, whatever signs it holds
readonly -a IMAGE_SETTINGS=(@SETTINGS@)
readonly SETTING_FIELDS=11

readonly HOST='([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[[][0-9A-Fa-f:.]+[]])'

declare -grA KIBIBYTES=([k]=1 [m]=1024 [g]=1048576 [t]=1073741824) # per unit of memory

declare -gA VALUE=() # setting -> its value, checked and in one spelling; none if it is unset or of other modes
declare -gA GIVEN=() # setting -> the variable through which the user gave it, under which it stands as well
SECRETS=()           # variables that hold secrets: they are not handed to the process

# usage: read_row INDEX    puts the row that begins there into the caller's variables
read_row() {
  local -a row=("${IMAGE_SETTINGS[@]:$1:SETTING_FIELDS}")
  name=${row[0]} type=${row[1]} flags=${row[2]} min=${row[3]} max=${row[4]} allowed=${row[5]}
  modes=${row[6]} property=${row[7]} since=${row[8]} aliases=${row[9]} default=${row[10]}
}

# usage: setting_default NAME
setting_default() {
  local index
  for ((index = 0; index < ${#IMAGE_SETTINGS[@]}; index += SETTING_FIELDS)); do
    [[ ${IMAGE_SETTINGS[index]} != "$1" ]] || printf '%s' "${IMAGE_SETTINGS[index + SETTING_FIELDS - 1]}"
  done
}

is_on() {
  [[ ${VALUE[$1]-} == yes ]]
}

# usage: applies MODES    whether a setting of these modes (none = all) matters now; a command may be any client, and
# an unknown mode anything
applies() {
  [[ -z $1 || -z $MODE ]] || has "$1" "$MODE" || { [[ $MODE == command ]] && has "$1" submit; }
}

read_settings() {
  local index name type flags min max allowed modes property since aliases default decided=$MODE
  for ((index = 0; index < ${#IMAGE_SETTINGS[@]}; index += SETTING_FIELDS)); do
    read_row "$index"
    if [[ $name == SPARK_MODE ]]; then
      [[ -z $decided ]] || continue
      read_setting
      [[ -z ${VALUE[SPARK_MODE]-} ]] || select_mode "${VALUE[SPARK_MODE]-}"
    elif applies "$modes"; then
      read_setting
    fi
  done
}

# Reads one setting; the fields of its row are the caller's.
read_setting() {
  local value='' variable=$name alias file=${name}_FILE
  find_value
  [[ $flags != *s* ]] || SECRETS+=("$name")
  if [[ $type == port && $value == tcp://* ]]; then
    log WARN "$(shown "$variable" "$value") was set by a Kubernetes service of that name, and is ignored"
    unset "$variable"
    value=''
  fi
  if [[ -z $value ]]; then
    value=$default
  elif [[ $variable != "$name" || $flags != *i* || $value != "$default" ]]; then
    GIVEN[$name]=$variable GIVEN[$variable]=$variable
  fi
  [[ -n $value ]] || return 0
  if [[ $value == *[[:cntrl:]]* ]]; then
    problem "$(shown "$variable" "$value") holds a line break or another control character: write it on one line"
  elif check_value && check_version; then
    VALUE[$name]=$value
    use_property
  fi
}

# Finds the value under the setting's name, its other names, or in the file that NAME_FILE names. What the image itself
# declares counts as not given.
find_value() {
  value=${!name-}
  for alias in $aliases; do
    [[ -n ${!alias-} && $variable == "$name" ]] || continue
    [[ -z $value || ($flags == *i* && $value == "$default") ]] || continue
    value=${!alias}
    variable=$alias
  done
  [[ $flags == *f* && -n ${!file-} ]] || return 0
  if [[ -n $value && ($flags != *i* || $value != "$default") ]]; then
    problem "$variable and $(shown_path "$file") are both set: keep one of them"
  elif value=$(read_value_file "${!file}"); then
    variable=$file
  else
    problem "$(shown_path "$file") $value"
    value=''
  fi
}

# usage: read_value_file PATH    prints the content without its line end, or, failing, what is wrong
read_value_file() {
  local content
  if [[ ! -f $1 && ! -p $1 ]]; then
    if [[ $1 == /* ]]; then
      printf 'names no file: mount it, or correct the path'
    else
      printf 'is no absolute path: give that of a file that holds the value'
    fi
  elif [[ ! -r $1 ]]; then
    printf 'cannot be read by user %s: give it to that user or to group 0, for instance mode 0440' "$(id -u)"
  elif ! content=$(tr -d '\000\r' <"$1") || [[ -z $content ]]; then
    printf 'names an empty file: write the value into it'
  else
    printf '%s' "$content"
    return 0
  fi
  return 1
}

# usage: reject WHAT    notes what is wrong with the current setting; always fails
reject() {
  problem "$(shown "$variable" "$value") $1$(spelling_hint "$value")"
  return 1
}

# Checks $value by $type and brings it into one spelling. Fails when it is wrong.
check_value() {
  case $type in
  boolean | switch) check_boolean ;;
  integer | port) check_number ;;
  memory) check_memory ;;
  duration) check_duration ;;
  choice) check_choice ;;
  path) expect '^/' "is not an absolute path: begin it with /" ;;
  path-list) expect '^/[^,]*(,/[^,]*)*$' "is no list of absolute paths: begin each with / and put commas between" ;;
  location) expect '^(/|[a-z][a-z0-9+.-]*:/)' "is neither an absolute path nor a URI such as s3a://bucket/events" ;;
  host) expect "^$HOST$" "is no host name or address: allowed are letters, digits, dots and hyphens" ;;
  master-url) check_master_url ;;
  command) expect '^[^[:space:]]+$' "is no program: give its name or its absolute path, without options" ;;
  java-options) check_java_options ;;
  string) ;;
  *) reject "is of the type '$type', which this script does not know" ;;
  esac
}

# usage: expect PATTERN WHAT    rejects a value that does not match
expect() {
  [[ $value =~ $1 ]] || reject "$2"
}

check_boolean() {
  local allowed_words='yes, no, true, false, 1 and 0'
  case ${value,,} in
  yes | true | 1) value=yes ;;
  no | false | 0) value=no ;;
  *)
    [[ $type == boolean ]] || allowed_words+=', or auto'
    [[ $type == switch && ${value,,} == auto ]] || {
      reject "is neither yes nor no: allowed are $allowed_words"
      return
    }
    value=auto
    ;;
  esac
}

check_number() {
  local what='a whole number'
  [[ $type == integer ]] || what='a port'
  if [[ ! $value =~ ^[0-9]{1,9}$ ]] || ((10#$value < min || 10#$value > max)); then
    reject "is not $what: allowed is $min to $max"
    return
  fi
  value=$((10#$value))
}

check_memory() {
  if [[ $value =~ ^[0-9]+$ ]]; then
    reject "has no unit, so Spark would read bytes: write for instance 512m or 2g"
  elif [[ ! ${value,,} =~ ^([1-9][0-9]{0,6})([kmgt])b?$ ]]; then
    reject "is no amount of memory: write a whole number and k, m, g or t, for instance 512m or 2g"
  elif ((BASH_REMATCH[1] * KIBIBYTES[${BASH_REMATCH[2]}] < ${min:-0} * 1024)); then
    reject "is too small: the least is ${min}m"
  else
    value=${BASH_REMATCH[1]}${BASH_REMATCH[2]}
  fi
}

check_duration() {
  local -A seconds=([s]=1 [m]=60 [h]=3600)
  if [[ ${value,,} =~ ^([0-9]{1,5})([smh])$ ]]; then
    value=$((10#${BASH_REMATCH[1]} * seconds[${BASH_REMATCH[2]}]))
  else
    reject "is no duration: write a whole number and s, m or h, for instance 90s"
  fi
}

check_choice() {
  local choice
  for choice in $allowed; do
    [[ ${value,,} != "${choice,,}" ]] || {
      value=$choice
      return
    }
  done
  if [[ $name == SPARK_MODE ]] && find_mode "$value"; then return; fi
  reject "is not known: allowed are ${allowed// /, }"
}

check_master_url() {
  local one
  if [[ $value =~ ^spark://$HOST:[0-9]{1,5}(,$HOST:[0-9]{1,5})*$ ]]; then
    for one in ${value//,/ }; do
      ((10#${one##*:} >= 1 && 10#${one##*:} <= 65535)) || {
        reject "holds the port ${one##*:}: allowed is 1 to 65535"
        return
      }
    done
  elif [[ $value == spark://*_* ]]; then
    reject "holds an underscore, which Java takes in no host name: give the host a name with hyphens"
  elif [[ $value == spark://* || $MODE == worker ]]; then
    reject "is no address of a master: write spark://HOST:PORT, several masters as spark://HOST1:PORT,HOST2:PORT"
  else
    expect '^(local(\[[0-9*]+(,[0-9]+)?\])?|local-cluster\[.+\]|yarn|k8s://.+)$' \
      "is no master: write spark://HOST:PORT, local, local[N], local[*], yarn or k8s://https://HOST:PORT"
  fi
}

check_java_options() {
  local option
  if [[ $value == *-Xmx* ]]; then
    reject "holds -Xmx, which Spark refuses here: use SPARK_DAEMON_MEMORY"
  elif ! split_options "$value"; then
    reject "has a quote without its partner: close it"
  elif is_quoted_list "$value"; then
    reject "$QUOTED_LIST"
  else
    for option in "${OPTIONS[@]}"; do
      [[ $option != -D*=* ]] || ! is_secret "${option%%=*}" || {
        refuse_option
        return
      }
    done
  fi
}

refuse_option() {
  local advice="would show a secret in the process list: use the setting for it, or a mounted spark-defaults.conf"
  if [[ ${VALUE[SPARK_PROFILE]-} == bitnami ]]; then
    log WARN "$name $advice"
  else
    problem "$name (not shown) $advice"
    return 1
  fi
}

# Refuses what the image's Spark is too old for.
check_version() {
  [[ -z $since || -z ${GIVEN[$name]-} || $value == no ]] || works_since "$since" ||
    reject "needs Spark $since or newer, and this image has $IMAGE_SPARK_VERSION: take it away, or change the image"
}

# Hands the setting's value to its Spark property.
use_property() {
  local spelled=$value
  [[ -n $property && (-z $since || $value != no) ]] || return 0
  case $type-$value in
  boolean-yes) spelled=true ;;
  boolean-no) spelled=false ;;
  esac
  set_property "$property" "$spelled" "$variable"
}
