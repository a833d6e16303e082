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

/** A release of Spark that the catalogue lacks, or does not know how to verify. Give `signingKey` or `sha512`. */
export interface AddedSparkRelease {
  /** The release: `4.3.1`. */
  readonly version: string;
  /**
   * Full fingerprint of the key that signed the release, 40 hexadecimal digits. It must be in the KEYS file of the mirror.
   * @default - the download is verified by `sha512`
   */
  readonly signingKey?: string;
  /**
   * SHA-512 of the download, 128 hexadecimal digits.
   * @default - the download is verified by `signingKey`
   */
  readonly sha512?: string;
  /**
   * Major versions of Java that the line supports.
   * @default - those of the catalogue, if it has the line
   */
  readonly javaVersions?: string[];
  /**
   * Oldest minor version of Python that the line supports: `3.11`.
   * @default - that of the catalogue, if it has the line
   */
  readonly pythonMin?: string;
  /**
   * Newest minor version of Python that the line supports: `3.14`.
   * @default - that of the catalogue; for another line, every later one
   */
  readonly pythonMax?: string;
  /**
   * Scala versions of the published binaries, the default download first.
   * @default - those of the catalogue, if it has the line
   */
  readonly scalaVersions?: string[];
  /**
   * Version of the Hadoop in the download, which decides the versions of connectors: `3.5.0`.
   * @default - that of the catalogue, if it has the line
   */
  readonly hadoopVersion?: string;
  /**
   * Last day on which the line gets fixes. It needs `source`.
   * @default - that of the catalogue, if it has one
   */
  readonly endOfLife?: string;
  /**
   * Address of the documentation that the entry was taken from.
   * @default - that of the catalogue
   */
  readonly source?: string;
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
