# shellcheck disable=SC2016,SC1003,SC2153 # what stands in single quotes is for the shell under test

setup() {
  load setup.bash
  make_image
}

@test "an empty variable means unset" {
  SPARK_MODE='' SPARK_MASTER_PORT='' SPARK_MASTER_HOST='' run -0 "$ENTRYPOINT"
  has_line 'argument=7077'
  has_line "argument=$HOSTNAME"
}

@test "booleans are yes, no, true, false, 1 and 0 in any case" {
  local word
  for word in yes YES True 1; do
    SPARK_EVENT_LOG_ENABLED=$word run -0 "$ENTRYPOINT"
    configured spark.eventLog.enabled=true
  done
  for word in no No FALSE 0; do
    SPARK_EVENT_LOG_ENABLED=$word run -0 "$ENTRYPOINT"
    configured spark.eventLog.enabled=false
  done
}

@test "all problems are reported together, the reason last" {
  SPARK_MASTER_PORT=70000 SPARK_SSL_ENABLED=perhaps SPARK_LOG_FORMAT=xml run -64 "$ENTRYPOINT"
  has_text 'problem 1 of 3'
  has_text "SPARK_MASTER_PORT='70000'"
  has_text "SPARK_SSL_ENABLED='perhaps'"
  has_text "SPARK_LOG_FORMAT='xml'"
  [[ ${lines[-1]} == *"Nothing was started"*"SPARK_MASTER_PORT='70000'"*"2 more"* ]]
  has_no argument=
}

@test "settings of other modes are not looked at" {
  SPARK_WORKER_CORES=many run -0 "$ENTRYPOINT" master
}

@test "NAME_FILE holds the value; its line end does not count" {
  printf '%s\r\n' worker >"$BATS_TEST_TMPDIR/mode"
  SPARK_MODE=master SPARK_MODE_FILE=$BATS_TEST_TMPDIR/mode run -0 "$ENTRYPOINT"
  has_line 'argument=org.apache.spark.deploy.worker.Worker'
}

@test "NAME and NAME_FILE together are refused" {
  printf '%s' "$SECRET" >"$BATS_TEST_TMPDIR/secret"
  SPARK_RPC_AUTHENTICATION_SECRET=$SECRET SPARK_RPC_AUTHENTICATION_SECRET_FILE=$BATS_TEST_TMPDIR/secret \
    run -64 "$ENTRYPOINT"
  has_text 'SPARK_RPC_AUTHENTICATION_SECRET and SPARK_RPC_AUTHENTICATION_SECRET_FILE'
  has_no "$SECRET"
}

@test "a NAME_FILE that does not exist, is empty or is a directory is refused" {
  SPARK_RPC_AUTHENTICATION_SECRET_FILE=/nowhere run -64 "$ENTRYPOINT"
  has_text "SPARK_RPC_AUTHENTICATION_SECRET_FILE='/nowhere' names no file"
  SPARK_RPC_AUTHENTICATION_SECRET_FILE=/tmp run -64 "$ENTRYPOINT"
  has_text 'names no file'
  : >"$BATS_TEST_TMPDIR/empty"
  SPARK_RPC_AUTHENTICATION_SECRET_FILE=$BATS_TEST_TMPDIR/empty run -64 "$ENTRYPOINT"
  has_text 'names an empty file'
}

@test "a secret in the place of its path is not shown" {
  local secret
  for secret in "$SECRET" /Rr0wZ2k5bGYvbm90LWEtcGF0aC1hdC1hbGwtMTIzNA==; do
    SPARK_RPC_AUTHENTICATION_SECRET_FILE=$secret SPARK_CONF_spark_a_private_key_FILE=$secret run -64 "$ENTRYPOINT"
    has_text 'SPARK_RPC_AUTHENTICATION_SECRET_FILE '
    has_no "$secret"
  done
  SPARK_MODE_FILE=worker run -64 "$ENTRYPOINT"
  has_text "SPARK_MODE_FILE='worker' is no absolute path"
}

@test "a NAME_FILE of two lines is refused" {
  printf 'one\ntwo\n' >"$BATS_TEST_TMPDIR/two"
  SPARK_RPC_AUTHENTICATION_SECRET_FILE=$BATS_TEST_TMPDIR/two run -64 "$ENTRYPOINT"
  has_text 'holds a line break'
}

@test "SPARK_SSL_KEYSTORE_FILE is the path of a keystore, not a file with a setting" {
  SPARK_SSL_KEYSTORE_FILE=/nowhere/store.jks run -0 "$ENTRYPOINT"
}

@test "other names of bitnami/spark's documentation are taken" {
  SPARK_RPC_ENCRYPTION=yes SPARK_RPC_AUTHENTICATION_SECRET=$SECRET SPARK_LOCAL_STORAGE_ENCRYPTION=true \
    run -0 "$ENTRYPOINT"
  configured spark.network.crypto.enabled=true
  configured spark.io.encryption.enabled=true
}

@test "another name counts also where the image declares the setting" {
  SPARK_LOCAL_STORAGE_ENCRYPTION_ENABLED=no SPARK_LOCAL_STORAGE_ENCRYPTION=yes run -0 "$ENTRYPOINT"
  configured spark.io.encryption.enabled=true
  SPARK_LOCAL_STORAGE_ENCRYPTION_ENABLED=yes SPARK_LOCAL_STORAGE_ENCRYPTION=no run -0 "$ENTRYPOINT"
  configured spark.io.encryption.enabled=true
}

@test "a port that Kubernetes sets for a service is ignored with a warning" {
  SPARK_MASTER_PORT=tcp://10.0.0.1:7077 run -0 "$ENTRYPOINT" bash -c 'true'
  SPARK_MASTER_PORT=tcp://10.0.0.1:7077 run -0 "$ENTRYPOINT"
  has_line 'argument=7077'
  has_text 'is ignored'
  has_no 'variable=SPARK_MASTER_PORT='
}

@test "numbers with leading zeros are decimal" {
  SPARK_MASTER_PORT=07078 run -0 "$ENTRYPOINT"
  has_line 'argument=7078'
}

@test "memory is brought into one spelling" {
  SPARK_WORKER_MEMORY=2GB run -0 "$ENTRYPOINT" worker
  has_line 'argument=2g'
}

@test "several masters are one address" {
  SPARK_MASTER_URL=spark://a:7077,b:7078 run -0 "$ENTRYPOINT" worker
  has_line 'argument=spark://a:7077,b:7078'
}

@test "an underscore in the host name of a master is explained" {
  SPARK_MASTER_URL=spark://spark_master:7077 run -64 "$ENTRYPOINT" worker
  has_text underscore
}

@test "a variable that looks like a setting and is none is warned of" {
  SPARK_RPC_AUTHENTICATON_ENABLED=yes run -0 "$ENTRYPOINT"
  has_text 'SPARK_RPC_AUTHENTICATON_ENABLED is no setting'
}

@test "a variable that looks like a property and is none is warned of" {
  SPARK_CONF_SPARK_AUTHENTICATE=hush run -0 env 'SPARK_CONF_spark.authenticate=hush' "$ENTRYPOINT"
  has_text 'SPARK_CONF_SPARK_AUTHENTICATE sets no property'
  has_text 'SPARK_CONF_spark.authenticate sets no property'
  (($(grep -c 'sets no property' <<<"$output") == 2))
  [[ $(grep 'sets no property' <<<"$output") != *hush* ]]
  SPARK_CONF_spark_x=1 run -0 "$ENTRYPOINT"
  has_no 'sets no property'
}

@test "a value is data, whatever it holds" {
  SPARK_LOCAL_DIRS='$(touch '"$BATS_TEST_TMPDIR"'/broken)' run -64 "$ENTRYPOINT"
  SPARK_CONF_spark_x='`touch '"$BATS_TEST_TMPDIR"'/broken`;$(false)"' run -0 "$ENTRYPOINT"
  [[ ! -e $BATS_TEST_TMPDIR/broken ]]
  configured 'spark.x=`touch '"$BATS_TEST_TMPDIR"'/broken`;$(false)"'
}

@test "times are written as Spark's log has them" {
  local zone
  TZ=UTC run -0 "$ENTRYPOINT"
  [[ $output =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z\ WARN ]]
  for zone in XYZ-5:30,+05:30 XYZ+8,-08:00; do
    TZ=${zone%,*} run -0 "$ENTRYPOINT"
    [[ ${output%% *} == *T??:??:??"${zone#*,}" ]]
  done
}

@test "messages are JSON where logs are" {
  SPARK_LOG_FORMAT=json SPARK_MASTER_PORT='7"0' run -64 "$ENTRYPOINT"
  python3 -c 'import json, sys; [json.loads(line) for line in sys.argv[1].splitlines()]' "$output"
}

@test "the effective configuration is JSON where logs are, secrets masked" {
  local mode
  printf '#!/bin/bash\n' | tee "$IMAGE/bin/java" "$IMAGE/spark/bin/spark-submit" >/dev/null
  for mode in master submit; do
    SPARK_PRINT_CONFIG=yes SPARK_LOG_FORMAT=json SPARK_RPC_AUTHENTICATION_SECRET=$SECRET SPARK_CONF_spark_x='say "it"' \
      run -0 "$ENTRYPOINT" "$mode"
    has_text 'spark.x=say \"it\"'
    has_no "$SECRET"
    python3 -c 'import json, sys; [json.loads(line) for line in sys.argv[1].splitlines()]' "$output"
  done
}

@test "a setting that this Spark is too old for is refused" {
  SPARK_SSL_RPC_ENABLED=yes run -64 "$ENTRYPOINT"
  has_text 'needs Spark 4.0'
  SPARK_SSL_RPC_ENABLED=no run -0 "$ENTRYPOINT"
}

@test "works_since knows release lines" {
  local version
  for version in 3.5.9 3.5.10 4.0.4 4.1.0 5.0.1 4.2.0-preview5; do
    works_since_3_5_9_and_4_0_4 "$version"
  done
  for version in 3.5.8 3.4.4 4.0.3; do
    run ! works_since_3_5_9_and_4_0_4 "$version"
  done
}

# usage: works_since_3_5_9_and_4_0_4 VERSION    asks a Spark of this version, in a process of its own
works_since_3_5_9_and_4_0_4() {
  local copy=$BATS_TEST_TMPDIR/version-$1
  cp -r "$ENTRYPOINT_DIRECTORY" "$copy"
  sed -i "s/^readonly IMAGE_SPARK_VERSION=.*/readonly IMAGE_SPARK_VERSION=\"$1\"/" "$copy/entrypoint.sh"
  bash -c '. "$1/entrypoint.sh"; works_since "3.5.9 4.0.4"' _ "$copy"
}

@test "a client that has the master's name itself says so, unless a master answers there" {
  local url="spark://$HOSTNAME:1" server
  run -0 "$ENTRYPOINT" spark-submit --master "$url" job.py
  has_text "$url names this container itself"
  has_text "SPARK_MASTER_HOST=$HOSTNAME in place of hostname"
  SPARK_MASTER_URL=$url run -0 "$ENTRYPOINT" submit job.py
  has_text 'names this container itself'
  SPARK_MASTER_URL=spark://elsewhere:1 run -0 "$ENTRYPOINT" submit job.py
  has_no 'names this container itself'
  exec 5< <(exec python3 -c 'import socket; s = socket.create_server(("", 0)); print(s.getsockname()[1], flush=True); s.accept(); s.accept()')
  server=$!
  read -r -u 5 url
  SPARK_MASTER_URL=spark://$HOSTNAME:$url run -0 "$ENTRYPOINT" submit job.py
  kill "$server"
  has_no 'names this container itself'
}

@test "quotes around a list of options are refused, those of one option are not" {
  local name
  for name in SPARK_DAEMON_JAVA_OPTS SPARK_MASTER_OPTS SPARK_SUBMIT_OPTS JAVA_TOOL_OPTIONS; do
    run -64 env "$name=\"-Da=1 -Db=2\"" "$ENTRYPOINT"
    has_text "$name="
    has_text 'is a list of options in quotes'
    run -0 env "$name=-Da=1 -Db='2 -3'" "$ENTRYPOINT"
    run -0 env "$name='-Dname=a b'" "$ENTRYPOINT"
  done
  SPARK_CONF_spark_driver_extraJavaOptions="'-XX:+UseG1GC -Dx=1'" run -64 "$ENTRYPOINT"
  has_text 'of SPARK_CONF_spark_driver_extraJavaOptions is a list of options in quotes'
  PYSPARK_SUBMIT_ARGS='"--master local[2] pyspark-shell"' run -64 "$ENTRYPOINT" python3 job.py
  SPARK_DAEMON_JAVA_OPTS='"-XX:OnOutOfMemoryError=kill -9 %p"' run -0 "$ENTRYPOINT"
}

@test "what is refused for its quotes or an address without brackets says how it is written" {
  SPARK_MASTER_PORT='"7077"' run -64 "$ENTRYPOINT"
  has_text 'The quotes are a part of the value'
  SPARK_MASTER_HOST=::1 run -64 "$ENTRYPOINT"
  has_text 'An IPv6 address stands in brackets: [::1]'
  SPARK_MASTER_HOST=fd00::7:12 run -64 "$ENTRYPOINT"
  has_text '[fd00::7:12]'
  SPARK_MASTER_URL=spark://::1:7077 run -64 "$ENTRYPOINT" worker
  has_text 'An IPv6 address stands in brackets: spark://[::1]:7077'
  SPARK_CONF_spark_driver_host=::1 run -64 "$ENTRYPOINT" submit app.jar
  has_text "spark.driver.host='::1' of SPARK_CONF_spark_driver_host is an IPv6 address without brackets"
  SPARK_MASTER_URL=http://m:7077 run -64 "$ENTRYPOINT" worker
  has_no brackets
}
