import { DRIVER_MODES, MODE_NAMES, type Mode } from '../modes';
import { CONFIGURATION_DOCS, STANDALONE_DOCS, type SettingRecord } from './setting-record';

const MASTER: readonly Mode[] = ['master'];
const WORKER: readonly Mode[] = ['worker'];

const MODE_SETTINGS: readonly SettingRecord[] = [
  {
    name: 'SPARK_MODE',
    group: 'Mode',
    type: 'choice',
    meaning: 'What the container runs when it is given no command.',
    default: 'master',
    allowed: MODE_NAMES,
    file: true,
    inImage: true,
  },
  {
    name: 'SPARK_MASTER_URL',
    group: 'Mode',
    type: 'master-url',
    meaning:
      'Master that a worker registers with; several masters are separated by commas. ' +
      'An application runs there too when it is set, and locally when it is not.',
    default: 'spark://spark-master:7077',
    modes: ['worker', ...DRIVER_MODES],
    file: true,
    inImage: false,
    source: STANDALONE_DOCS,
  },
  {
    name: 'SPARK_PROFILE',
    group: 'Mode',
    type: 'choice',
    meaning:
      'hardened refuses what is insecure and switches the kill links of the web UI off; ' +
      'bitnami behaves as bitnami/spark does where the two differ, and warns.',
    default: 'hardened',
    allowed: ['hardened', 'bitnami'],
    inImage: true,
  },
  {
    name: 'SPARK_NO_DAEMONIZE',
    group: 'Mode',
    type: 'boolean',
    meaning: 'Keeps scripts such as sbin/start-history-server.sh in the foreground. The modes always are.',
    default: 'yes',
    file: true,
    inImage: false,
  },
];

const MASTER_SETTINGS: readonly SettingRecord[] = [
  {
    name: 'SPARK_MASTER_HOST',
    group: 'Master',
    type: 'host',
    meaning:
      'Host name or address of this container, which the master binds to and announces; empty means the name of the container. ' +
      '0.0.0.0 binds to every address, and announces none.',
    default: '',
    modes: MASTER,
    inImage: true,
    source: STANDALONE_DOCS,
  },
  {
    name: 'SPARK_MASTER_PORT',
    group: 'Master',
    type: 'port',
    meaning: 'Port on which workers and applications reach the master.',
    default: '7077',
    min: 1,
    max: 65535,
    modes: MASTER,
    inImage: true,
    source: STANDALONE_DOCS,
  },
  {
    name: 'SPARK_MASTER_WEBUI_PORT',
    group: 'Master',
    type: 'port',
    meaning: 'Port of the master web UI.',
    default: '8080',
    min: 1,
    max: 65535,
    modes: MASTER,
    inImage: true,
    source: STANDALONE_DOCS,
  },
  {
    name: 'SPARK_MASTER_RECOVERY_DIR',
    group: 'Master',
    type: 'path',
    meaning:
      'Directory in which the master keeps its state, so that workers and applications go on after its restart; ' +
      'empty means that it forgets them.',
    default: '',
    modes: MASTER,
    inImage: false,
    source: STANDALONE_DOCS,
  },
  {
    name: 'SPARK_MASTER_OPTS',
    group: 'Master',
    type: 'java-options',
    meaning: 'Further options of the Java virtual machine of the master. They show in the process list.',
    default: '',
    modes: MASTER,
    inImage: false,
    source: STANDALONE_DOCS,
  },
];

const WORKER_SETTINGS: readonly SettingRecord[] = [
  {
    name: 'SPARK_WORKER_CORES',
    group: 'Worker',
    type: 'integer',
    meaning: 'Cores that the worker offers to applications; empty means all that the container sees.',
    default: '',
    min: 1,
    max: 4096,
    modes: WORKER,
    inImage: false,
    source: STANDALONE_DOCS,
  },
  {
    name: 'SPARK_WORKER_MEMORY',
    group: 'Worker',
    type: 'memory',
    meaning:
      'Memory that the worker offers to applications; empty means that of the container less 1 GiB, and 1 GiB at least. ' +
      'What one executor takes of it is SPARK_EXECUTOR_MEMORY.',
    default: '',
    min: 450,
    modes: WORKER,
    inImage: false,
    source: STANDALONE_DOCS,
  },
  {
    name: 'SPARK_WORKER_PORT',
    group: 'Worker',
    type: 'port',
    meaning: 'Port on which the master reaches the worker; empty or 0 means any free one.',
    default: '',
    min: 0,
    max: 65535,
    modes: WORKER,
    inImage: false,
    source: STANDALONE_DOCS,
  },
  {
    name: 'SPARK_WORKER_WEBUI_PORT',
    group: 'Worker',
    type: 'port',
    meaning: 'Port of the worker web UI.',
    default: '8081',
    min: 1,
    max: 65535,
    modes: WORKER,
    inImage: true,
    source: STANDALONE_DOCS,
  },
  {
    name: 'SPARK_WORKER_DIR',
    group: 'Worker',
    type: 'path',
    meaning: 'Directory of the files and logs of the applications that run on the worker.',
    default: '/opt/spark/work',
    modes: WORKER,
    inImage: false,
    source: STANDALONE_DOCS,
  },
  {
    name: 'SPARK_WORKER_CLEANUP_ENABLED',
    group: 'Worker',
    type: 'boolean',
    meaning: 'Removes the directories of applications that ended a week ago, so that the disk does not fill up.',
    default: 'yes',
    modes: WORKER,
    property: 'spark.worker.cleanup.enabled',
    inImage: false,
    source: STANDALONE_DOCS,
  },
  {
    name: 'SPARK_WORKER_DECOMMISSION_ENABLED',
    group: 'Worker',
    type: 'boolean',
    meaning:
      'A stopped worker first lets its executors finish their tasks and move their blocks away, and ends when they are gone or quiet. ' +
      'Set it for masters and applications too.',
    default: 'no',
    inImage: false,
    source: CONFIGURATION_DOCS,
  },
  {
    name: 'SPARK_WORKER_DECOMMISSION_TIMEOUT',
    group: 'Worker',
    type: 'duration',
    meaning: 'Longest wait of a graceful stop. The stop grace period of the container must be longer.',
    default: '60s',
    modes: WORKER,
    inImage: false,
  },
  {
    name: 'SPARK_WORKER_OPTS',
    group: 'Worker',
    type: 'java-options',
    meaning: 'Further options of the Java virtual machine of the worker. They show in the process list.',
    default: '',
    modes: WORKER,
    inImage: false,
    source: STANDALONE_DOCS,
  },
];

/** Settings of the standalone cluster: what runs, and how master and worker offer themselves. */
export const CLUSTER_SETTINGS: readonly SettingRecord[] = [
  ...MODE_SETTINGS,
  ...MASTER_SETTINGS,
  ...WORKER_SETTINGS,
];
