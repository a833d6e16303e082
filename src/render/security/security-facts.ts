import { RepositoryFiles } from '../../checklist/repository-files';
import { Measurements } from '../../model/measurements';
import { PublishChoices } from '../../model/publish-choices';
import { ScanChoices } from '../../model/scan-choices';
import { SparkImage, UNKNOWN_OWNER } from '../../model/spark-image';
import { OwnText } from '../own-texts';

/** The workflow that publishes and signs the image. */
export const BUILD_WORKFLOW = '.github/workflows/docker-build.yml';

/** The reusable workflow that does so in its place at level 3 of SLSA. */
const TRUSTED_WORKFLOW = '.github/workflows/build-image.yml';

/** Whose certificates GitHub's runners sign with. */
export const TOKEN_ISSUER = 'https://token.actions.githubusercontent.com';

/** What SECURITY.md is made of. */
export interface SecurityFacts {
  readonly image: SparkImage;
  /** Final texts of all other files of the repository. */
  readonly files: RepositoryFiles;
  /** Branch that is released from. */
  readonly defaultBranch: string;
  /** How the pipeline scans the image. */
  readonly scan: ScanChoices;
  /** How the image is published. */
  readonly publish: PublishChoices;
  /** What was measured of the image and of a naive one; nothing was when undefined. */
  readonly measurements?: Measurements;
  /** Comment of the first line; none when undefined. */
  readonly marker?: string;
  /** E-mail or https address that weaknesses are reported to; GitHub's private reporting when undefined. */
  readonly contact?: string;
  /** Texts of the user's own, before or after sections. */
  readonly ownTexts?: readonly OwnText[];
}

/** Address of the repository. */
export function repositoryUrl(image: SparkImage): string {
  return `https://github.com/${image.owner}/${image.name}`;
}

/** The workflow whose identity signs. */
export function signerWorkflow({ files }: SecurityFacts): string {
  return files.text(TRUSTED_WORKFLOW) === undefined ? BUILD_WORKFLOW : TRUSTED_WORKFLOW;
}

/** Regular expression of the identity that the workflow signs with: this repository, this file, a released ref. */
export function signerPattern(facts: SecurityFacts): string {
  const { image, defaultBranch } = facts;
  const fixed = `${repositoryUrl(image)}/${signerWorkflow(facts)}@refs/`;
  return `^${literal(fixed)}(heads/${literal(defaultBranch)}|tags/v.+)$`;
}

/** A remark for commands that hold the placeholder of an unknown owner. */
export function ownerIsUnknown(image: SparkImage): boolean {
  return image.owner === UNKNOWN_OWNER;
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
