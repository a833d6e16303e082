import { Dockerfile, Instruction, Stage } from '../../dockerfile/dockerfile';
import * as docker from '../../dockerfile/instructions';
import { SparkImage } from '../../model/spark-image';
import { DockerfileAdditions, NO_ADDITIONS, PositionName } from './additions';
import { builderStage } from './builder-stage';
import { runtimeStage } from './runtime-stage';

/** The two-stage Dockerfile of an image. */
export function dockerfileOf(image: SparkImage, additions: DockerfileAdditions = NO_ADDITIONS): Dockerfile {
  const added = (position: PositionName): Instruction[] =>
    additions.instructions.filter((i) => i.position === position).map((i) => docker.verbatim(i.text, 'Added by the rc file.'));
  return {
    header: [
      `${image.name}: Apache Spark ${image.sparkVersion} (Scala ${image.scalaVersion}) with Java ${image.javaVersion} and Python ` +
        `${image.pythonVersion} on ${image.baseTitle}.`,
      '',
      'Two stages: the builder downloads and verifies, the runtime stage holds what a container needs and nothing else.',
      'Build arguments point a build elsewhere without a change of this file: BASE_IMAGE, APT_MIRROR, SPARK_VERSION,',
      `SPARK_MIRROR, SPARK_SHA512, SPARK_SIGNING_KEY${image.startupArchives.length > 0
        ? ', STARTUP_ARCHIVES'
        : ''}${image._addsPython ? ', PYTHON_INDEX_URL' : ''}${image._fetchesJars ? ', MAVEN_MIRROR' : ''}.`,
    ],
    preamble: [
      docker.args(
        [['BASE_IMAGE', image.baseImage], ['SPARK_VERSION', image.sparkVersion], ['APT_MIRROR', image.aptMirror ?? '']],
        'Used by both stages.',
      ),
      ...added('before-builder'),
    ],
    stages: [builderStage(image, added), ...wrapStages(added('before-runtime')), runtimeStage(image, additions, added)],
  };
}

/** Stages of the user's own between the two: their text begins with FROM, which this model writes itself. */
function wrapStages(instructions: readonly Instruction[]): Stage[] {
  return instructions.map((instruction) => {
    const [first, ...rest] = instruction.text.split('\n');
    return {
      from: first.replace(/^FROM\s+/i, ''),
      comment: instruction.comment,
      instructions: rest.length > 0 ? [docker.verbatim(rest.join('\n').trimStart())] : [],
    };
  });
}
