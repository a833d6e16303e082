import { rmSync } from 'node:fs';
import { Workplace } from '../assets/docker/publish/workplace';
import { DOCKER, docker, engineAnswers, tryDocker } from '../e2e/engine';
import { build, generate } from '../e2e/repository';
import { tool } from '../tools/tool';
import { ActRepository } from './act-repository';
import { ActRun, inputsOf } from './act-run';
import { pullRequestFrom, REPOSITORY } from './events';

jest.setTimeout(20 * 60_000);

const IMAGES = `act-smoke-test-${process.pid}`;

(engineAnswers() && tool('act') ? describe : describe.skip)('the smoke test of docker-build.yml, run by act with real containers', () => {
  let repository: ActRepository;
  let place: Workplace;

  beforeAll(async () => {
    const built = generate({ label: 'newer', name: 'spark-act', sparkVersion: '3.5.6', javaVersion: '17', suite: 'bookworm' });
    await build(built);
    await docker(['tag', built.image, `${IMAGES}:spark-amd64`]);
    await docker(['image', 'rm', built.image]);
    rmSync(built.directory, { recursive: true, force: true });
    repository = ActRepository.generate({ platforms: ['linux/amd64'] });
    place = new Workplace();
    place.makeImage(`${IMAGES}:other-amd64`, 'no Spark in it');
  });

  afterAll(() => {
    place.remove([`${IMAGES}:`]);
    repository.remove();
  });

  function run(image: string): Promise<ActRun> {
    return repository.run('docker-build.yml', pullRequestFrom(REPOSITORY), { env: { ACT_IMAGE: `${IMAGES}:${image}`, ACT_IMAGES: IMAGES, ACT_DOCKER: DOCKER } });
  }

  test('passes with the image that a build gives, and leaves nothing behind', async () => {
    const result = await run('spark');
    expect(result.log).toContain('smoke-test: the job is right, on Spark 3.5.6');
    expect(result.log).toContain('smoke-test: passed');
    expect(result).toMatchObject({ status: 0, jobs: { lint: ['success'], build: ['success'], report: ['success'] } });
    expect((await tryDocker(['ps', '--all', '--quiet', '--filter', 'name=spark-smoke-'])).stdout.trim()).toBe('');
  });

  test('fails with an image that is not one, and nothing behind it runs', async () => {
    const result = await run('other');
    expect(result.status).not.toBe(0);
    expect(result.steps.find(({ step }) => step === 'smoke-test')).toMatchObject({ result: 'failure' });
    expect(inputsOf(result, 'build', 'report')).toEqual([]);
    expect(inputsOf(result, 'build', 'push')).toEqual([]);
  });
});
