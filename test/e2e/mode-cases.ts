import { Variables } from './containers';
import { Property } from './mode-table';

/** A mode, and how a test sees that it works. */
export interface ModeCase {
  readonly name: string;
  /** What follows the image; absent: SPARK_MODE alone. */
  readonly command?: readonly string[];
  readonly settings?: Variables;
  /** Further options of the container. */
  readonly options?: readonly string[];
  /** Part of the command line of its process. */
  readonly process: string;
  /** What it says once it works; absent: its health check tells. */
  readonly says?: RegExp;
  /** Port of its web UI with TLS, and the form of the key. */
  readonly tls?: { readonly port: number; readonly form: 'p12' | 'jks' | 'pem' };
  /** Properties that do not apply, with the reason. */
  readonly without?: { readonly [property in Property]?: string };
}

const JOB = '/opt/spark/apps/sum.py';
const HOUR = '3600';
const READY = /^SUM 499500$/m;

const NO_QUESTION: ModeCase['without'] = { 'unhealthy when stuck': 'Its health check asks it nothing: a client counts as healthy for as long as it runs.' };
const KUBERNETES: ModeCase['without'] = {
  ...NO_QUESTION,
  healthy: 'Kubernetes runs no HEALTHCHECK of an image; it has probes of its own.',
  TLS: 'Spark itself makes its configuration on Kubernetes; the settings of TLS are not read.',
};

/** What Spark sets for a driver and an executor on Kubernetes. The driver of the executor is one of the tests' own. */
const DRIVER_SETTINGS: Variables = { SPARK_DRIVER_BIND_ADDRESS: '127.0.0.1', SPARK_CONF_DIR: '/opt/spark/conf' };
const EXECUTOR_SETTINGS: Variables = {
  SPARK_DRIVER_URL: 'spark://CoarseGrainedScheduler@executors-driver:7078',
  SPARK_EXECUTOR_CORES: '1',
  SPARK_EXECUTOR_MEMORY: '512m',
  SPARK_APPLICATION_ID: 'spark-0123',
  SPARK_EXECUTOR_POD_NAME: 'executor-1',
  SPARK_RESOURCE_PROFILE_ID: '0',
  SPARK_CONF_DIR: '/opt/spark/conf',
  SPARK_JAVA_OPT_0: '--add-opens=java.base/java.nio=ALL-UNNAMED',
  SPARK_JAVA_OPT_1: '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
  SPARK_JAVA_OPT_2: '--add-opens=java.base/java.lang=ALL-UNNAMED',
  SPARK_JAVA_OPT_3: '--add-opens=java.base/java.lang.invoke=ALL-UNNAMED',
  SPARK_JAVA_OPT_4: '--add-opens=java.base/java.util=ALL-UNNAMED',
  SPARK_JAVA_OPT_5: '-XX:+IgnoreUnrecognizedVMOptions',
};

/** Every mode of the image, Kubernetes' arguments as far as they run without Kubernetes, and another command. */
export const MODE_CASES: readonly ModeCase[] = [
  { name: 'master', process: 'org.apache.spark.deploy.master.Master', tls: { port: 8480, form: 'p12' } },
  { name: 'worker', process: 'org.apache.spark.deploy.worker.Worker', tls: { port: 8481, form: 'jks' } },
  { name: 'history-server', process: 'org.apache.spark.deploy.history.HistoryServer', tls: { port: 18480, form: 'pem' } },
  { name: 'connect', process: 'org.apache.spark.sql.connect.service.SparkConnectServer', tls: { port: 4440, form: 'p12' } },
  { name: 'thrift-server', process: 'org.apache.spark.sql.hive.thriftserver.HiveThriftServer2', tls: { port: 4440, form: 'pem' } },
  { name: 'submit', command: ['--master', 'local[1]', JOB, HOUR], process: JOB, says: READY, tls: { port: 4440, form: 'pem' }, without: NO_QUESTION },
  { name: 'pyspark', options: ['--interactive', '--tty'], process: 'python3', says: /SparkSession available as 'spark'/, tls: { port: 4440, form: 'jks' }, without: NO_QUESTION },
  { name: 'spark-shell', options: ['--interactive', '--tty'], process: 'org.apache.spark.repl.Main', says: /Spark session available as 'spark'/, tls: { port: 4440, form: 'p12' }, without: NO_QUESTION },
  { name: 'spark-sql', options: ['--interactive', '--tty'], process: 'SparkSQLCLIDriver', says: /Spark master: local/, tls: { port: 4440, form: 'jks' }, without: NO_QUESTION },
  {
    name: 'driver',
    command: ['driver', '--properties-file', '/opt/spark/conf/spark.properties', '--class', 'org.apache.spark.deploy.PythonRunner', `local://${JOB}`, HOUR],
    settings: DRIVER_SETTINGS,
    process: 'org.apache.spark.deploy.PythonRunner',
    says: READY,
    without: KUBERNETES,
  },
  {
    name: 'executor',
    command: ['executor'],
    settings: EXECUTOR_SETTINGS,
    process: 'KubernetesExecutorBackend',
    says: /Successfully registered with driver/,
    without: { ...KUBERNETES, 'read-only conf': 'An executor gets its configuration from its driver.' },
  },
  {
    name: 'any command',
    command: ['python3', '-c', 'print("READY", flush=True); __import__("time").sleep(3600)'],
    process: 'python3',
    says: /READY/,
    without: { ...NO_QUESTION, TLS: 'It has no web UI.' },
  },
];
