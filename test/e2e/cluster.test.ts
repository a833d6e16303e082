import * as fs from 'node:fs';
import { checkAuthentication } from './authentication-checks';
import { checkBitnami } from './bitnami-checks';
import { checkRefusedBuilds } from './build-checks';
import { checkClient } from './client-checks';
import { checkCluster } from './cluster-checks';
import { checkConfiguration } from './configuration-checks';
import { engineAnswers } from './engine';
import { checkImage } from './image-checks';
import { checkOptions } from './options-checks';
import { checkReadme } from './readme-checks';
import { build, CASES, generate, Repository } from './repository';
import { checkSecuritySteps } from './security-checks';
import { canRepack } from './spark-distribution';
import { checkStartup } from './startup-checks';

jest.setTimeout(20 * 60_000);

const describeWithEngine = engineAnswers() ? describe : describe.skip;

describeWithEngine.each([CASES.newer, CASES.guide])('Spark $sparkVersion with Java $javaVersion on Debian $suite', (testCase) => {
  let repository: Repository;

  beforeAll(async () => {
    repository = generate(testCase);
    await build(repository);
  });

  afterAll(() => fs.rmSync(repository.directory, { recursive: true, force: true }));

  checkImage(() => repository);
  checkStartup(() => repository);
  checkCluster(() => repository, 'docker-compose.yml');
  checkCluster(() => repository, 'docker-compose.host.yml');

  // The guide's client is newer than its Spark.
  if (testCase.label === 'guide' && canRepack()) checkClient(() => repository);

  // What does not depend on versions is tried with one image.
  if (testCase.label === 'newer') {
    checkConfiguration(() => repository);
    checkReadme(() => repository);
    checkSecuritySteps(() => repository);
    checkAuthentication(() => repository);
    checkBitnami(() => repository, testCase);
    if (canRepack()) {
      checkRefusedBuilds(() => repository);
      checkOptions(testCase);
    }
  }
});
