/** A file of a connector. */
export interface ConnectorJar {
  /**
   * `group:artifact:version`, and a classifier where the file has one. `{scala}` and `{line}` are those of Spark, `{version}` is that
   * of the connector.
   */
  readonly coordinates: string;
  /** Why the connector needs it, in a few words. */
  readonly why: string;
}

/** The files of a connector for some lines of Spark. */
export interface ConnectorBuild {
  /** Lines of Spark; all that the catalogue has the files for when absent. */
  readonly lines?: readonly string[];
  /** Hadoop in Spark that the files are made for; any when absent. */
  readonly hadoop?: string;
  /** Version of the connector; every one that `jars.txt` has the files for when absent. */
  readonly version?: string;
  /** Of the versions that `jars.txt` has, those of one series: `3.3`. */
  readonly series?: string;
  /** Kind of the AWS SDK: its modules, which are the default, or the bundle of all services. */
  readonly sdk?: 'modules' | 'bundle';
  readonly jars: readonly ConnectorJar[];
}

/** A Spark property that a connector needs. The image has it as a default, which a user's own value replaces. */
export interface ConnectorProperty {
  readonly property: string;
  /** Where the property is a list, and several connectors are in the image, their values are joined by commas. */
  readonly value: string;
  readonly list?: boolean;
  readonly reason: string;
}

/** One thing that a job reaches, and what Spark lacks for it. */
export interface ConnectorRecord {
  /** Name in the option `connectors`. */
  readonly name: string;
  /** What it is, as documents say it. */
  readonly title: string;
  /** What it is called elsewhere: an error names the right word. */
  readonly otherNames?: readonly string[];
  /** Whose version it has, where none can be chosen: that of Spark, or that of the Hadoop in Spark. */
  readonly follows?: 'Spark' | 'Hadoop';
  /** Connector that it adds to: that one must be there too, and is no older. */
  readonly partOf?: string;
  /** First Spark that has it in itself. */
  readonly bundledSince?: string;
  /** The first one that fits is taken. */
  readonly builds: readonly ConnectorBuild[];
  readonly properties?: readonly ConnectorProperty[];
  /** What a job does with it: lines of Python, or of SQL after `spark.sql(`. */
  readonly example: readonly string[];
  /** Settings that the example needs, as environment variables of the container. */
  readonly settings?: readonly string[];
  /** Documentation of the connector. */
  readonly source: string;
}

/** One line of `assets/connectors/jars.txt`: a file that the catalogue knows. */
export interface JarRecord {
  readonly coordinates: string;
  /** Size in bytes. */
  readonly bytes: number;
  /** Oldest major version of Java that reads its classes. */
  readonly java: number;
  /** SPDX expression of its licence. */
  readonly licence: string;
  readonly sha512: string;
}
