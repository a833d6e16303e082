import * as fs from 'node:fs';
import { engineAnswers } from './engine';
import { checkKubernetes } from './kubernetes-checks';
import { checkModes } from './mode-checks';
import { CASES, Repository } from './repository';
import { checkServed } from './startup-checks';
import { builtSubject } from './subjects';

jest.setTimeout(20 * 60_000);

const describeWithEngine = engineAnswers() ? describe : describe.skip;

// Nothing is published here, and the network has a name of its own: this file runs beside the others.
describeWithEngine.each([CASES.newer, CASES.guide])('Spark $sparkVersion with Java $javaVersion', (testCase) => {
  let repository: Repository;

  beforeAll(async () => {
    repository = await builtSubject(`${testCase.label}-connect`);
  });

  afterAll(() => fs.rmSync(repository.directory, { recursive: true, force: true }));

  checkModes(() => repository, `Spark ${testCase.sparkVersion}, Java ${testCase.javaVersion}`);
  if (testCase.label === 'newer') {
    checkServed(() => repository, ['connect', 'thrift-server']);
    checkKubernetes(() => repository);
  }
});
