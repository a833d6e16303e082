# shellcheck disable=SC2016,SC2034,SC2154,SC2317 # bats and setup.bash set what is used here, and the functions use what is set

# Where tables are kept, what a driver is told of it, and the addresses that processes bind to.

setup() {
  load setup.bash
  make_image
  SUBMIT=$IMAGE/spark/bin/spark-submit
  DEFAULT=file:/opt/spark/data/warehouse
  NOWHERE=file:/mount-one-volume-at-opt-spark-data-in-every-container
}

# usage: use_submit    puts the image's spark-submit in its place, with a launcher that prints how it was called
use_submit() {
  ln -sf "$ENTRYPOINT_DIRECTORY/spark-image/spark-submit.sh" "$SUBMIT"
  cp "$IMAGE/bin/java" "$IMAGE/spark/bin/spark-class"
  echo : >"$IMAGE/spark/bin/load-spark-env.sh"
  mkdir -p "$SPARK_CONF_DIR"
  printf '%s\n' "spark.sql.warehouse.dir=$DEFAULT" "spark.driver.defaultJavaOptions=-Dderby.system.home=$BATS_TEST_TMPDIR" \
    >"$SPARK_CONF_DIR/spark-defaults.conf"
}

# usage: hive_site NAME VALUE    mounts a hive-site.xml
hive_site() {
  printf '<configuration><property>\n<name>%s</name>\n<value>%s</value>\n</property></configuration>\n' "$@" >"$IMAGE/user-conf/hive-site.xml"
}

@test "every mode and command keeps tables, metastore and state in one place" {
  local start
  for start in master worker submit pyspark thrift-server 'bash -c true'; do
    # shellcheck disable=SC2086
    run -0 "$ENTRYPOINT" $start
    configured "spark.sql.warehouse.dir=$DEFAULT"
    configured spark.driver.defaultJavaOptions=-Dderby.system.home=/opt/spark/data
    configured spark.deploy.recoveryDirectory=/opt/spark/data/recovery
  done
  run -0 "$ENTRYPOINT" print-config
  has_line "spark.sql.warehouse.dir=$DEFAULT    # the defaults of the image"
}

@test "a warehouse that the user chose stays, without a word" {
  SPARK_CONF_spark_sql_warehouse_dir=/mine run -0 "$ENTRYPOINT" submit
  configured spark.sql.warehouse.dir=/mine
  has_no replaces
  hive_site hive.metastore.warehouse.dir /hive
  run -0 "$ENTRYPOINT" submit
  not_configured spark.sql.warehouse.dir
  rm "$IMAGE/user-conf/hive-site.xml"
  SPARK_CONF_spark_hadoop_hive_metastore_warehouse_dir=/hive run -0 "$ENTRYPOINT" submit
  not_configured spark.sql.warehouse.dir
}

@test "a place is shared if it is a volume with a name, or a directory of the host" {
  local line shared
  load_functions
  while IFS='|' read -r shared line; do
    printf '1 0 0:1 / / rw - overlay overlay rw\n%s\n' "$line" >"$BATS_TEST_TMPDIR/mounts"
    sed -n '/^find_mount()/,/^}/p' "$ENTRYPOINT_DIRECTORY/spark-image/container.sh" | sed "s#/proc/self/mountinfo#$BATS_TEST_TMPDIR/mounts#" \
      >"$BATS_TEST_TMPDIR/find_mount.sh"
    # shellcheck source=/dev/null
    . "$BATS_TEST_TMPDIR/find_mount.sh"
    if is_shared /opt/spark/data/warehouse; then [[ $shared == yes ]]; else [[ $shared == no ]]; fi || {
      echo "$shared: $line" >&2
      return 1
    }
  done <<'END'
no|2 1 254:0 /var/lib/docker/volumes/24da42be484623798aa99bf80672e2986ffc27a5e497df608f8ef27c3e5c50f6/_data /opt/spark/data rw master:1 - ext4 /dev/vda rw
yes|2 1 254:0 /var/lib/docker/volumes/spark-data/_data /opt/spark/data rw master:1 - ext4 /dev/vda rw
yes|2 1 254:0 /home/me/data /opt/spark/data rw master:1 - ext4 /dev/vda rw
yes|2 1 0:40 / /opt/spark/data rw - nfs4 server:/data rw
no|2 1 0:40 / /opt/spark/data rw - tmpfs tmpfs rw
yes|2 1 0:40 / /opt/spark/data rw master:9 - tmpfs tmpfs rw
no|2 1 254:0 /var/lib/kubelet/pods/u/volumes/kubernetes.io~empty-dir/data /opt/spark/data rw - ext4 /dev/vda rw
no|2 1 254:0 /io.containerd.grpc.v1.cri/containers/24da42be484623798aa99bf80672e2986ffc27a5e497df608f8ef27c3e5c50f6/volumes/24da42be484623798aa99bf80672e2986ffc27a5e497df608f8ef27c3e5c50f6 /opt/spark/data rw - ext4 /dev/vda rw
no|2 1 254:0 /home/me/logs /opt/spark/logs rw - ext4 /dev/vda rw
END
}

@test "a driver of a cluster that cannot share tables may save none, and is told so" {
  use_submit
  run -0 "$SUBMIT" --master spark://localhost:1 job.py
  has_line "argument=spark.sql.warehouse.dir=$NOWHERE"
  has_text 'which belongs to this container alone'
  run -0 "$SUBMIT" pyspark-shell-main --master=k8s://https://host
  [[ $output == *$'argument=pyspark-shell-main\nargument=--conf\nargument=spark.sql.warehouse.dir='* ]]
  run -0 "$SUBMIT" --conf spark.sql.warehouse.dir=s3a://bucket/tables --master spark://localhost:1 job.py
  has_no "$NOWHERE"
  has_no 'belongs to this container alone'
  for arguments in '--master local[2] job.py' 'job.py' '--master spark://localhost:1 --deploy-mode cluster job.jar' '--version'; do
    # shellcheck disable=SC2086
    run -0 "$SUBMIT" $arguments
    has_no "$NOWHERE"
    has_no 'belongs to this container alone'
  done
}

@test "a pod whose properties name no warehouse keeps tables in the same place" {
  use_submit
  rm "$SPARK_CONF_DIR/spark-defaults.conf"
  printf 'spark.master=k8s\\://https\\://host\n' >"$BATS_TEST_TMPDIR/spark.properties"
  run -0 "$SUBMIT" --properties-file "$BATS_TEST_TMPDIR/spark.properties" job.py
  has_line "argument=spark.sql.warehouse.dir=$DEFAULT"
  has_line "argument=spark.sql.warehouse.dir=$NOWHERE"
  hive_site hive.metastore.warehouse.dir /hive
  run -0 "$SUBMIT" --properties-file "$BATS_TEST_TMPDIR/spark.properties" job.py
  has_no "$DEFAULT"
}

@test "tables that an earlier image kept in the working directory are not forgotten" {
  use_submit
  mkdir -p "$BATS_TEST_TMPDIR/here/spark-warehouse/fruit"
  cd "$BATS_TEST_TMPDIR/here"
  run -0 "$SUBMIT" job.py
  has_text "those in $PWD/spark-warehouse"
}

@test "a metastore that is open in another session is named, in one line" {
  local python
  use_submit
  mkdir "$BATS_TEST_TMPDIR/metastore_db"
  echo lock >"$BATS_TEST_TMPDIR/metastore_db/dbex.lck"
  run -0 "$SUBMIT" --class org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver
  python3 -c 'import fcntl, sys, time; f = open(sys.argv[1], "r+b"); fcntl.lockf(f, fcntl.LOCK_EX); print("locked", flush=True); time.sleep(60)' \
    "$BATS_TEST_TMPDIR/metastore_db/dbex.lck" >"$BATS_TEST_TMPDIR/locked" 3>&- &
  python=$!
  timeout 20 sh -c 'until [ -s "$1" ]; do sleep 0.05; done' _ "$BATS_TEST_TMPDIR/locked"
  run -64 "$SUBMIT" --class org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver
  has_text "Nothing was started: the metastore $BATS_TEST_TMPDIR/metastore_db is open in another session"
  run -0 "$SUBMIT" pyspark-shell-main
  has_text "WARN  entrypoint: The metastore $BATS_TEST_TMPDIR/metastore_db is open"
  run -0 "$SUBMIT" job.py
  has_no metastore_db
  hive_site hive.metastore.uris thrift://host:9083
  run -0 "$SUBMIT" --class org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver
  kill "$python"
}

@test "a driver in a pod announces its address, unless it is told another" {
  use_submit
  export KUBERNETES_SERVICE_HOST=10.96.0.1
  local address
  address=$(awk -v name="$HOSTNAME" '{ for (i = 2; i <= NF; i++) if ($i == name && $1 !~ /:/) print $1 }' /etc/hosts | tail -1)
  [[ -n $address ]] || skip 'this machine has no line in /etc/hosts'
  run -0 "$SUBMIT" --master k8s://https://host job.py
  has_line "argument=spark.driver.host=$address"
  run -0 "$SUBMIT" --master k8s://https://host --conf spark.driver.host=localhost job.py
  has_no "spark.driver.host=$address"
  printf 'spark.driver.host=svc.ns.svc\nspark.master=k8s\\://https\\://host\n' >"$BATS_TEST_TMPDIR/spark.properties"
  run -0 "$SUBMIT" --properties-file "$BATS_TEST_TMPDIR/spark.properties" job.py
  has_no "spark.driver.host=$address"
  run -0 "$SUBMIT" --master local job.py
  has_no spark.driver.host
}

@test "a driver binds to every address where it announces one of another machine" {
  use_submit
  run -0 "$SUBMIT" --conf spark.driver.host=192.0.2.1 job.py
  has_line argument=spark.driver.bindAddress=0.0.0.0
  run -0 "$SUBMIT" --conf spark.driver.host=127.0.0.1 job.py
  has_no bindAddress
  run -0 "$SUBMIT" --conf spark.driver.host=192.0.2.1 --conf spark.driver.bindAddress=127.0.0.1 job.py
  has_no bindAddress=0.0.0.0
  SPARK_LOCAL_IP=127.0.0.1 run -0 "$SUBMIT" --conf spark.driver.host=192.0.2.1 job.py
  has_no bindAddress
}

@test "an address of another machine is refused, and one that nobody can call is warned of" {
  SPARK_MASTER_HOST=192.0.2.1 run -64 "$ENTRYPOINT"
  has_text "SPARK_MASTER_HOST='192.0.2.1' is no address of this container"
  run -64 "$ENTRYPOINT" master --host no-such-host.invalid
  SPARK_LOCAL_IP=192.0.2.1 run -64 "$ENTRYPOINT" worker
  SPARK_CONF_spark_driver_bindAddress=192.0.2.1 run -64 "$ENTRYPOINT" submit
  SPARK_MASTER_HOST=0.0.0.0 run -0 "$ENTRYPOINT"
  has_text "SPARK_MASTER_HOST='0.0.0.0' is announced as it is"
  has_line "variable=SPARK_PUBLIC_DNS=$HOSTNAME"
  run -0 "$ENTRYPOINT" worker
  configured spark.worker.preferConfiguredMasterAddress=true
}

@test "a master in several networks is warned of" {
  load_functions
  find_addresses() { addresses='172.18.0.2 172.19.0.2'; }
  host=''
  run -0 check_announced_host
  has_text 'in several networks (172.18.0.2 172.19.0.2)'
  find_addresses() { addresses=172.18.0.2; }
  run -0 check_announced_host
  [[ -z $output ]]
}

@test "an executor on Kubernetes notices soon that its blocks have been moved" {
  export SPARK_EXECUTOR_MEMORY=1g SPARK_DRIVER_URL=u SPARK_EXECUTOR_ID=1 SPARK_EXECUTOR_CORES=1 SPARK_APPLICATION_ID=a \
    SPARK_EXECUTOR_POD_IP=1.2.3.4 SPARK_RESOURCE_PROFILE_ID=0 SPARK_EXECUTOR_POD_NAME=p SPARK_JAVA_OPT_0=-Dmine=1
  run -0 "$ENTRYPOINT" executor
  [[ $output == *$'argument=-Dspark.storage.decommission.replicationReattemptInterval=5s\nargument=-Dmine=1\n'* ]]
}
