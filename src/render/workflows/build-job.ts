import { SparkImage } from '../../model/spark-image';
import { checkout, pinned, setupBuildx } from './actions';
import { environmentOf, login, PublishedImage } from './published-image';
import { findingsFile, Scanner, scanSteps } from './scan';
import { WorkflowJob, WorkflowStep } from './workflow';

/** Name that the image has while it is tried and scanned. */
const CANDIDATE = 'spark-image:candidate';

const FINDINGS = findingsFile('${{ matrix.arch }}');

const PUBLISHES = "${{ github.event_name != 'pull_request' }}";
const USES_CACHE = "!startsWith(github.ref, 'refs/tags/')";

/** Builds each platform, tries and scans it, and only then pushes it, by digest and without a tag. */
export function buildJob(image: SparkImage, published: PublishedImage, options: { readonly emulated?: boolean; readonly scanner?: Scanner }): WorkflowJob {
  const emulated = options.emulated ?? false;
  return {
    name: 'Build ${{ matrix.arch }}',
    needs: ['lint'],
    runsOn: '${{ matrix.runner }}',
    timeoutMinutes: emulated ? 120 : 60,
    environment: environmentOf(image),
    env: { DOCKER_BUILD_RECORD_UPLOAD: 'false' },
    permissions: {
      contents: { access: 'read', reason: 'check the code out' },
      packages: { access: 'write', reason: 'push by digest; no step of a pull request does' },
    },
    strategy: { failFast: false, matrix: { include: image.platforms.map((platform) => variant(platform, emulated)) } },
    steps: [
      checkout(),
      ...(emulated ? [{ id: 'qemu', name: 'Set up emulation', uses: pinned('docker/setup-qemu-action'), with: { 'cache-image': false } }] : []),
      setupBuildx(),
      { id: 'labels', name: 'Describe the image', uses: pinned('docker/metadata-action'), with: { images: published.name } },
      buildCandidate(),
      { id: 'smoke-test', name: 'Run a cluster and a job, with every privilege taken away', env: { CANDIDATE, SMOKE_TIMEOUT: emulated ? '1200' : '180' }, run: 'bash docker/smoke-test.sh "$CANDIDATE"\n' },
      ...scanSteps(options.scanner ?? 'trivy', CANDIDATE, FINDINGS),
      ...handOverFindings(),
      ...push(image, published),
    ],
  };
}

function variant(platform: string, emulated: boolean): { readonly [name: string]: string } {
  const arch = platform.replace('linux/', '');
  return { platform, arch, runner: arch === 'arm64' && !emulated ? 'ubuntu-24.04-arm' : 'ubuntu-24.04' };
}

function buildCandidate(): WorkflowStep {
  return {
    id: 'build',
    name: 'Build',
    uses: pinned('docker/build-push-action'),
    with: {
      'context': '.',
      'platforms': '${{ matrix.platform }}',
      'load': true,
      'tags': CANDIDATE,
      'labels': '${{ steps.labels.outputs.labels }}',
      // Attestations belong to what is published; the engine that the image is loaded into cannot keep them.
      'provenance': false,
      'pull': true,
      'no-cache': "${{ github.event_name == 'schedule' }}",
      'cache-from': `\${{ ${USES_CACHE} && format('type=gha,scope=image-{0}', matrix.arch) || '' }}`,
      'cache-to': `\${{ ${USES_CACHE} && format('type=gha,mode=max,scope=image-{0}', matrix.arch) || '' }}`,
    },
  };
}

function handOverFindings(): WorkflowStep[] {
  return [{
    id: 'findings',
    name: 'Keep the findings',
    if: "${{ !cancelled() && hashFiles('findings-*.sarif') != '' }}",
    uses: pinned('actions/upload-artifact'),
    with: { 'name': 'findings-${{ matrix.arch }}', 'path': FINDINGS, 'retention-days': 30, 'if-no-files-found': 'error' },
  }];
}

function push(image: SparkImage, published: PublishedImage): WorkflowStep[] {
  const step = (given: WorkflowStep): WorkflowStep => ({ ...given, if: PUBLISHES });
  return [
    step(login(image)),
    step({
      id: 'push',
      name: 'Push what was tried and scanned, with provenance and SBOM',
      uses: pinned('docker/build-push-action'),
      with: {
        context: '.',
        platforms: '${{ matrix.platform }}',
        labels: '${{ steps.labels.outputs.labels }}',
        outputs: `type=image,"name=${published.name}",push-by-digest=true,name-canonical=true,push=true`,
        // Full provenance holds the build arguments, which a private repository may want to keep to itself.
        provenance: "${{ github.event.repository.private && 'mode=min' || 'mode=max' }}",
        sbom: true,
      },
    }),
    step({ id: 'same-image', name: 'Check that both are the same image', env: { CANDIDATE, IMAGE: published.name, DIGEST: '${{ steps.push.outputs.digest }}', PLATFORM: '${{ matrix.platform }}' }, run: COMPARE_LAYERS }),
    step({ id: 'note-digest', name: 'Note the digest', env: { DIGEST: '${{ steps.push.outputs.digest }}' }, run: 'mkdir -p "$RUNNER_TEMP/digests"\ntouch "$RUNNER_TEMP/digests/${DIGEST#sha256:}"\n' }),
    step({
      id: 'hand-over',
      name: 'Hand the digest over',
      uses: pinned('actions/upload-artifact'),
      with: { 'name': 'digest-${{ matrix.arch }}', 'path': '${{ runner.temp }}/digests/*', 'retention-days': 1, 'if-no-files-found': 'error' },
    }),
  ];
}

/** With attestations the pushed digest is an index, and inspecting it answers by platform; without, at once. */
const COMPARE_LAYERS = `tried=$(docker image inspect --format '{{json .RootFS.Layers}}' "$CANDIDATE")
pushed=$(docker buildx imagetools inspect "\${IMAGE}@\${DIGEST}" --format '{{json .Image}}' |
  jq --compact-output --arg platform "$PLATFORM" '(.[$platform] // .).rootfs.diff_ids')
echo "tried:  \${tried}"
echo "pushed: \${pushed}"
[[ $tried == "$pushed" ]]
`;
