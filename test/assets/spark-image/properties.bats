# shellcheck disable=SC2016,SC1003,SC2153 # what stands in single quotes is for the shell under test

setup() {
  load setup.bash
  make_image
}

@test "precedence: defaults, settings, the mounted file, SPARK_CONF_ variables" {
  cat >"$IMAGE/user-conf/spark-defaults.conf" <<'END'
spark.ui.killEnabled true
spark.eventLog.enabled false
spark.sql.shuffle.partitions 4
END
  SPARK_EVENT_LOG_ENABLED=yes SPARK_CONF_spark_sql_shuffle_partitions=8 run -0 "$ENTRYPOINT"
  configured spark.ui.killEnabled=true
  configured spark.eventLog.enabled=false
  configured spark.sql.shuffle.partitions=8
  has_text "spark.ui.killEnabled='true' of $IMAGE/user-conf/spark-defaults.conf replaces"
  has_text "spark.eventLog.enabled='false' of $IMAGE/user-conf/spark-defaults.conf replaces spark.eventLog.enabled='true'"
}

@test "what a mounted file replaces is said without secrets" {
  printf 'spark.authenticate.secret another-secret-0f9c1b7a6d5e4f3a2b1c\n' >"$IMAGE/user-conf/spark-defaults.conf"
  SPARK_RPC_AUTHENTICATION_SECRET=$SECRET run -0 "$ENTRYPOINT"
  has_text "spark.authenticate.secret of $IMAGE/user-conf/spark-defaults.conf replaces"
  has_no another-secret
  has_no "$SECRET"
}

@test "a mounted file is read as Java reads it" {
  printf '%s\r\n' '# comment' '! comment' '' '  spark.a=1' 'spark.b : two words ' $'spark.c\t\t3' 'spark.d=x=y:z' \
    'spark.e=C\:\\dir' 'spark.f=one \' '     two' 'spark.g' >"$IMAGE/user-conf/spark-defaults.conf"
  printf 'spark.last=without line end' >>"$IMAGE/user-conf/spark-defaults.conf"
  run -0 "$ENTRYPOINT"
  configured spark.a=1
  configured 'spark.b=two words'
  configured spark.c=3
  configured spark.d=x=y:z
  configured 'spark.e=C\:\\dir'
  configured 'spark.f=one two'
  configured spark.g=
  configured 'spark.last=without line end'
}

@test "a backslash at the end of a value takes in nothing of what follows, for Java neither" {
  printf '%s\n' 'spark.app.name job\ ' 'spark.authenticate true' "spark.authenticate.secret $SECRET" 'spark.x C:\\' \
    'spark.y 1' 'spark.z=\\\  ' 'spark.zz 2' >"$IMAGE/user-conf/spark-defaults.conf"
  run -0 "$ENTRYPOINT"
  has_no 'Authentication is off'
  run -0 read_as_java "$SPARK_CONF_DIR/spark-defaults.conf"
  has_line spark.app.name=job
  has_line spark.authenticate=true
  has_line "spark.authenticate.secret=$SECRET"
  has_line 'spark.x=C:\'
  has_line spark.y=1
  has_line 'spark.z=\'
  has_line spark.zz=2
}

@test "a last line that is to be continued counts" {
  local end
  for end in '' '\n' '\r\n' '\n# comment\'; do
    printf 'spark.a 1\nspark.app.name foo\\%b' "$end" >"$IMAGE/user-conf/spark-defaults.conf"
    run -0 "$ENTRYPOINT"
    configured spark.a=1
    grep -q '^spark.app.name=foo' "$SPARK_CONF_DIR/spark-defaults.conf"
  done
}

@test "a mark of the byte order is no part of a name" {
  printf '\xef\xbb\xbfspark.x 1\n' >"$IMAGE/user-conf/spark-defaults.conf"
  run -0 "$ENTRYPOINT"
  configured spark.x=1
}

@test "a directory in the place of a file is refused" {
  local name
  for name in spark-defaults.conf metrics.properties log4j2.properties spark-env.sh hive-site.xml; do
    mkdir "$IMAGE/user-conf/$name"
    run -64 "$ENTRYPOINT"
    has_text "$IMAGE/user-conf/$name is a directory"
    run -64 "$ENTRYPOINT" print-config
    rmdir "$IMAGE/user-conf/$name"
  done
  mkdir "$IMAGE/user-conf/certs"
  run -0 "$ENTRYPOINT"
}

@test "a link to nothing in the place of a file is refused" {
  ln -s /nowhere "$IMAGE/user-conf/spark-defaults.conf"
  run -64 "$ENTRYPOINT"
  has_text 'spark-defaults.conf is a link to a file that is not there'
}

@test "what the user cannot read is refused, not passed over" {
  printf 'spark.authenticate true\n' >"$IMAGE/user-conf/spark-defaults.conf"
  echo "SPARK_RPC_AUTHENTICATION_SECRET=$SECRET" >"$IMAGE/user-conf/spark-env.sh"
  echo 'echo from the script' >"$IMAGE/init/10-run.sh"
  for name in user-conf/spark-defaults.conf user-conf/spark-env.sh user-conf init; do
    chmod a-rwx "$IMAGE/$name"
    run -64 kept_out "$ENTRYPOINT"
    has_text "$IMAGE/$name"
    has_text "cannot be read by user $EUID"
    has_no 'from the script'
    chmod u+rwX "$IMAGE/$name"
  done
  run -0 kept_out "$ENTRYPOINT"
}

@test "a directory that is given and is none is refused; that of the default need not be there" {
  SPARK_USER_CONF_DIR=/no/such/dir run -64 "$ENTRYPOINT"
  has_text "SPARK_USER_CONF_DIR='/no/such/dir' is no directory that user"
  SPARK_INITSCRIPTS_DIR=/no/such/dir run -64 "$ENTRYPOINT"
  has_text "SPARK_INITSCRIPTS_DIR='/no/such/dir' is no directory that user"
  SPARK_INITSCRIPTS_DIR=/no/such/dir run -0 "$ENTRYPOINT" bash -c true
  SPARK_USER_CONF_DIR=/opt/spark/conf SPARK_INITSCRIPTS_DIR=/docker-entrypoint-initdb.d run -0 "$ENTRYPOINT"
}

@test "a line that is not UTF-8 is refused by that, without its value" {
  printf 'spark.app.name caf\xe9-value\n' >"$IMAGE/user-conf/spark-defaults.conf"
  LC_ALL=C.UTF-8 run -64 "$ENTRYPOINT"
  has_text "has a line that is not UTF-8, but Spark reads the file as UTF-8: 'spark.app.name'"
  has_no value
}

@test "a line that names no property is refused" {
  printf '= nothing\n' >"$IMAGE/user-conf/spark-defaults.conf"
  run -64 "$ENTRYPOINT"
  has_text 'names no property'
}

@test "one, two and three underscores" {
  SPARK_CONF_spark_executorEnv_MY___NAME=a SPARK_CONF_spark_x__y_z=b run -0 "$ENTRYPOINT"
  configured spark.executorEnv.MY_NAME=a
  configured spark.x-y.z=b
}

@test "a property may come from a file" {
  printf 'from a file\n' >"$BATS_TEST_TMPDIR/value"
  SPARK_CONF_spark_x_FILE=$BATS_TEST_TMPDIR/value run -0 "$ENTRYPOINT"
  configured 'spark.x=from a file'
  SPARK_CONF_spark_x_FILE=/nowhere run -64 "$ENTRYPOINT"
  has_text "SPARK_CONF_spark_x_FILE='/nowhere' names no file"
}

@test "values are escaped for Java" {
  SPARK_CONF_spark_a='back\slash' SPARK_CONF_spark_b=' space' SPARK_CONF_spark_c='=:#!' run -0 "$ENTRYPOINT"
  configured 'spark.a=back\\slash'
  configured 'spark.b=\ space'
  configured 'spark.c==:#!'
}

@test "a restart writes the same bytes, and nothing beside" {
  printf 'spark.x 1\n' >"$IMAGE/user-conf/spark-defaults.conf"
  local first
  bytes() (
    cd "$SPARK_CONF_DIR"
    sed -i /^process=/d health # names the process
    md5sum -- *
  )
  export SPARK_RPC_AUTHENTICATION_SECRET=$SECRET SPARK_METRICS_ENABLED=yes
  run -0 "$ENTRYPOINT"
  first=$(bytes)
  run -0 "$ENTRYPOINT"
  run -0 "$ENTRYPOINT"
  [[ $first == "$(bytes)" ]]
  [[ -z $(find "$BATS_TEST_TMPDIR" -name '.spark-conf.*') ]]
}

@test "what was taken away is gone after a restart" {
  SPARK_CONF_spark_x=1 SPARK_METRICS_ENABLED=yes run -0 "$ENTRYPOINT"
  [[ -e $SPARK_CONF_DIR/metrics.properties ]]
  run -0 "$ENTRYPOINT"
  not_configured spark.x
  [[ ! -e $SPARK_CONF_DIR/metrics.properties ]]
}

@test "the configuration is the user's alone, whatever the umask" {
  umask 000
  run -0 "$ENTRYPOINT"
  [[ $(stat -c %a "$SPARK_CONF_DIR") == 700 ]]
  [[ $(stat -c %a "$SPARK_CONF_DIR"/{spark-defaults.conf,log4j2.properties,.entrypoint/health} | uniq) == 600 ]]
}

@test "a directory of somebody else's files is not overwritten" {
  mkdir "$SPARK_CONF_DIR"
  echo precious >"$SPARK_CONF_DIR/file"
  run -64 "$ENTRYPOINT"
  has_text "SPARK_CONF_DIR='$SPARK_CONF_DIR' holds files of somebody else"
  [[ $(cat "$SPARK_CONF_DIR/file") == precious ]]
}

@test "other mounted files are there, and win over those of the image" {
  echo own >"$IMAGE/user-conf/hive-site.xml"
  echo own >"$IMAGE/user-conf/log4j2.xml"
  echo own >"$IMAGE/user-conf/metrics.properties"
  echo template >"$IMAGE/user-conf/log4j2.properties.template"
  SPARK_METRICS_ENABLED=yes run -0 "$ENTRYPOINT"
  [[ $(cat "$SPARK_CONF_DIR/hive-site.xml" "$SPARK_CONF_DIR/metrics.properties") == $'own\nown' ]]
  [[ ! -e $SPARK_CONF_DIR/log4j2.properties && ! -e $SPARK_CONF_DIR/log4j2.properties.template ]]
  has_line "argument=-Dlog4j2.configurationFile=$SPARK_CONF_DIR/log4j2.xml"
}

@test "a mounted spark-env.sh is heard before the settings are read" {
  echo 'SPARK_WORKER_CORES=3; OTHER=$((1 + 1))' >"$IMAGE/user-conf/spark-env.sh"
  run -0 "$ENTRYPOINT" worker
  has_line 'argument=3'
  has_line 'variable=OTHER=2'
  has_line 'variable=SPARK_ENV_LOADED=1'
}

@test "print-config prints all of it, masked, and starts nothing" {
  SPARK_RPC_AUTHENTICATION_SECRET=$SECRET SPARK_CONF_spark_hadoop_fs_s3a_secret_key=abc \
    SPARK_CONF_spark_driver_extraJavaOptions='-Dmy.password=abc' run -0 "$ENTRYPOINT" print-config worker
  has_line 'spark.authenticate=true    # SPARK_RPC_AUTHENTICATION_ENABLED'
  has_line 'spark.authenticate.secret=******    # SPARK_RPC_AUTHENTICATION_SECRET'
  has_line 'spark.hadoop.fs.s3a.secret.key=******    # SPARK_CONF_spark_hadoop_fs_s3a_secret_key'
  has_line 'spark.driver.extraJavaOptions=******    # SPARK_CONF_spark_driver_extraJavaOptions'
  has_no "$SECRET"
  has_no argument=
  [[ ! -e $SPARK_CONF_DIR ]]
}

@test "keys of object stores and passwords in addresses are masked as well" {
  SPARK_CONF_spark_hadoop_fs_azure_account_key_foo=hush1== SPARK_CONF_spark_a_private_key=hush2 \
    SPARK_CONF_spark_hadoop_fs_s3a_encryption_key=hush3 SPARK_CONF_spark_my_API__KEY=hush4 \
    SPARK_CONF_spark_hadoop_fs_azure_sas_c_a=hush5 SPARK_CONF_spark_key_passphrase=hush6 \
    SPARK_CONF_spark_url='jdbc:x://me:hush7@host/db, http://you:hu:sh8@proxy:1' \
    SPARK_CONF_spark_jdbc='jdbc:x://host/db?user=me&password=hush9' SPARK_CONF_spark_sas_token_path=hush10 \
    SPARK_CONF_spark_ssl_rpc_privateKey=/keys/one.pem SPARK_CONF_spark_io_encryption_keySizeBits=256 \
    SPARK_CONF_spark_x=s3a://bucket/a@b run -0 "$ENTRYPOINT" print-config
  has_no hush
  has_no sh8
  has_text 'spark.hadoop.fs.azure.account.key.foo=******'
  has_text 'spark.url=jdbc:x://me:******@host/db, http://you:******@proxy:1'
  has_text spark.ssl.rpc.privateKey=/keys/one.pem
  has_text spark.io.encryption.keySizeBits=256
  has_text spark.x=s3a://bucket/a@b
}

@test "what replaces a value that holds a password is said without it" {
  printf 'spark.driver.extraJavaOptions -Dmy.password=hush\n' >"$IMAGE/user-conf/spark-defaults.conf"
  SPARK_CONF_spark_driver_extraJavaOptions=-Dmy.password=silence run -0 "$ENTRYPOINT" print-config
  has_no hush
  has_no silence
}

@test "SPARK_PRINT_CONFIG prints it, and starts" {
  SPARK_PRINT_CONFIG=yes run -0 "$ENTRYPOINT"
  has_text 'spark.master.rest.enabled=false    # the hardened defaults'
  has_text 'argument=org.apache.spark.deploy.master.Master'
}

@test "clients run where SPARK_MASTER_URL says, and locally when it is not set" {
  SPARK_MASTER_URL=spark://m:7077 run -0 "$ENTRYPOINT" submit app.jar
  configured spark.master=spark://m:7077
  run -0 "$ENTRYPOINT" submit app.jar
  not_configured spark.master
  SPARK_MASTER_URL=spark://m:7077 run -0 "$ENTRYPOINT" worker
  not_configured spark.master
}

@test "a configuration that cannot be written whole starts nothing" {
  printf '#!/bin/sh\nexit 1\n' >"$IMAGE/bin/sort"
  chmod +x "$IMAGE/bin/sort"
  run ! "$ENTRYPOINT"
  has_text 'Nothing was started'
  has_no argument=
}

@test "event logs: one variable, and the directory is there" {
  SPARK_EVENT_LOG_ENABLED=yes run -0 "$ENTRYPOINT" submit app.jar
  configured "spark.eventLog.dir=file:$SPARK_EVENT_LOG_DIR"
  [[ -d $SPARK_EVENT_LOG_DIR ]]
  run -0 "$ENTRYPOINT" history-server
  configured "spark.history.fs.logDirectory=file:$SPARK_EVENT_LOG_DIR"
  touch "$SPARK_HOME/jars/hadoop-aws-3.3.4.jar"
  SPARK_EVENT_LOG_DIR=s3a://bucket/events run -0 "$ENTRYPOINT" history-server
  configured spark.history.fs.logDirectory=s3a://bucket/events
}

@test "an event log that only applications write does not keep a worker from its start" {
  : >"$BATS_TEST_TMPDIR/file"
  export SPARK_EVENT_LOG_ENABLED=yes SPARK_EVENT_LOG_DIR=$BATS_TEST_TMPDIR/file/events
  run -0 "$ENTRYPOINT" worker
  run -64 "$ENTRYPOINT" submit app.jar
  has_text "SPARK_EVENT_LOG_DIR='$SPARK_EVENT_LOG_DIR' cannot be made"
}

@test "recovery: one variable" {
  SPARK_MASTER_RECOVERY_DIR=$BATS_TEST_TMPDIR/recovery run -0 "$ENTRYPOINT"
  configured spark.deploy.recoveryMode=FILESYSTEM
  configured "spark.deploy.recoveryDirectory=$BATS_TEST_TMPDIR/recovery"
  [[ -d $BATS_TEST_TMPDIR/recovery ]]
}

@test "a directory that cannot be made is named" {
  : >"$BATS_TEST_TMPDIR/file"
  SPARK_WORKER_DIR=$BATS_TEST_TMPDIR/file/work run -64 "$ENTRYPOINT" worker
  has_text "SPARK_WORKER_DIR='$BATS_TEST_TMPDIR/file/work' cannot be made"
}

@test "daemons log to standard output, clients to standard error; JSON and level by variable" {
  SPARK_LOG_LEVEL=debug SPARK_LOG_FORMAT=json run -0 "$ENTRYPOINT"
  grep -Fxq 'rootLogger.level = debug' "$SPARK_CONF_DIR/log4j2.properties"
  grep -Fxq 'appender.console.target = SYSTEM_OUT' "$SPARK_CONF_DIR/log4j2.properties"
  grep -Fq '"msg":"%enc{%m}{JSON}"' "$SPARK_CONF_DIR/log4j2.properties"
  run -0 "$ENTRYPOINT" submit app.jar
  grep -Fxq 'appender.console.target = SYSTEM_ERR' "$SPARK_CONF_DIR/log4j2.properties"
}

@test "SPARK_CONF_DIR may name the directory of the user's files" {
  printf 'spark.x 1\n' >"$IMAGE/user-conf/spark-defaults.conf"
  load_functions
  local usual=$BATS_TEST_TMPDIR/usual
  find "${ENTRYPOINT%/*}/spark-image" -type f -exec sed -i "s|/tmp/spark-conf|$usual|" {} +
  export SPARK_CONF_DIR=$IMAGE/user-conf
  run -0 "$ENTRYPOINT" bash -c 'echo "$SPARK_CONF_DIR"; cat "$SPARK_CONF_DIR/spark-defaults.conf"'
  has_line "$usual"
  has_line spark.x=1
  [[ $(cat "$IMAGE/user-conf/spark-defaults.conf") == 'spark.x 1' ]]
  run -0 python3 -S -E "${ENTRYPOINT%/*}/spark-image/healthcheck.py"
}

@test "what Java options say of Spark counts, as it does for the daemon" {
  local events=$BATS_TEST_TMPDIR/others
  SPARK_HISTORY_OPTS="-Dspark.history.fs.logDirectory=file://$events -Dspark.history.ui.port=19090" \
    run -0 "$ENTRYPOINT" history-server
  [[ -d $events ]]
  grep -Fxq port=19090 "$SPARK_CONF_DIR/.entrypoint/health"
  SPARK_MASTER_OPTS=-Dspark.authenticate=true run -64 "$ENTRYPOINT"
  has_text 'SPARK_RPC_AUTHENTICATION_SECRET is missing'
}

@test "a script that ends the shell in which it runs starts nothing, and is named" {
  local script
  for script in user-conf/spark-env.sh init/10-run.sh; do
    echo 'exit 0' >"$IMAGE/$script"
    run -64 "$ENTRYPOINT"
    has_text "Nothing was started: $IMAGE/$script ended the shell in which it runs, with status 0"
    echo 'exit 3' >"$IMAGE/$script"
    run -3 "$ENTRYPOINT"
    [[ ${lines[-1]} == *"$IMAGE/$script ended the shell in which it runs, with status 3"* ]]
    rm "$IMAGE/$script"
  done
  echo 'set -u; echo "$NOT_SET"' >"$IMAGE/init/10-run.sh"
  run ! "$ENTRYPOINT"
  [[ ${lines[-1]} == *"$IMAGE/init/10-run.sh ended the shell"* ]]
  [[ -z $(find "$BATS_TEST_TMPDIR" -name '.spark-conf.*') ]]
}

@test "a script may return, use its arguments and loosen the shell for itself" {
  echo 'set +eu; echo "called with $*"; status=9; return 0' >"$IMAGE/init/10-run.sh"
  echo 'echo "flags $-"' >"$IMAGE/init/20-run.sh"
  run -0 "$ENTRYPOINT" worker --work-dir /tmp
  has_line 'called with worker --work-dir /tmp'
  [[ $output =~ flags\ [a-zA-Z]*e[a-zA-Z]*u ]]
  echo 'return 7' >"$IMAGE/init/20-run.sh"
  run -7 "$ENTRYPOINT"
  has_text '20-run.sh ended with status 7'
}

@test "an init script may write into the user's file" {
  echo 'echo "spark.from.script 1" >>"$SPARK_USER_CONF_DIR/spark-defaults.conf"; echo ran' >"$IMAGE/init/10-more.sh"
  run -0 "$ENTRYPOINT"
  configured spark.from.script=1
  (($(grep -c '^ran$' <<<"$output") == 1))
  has_no variable=INIT_SCRIPTS_RAN
}

@test "BITNAMI_DEBUG prints the configuration" {
  BITNAMI_DEBUG=true run -0 "$ENTRYPOINT"
  has_text 'spark.master.rest.enabled=false    # '
}

@test "a daemon reads the file of --properties-file last, and keeps what the file does not say" {
  printf 'spark.mine 1\nspark.sql.shuffle.partitions 3\n' >"$BATS_TEST_TMPDIR/mine.conf"
  export SPARK_RPC_AUTHENTICATION_SECRET=$SECRET SPARK_CONF_spark_sql_shuffle_partitions=9
  run -0 "$ENTRYPOINT" master --properties-file "$BATS_TEST_TMPDIR/mine.conf" --ip localhost
  configured spark.mine=1
  configured spark.sql.shuffle.partitions=3
  configured spark.authenticate=true
  has_no argument=--properties-file
  has_line argument=localhost
  run -0 "$ENTRYPOINT" print-config thrift-server "--properties-file=$BATS_TEST_TMPDIR/mine.conf"
  has_line "spark.sql.shuffle.partitions=3    # $BATS_TEST_TMPDIR/mine.conf"
  run -64 "$ENTRYPOINT" worker --properties-file /nowhere
  has_text "--properties-file '/nowhere' is no file that user"
  run -0 "$ENTRYPOINT" submit --properties-file "$BATS_TEST_TMPDIR/mine.conf" app.jar # spark-submit.sh reads it
  has_line argument=--properties-file
}

@test "print-config prints what Java options make of a property" {
  SPARK_DAEMON_JAVA_OPTS='-Dspark.master.rest.enabled=true -Dspark.deploy.recoveryMode=FILESYSTEM -Dspark.url=jdbc:x://me:hush@host' \
    run -0 "$ENTRYPOINT" print-config
  has_line 'spark.master.rest.enabled=true    # the Java options'
  has_line 'spark.deploy.recoveryMode=FILESYSTEM    # the Java options'
  has_no hush
  has_no 'spark.master.rest.enabled=false'
  # Of an application, they count where nothing else says anything.
  SPARK_SUBMIT_OPTS='-Dspark.master.rest.enabled=true -Dspark.mine=1' run -0 "$ENTRYPOINT" print-config spark-sql
  has_line 'spark.master.rest.enabled=false    # the hardened defaults'
  has_line 'spark.mine=1    # the Java options'
}

@test "a script whose command fails after set -e is named" {
  local body
  for body in 'set -e; false' $'set -e\nreturn 1' 'set -Eeuo pipefail; false' 'set -u; echo $NOT_SET'; do
    echo "$body" >"$IMAGE/user-conf/spark-env.sh"
    run ! "$ENTRYPOINT"
    [[ ${lines[-1]} == *"Nothing was started: $IMAGE/user-conf/spark-env.sh ended the shell"* ]]
  done
  printf 'set -eu\nSPARK_WORKER_CORES=3\n' >"$IMAGE/user-conf/spark-env.sh"
  run -0 "$ENTRYPOINT" worker
  has_line argument=3
}

@test "files of Log4j 1, which nothing reads, are warned of" {
  echo 'log4j.rootCategory=WARN, console' >"$IMAGE/user-conf/log4j.properties"
  run -0 "$ENTRYPOINT"
  has_text "$IMAGE/user-conf/log4j.properties is for Log4j 1"
  mv "$IMAGE/user-conf/log4j.properties" "$IMAGE/user-conf/log4j2.properties"
  run -0 "$ENTRYPOINT"
  has_text "$IMAGE/user-conf/log4j2.properties has 'log4j.rootCategory=WARN, console', which is for Log4j 1"
  echo 'rootLogger.level = warn' >"$IMAGE/user-conf/log4j2.properties"
  run -0 "$ENTRYPOINT"
  has_no 'Log4j 1'
}
