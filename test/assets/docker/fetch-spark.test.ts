import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { describeWith } from '../../tools/needed-programs';
import { LoopbackMirror } from './loopback-mirror';
import { runScript, ScriptResult } from './run-script';
import { SigningKeys } from './signing-keys';

const NAME = 'spark-3.5.3-bin-hadoop3.tgz';
const sha512 = (content: Buffer): string => createHash('sha512').update(content).digest('hex');

describeWith(['gpg', 'gpgconf', 'wget', 'tar', 'sha512sum'], 'fetch-spark.sh', () => {
  const keys = new SigningKeys();
  const root = mkdtempSync(path.join(tmpdir(), 'fetch-spark-'));
  const target = path.join(root, 'opt', 'spark');
  let mirror: LoopbackMirror;
  let archive: Buffer;
  let signer: string;
  let stranger: string;

  beforeAll(async () => {
    mirror = await LoopbackMirror.start();
    archive = makeArchive(root, 'spark-3.5.3-bin-hadoop3');
    signer = keys.make('signer');
    stranger = keys.make('stranger');
  });

  afterAll(async () => {
    await mirror.stop();
    keys.remove();
    rmSync(root, { recursive: true, force: true });
  });

  beforeEach(() => {
    rmSync(path.join(root, 'opt'), { recursive: true, force: true });
    mirror.asked = [];
    publish(NAME, archive);
    mirror.files['/KEYS'] = keys.publicKeys(signer, stranger);
  });

  /** Puts a release on the mirror, signed and with its checksum. */
  function publish(name: string, content: Buffer, folder = 'spark-3.5.3'): void {
    mirror.files = {
      ...mirror.files,
      [`/${folder}/${name}`]: content,
      [`/${folder}/${name}.asc`]: keys.sign(signer, content),
      [`/${folder}/${name}.sha512`]: `${sha512(content)}  ${name}\n`,
    };
  }

  const file = (suffix: string): string => `/spark-3.5.3/${NAME}${suffix}`;
  const fetch = (environment: { readonly [name: string]: string } = {}, args: readonly string[] = [target]): Promise<ScriptResult> =>
    runScript('fetch-spark.sh', args, { SPARK_VERSION: '3.5.3', SCALA_VERSION: '2.12', SPARK_MIRROR: mirror.address, SPARK_SIGNING_KEY: signer, TMPDIR: root, ...environment });

  function expectUnpacked(result: ScriptResult): void {
    expect(result.stderr).toContain('is verified and unpacked in');
    expect(result.status).toBe(0);
    expect(readFileSync(path.join(target, 'bin', 'spark-class'), 'utf8')).toBe('#!/bin/sh\n');
  }

  /** The script failed as it should, said why, and put nothing in place. */
  function expectRefused(result: ScriptResult, status: number, why: string): void {
    expect(result.stderr).toContain(`fetch-spark: ${why}`);
    expect(result.status).toBe(status);
    expect(existsSync(target)).toBe(false);
  }

  test('unpacks an archive with a good signature of the key and its checksum, after asking for all four files', async () => {
    expectUnpacked(await fetch());
    expect(mirror.asked).toEqual([file(''), file('.sha512'), file('.asc'), '/KEYS']);
    expect(readdirSync(target)).toEqual(['RELEASE', 'bin']);
  });

  test('names the primary key when a subkey of it signed', async () => {
    const owner = keys.make('owner');
    keys.addSubkey(owner);
    mirror.files[file('.asc')] = keys.sign(owner, archive);
    mirror.files['/KEYS'] = keys.publicKeys(owner);
    expectUnpacked(await fetch({ SPARK_SIGNING_KEY: owner }));
  });

  test('reads the checksum in the form that gpg prints, over several lines', async () => {
    const printed = keys.printedSha512(NAME, archive);
    expect(printed.trim().split('\n').length).toBeGreaterThan(1);
    mirror.files[file('.sha512')] = printed;
    expectUnpacked(await fetch());
  });

  test.each(['spark-3.5.3', 'SPARK'])('reads the checksum whatever stands behind it (%s)', async (name) => {
    mirror.files[file('.sha512')] = `${sha512(archive).toUpperCase()} *${name}\r\n`;
    expectUnpacked(await fetch());
  });

  test('refuses a signature of another key, though KEYS holds that key too', async () => {
    mirror.files[file('.asc')] = keys.sign(stranger, archive);
    expectRefused(await fetch(), 65, `the archive has no good signature of ${signer}`);
  });

  test('refuses a message that the key signed, but that is not this archive', async () => {
    mirror.files[file('.asc')] = keys.clearSign(signer, Buffer.from('hello\n'));
    expectRefused(await fetch(), 65, 'the archive has no good signature');
  });

  test('refuses KEYS without the key', async () => {
    mirror.files['/KEYS'] = keys.publicKeys(stranger);
    expectRefused(await fetch(), 65, `KEYS of '${mirror.address}' holds no key ${signer}`);
  });

  test('refuses KEYS and a signature that are no such thing', async () => {
    mirror.files['/KEYS'] = '<html>sign in</html>';
    expectRefused(await fetch(), 65, 'KEYS of');
    mirror.files['/KEYS'] = keys.publicKeys(signer);
    mirror.files[file('.asc')] = '<html>sign in</html>';
    expectRefused(await fetch(), 65, 'the archive has no good signature');
  });

  test('refuses a tampered archive by its checksum', async () => {
    mirror.files[file('')] = Buffer.concat([archive, Buffer.from('x')]);
    expectRefused(await fetch(), 65, `the archive is not what ${NAME}.sha512 says`);
  });

  test('refuses a tampered archive by its signature, when the checksum was replaced too', async () => {
    const tampered = makeArchive(root, 'spark-3.5.3-bin-hadoop3', 'evil');
    mirror.files[file('')] = tampered;
    mirror.files[file('.sha512')] = `${sha512(tampered)}  ${NAME}\n`;
    expectRefused(await fetch(), 65, 'the archive has no good signature');
  });

  test.each([['a part of it', (hex: string) => hex.slice(0, 127)], ['nothing', () => ''], ['another text', () => '<html>sign in</html>']])(
    'refuses a .sha512 that holds %s',
    async (_what, content) => {
      mirror.files[file('.sha512')] = content(sha512(archive));
      expectRefused(await fetch(), 65, `${NAME}.sha512 holds no SHA-512`);
    },
  );

  test('a pinned checksum suffices, and nothing else is asked', async () => {
    expectUnpacked(await fetch({ SPARK_SHA512: sha512(archive).toUpperCase(), SPARK_SIGNING_KEY: '' }));
    expect(mirror.asked).toEqual([file('')]);
  });

  test('a pinned checksum that is another refuses what is signed and summed', async () => {
    const result = await fetch({ SPARK_SHA512: 'a'.repeat(128) });
    expectRefused(result, 65, 'the archive is not what SPARK_SHA512 says');
    expect(result.stderr).toContain(`downloaded:       ${sha512(archive)}`);
  });

  test('a pinned checksum that is cut off is refused', async () => {
    expectRefused(await fetch({ SPARK_SHA512: sha512(archive).slice(1) }), 65, 'SPARK_SHA512 holds no SHA-512');
  });

  test.each(['', '.sha512', '.asc'])('says what it could not download: the archive%s', async (suffix) => {
    delete mirror.files[file(suffix)];
    expectRefused(await fetch(), 69, `could not download ${mirror.address}${file(suffix)}.`);
  });

  test('says that KEYS could not be downloaded, and which mirror it asked', async () => {
    delete mirror.files['/KEYS'];
    const result = await fetch();
    expectRefused(result, 69, `could not download ${mirror.address}/KEYS.`);
    expect(result.stderr).toContain(`Check SPARK_MIRROR ('${mirror.address}')`);
  });

  test('says that the mirror does not answer', async () => {
    expectRefused(await fetch({ SPARK_MIRROR: 'http://127.0.0.1:1' }), 69, 'could not download http://127.0.0.1:1/');
  });

  test.each([['3.5.3', '2.13', 'spark-3.5.3-bin-hadoop3-scala2.13.tgz'], ['4.0.1', '2.13', 'spark-4.0.1-bin-hadoop3.tgz'], ['3.5.3', '', NAME]])(
    'Spark %s for Scala "%s" is %s',
    async (version, scala, name) => {
      publish(name, archive, `spark-${version}`);
      expectUnpacked(await fetch({ SPARK_VERSION: version, SCALA_VERSION: scala }));
      expect(mirror.asked[0]).toBe(`/spark-${version}/${name}`);
    },
  );

  test.each([
    [{ SPARK_VERSION: '3.5' }, "SPARK_VERSION '3.5' is no release"],
    [{ SPARK_VERSION: '3.5.3/../x' }, "SPARK_VERSION '3.5.3/../x' is no release"],
    [{ SPARK_VERSION: '' }, "SPARK_VERSION '' is no release"],
    [{ SPARK_MIRROR: '' }, 'SPARK_MIRROR is empty'],
    [{ SPARK_SIGNING_KEY: '' }, "SPARK_SIGNING_KEY '' is no full fingerprint"],
    [{ SPARK_SIGNING_KEY: '9740E4FF' }, "SPARK_SIGNING_KEY '9740E4FF' is no full fingerprint"],
    [{ SPARK_SIGNING_KEY: `${'A'.repeat(39)}|` }, 'SPARK_SIGNING_KEY'],
  ])('refuses %j before it downloads anything', async (environment, why) => {
    expectRefused(await fetch(environment), 64, why);
    expect(mirror.asked).toEqual([]);
  });

  test.each([[[]], [['a', 'b']]])('refuses the arguments %j', async (args) => {
    expectRefused(await fetch({}, args), 64, 'one argument is needed');
  });
});

/** A release as it is published: one directory with the release's name. */
function makeArchive(root: string, name: string, release = '3.5.3'): Buffer {
  const directory = mkdtempSync(path.join(root, 'archive-'));
  mkdirSync(path.join(directory, name, 'bin'), { recursive: true });
  writeFileSync(path.join(directory, name, 'bin', 'spark-class'), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(path.join(directory, name, 'RELEASE'), `${release}\n`);
  return execFileSync('tar', ['--create', '--gzip', '--directory', directory, name]);
}
