import { checkout, setupBuildx } from './actions';
import { architectureOf, ImagePipeline, NOT_A_PULL_REQUEST, READ_CODE } from './image-pipeline';
import { environmentOf, identityFor, login } from './published-image';
import { findingsFile, scanSteps } from './scan';
import { WorkflowJob, WorkflowStep } from './workflow';

/** Name that the image has while it is tried and scanned. */
const CANDIDATE = 'spark-image:candidate';

/** A platform as the steps of a job speak of it: by expressions of the matrix, or by name where one job builds them all. */
interface Built {
  readonly platform: string;
  readonly arch: string;
  readonly candidate: string;
  /** What the ids of the steps end with. */
  readonly suffix: string;
  /** Seconds that a container may take to become healthy. */
  readonly patience: string;
}

const OF_MATRIX: Built = {
  platform: '${{ matrix.platform }}', arch: '${{ matrix.arch }}', candidate: CANDIDATE, suffix: '', patience: '180',
};

/** Builds, tries and scans the image, and only then pushes it, by digest and without a tag. */
export function buildJob(pipeline: ImagePipeline): WorkflowJob {
  return pipeline.publish.emulated ? emulatedJob(pipeline) : nativeJob(pipeline);
}

function permissionsOf({ published }: ImagePipeline): WorkflowJob['permissions'] {
  return {
    contents: READ_CODE,
    packages: { access: 'write', reason: 'push by digest; no step of a pull request does' },
    ...identityFor(published.places.slice(0, 1)),
  };
}

/** A job for each platform, on a machine of its kind. */
function nativeJob(pipeline: ImagePipeline): WorkflowJob {
  return {
    name: 'Build ${{ matrix.arch }}',
    needs: ['lint'],
    runsOn: '${{ matrix.runner }}',
    timeoutMinutes: 60,
    environment: environmentOf(pipeline.published.places.slice(0, 1)),
    env: { DOCKER_BUILD_RECORD_UPLOAD: 'false' },
    permissions: permissionsOf(pipeline),
    strategy: { failFast: false, matrix: { include: pipeline.image.platforms.map(variant) } },
    steps: [
      checkout(),
      setupBuildx(),
      labels(pipeline),
      ...tried(pipeline, OF_MATRIX),
      handOverFindings(OF_MATRIX.arch, findingsFile(OF_MATRIX.arch)),
      ...push(pipeline, OF_MATRIX.platform, [OF_MATRIX], OF_MATRIX.arch),
    ],
  };
}

function variant(platform: string): { readonly [name: string]: string } {
  const arch = architectureOf(platform);
  return { platform, arch, runner: arch === 'arm64' ? 'ubuntu-24.04-arm' : 'ubuntu-24.04' };
}

/** One job for all platforms, those that the machine is not of in emulation. */
function emulatedJob(pipeline: ImagePipeline): WorkflowJob {
  const { platforms } = pipeline.image;
  const builds = platforms.map(architectureOf).map((arch, index): Built => ({
    platform: platforms[index], arch, candidate: `${CANDIDATE}-${arch}`, suffix: `-${arch}`, patience: arch === 'amd64' ? '180' : '1200',
  }));
  return {
    name: 'Build every platform',
    needs: ['lint'],
    runsOn: 'ubuntu-24.04',
    timeoutMinutes: 180,
    environment: environmentOf(pipeline.published.places.slice(0, 1)),
    env: { DOCKER_BUILD_RECORD_UPLOAD: 'false' },
    permissions: permissionsOf(pipeline),
    steps: [
      checkout(),
      { id: 'qemu', name: 'Set up emulation', uses: 'docker/setup-qemu-action', with: { 'cache-image': false } },
      setupBuildx(),
      labels(pipeline),
      ...builds.flatMap((built) => tried(pipeline, built)),
      handOverFindings('all', 'findings-*.sarif'),
      ...push(pipeline, platforms.join(','), builds, 'all'),
    ],
  };
}

function labels({ published }: ImagePipeline): WorkflowStep {
  return { id: 'labels', name: 'Describe the image', uses: 'docker/metadata-action', with: { images: published.name } };
}

/** Builds one platform, lets it run, and scans it. */
function tried(pipeline: ImagePipeline, built: Built): WorkflowStep[] {
  const of = built.suffix === '' ? '' : ` (${built.arch})`;
  return [
    buildCandidate(pipeline, built),
    {
      id: `smoke-test${built.suffix}`,
      name: 'Run a cluster and a job, with every privilege taken away',
      env: { CANDIDATE: built.candidate, SMOKE_TIMEOUT: built.patience },
      run: 'bash docker/smoke-test.sh "$CANDIDATE"\n',
    },
    ...scanSteps(pipeline.scan, { image: built.candidate, findings: findingsFile(built.arch), suffix: built.suffix }),
  ].map((step) => ({ ...step, name: `${step.name ?? ''}${of}` }));
}

/**
 * Who may write the cache of a branch could put a layer into it: what is released does not use it, and at level 3 of SLSA
 * nothing that is published does.
 */
function cacheCondition({ publish }: ImagePipeline): string {
  return publish.slsaLevel === 3 ? "github.event_name == 'pull_request'" : "!startsWith(github.ref, 'refs/tags/')";
}

function buildCandidate(pipeline: ImagePipeline, built: Built): WorkflowStep {
  const cache = (options: string): string => {
    const arch = built.suffix === '' ? "format('type=gha,@scope=image-{0}', matrix.arch)" : `'type=gha,@scope=image-${built.arch}'`;
    return `\${{ ${cacheCondition(pipeline)} && ${arch.replace('@', options)} || '' }}`;
  };
  return {
    id: `build${built.suffix}`,
    name: 'Build',
    uses: 'docker/build-push-action',
    with: {
      'context': '.',
      'platforms': built.platform,
      'load': true,
      'tags': built.candidate,
      'labels': '${{ steps.labels.outputs.labels }}',
      // Attestations belong to what is published; the engine that the image is loaded into cannot keep them.
      'provenance': false,
      'pull': true,
      'no-cache': "${{ github.event_name == 'schedule' }}",
      'cache-from': cache(''),
      'cache-to': cache('mode=max,'),
    },
  };
}

function handOverFindings(name: string, path: string): WorkflowStep {
  return {
    id: 'findings',
    name: 'Keep the findings',
    if: "${{ !cancelled() && hashFiles('findings-*.sarif') != '' }}",
    uses: 'actions/upload-artifact',
    with: { 'name': `findings-${name}`, path, 'retention-days': 30, 'if-no-files-found': 'error' },
  };
}

function push({ published }: ImagePipeline, platforms: string, builds: readonly Built[], artifact: string): WorkflowStep[] {
  const digest = '${{ steps.push.outputs.digest }}';
  const steps: WorkflowStep[] = [
    ...login(published),
    {
      id: 'push',
      name: 'Push what was tried and scanned, with provenance and SBOM',
      uses: 'docker/build-push-action',
      with: {
        context: '.',
        platforms,
        labels: '${{ steps.labels.outputs.labels }}',
        outputs: `type=image,"name=${published.name}",push-by-digest=true,name-canonical=true,push=true`,
        // Full provenance holds the build arguments, which a private repository may want to keep to itself.
        provenance: "${{ github.event.repository.private && 'mode=min' || 'mode=max' }}",
        sbom: true,
      },
    },
    ...builds.map(({ candidate, suffix, platform }) => ({
      id: `same-image${suffix}`,
      name: 'Check that both are the same image',
      env: {
        CANDIDATE: candidate, IMAGE: published.name, DIGEST: digest, PLATFORM: platform,
      },
      run: COMPARE_LAYERS,
    })),
    {
      id: 'note-digest',
      name: 'Note the digest',
      env: { DIGEST: digest },
      run: 'mkdir -p "$RUNNER_TEMP/digests"\ntouch "$RUNNER_TEMP/digests/${DIGEST#sha256:}"\n',
    },
    {
      id: 'hand-over',
      name: 'Hand the digest over',
      uses: 'actions/upload-artifact',
      with: { 'name': `digest-${artifact}`, 'path': '${{ runner.temp }}/digests/*', 'retention-days': 1, 'if-no-files-found': 'error' },
    },
  ];
  return steps.map((step) => ({ ...step, if: NOT_A_PULL_REQUEST }));
}

/** With attestations the pushed digest is an index, and inspecting it answers by platform; without, at once. */
const COMPARE_LAYERS = `tried=$(docker image inspect --format '{{json .RootFS.Layers}}' "$CANDIDATE")
pushed=$(docker buildx imagetools inspect "\${IMAGE}@\${DIGEST}" --format '{{json .Image}}' |
  jq --compact-output --arg platform "$PLATFORM" '(.[$platform] // .).rootfs.diff_ids')
echo "tried:  \${tried}"
echo "pushed: \${pushed}"
[[ $tried == "$pushed" ]]
`;
