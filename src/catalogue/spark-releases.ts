/** When the project stops to fix a line. */
export interface EndOfLife {
  /** `2026-04-12` */
  readonly date: string;
  /** Whether it follows from the versioning policy (18 months after the first release), and nobody announced it. */
  readonly estimated: boolean;
  readonly source: string;
}

/** What a minor line of Apache Spark works with. */
export interface SparkLine {
  /** `3.5` */
  readonly line: string;
  /** Major versions of Java that the line supports, ascending. */
  readonly java: readonly string[];
  /** Lowest supported minor version of Python. */
  readonly pythonMin: string;
  /** Highest minor version of Python that the line is known to work with; absent where none is documented. */
  readonly pythonMax?: string;
  /** Scala versions of the published binaries; the first is the default download. */
  readonly scala: readonly string[];
  /** Version of the Hadoop in the download `bin-hadoop3`, as Spark's pom names it. */
  readonly hadoop: string;
  /** Absent if no day is known. */
  readonly endOfLife?: EndOfLife;
  /** Documentation that the row was taken from. */
  readonly source: string;
}

const END_OF_LIFE = 'https://endoflife.date/apache-spark';

/**
 * The supported lines, oldest first.
 *
 * Spark 3.5 stops at Python 3.11: it imports `distutils`, which Python 3.12 removed
 * (https://peps.python.org/pep-0632/), and classifies 3.8 to 3.11 only.
 */
export const SPARK_LINES: readonly SparkLine[] = [
  {
    line: '3.3',
    java: ['8', '11', '17'],
    pythonMin: '3.7',
    pythonMax: '3.10',
    scala: ['2.12', '2.13'],
    hadoop: '3.3.2',
    endOfLife: { date: '2023-12-09', estimated: true, source: END_OF_LIFE },
    source: 'https://archive.apache.org/dist/spark/docs/3.3.4/',
  },
  {
    line: '3.4',
    java: ['8', '11', '17'],
    pythonMin: '3.7',
    pythonMax: '3.11',
    scala: ['2.12', '2.13'],
    hadoop: '3.3.4',
    endOfLife: { date: '2024-10-21', estimated: false, source: 'https://lists.apache.org/thread/hfpgp3mz0lq6w9ysqv92zkygwn8bmcpk' },
    source: 'https://archive.apache.org/dist/spark/docs/3.4.4/',
  },
  {
    line: '3.5',
    java: ['8', '11', '17'],
    pythonMin: '3.8',
    pythonMax: '3.11',
    scala: ['2.12', '2.13'],
    hadoop: '3.3.4',
    endOfLife: {
      date: '2026-04-12',
      estimated: false,
      source: 'https://github.com/apache/spark-website/commit/f06babdb98c4d97163c405622b2cc06c9d3c5797',
    },
    source: 'https://spark.apache.org/docs/3.5.8/',
  },
  {
    line: '4.0',
    java: ['17', '21'],
    pythonMin: '3.9',
    pythonMax: '3.13',
    scala: ['2.13'],
    hadoop: '3.4.1',
    endOfLife: { date: '2026-11-23', estimated: true, source: END_OF_LIFE },
    source: 'https://spark.apache.org/docs/4.0.1/',
  },
  {
    line: '4.1',
    java: ['17', '21'],
    pythonMin: '3.10',
    pythonMax: '3.14',
    scala: ['2.13'],
    hadoop: '3.4.2',
    endOfLife: { date: '2027-06-11', estimated: true, source: END_OF_LIFE },
    source: 'https://spark.apache.org/docs/4.1.2/',
  },
  {
    line: '4.2',
    java: ['17', '21', '25'],
    pythonMin: '3.10',
    pythonMax: '3.14',
    scala: ['2.13'],
    hadoop: '3.5.0',
    endOfLife: {
      date: '2028-01-11',
      estimated: true,
      source: 'https://github.com/docker-hardened-images/catalog/blob/main/image/spark/debian-13/4.2.yaml',
    },
    source: 'https://spark.apache.org/docs/4.2.0/',
  },
  // Its class files are of Java 17, and its package for Python names 3.11 to 3.14. Later Javas are left out until its documentation names
  // them.
  {
    line: '4.3',
    java: ['17'],
    pythonMin: '3.11',
    pythonMax: '3.14',
    scala: ['2.13'],
    hadoop: '3.5.0',
    source: 'https://github.com/apache/spark/pull/55914',
  },
];

/** One published release of Apache Spark. */
export interface SparkRelease {
  readonly version: string;
  /**
   * Full fingerprint of the OpenPGP key that signed the release, 40 hexadecimal digits; absent where it is not known.
   * Sources: https://github.com/apache/spark-docker, tools/template.py and its history; for 3.5.9, 4.0.4, 4.1.3 and 4.2.0 the GPG_KEY of
   * the official images, https://github.com/docker-library/repo-info/tree/master/repos/spark.
   */
  readonly signingKey?: string;
  /** SHA-512 of the download, which the rc file gave. */
  readonly sha512?: string;
}

/** The lines and releases that an image can have: those of the catalogue, and those that the rc file adds. */
export interface SparkTable {
  readonly lines: readonly SparkLine[];
  readonly releases: readonly SparkRelease[];
}

const KEY_355 = 'F28C9C925C188C35E345614DEDA00CE834F0FC5C';
const KEY_356 = '0FE4571297AB84440673665669600C8338F65970';
const KEY_357 = '564CA14951C29266889F9C5B90E2BA86F7A9B307';
const KEY_359 = 'D05CF4F16124A4B97D7F96C417C47D58C0A604AC';

/** Every release of a supported line that is known to be published, oldest first within its line. */
export const SPARK_RELEASES: readonly SparkRelease[] = [
  { version: '3.3.0', signingKey: '80FB8EBE8EBA68504989703491B5DC815DBF10D3' },
  // The key that signed it is not in the KEYS file, by which a build verifies.
  { version: '3.3.1' },
  { version: '3.3.2', signingKey: 'C56349D886F2B01F8CAE794C653C2301FEA493EE' },
  { version: '3.3.3', signingKey: 'F6468A4FF8377B4F1C07BC2AA077F928A0BF68D8' },
  { version: '3.3.4' },
  { version: '3.4.0', signingKey: 'CC68B3D16FE33A766705160BA7E57908C7A4E1B1' },
  ...['3.4.1', '3.4.2', '3.4.3', '3.4.4'].map((version) => ({ version, signingKey: KEY_355 })),
  { version: '3.5.0', signingKey: 'FC3AE3A7EAA1BAC98770840E7E1ABCC53AAA2216' },
  { version: '3.5.1', signingKey: 'FD3E84942E5E6106235A1D25BD356A9F8740E4FF' },
  { version: '3.5.2', signingKey: 'D76E23B9F11B5BF6864613C4F7051850A0AF904D' },
  { version: '3.5.3', signingKey: '0A2D660358B6F6F8071FD16F6606986CF5A8447C' },
  { version: '3.5.4', signingKey: '19F745C40A0E550420BB2C522541488DA93FE4B4' },
  { version: '3.5.5', signingKey: KEY_355 },
  { version: '3.5.6', signingKey: KEY_356 },
  { version: '3.5.7', signingKey: KEY_357 },
  { version: '3.5.8', signingKey: KEY_355 },
  { version: '3.5.9', signingKey: KEY_359 },
  { version: '4.0.0', signingKey: '4DC9676CEF9A83E98FCA02784D6620843CD87F5A' },
  { version: '4.0.1', signingKey: KEY_355 },
  { version: '4.0.2', signingKey: KEY_355 },
  { version: '4.0.3', signingKey: KEY_355 },
  { version: '4.0.4', signingKey: KEY_359 },
  { version: '4.0.5' },
  { version: '4.1.0', signingKey: KEY_355 },
  { version: '4.1.1', signingKey: KEY_356 },
  { version: '4.1.2', signingKey: KEY_357 },
  { version: '4.1.3', signingKey: KEY_359 },
  { version: '4.1.4' },
  { version: '4.2.0', signingKey: '709226B910E0F10917123B6259B586ADA5A538D1' },
  { version: '4.2.1' },
  { version: '4.3.0' },
];

/** What the catalogue knows, without any addition. */
export const SPARK_TABLE: SparkTable = { lines: SPARK_LINES, releases: SPARK_RELEASES };

/** Oldest Python that actions/setup-python has for Ubuntu 24.04 (https://github.com/actions/python-versions). */
export const OLDEST_RUNNER_PYTHON = '3.8';

/** The guide's release. */
export const DEFAULT_SPARK_VERSION = '3.5.3';

/** The client of the guide's compatibility test, for the line that the guide was written for. */
export const DEFAULT_PYSPARK_VERSION = '3.5.6';

/** Holds every release, also those that left the current mirrors; a mirror of your own has the same layout. */
export const DEFAULT_SPARK_MIRROR = 'https://archive.apache.org/dist/spark';
