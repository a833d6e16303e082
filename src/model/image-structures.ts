/** Ports that the image's processes listen on. Every number is from 1024 to 65535, and no two are the same. */
export interface SparkPorts {
  /**
   * Master, for workers and drivers (`SPARK_MASTER_PORT`).
   * @default 7077
   */
  readonly master?: number;
  /**
   * Web UI of the master (`SPARK_MASTER_WEBUI_PORT`).
   * @default 8080
   */
  readonly masterUi?: number;
  /**
   * Web UI of a worker (`SPARK_WORKER_WEBUI_PORT`).
   * @default 8081
   */
  readonly workerUi?: number;
  /**
   * Web UI of an application's driver (`spark.ui.port`).
   * @default 4040
   */
  readonly applicationUi?: number;
}

/** A directory of the image to mount. */
export interface SparkVolumeOptions {
  /** Absolute path in the image: `/opt/spark/checkpoints`. */
  readonly path: string;
  /** What the directory keeps, in one line. The README's table shows it. */
  readonly description: string;
  /**
   * Whether the Dockerfile declares the directory with `VOLUME`. The directory is then writable under a read-only root file system, even if
   * nothing is mounted.
   * @default true
   */
  readonly declared?: boolean;
}

/** A connector with more choices than its name. */
export interface ConnectorOptions {
  /** Name of the connector: `iceberg`. */
  readonly name: string;
  /**
   * Version of the connector, one that the catalogue knows. Connectors that are part of Spark or Hadoop have the version of Spark or
   * Hadoop.
   * @default - the newest version that the Spark line, Scala and Java of the image can use
   */
  readonly version?: string;
  /**
   * For `s3`: `modules` installs the parts of the AWS SDK that Hadoop uses, about 10 MB. `bundle` installs the whole SDK, 280 to 690 MB,
   * for jobs that call other AWS services themselves.
   * @default "modules"
   */
  readonly sdk?: string;
}

/** A JAR to add to Spark's own, verified by its SHA-512. Set either `coordinates` or `url`. */
export interface ExtraJar {
  /**
   * Maven coordinates: `group:artifact:version`, or `group:artifact:version:classifier`. The build downloads only this file, not its
   * dependencies.
   * @default - the JAR is taken from `url`
   */
  readonly coordinates?: string;
  /**
   * Address of the file, http or https.
   * @default - the JAR is taken from `coordinates`
   */
  readonly url?: string;
  /** SHA-512 of the file, 128 hexadecimal digits. The build fails if the checksum differs. */
  readonly sha512: string;
}

/** The Spark Connect server, for Spark releases that do not contain it. */
export interface SparkConnectOptions {
  /**
   * SHA-512 of the JAR `spark-connect_SCALA-SPARK.jar` of exactly this release, 128 hexadecimal digits. If the checksum differs, the build
   * fails and shows the file's checksum.
   */
  readonly sha512: string;
}

/** A known vulnerability of the Spark release that you accept for a time. */
export interface AcceptedAdvisory {
  /** Identifier as SECURITY.md lists it: `CVE-2025-55039`. */
  readonly id: string;
  /** Why you accept the vulnerability, in one line. */
  readonly reason: string;
  /**
   * Last day on which the vulnerability is accepted, for example `2027-03-31`. From the next day on, `npx projen` says that the acceptance
   * has ended.
   */
  readonly expires: string;
}
