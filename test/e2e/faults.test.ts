import * as fs from 'node:fs';
import { checkClusterFaults } from './cluster-fault-checks';
import { checkContainerFaults } from './container-fault-checks';
import { engineAnswers } from './engine';
import { checkGracefulStop } from './graceful-stop-checks';
import { Repository } from './repository';
import { checkRestarts } from './restart-checks';
import { checkSmallCluster } from './small-cluster-checks';
import { checkStandbyMaster } from './standby-checks';
import { builtSubject } from './subjects';
import { checkSubmissions } from './submission-checks';

jest.setTimeout(20 * 60_000);

const describeWithEngine = engineAnswers() ? describe : describe.skip;

// Nothing is published here, and every project has a name of its own: this file runs beside the others.
describeWithEngine('faults of Spark 3.5', () => {
  let repository: Repository;

  beforeAll(async () => {
    repository = await builtSubject('newer');
  });

  afterAll(() => fs.rmSync(repository.directory, { recursive: true, force: true }));

  checkContainerFaults(() => repository);
  checkSubmissions(() => repository);
  checkRestarts(() => repository);
  checkSmallCluster(() => repository);
  checkClusterFaults(() => repository);
  checkGracefulStop(() => repository);
  checkStandbyMaster(() => repository);
});
