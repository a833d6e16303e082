import { publishingFiles } from '../../checklist/checks/workflow/subject';
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

/** The pipeline that does so where GitLab CI publishes. */
const GITLAB_PIPELINE = '.gitlab-ci.yml';

/** Where GitLab's own projects are. */
export const GITLAB_ADDRESS = 'https://gitlab.com';

/** What SECURITY.md is made of. */
export interface SecurityFacts {
  readonly image: SparkImage;
  /** Final texts of all other files of the repository. */
  readonly files: RepositoryFiles;
  /** Names of the project's tasks; those that come with a file are taken to be there when they are not known. */
  readonly tasks?: readonly string[];
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

/** What publishes and signs the image. */
export type Publisher = 'github' | 'gitlab';

/** What publishes the image; undefined where nothing does by itself. */
export function publisher({ files }: Pick<SecurityFacts, 'files'>): Publisher | undefined {
  const publishing = publishingFiles(files);
  if (publishing.includes(BUILD_WORKFLOW) || publishing.includes(TRUSTED_WORKFLOW)) return 'github';
  return publishing.includes(GITLAB_PIPELINE) ? 'gitlab' : undefined;
}

/** Files in which a publisher builds, scans and signs. */
export function filesOf(by: Publisher): string[] {
  return by === 'gitlab' ? [GITLAB_PIPELINE] : [BUILD_WORKFLOW, TRUSTED_WORKFLOW];
}

/** Whether GitHub runs anything of the repository; where only GitLab does, the repository is a project there. */
export function isOnGithub({ files }: SecurityFacts): boolean {
  return files.text(GITLAB_PIPELINE) === undefined || files.matching(/^\.github\/workflows\//).length > 0;
}

/** Whose certificates the publisher signs with. */
export function tokenIssuer(by: Publisher): string {
  return by === 'gitlab' ? GITLAB_ADDRESS : 'https://token.actions.githubusercontent.com';
}

/** The file whose identity a publisher signs with. */
export function signerFile(facts: SecurityFacts, by: Publisher): string {
  return by === 'gitlab' ? GITLAB_PIPELINE : signerWorkflow(facts);
}

/** The workflow whose identity signs. */
export function signerWorkflow({ files }: SecurityFacts): string {
  return files.text(TRUSTED_WORKFLOW) === undefined ? BUILD_WORKFLOW : TRUSTED_WORKFLOW;
}

/** Regular expression of the identity that is signed with: this repository, this file, a released ref. */
export function signerPattern(facts: SecurityFacts, by: Publisher): string {
  const { image, defaultBranch } = facts;
  const repository = by === 'gitlab' ? `${GITLAB_ADDRESS}/${image.owner}/${image.name}/` : repositoryUrl(image);
  const fixed = `${repository}/${signerFile(facts, by)}@refs/`;
  return `^${literal(fixed)}(heads/${literal(defaultBranch)}|tags/v.+)$`;
}

/** A remark for commands that hold the placeholder of an unknown owner. */
export function ownerIsUnknown(image: SparkImage): boolean {
  return image.owner === UNKNOWN_OWNER;
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
