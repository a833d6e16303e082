import { renderDockerfile } from '../../src/dockerfile/dockerfile';
import { SparkImage } from '../../src/model/spark-image';
import { SparkImageOptions } from '../../src/model/spark-image-options';
import { DockerfileAdditions, NO_ADDITIONS } from '../../src/render/dockerfile/additions';
import { dockerfileOf } from '../../src/render/dockerfile/dockerfile';
import { bodiesOf, FoundInstruction } from '../dockerfile/read-dockerfile';

/** The Dockerfile of an image with these options. */
export function textOf(options: Partial<SparkImageOptions> = {}, additions: Partial<DockerfileAdditions> = {}): string {
  return renderDockerfile(dockerfileOf(new SparkImage({ name: 'demo', ...options }), { ...NO_ADDITIONS, ...additions }));
}

/** Commands of every RUN of some instructions, without `set -eux`. */
export function commandsOf(instructions: readonly FoundInstruction[]): string[] {
  return bodiesOf(instructions, 'RUN').flatMap((body) => body.split('; ').map((command) => command.trim())).filter((command) => command !== 'set -eux');
}
