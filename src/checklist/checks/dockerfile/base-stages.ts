import { DockerStage } from '../../parsers/dockerfile-source';
import { DockerfileSubject } from './subject';

/** Stages that begin with an image of a registry. */
export function baseStages({ source }: DockerfileSubject): DockerStage[] {
  return source.stages.filter((stage) => !stage.parent && stage.image !== 'scratch');
}
