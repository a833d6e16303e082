# shellcheck disable=SC2016,SC1003,SC2153 # what stands in single quotes is for the shell under test

setup() {
  load setup.bash
  make_image
}

@test "Java replaces the script" {
  bash -c 'echo $$ >"$BATS_TEST_TMPDIR/pid"; exec "$0" worker' "$ENTRYPOINT" >"$BATS_TEST_TMPDIR/log" 2>&1
  grep -Fxq "pid=$(cat "$BATS_TEST_TMPDIR/pid")" "$BATS_TEST_TMPDIR/log"
}

@test "the status is that of the process" {
  FAKE_STATUS=143 run -143 "$ENTRYPOINT"
  FAKE_STATUS=3 run -3 "$ENTRYPOINT" submit app.jar
}

@test "the class path: JARs by name and in order, the configuration last" {
  local jars=$SPARK_HOME/jars
  SPARK_DAEMON_CLASSPATH=/first.jar HADOOP_CONF_DIR=/hadoop SPARK_DIST_CLASSPATH='/dist/*' run -0 "$ENTRYPOINT"
  has_line "argument=/first.jar:$jars/Big.jar:$jars/avro.jar:$jars/spark-core_2.12-3.5.6.jar:$jars/zinc.jar:/hadoop:/dist/*:$SPARK_CONF_DIR"
}

@test "a master is called as bin/spark-class calls it" {
  SPARK_DAEMON_MEMORY=512m SPARK_DAEMON_JAVA_OPTS='-Dall="a b"' SPARK_MASTER_OPTS=-Done=1 SPARK_MASTER_HOST=localhost \
    run -0 "$ENTRYPOINT" --ip 127.0.0.1
  [[ $output == *$'argument=-Dall=a b\nargument=-Done=1\nargument=-Xmx512m\nargument=org.apache.spark.deploy.master.Master\nargument=--host\nargument=localhost\nargument=--port\nargument=7077\nargument=--webui-port\nargument=8080\nargument=--ip\nargument=127.0.0.1'* ]]
}

@test "a worker gets its settings and its master" {
  SPARK_WORKER_CORES=2 SPARK_WORKER_MEMORY=3g SPARK_WORKER_PORT=7000 run -0 "$ENTRYPOINT" worker
  [[ $output == *$'argument=--cores\nargument=2\nargument=--memory\nargument=3g\nargument=--port\nargument=7000\nargument=spark://spark-master:7077'* ]]
  has_line 'variable=SPARK_SCALA_VERSION=2.12'
}

@test "Spark 4 gets the module options of its launcher" {
  run -0 "$ENTRYPOINT"
  has_no --add-opens
  load_functions 4.1.4
  run -0 "$ENTRYPOINT"
  has_line 'argument=--add-opens=java.base/sun.nio.ch=ALL-UNNAMED'
}

@test "an archive of classes is used where there is one" {
  run -0 "$ENTRYPOINT"
  has_no SharedArchiveFile
  mkdir "$SPARK_HOME/cds"
  touch "$SPARK_HOME/cds/spark.jsa"
  for mode in master worker history-server; do
    run -0 "$ENTRYPOINT" "$mode"
    has_line "argument=-XX:SharedArchiveFile=$SPARK_HOME/cds/spark.jsa"
    has_line 'argument=-Xlog:all=warning:stderr'
  done
}

@test "daemons take an archive of their own where there is one" {
  mkdir "$SPARK_HOME/cds"
  touch "$SPARK_HOME/cds/"{daemons,spark}.jsa
  for mode in master worker history-server; do
    run -0 "$ENTRYPOINT" "$mode"
    has_line "argument=-XX:SharedArchiveFile=$SPARK_HOME/cds/daemons.jsa"
  done
}

@test "the archive is left out where it cannot serve, and where the user chooses another" {
  mkdir "$SPARK_HOME/cds"
  touch "$SPARK_HOME/cds/spark.jsa"
  SPARK_DAEMON_CLASSPATH=/first.jar run -0 "$ENTRYPOINT"
  has_no SharedArchiveFile
  SPARK_DAEMON_JAVA_OPTS=-Xshare:off run -0 "$ENTRYPOINT"
  has_no SharedArchiveFile
  SPARK_MASTER_OPTS=-XX:SharedArchiveFile=/mine.jsa run -0 "$ENTRYPOINT"
  has_no "SharedArchiveFile=$SPARK_HOME"
  JAVA_TOOL_OPTIONS=-Xlog:gc run -0 "$ENTRYPOINT"
  has_line "argument=-XX:SharedArchiveFile=$SPARK_HOME/cds/spark.jsa"
  has_no -Xlog:disable
}

@test "the class path begins with that of the archive; JARs that came later follow" {
  local jars=$SPARK_HOME/jars
  mkdir "$SPARK_HOME/cds"
  printf '%s\n' "$jars/zinc.jar:$jars/spark-core_2.12-3.5.6.jar" >"$SPARK_HOME/cds/class-path"
  run -0 "$ENTRYPOINT"
  has_line "argument=$jars/zinc.jar:$jars/spark-core_2.12-3.5.6.jar:$jars/Big.jar:$jars/avro.jar:$SPARK_CONF_DIR"
}

@test "a link to Spark's directory does not change the class path" {
  ln -s "$SPARK_HOME" "$BATS_TEST_TMPDIR/link"
  SPARK_HOME=$BATS_TEST_TMPDIR/link run -0 "$ENTRYPOINT"
  has_text "argument=$SPARK_HOME/jars/Big.jar:$SPARK_HOME/jars/avro.jar"
}

@test "only what coordinates does without the compiler for long computations" {
  for mode in master worker; do
    run -0 "$ENTRYPOINT" "$mode"
    has_line 'argument=-XX:TieredStopAtLevel=1'
  done
  run -0 "$ENTRYPOINT" history-server
  has_no TieredStopAtLevel
  SPARK_CONF_spark_shuffle_service_enabled=true run -0 "$ENTRYPOINT" worker
  has_no TieredStopAtLevel
  SPARK_WORKER_OPTS=-XX:-TieredCompilation run -0 "$ENTRYPOINT" worker
  has_no TieredStopAtLevel
}

@test "the servers are submitted" {
  SPARK_THRIFT_PORT=10001 run -0 "$ENTRYPOINT" thrift-server --hiveconf a=b
  has_line 'program=spark-submit'
  has_line 'argument=org.apache.spark.sql.hive.thriftserver.HiveThriftServer2'
  configured spark.hadoop.hive.server2.thrift.port=10001
  has_line 'argument=a=b'
  load_functions 4.1.4
  run -0 "$ENTRYPOINT" connect
  has_line 'argument=org.apache.spark.sql.connect.service.SparkConnectServer'
}

@test "Connect without its JAR is explained" {
  run -64 "$ENTRYPOINT" connect
  has_text 'needs the JAR of Spark Connect'
  touch "$SPARK_HOME/jars/spark-connect_2.12-3.5.6.jar"
  run -0 "$ENTRYPOINT" connect
}

@test "a directory without Spark is named" {
  SPARK_HOME=$BATS_TEST_TMPDIR run -64 "$ENTRYPOINT"
  has_text "SPARK_HOME='$BATS_TEST_TMPDIR' holds no Spark"
}

@test "root that may not become another user is told so" {
  ((EUID == 0)) || skip 'only root can be kept from it'
  load_functions
  sed -i 's/^readonly IMAGE_UID=.*/readonly IMAGE_UID="1001"/' "$ENTRYPOINT"
  run -64 setpriv --bounding-set -setuid,-setgid -- "$ENTRYPOINT"
  has_text 'without the capabilities SETUID and SETGID'
  run -0 setpriv --bounding-set -setuid,-setgid -- "$ENTRYPOINT" bash -c true
}

@test "a failure that nobody foresaw says where" {
  load_functions
  sed -i 's/^start_master() {/&\n  false/' "${ENTRYPOINT%/*}/spark-image/start.sh"
  run -1 "$ENTRYPOINT"
  has_text "Nothing was started: line $(sed -n '/^  false$/=' "${ENTRYPOINT%/*}/spark-image/start.sh") of start.sh"
}

@test "init scripts run in their order, before a mode only" {
  printf 'echo "second in $MODE"\nexport FROM_SCRIPT=yes\n' >"$IMAGE/init/20-source.sh"
  printf '#!/bin/sh\necho first\n' >"$IMAGE/init/10-run.sh"
  chmod +x "$IMAGE/init/10-run.sh"
  echo 'echo never' >"$IMAGE/init/readme.txt"
  run -0 "$ENTRYPOINT" worker
  [[ $output == *first*'second in worker'*pid=* ]]
  has_line 'variable=FROM_SCRIPT=yes'
  has_no never
  run -0 "$ENTRYPOINT" bash -c true
  has_no first
}

@test "an init script that fails ends the start" {
  printf '#!/bin/sh\nexit 9\n' >"$IMAGE/init/10-run.sh"
  chmod +x "$IMAGE/init/10-run.sh"
  run -9 "$ENTRYPOINT"
  [[ ${lines[-1]} == *"10-run.sh ended with status 9"* ]]
  has_no argument=
}

@test "TERM reaches a worker that is taken out of service, and its status comes back" {
  cat >"$IMAGE/bin/java" <<'END'
#!/bin/bash
trap 'echo got PWR' PWR
trap 'echo got TERM; exit 143' TERM
echo ready
for i in {1..200}; do sleep 0.1; done
END
  SPARK_WORKER_DECOMMISSION_ENABLED=yes SPARK_WORKER_DECOMMISSION_TIMEOUT=5s "$ENTRYPOINT" worker \
    >"$BATS_TEST_TMPDIR/log" 2>&1 3>&- &
  local pid=$! status=0
  timeout 20 sh -c 'until grep -q ready "$1"; do sleep 0.1; done' _ "$BATS_TEST_TMPDIR/log"
  kill -TERM "$pid"
  wait "$pid" || status=$?
  ((status == 143))
  grep -q 'got PWR' "$BATS_TEST_TMPDIR/log"
  grep -q 'got TERM' "$BATS_TEST_TMPDIR/log"
  grep -q 'Ending the worker: ' "$BATS_TEST_TMPDIR/log"
  configured spark.decommission.enabled=true
}

# usage: noted LINE    whether the note for the health check holds this line
noted() {
  grep -Fxq -- "$1" "$SPARK_CONF_DIR/.entrypoint/health" || {
    printf 'no line %q in:\n%s\n' "$1" "$(cat "$SPARK_CONF_DIR/.entrypoint/health")" >&2
    return 1
  }
}

@test "the note for the health check follows the configuration" {
  SPARK_MASTER_WEBUI_PORT=9090 run -0 "$ENTRYPOINT"
  noted port=9090
  run -0 "$ENTRYPOINT" worker --webui-port 9191
  noted port=9191
  SPARK_CONF_spark_worker_ui_port=9292 run -0 "$ENTRYPOINT" worker --webui-port 9191
  noted port=9292
  echo store >"$BATS_TEST_TMPDIR/store"
  SPARK_CONF_spark_ssl_enabled=true SPARK_CONF_spark_ssl_keyStore=$BATS_TEST_TMPDIR/store run -0 "$ENTRYPOINT"
  noted scheme=https
  noted port=8480
}

@test "the note says by which address a worker calls its master" {
  SPARK_MASTER_URL=spark://a:17077,b:7078 run -0 "$ENTRYPOINT" worker
  noted master=spark://a:17077,b:7078
  has_line argument=spark://a:17077,b:7078
  run -0 "$ENTRYPOINT" worker spark://c:7079
  noted master=spark://c:7079
  has_no spark://spark-master
}

@test "the note has the port of the Connect server's arguments" {
  touch "$SPARK_HOME/jars/spark-connect_2.12-3.5.6.jar"
  run -0 "$ENTRYPOINT" connect
  noted port=15002
  SPARK_CONNECT_PORT=15001 run -0 "$ENTRYPOINT" connect --conf spark.connect.grpc.binding.port=15003
  noted port=15003
  run -0 "$ENTRYPOINT" connect --conf=spark.connect.grpc.binding.port=15004
  noted port=15004
}

@test "the port of a Thrift server is the one that Spark finds, of its arguments or hive-site.xml" {
  local -a other=(--hiveconf hive.server2.thrift.port=10055)
  run -0 "$ENTRYPOINT" thrift-server
  noted port=10000
  not_configured spark.hadoop.hive.server2.thrift.port
  has_no HIVE_SERVER2
  run -0 "$ENTRYPOINT" thrift-server "${other[@]}"
  noted port=10055
  SPARK_THRIFT_PORT=10002 run -0 "$ENTRYPOINT" thrift-server "${other[@]}"
  noted port=10055
  SPARK_THRIFT_PORT=10002 run -0 "$ENTRYPOINT" thrift-server
  noted port=10002
  HIVE_SERVER2_THRIFT_PORT=10003 run -0 "$ENTRYPOINT" thrift-server "${other[@]}"
  noted port=10003
  run -0 "$ENTRYPOINT" thrift-server --conf spark.hadoop.hive.server2.thrift.port=10004 "${other[@]}"
  noted port=10004
  printf '<configuration>\n<property>\n  <name>hive.server2.thrift.port</name>\n  <value>10056</value>\n</property>\n</configuration>\n' \
    >"$IMAGE/user-conf/hive-site.xml"
  run -0 "$ENTRYPOINT" thrift-server "${other[@]}"
  noted port=10056
}

@test "the port of a Thrift server that the options of the image chose is said to Hive" {
  load_functions
  sed -i "s/\('SPARK_THRIFT_PORT' .* '\)10000'/\110055'/" "${ENTRYPOINT%/*}/spark-image/settings.sh"
  run -0 "$ENTRYPOINT" thrift-server
  noted port=10055
  configured spark.hadoop.hive.server2.thrift.port=10055
}

@test "a Thrift server that speaks HTTP has a port of its own" {
  local -a http=(--hiveconf hive.server2.transport.mode=http)
  run -0 "$ENTRYPOINT" thrift-server "${http[@]}"
  noted port=10001
  run -0 "$ENTRYPOINT" thrift-server "${http[@]}" --hiveconf hive.server2.thrift.http.port=10055
  noted port=10055
  SPARK_THRIFT_PORT=10002 run -0 "$ENTRYPOINT" thrift-server "${http[@]}"
  noted port=10002
}

@test "a start is quick" {
  local before=${EPOCHREALTIME//./}
  run -0 "$ENTRYPOINT"
  (((${EPOCHREALTIME//./} - before) / 1000 < 2000))
}

@test "memory that the container has not got is named before anything starts" {
  load_functions
  find_memory_limit() { limit=512; }
  VALUE=([SPARK_DAEMON_MEMORY]=1g [SPARK_WORKER_MEMORY]=512m)
  run -0 check_memory_limit
  has_text "SPARK_DAEMON_MEMORY='1g' is more than the 512m that the container may use"
  has_no SPARK_WORKER_MEMORY
  find_memory_limit() { :; }
  run -0 check_memory_limit
  [[ -z $output ]]
}

@test "a worker that offers all but 1 GiB of its container is warned where that is nothing" {
  load_functions
  find_memory_limit() { limit=1024; }
  MODE=worker
  VALUE=()
  run -0 check_memory_limit
  has_text 'SPARK_WORKER_MEMORY is unset'
  has_text 1024m
  VALUE=([SPARK_WORKER_MEMORY]=512m)
  run -0 check_memory_limit
  [[ -z $output ]]
  find_memory_limit() { limit=2048; }
  VALUE=()
  run -0 check_memory_limit
  [[ -z $output ]]
}

@test "a host name that is no name for Java is refused where the master would announce it" {
  HOSTNAME=my_master run -64 "$ENTRYPOINT"
  has_text "'my_master'"
  has_text SPARK_MASTER_HOST
  HOSTNAME=my_master SPARK_MASTER_HOST=localhost run -0 "$ENTRYPOINT"
  HOSTNAME=my_worker run -0 "$ENTRYPOINT" worker
}

@test "a /tmp that no library can be loaded from is warned of" {
  load_functions
  find_mount_options() { options=rw,nosuid,noexec; }
  MODE=worker
  run -0 check_tmp
  has_text '--tmpfs /tmp:exec'
  MODE=master
  run -0 check_tmp
  [[ -z $output ]]
  find_mount_options() { options=rw,nosuid; }
  MODE=worker
  run -0 check_tmp
  [[ -z $output ]]
}

@test "the names of loggers are JSON too" {
  SPARK_LOG_FORMAT=json run -0 "$ENTRYPOINT"
  grep -Fq '"logger":"%enc{%c}{JSON}"' "$SPARK_CONF_DIR/log4j2.properties"
}

@test "the user's processes keep the umask of the container, and what they write is not for them alone" {
  umask 027
  run -0 "$ENTRYPOINT" bash -c umask
  [[ $output == 0027 ]]
  printf '#!/bin/bash\numask\n' >"$IMAGE/bin/java"
  printf 'echo "script $(umask)"\n' >"$IMAGE/init/10-umask.sh"
  run -0 "$ENTRYPOINT"
  has_line 'script 0027'
  [[ ${lines[-1]} == 0027 ]]
  [[ $(stat -c %a "$SPARK_CONF_DIR") == 700 ]]
}

@test "directories are made for the group too, where any user may be" {
  umask 022
  SPARK_EVENT_LOG_ENABLED=yes SPARK_EVENT_LOG_DIR=$BATS_TEST_TMPDIR/shared/events run -0 "$ENTRYPOINT" worker
  [[ $(stat -c %a "$BATS_TEST_TMPDIR/shared" "$BATS_TEST_TMPDIR/shared/events" "$SPARK_WORKER_DIR") == $'775\n775\n775' ]]
}

@test "a history server reads event logs, and writes there only where it deletes old ones" {
  local -a start=("$ENTRYPOINT" history-server)
  ((EUID != 0)) || start=(setpriv --bounding-set=-all --inh-caps=-all -- "${start[@]}") # root may write everywhere
  mkdir -m 0555 "$SPARK_EVENT_LOG_DIR"
  run -0 "${start[@]}"
  SPARK_CONF_spark_history_fs_cleaner_enabled=true run -64 "${start[@]}"
  has_text "SPARK_EVENT_LOG_DIR='$SPARK_EVENT_LOG_DIR' cannot be written"
  chmod 0333 "$SPARK_EVENT_LOG_DIR"
  run -64 "${start[@]}"
  has_text "SPARK_EVENT_LOG_DIR='$SPARK_EVENT_LOG_DIR' cannot be read"
  SPARK_HISTORY_LOG_DIR=$SPARK_EVENT_LOG_DIR run -64 "${start[@]}"
  has_text "SPARK_HISTORY_LOG_DIR='$SPARK_EVENT_LOG_DIR' cannot be read"
}
