# shellcheck disable=SC2016,SC1003,SC2153 # what stands in single quotes is for the shell under test

setup() {
  load setup.bash
  make_image
}

@test "without arguments, the default mode runs" {
  run -0 "$ENTRYPOINT"
  has_line 'argument=org.apache.spark.deploy.master.Master'
}

@test "SPARK_MODE chooses the mode, in any case" {
  SPARK_MODE=Worker run -0 "$ENTRYPOINT"
  has_line 'argument=org.apache.spark.deploy.worker.Worker'
}

@test "the first argument may be a mode, and wins over SPARK_MODE" {
  SPARK_MODE=nonsense run -0 "$ENTRYPOINT" worker --cores 3
  has_line 'argument=org.apache.spark.deploy.worker.Worker'
  has_line 'argument=3'
}

@test "options alone go to the process of SPARK_MODE" {
  SPARK_MODE=submit run -0 "$ENTRYPOINT" --class Main app.jar
  has_line 'program=spark-submit'
  has_line 'argument=--class'
}

@test "an unknown SPARK_MODE is refused with the list of modes" {
  SPARK_MODE=slave run -64 "$ENTRYPOINT"
  has_text "SPARK_MODE='slave'"
  has_text 'master, worker, history-server, connect, thrift-server, submit, pyspark, spark-shell, spark-sql'
}

@test "shell is pyspark" {
  SPARK_MODE=shell run -0 "$ENTRYPOINT"
  has_line 'program=pyspark'
}

@test "spark-shell does not stay behind its own script" {
  run -0 "$ENTRYPOINT" spark-shell
  has_line 'program=spark-submit'
  has_line 'argument=org.apache.spark.repl.Main'
  has_text 'variable=SPARK_SUBMIT_OPTS= -Dscala.usejavacp=true'
}

@test "Spark's start scripts are the modes" {
  run -0 "$ENTRYPOINT" /opt/bitnami/spark/sbin/start-worker.sh spark://other:7077
  has_line 'argument=org.apache.spark.deploy.worker.Worker'
  has_line 'argument=spark://other:7077'
  has_no 'spark://spark-master:7077'
}

@test "run.sh of bitnami/spark means SPARK_MODE" {
  SPARK_MODE=worker run -0 "$ENTRYPOINT" /opt/bitnami/scripts/spark/run.sh
  has_line 'argument=org.apache.spark.deploy.worker.Worker'
}

@test "another command passes through with its arguments and its status" {
  run -7 "$ENTRYPOINT" bash -c 'printf "%s|" "$0" "$@"; exit 7' 'a b' '*' ''
  has_text 'a b|*||'
}

@test "a command that does not exist is 127, with the modes" {
  run -127 "$ENTRYPOINT" wroker
  has_text "'wroker' is neither a command nor a mode"
  has_text 'history-server'
}

@test "commands find the configuration" {
  SPARK_CONF_spark_x_y=1 run -0 "$ENTRYPOINT" bash -c 'cat "$SPARK_CONF_DIR/spark-defaults.conf"'
  has_line 'spark.x.y=1'
}

@test "a shell starts also with a wrong configuration, and leaves nothing behind" {
  SPARK_SSL_ENABLED=perhaps run -0 "$ENTRYPOINT" bash -c 'echo inside; ls -A "$BATS_TEST_TMPDIR"'
  has_line inside
  has_text "SPARK_SSL_ENABLED='perhaps'"
  has_no .spark-conf
}

@test "other commands do not start with a wrong configuration" {
  SPARK_SSL_ENABLED=perhaps run -64 "$ENTRYPOINT" spark-submit app.jar
  has_no program=
}

@test "scripts of sbin stay in the foreground, unless told otherwise" {
  run -0 "$ENTRYPOINT" bash -c 'echo "${SPARK_NO_DAEMONIZE-unset}"'
  has_line true
  SPARK_NO_DAEMONIZE=no run -0 "$ENTRYPOINT" bash -c 'echo "${SPARK_NO_DAEMONIZE-unset}"'
  has_line unset
}

@test "driver: what Spark asks for on Kubernetes" {
  SPARK_DRIVER_BIND_ADDRESS=10.1.2.3 run -0 "$ENTRYPOINT" driver --properties-file /x --class Main 'local:///a b.jar'
  has_line 'program=spark-submit'
  has_line 'argument=spark.driver.bindAddress=10.1.2.3'
  has_line 'argument=spark.executorEnv.SPARK_DRIVER_POD_IP=10.1.2.3'
  has_line 'argument=client'
  has_line 'argument=local:///a b.jar'
}

# What Spark says to an executor's pod
executor_variables() {
  export SPARK_EXECUTOR_MEMORY=2g SPARK_DRIVER_URL=spark://d SPARK_EXECUTOR_ID=4 SPARK_EXECUTOR_CORES=2
  export SPARK_APPLICATION_ID=app SPARK_EXECUTOR_POD_IP=10.0.0.9 SPARK_RESOURCE_PROFILE_ID=0 SPARK_EXECUTOR_POD_NAME=p
}

@test "executor: Java options in the order of their numbers" {
  executor_variables
  SPARK_JAVA_OPT_10=-Dten SPARK_JAVA_OPT_9='-Dnine=a b' SPARK_JAVA_OPT_0=-Dzero run -0 "$ENTRYPOINT" executor
  [[ $output == *$'argument=-Dzero\nargument=-Dnine=a b\nargument=-Dten\nargument=-Xms2g\nargument=-Xmx2g'* ]]
  has_line 'argument=org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend'
  has_line 'argument=10.0.0.9'
}

@test "executor: the archive of classes, unless JARs of the user go before Spark's" {
  executor_variables
  mkdir -p "$SPARK_HOME/cds"
  touch "$SPARK_HOME/cds/spark.jsa"
  printf '%s\n' "$SPARK_HOME/jars/zinc.jar" >"$SPARK_HOME/cds/class-path"
  SPARK_JAVA_OPT_0=-Dzero run -0 "$ENTRYPOINT" executor
  [[ $output == *"argument=-XX:SharedArchiveFile=$SPARK_HOME/cds/spark.jsa"$'\n'*$'argument=-Dzero\n'* ]]
  has_text "argument=$SPARK_HOME/jars/zinc.jar:"
  SPARK_CLASSPATH=/mine.jar run -0 "$ENTRYPOINT" executor
  has_no SharedArchiveFile
  has_text "argument=$SPARK_CONF_DIR:/mine.jar:$SPARK_HOME/jars/"
  has_no 'Nothing was started'
}

@test "driver and executor name what is missing" {
  run -64 "$ENTRYPOINT" driver
  has_text 'SPARK_DRIVER_BIND_ADDRESS is missing'
  run -64 "$ENTRYPOINT" executor
  has_text 'SPARK_EXECUTOR_POD_NAME is missing'
}

@test "shims of bitnami/spark, also one behind the other" {
  SPARK_MODE=worker run -0 "$ENTRYPOINT" /opt/bitnami/scripts/spark/entrypoint.sh /opt/bitnami/scripts/spark/run.sh --cores 3
  has_line 'argument=org.apache.spark.deploy.worker.Worker'
  has_line 'argument=3'
  mkdir -p "$BATS_TEST_TMPDIR/scripts/spark"
  ln -s "$ENTRYPOINT" "$BATS_TEST_TMPDIR/scripts/spark/run.sh"
  SPARK_MODE=worker run -0 "$BATS_TEST_TMPDIR/scripts/spark/run.sh"
  has_line 'argument=org.apache.spark.deploy.worker.Worker'
}

@test "spark-class with the class of a daemon is its mode" {
  run -0 "$ENTRYPOINT" bin/spark-class org.apache.spark.deploy.worker.Worker --memory 3g spark://m:7077
  has_line 'argument=--work-dir'
  has_line 'argument=spark://m:7077'
  grep -Fxq mode=worker "$SPARK_CONF_DIR/.entrypoint/health"
  run -0 "$ENTRYPOINT" sbin/start-history-server.sh
  grep -Fxq mode=history-server "$SPARK_CONF_DIR/.entrypoint/health"
  printf '#!/bin/sh\necho "class $1"\n' >"$SPARK_HOME/bin/spark-class"
  chmod +x "$SPARK_HOME/bin/spark-class"
  run -0 "$ENTRYPOINT" spark-class org.example.Main
  has_line 'class org.example.Main'
  grep -Fxq mode=command "$SPARK_CONF_DIR/.entrypoint/health"
}

@test "a program that is nowhere else is taken from SPARK_HOME" {
  cd "$BATS_TEST_TMPDIR"
  run -0 "$ENTRYPOINT" bin/spark-submit app.jar
  has_line 'program=spark-submit'
  has_line "variable=PWD=$SPARK_HOME"
}

@test "Python programs find PySpark" {
  mkdir -p "$SPARK_HOME/python/lib"
  touch "$SPARK_HOME/python/lib/"{py4j-0.10.9.7-src,pyspark}.zip
  PYTHONPATH=/own run -0 "$ENTRYPOINT" bash -c 'echo "$PYTHONPATH"'
  has_line "$SPARK_HOME/python/lib/pyspark.zip:$SPARK_HOME/python/lib/py4j-0.10.9.7-src.zip:/own"
}
