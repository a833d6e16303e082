# shellcheck disable=SC2016,SC2154 # bats and setup.bash set what is used here

# What settings name, and the image must have.

setup() {
  load setup.bash
  make_image
}

@test "a Python that the image does not have is refused, by every name that it can have" {
  local name
  for name in PYSPARK_DRIVER_PYTHON PYSPARK_PYTHON SPARK_CONF_spark_pyspark_python SPARK_CONF_spark_pyspark_driver_python; do
    run -64 env "$name=/opt/plum/bin/python" "$ENTRYPOINT" pyspark
    has_text "='/opt/plum/bin/python' is no program of this image"
  done
  PYSPARK_DRIVER_PYTHON=no-python run -64 "$ENTRYPOINT" print-config
  has_text "PYSPARK_DRIVER_PYTHON='no-python' is no program of this image"
  run -64 "$ENTRYPOINT" submit --conf spark.pyspark.python=no-python job.py
  has_text "spark.pyspark.python='no-python' is no program"
}

@test "the Python of executors may be another" {
  export PYSPARK_DRIVER_PYTHON=python3
  PYSPARK_PYTHON=./environment/bin/python run -0 "$ENTRYPOINT" submit --archives environment.tar.gz#environment job.py
  has_no WARN
  SPARK_MASTER_URL=spark://m:7077 PYSPARK_PYTHON=/opt/conda/bin/python run -0 "$ENTRYPOINT" submit job.py
  has_text "WARN  entrypoint: PYSPARK_PYTHON='/opt/conda/bin/python' is no program of this image"
}

@test "a file system without its JAR is named, with the way out" {
  SPARK_EVENT_LOG_DIR=s3a://bucket/events run -64 "$ENTRYPOINT" history-server
  has_text "spark.history.fs.logDirectory='s3a://bucket/events' of SPARK_EVENT_LOG_DIR needs the JAR hadoop-aws"
  has_text "add it to the image by connectors: ['s3'], or name it in spark.jars.packages"
  SPARK_CONF_spark_sql_warehouse_dir=abfss://c@a.dfs.core.windows.net/t run -64 "$ENTRYPOINT" submit job.py
  has_text 'needs the JAR hadoop-azure'
  has_text "connectors: ['azure']"
  SPARK_CONF_spark_sql_warehouse_dir=oss://bucket/t run -64 "$ENTRYPOINT" submit job.py
  has_text 'needs the JAR hadoop-aliyun'
  has_text extraJars
  SPARK_CONF_spark_sql_warehouse_dir=s3a://bucket/t run -0 "$ENTRYPOINT" master
  has_text 'WARN  entrypoint: spark.sql.warehouse.dir='
  SPARK_CONF_spark_sql_warehouse_dir=s3://bucket/t run -64 "$ENTRYPOINT" submit job.py
  has_text 'write s3a://'
}

@test "a file system whose JAR may come, or that is not used, is left alone" {
  export SPARK_EVENT_LOG_DIR=s3a://bucket/events
  run -0 "$ENTRYPOINT" submit job.py
  has_no hadoop-aws
  SPARK_EVENT_LOG_ENABLED=yes run -0 "$ENTRYPOINT" submit --packages org.apache.hadoop:hadoop-aws:3.3.4 job.py
  SPARK_EVENT_LOG_ENABLED=yes SPARK_CONF_spark_jars_packages=a:b:1 run -0 "$ENTRYPOINT" submit job.py
  SPARK_DAEMON_CLASSPATH=/mine/store.jar run -0 "$ENTRYPOINT" history-server
  touch "$SPARK_HOME/jars/hadoop-aws-3.3.4.jar" "$SPARK_HOME/jars/hadoop-gcp-3.5.0.jar"
  run -0 "$ENTRYPOINT" history-server
  SPARK_EVENT_LOG_ENABLED=yes run -0 "$ENTRYPOINT" submit job.py
  SPARK_CONF_spark_sql_warehouse_dir=gs://bucket/t run -0 "$ENTRYPOINT" submit job.py
}

@test "a worker says that it is too small for the executors of its settings" {
  SPARK_EXECUTOR_MEMORY=4g SPARK_WORKER_MEMORY=2g SPARK_EXECUTOR_CORES=4 SPARK_WORKER_CORES=2 run -0 "$ENTRYPOINT" worker
  has_text "spark.executor.memory='4g' is more than SPARK_WORKER_MEMORY='2g'"
  has_text "spark.executor.cores='4' is more than SPARK_WORKER_CORES='2'"
  SPARK_EXECUTOR_MEMORY=2g SPARK_WORKER_MEMORY=2048m SPARK_EXECUTOR_CORES=2 SPARK_WORKER_CORES=2 run -0 "$ENTRYPOINT" worker
  has_no 'is more than'
}

@test "a driver says that no worker of its cluster can hold an executor" {
  local script=$ENTRYPOINT_DIRECTORY/spark-image/executors.py server port
  python3 -c '
import http.server
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"""{"status": "ALIVE", "workers": [{"state": "ALIVE", "memory": 1024, "cores": 2}, {"state": "DEAD", "memory": 9999, "cores": 9}]}""")
    def log_message(self, *_):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
' >"$BATS_TEST_TMPDIR/port" 3>&- &
  server=$!
  timeout 20 sh -c 'until [ -s "$1" ]; do sleep 0.05; done' _ "$BATS_TEST_TMPDIR/port"
  port=$(<"$BATS_TEST_TMPDIR/port")
  run -0 python3 "$script" spark://127.0.0.1:7077 "$port" 2g 1
  has_text 'No worker of the cluster can hold an executor with 2g and 1 cores'
  has_text '1024m and 2 cores'
  run -0 python3 "$script" spark://nobody.invalid:7077,127.0.0.1:7077 "$port" 512m 4
  has_text 'No worker'
  run -0 python3 "$script" spark://127.0.0.1:7077 "$port" 1g 2
  [[ -z $output ]]
  kill "$server"
  run -0 python3 "$script" spark://127.0.0.1:7077 1 2g 1
  [[ -z $output ]]
}
