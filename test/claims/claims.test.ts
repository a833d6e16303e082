import { DockerfilePosition } from '../../src';
import { runChecks } from '../../src/checklist/checklist';
import { RepositoryFiles } from '../../src/checklist/repository-files';
import { repositoryWith } from '../components/synthesis';
import { CLAIMS, textOf, untrue } from './claims';
import { FinalRepository } from './final-repository';
import * as removals from './removals';

jest.setTimeout(5 * 60_000);

const GOVERNED = { governance: { contributing: true, scorecard: true } };
const TRUSTED = { ...GOVERNED, publish: { slsaLevel: 3, registries: [{ address: 'docker.io', imageName: 'acme/demo' }] }, scan: { scanner: 'grype' } };
const EMULATED = { publish: { emulated: true } };

/** Every part that the API can take away or switch off. */
const REMOVALS: readonly removals.Removal[] = [
  ...removals.stepsAndJobs(GOVERNED),
  ...removals.stepsAndJobs(TRUSTED).filter(({ what }) => /build-image|docker-build/.test(what) && !/login|checkout|hand-over|note-digest/.test(what)),
  ...removals.stepsAndJobs(EMULATED).filter(({ what }) => /(?:smoke-test|gate|report|build)-a/.test(what)),
  ...removals.files({}),
  ...removals.emptied({}, ['.env.example', 'Dockerfile', 'build_and_test.sh', 'docker-compose.host.yml', 'docker-compose.yml', 'entrypoint.sh', 'requirements.txt', '.github/workflows/docker-build.yml', 'spark-image/healthcheck.py']),
  ...removals.instructions({}),
  ...removals.tasks({}),
  ...removals.members({}),
  ...removals.switchedOff({}, [
    ...['buildWorkflow', 'compatibilityWorkflow', 'driftWorkflow', 'upgradeWorkflow', 'dependabot', 'migrationGuide'].map((name) => ({ [name]: false })),
    { license: 'none' }, { startupArchives: [] }, { scan: { policy: 'report-only' } }, { buildWorkflow: false, gitlab: {} }, { gitlab: {} },
    { buildWorkflow: false, compatibilityWorkflow: false, driftWorkflow: false, upgradeWorkflow: false, dependabot: false },
  ]),
  ...removals.undone({}, [
    [DockerfilePosition.RUNTIME_END, 'USER root'], [DockerfilePosition.RUNTIME_END, 'HEALTHCHECK NONE'], [DockerfilePosition.RUNTIME_END, 'WORKDIR /srv'],
    [DockerfilePosition.RUNTIME_ROOT_END, 'RUN chmod u+s /usr/bin/find'],
  ]),
];

test('what the documents of a whole repository say is true', () => {
  for (const options of [{}, GOVERNED, TRUSTED, EMULATED]) expect(untrue(new FinalRepository(repositoryWith(options)))).toEqual([]);
});

test('every claim is one that a repository makes', () => {
  const made = [{}, TRUSTED, { ...GOVERNED, migrationGuide: true, scan: { policy: 'report-only', ignore: [{ id: 'CVE-2023-44487', reason: 'not reached', expires: '2027-06-30' }] } }, EMULATED].map((options) => new FinalRepository(repositoryWith(options)));
  const bare = removals.instructions({}).filter(({ what }) => what.includes(': HEALTHCHECK')).map(({ make }) => new FinalRepository(make()));
  const silent = CLAIMS.filter(({ document, says }) => ![...made, ...bare].some((repository) => says.test(textOf(repository, document))));
  expect(silent.map(({ document, says }) => `${document}: ${says}`)).toEqual([]);
});

describe('without', () => {
  test.each(REMOVALS.map((removal) => [removal.what, removal] as const))('%s the documents say nothing that does not hold', (_, { make }) => {
    expect(untrue(new FinalRepository(make()))).toEqual([]);
  });
});

describe('the checklist', () => {
  const passing = (make: () => ReturnType<typeof repositoryWith>): string[] => {
    const { texts } = new FinalRepository(make());
    return runChecks(new RepositoryFiles(new Map(texts))).filter(({ status }) => status === 'pass').map(({ check }) => check.id);
  };
  const whole = passing(() => repositoryWith());
  const steps = new Map(removals.stepsAndJobs({}).map(({ what, make }) => [what.replace('.github/workflows/docker-build.yml: ', ''), make]));

  test.each([
    ['step build.gate', 'workflow-scan-gate'],
    ['step build.smoke-test', 'workflow-trial-run'],
    ['step build.push', 'workflow-sbom'],
    ['step sign.sign', 'workflow-sign'],
    ['step sign.attest', 'workflow-provenance'],
    ['step verify.verify-signature', 'workflow-verify'],
    ['step verify.verify-provenance', 'workflow-verify'],
    ['job verify', 'workflow-verify'],
    ['job lint', 'workflow-lint'],
  ])('sees that %s is gone: %s', (what, check) => {
    const make = steps.get(what);
    expect([what, make === undefined, whole.includes(check)]).toEqual([what, false, true]);
    expect(passing(make ?? (() => repositoryWith()))).not.toContain(check);
  });
});
