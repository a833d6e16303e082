import * as fs from 'node:fs';
import { checkRefusedBuilds } from './build-checks';
import { checkClient } from './client-checks';
import { checkConfiguration } from './configuration-checks';
import { engineAnswers } from './engine';
import { checkImage } from './image-checks';
import { checkOptions } from './options-checks';
import { CASES, Repository } from './repository';
import { canRepack } from './spark-distribution';
import { checkStartup } from './startup-checks';
import { builtSubject } from './subjects';

jest.setTimeout(20 * 60_000);

const describeWithEngine = engineAnswers() ? describe : describe.skip;

// Nothing is published here: this file runs beside the others.
describeWithEngine.each([CASES.newer, CASES.guide])('an image of Spark $sparkVersion with Java $javaVersion on Debian $suite', (testCase) => {
  let repository: Repository;

  beforeAll(async () => {
    repository = await builtSubject(testCase.label);
  });

  afterAll(() => fs.rmSync(repository.directory, { recursive: true, force: true }));

  checkImage(() => repository);
  checkStartup(() => repository);

  // The guide's client is newer than its Spark.
  if (testCase.label === 'guide' && canRepack()) checkClient(() => repository);

  // What does not depend on versions is tried with one image.
  if (testCase.label === 'newer') {
    checkConfiguration(() => repository);
    if (canRepack()) {
      checkRefusedBuilds(() => repository);
      checkOptions(testCase);
    }
  }
});
