import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { describeWith } from '../../tools/needed-programs';
import { LoopbackMirror } from './loopback-mirror';
import { runScript, ScriptResult } from './run-script';

const sha512 = (content: string): string => createHash('sha512').update(content).digest('hex');

/**
 * Stands for Ivy: notes the files that it is asked for, and its arguments; reads its standard input as any program may; keeps the settings
 * that it was given, and puts the files where -retrieve says. As Ivy does, it puts none where one is `missing`.
 */
const STUB = `#!/usr/bin/env bash
printf '%s\\n' "$@" >>"$STUB_LOG/arguments"
cat >/dev/null
while (($# > 0)); do
  case $1 in
  -settings) cp "$2" "$STUB_LOG/settings.xml" ;;
  -ivy) module=$2 ;;
  -retrieve) pattern=$2 ;;
  esac
  shift
done
cat "$module" >>"$STUB_LOG/modules.xml"
! grep -q 'name="missing"' "$module" || exit 1
while read -r artifact revision classifier; do
  printf 'jar of %s' "$artifact" >"\${pattern%/*}/$artifact-$revision\${classifier:+-$classifier}.jar"
done < <(sed -nE 's/.*name="([^"]+)" rev="([^"]+)".*ext="jar"( m:classifier="([^"]+)")?.*/\\1 \\2 \\4/p' "$module")
`;

describeWith(['wget', 'sha512sum', 'install'], 'fetch-jars.sh', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'fetch-jars-'));
  const jars = path.join(root, 'jars');
  const list = path.join(root, 'extra-jars.txt');
  const log = path.join(root, 'log');
  let mirror: LoopbackMirror;

  beforeAll(async () => {
    mirror = await LoopbackMirror.start();
    mirror.files = { '/a.jar': 'content of a', '/path/b.jar': 'content of b' };
    mkdirSync(path.join(root, 'bin'));
    writeFileSync(path.join(root, 'bin', 'java'), STUB);
    chmodSync(path.join(root, 'bin', 'java'), 0o755);
  });

  afterAll(async () => {
    await mirror.stop();
    rmSync(root, { recursive: true, force: true });
  });

  beforeEach(() => {
    for (const directory of [jars, log]) {
      rmSync(directory, { recursive: true, force: true });
      mkdirSync(directory);
    }
    writeFileSync(path.join(jars, 'ivy-2.5.1.jar'), '');
  });

  const fetch = (lines: readonly string[], environment: { readonly [name: string]: string } = {}): Promise<ScriptResult> => {
    writeFileSync(list, lines.join('\n'));
    return runScript('fetch-jars.sh', [list, jars], { PATH: `${path.join(root, 'bin')}:${process.env.PATH}`, STUB_LOG: log, TMPDIR: root, ...environment });
  };
  const added = (): string[] => readdirSync(jars).filter((name) => name !== 'ivy-2.5.1.jar');
  const noted = (file: string): string => readFileSync(path.join(log, file), 'utf8');

  test('fetches addresses, past comments and empty lines, also from a last line without its end', async () => {
    const result = await fetch(['# JARs', '', `${sha512('content of a')} ${mirror.address}/a.jar`, `${sha512('content of b')} ${mirror.address}/path/b.jar`]);

    expect(result).toMatchObject({ status: 0, stderr: expect.stringContaining('b.jar is verified') });
    expect(added()).toEqual(['a.jar', 'b.jar']);
    expect(readFileSync(path.join(jars, 'b.jar'), 'utf8')).toBe('content of b');
    expect(statSync(path.join(jars, 'a.jar')).mode.toString(8)).toBe('100644');
  });

  test('refuses another file, says both checksums, and adds nothing of it', async () => {
    const result = await fetch([`${sha512('content of b')} ${mirror.address}/path/b.jar`, `${sha512('asked for')} ${mirror.address}/a.jar`, `${sha512('x')} ${mirror.address}/never.jar`]);

    expect(result.status).toBe(65);
    expect(result.stderr).toContain(`fetch-jars: ${mirror.address}/a.jar is not the file that was asked for.`);
    expect(result.stderr).toContain(`expected SHA-512: ${sha512('asked for')}`);
    expect(result.stderr).toContain(`downloaded:       ${sha512('content of a')}`);
    expect(added()).toEqual(['b.jar']);
  });

  test('says what it could not download', async () => {
    const result = await fetch([`${sha512('x')} ${mirror.address}/none.jar`]);

    expect(result).toMatchObject({ status: 69, stderr: expect.stringContaining(`could not download ${mirror.address}/none.jar.`) });
    expect(added()).toEqual([]);
  });

  test("asks Spark's own Ivy once for all coordinates: the files alone, from its default repository", async () => {
    const result = await fetch([`${sha512('jar of hadoop-aws')} org.apache.hadoop:hadoop-aws:3.3.4`, `${sha512('jar of other')} org.example:other:1.0-rc1`]);

    expect(result).toMatchObject({ status: 0, stderr: expect.stringContaining('hadoop-aws-3.3.4.jar is verified') });
    expect(added()).toEqual(['hadoop-aws-3.3.4.jar', 'other-1.0-rc1.jar']);
    expect(noted('arguments').split('\n').slice(0, 2)).toEqual(['-jar', path.join(jars, 'ivy-2.5.1.jar')]);
    expect(noted('arguments').match(/^-jar$/gm)).toHaveLength(1);
    expect(noted('modules.xml')).toContain('<dependency org="org.example" name="other" rev="1.0-rc1" transitive="false">');
    expect(noted('settings.xml')).toContain('<ibiblio name="jars" m2compatible="true" usepoms="false" />');
  });

  test('a fourth part of the coordinates is the classifier of the file', async () => {
    const result = await fetch([`${sha512('jar of gcs-connector')} com.example:gcs-connector:hadoop3-2.2.26:shaded`]);

    expect(result).toMatchObject({ status: 0 });
    expect(added()).toEqual(['gcs-connector-hadoop3-2.2.26-shaded.jar']);
    expect(noted('modules.xml')).toContain('m:classifier="shaded"');
  });

  test('asks MAVEN_MIRROR instead, by a settings file of Ivy', async () => {
    const result = await fetch([`${sha512('jar of a')} org.example:a:1`], { MAVEN_MIRROR: 'https://maven.example.com/central' });

    expect(result.status).toBe(0);
    expect(noted('settings.xml')).toContain('root="https://maven.example.com/central"/>');
    expect(noted('settings.xml')).toContain('defaultResolver="jars"');
  });

  test('refuses what Ivy brought when its checksum is another', async () => {
    const result = await fetch([`${sha512('asked for')} org.example:a:1`]);

    expect(result).toMatchObject({ status: 65, stderr: expect.stringContaining('org.example:a:1 is not the file that was asked for.') });
    expect(added()).toEqual([]);
  });

  test('says which coordinates Ivy did not bring', async () => {
    const result = await fetch([`${sha512('jar of a')} org.example:a:1`, `${sha512('x')} org.example:missing:1`]);

    expect(result).toMatchObject({ status: 69, stderr: expect.stringContaining('could not fetch org.example:missing:1.') });
    expect(result.stderr).toContain('Check the coordinates and MAVEN_MIRROR.');
    expect(added()).toEqual([]);
  });

  test.each([[[]], [['only-one']], [['a', 'b', 'c']]])('refuses the arguments %j', async (args) => {
    expect(await runScript('fetch-jars.sh', args, {})).toMatchObject({ status: 64, stderr: expect.stringContaining('two arguments are needed') });
  });

  test('refuses a list that is not there', async () => {
    const result = await runScript('fetch-jars.sh', [path.join(root, 'none.txt'), jars], {});
    expect(result).toMatchObject({ status: 64, stderr: expect.stringContaining("none.txt' cannot be read") });
  });
});
