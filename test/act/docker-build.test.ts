import { ImageRegistry } from '../assets/docker/publish/registry';
import { KEY_PASSWORD, Workplace } from '../assets/docker/publish/workplace';
import { DOCKER, engineAnswers } from '../e2e/engine';
import { describeWith } from '../tools/needed-programs';
import { tool } from '../tools/tool';
import { ActRepository, RunOptions } from './act-repository';
import { ActRun, callsOf, inputsOf } from './act-run';
import { ActEvent, pullRequestFrom, pushTo, REPOSITORY, scheduled, startedOn, tagged } from './events';

jest.setTimeout(300_000);

const FILE = 'docker-build.yml';
const NAME = `ghcr.io/${REPOSITORY}`;
const IMAGES = `act-build-test-${process.pid}`;
const SECRETS = { REGISTRY_USERNAME: 'user-secret', REGISTRY_PASSWORD: 'password-secret' };
const ALL_JOBS = ['build', 'lint', 'publish', 'report', 'sign', 'verify'];

/** What became of a run, and what the registry held afterwards. */
interface Outcome extends ActRun {
  readonly tags: readonly string[];
  /** Tags that the workflow made. */
  readonly published: readonly string[];
  readonly digests: { readonly [tag: string]: string | null };
  /** What the index of the first tag lists. */
  readonly platforms: readonly string[];
}

const ready = engineAnswers() && tool('act') !== undefined && tool('cosign') !== undefined;

describeWith(['docker-registry', 'jq'], 'docker-build.yml, run by act', () => {
  let repository: ActRepository;
  let single: ActRepository;
  let place: Workplace;
  const seen = new Map<string, Promise<Outcome>>();

  beforeAll(() => {
    repository = ActRepository.generate();
    single = ActRepository.generate({ platforms: ['linux/amd64'] });
    place = new Workplace();
    place.makeKeys('workflow');
    for (const architecture of ['amd64', 'arm64']) place.makeImage(`${IMAGES}:small-${architecture}`, architecture);
  });

  afterAll(() => {
    place.remove([`${IMAGES}:`]);
    for (const made of [repository, single]) made.remove();
  });

  /** The same run again is not run again. */
  function run(event: ActEvent, options: RunOptions = {}): Promise<Outcome> {
    const key = JSON.stringify([event, options]);
    const outcome = seen.get(key) ?? runAfresh(event, options);
    seen.set(key, outcome);
    return outcome;
  }

  /** Small images stand in for what would be built; what is pushed goes to the registry on loopback, whatever its name. */
  async function runAfresh(event: ActEvent, options: RunOptions): Promise<Outcome> {
    const registry = await ImageRegistry.start({ asks: false });
    // Where a step is to fail one platform is enough.
    const result = await (options.failing ? single : repository).run(FILE, event, {
      ...options,
      env: {
        ACT_REGISTRY: `ghcr.io=${registry.host}`,
        ACT_IMAGE: `${IMAGES}:small`,
        ACT_IMAGES: IMAGES,
        ACT_DOCKER: DOCKER,
        ACT_CLUSTER: 'pretended',
        ACT_KEY: `${place.folder}/workflow`,
        COSIGN_PASSWORD: KEY_PASSWORD,
      },
    });
    const tags = (await registry.tags(REPOSITORY)).filter((tag) => !tag.startsWith('sha256-'));
    const digests = Object.fromEntries(await Promise.all(tags.map(async (tag) => [tag, await registry.digest(REPOSITORY, tag)])));
    // The stand-in of the build pushes under a tag of its own.
    const published = tags.filter((tag) => !tag.startsWith('small-'));
    const platforms = published.length > 0 ? await registry.platforms(REPOSITORY, published[0]) : [];
    await registry.stop();
    return { ...result, tags, published, digests, platforms };
  }

  test.each<readonly [what: string, event: ActEvent, tags: readonly string[]]>([
    ['a push to main', pushTo('main'), ['latest', 'main']],
    ['a tag v1.2.3', tagged('v1.2.3'), ['1', '1.2', '1.2.3', 'v1.2.3']],
    ['a tag v0.4.1', tagged('v0.4.1'), ['0.4', '0.4.1', 'v0.4.1']],
    ['a start by hand on another branch', startedOn('change/x'), ['change-x']],
    ['the weekly run', scheduled('17 3 * * 1'), ['latest', 'main']],
  ])('%s is built for both platforms, scanned, published, signed and verified', async (_what, event, tags) => {
    const result = await run(event);
    expect(result).toMatchObject({ status: 0 });
    expect(Object.keys(result.jobs).sort()).toEqual(ALL_JOBS);
    expect(Object.values(result.jobs).flat().every((outcome) => outcome === 'success')).toBe(true);
    expect(result.jobs.build).toHaveLength(2);
    expect(result.published).toEqual(tags);

    // One index under every tag, of what both builds handed over; that digest and no other is signed, attested and verified.
    const [digest, ...others] = [...new Set(tags.map((tag) => result.digests[tag]))];
    expect(others).toEqual([]);
    expect([...result.platforms].sort()).toEqual(['amd64', 'arm64'].map((architecture) => result.digests[`small-${architecture}`]).sort());
    const reference = `${NAME}@${digest}`;
    expect(callsOf(result, 'cosign')).toEqual([
      `sign --yes --recursive ${reference}`,
      `verify --certificate-identity https://github.com/${REPOSITORY}/.github/workflows/${FILE}@${event.payload.ref} --certificate-oidc-issuer https://token.actions.githubusercontent.com ${reference}`,
    ]);
    expect(inputsOf(result, 'sign', 'attest')).toMatchObject([{ 'subject-name': NAME, 'subject-digest': digest }]);
    expect(callsOf(result, 'gh')).toEqual([expect.stringContaining(`attestation verify oci://${reference} --repo ${REPOSITORY}`)]);
  });

  test('nothing is scanned or tried but what was built, nothing published but what was tried and scanned', async () => {
    const result = await run(pushTo('main'));
    const order = result.steps.filter(({ job, matrix }) => job === 'build' && matrix.arch === 'amd64').map(({ step }) => step);
    const wanted = ['build', 'smoke-test', 'report', 'gate', 'login', 'push', 'same-image', 'hand-over'];
    expect(order.filter((step) => wanted.includes(step))).toEqual(wanted);
    for (const { tags } of inputsOf(result, 'build', 'build')) {
      for (const step of ['report', 'gate']) for (const scanned of inputsOf(result, 'build', step)) expect(scanned['image-ref'] ?? scanned.image).toBe(tags);
    }
    expect(inputsOf(result, 'build', 'push').map(({ outputs }) => outputs)).toEqual(Array(2).fill(expect.stringMatching(new RegExp(`name=${NAME}"?,push-by-digest=true.*push=true`))));
    for (const inputs of inputsOf(result, 'build', 'push')) expect(inputs).toMatchObject({ provenance: 'mode=max', sbom: 'true' });
  });

  test('the cache of branches and pull requests is used, for a tag none, and the weekly run builds from nothing', async () => {
    const [branch] = inputsOf(await run(pushTo('main')), 'build', 'build');
    expect(branch).toMatchObject({ 'cache-from': expect.stringContaining('type=gha'), 'cache-to': expect.stringContaining('type=gha'), 'no-cache': 'false', 'pull': 'true' });
    const tag = await run(tagged('v1.2.3'));
    for (const step of ['build', 'push']) {
      for (const inputs of inputsOf(tag, 'build', step)) expect([inputs['cache-from'], inputs['cache-to']]).toEqual([undefined, undefined]);
    }
    const [week] = inputsOf(await run(scheduled('17 3 * * 1')), 'build', 'build');
    expect(week).toMatchObject({ 'no-cache': 'true', 'pull': 'true' });
  });

  test.each<readonly [what: string, from: string, jobs: readonly string[]]>([
    ['a pull request', REPOSITORY, ['build', 'lint', 'report']],
    ['a pull request from a fork', 'stranger/spark', ['build', 'lint']],
  ])('%s is built, tried and scanned; nothing is pushed, and no secret is used', async (_what, from, jobs) => {
    const result = await run(pullRequestFrom(from), { secrets: SECRETS });
    expect(result).toMatchObject({ status: 0 });
    expect(Object.keys(result.jobs).sort()).toEqual(jobs);
    expect(result.steps.map(({ step }) => step)).toEqual(expect.arrayContaining(['build', 'smoke-test', 'report', 'gate', 'findings']));
    for (const step of ['login', 'push', 'same-image', 'note-digest', 'hand-over']) expect(result.steps.map((outcome) => outcome.step)).not.toContain(step);
    expect(result.tags).toEqual([]);
    expect(JSON.stringify(result.calls)).not.toMatch(/user-secret|password-secret|token-of-the-run/);
  });

  test.each<readonly [what: string, step: string]>([
    ['a smoke test that fails', 'build/smoke-test'],
    ['a scan that finds what an update mends', 'build/gate'],
    ['a pushed image that is not the one that was tried', 'build/same-image'],
    ['a lint that fails', 'lint/hadolint'],
  ])('%s stops the publishing', async (_what, failing) => {
    const result = await run(pushTo('main'), { failing: [failing] });
    expect(result.status).not.toBe(0);
    expect(result.steps.filter(({ result: outcome }) => outcome === 'failure').map(({ job, step }) => `${job}/${step}`)).toEqual([failing]);
    for (const job of ['publish', 'sign', 'verify']) expect(result.jobs).not.toHaveProperty(job);
    expect(result.published).toEqual([]);
    expect(callsOf(result, 'cosign')).toEqual([]);
  });

  test('what stopped the build is reported nevertheless', async () => {
    const result = await run(pushTo('main'), { failing: ['build/gate'] });
    expect(result.jobs.report).toEqual(['success']);
    expect(inputsOf(result, 'report', 'upload-amd64')).toHaveLength(1);
  });

  test.each(['verify/verify-signature', 'verify/verify-provenance'])('the run fails when %s does', async (failing) => {
    const result = await run(tagged('v1.2.3'), { failing: [failing] });
    const [job] = failing.split('/');
    expect(result.status).not.toBe(0);
    expect(result.jobs[job]).toEqual(['failure']);
  });

  test('no job may do more than its steps need, and nothing without saying so', async () => {
    const { permissions, jobs } = repository.workflow(FILE);
    const result = await run(pushTo('main'));
    expect(permissions).toEqual({});
    for (const [id, job] of Object.entries(jobs)) {
      expect(job.permissions).toBeDefined();
      const needed = [...new Set(result.calls.filter((call) => call.job === id).flatMap(neededFor))];
      expect(needed.filter((scope) => job.permissions?.[scope.split(':')[0]] !== scope.split(':')[1])).toEqual([]);
      const writes = Object.entries(job.permissions ?? {}).filter(([, access]) => access === 'write').map(([scope]) => `${scope}:write`);
      expect(writes.filter((scope) => !needed.includes(scope))).toEqual([]);
    }
    expect(Object.entries(jobs).filter(([, job]) => job.permissions?.['id-token']).map(([id]) => id)).toEqual(['sign']);
  });
}, ready);

/** Permissions of the token that a call needs on GitHub, whose stand-in here asks for none. */
function neededFor({ action, program, words, inputs }: ActRun['calls'][number]): string[] {
  const called = (words ?? []).slice(0, 3).join(' ');
  if (action === 'actions/checkout') return ['contents:read'];
  if (action === 'docker/build-push-action' && inputs?.outputs?.includes('push=true')) return ['packages:write'];
  if (action === 'actions/attest') return ['id-token:write', 'attestations:write', 'packages:write'];
  if (action === 'github/codeql-action/upload-sarif') return ['security-events:write', 'contents:read'];
  if (program === 'docker' && called === 'buildx imagetools create') return ['packages:write'];
  if (program === 'cosign' && called.startsWith('sign')) return ['id-token:write', 'packages:write'];
  if (program === 'cosign' && called.startsWith('verify')) return ['packages:read'];
  if (program === 'gh' && called.startsWith('attestation verify')) return ['attestations:read'];
  return [];
}
