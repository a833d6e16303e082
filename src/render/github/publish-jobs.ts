import { setupBuildx } from './actions';
import { ImagePipeline, NOT_A_PULL_REQUEST } from './image-pipeline';
import { environmentOf, identityFor, logins, PublishedImage } from './published-image';
import { WorkflowJob, WorkflowStep } from './workflow';

const PULL = { access: 'read', reason: 'read the image' } as const;

const DIGEST = '${{ needs.publish.outputs.digest }}';

/** Only some plans of GitHub store attestations for private repositories. */
const PUBLIC = '${{ !github.event.repository.private }}';

/** Makes the index of all platforms, tags it, and copies it to every further registry. */
export function publishJob({ published }: ImagePipeline): WorkflowJob {
  return {
    name: 'Publish the index',
    needs: ['lint', 'build'],
    if: NOT_A_PULL_REQUEST,
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 15,
    environment: environmentOf(published.places),
    permissions: { packages: { access: 'write', reason: 'push the index' }, ...identityFor(published.places) },
    outputs: { digest: '${{ steps.index.outputs.digest }}' },
    steps: [
      {
        id: 'digests',
        name: "Fetch the platforms' digests",
        uses: 'actions/download-artifact',
        with: { 'pattern': 'digest-*', 'path': '${{ runner.temp }}/digests', 'merge-multiple': true },
      },
      setupBuildx(),
      ...logins(published),
      metadata(published),
      {
        id: 'index',
        name: 'Join the platforms and set the tags',
        env: { IMAGE: published.name, DIGESTS: '${{ runner.temp }}/digests', METADATA: '${{ steps.meta.outputs.json }}' },
        run: CREATE_INDEX,
      },
      ...copies(published),
    ],
  };
}

/** The guide's tags, as docker/metadata-action is told them. */
export const TAG_RULES: readonly string[] = [
  'type=ref,event=branch',
  'type=ref,event=tag',
  'type=semver,pattern={{version}}',
  'type=semver,pattern={{major}}.{{minor}}',
  "type=semver,pattern={{major}},enable=${{ !startsWith(github.ref, 'refs/tags/v0.') }}",
  'type=raw,value=latest,enable={{is_default_branch}}',
];

function metadata(published: PublishedImage): WorkflowStep {
  return {
    id: 'meta',
    name: 'Name the tags',
    uses: 'docker/metadata-action',
    env: { DOCKER_METADATA_ANNOTATIONS_LEVELS: 'index' },
    with: { images: published.name, flavor: 'latest=false', tags: [...TAG_RULES, ''].join('\n') },
  };
}

const CREATE_INDEX = `readarray -t tags < <(jq --raw-output '.tags[]' <<<"$METADATA")
readarray -t annotations < <(jq --raw-output '.annotations[]?' <<<"$METADATA")
arguments=()
for tag in "\${tags[@]}"; do arguments+=(--tag "$tag"); done
for annotation in "\${annotations[@]}"; do arguments+=(--annotation "$annotation"); done
for digest in "$DIGESTS"/*; do arguments+=("\${IMAGE}@sha256:\${digest##*/}"); done
docker buildx imagetools create "\${arguments[@]}"
digest=$(docker buildx imagetools inspect "\${tags[0]}" --format '{{json .Manifest}}' | jq --raw-output '.digest')
echo "digest=\${digest}" >>"$GITHUB_OUTPUT"
printf '%s\\n' "Published \${IMAGE}@\${digest}" "\${tags[@]}" | tee -a "$GITHUB_STEP_SUMMARY"
`;

/** An index that is copied as it is keeps its digest, so that one name stands for the image in every registry. */
function copies({ name, places }: PublishedImage): WorkflowStep[] {
  if (places.length === 1) return [];
  return [{
    id: 'copy',
    name: 'Copy the index to every further registry, and check that it stayed the same',
    env: {
      IMAGE: name,
      COPIES: places.slice(1).map((place) => place.name).join(' '),
      DIGEST: '${{ steps.index.outputs.digest }}',
      METADATA: '${{ steps.meta.outputs.json }}',
    },
    run: COPY_INDEX,
  }];
}

const COPY_INDEX = `readarray -t tags < <(jq --raw-output '.tags[]' <<<"$METADATA")
for copy in $COPIES; do
  arguments=()
  for tag in "\${tags[@]}"; do arguments+=(--tag "\${copy}:\${tag##*:}"); done
  docker buildx imagetools create "\${arguments[@]}" "\${IMAGE}@\${DIGEST}"
  digest=$(docker buildx imagetools inspect "\${copy}:\${tags[0]##*:}" --format '{{json .Manifest}}' | jq --raw-output '.digest')
  echo "Published \${copy}@\${digest}" | tee -a "$GITHUB_STEP_SUMMARY"
  [[ $digest == "$DIGEST" ]]
done
`;

/** Signs the digest in every registry, and attests how it was made: the only job that may prove who it is. */
export function signJob({ published }: ImagePipeline): WorkflowJob {
  return {
    name: 'Sign and attest',
    needs: ['lint', 'publish'],
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 15,
    environment: environmentOf(published.places),
    permissions: {
      'id-token': { access: 'write', reason: 'prove to Sigstore which workflow signs' },
      'attestations': { access: 'write', reason: 'store the provenance' },
      'packages': { access: 'write', reason: 'push the signature' },
    },
    steps: [
      ...logins(published),
      { id: 'cosign', name: 'Set up cosign', uses: 'sigstore/cosign-installer' },
      {
        id: 'sign',
        name: 'Sign the digest, and those of the platforms',
        ...everywhere(published, 'cosign sign --yes --recursive "${IMAGE}@${DIGEST}"'),
      },
      {
        id: 'attest',
        name: 'Attest how the image was built',
        if: PUBLIC,
        uses: 'actions/attest',
        with: { 'subject-name': published.name, 'subject-digest': DIGEST, 'push-to-registry': true, 'create-storage-record': false },
      },
    ],
  };
}

/** Fails unless the signature in every registry and the provenance verify. */
export function verifyJob({ published, signer }: ImagePipeline): WorkflowJob {
  const verify = everywhere(published, [
    'cosign verify --certificate-identity "$IDENTITY" \\',
    '  --certificate-oidc-issuer https://token.actions.githubusercontent.com "${IMAGE}@${DIGEST}"',
  ].join('\n'));
  return {
    name: 'Verify',
    needs: ['lint', 'publish', 'sign'],
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 15,
    environment: environmentOf(published.places),
    permissions: { packages: PULL, attestations: { access: 'read', reason: 'read the provenance' }, ...identityFor(published.places) },
    steps: [
      ...logins(published),
      { id: 'cosign', name: 'Set up cosign', uses: 'sigstore/cosign-installer' },
      {
        id: 'verify-signature',
        name: 'Verify the signature, and that this workflow made it',
        env: { ...verify.env, IDENTITY: `https://github.com/\${{ github.repository }}/.github/workflows/${signer}@\${{ github.ref }}` },
        run: verify.run,
      },
      {
        id: 'verify-provenance',
        name: 'Verify the provenance',
        if: PUBLIC,
        env: { IMAGE: published.name, DIGEST, GH_TOKEN: '${{ github.token }}' },
        run:
          'gh attestation verify "oci://${IMAGE}@${DIGEST}" --repo "$GITHUB_REPOSITORY" \\\n  --signer-workflow ' +
          `"$GITHUB_REPOSITORY/.github/workflows/${signer}"\n`,
      },
    ],
  };
}

/** A command on the published digest, in each registry that has it. */
function everywhere(
  { name, places }: PublishedImage,
  command: string,
): { readonly env: { readonly [name: string]: string }; readonly run: string } {
  if (places.length === 1) return { env: { IMAGE: name, DIGEST }, run: `${command}\n` };
  const lines = command.split('\n').map((line) => `  ${line}`);
  return {
    env: { IMAGES: places.map((place) => place.name).join(' '), DIGEST },
    run: ['for IMAGE in $IMAGES; do', ...lines, 'done', ''].join('\n'),
  };
}
