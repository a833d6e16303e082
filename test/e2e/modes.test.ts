import * as fs from 'node:fs';
import { connectJar } from './connect-jar';
import { engineAnswers } from './engine';
import { checkModes } from './mode-checks';
import { build, CASES, generate, Repository } from './repository';

jest.setTimeout(20 * 60_000);

const describeWithEngine = engineAnswers() ? describe : describe.skip;

// Nothing is published here, and the network has a name of its own: this file runs beside the others.
describeWithEngine.each([CASES.newer])('Spark $sparkVersion with Java $javaVersion', (testCase) => {
  let repository: Repository;

  beforeAll(async () => {
    repository = generate(testCase);
    await build(repository);
  });

  afterAll(() => fs.rmSync(repository.directory, { recursive: true, force: true }));

  const { sparkVersion, javaVersion } = testCase;
  checkModes(() => repository, `Spark ${sparkVersion}, Java ${javaVersion}`, () => ({ connect: `${connectJar()}:/opt/spark/jars/spark-connect_2.12.jar:ro` }));
});
