import { Inline } from '../../markdown/inline';
import { RepositoryChoices } from '../../model/repository-choices';
import { SparkImage, UNKNOWN_OWNER } from '../../model/spark-image';
import { GITLAB_FILE } from '../gitlab-ci';
import { DOCKER_BUILD_FILE } from '../workflows/docker-build';
import { md } from './readme-blocks';

/** A badge at the top of the README: what it says, its picture, and where it leads. */
export interface Badge {
  readonly label: string;
  readonly imageUrl: string;
  readonly target: string;
}

/** What the README is made of. */
export interface ReadmeFacts {
  readonly image: SparkImage;
  readonly choices: RepositoryChoices;
  readonly badges: readonly Badge[];
  /** Paths of the managed files, to tell only of what is there. */
  readonly files: readonly string[];
  /** Name of the file to edit. */
  readonly rcFile: string;
  /** Name of the package that the rc file imports. */
  readonly generator: string;
  /** Whether projen was taken out of the repository, so that nothing is generated any more. */
  readonly ejected?: boolean;
  /** Comment of the first line; none when undefined. */
  readonly marker?: string;
}

/** Whether a file is part of the repository. */
export function has(facts: ReadmeFacts, file: string): boolean {
  return facts.files.includes(file);
}

/** What publishes the image; undefined where nothing does by itself. */
export function publishedBy(facts: ReadmeFacts): 'github' | 'gitlab' | undefined {
  if (has(facts, `.github/workflows/${DOCKER_BUILD_FILE}`)) return 'github';
  return has(facts, GITLAB_FILE) ? 'gitlab' : undefined;
}

/** A remark for addresses that hold the placeholder of an unknown owner. */
export function ownerRemark(image: SparkImage): Inline | undefined {
  return image.owner === UNKNOWN_OWNER ? md`Replace \`${UNKNOWN_OWNER.toLowerCase()}\` by the owner of the repository: set the option \`owner\` and run \`npx projen\`.` : undefined;
}
