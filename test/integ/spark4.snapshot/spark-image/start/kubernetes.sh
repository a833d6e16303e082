#!/bin/bash
# ~~ Made by projen. To modify, edit .projenrc.ts and run "npx projen".
#
# Starts what Spark asks for on Kubernetes. Part of entrypoint.sh, which sources it.
#
# Spark itself makes the configuration there, in SPARK_CONF_DIR, and says the rest by the variables used below.

# usage: need_variables NAME...
need_variables() {
  local name
  for name in "$@"; do
    [[ -n ${!name-} ]] || problem "$name is missing: Spark sets it for the pods that it starts on Kubernetes"
  done
  report_problems
}

start_kubernetes_driver() {
  need_variables SPARK_DRIVER_BIND_ADDRESS
  exec "$SPARK_HOME/bin/spark-submit" \
    --conf "spark.driver.bindAddress=$SPARK_DRIVER_BIND_ADDRESS" \
    --conf "spark.executorEnv.SPARK_DRIVER_POD_IP=$SPARK_DRIVER_BIND_ADDRESS" \
    --deploy-mode client "$@"
}

start_kubernetes_executor() {
  local variable class_path=${SPARK_CONF_DIR:-$SPARK_HOME/conf}
  local -a options=()
  need_variables SPARK_EXECUTOR_MEMORY SPARK_DRIVER_URL SPARK_EXECUTOR_ID SPARK_EXECUTOR_CORES SPARK_APPLICATION_ID \
    SPARK_EXECUTOR_POD_IP SPARK_RESOURCE_PROFILE_ID SPARK_EXECUTOR_POD_NAME
  for variable in "${!SPARK_JAVA_OPT_@}"; do
    [[ ! $variable =~ ^SPARK_JAVA_OPT_([0-9]+)$ ]] || options[10#${BASH_REMATCH[1]}]=${!variable}
  done
  class_path+="${HADOOP_CONF_DIR:+:$HADOOP_CONF_DIR}${SPARK_CLASSPATH:+:$SPARK_CLASSPATH}:$SPARK_HOME/jars/*"
  class_path+="${SPARK_EXTRA_CLASSPATH:+:$SPARK_EXTRA_CLASSPATH}:$PWD${SPARK_DIST_CLASSPATH:+:$SPARK_DIST_CLASSPATH}"
  # JARs of the user, by spark.executor.extraClassPath, go before Spark's; the archive serves only behind its own.
  [[ -n ${SPARK_CLASSPATH-} ]] || find_archive spark "${options[@]}"
  ((${#ARCHIVE[@]} == 0)) || find_jars
  # Rows that this executor kept for itself would be lost: see make_warehouse.
  is_shared "$SHARED_DIRECTORY" || mkdir -m 0555 -- "${WAREHOUSE#file:}" 2>/dev/null || true
  # An executor whose blocks have been moved notices it at its next attempt only, half a minute later by default; the hook
  # of its pod waits for it. Properties of the application win.
  exec "$JAVA" "${ARCHIVE[@]}" -Dspark.storage.decommission.replicationReattemptInterval=5s "${options[@]}" "-Xms$SPARK_EXECUTOR_MEMORY" "-Xmx$SPARK_EXECUTOR_MEMORY" \
    -cp "${JARS:+$JARS:}$class_path" org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend \
    --driver-url "$SPARK_DRIVER_URL" --executor-id "$SPARK_EXECUTOR_ID" --cores "$SPARK_EXECUTOR_CORES" \
    --app-id "$SPARK_APPLICATION_ID" --hostname "$SPARK_EXECUTOR_POD_IP" \
    --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID" --podName "$SPARK_EXECUTOR_POD_NAME"
}
