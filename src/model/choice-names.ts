/*
 * Words that options take, by names that editors complete. An option of the command line takes the word, and so does an rc file: an enum
 * would take the name of its member there, and nothing for a misspelt one.
 */

/** What a container runs, for the option `defaultMode`. */
export class SparkMode {
  /** Master of a standalone cluster. */
  public static readonly MASTER = 'master';

  /** Worker of a standalone cluster. */
  public static readonly WORKER = 'worker';

  /** Web UI of finished applications. */
  public static readonly HISTORY_SERVER = 'history-server';

  /** Spark Connect server. */
  public static readonly CONNECT = 'connect';

  /** SQL server for JDBC and ODBC clients. */
  public static readonly THRIFT_SERVER = 'thrift-server';

  /** spark-submit with the arguments of the container. */
  public static readonly SUBMIT = 'submit';

  /** Interactive Python shell. */
  public static readonly PYSPARK = 'pyspark';

  /** Interactive Scala shell. */
  public static readonly SPARK_SHELL = 'spark-shell';

  /** Interactive SQL shell. */
  public static readonly SPARK_SQL = 'spark-sql';

  private constructor() {}
}

/** How strict the image is, for the option `profile`. */
export class SparkProfile {
  /** Web UIs end nothing, and weak secrets are refused. */
  public static readonly HARDENED = 'hardened';

  /** Both as in `bitnami/spark`, whose compose files work unchanged. */
  public static readonly BITNAMI = 'bitnami';

  private constructor() {}
}

/** Scanner that judges the image, for the option `scan.scanner`. */
export class ImageScanner {
  /** Trivy. */
  public static readonly TRIVY = 'trivy';

  /** Grype. */
  public static readonly GRYPE = 'grype';

  private constructor() {}
}

/** What fails a build, for the option `scan.policy`. */
export class ScanPolicy {
  /** Findings in packages of the distribution that an update mends. */
  public static readonly DISTRIBUTION = 'distribution';

  /** Every finding that an update mends. */
  public static readonly FIXABLE = 'fixable';

  /** Every finding. */
  public static readonly STRICT = 'strict';

  /** None. */
  public static readonly REPORT_ONLY = 'report-only';

  private constructor() {}
}

/** Lowest severity that fails a build, for the option `scan.severity`. */
export class ScanSeverity {
  /** Low. */
  public static readonly LOW = 'low';

  /** Medium. */
  public static readonly MEDIUM = 'medium';

  /** High. */
  public static readonly HIGH = 'high';

  /** Critical. */
  public static readonly CRITICAL = 'critical';

  private constructor() {}
}
