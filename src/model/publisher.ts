/** Name, below `.github/workflows`, of the workflow that builds, publishes and signs the image. */
export const DOCKER_BUILD_FILE = 'docker-build.yml';

/** Name of the reusable workflow that does so in its place at level 3 of SLSA. */
export const TRUSTED_BUILD_FILE = 'build-image.yml';

/** Where the pipeline of GitLab CI stands. */
export const GITLAB_FILE = '.gitlab-ci.yml';

/** The path of a workflow. */
export function workflowPath(file: string): string {
  return `.github/workflows/${file}`;
}

/** Whose repository it is. */
interface Owned {
  readonly owner: string;
  readonly name: string;
}

/** What builds, publishes and signs the image of a repository by itself, and what documents say of it. */
export interface Publisher {
  /** Beginning of a sentence that says what it does. */
  readonly subject: string;
  /** What it runs. */
  readonly pipeline: 'workflow' | 'pipeline';
  /** Files in which it builds, scans and signs; the last of them that there is has the identity that signs. */
  readonly files: readonly string[];
  /** Whose certificates it signs with. */
  readonly issuer: string;
  /** Address at which repositories are. */
  readonly address: string;
  /** Whether the repository may as well be at an address of its user's own. */
  readonly selfManaged: boolean;
  /** What stands between a repository and a file of it in the identity that signs. */
  readonly separator: string;
  /** Whether what it attests reaches a level of SLSA's build track. */
  readonly attests: boolean;
  /** Page of a repository that takes private reports of weaknesses; confidential issues do where there is none. */
  readonly reportPage?: string;
  /** What becomes of schedules that nobody looks after. */
  readonly scheduleRemark?: string;
}

/** The workflows of GitHub Actions. */
export const GITHUB: Publisher = {
  subject: 'The workflow',
  pipeline: 'workflow',
  files: [DOCKER_BUILD_FILE, TRUSTED_BUILD_FILE].map(workflowPath),
  issuer: 'https://token.actions.githubusercontent.com',
  address: 'https://github.com',
  selfManaged: false,
  separator: '/',
  attests: true,
  reportPage: 'security/advisories/new',
  scheduleRemark: 'GitHub stops schedules of repositories without activity for 60 days, and says so by mail.',
};

/** The pipeline of GitLab CI. */
export const GITLAB: Publisher = {
  subject: 'GitLab CI',
  pipeline: 'pipeline',
  files: [GITLAB_FILE],
  issuer: 'https://gitlab.com',
  address: 'https://gitlab.com',
  selfManaged: true,
  separator: '//',
  attests: false,
};

/** Everything that can publish by itself; where several do, documents speak of the first. */
export const PUBLISHERS: readonly Publisher[] = [GITHUB, GITLAB];

/** What publishes by one of these files; undefined where nothing does by itself. */
export function publisherIn(files: readonly string[]): Publisher | undefined {
  return PUBLISHERS.find((publisher) => publisher.files.some((file) => files.includes(file)));
}

/** Address of a repository; at GitHub where nothing else is said. */
export function repositoryUrl({ owner, name }: Owned, { address }: Publisher = GITHUB): string {
  return `${address}/${owner}/${name}`;
}

/** The file whose identity a publisher signs with, of the files that there are. */
export function signerFile({ files }: Publisher, isThere: (file: string) => boolean): string {
  return [...files].reverse().find(isThere) ?? files[0];
}

/** Regular expression of the identity that is signed with: this repository, this file, a released ref. */
export function signerPattern(publisher: Publisher, repository: Owned, file: string, branch: string): string {
  const fixed = `${repositoryUrl(repository, publisher)}${publisher.separator}${file}@refs/`;
  return `^${literal(fixed)}(heads/${literal(branch)}|tags/v.+)$`;
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
