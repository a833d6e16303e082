import { Instruction, renderDockerfile } from '../dockerfile/dockerfile';
import * as docker from '../dockerfile/instructions';
import { baseName } from '../model/packages';
import { SparkImage } from '../model/spark-image';
import { extraJars, jarFetcher, pythonPackages, sparkSource } from './dockerfile/builder-stage';
import { USE_APT_MIRROR } from './dockerfile/packages';

/** Where it stands. It is no Dockerfile by its name, lest an audit or a scanner take it for an image that somebody runs. */
export const NAIVE_IMAGE = 'docker/naive-image.txt';

/** Packages that serve a measure which the naive image has not got. */
const OF_THE_MEASURES = ['tini', 'libnss-wrapper', 'openssl'];

/**
 * Dockerfile of the same Spark on the same base image as it is written without a thought: one stage, root, the JDK with
 * everything that is recommended, download tools and package lists left behind, and Spark stored twice by a later chown.
 * Only the download is verified as ours is. It is built to be measured, and never published.
 *
 * @param marker comment of the first line, without `#`; none when undefined
 */
export function renderNaiveImage(image: SparkImage, marker?: string): string {
  return renderDockerfile({
    header: [
      ...(marker ? [marker, ''] : []),
      'Not for use: what this image would be without its measures. "npx projen measure" builds it, and removes it again.',
    ],
    preamble: [docker.args(
      [['BASE_IMAGE', image.baseImage], ['SPARK_VERSION', image.sparkVersion], ['APT_MIRROR', image.aptMirror ?? '']],
    )],
    stages: [{ from: '${BASE_IMAGE}', instructions: instructions(image) }],
  });
}

function instructions(image: SparkImage): Instruction[] {
  const requirements = image._addsPython;
  return [
    docker.args([['APT_MIRROR']]),
    docker.run([
      USE_APT_MIRROR,
      'export DEBIAN_FRONTEND=noninteractive',
      'apt-get update',
      `apt-get install -y \\\n        ${packagesOf(image).join(' \\\n        ')}`,
    ], 'A compiler, recommended packages, download tools, and the lists of all packages.', 'hadolint ignore=DL3008,DL3009,DL3015'),
    ...sparkSource(image),
    docker.run(['bash /usr/local/bin/fetch-spark.sh /opt/spark']),
    ...(image.extraJars.length > 0 ? jarFetcher(image) : []),
    ...extraJars(image),
    ...pythonPackages(image),
    docker.run(['chown -R nobody /opt/spark'], 'Every file a second time.'),
    docker.envExpanded([['SPARK_HOME', '/opt/spark'], ['PATH', `${requirements ? '/opt/venv/bin:' : ''}/opt/spark/bin:\${PATH}`]]),
    docker.exec('CMD', ['/opt/spark/bin/spark-class', 'org.apache.spark.deploy.master.Master']),
  ];
}

/** The packages of both stages, with the JDK in place of the runtime. */
function packagesOf(image: SparkImage): string[] {
  const runtime = `openjdk-${image.javaVersion}-jre-headless`;
  const wanted = [
    ...image.packages, ...image.builderPackages,
  ].map((p) => p.name).filter((name) => !OF_THE_MEASURES.includes(baseName(name)));
  const named = wanted.map((name) => (baseName(name) === runtime ? `openjdk-${image.javaVersion}-jdk` : name));
  return [...new Set(named)].sort();
}
