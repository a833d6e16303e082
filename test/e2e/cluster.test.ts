import * as fs from 'node:fs';
import { checkAuthentication } from './authentication-checks';
import { checkBitnami } from './bitnami-checks';
import { checkCluster } from './cluster-checks';
import { engineAnswers } from './engine';
import { checkReadme } from './readme-checks';
import { CASES, Repository } from './repository';
import { checkSecuritySteps } from './security-checks';
import { builtSubject } from './subjects';

jest.setTimeout(20 * 60_000);

const describeWithEngine = engineAnswers() ? describe : describe.skip;

// Everything that publishes ports, or takes the network of the host, stands in this file: one thing after the other.
describeWithEngine.each([CASES.newer, CASES.guide])('a cluster of Spark $sparkVersion with Java $javaVersion', (testCase) => {
  let repository: Repository;

  beforeAll(async () => {
    repository = await builtSubject(testCase.label);
  });

  afterAll(() => fs.rmSync(repository.directory, { recursive: true, force: true }));

  checkCluster(() => repository, 'docker-compose.yml');
  checkCluster(() => repository, 'docker-compose.host.yml');

  // What does not depend on versions is tried with one image.
  if (testCase.label === 'newer') {
    checkReadme(() => repository);
    checkSecuritySteps(() => repository);
    checkAuthentication(() => repository);
    checkBitnami(() => repository, testCase);
  }
});
