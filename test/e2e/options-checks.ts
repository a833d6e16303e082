import * as fs from 'node:fs';
import { runIn } from './containers';
import { tryDocker } from './engine';
import { makeExtras } from './extras';
import { RESTRICTED } from './image-checks';
import { progress } from './progress';
import { build, Case, generate, Repository, synthesize, WITHOUT_ARCHIVE } from './repository';

/** Reads what was added, in the driver and in a task. */
const JOB = `
import extra_numbers
from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[2]").getOrCreate()
stream = spark._jvm.java.lang.Thread.currentThread().getContextClassLoader().getResourceAsStream("extra.txt")
print("JAR", spark._jvm.java.lang.String(stream.readAllBytes()))
print("TASKS", spark.sparkContext.parallelize(range(4), 2).map(lambda n: n * __import__("extra_numbers").ANSWER).sum())
`;

/** An image with options that the others leave alone: another user, Python packages, JARs, a time zone, a mirror of each. */
export function checkOptions(testCase: Case): void {
  describe('an image with more in it', () => {
    const tag = 'spark-e2e-options:local';
    let repository: Repository;

    beforeAll(async () => {
      progress('building an image with Python packages, a JAR and another user');
      const extras = makeExtras();
      const options = {
        userName: 'etl',
        uid: 1500,
        gid: 1600,
        timeZone: 'Europe/Berlin',
        aptPackages: ['libgomp1'],
        extraJars: [{ coordinates: extras.coordinates, sha512: extras.jarSha512 }],
      };
      const named = { ...testCase, name: 'spark-e2e-options' };
      repository = generate(named, options);
      // As uv and pip-compile write it: hashes on lines of their own, of every file of a release.
      const [requirement, hash] = extras.requirement.split(' ');
      fs.mkdirSync(`${repository.directory}/venv`);
      fs.writeFileSync(`${repository.directory}/venv/own.lock`, `# locked\n${requirement} \\\n    --hash=sha256:${'0'.repeat(64)} \\\n    ${hash}\n    # via -r requirements.in\n`);
      synthesize(named, repository.directory, { ...options, pythonRequirementsFile: 'venv/own.lock' });
      await build({ ...repository, image: tag }, { files: extras.files, buildArgs: WITHOUT_ARCHIVE });
    });

    afterAll(async () => {
      await tryDocker(['rmi', '--force', tag]);
      fs.rmSync(repository.directory, { recursive: true, force: true });
    });

    test('runs as the user of the options, in its time zone', async () => {
      const { stdout } = await runIn(tag, RESTRICTED, 'bash', '-c', 'echo "$(id -u):$(id -g) $(id -un) $HOME $(date +%Z)"');
      expect(stdout.trim()).toMatch(/^1500:1600 etl \/home\/etl CES?T$/);
    });

    test('has the Python packages, but not the program that installed them', async () => {
      const { stdout } = await runIn(tag, RESTRICTED, 'bash', '-c', 'python3 -c "import extra_numbers; print(extra_numbers.ANSWER)"; command -v pip pip3 wget gpg || echo none');
      expect(stdout.trim().split('\n')).toEqual(['42', 'none']);
    });

    test('gives a job its packages and JARs', async () => {
      fs.writeFileSync(`${repository.directory}/spark-apps/extras.py`, JOB, { mode: 0o644 });
      const { output, status } = await runIn(tag, [...RESTRICTED, '--volume', `${repository.directory}/spark-apps:/opt/spark/apps:ro`], 'spark-submit', '/opt/spark/apps/extras.py');
      expect(output).toContain('JAR from the extra JAR');
      expect(output).toContain('TASKS 252');
      expect(status).toBe(0);
    });
  });
}
