#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
# shellcheck disable=SC2016,SC2034,SC2154 # backquotes mark commands; what is set here and read here belongs to settings.sh
#
# Values that are right but for how they are written: what to write instead. Part of entrypoint.sh, which sources it.

readonly QUOTED_LIST='is a list of options in quotes, which makes one option of them: take the quotes around the list away, since `docker run --env-file` and lists in compose files keep them'

# usage: is_quoted_list TEXT    whether quotes hold together what is several options
# One option may hold blanks, as -Dname='a b' does; there what follows a blank is no option of Java's or Spark's.
is_quoted_list() {
  [[ $1 =~ ^[[:space:]]*(\"[^\"]*\"|\'[^\']*\')[[:space:]]*$ ]] || return 1
  local quoted=${BASH_REMATCH[1]}
  [[ $quoted =~ ^.-.*[[:space:]]-(-|D|X|ea|agent|verbose|javaagent|server) || $quoted =~ ^.--.*[[:space:]] ]]
}

# Refuses quoted lists in properties and variables of Java options and in those by which Spark is called.
check_quoted_lists() {
  local name
  for name in SPARK_SUBMIT_OPTS PYSPARK_SUBMIT_ARGS JAVA_TOOL_OPTIONS; do
    ! is_quoted_list "${!name-}" || problem "$(shown "$name" "${!name}") $QUOTED_LIST"
  done
  for name in spark.{driver,executor}.{extra,default}JavaOptions; do
    ! is_quoted_list "${EFFECTIVE[$name]-}" ||
      problem "$(shown "$name" "${EFFECTIVE[$name]}") of $(origin "$name") $QUOTED_LIST"
  done
}

readonly IPV6='(([0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4})'

# Refuses addresses in properties by whose form Spark would end, with an assertion that failed.
check_ipv6_properties() {
  local name
  for name in spark.driver.{host,bindAddress}; do
    [[ ! ${EFFECTIVE[$name]-} =~ ^$IPV6$ ]] ||
      problem "$(shown "$name" "${EFFECTIVE[$name]}") of $(origin "$name") is an IPv6 address without brackets: write [${EFFECTIVE[$name]}]"
  done
}

# usage: spelling_hint VALUE    prints what a value of the current $type that was refused may suffer from
spelling_hint() {
  if [[ $1 == [\"\']*[\"\'] ]]; then
    printf '. The quotes are a part of the value, since `docker run --env-file` and lists in compose files keep them: take them away'
  elif [[ ($type == host && $1 =~ ^$IPV6$) || ($type == master-url && $1 =~ ^spark://$IPV6:[0-9]+$) ]]; then
    printf '. An IPv6 address stands in brackets: %s' "${1/"${BASH_REMATCH[1]}"/"[${BASH_REMATCH[1]}]"}"
  fi
}

# Warns of variables that look like settings of this image and are none: a typing error must not switch security off.
warn_of_unknown_variables() {
  warn_of_unknown_properties
  local variable index known=' '
  local name type flags min max allowed modes property since aliases default
  local -a found=("${!SPARK_RPC_@}" "${!SPARK_SSL_@}" "${!SPARK_LOCAL_STORAGE_@}" "${!SPARK_AUTHENTICATE@}")
  ((${#found[@]} > 0)) || return 0
  for ((index = 0; index < ${#IMAGE_SETTINGS[@]}; index += SETTING_FIELDS)); do
    read_row "$index"
    known+="$name ${name}_FILE $aliases "
  done
  for variable in "${found[@]}"; do
    has "$known" "$variable" || log WARN "$variable is no setting of this image, and has no effect: mind its spelling"
  done
}

# Names with a dot in them are no variables of a shell, which hands them on all the same.
warn_of_unknown_properties() {
  local variable
  local -a names=("${!SPARK_CONF_@}") environment
  mapfile -d '' -t environment </proc/self/environ
  for variable in "${environment[@]%%=*}"; do
    [[ $variable != SPARK_CONF_*[!A-Za-z0-9_]* ]] || names+=("$variable")
  done
  for variable in "${names[@]}"; do
    [[ $variable == SPARK_CONF_@(DIR|spark_+([A-Za-z0-9_])) ]] ||
      log WARN "$variable sets no property, and has no effect: begin it with SPARK_CONF_spark_, and write one underscore for a dot, two for a hyphen"
  done
}
