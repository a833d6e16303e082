import * as fs from 'node:fs';
import { checkClusterFaults } from './cluster-fault-checks';
import { engineAnswers } from './engine';
import { checkKubernetes } from './kubernetes-checks';
import { checkModes } from './mode-checks';
import { Repository } from './repository';
import { checkRpcOverTls } from './rpc-tls-checks';
import { checkServices } from './service-checks';
import { builtSubject } from './subjects';
import { checkSubmissions } from './submission-checks';

jest.setTimeout(20 * 60_000);

const describeWithEngine = engineAnswers() ? describe : describe.skip;

// Nothing is published here, and every project has a name of its own: this file runs beside the others.
describeWithEngine('Spark 4.1', () => {
  let repository: Repository;

  beforeAll(async () => {
    repository = await builtSubject('newest');
  });

  afterAll(() => fs.rmSync(repository.directory, { recursive: true, force: true }));

  checkModes(() => repository, 'Spark 4.1.2, Java 17');
  checkKubernetes(() => repository);
  checkClusterFaults(() => repository);
  checkRpcOverTls(() => repository);
  checkServices(() => repository);
  checkSubmissions(() => repository);
});
