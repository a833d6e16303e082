import { SparkImage } from '../../../../src/model/spark-image';
import { localTag } from '../../../../src/render/local-image';
import { engineAnswers } from '../../../e2e/engine';
import { describeWith } from '../../../tools/needed-programs';
import { ACCOUNT, ImageRegistry } from './registry';
import { KEY_PASSWORD, Workplace } from './workplace';

jest.setTimeout(600_000);

/** Named after this process: another run on the same machine has images of its own. */
const IMAGE = new SparkImage({ name: `spark-by-hand-${process.pid}`, owner: 'spark-publish-test', registry: 'registry.example.com' });
const NAME = IMAGE.imageName;
const SOURCE = localTag(IMAGE);

describeWith(['docker-registry'], 'publishing by hand, to a registry on loopback', () => {
  let registry: ImageRegistry;
  let place: Workplace;

  beforeAll(async () => {
    registry = await ImageRegistry.start({ asks: true });
    place = new Workplace(IMAGE);
    place.makeKeys('cosign');
    place.makeKeys('other');
    place.write('key-password', `${KEY_PASSWORD}\n`);
    place.write('token', `${ACCOUNT.password}\n`);
    place.makeImage(SOURCE, 'the first');
  });

  afterAll(async () => {
    place.remove([`${registry.host}/`]);
    await registry.stop();
  });

  const at = (...words: string[]): string[] => [...words, '--registry', registry.host];
  const key = ['--key', 'cosign.key', '--key-password-file', 'key-password', '--no-log'];
  const trust = ['--public-key', 'cosign.pub', '--no-log'];

  test('nothing is pushed without a login, and the answer says what to do', async () => {
    expect(await place.publish(at('tag', '--tag', 'early'))).toMatchObject({ status: 0 });
    expect(await place.publish(at('push', '--tag', 'early'))).toMatchObject({ status: 1, output: expect.stringContaining('Log in first') });
    expect(await place.publish(at('login', '--user', ACCOUNT.user), { input: 'wrong\n' })).toMatchObject({ status: 1, output: expect.stringContaining(`did not let '${ACCOUNT.user}' in`) });
    expect(await registry.tags(NAME)).toEqual([]);
  });

  test('logs in with a password from standard input or from a file', async () => {
    expect(await place.publish(at('login', '--user', ACCOUNT.user), { input: `${ACCOUNT.password}\n` })).toMatchObject({ status: 0 });
    expect(await place.publish(at('login'), { env: { PUBLISH_USER: ACCOUNT.user, PUBLISH_PASSWORD_FILE: 'token' } })).toMatchObject({ status: 0 });
  });

  test('publishes a version under its four tags, signs the digest, attaches the bill of materials, and verifies all of it', async () => {
    const result = await place.publish(at('all', '--version', 'v1.2.3', ...key));
    expect(result).toMatchObject({ status: 0 });
    const tags = ['1', '1.2', '1.2.3', 'v1.2.3'];
    expect((await registry.tags(NAME)).filter((tag) => !tag.startsWith('sha256-'))).toEqual(tags);
    const digests = new Set(await Promise.all(tags.map((tag) => registry.digest(NAME, tag))));
    expect(digests.size).toBe(1);
    for (const digest of digests) expect(result.output).toContain(`verified ${registry.host}/${NAME}:1.2, which is ${digest}`);
    const list = JSON.parse(place.text('sbom.spdx.json')) as { packages: { name: string; versionInfo: string }[] };
    expect(list.packages).toContainEqual(expect.objectContaining({ name: 'tini', versionInfo: '0.19.0-1' }));
  });

  test('whoever has the public key alone verifies what the registry serves, its bill of materials too', async () => {
    expect(await place.publish(at('verify', '--version', 'v1.2.3', '--with-sbom', ...trust))).toMatchObject({ status: 0, output: expect.stringContaining('verified the bill of materials') });
    const digest = await registry.digest(NAME, 'v1.2.3');
    expect(await place.publish(at('verify', '--digest', `${digest}`, ...trust))).toMatchObject({ status: 0 });
  });

  test('another key does not verify it', async () => {
    expect(await place.publish(at('verify', '--tag', '1.2', '--public-key', 'other.pub', '--no-log'))).toMatchObject({ status: 1, output: expect.stringContaining('does NOT verify') });
  });

  test('step by step it is the same: tag, push, sign with a password from standard input, verify', async () => {
    place.makeImage(SOURCE, 'the second');
    const env = { PUBLISH_REGISTRY: registry.host, PUBLISH_TAGS: 'nightly team.1', PUBLISH_KEY: 'cosign.key', PUBLISH_NO_LOG: 'true' };
    for (const step of ['tag', 'push']) expect(await place.publish([step], { env })).toMatchObject({ status: 0 });
    expect(await place.publish(['verify'], { env })).toMatchObject({ status: 1, output: expect.stringContaining('no signatures found') });
    expect(await place.publish(['sign'], { env, input: 'not the password' })).toMatchObject({ status: 1, output: expect.stringContaining('was not signed') });
    expect(await place.publish(['sign'], { env, input: KEY_PASSWORD })).toMatchObject({ status: 0 });
    expect(await place.publish(['verify'], { env })).toMatchObject({ status: 0 });
    expect(await place.publish(['verify', '--with-sbom'], { env })).toMatchObject({ status: 1, output: expect.stringContaining('bill of materials') });
    expect(await place.publish(['sbom'], { env })).toMatchObject({ status: 0 });
    expect(await place.publish(['verify', '--with-sbom'], { env })).toMatchObject({ status: 1 });
  });

  test('an image that was put in the place of a signed one does not verify, nor with the signature of the other copied to it', async () => {
    const signed = await registry.digest(NAME, '1.2.3');
    place.makeImage(SOURCE, 'a stranger’s');
    for (const step of ['tag', 'push']) expect(await place.publish(at(step, '--tag', '1.2.3'))).toMatchObject({ status: 0 });
    const stranger = await registry.digest(NAME, '1.2.3');
    expect(stranger).not.toBe(signed);
    expect(await place.publish(at('verify', '--tag', '1.2.3', ...trust))).toMatchObject({ status: 1, output: expect.stringContaining('does NOT verify') });
    const signature = (digest: string | null): string => `${digest}`.replace(':', '-') + '.sig';
    await registry.copy(NAME, signature(signed), signature(stranger));
    expect(await place.publish(at('verify', '--tag', '1.2.3', ...trust))).toMatchObject({ status: 1, output: expect.stringContaining('does NOT verify') });
  });

  test('a tag that was moved to another signed image is seen beside the others of its version', async () => {
    await registry.copy(NAME, 'nightly', '1');
    const result = await place.publish(at('verify', '--tag', 'v1.2.3', '--tag', '1', ...trust));
    expect(result).toMatchObject({ status: 1, output: expect.stringContaining('Its tag was moved') });
  });

  test('an image that was built again since it was tagged is not pushed', async () => {
    expect(await place.publish(at('tag', '--tag', 'stale'))).toMatchObject({ status: 0 });
    place.makeImage(SOURCE, 'built again');
    expect(await place.publish(at('push', '--tag', 'stale'))).toMatchObject({ status: 66, output: expect.stringContaining('it was built again since it was tagged') });
    expect(await place.publish(at('sign', ...key))).toMatchObject({ status: 66, output: expect.stringContaining('Push it first') });
    expect(await registry.tags(NAME)).not.toContain('stale');
  });

  test('no password ever stood on a command line', () => {
    expect(place.calls).toContain('docker login');
    expect(place.calls).toContain('cosign sign');
    for (const secret of [ACCOUNT.password, KEY_PASSWORD]) expect(place.calls).not.toContain(secret);
  });

  test.each([['docker', 'tag'], ['cosign', 'sign'], ['syft', 'sbom']])('without %s, %s says what is missing', async (program, command) => {
    const result = await place.publish(at(command, '--tag', 'x', ...key), { env: place.without(program) });
    expect(result).toMatchObject({ status: 69, output: expect.stringContaining(`${program} is not on the PATH`) });
  });
}, engineAnswers());
