#!/bin/bash
#
# Hardened defaults, authentication, encryption and TLS. Part of entrypoint.sh, which sources it.

# ---- Between processes -----------------------------------------------------------------------------------------------

# property|value|condition: always, hardened, tls, container, jre or connector|first versions that work with it
readonly -a IMAGE_HARDENING=(@HARDENING@)

# First versions of Spark whose AES-GCM works
readonly IMAGE_AES_GCM_SINCE="@AES_GCM_SINCE@"

readonly HARDENED='the hardened defaults' IMAGE_DEFAULTS='the defaults of the image' CONNECTORS='the connectors of the image'

use_hardening() {
  local record name value condition since origin
  for record in "${IMAGE_HARDENING[@]}"; do
    IFS='|' read -r name value condition since <<<"$record"
    origin=$HARDENED
    case $condition in
    container) origin=$IMAGE_DEFAULTS ;;
    jre)
      ! command -v "${JAVA_HOME:+$JAVA_HOME/bin/}jmap" >/dev/null || continue
      origin=$IMAGE_DEFAULTS
      ;;
    connector) origin=$CONNECTORS ;;
    hardened) [[ ${VALUE[SPARK_PROFILE]-} != bitnami ]] || continue ;;
    tls) is_on SPARK_SSL_ENABLED || continue ;;
    esac
    if works_since "$since"; then
      default_property "$name" "$value" "$origin"
    fi
  done
}

# Authentication is on when it is asked for, or as soon as there is a secret; encryption follows authentication.
use_authentication() {
  local secret authentication encryption
  secret=${VALUE[SPARK_RPC_AUTHENTICATION_SECRET]-}
  authentication=${VALUE[SPARK_RPC_AUTHENTICATION_ENABLED]-}
  encryption=${VALUE[SPARK_RPC_ENCRYPTION_ENABLED]-}
  if [[ $authentication == auto ]]; then
    authentication=no
    [[ -z $secret ]] || authentication=yes
  elif [[ $authentication == no && -n $secret ]]; then
    log WARN "A secret is given, and SPARK_RPC_AUTHENTICATION_ENABLED=no: nobody is asked for it"
  fi
  [[ $authentication != yes ]] || default_property spark.authenticate true SPARK_RPC_AUTHENTICATION_ENABLED
  [[ $authentication != yes || -z $secret ]] ||
    default_property spark.authenticate.secret "$secret" "${GIVEN[SPARK_RPC_AUTHENTICATION_SECRET]}"
  if is_on SPARK_SSL_RPC_ENABLED; then
    [[ $encryption != yes ]] ||
      problem "SPARK_RPC_ENCRYPTION_ENABLED='yes' excludes SPARK_SSL_RPC_ENABLED='yes': choose one kind of encryption"
    encryption=no
  elif [[ $encryption == auto ]]; then
    encryption=$authentication
  elif [[ $encryption == yes && $authentication != yes ]]; then
    tolerate "SPARK_RPC_ENCRYPTION_ENABLED='yes' has no effect without authentication: give a secret too"
    encryption=no
  fi
  [[ $encryption != yes ]] || default_property spark.network.crypto.enabled true SPARK_RPC_ENCRYPTION_ENABLED
}

# usage: tolerate WHAT    a problem in the hardened profile, a warning in that of bitnami/spark, where it always was so
tolerate() {
  if [[ ${VALUE[SPARK_PROFILE]-} == bitnami ]]; then
    log WARN "$1"
  else
    problem "$1"
  fi
}

# Words that secrets are made of where nobody rolled dice
readonly KNOWN_WORDS='password passwd secret changeme change default example sample spark hadoop admin master worker
  cluster production prod staging company letmein iloveyou welcome football baseball dragon monkey princess sunshine
  trustno super token hello test this that 1234567890 0123456789 123456789 12345678 123456 12345
  abcdefghijklmnopqrstuvwxyz abcdef qwertyuiop qwerty asdfghjkl'

readonly WORDS='^(([A-Z]?[a-z]+[-_. ]*)+|([A-Z]+[-_. ]*)+)[0-9]*$'

# usage: check_secret SECRET ORIGIN
# Guessable is what has too little left without known words, what is made of words, separators and a number at the end,
# and what repeats itself. What openssl, uuidgen and pwgen make is none of it.
check_secret() {
  local rest=${1,,} twice=$1$1 word distinct=0
  local advice="make one by 'openssl rand -hex 32' and give the same to every container"
  if ((${#1} < 32)); then
    tolerate "$2 (not shown) has ${#1} characters: allowed is 32 or more, $advice"
    return
  fi
  for word in $KNOWN_WORDS; do
    rest=${rest//$word/}
  done
  rest=${rest//20[0-9][0-9]/}
  ((${#rest} >= 16)) || distinct=-100
  # Without separators they may be syllables that pwgen has made, unless one of the words is known.
  [[ ! $1 =~ $WORDS || ($1 != *[-_.\ ]*[-_.\ ]* && ${#rest} -gt ${#1}-5) ]] || distinct=-100
  while [[ -n $rest ]]; do
    rest=${rest//"${rest:0:1}"/}
    ((distinct += 1))
  done
  if ((distinct < 8)) || [[ ${twice:1:${#twice}-2} == *"$1"* ]]; then
    tolerate "$2 (not shown) can be guessed: $advice"
  fi
}

check_authentication() {
  if ! is_true spark.authenticate; then
    # Where something is wrong, it may be the secret.
    [[ $MODE != @(master|worker) || ${#PROBLEMS[@]} -gt 0 ]] || log WARN \
      "Authentication is off: whoever reaches this $MODE can run code on it. Set SPARK_RPC_AUTHENTICATION_SECRET"
  elif [[ -n ${EFFECTIVE['spark.authenticate.secret']-} ]]; then
    check_secret "${EFFECTIVE['spark.authenticate.secret']-}" "$(origin spark.authenticate.secret)"
  elif [[ ! ${EFFECTIVE['spark.master']-} =~ ^(yarn|k8s:|local) ]]; then
    problem "SPARK_RPC_AUTHENTICATION_SECRET is missing, and authentication is on: give it or SPARK_RPC_AUTHENTICATION_SECRET_FILE at least 32 characters, for instance from 'openssl rand -hex 32'"
  fi
}

check_encryption() {
  is_true spark.network.crypto.enabled && ! works_since "$IMAGE_AES_GCM_SINCE" || return 0
  if [[ ${EFFECTIVE['spark.network.crypto.cipher']-} == *GCM* ]]; then
    problem "$(shown spark.network.crypto.cipher "${EFFECTIVE['spark.network.crypto.cipher']-}") of $(origin spark.network.crypto.cipher) makes this Spark drop messages (SPARK-56227): it works since Spark ${IMAGE_AES_GCM_SINCE// /, }"
  else
    log WARN "Encryption is AES-CTR, which does not notice messages changed on their way (CVE-2025-55039). AES-GCM works since Spark ${IMAGE_AES_GCM_SINCE// /, }"
  fi
}

# ---- TLS of web UIs and between processes ----------------------------------------------------------------------------

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
    python3 -B -S -E "$PARTS/keystore.py" "$NEW_CONF_DIR/$OWN_FILES" || printf 'problem|python3 could not examine the keystore\n'
  )
}
