import { Publishing } from '../../model/publishing';
import { Login } from '../../model/registry-login';
import { SparkImage } from '../../model/spark-image';
import { WorkflowJob, WorkflowStep } from './workflow';

const GITHUB_REGISTRY = 'ghcr.io';

/** A registry, and the expression for the image's name there. */
export interface PublishedPlace {
  readonly registry: string;
  /** Expression for `registry/name`. */
  readonly name: string;
  readonly usernameSecret: string;
  readonly passwordSecret: string;
  /** Login by the identity of the workflow; by the two secrets when undefined. */
  readonly login?: Login;
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
export function publishedImage(image: SparkImage, publish: Publishing, firstJob: string): PublishedImage {
  const name = image._nameIsKnown ? '${{ env.IMAGE }}' : `\${{ needs.${firstJob}.outputs.image }}`;
  const path = image._nameIsKnown ? image.imageName : `\${{ needs.${firstJob}.outputs.path }}`;
  const places = [
    {
      registry: image.registry,
      name,
      usernameSecret: publish.usernameSecret,
      passwordSecret: publish.passwordSecret,
      login: publish.login,
    },
    ...publish.registries.map((r) =>
      ({
        registry: r.address,
        name: `${r.address}/${r.imageName ?? path}`,
        usernameSecret: r.usernameSecret,
        passwordSecret: r.passwordSecret,
        login: r.login,
      })),
  ];
  if (image._nameIsKnown) return { env: { IMAGE: image.reference }, name, places, outputs: undefined, steps: [] };
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
      run:
        'echo "name=${REGISTRY}/${OWNER,,}/${NAME}" ' +
        `>>"$GITHUB_OUTPUT"\n${needsPath ? 'echo "path=${OWNER,,}/${NAME}" >>"$GITHUB_OUTPUT"\n' : ''}`,
    }],
  };
}

/** Logs in to the image's own registry. */
export function login({ places: [own] }: PublishedImage): WorkflowStep[] {
  return loginTo(own, '');
}

/** Logs in to every registry, the image's own first. */
export function logins(published: PublishedImage): WorkflowStep[] {
  return [
    ...login(published),
    ...published.places.slice(1).flatMap((place) => loginTo(place, `-${place.registry.replace(/[^a-z0-9]+/g, '-')}`)),
  ];
}

/** Permission that a job needs which logs in by its identity. */
export function identityFor(places: readonly PublishedPlace[]): WorkflowJob['permissions'] {
  return places.some((place) => place.login)
    ? { 'id-token': { access: 'write', reason: 'prove to the cloud of the registry which workflow runs' } }
    : {};
}

/** To GitHub's registry by the token of the job, to any other by two secrets or by the identity of the workflow. */
function loginTo({ registry, usernameSecret, passwordSecret, login: identity }: PublishedPlace, suffix: string): WorkflowStep[] {
  const step = { id: `login${suffix}`, name: `Log in to ${registry}` };
  const uses = 'docker/login-action';
  if (identity === undefined) {
    const own = registry === GITHUB_REGISTRY;
    return [{
      ...step,
      uses,
      with: {
        registry,
        username: own ? '${{ github.actor }}' : `\${{ secrets.${usernameSecret} }}`,
        password: own ? '${{ github.token }}' : `\${{ secrets.${passwordSecret} }}`,
      },
    }];
  }
  const { username, password, command, inputs, version } = identity;
  return [
    {
      id: `cloud-login${suffix}`,
      name: `Prove to the cloud of ${registry} which workflow runs`,
      uses: identity.uses,
      version,
      ...(Object.keys(inputs).length > 0 ? { with: inputs } : {}),
    },
    command === undefined
      ? { ...step, uses, with: { registry, ...(username === undefined ? {} : { username, password }) } }
      : { ...step, run: `${command}\n` },
  ];
}

/** Names of the secrets that the logins need, each once. */
export function secretsOf({ places }: PublishedImage): string[] {
  const bySecrets = places.filter(({ registry, login: identity }) => registry !== GITHUB_REGISTRY && identity === undefined);
  return [...new Set(bySecrets.flatMap((place) => [place.usernameSecret, place.passwordSecret]))];
}

/**
 * GitHub environment of jobs that use the secrets of registries, so that the repository can protect them. Pull requests
 * log in nowhere, and run outside of it.
 */
export function environmentOf(places: readonly PublishedPlace[]): string | undefined {
  return places.every(({ registry }) => registry === GITHUB_REGISTRY)
    ? undefined
    : "${{ github.event_name != 'pull_request' && 'registry' || '' }}";
}
