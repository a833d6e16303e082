import * as fs from 'node:fs';
import { connectParts } from './connect-jar';
import { engineAnswers } from './engine';
import { checkKubernetes } from './kubernetes-checks';
import { checkModes } from './mode-checks';
import { build, CASES, generate, Repository } from './repository';
import { checkServed } from './startup-checks';

jest.setTimeout(20 * 60_000);

const describeWithEngine = engineAnswers() ? describe : describe.skip;

// Nothing is published here, and the network has a name of its own: this file runs beside the others.
describeWithEngine.each([CASES.newer, CASES.guide])('Spark $sparkVersion with Java $javaVersion', (testCase) => {
  let repository: Repository;

  beforeAll(async () => {
    const { sha512, files } = connectParts(testCase);
    // The modes that the other images do not train.
    const startupArchives = ['connect', 'thrift-server'];
    repository = generate({ ...testCase, name: `${testCase.name}-connect` }, { sparkConnect: { sha512 }, startupArchives });
    await build(repository, files);
  });

  afterAll(() => fs.rmSync(repository.directory, { recursive: true, force: true }));

  checkModes(() => repository, `Spark ${testCase.sparkVersion}, Java ${testCase.javaVersion}`);
  checkServed(() => repository, ['connect', 'thrift-server']);
  if (testCase.label === 'newer') checkKubernetes(() => repository);
});
