# shellcheck disable=SC2016,SC2154 # bats and setup.bash set what is used here

# Which configuration counts for a submission, and what is refused before Spark accepts it. Java is a fake that prints the
# file of properties which it is given.

setup() {
  load setup.bash
  make_image
  SUBMIT=$IMAGE/spark/bin/spark-submit
  cp -r "$ENTRYPOINT_DIRECTORY" "$BATS_TEST_TMPDIR/rendered"
  USUAL=$BATS_TEST_TMPDIR/usual
  ROUTES=$BATS_TEST_TMPDIR/route
  sed -i "s|USUAL_CONF_DIR=/tmp/spark-conf|USUAL_CONF_DIR=$USUAL|; s|=/proc/net/route|=$ROUTES|; s|=/proc/net/ipv6_route|=${ROUTES}6|" \
    "$BATS_TEST_TMPDIR/rendered/spark-image/submission.sh"
  ln -sf "$BATS_TEST_TMPDIR/rendered/spark-image/spark-submit.sh" "$SUBMIT"
  cat >"$IMAGE/bin/java" <<'END'
#!/bin/bash
printf 'argument=%s\n' "$@"
while (($# > 0)); do
  case $1 in
  --properties-file) sed 's/^/read=/' "$2" "$2" ;; # more than once, as Spark does
  --properties-file=*) sed 's/^/read=/' "${1#*=}" ;;
  esac
  shift
done
END
  { printf '#!/bin/bash\necho launcher\n' && sed 1d "$IMAGE/bin/java"; } >"$IMAGE/spark/bin/spark-class"
  printf '%s\n' 'export SPARK_CONF_DIR=${SPARK_CONF_DIR:-$SPARK_HOME/conf}' '[ ! -f "$SPARK_CONF_DIR/spark-env.sh" ] || . "$SPARK_CONF_DIR/spark-env.sh"' \
    >"$IMAGE/spark/bin/load-spark-env.sh"
  chmod +x "$IMAGE/spark/bin/spark-class"
  mkdir -p "$SPARK_HOME/cds" "$SPARK_HOME/conf" "$USUAL/.entrypoint"
  printf '%s\n' -Dnoted=1 >"$SPARK_HOME/cds/driver-options"
  printf '%s\n' spark.authenticate=true "spark.authenticate.secret=$SECRET" spark.driver.memory=3g >"$USUAL/spark-defaults.conf"
  printf '\xef\xbb\xbfspark.mine 1\nspark.driver.memory 5g' >"$BATS_TEST_TMPDIR/mine.conf"
  export SPARK_CONF_DIR=$USUAL
}

# What must be read: what the image wrote, then the file
both_are_read() {
  has_line read=spark.authenticate=true
  has_line "read=spark.authenticate.secret=$SECRET"
  has_line 'read=spark.driver.memory 5g'
  [[ $output == *read=spark.driver.memory=3g*read=spark.mine\ 1* ]]
  ! grep -F "$SECRET" <<<"$output" | grep -v '^read='
  [[ -z $(ls -A "$USUAL/.entrypoint") ]]
}

@test "a file of properties is read after what the image wrote, and leaves nothing behind" {
  local -a file=(--properties-file "$BATS_TEST_TMPDIR/mine.conf")
  run -0 "$SUBMIT" "${file[@]}" job.py --properties-file /of/the/job
  both_are_read
  has_line argument=-Xmx5g
  has_line argument=/of/the/job
  run -0 "$SUBMIT" "--properties-file=$BATS_TEST_TMPDIR/mine.conf" --load-spark-defaults job.py
  both_are_read
  run -0 "$SUBMIT" --class org.apache.spark.sql.hive.thriftserver.HiveThriftServer2 --hiveconf a=b "${file[@]}"
  has_line launcher
  both_are_read
  run -0 "$SUBMIT" run-example "${file[@]}" SparkPi
  both_are_read
  run -0 "$SUBMIT" --properties-file <(cat "$BATS_TEST_TMPDIR/mine.conf") job.py
  both_are_read
}

@test "a shell of Python's, which calls this script again, keeps the path" {
  run -0 "$SUBMIT" pyspark-shell-main --name PySparkShell --properties-file "$BATS_TEST_TMPDIR/mine.conf"
  has_line "argument=$BATS_TEST_TMPDIR/mine.conf"
  run -0 "$SUBMIT" --name PySparkShell --properties-file "$BATS_TEST_TMPDIR/mine.conf" pyspark-shell
  both_are_read
}

@test "a file that is not there is left to Spark" {
  run -0 "$SUBMIT" --properties-file /nowhere job.py
  has_line argument=/nowhere
  run -0 "$SUBMIT" --properties-file "$BATS_TEST_TMPDIR" job.py
  has_line "argument=$BATS_TEST_TMPDIR"
}

@test "SPARK_CONF_DIR that is unset or the user's directory gives way; in another, the file is read after that of the image" {
  SPARK_CONF_DIR='' run -0 "$SUBMIT" job.py
  has_line argument=-Xmx3g
  has_no read=
  SPARK_CONF_DIR=$SPARK_USER_CONF_DIR run -0 "$SUBMIT" job.py
  has_line argument=-Xmx3g
  mkdir "$BATS_TEST_TMPDIR/other"
  cp "$BATS_TEST_TMPDIR/mine.conf" "$BATS_TEST_TMPDIR/other/spark-defaults.conf"
  SPARK_CONF_DIR=$BATS_TEST_TMPDIR/other run -0 "$SUBMIT" job.py
  both_are_read
  SPARK_CONF_DIR=$BATS_TEST_TMPDIR/other run -0 "$SUBMIT" run-example SparkPi
  [[ $output == *argument=run-example$'\n'argument=--properties-file* ]]
  both_are_read
}

@test "what Spark wrote for a pod stays as it is" {
  SPARK_APPLICATION_ID=app run -0 "$SUBMIT" --properties-file "$BATS_TEST_TMPDIR/mine.conf" local:///job.py
  has_line "argument=$BATS_TEST_TMPDIR/mine.conf"
  has_no read=spark.authenticate
}

@test "somebody who cannot read the configuration is told so" {
  chmod 0000 "$USUAL"
  run -0 kept_out "$SUBMIT" job.py
  has_text "User $EUID cannot read $USUAL"
  chmod 0700 "$USUAL"
}

@test "cluster deploy mode is refused where there is a secret" {
  local reason='does not work on a standalone cluster with a secret'
  run -64 "$SUBMIT" --master spark://m:7077 --deploy-mode cluster --class Main app.jar
  has_text "$reason"
  has_text SPARK-25078
  has_no argument=
  run -64 "$SUBMIT" --master spark://m:7077 --conf spark.submit.deployMode=cluster app.jar
  MASTER=spark://m:7077 DEPLOY_MODE=cluster run -64 "$SUBMIT" app.jar
  printf '%s\n' 'spark.master spark://m:7077' 'spark.submit.deployMode=cluster' >"$BATS_TEST_TMPDIR/mine.conf"
  run -64 "$SUBMIT" --properties-file "$BATS_TEST_TMPDIR/mine.conf" app.jar
  has_text "$reason"
  run -0 "$SUBMIT" --master spark://m:7077 --status driver-1
  run -0 "$SUBMIT" --master k8s://m --deploy-mode cluster app.jar
  run -0 "$SUBMIT" --master spark://m:7077 --conf spark.authenticate=false --deploy-mode cluster app.jar
}

@test "an IPv6 address without brackets is refused in one line" {
  run -64 "$SUBMIT" --master spark://fd00::1:7077 job.py
  has_text "'spark://fd00::1:7077' has an IPv6 address without brackets"
  run -0 "$SUBMIT" --master 'spark://[fd00::1]:7077' job.py
}

@test "a driver beside the cluster is told what it needs" {
  local -a submit=("$SUBMIT" --master spark://127.0.0.1:7077)
  run -0 "${submit[@]}" --conf spark.authenticate=false job.py
  has_text 'No secret is set'
  echo mode=worker >"$USUAL/.entrypoint/health"
  run -0 "${submit[@]}" --conf spark.authenticate=false job.py
  has_no WARN
  has_no 'No secret is set'
  echo mode=command >"$USUAL/.entrypoint/health"
  run -0 "${submit[@]}" job.py
  has_no WARN
  # The network 10.1.0.0/16, and the way to all others
  printf 'Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\neth0\t00000000\t0100010A\t3\t0\t0\t0\t00000000\neth0\t0000010A\t0\t1\t0\t0\t0\t0000FFFF\n' \
    >"$BATS_TEST_TMPDIR/route"
  sed -i "s|/proc/net/route|$BATS_TEST_TMPDIR/route|" "$BATS_TEST_TMPDIR/rendered/spark-image/submission.sh"
  run -0 "$SUBMIT" --master spark://10.1.2.3:7077 job.py
  has_no WARN
  run -0 "$SUBMIT" --master spark://10.2.0.1:7077 job.py
  has_text 'The driver runs on another network than spark://10.2.0.1:7077'
  has_text SPARK_CONF_spark_driver_host
  run -0 "$SUBMIT" --master spark://10.2.0.1:7077 --conf spark.driver.host=h job.py
  has_no WARN
  run -0 "$SUBMIT" --master 'local[1]' --conf spark.authenticate=false job.py
  has_no WARN
}

@test "what names the user in spark-env.sh reads that of the user, but never itself" {
  echo 'export FROM_USER=yes' >"$IMAGE/user-conf/spark-env.sh"
  unset SPARK_CONF_DIR
  load_functions
  LD_PRELOAD='' NSS_WRAPPER_PASSWD=p NSS_WRAPPER_GROUP=g write_user_environment "$IMAGE/user-conf/spark-env.sh" >"$BATS_TEST_TMPDIR/spark-env.sh"
  run -0 bash -c '. "$1"; echo "$FROM_USER $NSS_WRAPPER_PASSWD"' _ "$BATS_TEST_TMPDIR/spark-env.sh"
  has_line 'yes p'
  mv "$BATS_TEST_TMPDIR/spark-env.sh" "$IMAGE/user-conf/spark-env.sh" # as in a pod
  run -0 bash -c '. "$1"; echo "$NSS_WRAPPER_PASSWD"' _ "$IMAGE/user-conf/spark-env.sh"
  has_line p
}

# usage: routes DESTINATION MASK [DESTINATION_6 PREFIX_6 DEVICE_6]    what the kernel says of the routes of the container
routes() {
  printf '%s\n' 'Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT' \
    "eth0 $1 0100A8C0 0003 0 0 0 $2 0 0 0" 'eth0 0000A8C0 00000000 0001 0 0 0 0000FFFF 0 0 0' >"$ROUTES"
  printf '%s %s %032d 00 %032d ffffffff 1 0 00200200 %s\n' "${3:-00000000000000000000000000000000}" "${4:-00}" 0 0 "${5:-lo}" >"${ROUTES}6"
}

@test "packages without a route to the internet get a line that names connectors" {
  local -a ways
  routes 0000A8C0 0000FFFF
  for ways in '--packages g:a:1' '--packages=g:a:1' '--conf spark.jars.packages=g:a:1' '-c spark.jars.packages=g:a:1'; do
    read -ra ways <<<"$ways"
    run -0 "$SUBMIT" "${ways[@]}" job.py
    has_text "spark.jars.packages='g:a:1', and this container has no route to the internet"
    has_text "the option connectors, such as connectors: ['s3', 'delta']"
  done
  echo 'spark.jars.packages = g:b:2' >>"$USUAL/spark-defaults.conf"
  run -0 "$SUBMIT" job.py
  has_text "spark.jars.packages='g:b:2', and this container has no route"
}

@test "packages with a route to the internet are announced, and nothing is said without packages" {
  routes 00000000 00000000
  run -0 "$SUBMIT" --packages g:a:1 job.py
  has_text "downloads the JARs of spark.jars.packages='g:a:1' now"
  has_no 'no route'
  routes 0000A8C0 0000FFFF 00000000000000000000000000000000 00 eth0
  run -0 "$SUBMIT" --packages g:a:1 job.py
  has_no 'no route'
  routes 0000A8C0 0000FFFF
  run -0 "$SUBMIT" job.py --packages of:the:job
  has_no connectors
  run -0 "$SUBMIT" job.py --conf spark.jars.packages=of:the:job
  has_no connectors
  run -0 "$SUBMIT" --packages g:a:1 --conf spark.jars.ivySettings=/my/ivy.xml job.py
  has_no connectors
  run -0 "$SUBMIT" --version
  has_no connectors
}
