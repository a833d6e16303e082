/** Variables that people change first: they begin `.env.example`, and README.md shows them alone. */
export const CHANGED_FIRST: readonly string[] = [
  'SPARK_RPC_AUTHENTICATION_SECRET', 'SPARK_WORKERS', 'SPARK_WORKER_CORES', 'SPARK_WORKER_MEMORY', 'SPARK_WORKER_MEM_LIMIT',
  'SPARK_EXECUTOR_MEMORY',
  'SPARK_DRIVER_MEMORY', 'SPARK_EVENT_LOG_ENABLED', 'SPARK_BIND_ADDRESS', 'SPARK_IMAGE',
];
