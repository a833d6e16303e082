import { SparkImage } from '../model/spark-image';
import { localTag } from './local-image';

/** A command of the script, and the task that runs it. */
export interface PublishCommand {
  readonly command: string;
  readonly task: string;
  /** A sentence without its full stop. */
  readonly description: string;
  /** What it needs beside Docker and bash. */
  readonly programs: readonly string[];
}

/** What publishing by hand consists of, in its order. */
export const PUBLISH_COMMANDS: readonly PublishCommand[] = [
  {
    command: 'login',
    task: 'publish:login',
    description: 'Logs in to a registry; the password comes from standard input or a file',
    programs: [],
  },
  { command: 'tag', task: 'publish:tag', description: 'Gives the local image its names in a registry', programs: [] },
  { command: 'push', task: 'publish:push', description: 'Pushes these names, and prints the digest', programs: [] },
  { command: 'sign', task: 'publish:sign', description: 'Signs the digest that was pushed', programs: ['cosign'] },
  {
    command: 'sbom',
    task: 'publish:sbom',
    description: 'Writes the bill of materials of what was pushed, and attaches it, signed, when asked',
    programs: ['syft', 'cosign'],
  },
  {
    command: 'verify',
    task: 'publish:verify',
    description: 'Verifies what the registry serves; fails when it does not verify',
    programs: ['cosign'],
  },
  {
    command: 'all',
    task: 'publish',
    description: 'Tags, pushes, signs, attaches the bill of materials and verifies',
    programs: ['cosign', 'syft'],
  },
];

/** What the script is told by every task of the repository: what is published unless an option says otherwise. */
export function publishDefaults(image: SparkImage): Readonly<Record<string, string>> {
  return {
    DEFAULT_REGISTRY: image.registry,
    ...(image._nameIsKnown ? { DEFAULT_IMAGE: image.imageName } : {}),
    DEFAULT_SOURCE: localTag(image),
  };
}
