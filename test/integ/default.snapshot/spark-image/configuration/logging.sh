#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
#
# What Spark logs, and the metrics that it offers. Part of entrypoint.sh, which sources it.

# Spark 3.3 and later log by Log4j 2, and pass over files of Log4j 1 without a word.
check_logging_files() {
  local directory=${VALUE[SPARK_USER_CONF_DIR]-} file line
  local advice='is for Log4j 1, and Spark logs by Log4j 2, which does not read it'
  for file in "$directory"/log4j.{properties,xml}; do
    [[ ! -e $file ]] || log WARN "$file $advice: write $directory/log4j2.${file##*.}, for instance after Spark's conf/log4j2.properties.template"
  done
  file=$directory/log4j2.properties
  [[ -f $file && -r $file ]] || return 0
  while IFS= read -r line; do
    [[ $line != log4j.* ]] || {
      log WARN "$file has '${line:0:40}', which $advice: rewrite it after Spark's conf/log4j2.properties.template"
      return 0
    }
  done <"$file"
}

# Daemons log to standard output. Clients keep that for their results, and log to standard error.
write_logging() {
  local target=SYSTEM_OUT level shell_level=warn
  # With Z in place of XXX, Log4j would read the names of all time zones at every start.
  local time="%d{yyyy-MM-dd'T'HH:mm:ssXXX}" pattern
  level=${VALUE[SPARK_LOG_LEVEL]-}
  [[ -z ${GIVEN[SPARK_LOG_LEVEL]-} ]] || shell_level=${level,,}
  [[ $MODE_KIND == daemon ]] || target=SYSTEM_ERR
  pattern="$time %-5p %c{1}: %m%n%ex"
  if [[ ${VALUE[SPARK_LOG_FORMAT]-} == json ]]; then
    pattern='{"ts":"'$time'","level":"%p","logger":"%enc{%c}{JSON}","thread":"%enc{%t}{JSON}"'
    pattern+=',"msg":"%enc{%m}{JSON}","exception":"%enc{%ex}{JSON}"}%n'
  fi
  cat <<-END
	$WRITTEN
	rootLogger.level = ${level,,}
	rootLogger.appenderRef.console.ref = console
	appender.console.type = Console
	appender.console.name = console
	appender.console.target = $target
	appender.console.layout.type = PatternLayout
	appender.console.layout.alwaysWriteExceptions = false
	appender.console.layout.pattern = $pattern
	# Interactive shells take the level of this logger.
	logger.repl.name = org.apache.spark.repl.Main
	logger.repl.level = $shell_level
	logger.sql.name = org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver
	logger.sql.level = $shell_level
	# Says of a new metastore that it holds no database yet, which is then made.
	logger.metastore.name = org.apache.hadoop.hive.metastore.ObjectStore
	logger.metastore.level = error
	# Says only that a certificate or a library was found, at every request.
	logger.jetty.name = org.sparkproject.jetty
	logger.jetty.level = warn
	END
}

write_metrics() {
  cat <<-END
	$WRITTEN
	*.sink.prometheusServlet.class=org.apache.spark.metrics.sink.PrometheusServlet
	*.sink.prometheusServlet.path=/metrics/prometheus
	master.sink.prometheusServlet.path=/metrics/master/prometheus
	applications.sink.prometheusServlet.path=/metrics/applications/prometheus
	*.source.jvm.class=org.apache.spark.metrics.source.JvmSource
	END
}

# Prints the effective configuration into the log: where that is JSON, one object for each line, clients' too.
log_configuration() {
  local line
  if [[ ${VALUE[SPARK_LOG_FORMAT]-} != json ]]; then
    print_configuration
    return
  fi
  while IFS= read -r line; do
    MODE_KIND=daemon log INFO "$line"
  done < <(print_configuration)
}
