import { JAVA_HOME } from './base-images';

/**
 * What bitnami/spark 3.5 to 4.2 offers, and what becomes of it here: the one source of the image's links, of the tests'
 * list of names, and of the migration page.
 *
 * Source: the environment file, entrypoint and Dockerfile of https://github.com/bitnami/containers/tree/main/bitnami/spark
 */

/** The user that its processes run as. */
export const BITNAMI_UID = 1001;

/** An environment variable of bitnami/spark. */
export interface BitnamiVariable {
  readonly name: string;
  /** Its default there; '' = none. */
  readonly default: string;
  /** NAME_FILE is accepted there as well. */
  readonly file: boolean;
  /** The same setting by another name here; absent = the setting of the same name, or none where `handling` says so. */
  readonly setting?: string;
  /** What becomes of it here, where it is no setting. */
  readonly handling?: string;
  /** Why it behaves otherwise here, where it does. */
  readonly difference?: string;
}

/** A path of bitnami/spark, and the path of the image that it leads to. */
export interface BitnamiPath {
  readonly path: string;
  readonly target: string;
  readonly meaning: string;
}

/** A way in which the image deliberately is not like bitnami/spark. */
export interface BitnamiDifference {
  readonly subject: string;
  readonly there: string;
  readonly here: string;
  readonly reason: string;
  /** How to have it as it was, where that is possible. */
  readonly restore?: string;
}

const FIXED = 'Was fixed there, and has no effect here either.';

/** Every variable that the documentation of bitnami/spark names, in its order. */
export const BITNAMI_VARIABLES: readonly BitnamiVariable[] = [
  {
    name: 'SPARK_MODE',
    default: 'master',
    file: true,
    difference: 'More modes: history-server, connect, thrift-server, submit and shells.',
  },
  {
    name: 'SPARK_MASTER_URL',
    default: 'spark://spark-master:7077',
    file: true,
    difference: 'Applications use it as well when it is set, so that spark-submit needs no --master.',
  },
  { name: 'SPARK_NO_DAEMONIZE', default: 'true', file: true },
  {
    name: 'SPARK_RPC_AUTHENTICATION_ENABLED',
    default: 'no',
    file: true,
    difference: 'A secret alone switches authentication on: whoever gives one wants it to be asked for. No still means no.',
  },
  {
    name: 'SPARK_RPC_AUTHENTICATION_SECRET',
    default: '',
    file: true,
    difference: 'A short or guessable secret is refused, or warned of in the profile bitnami.',
  },
  {
    name: 'SPARK_RPC_ENCRYPTION_ENABLED',
    default: 'no',
    file: true,
    difference:
      'Follows authentication; the key has 256 bits instead of 128, and the cipher is AES-GCM where it works in this Spark. Asked for ' +
      'without authentication it has no effect there, and is refused here, or warned of in the profile bitnami.',
  },
  { name: 'SPARK_LOCAL_STORAGE_ENCRYPTION_ENABLED', default: 'no', file: true, difference: 'The key has 256 bits instead of 128.' },
  {
    name: 'SPARK_SSL_ENABLED',
    default: 'no',
    file: true,
    difference: 'The keystores are opened at start, and what is wrong with them is said.',
  },
  { name: 'SPARK_SSL_KEY_PASSWORD', default: '', file: true, difference: 'May be left out if it is the same as that of the keystore.' },
  { name: 'SPARK_SSL_KEYSTORE_PASSWORD', default: '', file: true },
  { name: 'SPARK_SSL_TRUSTSTORE_PASSWORD', default: '', file: true, difference: 'Needed only if there is a truststore.' },
  {
    name: 'SPARK_SSL_KEYSTORE_FILE',
    default: '/opt/bitnami/spark/conf/certs/spark-keystore.jks',
    file: true,
    difference: 'The same file by its other path. JKS or PKCS12, found out from the file.',
  },
  {
    name: 'SPARK_SSL_TRUSTSTORE_FILE',
    default: '/opt/bitnami/spark/conf/certs/spark-truststore.jks',
    file: true,
    difference: 'The same file by its other path. May be missing where clients need no certificate.',
  },
  {
    name: 'SPARK_SSL_NEED_CLIENT_AUTH',
    default: 'yes',
    file: true,
    difference: 'Auto is yes as soon as there is a truststore, and bitnami/spark needed one.',
  },
  { name: 'SPARK_SSL_PROTOCOL', default: 'TLSv1.2', file: true, difference: 'TLSv1.3 serves clients of version 1.2 too.' },
  { name: 'SPARK_WEBUI_SSL_PORT', default: '', file: true },
  { name: 'SPARK_METRICS_ENABLED', default: 'false', file: true, difference: 'Takes yes, no, 1 and 0 too.' },
  {
    name: 'BITNAMI_DEBUG',
    default: 'false',
    file: false,
    setting: 'SPARK_PRINT_CONFIG',
    difference: 'Prints the effective configuration, secrets masked.',
  },
  {
    name: 'SPARK_RPC_ENCRYPTION',
    default: '',
    file: false,
    setting: 'SPARK_RPC_ENCRYPTION_ENABLED',
    difference: 'A slip of the documentation there, which had no effect; here it has the one it was meant to have.',
  },
  {
    name: 'SPARK_LOCAL_STORAGE_ENCRYPTION',
    default: '',
    file: false,
    setting: 'SPARK_LOCAL_STORAGE_ENCRYPTION_ENABLED',
    difference: 'A slip of the documentation there, which had no effect; here it has the one it was meant to have.',
  },
  {
    name: 'SPARK_CONF_DIR',
    default: '/opt/bitnami/spark/conf',
    file: false,
    difference:
      'The effective configuration is apart from your files, so that they can be mounted read-only. Where it names the directory of ' +
      'your files it is taken as SPARK_USER_CONF_DIR.',
  },
  {
    name: 'SPARK_WORK_DIR',
    default: '/opt/bitnami/spark/work',
    file: false,
    handling: 'Was fixed there; SPARK_WORKER_DIR chooses the directory here.',
  },
  { name: 'SPARK_LOG_DIR', default: '/opt/bitnami/spark/logs', file: false, handling: 'Logs go to the output of the container.' },
  { name: 'SPARK_TMP_DIR', default: '/opt/bitnami/spark/tmp', file: false, handling: FIXED },
  { name: 'SPARK_JARS_DIR', default: '/opt/bitnami/spark/jars', file: false, handling: FIXED },
  { name: 'SPARK_BASE_DIR', default: '/opt/bitnami/spark', file: false, handling: FIXED },
  { name: 'SPARK_INITSCRIPTS_DIR', default: '/docker-entrypoint-initdb.d', file: false, difference: 'Can be chosen.' },
  { name: 'SPARK_USER', default: 'spark', file: false, handling: 'Handed on to Spark.' },
  { name: 'SPARK_DAEMON_USER', default: 'spark', file: false, handling: FIXED },
  { name: 'SPARK_DAEMON_GROUP', default: 'spark', file: false, handling: FIXED },
  { name: 'BITNAMI_VOLUME_DIR', default: '/bitnami', file: false, handling: FIXED },
];

/** Links that let a compose file, a script or a job of bitnami/spark find what it names, by the paths of this image. */
export const BITNAMI_PATHS: readonly BitnamiPath[] = [
  { path: '/opt/bitnami/spark', target: '/opt/spark', meaning: 'Spark, with conf, conf/certs, jars, work, logs and tmp in it' },
  { path: '/opt/bitnami/java', target: JAVA_HOME, meaning: 'Java' },
  { path: '/opt/bitnami/scripts/spark/entrypoint.sh', target: '/opt/entrypoint.sh', meaning: 'The entrypoint' },
  { path: '/opt/bitnami/scripts/spark/run.sh', target: '/opt/entrypoint.sh', meaning: 'Without arguments it runs SPARK_MODE' },
];

/** Where programs of bitnami/spark look for Python. */
export const BITNAMI_PYTHON = '/opt/bitnami/python';

/** Directories of bitnami/spark that are written to and that the image would not have otherwise. */
export const BITNAMI_DIRECTORIES: readonly string[] = ['/opt/spark/tmp', '/bitnami'];

/** What is otherwise on purpose. */
export const BITNAMI_DIFFERENCES: readonly BitnamiDifference[] = [
  {
    subject: 'A stop',
    there: 'A shell runs in front of Java and ignores TERM: killed after ten seconds, status 137',
    here: 'Java gets the signal and ends by itself, status 143',
    reason: 'Workers sign off, applications end in order.',
  },
  {
    subject: 'Submission port 6066',
    there: 'Open from Spark 4.1 on, without authentication',
    here: 'Closed',
    reason: 'Whoever reaches it runs code, whatever secret the cluster has.',
    restore: 'SPARK_CONF_spark_master_rest_enabled=true',
  },
  {
    subject: 'A mounted spark-defaults.conf',
    there: 'The variables for authentication, encryption, TLS and metrics are then ignored',
    here: 'Merged: the file wins line by line, and what it replaces is logged',
    reason: 'A file that says one thing must not switch everything else off.',
  },
  {
    subject: 'The effective configuration',
    there: 'Written into conf, once',
    here: 'Written afresh at every start into /tmp/spark-conf, readable by its user only',
    reason: 'A restart with other variables takes effect, conf can be mounted read-only, and no secret stays behind.',
  },
  {
    subject: 'Tables, the metastore of Hive and derby.log',
    there: 'In the working directory of each container: spark-warehouse and metastore_db',
    here: 'In /opt/spark/data, which all containers share; saving a table fails where they do not',
    reason: 'Rows that each worker keeps for itself are lost, and the job succeeds with none.',
    restore: 'SPARK_CONF_spark_sql_warehouse_dir=file:/opt/bitnami/spark/spark-warehouse',
  },
  {
    subject: 'Wrong values',
    there: 'Some are refused',
    here: 'Every variable is checked; all problems are reported together, status 64',
    reason: 'A slip must not switch security off, or show as a stack trace of Java.',
  },
  {
    subject: 'Links of the web UIs that kill applications and decommission workers',
    there: 'On',
    here: 'Off in the profile hardened, on in the profile bitnami',
    reason: 'Whoever reaches a web UI could end the work of others.',
    restore: "The option profile: 'bitnami', or SPARK_PROFILE=bitnami",
  },
  {
    subject: 'Group and working directory',
    there: '0 and /opt/bitnami/spark',
    here: '1001 and /workspace in the profile hardened; 0 and /opt/spark, the same place, in the profile bitnami',
    reason:
      "Spark needs no files of the group root. Relative paths in a command still resolve in Spark's directory.",
    restore: "The option profile: 'bitnami', or user: \"1001:0\" and working_dir in the compose file",
  },
  {
    subject: 'HOME',
    there: '/',
    here: 'The home directory of the user spark',
    reason: 'Programs that keep something in HOME find a directory that they may write to.',
    restore: 'HOME=/ in the environment',
  },
  {
    subject: 'Ivy',
    there: 'Packages are resolved into HOME',
    here: 'Into /tmp/.ivy2',
    reason: 'Works for any user id, and with a read-only file system.',
    restore: 'SPARK_CONF_spark_jars_ivy',
  },
  {
    subject: 'Health check',
    there: 'None in the image',
    here: 'One for each mode; service_healthy can be waited for',
    reason: 'A container that runs is not yet a worker that is registered.',
    restore: 'healthcheck: {disable: true} in the compose file',
  },
  {
    subject: 'Python packages and pip',
    there: 'numpy and pip in a virtual environment',
    here: 'The Python of the base image, without pip; packages by the option pythonRequirements',
    reason: 'What is installed at run time is in no scan, and gone with the container.',
  },
  {
    subject: 'Further programs',
    there: 'install_packages, curl, run-script libraries below /opt/bitnami/scripts',
    here: 'None of them; packages by the option aptPackages',
    reason: 'What no mode needs widens what can be attacked.',
  },
  {
    subject: 'Sample data',
    there: 'In /opt/bitnami/spark/data',
    here: 'In /opt/spark/examples/data, if the image has the examples; /opt/spark/data is a volume',
    reason: 'The directory for your own data begins empty.',
  },
];
