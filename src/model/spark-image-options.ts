import {
  AcceptedAdvisory, AddedSparkRelease, ConnectorOptions, ExtraJar, SparkConnectOptions, SparkPorts, SparkVolumeOptions,
} from './image-structures';

/** Options that decide what the image is. The package checks each value when you create the image. */
export interface SparkImageOptions {
  /**
   * Name of the repository and, by default, of the image: letters, digits, `.`, `_`, `-`.
   * @default $BASEDIR
   */
  readonly name: string;

  /**
   * One line that says what the image is for. The README and the labels of the image show it.
   * @default - a sentence with the Spark version and the base image
   */
  readonly description?: string;

  /**
   * Version of Apache Spark. A release such as `3.5.3`, or a line such as `3.5` or `3.5.x`: the newest release of the line whose signing
   * key is known. On the command line write `4.0.x`: `4.0` would arrive as the number 4.
   * @default "3.5.3"
   */
  readonly sparkVersion?: string;

  /**
   * Releases of Spark that are newer than this package, or whose signing key the package lacks. An entry can state facts of the line:
   * Java, Python, Scala and Hadoop. These facts replace the catalogue's. If the catalogue lacks the line, the entry must state all of them.
   * @default - the releases of the catalogue
   */
  readonly sparkReleases?: AddedSparkRelease[];

  /**
   * Major version of Java. The build installs a headless JRE, unless the base image contains Java already.
   * @default - 11 if the Spark line and the base image have it, otherwise the lowest later version that both have
   */
  readonly javaVersion?: string;

  /**
   * Minor version of Python, for example `3.10`. It must be the version that the base image's distribution packages. On the command line
   * write `3.10.x`: `3.10` would arrive as the number 3.1.
   * @default - the base image's own
   */
  readonly pythonVersion?: string;

  /**
   * Scala version of the Spark binaries: `2.12` or `2.13`.
   * @default - the default download of the Spark line: 2.12 for 3.x, 2.13 for 4.x
   */
  readonly scalaVersion?: string;

  /**
   * Exact version of the PySpark client that the compatibility test installs. It must belong to the same line as Spark.
   * @default - "3.5.6" for Spark 3.5.0 to 3.5.6, otherwise the same version as Spark
   */
  readonly pysparkVersion?: string;

  /**
   * Base image of both stages: `name:tag`, with an optional `@sha256:…` digest. The package knows Ubuntu 22.04, 24.04 and 26.04, Debian 11
   * to 13, and Eclipse Temurin on Ubuntu (`eclipse-temurin:17-jre-jammy`). With Eclipse Temurin, its Java is used. Any other image with
   * apt needs `baseImageIs`. The tag `latest` needs a digest.
   * @default "ubuntu:22.04"
   */
  readonly baseImage?: string;

  /**
   * The known image that `baseImage` mirrors or extends, for example `ubuntu:22.04`. The package checks the versions of Java and Python
   * against this image.
   * @default - `baseImage` itself, which must then be a known image
   */
  readonly baseImageIs?: string;

  /**
   * Platforms that the published image is built for: `linux/amd64`, `linux/arm64`.
   * @default ["linux/amd64", "linux/arm64"]
   */
  readonly platforms?: string[];

  /**
   * User or organisation that owns the repository on GitHub.
   * @default - when the repository is created, the owner in the git remote "origin" if that is at github.com; otherwise the word OWNER
   */
  readonly owner?: string;

  /**
   * Registry that the image is published to, without a path.
   * @default - ghcr.io; if only GitLab CI publishes, the option `registry` of `gitlab`, or else registry.gitlab.com
   */
  readonly registry?: string;

  /**
   * Image name in the registry, without registry and tag.
   * @default - `<owner>/<name>` in lower case
   */
  readonly imageName?: string;

  /**
   * Name of the service user.
   * @default "spark"
   */
  readonly userName?: string;

  /**
   * Numeric id of the service user, 101 to 65533. Lower ids belong to the distribution. The image runs as this number, so that Kubernetes
   * can verify `runAsNonRoot`.
   * @default 1001
   */
  readonly uid?: number;

  /**
   * Numeric id of the service user's group, 101 to 65533.
   * @default 1001
   */
  readonly gid?: number;

  /**
   * Ports that the processes listen on.
   * @default - 7077, 8080, 8081 and 4040
   */
  readonly ports?: SparkPorts;

  /**
   * Directories to mount, in addition to the image's own.
   * @default - none
   */
  readonly volumes?: SparkVolumeOptions[];

  /**
   * What a container without a command runs (`SPARK_MODE`): `master`, `worker`, `history-server`, `connect`, `thrift-server`, `submit`,
   * `pyspark`, `spark-shell` or `spark-sql`. `SparkMode` lists the names.
   * @default "master"
   */
  readonly defaultMode?: string;

  /**
   * With `hardened`, the web UIs cannot kill applications or decommission workers, and weak secrets are refused. With `bitnami`, both are
   * as in `bitnami/spark`. Processes then also run in group 0 and start in Spark's directory, so that compose files of `bitnami/spark` work
   * unchanged. `SparkProfile` lists the names.
   * @default "hardened"
   */
  readonly profile?: string;

  /**
   * Default values of settings, by name: `{ SPARK_WORKER_MEMORY: '4g' }`. They replace the catalogue's defaults and become ENV in the
   * image. Secrets are refused.
   * @default - the catalogue's defaults
   */
  readonly environment?: { readonly [name: string]: string };

  /**
   * More apt packages for the runtime stage. To choose a version, append `=version`.
   * @default - none
   */
  readonly aptPackages?: string[];

  /**
   * Python packages in the image. Pin each with `==`. You can add a space and `--hash=sha256:…`. Either all entries have a hash or none
   * has. With hashes, pip requires a hash of every package that it installs, including dependencies. For many packages, use the lock file
   * of `pythonRequirementsFile`.
   * @default - none
   */
  readonly pythonRequirements?: string[];

  /**
   * Lock file of the Python packages in the image, relative to the repository. `uv pip compile --generate-hashes` or `pip-compile
   * --generate-hashes` writes such a file. Every package is pinned with `==`. Either all have a hash or none has. You own the file, and the
   * build copies it unchanged. Cannot be combined with `pythonRequirements`.
   * @default - none
   */
  readonly pythonRequirementsFile?: string;

  /**
   * Systems that jobs reach, by name: `['s3', 'delta', 'kafka']`. Each connector adds the JARs that Spark lacks, verified by SHA-512, and
   * sets its properties as defaults. To choose a version, write a set of options: `{ name: 'iceberg', version: '1.10.2' }`. Names: `s3`,
   * `azure`, `gcs`, `delta`, `iceberg`, `iceberg-aws`, `iceberg-gcp`, `iceberg-azure`, `hudi`, `kafka`, `avro`, `connect`, `postgresql`,
   * `mysql`, `sqlserver`, `openlineage`, `jmx-exporter`. `SparkConnector` lists the names. For other JARs use `extraJars`.
   * @default - none
   */
  readonly connectors?: (string | ConnectorOptions)[];

  /**
   * JARs to add to Spark's own.
   * @default - none
   */
  readonly extraJars?: ExtraJar[];

  /**
   * JARs of Spark that successors of the same major version and API replace, because they close known weaknesses: names, or `recommended`
   * for every one that the catalogue has for the release. The build verifies each by its SHA-512, and fails if the old file is not there.
   * SECURITY.md says what was replaced and what remains, and `openvex.json` says it to scanners.
   * @default - none: the image has the JARs that Spark was released with
   */
  readonly jarReplacements?: string[];

  /**
   * The Spark Connect server for the mode `connect`. Spark 3.4 and 3.5 do not contain it, so the build downloads it by its Maven
   * coordinates. Spark 4 contains it and does not accept this option.
   * @default - the mode `connect` asks for the JAR at start
   */
  readonly sparkConnect?: SparkConnectOptions;

  /**
   * Modes that start from a class-data sharing archive: `master`, `worker`, `history-server`, `connect`, `thrift-server` and `submit`.
   * `submit` covers drivers of any kind and executors, and compiles the modules of PySpark. The build makes the archives. A start then
   * takes half the time or less.
   *
   * The archive for master, worker and history server takes about 75 MB. `submit` takes about 120 MB more. With Java 17 and later, master,
   * worker and history server get a second archive of about 75 MB. Newer Java builds write to a whole archive at each start, so the large
   * archive would cost each of these processes 80 MB more memory.
   *
   * A build takes one or two processor minutes longer. With Java 11 and `submit`, it takes two to four minutes longer. Spark Connect and
   * Thrift servers are drivers too: `submit` saves a quarter to a third of the processor time of their starts. If you name `connect` or
   * `thrift-server`, they save a third to a half, for about 40 MB more. An empty list makes no archive.
   * @default ["master", "worker", "history-server", "submit"]
   */
  readonly startupArchives?: string[];

  /**
   * Groups of files that the build removes because no mode needs them, but that you want to keep: `documentation`, `package-caches`,
   * `package-development`, `static-init`, `large-heap-archive`, `compiler-symbols`, `fonts`, `windows-scripts`, `sparkr`, `yarn`,
   * `image-tools`, `python-development`. `docs/running.md` describes each group.
   * @default - none
   */
  readonly keepFiles?: string[];

  /**
   * Labels of the image, in addition to the OCI labels.
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Time zone of the image, from the IANA database.
   * @default "Etc/UTC"
   */
  readonly timeZone?: string;

  /**
   * Address that the build downloads Spark from. It holds `KEYS` and `spark-VERSION/`, as the Apache archive does.
   * @default "https://archive.apache.org/dist/spark"
   */
  readonly sparkMirror?: string;

  /**
   * Mirror of the distribution's package archive. It replaces the addresses in the base image's apt sources.
   * @default - the base image's own sources
   */
  readonly aptMirror?: string;

  /**
   * Package index for `pythonRequirements`.
   * @default - pip's own
   */
  readonly pythonIndexUrl?: string;

  /**
   * Maven repository for `extraJars` with coordinates.
   * @default - Maven Central
   */
  readonly mavenMirror?: string;

  /**
   * SHA-512 of the Spark archive, 128 hexadecimal digits. It pins the file, and the build then does not check the signature.
   * @default - the archive is verified by its signature and the `.sha512` beside it
   */
  readonly sparkSha512?: string;

  /**
   * Known vulnerabilities of the Spark release that you accept for a time. SECURITY.md lists them with their reasons. When the last day has
   * passed, `npx projen` warns again.
   * @default - none: `npx projen` says which release fixes them
   */
  readonly acceptedAdvisories?: AcceptedAdvisory[];

  /**
   * Full fingerprint of the key that signed the Spark release, 40 hexadecimal digits.
   * @default - the key that the catalogue knows for the release
   */
  readonly sparkSigningKey?: string;
}
