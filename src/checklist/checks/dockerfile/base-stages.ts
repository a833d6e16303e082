import { Evidence } from '../../check';
import { DockerInstruction, DockerStage } from '../../parsers/dockerfile-source';
import { baseEvidence, DockerfileSubject } from './subject';

/** An image of a registry that a Dockerfile takes something from, and where. */
export interface ForeignImage {
  /** Undefined where it is only known when the image is built. */
  readonly image?: string;
  readonly evidence: readonly Evidence[];
}

/** Images of registries that stages begin with, or that files are taken from. */
export function foreignImages(subject: DockerfileSubject): ForeignImage[] {
  const { stages } = subject.source;
  const begun = stages.filter((stage) => !stage.parent && stage.image !== 'scratch').map((stage) =>
    ({ image: stage.image, evidence: baseEvidence(subject, stage) }));
  const taken = stages.flatMap((stage) => stage.instructions).flatMap((instruction) => takenFrom(instruction)
    .filter((from) => /[A-Za-z]/.test(from) && stageNamed(stages, from) === undefined && from !== 'scratch')
    .map((from) => ({ image: from.includes('$') ? undefined : from, evidence: [subject.at(instruction)] })));
  return [...begun, ...taken];
}

/** Stages and images that an instruction takes files from: COPY --from, and mounts of RUN. */
export function takenFrom(instruction: DockerInstruction): string[] {
  const from = instruction.keyword === 'COPY' ? instruction.flags.get('from') : undefined;
  const mounts = instruction.keyword === 'RUN'
    ? [...instruction.text.matchAll(/--mount=(\S+)/g)].flatMap(([, mount]) => /(?:^|,)from=([^,]+)/.exec(mount)?.[1] ?? [])
    : [];
  return from === undefined ? mounts : [from];
}

/** The stage of a name or a number. */
export function stageNamed(stages: readonly DockerStage[], name: string): DockerStage | undefined {
  return stages.find((stage) => [stage.name, String(stage.index)].includes(name.toLowerCase()));
}
