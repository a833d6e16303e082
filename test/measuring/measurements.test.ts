import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { SparkSecurityPolicy } from '../../src';
import { parseMeasurements } from '../../src/model/measurements';
import { imageWith, plainProject, repositoryWith, synthesize, temporaryDirectory } from '../components/synthesis';
import { markdownRemarks } from '../markdown/markdown-lint';
import { tool } from '../tools/tool';
import { EXAMPLE, exampleWith } from './example';

jest.setTimeout(120_000);

const WHOLE = `${JSON.stringify(EXAMPLE, null, 2)}\n`;

/** SECURITY.md of a repository in which the file stands; its section on measurements. */
function sectionWith(text: string | undefined, options: object = {}): string {
  const outdir = temporaryDirectory();
  if (text !== undefined) writeFileSync(path.join(outdir, 'measurements.json'), text);
  const document = synthesize(repositoryWith({ outdir, ...options }))['SECURITY.md'];
  expect(markdownRemarks(document)).toEqual([]);
  return /\n### Measurements\n([^]*?)\n## /.exec(document)?.[1] ?? '';
}

describe('SECURITY.md', () => {
  test('says that nothing was measured, and how to measure', () => {
    const section = sectionWith(undefined);
    expect(section).toContain('Nothing was measured yet: size, packages, files with setuid or setgid, users of the processes, from start to a ready master, from stop to the end, known weaknesses.');
    expect(section).not.toContain('|');
    expect(section).toContain('```bash\nnpx projen measure\nnpx projen\n```');
  });

  test('shows what was measured, when and with what', () => {
    const section = sectionWith(WHOLE);
    expect(section).toContain(`Measured on 2026-11-24 with Docker 20.10.24+dfsg1 on linux/amd64: Spark 3.5.3 and Java 11.0.25 over \`ubuntu:22.04\` (\`sha256:${'a'.repeat(64)}\`), scanned by Trivy 0.70.0. Each image was started 3 times`);
    for (const row of [
      '| Size | 2500.0 MB | 612.3 MB |',
      '| Packages | 412 | 120 |',
      '| Files with setuid or setgid | 9 | 0 |',
      '| Users of the processes | 0 (root) | 1001 |',
      '| From start to a ready master | 3.21 s | 1.10 s |',
      '| From stop to the end | 0.50 s | 0.31 s |',
      '| Known weaknesses | 2 critical, 30 high, 4 medium, 5 low, 1 unknown | none |',
    ]) expect(section).toContain(row);
    expect(section).toContain('To measure again:');
    expect(section).not.toContain('outdated');
  });

  test('says that nothing was scanned where no scanner was there', () => {
    const unscanned = { ...EXAMPLE, scanner: null, before: { ...EXAMPLE.before, findings: null }, after: { ...EXAMPLE.after, findings: null } };
    const section = sectionWith(JSON.stringify(unscanned));
    expect(section).toContain('| Known weaknesses | not scanned | not scanned |');
    expect(section).not.toContain('Trivy 0');
  });

  test.each([
    ['spark', '3.5.1', 'Spark was 3.5.1, and now is 3.5.3'],
    ['java', '17.0.13', 'Java was 17, and now is 11'],
    ['base.name', 'debian:bookworm-slim', 'the base image was debian:bookworm-slim, and now is ubuntu:22.04'],
  ])('says beside every figure that it is outdated when %s is another', (member, value, sentence) => {
    const section = sectionWith(exampleWith(member, value));
    expect(section).toContain(`**These figures are outdated.** They belong to another image: ${sentence}.`);
    expect(section).toContain('| Size | 2500.0 MB (outdated) | 612.3 MB (outdated) |');
    expect(section.match(/\(outdated\) \|/g)).toHaveLength(14);
  });

  test('shows the figures of the same base image from a mirror, and names the mirror', () => {
    const section = sectionWith(exampleWith('base.name', 'mirror.example.com/library/ubuntu:22.04'));
    expect(section).toContain('over `mirror.example.com/library/ubuntu:22.04`');
    expect(section).not.toContain('outdated');
  });

  test('is the same with other figures only in what they say', () => {
    expect(sectionWith(exampleWith('after.packages', 121))).toBe(sectionWith(WHOLE).replace('| 120 |', '| 121 |'));
  });
});

describe('the file of the figures', () => {
  test.each<readonly [member: string, value: unknown, message: string]>([
    ['version', 2, 'version = 2: it must be 1'],
    ['date', '2026-02-30', 'date = "2026-02-30": it must be a day'],
    ['date', 20261124, 'date = 20261124: it must be a day'],
    ['docker', '<script>', 'docker = "<script>": it must be a version'],
    ['platform', undefined, 'platform is missing: it must be a platform'],
    ['spark', '3.5', 'spark = "3.5": it must be a release of Spark'],
    ['java', 'a | b', 'java = "a | b": it must be a version of Java'],
    ['base', null, 'base = null: it must be an object with name, digest'],
    ['base.name', 'a](https://evil) `x`', 'base.name = "a](https://evil) `x`": it must be an image'],
    ['base.digest', 'sha256:1', 'base.digest = "sha256:1": it must be sha256: and 64'],
    ['scanner', { name: 'mine', version: '1' }, 'scanner.name = "mine": it must be trivy or grype'],
    ['starts', 0, 'starts = 0: it must be a whole number, 1 or more'],
    ['before.bytes', '12', 'before.bytes = "12": it must be a whole number, 0 or more'],
    ['before.bytes', 1.5, 'before.bytes = 1.5'],
    ['after.packages', -1, 'after.packages = -1'],
    ['after.users', [], 'after.users = []: it must be a list of 1 to 100'],
    ['after.users', [1001, 'root'], 'after.users[1] = "root"'],
    ['after.secondsToReady', null, 'after.secondsToReady = null: it must be a number of seconds'],
    ['after.findings', { critical: 0 }, 'after.findings.high is missing'],
    ['after.speed', 9, 'after.speed is unknown: known are bytes, packages'],
    ['__proto__', {}, '__proto__ is unknown'],
  ])('with %s = %j is refused by name', (member, value, message) => {
    expect(() => parseMeasurements(exampleWith(member, value))).toThrow(`measurements.json: ${message}`);
    expect(() => parseMeasurements(exampleWith(member, value))).toThrow('Run "npx projen measure", or delete measurements.json');
  });

  test.each<readonly [what: string, text: string, line: number]>([
    ['nothing', '', 1],
    ['a member without a value', '{\n  "version": 1,\n  "date": ,\n  "docker": "1"\n}\n', 3],
    ['a word that is none', '{\n  "version": one\n}\n', 2],
    ['marks of a merge', '{\n  "version": 1,\n<<<<<<< HEAD\n  "date": "2026-11-24"\n=======\n', 3],
    ['no end', '{\n  "version": 1,\n', 3],
    ['more behind its end', '{}\n{}\n', 2],
  ])('that is no JSON, with %s, is refused by its line', (_what, text, line) => {
    expect(() => parseMeasurements(text)).toThrow(`measurements.json:${line}: that is no valid JSON`);
  });

  test.each(['[]', 'null', '"x"', '1'])('that holds %s is refused', (text) => {
    expect(() => parseMeasurements(text)).toThrow('measurements.json: the file = ');
  });

  test('that is none, or is far too large, is refused before anything is written', () => {
    const [folder, large] = [temporaryDirectory(), temporaryDirectory()];
    mkdirSync(path.join(folder, 'measurements.json'));
    writeFileSync(path.join(large, 'measurements.json'), `"${'x'.repeat(70_000)}"`);
    expect(() => repositoryWith({ outdir: folder })).toThrow('measurements.json is no file. Move it away');
    expect(() => repositoryWith({ outdir: large })).toThrow('measurements.json has 70002 bytes');
  });

  test('is what the published schema describes, and a wrong one is not', () => {
    const program = tool('check-jsonschema');
    if (program === undefined) return;
    const folder = temporaryDirectory();
    const schema = path.resolve(__dirname, '../../assets/schemas/measurements.schema.json');
    const judged = (text: string): number | null => {
      writeFileSync(path.join(folder, 'measurements.json'), text);
      return spawnSync(program, ['--schemafile', schema, 'measurements.json'], { cwd: folder }).status;
    };
    expect(judged(WHOLE)).toBe(0);
    expect(judged(exampleWith('scanner', null))).toBe(0);
    expect(judged(exampleWith('after.users', []))).toBe(1);
    expect(judged(exampleWith('more', 1))).toBe(1);
  });

  test('is the user\'s: no resync writes or removes it, and git takes it in', () => {
    const outdir = temporaryDirectory();
    writeFileSync(path.join(outdir, 'measurements.json'), WHOLE);
    const files = synthesize(repositoryWith({ outdir }));
    expect(files['measurements.json']).toBe(WHOLE);
    expect(files['.projen/files.json']).not.toContain('measurements.json');
    expect(files['.gitignore']).not.toContain('measurements');
  });
});

test('without the task that measures, the document names where it comes from', () => {
  const project = plainProject();
  new SparkSecurityPolicy(project, { image: imageWith() });
  expect(synthesize(project)['SECURITY.md']).toContain('Only the project type `SparkImageProject` has the task that measures.');
});
