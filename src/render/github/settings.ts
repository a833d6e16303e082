import { DOCKER_BUILD_FILE, repositoryUrl, workflowPath } from '../../model/publisher';
import { Pipeline, Repository } from '../../model/repository';
import { SparkImage } from '../../model/spark-image';
import { DRIFT_CHECK, DRIFT_FILE } from './drift';
import { publishedImage, secretsOf } from './published-image';
import { UPGRADE_FILE } from './upgrade';

/** Something to set on GitHub, which no file of the repository can set. */
export interface GithubSetting {
  /** What to set, with names between backquotes. */
  readonly text: string;
  /** The page that sets it. */
  readonly url: string;
}

/** What to set on GitHub, once, so that everything of the repository works there; nothing where GitHub runs nothing of it. */
export function githubSettings({ image, pipeline, documents }: Repository, files: readonly string[]): GithubSetting[] {
  const has = (workflow: string): boolean => files.includes(workflowPath(workflow));
  if (!files.some((file) => file.startsWith('.github/workflows/'))) return [];
  const settings = `${repositoryUrl(image)}/settings`;
  const pullRequests = has(UPGRADE_FILE) ? ', and "Allow GitHub Actions to create and approve pull requests"' : '';
  return [
    {
      text:
        `Actions: permit actions of other owners${pullRequests}. Every action is pinned by a commit, and each job names the ` +
        'permissions that it needs.',
      url: `${settings}/actions`,
    },
    ...(has(UPGRADE_FILE) ? upgradeSettings(settings) : []),
    ...(documents.securityContact === undefined ? [{
      text: 'Security: enable "Private vulnerability reporting". `SECURITY.md` sends people there.', url: `${settings}/security_analysis`,
    }] : []),
    ...(has(DRIFT_FILE) ? [{
      text: `Rules: protect \`${pipeline.defaultBranch}\`, and require the status check \`${DRIFT_CHECK}\`.`, url: `${settings}/rules`,
    }] : []),
    ...(has(DOCKER_BUILD_FILE) ? publishingSettings(image, pipeline, settings) : []),
  ];
}

function upgradeSettings(settings: string): GithubSetting[] {
  return [
    {
      text:
        'Token for upgrades: make a fine-grained token for this repository that may write contents, pull requests and workflows. The ' +
        'token of a workflow may not change workflows, and its pull requests start no checks.',
      url: 'https://github.com/settings/personal-access-tokens/new',
    },
    {
      text: 'Environments: add the environment `upgrade`, and put that token there as the secret `UPGRADE_TOKEN`.',
      url: `${settings}/environments`,
    },
  ];
}

function publishingSettings(image: SparkImage, { publish }: Pipeline, settings: string): GithubSetting[] {
  const secrets = secretsOf(publishedImage(image, publish, 'lint'));
  return [
    ...(secrets.length > 0
      ? [{
        text: `Secrets: add ${secrets.map((name) => `\`${name}\``).join(', ')}, which log in to the registry.`,
        url: `${settings}/secrets/actions`,
      }]
      : []),
    ...(image.registry === 'ghcr.io' ? [{
      text: 'Package: after the first push, choose who sees the image (Package settings, Change visibility). A new package is private.',
      url: `${repositoryUrl(image)}/pkgs/container/${encodeURIComponent(image.imageName.split('/').slice(1).join('/') || image.imageName)}`,
    }] : []),
  ];
}
