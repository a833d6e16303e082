import {
  AcceptedAdvisory, AddedSparkRelease, ConnectorOptions, ExtraJar, SparkConnectOptions, SparkPorts, SparkVolumeOptions,
} from './image-structures';

/** Everything that decides what the image is. Each value is checked when the image is made. */
export interface SparkImageOptions {
  /**
   * Name of the repository and, by default, of the image: letters, digits, `.`, `_`, `-`.
   * @default $BASEDIR
   */
  readonly name: string;

  /**
   * What the image is for, one line; stands in the README and in the image's labels.
   * @default - a sentence with the Spark version and the base image
   */
  readonly description?: string;

  /**
   * Version of Apache Spark: a release (`3.5.3`), or a line (`3.5`, `3.5.x`) for its newest release whose signing key is known.
   * On the command line write `4.0.x` rather than `4.0`, which would arrive as the number 4.
   * @default "3.5.3"
   */
  readonly sparkVersion?: string;

  /**
   * Releases of Spark that are newer than this package, or whose signing key it lacks. What an entry says of a line (Java, Python, Scala,
   * Hadoop) takes the place of what the catalogue says; a line that is not in the catalogue needs all of it.
   * @default - the releases of the catalogue
   */
  readonly sparkReleases?: AddedSparkRelease[];

  /**
   * Major version of Java. A headless JRE is installed, unless the base image holds Java already.
   * @default - 11 where the Spark line and the base image have it, otherwise the lowest later one that both have
   */
  readonly javaVersion?: string;

  /**
   * Minor version of Python, `3.10`. It must be the one that the base image's distribution packages.
   * On the command line write `3.10.x`, since `3.10` would arrive as the number 3.1.
   * @default - the base image's own
   */
  readonly pythonVersion?: string;

  /**
   * Scala version of the Spark binaries: `2.12` or `2.13`.
   * @default - the default download of the Spark line: 2.12 for 3.x, 2.13 for 4.x
   */
  readonly scalaVersion?: string;

  /**
   * Exact version of the PySpark client that the compatibility test installs. It must be of the same line as Spark.
   * @default - "3.5.6" for Spark 3.5.0 to 3.5.6, otherwise the same version as Spark
   */
  readonly pysparkVersion?: string;

  /**
   * Base image of both stages, `name:tag` with an optional `@sha256:…` digest. Known are Ubuntu 22.04, 24.04 and 26.04, Debian 11 to 13,
   * and Eclipse Temurin on Ubuntu (`eclipse-temurin:17-jre-jammy`), whose Java is used. Any other image that has apt needs `baseImageIs`.
   * The tag `latest` needs a digest.
   * @default "ubuntu:22.04"
   */
  readonly baseImage?: string;

  /**
   * The known image that `baseImage` is a mirror of, or is made from: `ubuntu:22.04`. Versions of Java and Python are checked against that
   * one.
   * @default - `baseImage` itself, which must be known then
   */
  readonly baseImageIs?: string;

  /**
   * Platforms that the published image is built for: `linux/amd64`, `linux/arm64`.
   * @default ["linux/amd64", "linux/arm64"]
   */
  readonly platforms?: string[];

  /**
   * User or organisation that owns the repository on GitHub.
   * @default - the owner in the git remote "origin" when the repository is created and that is at github.com, otherwise the word OWNER
   * stands in its place
   */
  readonly owner?: string;

  /**
   * Registry that the image is published to, without a path.
   * @default - ghcr.io; where GitLab CI alone publishes, its option `registry`, or else registry.gitlab.com
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
   * Numeric id of the service user, 101 to 65533: lower ones are the distribution's own. The image runs as this number, so that Kubernetes
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
   * Further directories that are meant to be mounted, beside the image's own.
   * @default - none
   */
  readonly volumes?: SparkVolumeOptions[];

  /**
   * What a container runs when it is started without a command (`SPARK_MODE`): `master`, `worker`, `history-server`, `connect`,
   * `thrift-server`, `submit`, `pyspark`, `spark-shell` or `spark-sql`. `SparkMode` has them by name.
   * @default "master"
   */
  readonly defaultMode?: string;

  /**
   * `hardened`: the web UIs can neither kill applications nor decommission workers, and weak secrets are refused.
   * `bitnami`: both as in `bitnami/spark`, and processes run in group 0 and start in Spark's directory, so that its compose files work
   * unchanged.
   * `SparkProfile` has both by name.
   * @default "hardened"
   */
  readonly profile?: string;

  /**
   * Defaults of settings, by name, in place of the catalogue's: `{ SPARK_WORKER_MEMORY: '4g' }`. They become ENV in the image.
   * Secrets are refused.
   * @default - the catalogue's defaults
   */
  readonly environment?: { readonly [name: string]: string };

  /**
   * Further apt packages of the runtime stage, each optionally with `=version`.
   * @default - none
   */
  readonly aptPackages?: string[];

  /**
   * Python packages that are installed into the image, each pinned with `==`, optionally followed by a space and `--hash=sha256:…`. Either
   * every
   * entry has a hash or none: with one, pip requires a hash of everything that it installs, packages that others need included.
   * `pythonRequirementsFile` takes the lock file that has them all.
   * @default - none
   */
  readonly pythonRequirements?: string[];

  /**
   * Lock file of Python packages that are installed into the image, relative to the repository: what `uv pip compile --generate-hashes`
   * or `pip-compile --generate-hashes` writes. Every package is pinned with `==`; every one has a hash, or none has. The file is yours, and
   * a
   * build copies it as it stands. Not together with `pythonRequirements`.
   * @default - none
   */
  readonly pythonRequirementsFile?: string;

  /**
   * What jobs reach, by name: `['s3', 'delta', 'kafka']`. Each connector adds the JARs that Spark lacks, checked by their SHA-512, and sets
   * the
   * properties that it needs as defaults. An entry is a name, or a set of options where a version is chosen: `{ name: 'iceberg', version:
   * '1.10.2' }`.
   * Names: `s3`, `azure`, `gcs`, `delta`, `iceberg`, `iceberg-aws`, `iceberg-gcp`, `iceberg-azure`, `hudi`, `kafka`, `avro`, `connect`,
   * `postgresql`, `mysql`, `sqlserver`, `openlineage`, `jmx-exporter`. `SparkConnector` has them by name. Other JARs are added by
   * `extraJars`.
   * @default - none
   */
  readonly connectors?: (string | ConnectorOptions)[];

  /**
   * JARs that are added to Spark's own.
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
   * The server of Spark Connect, which Spark 3.4 and 3.5 do not hold; the mode `connect` needs it. It is fetched by its
   * Maven coordinates. Spark 4 has it, and takes no such option.
   * @default - the mode `connect` asks for the JAR at start
   */
  readonly sparkConnect?: SparkConnectOptions;

  /**
   * Modes that start from an archive of Java classes, which is made while the image is built: `master`, `worker`, `history-server`,
   * `connect`,
   * `thrift-server`, and `submit` for drivers of any kind and for executors, with the modules of PySpark compiled. A start then takes half
   * the
   * time or less. The archive costs some 75 MB for master, worker and history server, and some 120 MB more for `submit`. With Java 17 and
   * later
   * master, worker and history server get one of their own besides, for another 75 MB: newer builds write all of an archive anew at each
   * start,
   * and with the large one each of them would take 80 MB of memory more. A build takes one or two minutes of a processor longer; with Java
   * 11
   * and `submit`, two to four: writing it alone takes more than one. Servers of Connect and Thrift are drivers too: `submit` saves a
   * quarter to a
   * third of the processor time of their starts; named themselves they save a third to a half, for some 40 MB more. An empty list makes
   * none.
   * @default ["master", "worker", "history-server", "submit"]
   */
  readonly startupArchives?: string[];

  /**
   * Files that no mode needs and that are left out, to be kept all the same: `documentation`, `package-caches`, `package-development`,
   * `static-init`, `large-heap-archive`, `compiler-symbols`, `fonts`, `windows-scripts`, `sparkr`, `yarn`, `image-tools`,
   * `python-development`. The README says what each of them is.
   * @default - none is kept
   */
  readonly keepFiles?: string[];

  /**
   * Labels of the image beside the OCI ones.
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Time zone of the image, from the IANA database.
   * @default "Etc/UTC"
   */
  readonly timeZone?: string;

  /**
   * Where Spark is downloaded from: an address that holds `KEYS` and `spark-VERSION/`, as the Apache archive does.
   * @default "https://archive.apache.org/dist/spark"
   */
  readonly sparkMirror?: string;

  /**
   * Mirror of the distribution's package archive; replaces the addresses in the base image's apt sources.
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
   * SHA-512 of the Spark archive, 128 hexadecimal digits. It pins the file, and its signature is then not asked for.
   * @default - the archive is verified by its signature and the `.sha512` beside it
   */
  readonly sparkSha512?: string;

  /**
   * Known weaknesses of the Spark release that are accepted for a time. SECURITY.md lists them with their reasons, and a synthesis
   * warns of them again once the day has passed.
   * @default - none: a synthesis says which release fixes them
   */
  readonly acceptedAdvisories?: AcceptedAdvisory[];

  /**
   * Full fingerprint of the key that signed the Spark release, 40 hexadecimal digits.
   * @default - the one that the catalogue knows for the release
   */
  readonly sparkSigningKey?: string;
}
