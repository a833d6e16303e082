/** How a mode behaves: a daemon serves until it is told to stop; a client runs one piece of work and ends with its status. */
export type ModeKind = 'daemon' | 'client';

/** What SPARK_MODE may say. Kubernetes' `driver` and `executor` are arguments of the container, not modes. */
export type Mode =
  | 'master'
  | 'worker'
  | 'history-server'
  | 'connect'
  | 'thrift-server'
  | 'submit'
  | 'pyspark'
  | 'spark-shell'
  | 'spark-sql';

/** A port that a mode listens on. */
export interface ModePort {
  /** Port number when the setting is left alone. */
  readonly port: number;
  /** Name of the setting that moves it. */
  readonly setting: string;
  /** What is served there. */
  readonly meaning: string;
  /** True where a browser is the expected client. */
  readonly ui: boolean;
}

/** One way to run the image. */
export interface ModeRecord {
  readonly name: Mode;
  readonly kind: ModeKind;
  /** One sentence for tables and for the error that lists the modes. */
  readonly description: string;
  /** Class that the Java virtual machine runs; for what spark-submit starts, the class that is submitted. */
  readonly mainClass: string;
  /** Program below SPARK_HOME that starts it; absent where the image starts Java itself, without the launcher. */
  readonly program?: string;
  /** First Spark version whose distribution holds the class without an extra JAR; absent = all. */
  readonly bundledSince?: string;
  /** Other spellings that SPARK_MODE takes. */
  readonly aliases: readonly string[];
  readonly ports: readonly ModePort[];
}

const MASTER_RPC: ModePort = {
  port: 7077,
  setting: 'SPARK_MASTER_PORT',
  meaning: 'Master: workers and applications connect here',
  ui: false,
};
const MASTER_UI: ModePort = {
  port: 8080,
  setting: 'SPARK_MASTER_WEBUI_PORT',
  meaning: 'Master web UI and its JSON status',
  ui: true,
};
const WORKER_UI: ModePort = {
  port: 8081,
  setting: 'SPARK_WORKER_WEBUI_PORT',
  meaning: 'Worker web UI and its JSON status',
  ui: true,
};
const APPLICATION_UI: ModePort = {
  port: 4040,
  setting: 'SPARK_UI_PORT',
  meaning: 'Web UI of a running application (driver)',
  ui: true,
};
const HISTORY_UI: ModePort = {
  port: 18080,
  setting: 'SPARK_HISTORY_WEBUI_PORT',
  meaning: 'History server web UI and REST API',
  ui: true,
};
const CONNECT_GRPC: ModePort = {
  port: 15002,
  setting: 'SPARK_CONNECT_PORT',
  meaning: 'Spark Connect (gRPC)',
  ui: false,
};
const THRIFT_JDBC: ModePort = {
  port: 10000,
  setting: 'SPARK_THRIFT_PORT',
  meaning: 'Thrift server (JDBC and ODBC)',
  ui: false,
};

/** Every mode, in the order of documents: the cluster first, then servers beside it, then clients. */
export const MODES: readonly ModeRecord[] = [
  {
    name: 'master',
    kind: 'daemon',
    description: 'Master of a standalone cluster',
    mainClass: 'org.apache.spark.deploy.master.Master',
    aliases: [],
    ports: [MASTER_RPC, MASTER_UI],
  },
  {
    name: 'worker',
    kind: 'daemon',
    description: 'Worker of a standalone cluster; registers with SPARK_MASTER_URL',
    mainClass: 'org.apache.spark.deploy.worker.Worker',
    aliases: [],
    ports: [WORKER_UI],
  },
  {
    name: 'history-server',
    kind: 'daemon',
    description: 'Web UI of finished applications, read from their event logs',
    mainClass: 'org.apache.spark.deploy.history.HistoryServer',
    aliases: [],
    ports: [HISTORY_UI],
  },
  {
    name: 'connect',
    kind: 'daemon',
    description: 'Spark Connect server',
    mainClass: 'org.apache.spark.sql.connect.service.SparkConnectServer',
    program: 'bin/spark-submit',
    bundledSince: '4.0',
    aliases: [],
    ports: [CONNECT_GRPC, APPLICATION_UI],
  },
  {
    name: 'thrift-server',
    kind: 'daemon',
    description: 'SQL server for JDBC and ODBC clients',
    mainClass: 'org.apache.spark.sql.hive.thriftserver.HiveThriftServer2',
    program: 'bin/spark-submit',
    aliases: [],
    ports: [THRIFT_JDBC, APPLICATION_UI],
  },
  {
    name: 'submit',
    kind: 'client',
    description: 'spark-submit with the arguments of the container',
    mainClass: 'org.apache.spark.deploy.SparkSubmit',
    program: 'bin/spark-submit',
    aliases: [],
    ports: [APPLICATION_UI],
  },
  {
    name: 'pyspark',
    kind: 'client',
    description: 'Interactive Python shell',
    mainClass: 'org.apache.spark.api.python.PythonGatewayServer',
    program: 'bin/pyspark',
    aliases: ['shell'],
    ports: [APPLICATION_UI],
  },
  {
    name: 'spark-shell',
    kind: 'client',
    description: 'Interactive Scala shell',
    mainClass: 'org.apache.spark.repl.Main',
    program: 'bin/spark-shell',
    aliases: [],
    ports: [APPLICATION_UI],
  },
  {
    name: 'spark-sql',
    kind: 'client',
    description: 'Interactive SQL shell',
    mainClass: 'org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver',
    program: 'bin/spark-sql',
    aliases: [],
    ports: [APPLICATION_UI],
  },
];

/** Modes that the archive of classes can be trained with; `submit` stands for every driver. */
export const TRAINABLE_MODES = [
  'master',
  'worker',
  'history-server',
  'connect',
  'thrift-server',
  'submit',
] as const satisfies readonly Mode[];

/** Those that it is trained with by default: what each start saves is worth its megabytes. See bench/image/results.md. */
export const TRAINED_MODES: ReadonlyArray<(typeof TRAINABLE_MODES)[number]> = ['master', 'worker', 'history-server', 'submit'];

/** Names of all modes, in the order of MODES. */
export const MODE_NAMES: readonly Mode[] = MODES.map((mode) => mode.name);

/** Modes in which the container holds a driver, which needs the application settings. */
export const DRIVER_MODES: readonly Mode[] = [
  'connect',
  'thrift-server',
  'submit',
  'pyspark',
  'spark-shell',
  'spark-sql',
];

/**
 * The mode of a name.
 *
 * @throws Error if no mode has the name; the message lists those that exist.
 */
export function findMode(name: string): ModeRecord {
  const mode = MODES.find((candidate) => candidate.name === name);
  if (!mode) {
    throw new Error(`Unknown mode '${name}': the image can run ${MODE_NAMES.join(', ')}. Choose one of them.`);
  }
  return mode;
}

/**
 * The port that a setting moves.
 *
 * @throws Error if no mode listens on it.
 */
export function findPort(setting: string): ModePort {
  const port = MODES.flatMap((mode) => mode.ports).find((candidate) => candidate.setting === setting);
  if (!port) throw new Error(`No mode listens on the port of ${setting}: name a setting of MODES.`);
  return port;
}
