import { SparkImage, UNKNOWN_OWNER } from '../../model/spark-image';
import { pinned } from './actions';
import { WorkflowStep } from './workflow';

const GITHUB_REGISTRY = 'ghcr.io';

/** Names of the repository's secrets that hold the credentials of a registry other than GitHub's. */
export const REGISTRY_SECRETS = { user: 'REGISTRY_USERNAME', password: 'REGISTRY_PASSWORD' } as const;

/** How a workflow names the image that it publishes. */
export interface PublishedImage {
  /** Variables of the whole workflow. */
  readonly env: { readonly [name: string]: string };
  /** Expression for `registry/name` in jobs that need the first one. */
  readonly name: string;
  /** Outputs of the first job. */
  readonly outputs: { readonly [name: string]: string } | undefined;
  /** Steps of the first job. */
  readonly steps: readonly WorkflowStep[];
}

/** The name as the options say it; where they name no owner, the repository's own, found out by the first job. */
export function publishedImage(image: SparkImage, firstJob: string): PublishedImage {
  const ownerIsKnown = image.imageName !== `${UNKNOWN_OWNER}/${image.name}`.toLowerCase();
  if (ownerIsKnown) return { env: { IMAGE: image.reference }, name: '${{ env.IMAGE }}', outputs: undefined, steps: [] };
  return {
    env: {},
    name: `\${{ needs.${firstJob}.outputs.image }}`,
    outputs: { image: '${{ steps.image.outputs.name }}' },
    steps: [{
      id: 'image',
      name: 'Name the image after the owner of the repository',
      env: { REGISTRY: image.registry, OWNER: '${{ github.repository_owner }}', NAME: image.name.toLowerCase() },
      run: 'echo "name=${REGISTRY}/${OWNER,,}/${NAME}" >>"$GITHUB_OUTPUT"\n',
    }],
  };
}

/** Logs in to the registry: GitHub's by the token of the job, any other by two secrets. */
export function login(image: SparkImage): WorkflowStep {
  const own = image.registry === GITHUB_REGISTRY;
  return {
    id: 'login',
    name: `Log in to ${image.registry}`,
    uses: pinned('docker/login-action'),
    with: {
      registry: image.registry,
      username: own ? '${{ github.actor }}' : `\${{ secrets.${REGISTRY_SECRETS.user} }}`,
      password: own ? '${{ github.token }}' : `\${{ secrets.${REGISTRY_SECRETS.password} }}`,
    },
  };
}

/**
 * GitHub environment of jobs that use the secrets of another registry, so that the repository can protect them. Pull
 * requests log in nowhere, and run outside of it.
 */
export function environmentOf(image: SparkImage): string | undefined {
  return image.registry === GITHUB_REGISTRY ? undefined : "${{ github.event_name != 'pull_request' && 'registry' || '' }}";
}
