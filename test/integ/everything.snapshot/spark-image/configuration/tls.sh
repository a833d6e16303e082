#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
#
# TLS of web UIs and between processes. Part of entrypoint.sh, which sources it.

# Whether there is a keystore to examine: not where TLS is on by a property, for some web UIs that have one of their own.
uses_tls() {
  is_true spark.ssl.enabled || return 1
  is_on SPARK_SSL_ENABLED || [[ -n ${EFFECTIVE['spark.ssl.keyStore']-}${GIVEN[SPARK_SSL_KEYSTORE_FILE]-}${GIVEN[SPARK_SSL_CERTIFICATE_FILE]-} ||
    " ${!PROPERTY[*]} " != *' spark.ssl.'*.keyStore* ]]
}

# The keystore is examined by Java's own keytool: what opens here opens in Spark.
check_tls() {
  local line name file
  uses_tls || return 0
  if [[ -n ${EFFECTIVE['spark.ssl.trustStore']-} ]] && is_on SPARK_SSL_NEED_CLIENT_AUTH; then
    default_property spark.ssl.needClientAuth true SPARK_SSL_NEED_CLIENT_AUTH
  fi
  while read -r line; do
    name=${line#*|}
    case $line in
    property*) # files that were made here will stand in the directory that this one becomes
      file=${name#*|}
      set_property "${name%%|*}" "${file/#"$NEW_CONF_DIR"/${VALUE[SPARK_CONF_DIR]-}}" 'the settings of TLS'
      ;;
    problem*) problem "$name" ;;
    warning*) log WARN "$name" ;;
    esac
  done < <(
    for name in "${!VALUE[@]}"; do
      [[ $name != SPARK_SSL_* ]] || export "$name=${VALUE[$name]}"
    done
    for name in {keyStore,trustStore}{,Type,Password} keyPassword; do
      export "spark_ssl_$name=${EFFECTIVE["spark.ssl.$name"]-}"
    done
    export KEYSTORE_GIVEN=${GIVEN[SPARK_SSL_KEYSTORE_FILE]-} KEYTOOL=${JAVA%java}keytool
    python3 -B -S -E "$PARTS/tls/keystore.py" "$NEW_CONF_DIR/$OWN_FILES" || printf 'problem|python3 could not examine the keystore\n'
  )
}
