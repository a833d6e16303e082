import { PublishChoices } from '../../model/publish-choices';
import { SparkImage, UNKNOWN_OWNER } from '../../model/spark-image';
import { pinned } from './actions';
import { WorkflowStep } from './workflow';

const GITHUB_REGISTRY = 'ghcr.io';

/** A registry, and the expression for the image's name there. */
export interface PublishedPlace {
  readonly registry: string;
  /** Expression for `registry/name`. */
  readonly name: string;
  readonly usernameSecret: string;
  readonly passwordSecret: string;
}

/** How a workflow names the image that it publishes. */
export interface PublishedImage {
  /** Variables of the whole workflow. */
  readonly env: { readonly [name: string]: string };
  /** Expression for `registry/name` in jobs that need the first one. */
  readonly name: string;
  /** Every place that it is published to, the image's own registry first. */
  readonly places: readonly PublishedPlace[];
  /** Outputs of the first job. */
  readonly outputs: { readonly [name: string]: string } | undefined;
  /** Steps of the first job. */
  readonly steps: readonly WorkflowStep[];
}

/** The name as the options say it; where they name no owner, the repository's own, found out by the first job. */
export function publishedImage(image: SparkImage, publish: PublishChoices, firstJob: string): PublishedImage {
  const ownerIsKnown = image.imageName !== `${UNKNOWN_OWNER}/${image.name}`.toLowerCase();
  const name = ownerIsKnown ? '${{ env.IMAGE }}' : `\${{ needs.${firstJob}.outputs.image }}`;
  const path = ownerIsKnown ? image.imageName : `\${{ needs.${firstJob}.outputs.path }}`;
  const places = [
    { registry: image.registry, name, usernameSecret: publish.usernameSecret, passwordSecret: publish.passwordSecret },
    ...publish.registries.map((r) => ({ registry: r.address, name: `${r.address}/${r.imageName ?? path}`, usernameSecret: r.usernameSecret, passwordSecret: r.passwordSecret })),
  ];
  if (ownerIsKnown) return { env: { IMAGE: image.reference }, name, places, outputs: undefined, steps: [] };
  const needsPath = places.some((place) => place.name.includes(path));
  return {
    env: {},
    name,
    places,
    outputs: { image: '${{ steps.image.outputs.name }}', ...(needsPath && { path: '${{ steps.image.outputs.path }}' }) },
    steps: [{
      id: 'image',
      name: 'Name the image after the owner of the repository',
      env: { REGISTRY: image.registry, OWNER: '${{ github.repository_owner }}', NAME: image.name.toLowerCase() },
      run: `echo "name=\${REGISTRY}/\${OWNER,,}/\${NAME}" >>"$GITHUB_OUTPUT"\n${needsPath ? 'echo "path=${OWNER,,}/${NAME}" >>"$GITHUB_OUTPUT"\n' : ''}`,
    }],
  };
}

/** Logs in to the image's own registry. */
export function login({ places: [own] }: PublishedImage): WorkflowStep {
  return { id: 'login', ...loginTo(own) };
}

/** Logs in to every registry, the image's own first. */
export function logins(published: PublishedImage): WorkflowStep[] {
  return [login(published), ...published.places.slice(1).map((place) => ({ id: `login-${place.registry.replace(/[^a-z0-9]+/g, '-')}`, ...loginTo(place) }))];
}

/** To GitHub's registry by the token of the job, to any other by two secrets. */
function loginTo({ registry, usernameSecret, passwordSecret }: PublishedPlace): WorkflowStep {
  const own = registry === GITHUB_REGISTRY;
  return {
    name: `Log in to ${registry}`,
    uses: pinned('docker/login-action'),
    with: {
      registry,
      username: own ? '${{ github.actor }}' : `\${{ secrets.${usernameSecret} }}`,
      password: own ? '${{ github.token }}' : `\${{ secrets.${passwordSecret} }}`,
    },
  };
}

/** Names of the secrets that the logins need, each once. */
export function secretsOf({ places }: PublishedImage): string[] {
  return [...new Set(places.filter(({ registry }) => registry !== GITHUB_REGISTRY).flatMap((place) => [place.usernameSecret, place.passwordSecret]))];
}

/**
 * GitHub environment of jobs that use the secrets of registries, so that the repository can protect them. Pull requests
 * log in nowhere, and run outside of it.
 */
export function environmentOf(places: readonly PublishedPlace[]): string | undefined {
  return places.every(({ registry }) => registry === GITHUB_REGISTRY) ? undefined : "${{ github.event_name != 'pull_request' && 'registry' || '' }}";
}
