import { homedir } from 'node:os';
import * as path from 'node:path';
import { MirrorServer, serveMirror } from '../e2e/mirror-server';
import { canRepack, sparkDistribution } from '../e2e/spark-distribution';
import { describeWith } from '../tools/needed-programs';
import { tool } from '../tools/tool';
import { ActRepository } from './act-repository';
import { inputsOf } from './act-run';
import { pushTo } from './events';

jest.setTimeout(20 * 60_000);

const SPARK = '3.5.6';

describeWith(['java', 'gpg', 'wget'], 'pyspark-compatibility.yml, run by act with a real Spark', () => {
  let mirror: MirrorServer;
  let repository: ActRepository;

  beforeAll(async () => {
    const { directory, signingKey } = sparkDistribution(SPARK);
    // Any free port: builds of other tests need that of the directory.
    mirror = await serveMirror(directory, {}, 0);
    repository = ActRepository.generate({ sparkVersion: SPARK, javaVersion: '17', baseImage: 'debian:bookworm-slim', sparkMirror: mirror.address, sparkSigningKey: signingKey });
  });

  afterAll(async () => {
    await mirror.close();
    repository.remove();
  });

  test('downloads and verifies Spark, and the pinned client works with it', async () => {
    const result = await repository.run('pyspark-compatibility.yml', pushTo('develop'), {
      job: 'compatibility',
      env: { JAVA_HOME: '', PIP_CACHE_DIR: path.join(homedir(), '.cache', 'pip') },
    });
    expect(result.log).toContain('ok      client and Spark are of the same line');
    expect(result.log).toContain(`All passed: pyspark ${SPARK} works.`);
    expect(result).toMatchObject({ status: 0, jobs: { compatibility: ['success'] } });
    expect(inputsOf(result, 'compatibility', 'java')).toEqual([{ 'distribution': 'temurin', 'java-version': '17' }]);
    expect(inputsOf(result, 'compatibility', 'python')).toEqual([{ 'python-version': '3.11' }]);
  });
}, tool('act') !== undefined && canRepack());
