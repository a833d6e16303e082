# shellcheck disable=SC2154 # bats and setup.bash set what is used here

# What stands in the place of bin/spark-submit: Java at once where it can be sure, Spark's launcher otherwise.

setup() {
  load setup.bash
  make_image
  SUBMIT=$IMAGE/spark/bin/spark-submit
  ln -sf "$ENTRYPOINT_DIRECTORY/spark-image/spark-submit.sh" "$SUBMIT"
  cp "$IMAGE/bin/java" "$IMAGE/spark/bin/spark-class"
  sed -i 's/^printf .pid/printf "program=spark-class\\n"\n&/' "$IMAGE/spark/bin/spark-class"
  # As Spark's own does: reads spark-env.sh once.
  printf '%s\n' 'export SPARK_ENV_LOADED=1' '[ ! -f "$SPARK_CONF_DIR/spark-env.sh" ] || . "$SPARK_CONF_DIR/spark-env.sh"' \
    >"$IMAGE/spark/bin/load-spark-env.sh"
  mkdir -p "$SPARK_HOME/cds" "$SPARK_CONF_DIR"
  touch "$SPARK_HOME/cds/spark.jsa"
  printf '%s\n' "$SPARK_HOME/jars/zinc.jar:$SPARK_HOME/jars/avro.jar" >"$SPARK_HOME/cds/class-path"
  printf '%s\n' --add-opens=a=b -Dnoted=1 >"$SPARK_HOME/cds/driver-options"
}

# usage: calls_java ARGUMENT...    runs spark-submit, which must call Java itself
calls_java() {
  run -0 "$SUBMIT" "$@"
  has_line argument=org.apache.spark.deploy.SparkSubmit
  [[ $output != *program=spark-class* ]]
}

# usage: asks_launcher ARGUMENT...    runs spark-submit, which must hand over everything
asks_launcher() {
  run -0 "$SUBMIT" "$@"
  [[ $output == *$'program=spark-class\n'*$'argument=org.apache.spark.deploy.SparkSubmit\n'* ]]
  has_no SharedArchiveFile
}

@test "a driver's Java is called at once, with the archive and what the launcher adds" {
  calls_java --master 'local[1]' job.py --master mine
  [[ $output == *$'argument=-Xmx1g\nargument=--add-opens=a=b\nargument=-Dnoted=1\nargument=org.apache.spark.deploy.SparkSubmit\nargument=--master\nargument=local[1]\nargument=job.py\nargument=--master\nargument=mine\n'* ]]
  has_line "argument=-XX:SharedArchiveFile=$SPARK_HOME/cds/spark.jsa"
  has_text "argument=$SPARK_HOME/jars/zinc.jar:$SPARK_HOME/jars/avro.jar:$SPARK_HOME/jars/Big.jar"
  has_line variable=PYTHONHASHSEED=0
}

@test "the configuration stands behind the JARs, Hadoop's behind it" {
  HADOOP_CONF_DIR=/hadoop SPARK_DIST_CLASSPATH=/dist calls_java job.py
  has_text ".jar:$SPARK_CONF_DIR:/hadoop:/dist"
}

@test "memory and options: the command line, then the file, then the variables" {
  calls_java job.py
  has_line argument=-Xmx1g
  SPARK_DRIVER_MEMORY=2g calls_java job.py
  has_line argument=-Xmx2g
  printf '%s\n' '# comment' 'spark.driver.memory = 3g ' 'spark.driver.extraJavaOptions	-Done=1 "-Dtwo=a b"' >"$SPARK_CONF_DIR/spark-defaults.conf"
  SPARK_SUBMIT_OPTS=-Dzero=0 SPARK_DRIVER_MEMORY=2g calls_java job.py
  [[ $output == *$'argument=-Dzero=0\nargument=-Xmx3g\nargument=-Done=1\nargument=-Dtwo=a b\nargument=--add-opens'* ]]
  calls_java --driver-memory 4g --driver-java-options=-Dmine=1 job.py
  [[ $output == *$'argument=-Xmx4g\nargument=-Dmine=1\nargument=--add-opens'* ]]
  has_no -Done=1
  calls_java --conf spark.driver.defaultJavaOptions=-Dfirst=1 job.py
  [[ $output == *$'argument=-Dfirst=1\nargument=-Done=1\n'* ]]
  calls_java --driver-memory 4g --conf spark.driver.memory=5g job.py
  has_line argument=-Xmx5g
}

@test "a file of properties takes the place of the default one" {
  echo 'spark.driver.memory=3g' >"$SPARK_CONF_DIR/spark-defaults.conf"
  echo 'spark.driver.memory=6g' >"$BATS_TEST_TMPDIR/mine.conf"
  calls_java --properties-file "$BATS_TEST_TMPDIR/mine.conf" job.py
  has_line argument=-Xmx6g
  asks_launcher --properties-file "$BATS_TEST_TMPDIR/missing.conf" job.py
  asks_launcher --properties-file "$BATS_TEST_TMPDIR" job.py
}

@test "of a property that stands twice in a file the last counts; an argument counts more" {
  printf '%s\n' spark.driver.memory=6g 'spark.driver.memory 7g' >"$BATS_TEST_TMPDIR/mine.conf"
  calls_java --properties-file "$BATS_TEST_TMPDIR/mine.conf" job.py
  has_line argument=-Xmx7g
  calls_java --driver-memory 4g --properties-file "$BATS_TEST_TMPDIR/mine.conf" job.py
  has_line argument=-Xmx4g
}

@test "a class path in front of Spark's keeps its place, without the archive" {
  calls_java --driver-class-path /mine.jar job.py
  has_text "argument=/mine.jar:$SPARK_HOME/jars/zinc.jar"
  has_no SharedArchiveFile
}

@test "executors of a standalone cluster get the archive, in front of what the user gives" {
  local expected="argument=--conf
argument=spark.executor.extraClassPath=$SPARK_HOME/jars/zinc.jar:$SPARK_HOME/jars/avro.jar
argument=--conf
argument=spark.executor.defaultJavaOptions=-XX:SharedArchiveFile=$SPARK_HOME/cds/spark.jsa -Xshare:auto -XX:-VerifySharedSpaces -Xlog:disable -Xlog:all=warning:stderr
argument="
  calls_java --master spark://m:7077 --conf spark.executor.extraJavaOptions=-Done=1 job.py
  has_text "$expected--master"
  calls_java --conf spark.master=spark://m:7077,n:7077 job.py
  has_text "$expected"
  MASTER=spark://m:7077 calls_java job.py
  has_text "$expected"
  printf '%s\n' 'spark.master spark://m:7077' 'spark.executor.extraJavaOptions -Dpath=a\\b' >"$SPARK_CONF_DIR/spark-defaults.conf"
  calls_java job.py
  has_text "$expected"
}

@test "executors elsewhere, or with a class path or an archive of the user, start as they would" {
  local arguments
  for arguments in '--master local[1]' '--master yarn' '--master k8s://host' '' '--master spark://m --conf spark.executor.extraClassPath=/a.jar' \
    '--master spark://m --conf spark.executor.defaultJavaOptions=-Da=1' '--master spark://m --conf spark.executor.extraJavaOptions=-XX:SharedArchiveFile=/mine.jsa'; do
    # shellcheck disable=SC2086
    calls_java $arguments job.py
    has_no "spark.executor.extraClassPath=$SPARK_HOME"
    has_no "spark.executor.defaultJavaOptions=-XX"
  done
  echo 'spark.executor.extraClassPath=/a.jar' >"$SPARK_CONF_DIR/spark-defaults.conf"
  calls_java --master spark://m:7077 job.py
  has_no spark.executor.extraClassPath
  rm "$SPARK_HOME/cds/spark.jsa"
  calls_java --master spark://m:7077 --properties-file /dev/null job.py
  has_no spark.executor.extraClassPath
}

@test "an archive, or a log of Java's, that the user chooses is left alone" {
  calls_java --driver-java-options -XX:SharedArchiveFile=/mine.jsa job.py
  has_line argument=-XX:SharedArchiveFile=/mine.jsa
  has_no "SharedArchiveFile=$SPARK_HOME"
  SPARK_SUBMIT_OPTS=-Xlog:gc calls_java job.py
  has_no -Xlog:disable
}

@test "spark-env.sh is read" {
  echo 'export SPARK_DRIVER_MEMORY=7g' >"$SPARK_CONF_DIR/spark-env.sh"
  calls_java job.py
  has_line argument=-Xmx7g
}

@test "the shells and servers of Spark need no resource" {
  calls_java --class org.apache.spark.repl.Main --name 'Spark shell'
  [[ $output == *$'argument=Spark shell\nargument=spark-shell\n'* ]]
  SPARK_DAEMON_MEMORY=2g SPARK_DAEMON_JAVA_OPTS=-Ddaemon=1 calls_java --class org.apache.spark.sql.hive.thriftserver.HiveThriftServer2
  [[ $output == *$'argument=-Ddaemon=1\nargument=-Xmx2g\n'*$'argument=spark-internal\n'* ]]
  asks_launcher --class org.apache.spark.sql.hive.thriftserver.HiveThriftServer2 --hiveconf a=b
  asks_launcher --class org.apache.spark.repl.Main spark-shell --conf a=b
}

@test "what the script does not know is for the launcher" {
  local arguments
  for arguments in --version --help '--kill driver-1' '--unknown 1 job.py' '--driver-library-path /lib job.py' \
    '--deploy-mode cluster job.jar' '--conf spark.submit.deployMode=cluster job.jar' '--conf novalue job.py' \
    '--conf spark.driver.extraLibraryPath=/lib job.py' '--conf spark.driver.defaultExtraClassPath=/a.jar job.py' \
    '--conf spark.remote=sc://host job.py' '--driver-java-options -Xmx2g job.py' '--name' 'pyspark-shell-main' \
    'run-example SparkPi' ''; do
    # shellcheck disable=SC2086
    asks_launcher $arguments
  done
}

@test "a variable or a file that changes what the launcher does is for the launcher" {
  SPARK_PRINT_LAUNCH_COMMAND=1 asks_launcher job.py
  SPARK_PREPEND_CLASSES=1 asks_launcher job.py
  SPARK_LAUNCHER_OPTS=-Da asks_launcher job.py
  printf 'spark.driver.extraJavaOptions -Da=\\\n b\n' >"$SPARK_CONF_DIR/spark-defaults.conf"
  asks_launcher job.py
  rm "$SPARK_CONF_DIR/spark-defaults.conf"
  touch "$SPARK_CONF_DIR/java-opts"
  asks_launcher job.py
}

@test "a quote without its partner is for the launcher, which says so" {
  SPARK_SUBMIT_OPTS='-Da="b' asks_launcher job.py
  asks_launcher --driver-java-options '-Da="b' job.py
}

@test "an image without the notes asks the launcher" {
  rm -r "$SPARK_HOME/cds"
  asks_launcher --master local job.py
}

@test "the status is that of the driver" {
  FAKE_STATUS=3 run -3 "$SUBMIT" job.py
}
