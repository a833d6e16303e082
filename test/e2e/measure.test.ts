import * as fs from 'node:fs';
import * as path from 'node:path';
import { Measurements, parseMeasurements } from '../../src/model/measurements';
import { baseImage } from './base-images';
import { run } from './command';
import { DOCKER, docker, engineAnswers } from './engine';
import { progress } from './progress';
import { baseOptions, buildOptions, CASES, generate, Repository, synthesize, withBuildArguments } from './repository';

jest.setTimeout(20 * 60_000);

const describeWithEngine = engineAnswers() ? describe : describe.skip;

const PROJEN = path.join(__dirname, '../../node_modules/.bin/projen');
const testCase = { ...CASES.newer, name: 'spark-e2e-measure' };

// Asserted is what must hold on any machine, never a time. The containers publish nothing: this file runs beside the others.
describeWithEngine('npx projen measure', () => {
  let repository: Repository;
  let measured: Measurements;

  beforeAll(async () => {
    repository = generate(testCase);
    fs.mkdirSync(path.join(repository.directory, 'node_modules'));
    fs.symlinkSync(path.join(__dirname, '../..'), path.join(repository.directory, 'node_modules', 'spark-image-project'));
    progress('measuring: building the naive image, and starting both (some minutes)');
    await withBuildArguments(testCase, (buildArgs) =>
      // Without a scanner: one that is there would ask for its database.
      run(PROJEN, ['measure', '--no-scan', ...buildOptions(buildArgs)], {
        cwd: repository.directory,
        env: { PATH: `${path.isAbsolute(DOCKER) ? `${path.dirname(DOCKER)}:` : ''}${process.env.PATH}`, BUILDKIT_PROGRESS: 'plain' },
      }),
    );
    measured = parseMeasurements(fs.readFileSync(path.join(repository.directory, 'measurements.json'), 'utf8'));
  });

  afterAll(() => fs.rmSync(repository.directory, { recursive: true, force: true }));

  test('says what was measured, and with what', async () => {
    expect(measured).toMatchObject({
      docker: await docker(['version', '--format', '{{.Server.Version}}']),
      spark: testCase.sparkVersion,
      java: expect.stringMatching(new RegExp(`^${testCase.javaVersion}\\.`)),
      base: { name: await baseImage(testCase.label, testCase.suite) },
      scanner: null,
      starts: 3,
    });
  });

  test('finds the image smaller than the naive one, with fewer packages, without setuid files, and not run by root', () => {
    const { before, after } = measured;
    expect(before).toMatchObject({ users: [0], findings: null });
    expect(after).toMatchObject({ users: [1001], setuidFiles: 0, findings: null });
    expect(before.setuidFiles).toBeGreaterThan(0);
    expect(before.bytes).toBeGreaterThan(after.bytes);
    expect(before.packages).toBeGreaterThan(after.packages);
  });

  test('times the start of both, and their end', () => {
    for (const { secondsToReady, secondsToStop } of [measured.before, measured.after]) {
      expect(secondsToReady).toBeGreaterThan(0.3);
      expect(secondsToStop).toBeGreaterThan(0);
    }
  });

  test('leaves nothing but the record behind', async () => {
    const name = `measure-${testCase.name}`;
    expect(await docker(['image', 'ls', '--quiet', name])).toBe('');
    expect(await docker(['ps', '--all', '--quiet', '--filter', `name=${name}`])).toBe('');
    expect(fs.readdirSync(repository.directory).filter((file) => file.startsWith('measurements.json'))).toEqual(['measurements.json']);
  });

  test('has SECURITY.md show the figures when the repository is synthesized again', () => {
    const page = () => fs.readFileSync(path.join(repository.directory, 'SECURITY.md'), 'utf8');
    expect(page()).toContain('Nothing was measured yet: ');
    // The figures are those of the base that the build argument named; with another one they would be called outdated.
    synthesize(testCase, repository.directory, baseOptions(measured.base.name, testCase.suite));
    expect(page()).not.toMatch(/Nothing was measured|\(outdated\)/);
    expect(page()).toContain(`| Packages | ${measured.before.packages} | ${measured.after.packages} |`);
    expect(page()).toContain(`| From start to a ready master | ${measured.before.secondsToReady.toFixed(2)} s | ${measured.after.secondsToReady.toFixed(2)} s |`);
  });
});
