#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
# shellcheck disable=SC2034,SC2153 # EFFECTIVE is read by the other parts, and OPTIONS is set by one of them
#
# Spark's properties: who sets them, and what they are in the end. Defaults give way to settings, those to the mounted
# file, and that to SPARK_CONF_…. Part of entrypoint.sh, which sources it.

declare -gA PROPERTY=()    # Spark property -> its value, escaped as in the file
declare -gA ORIGIN=()      # Spark property -> who said so
declare -gA JAVA_OPTION=() # Spark property -> its value among the Java options of the daemon, where it wins over the file
declare -gA EFFECTIVE=()   # Spark property -> its value as it is, whoever gave it
TRIMMED=''                 # what trim has left

# usage: set_property NAME VALUE ORIGIN    VALUE as it is
set_property() {
  local escaped=${2//\\/\\\\}
  [[ $escaped != [[:space:]]* ]] || escaped="\\$escaped"
  set_escaped "$1" "$escaped" "$3"
}

# usage: set_escaped NAME VALUE ORIGIN    VALUE as in the file; says what it replaces
set_escaped() {
  local before=${PROPERTY[$1]-} level=INFO plain
  if [[ -n $before && $before != "$2" && ${GIVEN[${ORIGIN[$1]}]+given}${ORIGIN[$1]} == @(given*|"$HARDENED"|"$CONNECTORS") ]]; then
    [[ ${ORIGIN[$1]} != "$HARDENED" ]] || level=WARN
    log "$level" "$(shown "$1" "$2") of $3 replaces $(shown "$1" "$before") of ${ORIGIN[$1]}"
  fi
  PROPERTY[$1]=$2
  ORIGIN[$1]=$3
  plain=${2//$'\\\\'/$'\1'} # a backslash that is meant is written twice
  plain=${plain//\\/}
  trim "${plain//$'\1'/\\}" # as Spark trims what it has read
  EFFECTIVE[$1]=${JAVA_OPTION[$1]-$TRIMMED}
}

# usage: trim TEXT    sets TRIMMED to it without the blanks around it
trim() {
  TRIMMED=${1#"${1%%[![:space:]]*}"}
  TRIMMED=${TRIMMED%"${TRIMMED##*[![:space:]]}"}
}

# usage: is_true PROPERTY    whether Spark takes its effective value for true, which it does in any case of letters
is_true() {
  trim "${EFFECTIVE[$1]-}"
  [[ ${TRIMMED,,} == true ]]
}

# usage: default_property NAME VALUE ORIGIN    sets what nobody has set
default_property() {
  [[ -n ${PROPERTY[$1]-} ]] || set_property "$@"
}

# usage: origin NAME    prints who gave a property its effective value
origin() {
  if [[ -n ${JAVA_OPTION[$1]+given} ]]; then printf 'the Java options'; else printf '%s' "${ORIGIN[$1]-}"; fi
}

# Finds -Dspark.…=… among the options of the daemon that is about to start.
read_java_options() {
  local options option
  [[ $MODE == @(master|worker|history-server) ]] || return 0
  option=${MODE%-server}
  options="${VALUE[SPARK_DAEMON_JAVA_OPTS]-} ${VALUE[SPARK_${option^^}_OPTS]-}"
  [[ $options == *-Dspark.* ]] || return 0
  split_options "$options"
  for option in "${OPTIONS[@]}"; do
    [[ $option == -Dspark.*=* ]] || continue
    option=${option#-D}
    JAVA_OPTION[${option%%=*}]=${option#*=}
    EFFECTIVE[${option%%=*}]=${option#*=}
  done
}

# usage: read_properties FILE
# Reads as Java does: comments, continued lines, and `=`, `:` or space between name and value.
read_properties() {
  local file=$1 line logical=''
  while IFS= read -r line || [[ -n $line ]]; do
    line=${line%$'\r'}
    line=${line#$'\xef\xbb\xbf'} # by which editors of Windows begin a file: Java would take it for a part of the name
    line=${line#"${line%%[![:space:]]*}"}
    [[ -n $logical || ($line != '' && $line != [#!]*) ]] || continue
    if ends_escaped "$line"; then
      logical+=${line%\\}
    else
      read_property "$logical$line"
      logical=''
    fi
  done <"$file"
  [[ -z $logical ]] || read_property "$logical" # the last line is to be continued, and nothing follows
}

# usage: ends_escaped TEXT    whether the backslash at its end belongs to what follows
ends_escaped() {
  [[ $1 =~ (^|[^\\])(\\\\)*\\$ ]]
}

# usage: read_property LINE    takes in a line of $file, put together from those that continue it
read_property() {
  local pattern='^(([^=:[:space:]\\]|\\.)+)[[:space:]]*[=:]?[[:space:]]*(.*)$' name value
  if [[ ! $1 =~ $pattern ]]; then
    refuse_line "$1"
    return
  fi
  name=${BASH_REMATCH[1]}
  trim "${BASH_REMATCH[3]}"
  value=$TRIMMED
  # The last blank was escaped. Spark trims it too, and a backslash left at the end would continue the line.
  ! ends_escaped "$value" || value=${value%\\}
  set_escaped "$name" "$value" "$file"
}

# usage: refuse_line LINE    says why a line of $file cannot be read. Of the line, which may hold a secret, only the name
# is shown where it has one.
refuse_line() {
  local LC_ALL=C name=${1%%[=:[:space:]]*}
  if [[ -n $name && $1 == *[![:ascii:]]* ]]; then
    problem "$file has a line that is not UTF-8, but Spark reads the file as UTF-8: '${name//[![:ascii:]]/?}'. Save the file as UTF-8"
  else
    problem "$file has a line that names no property: '${1:0:40}'"
  fi
}

use_mounted_properties() {
  local file=${VALUE[SPARK_USER_CONF_DIR]-}/spark-defaults.conf
  # What cannot be read has been named by check_user_directories.
  [[ ! -r $file || -d $file ]] || read_properties "$file"
}

# Spark would read the file of --properties-file in the place of everything that the image sets. The file is read last,
# and wins. What a client is given, spark-submit.sh reads so.
use_properties_argument() {
  local file='' i
  local -a others=()
  [[ $MODE_KIND == daemon ]] || return 0
  for ((i = 0; i < ${#ARGUMENTS[@]}; i++)); do
    case ${ARGUMENTS[i]} in
    --properties-file) file=${ARGUMENTS[++i]-} ;;
    --properties-file=*) file=${ARGUMENTS[i]#*=} ;;
    *) others+=("${ARGUMENTS[i]}") ;;
    esac
  done
  ((${#others[@]} < ${#ARGUMENTS[@]})) || return 0
  ARGUMENTS=("${others[@]}")
  if [[ -f $file && -r $file ]]; then
    read_properties "$file"
  else
    problem "--properties-file '$file' is no file that user $EUID can read: mount it, or correct the path"
  fi
}

# SPARK_CONF_spark_sql_shuffle_partitions=8: one underscore is a dot, two a hyphen, three an underscore.
# With _FILE behind it, the variable names a file that holds the value.
use_property_variables() {
  local variable name value
  for variable in "${!SPARK_CONF_spark_@}"; do
    value=${!variable} name=${variable#SPARK_CONF_}
    [[ -n $value ]] || continue
    if [[ $name =~ [^_]_FILE$ ]]; then
      name=${name%_FILE}
      value=$(read_value_file "$value") || {
        problem "$(shown_path "$variable") $value"
        continue
      }
    fi
    name=${name//___/$'\1'}
    name=${name//__/-}
    name=${name//_/.}
    name=${name//$'\1'/_}
    if [[ $value == *[[:cntrl:]]* ]]; then
      problem "$variable holds a line break or another control character: write it on one line"
    else
      set_property "$name" "$value" "$variable"
    fi
    ! is_secret "$name" || SECRETS+=("$variable")
  done
}

# Of a driver, -Dspark.…=… counts where nothing else sets the property. Servers read the options of daemons too.
use_driver_options() {
  local options=${SPARK_SUBMIT_OPTS-} option
  [[ $MODE != @(master|worker|history-server) ]] || return 0
  [[ $MODE_KIND != daemon ]] || options="${VALUE[SPARK_DAEMON_JAVA_OPTS]-} $options"
  [[ $options == *-Dspark.* ]] && split_options "$options" || return 0
  for option in "${OPTIONS[@]}"; do
    [[ $option == -Dspark.*=* ]] || continue
    option=${option#-D}
    [[ -n ${PROPERTY[${option%%=*}]+given} ]] || JAVA_OPTION[${option%%=*}]=${option#*=} EFFECTIVE[${option%%=*}]=${option#*=}
  done
}

# usage: sorted_names NAME...    prints them, each once. It is called by names=$(sorted_names), which fails where this does:
# Spark must not start with a part of its configuration.
sorted_names() {
  printf '%s\n' "$@" | LC_ALL=C sort -u
}

write_properties() {
  local name names
  names=$(sorted_names "${!PROPERTY[@]}")
  printf '%s; changes are lost. Mount yours at %s.\n' "$WRITTEN" "${VALUE[SPARK_USER_CONF_DIR]-}/spark-defaults.conf"
  while read -r name; do
    printf '%s=%s\n' "$name" "${PROPERTY[$name]}"
  done <<<"$names"
}

# Prints what counts for the process that is started, and where each line comes from, secrets masked.
print_configuration() {
  local name names value
  names=$(sorted_names "${!PROPERTY[@]}" "${!JAVA_OPTION[@]}")
  while read -r name; do
    value=${JAVA_OPTION[$name]-${PROPERTY[$name]-}}
    mask "$name" "$value"
    [[ -n $MASKED || -z $value ]] || MASKED='******'
    printf '%s=%s    # %s\n' "$name" "$MASKED" "$(origin "$name")"
  done <<<"$names"
}
