import { SparkImage } from '../../model/spark-image';
import { checkout, pinned, setupBuildx } from './actions';
import { buildJob } from './build-job';
import { environmentOf, login, PublishedImage, publishedImage } from './published-image';
import { findingsFile, Scanner } from './scan';
import { Workflow, WorkflowJob, WorkflowStep } from './workflow';

/** Name of the file below `.github/workflows`. */
export const DOCKER_BUILD_FILE = 'docker-build.yml';

/** What decides the workflow beside the image. */
export interface DockerBuildOptions {
  /** Branch whose pushes are published, with the tag `latest`. Default: main. */
  readonly defaultBranch?: string;
  /** Builds every platform in emulation on an amd64 runner, for those without arm64 runners. Default: false. */
  readonly emulated?: boolean;
  /** Default: trivy. */
  readonly scanner?: Scanner;
}

const NOT_A_PULL_REQUEST = "${{ github.event_name != 'pull_request' }}";

const READ_CODE = { access: 'read', reason: 'check the code out' } as const;
const PULL = { access: 'read', reason: 'read the image' } as const;

/** From a commit to a published image: lint, build, try, scan, publish, sign, verify. */
export function dockerBuildWorkflow(image: SparkImage, options: DockerBuildOptions = {}): Workflow {
  const branch = options.defaultBranch ?? 'main';
  const published = publishedImage(image, 'lint');
  const workflow = new Workflow({
    name: 'Docker build',
    header: [
      'Builds the image on every change; publishes it from the default branch and from version tags, and once a week with',
      'fresh packages. Pull requests build, try and scan, and publish nothing. A tag v1.2.3 gives the image tags v1.2.3,',
      '1.2.3, 1.2 and 1; a branch gives its name, the default branch also latest.',
    ].join('\n'),
    on: {
      push: { branches: [branch], tags: ['v*'] },
      pull_request: null,
      schedule: [{ cron: '17 3 * * 1' }],
      workflow_dispatch: null,
    },
    env: published.env.IMAGE === undefined ? undefined : published.env,
  });
  workflow.addJob('lint', lintJob(published));
  workflow.addJob('build', buildJob(image, published, options));
  workflow.addJob('report', reportJob(image));
  workflow.addJob('publish', publishJob(image, published));
  workflow.addJob('sign', signJob(image, published));
  workflow.addJob('verify', verifyJob(image, published));
  return workflow;
}

function lintJob(published: PublishedImage): WorkflowJob {
  return {
    name: 'Lint',
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 10,
    permissions: { contents: READ_CODE },
    outputs: published.outputs,
    steps: [
      checkout(),
      ...published.steps,
      { id: 'hadolint', name: 'Lint the Dockerfile', uses: pinned('hadolint/hadolint-action'), with: { 'dockerfile': 'Dockerfile', 'failure-threshold': 'warning' } },
      setupBuildx(),
      { id: 'build-checks', name: "Run BuildKit's own checks", run: 'docker buildx build --check .\n' },
      { id: 'shellcheck', name: 'Lint the scripts', run: "git ls-files -z '*.sh' | xargs -0 --no-run-if-empty shellcheck\n" },
      { id: 'compose', name: 'Check the compose files', run: 'for file in docker-compose*.yml; do\n  docker compose --file "$file" config --quiet\ndone\n' },
    ],
  };
}

function reportJob(image: SparkImage): WorkflowJob {
  const architectures = image.platforms.map((platform) => platform.replace('linux/', ''));
  return {
    name: 'Report findings',
    needs: ['build'],
    // A scan that stopped the build is the one that must be read. Pull requests of forks have no right to report.
    if: "${{ !cancelled() && needs.build.result != 'skipped' && (github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository) }}",
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 10,
    permissions: {
      'contents': { access: 'read', reason: 'name the commit' },
      'security-events': { access: 'write', reason: 'fill the Security tab' },
    },
    steps: [
      { id: 'download', name: 'Fetch the findings', uses: pinned('actions/download-artifact'), with: { 'pattern': 'findings-*', 'path': 'findings', 'merge-multiple': true } },
      ...architectures.map((arch) => ({
        id: `upload-${arch}`,
        name: `Hand the findings of ${arch} to code scanning`,
        if: `\${{ hashFiles('findings/${findingsFile(arch)}') != '' }}`,
        uses: pinned('github/codeql-action/upload-sarif'),
        // Private repositories without GitHub Advanced Security have no code scanning; the findings stay as artifacts.
        continueOnError: true,
        with: { sarif_file: `findings/${findingsFile(arch)}`, category: `image-${arch}` },
      })),
    ],
  };
}

function metadata(image: string): WorkflowStep {
  return {
    id: 'meta',
    name: 'Name the tags',
    uses: pinned('docker/metadata-action'),
    env: { DOCKER_METADATA_ANNOTATIONS_LEVELS: 'index' },
    with: {
      images: image,
      flavor: 'latest=false',
      tags: [
        'type=ref,event=branch',
        'type=ref,event=tag',
        'type=semver,pattern={{version}}',
        'type=semver,pattern={{major}}.{{minor}}',
        "type=semver,pattern={{major}},enable=${{ !startsWith(github.ref, 'refs/tags/v0.') }}",
        'type=raw,value=latest,enable={{is_default_branch}}',
        '',
      ].join('\n'),
    },
  };
}

function publishJob(image: SparkImage, published: PublishedImage): WorkflowJob {
  return {
    name: 'Publish the index',
    needs: ['lint', 'build'],
    if: NOT_A_PULL_REQUEST,
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 15,
    environment: environmentOf(image),
    permissions: { packages: { access: 'write', reason: 'push the index' } },
    outputs: { digest: '${{ steps.index.outputs.digest }}' },
    steps: [
      { id: 'digests', name: "Fetch the platforms' digests", uses: pinned('actions/download-artifact'), with: { 'pattern': 'digest-*', 'path': '${{ runner.temp }}/digests', 'merge-multiple': true } },
      setupBuildx(),
      login(image),
      metadata(published.name),
      { id: 'index', name: 'Join the platforms and set the tags', env: { IMAGE: published.name, DIGESTS: '${{ runner.temp }}/digests', METADATA: '${{ steps.meta.outputs.json }}' }, run: CREATE_INDEX },
    ],
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

function signJob(image: SparkImage, published: PublishedImage): WorkflowJob {
  return {
    name: 'Sign and attest',
    needs: ['lint', 'publish'],
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 15,
    environment: environmentOf(image),
    permissions: {
      'id-token': { access: 'write', reason: 'prove to Sigstore which workflow signs' },
      'attestations': { access: 'write', reason: 'store the provenance' },
      'packages': { access: 'write', reason: 'push the signature' },
    },
    steps: [
      login(image),
      { id: 'cosign', name: 'Set up cosign', uses: pinned('sigstore/cosign-installer') },
      { id: 'sign', name: 'Sign the digest, and those of the platforms', env: referenceOf(published), run: 'cosign sign --yes --recursive "${IMAGE}@${DIGEST}"\n' },
      {
        id: 'attest',
        name: 'Attest how the image was built',
        if: PUBLIC,
        uses: pinned('actions/attest'),
        with: { 'subject-name': published.name, 'subject-digest': '${{ needs.publish.outputs.digest }}', 'push-to-registry': true, 'create-storage-record': false },
      },
    ],
  };
}

/** Only some plans of GitHub store attestations for private repositories. */
const PUBLIC = '${{ !github.event.repository.private }}';

function referenceOf(published: PublishedImage): { readonly [name: string]: string } {
  return { IMAGE: published.name, DIGEST: '${{ needs.publish.outputs.digest }}' };
}

function verifyJob(image: SparkImage, published: PublishedImage): WorkflowJob {
  return {
    name: 'Verify',
    needs: ['lint', 'publish', 'sign'],
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 15,
    environment: environmentOf(image),
    permissions: { packages: PULL, attestations: { access: 'read', reason: 'read the provenance' } },
    steps: [
      login(image),
      { id: 'cosign', name: 'Set up cosign', uses: pinned('sigstore/cosign-installer') },
      {
        id: 'verify-signature',
        name: 'Verify the signature, and that this workflow made it',
        env: { ...referenceOf(published), IDENTITY: `https://github.com/\${{ github.repository }}/.github/workflows/${DOCKER_BUILD_FILE}@\${{ github.ref }}` },
        run: 'cosign verify --certificate-identity "$IDENTITY" \\\n  --certificate-oidc-issuer https://token.actions.githubusercontent.com "${IMAGE}@${DIGEST}"\n',
      },
      {
        id: 'verify-provenance',
        name: 'Verify the provenance',
        if: PUBLIC,
        env: { ...referenceOf(published), GH_TOKEN: '${{ github.token }}' },
        run: `gh attestation verify "oci://\${IMAGE}@\${DIGEST}" --repo "$GITHUB_REPOSITORY" \\\n  --signer-workflow "$GITHUB_REPOSITORY/.github/workflows/${DOCKER_BUILD_FILE}"\n`,
      },
    ],
  };
}
