/** Files that no mode of the image needs. Licences, NOTICE and copyright files are in none of them. */
export interface UnneededFiles {
  /** Name in the option `keepFiles`. */
  readonly name: string;
  /** What they are, as the documents say it. */
  readonly description: string;
  /** Patterns of paths that dpkg leaves out while it unpacks a package; `!` in front keeps what an earlier one leaves out. */
  readonly unpacked?: readonly string[];
  /** Paths that are removed from the runtime stage, as patterns of the shell. */
  readonly installed?: readonly string[];
  /** Paths below Spark's directory, as patterns of the shell. */
  readonly spark?: readonly string[];
}

/** Every group, in the order of documents. A path that a release or a distribution does not have is no error. */
export const UNNEEDED_FILES: readonly UnneededFiles[] = [
  {
    name: 'documentation',
    description: 'Manual pages, translations and documentation of the packages that the image adds to its base; copyright files stay',
    unpacked: [
      '/usr/share/man/*',
      '/usr/share/info/*',
      '/usr/share/locale/*',
      '/usr/share/doc/*/*',
      '!/usr/share/doc/*/copyright',
      '!/usr/share/doc/*/NOTICE*',
    ],
  },
  {
    name: 'package-caches',
    description: 'Caches, logs and second copies that the package manager writes for itself',
    installed: ['/var/cache/debconf/*-old', '/var/lib/dpkg/*-old', '/var/log/apt/*', '/var/log/*.log', '/var/cache/ldconfig/aux-cache'],
  },
  {
    name: 'package-development',
    description: 'What only programs read that build packages, check them or report defects of them',
    unpacked: ['/usr/share/lintian/*', '/usr/share/bug/*'],
    installed: ['/var/lib/dpkg/info/*.symbols'],
  },
  {
    name: 'static-init',
    description: 'A second build of tini, for images without a C library',
    unpacked: ['/usr/bin/tini-static'],
  },
  {
    name: 'large-heap-archive',
    description:
      "Java's class-data sharing archive for heaps of 32 GB or more; without it, such heaps start a few tenths of a second later",
    installed: ['/opt/java/lib/server/classes_nocoops.jsa'],
  },
  {
    name: 'compiler-symbols',
    description: 'What a Java compiler must know of earlier versions; the image has no compiler',
    installed: ['/opt/java/lib/ct.sym'],
  },
  {
    name: 'fonts',
    description: 'Fonts that the packages of Java bring; code that draws text with Java needs them',
    unpacked: ['/usr/share/fonts/*'],
  },
  { name: 'windows-scripts', description: 'Scripts for Windows', spark: ['bin/*.cmd'] },
  { name: 'sparkr', description: 'SparkR, which needs an R that the image does not have', spark: ['R', 'bin/sparkR'] },
  { name: 'yarn', description: "The shuffle service for YARN's node managers, which do not run in the image", spark: ['yarn'] },
  { name: 'image-tools', description: "Spark's own way to build images", spark: ['kubernetes', 'bin/docker-image-tool.sh'] },
  {
    name: 'python-development',
    description: "Topics of Python's help, sources of PySpark's documentation, and tests of both",
    installed: ['/usr/lib/python3.*/pydoc_data', '/usr/lib/python3.*/test'],
    spark: ['python/docs', 'python/test_coverage', 'python/test_support', 'python/pyspark/*/tests', 'python/pyspark/tests'],
  },
];

/** Every path of a group, as a pattern of the shell. */
export function placesOf({ unpacked = [], installed = [], spark = [] }: UnneededFiles): string[] {
  return [...unpacked.filter((pattern) => !pattern.startsWith('!')), ...installed, ...spark.map((path) => `/opt/spark/${path}`)];
}
