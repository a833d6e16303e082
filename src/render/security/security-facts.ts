import { publishingFiles } from '../../checklist/checks/workflow/subject';
import { RepositoryFiles } from '../../checklist/repository-files';
import { Measurements } from '../../model/measurements';
import { GITHUB, GITLAB, GITLAB_FILE, Publisher, publisherIn, signerFile } from '../../model/publisher';
import { Publishing } from '../../model/publishing';
import { Scan } from '../../model/scan';
import { SparkImage } from '../../model/spark-image';
import { OwnText } from '../own-texts';

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
  readonly scan: Scan;
  /** How the image is published. */
  readonly publish: Publishing;
  /** What was measured of the image and of a naive one; nothing was when undefined. */
  readonly measurements?: Measurements;
  /** Comment of the first line; none when undefined. */
  readonly marker?: string;
  /** E-mail or https address that weaknesses are reported to; GitHub's private reporting when undefined. */
  readonly contact?: string;
  /** Texts of the user's own, before or after sections. */
  readonly ownTexts?: readonly OwnText[];
}

/** What publishes the image; undefined where nothing does by itself. */
export function publisher({ files }: Pick<SecurityFacts, 'files'>): Publisher | undefined {
  return publisherIn(publishingFiles(files));
}

/** Where the repository is: a project of GitLab where nothing else runs anything of it. */
export function hostOf({ files }: SecurityFacts): Publisher {
  const onGitlab = files.text(GITLAB_FILE) !== undefined && files.matching(/^\.github\/workflows\//).length === 0;
  return onGitlab ? GITLAB : GITHUB;
}

/** The file whose identity a publisher signs with. */
export function signedBy({ files }: SecurityFacts, by: Publisher): string {
  return signerFile(by, (file) => files.text(file) !== undefined);
}
