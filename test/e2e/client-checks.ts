import * as fs from 'node:fs';
import * as path from 'node:path';
import { attempt, run } from './command';
import { progress } from './progress';
import { Repository } from './repository';
import { sparkDistribution } from './spark-distribution';

/** The repository's own test of the PySpark client, with this machine's Python and Java, and pip as it is. */
export function checkClient(repository: () => Repository): void {
  describe('build_and_test.sh', () => {
    // A Spark or an environment of this machine must not take the place of what the script installs.
    const buildAndTest = (...variables: string[]) =>
      attempt('env', ['--unset=SPARK_HOME', '--unset=VIRTUAL_ENV', ...variables, './build_and_test.sh'], { cwd: repository().directory });
    const client = () => /^pyspark==(.+)$/m.exec(fs.readFileSync(path.join(repository().directory, 'requirements.txt'), 'utf8'))?.[1];

    test('installs the pinned client and passes', async () => {
      progress('build_and_test.sh: installing pyspark (300 MB)');
      expect(client()).toBe('3.5.6');
      const { status, output } = await buildAndTest();
      expect(output).toContain('All passed: pyspark 3.5.6 works.');
      expect(status).toBe(0);
    });

    test('passes again, in the same environment, against the distribution of the image', async () => {
      const { directory, testCase } = repository();
      const { directory: mirror, archive } = sparkDistribution(testCase.sparkVersion);
      const sparkHome = path.join(directory, 'distribution');
      fs.mkdirSync(sparkHome);
      await run('tar', ['--extract', '--gzip', '--strip-components=1', '--directory', sparkHome, '--file', path.join(mirror, archive)]);
      progress(`build_and_test.sh: against Spark ${testCase.sparkVersion}`);
      const { status, output } = await buildAndTest(`SPARK_HOME=${sparkHome}`);
      expect(output).toContain('is used again');
      expect(output).toMatch(new RegExp(`^Spark +${testCase.sparkVersion}$`, 'm'));
      expect(status).toBe(0);
    });

    test('works from outside on a cluster of the image, in the same environment', async () => {
      const { directory, image } = repository();
      progress('client-test.sh: a driver here, executors in the image');
      const { status, output } = await attempt('env', ['--unset=SPARK_HOME', `VENV_DIR=${path.join(directory, 'venv')}`, 'bash', 'docker/client-test.sh', image, '3.5.6'], { cwd: directory });
      expect(output).toContain('ok      a result that is fetched from the executor');
      expect(output).toContain('the client 3.5.6 works on this image');
      expect(status).toBe(0);
    });

  });
}
