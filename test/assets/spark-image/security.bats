# shellcheck disable=SC2016,SC1003,SC2153 # what stands in single quotes is for the shell under test

setup() {
  load setup.bash
  make_image
}

@test "a secret alone switches authentication and encryption on" {
  SPARK_RPC_AUTHENTICATION_SECRET=$SECRET run -0 "$ENTRYPOINT"
  configured spark.authenticate=true
  configured "spark.authenticate.secret=$SECRET"
  configured spark.network.crypto.enabled=true
  configured spark.network.crypto.saslFallback=false
}

@test "the secret shows in no argument, no message and no variable of the process" {
  printf '%s\n' "$SECRET" >"$BATS_TEST_TMPDIR/secret"
  SPARK_RPC_AUTHENTICATION_SECRET=$SECRET SPARK_PRINT_CONFIG=yes run -0 "$ENTRYPOINT" worker
  has_no "$SECRET"
  SPARK_RPC_AUTHENTICATION_SECRET_FILE=$BATS_TEST_TMPDIR/secret SPARK_PRINT_CONFIG=yes run -0 "$ENTRYPOINT" submit x.jar
  has_no "$SECRET"
}

@test "authentication without a secret is refused with advice" {
  SPARK_RPC_AUTHENTICATION_ENABLED=yes run -64 "$ENTRYPOINT"
  has_text 'SPARK_RPC_AUTHENTICATION_SECRET is missing'
  has_text 'openssl rand -hex 32'
}

@test "a mounted file may hold the secret" {
  printf 'spark.authenticate.secret %s\n' "$SECRET" >"$IMAGE/user-conf/spark-defaults.conf"
  SPARK_RPC_AUTHENTICATION_ENABLED=yes run -0 "$ENTRYPOINT"
  printf 'spark.authenticate true\nspark.authenticate.secret short\n' >"$IMAGE/user-conf/spark-defaults.conf"
  run -64 "$ENTRYPOINT"
  has_text 'spark-defaults.conf (not shown) has 5 characters'
  printf 'spark.authenticate true\n' >"$IMAGE/user-conf/spark-defaults.conf"
  run -64 "$ENTRYPOINT"
  has_text 'SPARK_RPC_AUTHENTICATION_SECRET is missing'
}

@test "true is true in any case of letters and between blanks, as it is for Spark" {
  local word
  for word in TRUE True ' true '; do
    SPARK_CONF_spark_authenticate=$word SPARK_CONF_spark_authenticate_secret=short run -64 "$ENTRYPOINT"
    has_text 'SPARK_CONF_spark_authenticate_secret (not shown) has 5 characters'
    SPARK_MASTER_OPTS="-Dspark.authenticate='$word'" run -64 "$ENTRYPOINT"
    SPARK_CONF_spark_ssl_enabled=$word SPARK_CONF_spark_ssl_standalone_keyStore=/own.jks run -0 "$ENTRYPOINT"
    grep -Fxq scheme=https "$SPARK_CONF_DIR/.entrypoint/health"
    SPARK_CONF_spark_eventLog_enabled=$word SPARK_CONF_spark_eventLog_dir=/dev/null/x run -64 "$ENTRYPOINT" submit x.jar
  done
}

@test "blanks around a secret do not count, since Spark takes them away" {
  SPARK_CONF_spark_authenticate=true SPARK_CONF_spark_authenticate_secret="abcdefghij                              " \
    run -64 "$ENTRYPOINT"
  has_text 'has 10 characters'
}

@test "without authentication, master and worker warn" {
  run -0 "$ENTRYPOINT" worker
  has_text 'Authentication is off'
  run -0 "$ENTRYPOINT" submit app.jar
  has_no 'Authentication is off'
}

@test "short and guessable secrets are refused, and never shown" {
  local secret
  for secret in short passwordpasswordpasswordpassword aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa \
    0123456789012345678901234567890123456789 changeme-changeme-changeme-changeme abcabcabcabcabcabcabcabcabcabcabcabc \
    spark-secret-spark-secret-spark-secret abcdefghijklmnopqrstuvwxyz0123456789; do
    SPARK_RPC_AUTHENTICATION_SECRET=$secret run -64 "$ENTRYPOINT"
    has_text 'SPARK_RPC_AUTHENTICATION_SECRET (not shown)'
    has_no "$secret"
  done
}

@test "secrets made of words are guessable" {
  local secret
  load_functions
  for secret in ThisIsMySuperSecretPassword12345 letmein-letmein-iloveyou-football1 mycompany-production-spark-cluster-2024 \
    Spark2024Master2024Cluster2024Prod THE_QUICK_BROWN_FOX_JUMPS_OVER_IT_12 the.house.at.the.end.of.the.street; do
    PROBLEMS=()
    check_secret "$secret" NAME
    [[ ${PROBLEMS[*]} == *'NAME (not shown) can be guessed'* ]] || return 1
  done
}

@test "secrets of openssl, uuidgen and pwgen are taken, a thousand of each" {
  local secret
  local -a refused=()
  load_functions
  while read -r secret; do
    PROBLEMS=()
    check_secret "$secret" NAME
    ((${#PROBLEMS[@]} == 0)) || refused+=("$secret")
  done < <(
    python3 -c '
import base64, secrets, uuid
for _ in range(1000):
    print(secrets.token_hex(32), secrets.token_hex(16), uuid.uuid4(), secrets.token_urlsafe(32), sep="\n")
    print(*(base64.b64encode(secrets.token_bytes(n)).decode() for n in (24, 32)), sep="\n")'
    # What pwgen 32 made
    printf '%s\n' eiPh0ahth3Ohv6ooph1eegh8uphaiCoh ohthiejahbohRaem7ahthaiquuu1aeBo Zaequ0aThieyeiNgohDoh5iephu9oohe
  )
  printf 'refused: %s\n' "${refused[@]}"
  ((${#refused[@]} == 0))
}

@test "a secret is reported by the variable that gave it, and by nothing else where its file is wrong" {
  echo short >"$BATS_TEST_TMPDIR/secret"
  SPARK_RPC_AUTHENTICATION_SECRET_FILE=$BATS_TEST_TMPDIR/secret run -64 "$ENTRYPOINT"
  has_text 'SPARK_RPC_AUTHENTICATION_SECRET_FILE (not shown) has 5 characters'
  SPARK_RPC_AUTHENTICATION_SECRET_FILE=/nowhere run -64 "$ENTRYPOINT"
  has_no 'Authentication is off'
  echo "$SECRET" >"$BATS_TEST_TMPDIR/secret"
  printf 'spark.authenticate.secret %s\n' "other$SECRET" >"$IMAGE/user-conf/spark-defaults.conf"
  SPARK_RPC_AUTHENTICATION_SECRET_FILE=$BATS_TEST_TMPDIR/secret run -0 "$ENTRYPOINT"
  has_text 'replaces spark.authenticate.secret of SPARK_RPC_AUTHENTICATION_SECRET_FILE'
}

@test "secrets that a generator makes are taken" {
  local secret
  for secret in "$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')" "$(head -c 24 /dev/urandom | base64)" \
    "$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n')"; do
    SPARK_RPC_AUTHENTICATION_SECRET=$secret run -0 "$ENTRYPOINT"
  done
}

@test "the profile of bitnami/spark warns where the hardened one refuses" {
  export SPARK_PROFILE=bitnami
  SPARK_RPC_AUTHENTICATION_ENABLED=yes SPARK_RPC_AUTHENTICATION_SECRET=short run -0 "$ENTRYPOINT"
  has_text 'has 5 characters'
  SPARK_RPC_ENCRYPTION_ENABLED=yes run -0 "$ENTRYPOINT"
  has_text 'no effect without authentication'
  not_configured spark.network.crypto.enabled
  not_configured spark.ui.killEnabled
  configured spark.master.rest.enabled=false
}

@test "encryption without authentication is refused" {
  SPARK_RPC_ENCRYPTION_ENABLED=yes run -64 "$ENTRYPOINT"
  has_text 'no effect without authentication'
}

@test "the hardened defaults are there" {
  run -0 "$ENTRYPOINT"
  configured spark.master.rest.enabled=false
  configured spark.ui.killEnabled=false
  configured spark.master.ui.decommission.allow.mode=DENY
}

@test "AES-GCM where Spark's works, AES-CTR with a warning elsewhere" {
  SPARK_RPC_AUTHENTICATION_SECRET=$SECRET run -0 "$ENTRYPOINT"
  not_configured spark.network.crypto.cipher
  has_text 'Encryption is AES-CTR'
  load_functions 3.5.9
  SPARK_RPC_AUTHENTICATION_SECRET=$SECRET run -0 "$ENTRYPOINT"
  configured spark.network.crypto.cipher=AES/GCM/NoPadding
  has_no 'AES-CTR'
}

@test "AES-GCM that would drop messages is refused" {
  SPARK_RPC_AUTHENTICATION_SECRET=$SECRET SPARK_CONF_spark_network_crypto_cipher=AES/GCM/NoPadding run -64 "$ENTRYPOINT"
  has_text SPARK-56227
}

@test "TLS between processes excludes AES" {
  load_functions 4.1.4
  SPARK_RPC_AUTHENTICATION_SECRET=$SECRET SPARK_SSL_RPC_ENABLED=yes run -0 "$ENTRYPOINT"
  configured spark.ssl.rpc.enabled=true
  not_configured spark.network.crypto.enabled
  SPARK_RPC_AUTHENTICATION_SECRET=$SECRET SPARK_SSL_RPC_ENABLED=yes SPARK_RPC_ENCRYPTION_ENABLED=yes run -64 "$ENTRYPOINT"
  has_text 'excludes'
}

@test "a secret among Java options is refused" {
  SPARK_DAEMON_JAVA_OPTS="-Dx=1 -Dspark.authenticate.secret=$SECRET" run -64 "$ENTRYPOINT"
  has_text 'SPARK_DAEMON_JAVA_OPTS (not shown)'
  has_no "$SECRET"
}

@test "TLS without a keystore is refused" {
  SPARK_SSL_ENABLED=yes run -64 "$ENTRYPOINT"
  has_text "SPARK_SSL_KEYSTORE_FILE='/opt/spark/conf/certs/spark-keystore.jks' does not exist"
}

@test "the link to a heap histogram is off if Java has no jmap, and the user's word counts" {
  mkdir -p "$IMAGE/java/bin"
  cp "$IMAGE/bin/java" "$IMAGE/java/bin/java"
  export JAVA_HOME=$IMAGE/java
  run -0 "$ENTRYPOINT"
  configured spark.ui.heapHistogramEnabled=false
  SPARK_CONF_spark_ui_heapHistogramEnabled=true run -0 "$ENTRYPOINT"
  configured spark.ui.heapHistogramEnabled=true
  printf '#!/bin/sh\n' >"$IMAGE/java/bin/jmap"
  chmod +x "$IMAGE/java/bin/jmap"
  run -0 "$ENTRYPOINT"
  not_configured spark.ui.heapHistogramEnabled
}
