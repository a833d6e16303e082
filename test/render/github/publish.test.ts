import { renderWorkflow } from '../../../src/render/github/workflow';
import { buildWorkflows, stepOf, valueOf } from './workflow-values';

const BOTH = ['linux/amd64', 'linux/arm64'];
const TWO = { registries: [{ address: 'docker.io', imageName: 'acme/spark' }, { address: 'registry.example.com:5000', usernameSecret: 'OWN_USER' }] };

describe('several registries', () => {
  const { jobs } = valueOf(buildWorkflows({ publish: TWO }).build);

  test('each is entered by secrets of its own, where something is published; the build enters the first alone', () => {
    for (const id of ['publish', 'sign', 'verify']) {
      expect(stepOf(jobs[id], 'login').with).toMatchObject({ registry: 'ghcr.io', password: '${{ github.token }}' });
      expect(stepOf(jobs[id], 'login-docker-io').with).toEqual({ registry: 'docker.io', username: '${{ secrets.DOCKER_IO_USERNAME }}', password: '${{ secrets.DOCKER_IO_PASSWORD }}' });
      expect(stepOf(jobs[id], 'login-registry-example-com-5000').with).toMatchObject({ username: '${{ secrets.OWN_USER }}', password: '${{ secrets.REGISTRY_EXAMPLE_COM_5000_PASSWORD }}' });
      expect(jobs[id].environment).toContain("'registry'");
    }
    expect(jobs.build.environment).toBeUndefined();
    expect(jobs.build.steps.filter((step) => step.uses?.startsWith('docker/login-action'))).toHaveLength(1);
  });

  test('the index is copied to each under the same digest, signed and verified there', () => {
    expect(stepOf(jobs.publish, 'copy').env?.COPIES).toBe('docker.io/acme/spark registry.example.com:5000/acme/spark-3.5');
    const all = '${{ env.IMAGE }} docker.io/acme/spark registry.example.com:5000/acme/spark-3.5';
    expect(stepOf(jobs.sign, 'sign')).toMatchObject({ env: { IMAGES: all }, run: 'for IMAGE in $IMAGES; do\n  cosign sign --yes --recursive "${IMAGE}@${DIGEST}"\ndone\n' });
    expect(stepOf(jobs.verify, 'verify-signature').env?.IMAGES).toBe(all);
  });

  test('follow the owner of the repository where the options name none', () => {
    const { jobs: unknown } = valueOf(buildWorkflows({ image: { owner: undefined }, publish: { registries: [{ address: 'docker.io' }] } }).build);
    expect(stepOf(unknown.publish, 'copy').env?.COPIES).toBe('docker.io/${{ needs.lint.outputs.path }}');
    expect(stepOf(unknown.lint, 'image').run).toContain('echo "path=${OWNER,,}/${NAME}" >>"$GITHUB_OUTPUT"');
  });
});

test('secrets of the first registry have the names that the options give them', () => {
  const { jobs } = valueOf(buildWorkflows({ image: { registry: 'r.example.com' }, publish: { usernameSecret: 'A_USER', passwordSecret: 'A_TOKEN' } }).build);
  expect(stepOf(jobs.build, 'login').with).toMatchObject({ username: '${{ secrets.A_USER }}', password: '${{ secrets.A_TOKEN }}' });
});

describe('a login by the identity of the workflow', () => {
  const sha = '0123456789'.repeat(4);
  const ecr = { uses: `aws-actions/configure-aws-credentials@${sha}`, version: 'v5.1.0', inputs: { 'role-to-assume': 'arn:aws:iam::123456789012:role/spark', 'aws-region': 'eu-central-1' } };
  const gar = { uses: `google-github-actions/auth@${sha}`, inputs: { token_format: 'access_token' }, username: 'oauth2accesstoken', password: '${{ steps.cloud-login-europe-docker-pkg-dev.outputs.access_token }}' };
  const acr = { uses: `azure/login@${sha}`, inputs: { 'client-id': '${{ vars.AZURE_CLIENT_ID }}' }, command: 'az acr login --name acme' };
  const publish = { login: ecr, registries: [{ address: 'europe-docker.pkg.dev', imageName: 'acme/spark/spark', login: gar }, { address: 'acme.azurecr.io', login: acr }] };
  const texts = buildWorkflows({ image: { registry: '123456789012.dkr.ecr.eu-central-1.amazonaws.com' }, publish });
  const { jobs } = valueOf(texts.build);

  test('stands before the push in every job that logs in, which may prove who it is', () => {
    for (const id of ['build', 'publish', 'sign', 'verify']) {
      expect(jobs[id].permissions['id-token']).toBe('write');
      expect(stepOf(jobs[id], 'cloud-login')).toMatchObject({ uses: ecr.uses, with: ecr.inputs });
      expect(stepOf(jobs[id], 'login').with).toEqual({ registry: '123456789012.dkr.ecr.eu-central-1.amazonaws.com' });
      const ids = jobs[id].steps.map((step) => step.id);
      expect(ids.indexOf('login')).toBe(ids.indexOf('cloud-login') + 1);
    }
    expect(stepOf(jobs.build, 'cloud-login').if).toBe("${{ github.event_name != 'pull_request' }}");
    expect(stepOf(jobs.publish, 'login-europe-docker-pkg-dev').with).toEqual({ registry: 'europe-docker.pkg.dev', username: gar.username, password: gar.password });
    expect(stepOf(jobs.publish, 'login-acme-azurecr-io')).toMatchObject({ run: 'az acr login --name acme\n' });
  });

  test('needs no secret, and shows the release of its action', () => {
    const text = renderWorkflow(texts.build);
    expect(text).not.toContain('secrets.');
    expect(text).toContain(`uses: ${ecr.uses}  # v5.1.0`);
  });

  test('is allowed by the caller at level 3 of SLSA', () => {
    const { build } = buildWorkflows({ image: { registry: 'r.example.com' }, publish: { login: ecr, slsaLevel: 3 } });
    expect(valueOf(build).jobs.image.permissions['id-token']).toBe('write');
    expect(valueOf(build).jobs.image).not.toHaveProperty('secrets');
  });
});

describe('emulated building', () => {
  const { build } = valueOf(buildWorkflows({ image: { platforms: BOTH }, publish: { emulated: true } }).build).jobs;

  test('one job builds, tries and scans every platform before it pushes all of them by one digest', () => {
    expect(build.strategy).toBeUndefined();
    const order = BOTH.map((platform) => platform.replace('linux/', '')).flatMap((arch) => ['build', 'smoke-test', 'report', 'gate'].map((id) => `${id}-${arch}`));
    const ids = build.steps.map((step) => step.id);
    expect(ids).toEqual(['checkout', 'qemu', 'buildx', 'labels', ...order, 'findings', 'login', 'push', 'same-image-amd64', 'same-image-arm64', 'note-digest', 'hand-over']);
    expect(stepOf(build, 'push').with?.platforms).toBe('linux/amd64,linux/arm64');
    expect(stepOf(build, 'smoke-test-arm64').env).toEqual({ CANDIDATE: 'spark-image:candidate-arm64', SMOKE_TIMEOUT: '1200' });
    expect(stepOf(build, 'build-arm64').with).toMatchObject({ 'platforms': 'linux/arm64', 'tags': 'spark-image:candidate-arm64', 'cache-from': "${{ !startsWith(github.ref, 'refs/tags/') && 'type=gha,scope=image-arm64' || '' }}" });
    expect(stepOf(build, 'report-arm64').with?.output).toBe('findings-arm64.sarif');
  });
});

describe('level 3 of SLSA', () => {
  const { build, trusted } = buildWorkflows({ image: { registry: 'r.example.com' }, publish: { slsaLevel: 3 } });
  const [caller, called] = [valueOf(build), valueOf(trusted)];

  test('the workflow that is started calls the reusable one and has no step', () => {
    expect(Object.keys(caller.jobs)).toEqual(['image']);
    expect(caller.jobs.image).toMatchObject({
      uses: './.github/workflows/build-image.yml',
      permissions: { 'contents': 'read', 'packages': 'write', 'security-events': 'write', 'id-token': 'write', 'attestations': 'write' },
      secrets: { REGISTRY_USERNAME: '${{ secrets.REGISTRY_USERNAME }}', REGISTRY_PASSWORD: '${{ secrets.REGISTRY_PASSWORD }}' },
    });
    expect(caller.jobs.image).not.toHaveProperty('steps');
    expect(caller.jobs.image).not.toHaveProperty('runs-on');
    expect(Object.keys(caller.on)).toEqual(['push', 'pull_request', 'schedule', 'workflow_dispatch']);
  });

  test('the reusable one takes no input, and does not wait for its own caller', () => {
    expect(called.on).toEqual({ workflow_call: { secrets: { REGISTRY_USERNAME: { required: false }, REGISTRY_PASSWORD: { required: false } } } });
    expect(called.concurrency.group).not.toBe(caller.concurrency.group);
    expect(Object.keys(called.jobs)).toEqual(['lint', 'build', 'report', 'publish', 'sign', 'verify']);
  });

  test('its identity is demanded, and nothing that is published comes from a cache', () => {
    expect(stepOf(called.jobs.verify, 'verify-signature').env?.IDENTITY).toContain('/.github/workflows/build-image.yml@');
    expect(stepOf(called.jobs.verify, 'verify-provenance').run).toContain('--signer-workflow "$GITHUB_REPOSITORY/.github/workflows/build-image.yml"');
    for (const input of ['cache-from', 'cache-to']) expect(stepOf(called.jobs.build, 'build').with?.[input]).toMatch(/^\$\{\{ github\.event_name == 'pull_request' && /);
  });

  test('no step of its own is trusted with the identity but those that sign', () => {
    expect(Object.entries(called.jobs).filter(([, job]) => job.permissions['id-token']).map(([id]) => id)).toEqual(['sign']);
  });
});
