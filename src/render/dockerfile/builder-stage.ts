import { Instruction, Stage } from '../../dockerfile/dockerfile';
import * as docker from '../../dockerfile/instructions';
import { fileNameOf } from '../../model/extra-jars';
import { SparkImage } from '../../model/spark-image';
import { ENTRYPOINT_PATHS } from '../entrypoint';
import { PositionName } from './additions';
import { aptInstall, pathsLeftOut, removed } from './packages';

/** Where the builder puts the Python packages of the image. */
export const VENV = '/opt/venv';

export function builderStage(image: SparkImage, added: (position: PositionName) => Instruction[]): Stage {
  return {
    from: '${BASE_IMAGE}',
    name: 'builder',
    comment: ['Stage 1, the builder: its download tools never reach the final image.'],
    instructions: [
      docker.args([['APT_MIRROR']]),
      ...added('builder-begin'),
      aptInstall(image.builderPackages.map((p) => p.name), image.builderPackages.map((p) => `${p.name}: ${p.reason}`), []),
      ...downloadSpark(image),
      ...jarFetcher(image),
      ...replacedJars(image),
      ...extraJars(image),
      ...pythonPackages(image),
      ...added('builder-end'),
    ],
  };
}

/** Where Spark comes from, and the script that accepts nothing else. */
export function sparkSource(image: SparkImage): Instruction[] {
  return [
    docker.args([
      ['SPARK_VERSION'],
      ['SCALA_VERSION', image.scalaVersion],
      ['SPARK_MIRROR', image.sparkMirror],
      ['SPARK_SHA512', image.sparkSha512 ?? ''],
      ['SPARK_SIGNING_KEY', image.sparkSigningKey ?? ''],
    ], image.sparkSha512
      ? 'SPARK_SHA512 pins the archive.'
      : 'The archive is accepted only with a signature of SPARK_SIGNING_KEY (full fingerprint) and its SHA-512.'),
    docker.copy(['docker/fetch-spark.sh'], '/usr/local/bin/fetch-spark.sh', {}),
  ];
}

function downloadSpark(image: SparkImage): Instruction[] {
  return [
    ...sparkSource(image),
    docker.run([
      'bash /usr/local/bin/fetch-spark.sh /opt/spark',
      'mkdir -p /opt/spark/examples',
      '[ ! -d /opt/spark/data ] || mv /opt/spark/data /opt/spark/examples/data',
      `ln -sf ${ENTRYPOINT_PATHS.submit.imagePath} /opt/spark/bin/spark-submit`,
      ...removed(pathsLeftOut(image, 'spark').map((file) => `/opt/spark/${file}`)),
    ], 'Download, verify and unpack Spark; a mismatch ends the build. The sample data moves, because a volume has its path.',
    'If possible, spark-submit starts a driver without first starting a second JVM.'),
  ];
}

/** What fetches JARs, and from where. */
export function jarFetcher(image: SparkImage): Instruction[] {
  if (!image._fetchesJars) return [];
  return [
    docker.args([['MAVEN_MIRROR', image.mavenMirror ?? '']]),
    docker.copy(['docker/fetch-jars.sh'], '/usr/local/bin/fetch-jars.sh', {}),
  ];
}

function replacedJars(image: SparkImage): Instruction[] {
  if (image._replacements.length === 0) return [];
  const titles = image._replacements.map(({ record: { name, from, to } }) => `${name} ${from} by ${to}`);
  const old = image._replacements.flatMap(({ files }) => files.map((file) => `/opt/spark/jars/${file.old}`));
  return [
    docker.copy(['docker/replaced-jars.txt'], '/tmp/replaced-jars.txt', {}),
    docker.run(
      ['bash /usr/local/bin/fetch-jars.sh /tmp/replaced-jars.txt /opt/spark/jars', `rm ${old.join(' \\\n        ')}`],
      `JARs of Spark that close known weaknesses, each checked by its SHA-512: ${titles.join(', ')}.`,
      'The build fails if one of the old files is not there.',
    ),
  ];
}

/** Fetches the further JARs, each by its checksum. */
export function extraJars(image: SparkImage): Instruction[] {
  if (image.extraJars.length === 0) return [];
  const connectors = image._connectors.map(({ record, version }) => `${record.name} ${version}`);
  return [
    docker.copy(['docker/extra-jars.txt'], '/tmp/extra-jars.txt', {}),
    docker.run(
      ['bash /usr/local/bin/fetch-jars.sh /tmp/extra-jars.txt /opt/spark/jars'],
      `Further JARs, each checked by its SHA-512: ${[...connectors, ...image._ownJars.map(fileNameOf)].join(', ')}.`,
    ),
  ];
}

/** Installs the Python packages of the image. */
export function pythonPackages(image: SparkImage): Instruction[] {
  if (!image._addsPython) return [];
  // Of a lock file pip requires hashes by itself, as soon as it has one.
  const hashed = image.pythonRequirements.length > 0 && image.pythonRequirements.every((r) => r.includes(' --hash='));
  const index = '${PYTHON_INDEX_URL:+--index-url "${PYTHON_INDEX_URL}"}';
  return [
    docker.args([['PYTHON_INDEX_URL', image.pythonIndexUrl ?? '']]),
    docker.copy([image.pythonRequirementsFile ?? 'docker/requirements.txt'], '/tmp/requirements.txt', {}),
    docker.run([
      `python3 -m venv ${VENV}`,
      `${VENV}/bin/pip install --no-cache-dir --no-compile --disable-pip-version-check${hashed ? ' --require-hashes' : ''} ${index} ` +
        '--requirement /tmp/requirements.txt',
      `${VENV}/bin/pip uninstall --yes pip setuptools`,
    ], 'Python packages of the image; pip stays behind.'),
  ];
}
