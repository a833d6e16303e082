import type { Mode } from '../modes';
import { CONFIGURATION_DOCS, MONITORING_DOCS, STANDALONE_DOCS, type SettingRecord } from './setting-record';

const HISTORY: readonly Mode[] = ['history-server'];

const HISTORY_SETTINGS: readonly SettingRecord[] = [
  {
    name: 'SPARK_EVENT_LOG_ENABLED',
    group: 'Event log and history server',
    type: 'boolean',
    meaning: 'Applications write an event log, which the history server reads.',
    default: 'no',
    property: 'spark.eventLog.enabled',
    inImage: false,
    source: MONITORING_DOCS,
  },
  {
    name: 'SPARK_EVENT_LOG_DIR',
    group: 'Event log and history server',
    type: 'location',
    meaning: 'Where event logs are written. Applications and the history server must share it; a path is created.',
    default: '/opt/spark/data/spark-events',
    inImage: false,
    source: MONITORING_DOCS,
  },
  {
    name: 'SPARK_HISTORY_LOG_DIR',
    group: 'Event log and history server',
    type: 'location',
    meaning: 'Where the history server reads event logs; empty means SPARK_EVENT_LOG_DIR.',
    default: '',
    modes: HISTORY,
    inImage: false,
    source: MONITORING_DOCS,
  },
  {
    name: 'SPARK_HISTORY_WEBUI_PORT',
    group: 'Event log and history server',
    type: 'port',
    meaning: 'Port of the history server.',
    default: '18080',
    min: 1,
    max: 65535,
    modes: HISTORY,
    property: 'spark.history.ui.port',
    inImage: false,
    source: MONITORING_DOCS,
  },
  {
    name: 'SPARK_HISTORY_OPTS',
    group: 'Event log and history server',
    type: 'java-options',
    meaning: 'Further options of the Java virtual machine of the history server. They show in the process list.',
    default: '',
    modes: HISTORY,
    inImage: false,
    source: MONITORING_DOCS,
  },
];

const SERVER_SETTINGS: readonly SettingRecord[] = [
  {
    name: 'SPARK_CONNECT_PORT',
    group: 'Spark Connect and Thrift server',
    type: 'port',
    meaning: 'Port of the Spark Connect server.',
    default: '15002',
    min: 1,
    max: 65535,
    modes: ['connect'],
    property: 'spark.connect.grpc.binding.port',
    inImage: false,
    source: CONFIGURATION_DOCS,
  },
  {
    name: 'SPARK_THRIFT_PORT',
    group: 'Spark Connect and Thrift server',
    type: 'port',
    meaning: 'Port of the Thrift server.',
    default: '10000',
    min: 1,
    max: 65535,
    modes: ['thrift-server'],
    inImage: false,
    source: 'https://spark.apache.org/docs/latest/sql-distributed-sql-engine.html',
  },
];

const LOGGING_SETTINGS: readonly SettingRecord[] = [
  {
    name: 'SPARK_LOG_LEVEL',
    group: 'Logging and metrics',
    type: 'choice',
    meaning: 'Least level that is logged.',
    default: 'INFO',
    allowed: ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL', 'OFF'],
    inImage: false,
  },
  {
    name: 'SPARK_LOG_FORMAT',
    group: 'Logging and metrics',
    type: 'choice',
    meaning: 'plain lines for people, or one JSON object a line for log collectors.',
    default: 'plain',
    allowed: ['plain', 'json'],
    inImage: false,
  },
  {
    name: 'SPARK_METRICS_ENABLED',
    group: 'Logging and metrics',
    type: 'boolean',
    meaning: 'Serves metrics in the form of Prometheus on the web UIs: /metrics/master/prometheus/ and so on.',
    default: 'no',
    file: true,
    inImage: false,
    source: MONITORING_DOCS,
  },
];

const LANGUAGE_SETTINGS: readonly SettingRecord[] = [
  {
    name: 'SPARK_DAEMON_MEMORY',
    group: 'Java and Python',
    type: 'memory',
    meaning: 'Heap of a master, worker or history server itself.',
    default: '1g',
    min: 64,
    modes: ['master', 'worker', 'history-server'],
    inImage: false,
    source: STANDALONE_DOCS,
  },
  {
    name: 'SPARK_DAEMON_JAVA_OPTS',
    group: 'Java and Python',
    type: 'java-options',
    meaning: 'Further options of the Java virtual machine of every daemon. They show in the process list.',
    default: '',
    modes: ['master', 'worker', 'history-server'],
    inImage: false,
    source: STANDALONE_DOCS,
  },
  {
    name: 'PYSPARK_PYTHON',
    group: 'Java and Python',
    type: 'command',
    meaning: 'Python of the executors and, if PYSPARK_DRIVER_PYTHON is empty, of the driver. The image must have it.',
    default: 'python3',
    inImage: true,
    source: CONFIGURATION_DOCS,
  },
  {
    name: 'PYSPARK_DRIVER_PYTHON',
    group: 'Java and Python',
    type: 'command',
    meaning: 'Python of the driver. The image must have it.',
    default: '',
    inImage: false,
    source: CONFIGURATION_DOCS,
  },
];

const IMAGE_SETTINGS: readonly SettingRecord[] = [
  {
    name: 'SPARK_CONF_DIR',
    group: 'Image',
    type: 'path',
    meaning: 'Effective configuration, written afresh at every start and readable by the container user only.',
    default: '/tmp/spark-conf',
    inImage: true,
    source: CONFIGURATION_DOCS,
  },
  {
    name: 'SPARK_USER_CONF_DIR',
    group: 'Image',
    type: 'path',
    meaning:
      'Your configuration: mount spark-defaults.conf and other files here, read-only if you like. What the container user cannot read ' +
      'stops the start.',
    default: '/opt/spark/conf',
    inImage: false,
  },
  {
    name: 'SPARK_INITSCRIPTS_DIR',
    group: 'Image',
    type: 'path',
    meaning:
      'Shell scripts ending in .sh that run in their order before a mode starts: executed if executable, else sourced. A sourced one ' +
      'must not call exit.',
    default: '/docker-entrypoint-initdb.d',
    inImage: false,
  },
  {
    name: 'SPARK_PRINT_CONFIG',
    group: 'Image',
    type: 'boolean',
    meaning: 'Prints the effective configuration at start, with secrets masked.',
    default: 'no',
    aliases: ['BITNAMI_DEBUG'],
    inImage: false,
  },
];

/** Settings of what runs beside the cluster, and of how all of it is observed and run. */
export const OPERATION_SETTINGS: readonly SettingRecord[] = [
  ...HISTORY_SETTINGS,
  ...SERVER_SETTINGS,
  ...LOGGING_SETTINGS,
  ...LANGUAGE_SETTINGS,
  ...IMAGE_SETTINGS,
];
