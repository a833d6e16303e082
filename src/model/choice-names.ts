/*
 * Words that options take, by names that editors complete. The options are texts, so that they take the words too: an option of the type of
 * an enum would take the name of its member on the command line, and nothing for a misspelt one.
 */

/** What a container runs, for the option `defaultMode`. */
export enum SparkMode {
  /** Master of a standalone cluster. */
  MASTER = 'master',

  /** Worker of a standalone cluster. */
  WORKER = 'worker',

  /** Web UI of finished applications. */
  HISTORY_SERVER = 'history-server',

  /** Spark Connect server. */
  CONNECT = 'connect',

  /** SQL server for JDBC and ODBC clients. */
  THRIFT_SERVER = 'thrift-server',

  /** spark-submit with the arguments of the container. */
  SUBMIT = 'submit',

  /** Interactive Python shell. */
  PYSPARK = 'pyspark',

  /** Interactive Scala shell. */
  SPARK_SHELL = 'spark-shell',

  /** Interactive SQL shell. */
  SPARK_SQL = 'spark-sql',
}

/** How strict the image is, for the option `profile`. */
export enum SparkProfile {
  /** Web UIs end nothing, and weak secrets are refused. */
  HARDENED = 'hardened',

  /** Both as in `bitnami/spark`, whose compose files work unchanged. */
  BITNAMI = 'bitnami',
}

/** What jobs reach, for the option `connectors`. */
export enum SparkConnector {
  /** Amazon S3 and stores that speak its protocol. */
  S3 = 's3',

  /** Azure Data Lake Storage. */
  AZURE = 'azure',

  /** Google Cloud Storage. */
  GCS = 'gcs',

  /** Delta Lake. */
  DELTA = 'delta',

  /** Apache Iceberg. */
  ICEBERG = 'iceberg',

  /** Files of Iceberg in Amazon S3. */
  ICEBERG_AWS = 'iceberg-aws',

  /** Files of Iceberg in Google Cloud Storage. */
  ICEBERG_GCP = 'iceberg-gcp',

  /** Files of Iceberg in Azure Data Lake Storage. */
  ICEBERG_AZURE = 'iceberg-azure',

  /** Apache Hudi. */
  HUDI = 'hudi',

  /** Apache Kafka. */
  KAFKA = 'kafka',

  /** Apache Avro. */
  AVRO = 'avro',

  /** The server of Spark Connect, for Spark 3.5. */
  CONNECT = 'connect',

  /** PostgreSQL. */
  POSTGRESQL = 'postgresql',

  /** MySQL. */
  MYSQL = 'mysql',

  /** Microsoft SQL Server. */
  SQLSERVER = 'sqlserver',

  /** OpenLineage. */
  OPENLINEAGE = 'openlineage',

  /** Prometheus' agent for metrics of Java. */
  JMX_EXPORTER = 'jmx-exporter',
}

/** Scanner that judges the image, for the option `scan.scanner`. */
export enum ImageScanner {
  /** Trivy. */
  TRIVY = 'trivy',

  /** Grype. */
  GRYPE = 'grype',
}

/** What fails a build, for the option `scan.policy`. */
export enum ScanPolicy {
  /** Findings in packages of the distribution for which a fix exists. */
  DISTRIBUTION = 'distribution',

  /** Every finding for which a fix exists. */
  FIXABLE = 'fixable',

  /** Every finding. */
  STRICT = 'strict',

  /** None. */
  REPORT_ONLY = 'report-only',
}

/** Lowest severity that fails a build, for the option `scan.severity`. */
export enum ScanSeverity {
  /** Low. */
  LOW = 'low',

  /** Medium. */
  MEDIUM = 'medium',

  /** High. */
  HIGH = 'high',

  /** Critical. */
  CRITICAL = 'critical',
}
