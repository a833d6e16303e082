import { expectRefusal, makeChoices, titled, WrongChoice } from './wrong-options';

const LOGIN = { uses: `azure/login@${'0'.repeat(40)}` };
const ignored = (entry: object) => ({ scan: { ignore: [{ id: 'CVE-2024-1234', reason: 'unreachable', expires: '2027-03-31', ...entry }] } });
const registry = (entry: object) => ({ publish: { registries: [{ address: 'docker.io', ...entry }] } });
const SHA = '3d3c42e5aac5ba805825da76410c181273ba90b1';
const pin = (entry: object) => ({ actionPins: [{ action: 'actions/checkout', version: 'v7.0.2', sha: SHA, ...entry }] });

const WRONG: readonly WrongChoice[] = [
  [{ scan: 'grype' }, 'scan = "grype"', 'it is string', "{ scanner: 'grype', policy: 'strict' }"],
  [{ scan: { tool: 'grype' } }, 'scan.tool = "grype"', 'scan has no member of that name', 'scanner, policy, severity, ignore'],
  [{ scan: { scanner: 'snyk' } }, 'scan.scanner = "snyk"', 'not one of its values', 'trivy, grype'],
  [{ scan: { policy: 'lax' } }, 'scan.policy = "lax"', 'not one of its values', 'distribution, fixable, strict, report-only'],
  [{ scan: { severity: 'HIGH' } }, 'scan.severity = "HIGH"', 'not one of its values', 'low, medium, high, critical'],
  [{ scan: { ignore: 'CVE-2024-1234' } }, 'scan.ignore = "CVE-2024-1234"', 'not a list', 'reason'],
  [{ publish: { login: { uses: 'azure/login@v2' } } }, 'publish.login.uses = "azure/login@v2"', 'not an action that is pinned by the full SHA', '40 hexadecimal digits'],
  [{ publish: { login: { ...LOGIN, password: 'hunter2', username: 'jane' } } }, 'publish.login.password = (not shown)', 'that is no expression', '${{ steps.cloud-login.outputs.access_token }}'],
  [{ publish: { login: { ...LOGIN, username: 'jane' } } }, 'publish.login.password = undefined', 'username and password belong together', 'Both or neither'],
  [{ publish: { login: { ...LOGIN, command: 'az acr login', username: 'jane', password: '${{ x }}' } } }, 'publish.login.command = "az acr login"', 'which the command replaces', 'Either command'],
  [{ publish: { login: LOGIN, passwordSecret: 'TOKEN' } }, 'publish.passwordSecret = "TOKEN"', 'the login needs no secret', 'Leave it out'],
  [{ publish: { registries: [{ address: 'docker.io', login: { ...LOGIN, inputs: { 'a b': 'c' } } }] } }, 'publish.registries[0].login.inputs["a b"] = "c"', 'not the name of an input', 'role-to-assume'],
  [ignored({ reason: undefined }), 'scan.ignore[0].reason = undefined', 'not ignored without a reason', 'why it may stay'],
  [ignored({ reason: ' ' }), 'scan.ignore[0].reason = " "', 'it is empty', 'one line'],
  [ignored({ expires: undefined }), 'scan.ignore[0].expires = undefined', 'not ignored for ever', "'2027-03-31'"],
  [ignored({ expires: 'soon' }), 'scan.ignore[0].expires = "soon"', 'that is not a day', "'2027-03-31'"],
  [ignored({ expires: '2027-02-29' }), 'scan.ignore[0].expires = "2027-02-29"', 'the calendar has no such day', "'2027-03-31'"],
  [ignored({ expires: '2027-13-01' }), 'scan.ignore[0].expires = "2027-13-01"', 'the calendar has no such day', "'2027-03-31'"],
  [ignored({ id: 'log4shell' }), 'scan.ignore[0].id = "log4shell"', 'not the identifier of a finding', "'CVE-2024-12345'"],
  [ignored({ paths: [] }), 'scan.ignore[0].paths = []', 'no member of that name', 'id, reason, expires'],
  [{ scan: { ignore: [{ id: 'CVE-2024-1234', reason: 'a', expires: '2027-01-01' }, { id: 'CVE-2024-1234', reason: 'b', expires: '2027-01-02' }] } }, 'scan.ignore[1].id = "CVE-2024-1234"', 'is in the list twice', 'once'],
  [{ publish: { slsaLevel: 4 } }, 'publish.slsaLevel = 4', 'not a level', '2, or 3'],
  [{ publish: { slsaLevel: '3' } }, 'publish.slsaLevel = "3"', 'not a level', '2, or 3'],
  [{ publish: { emulated: 'yes' } }, 'publish.emulated = "yes"', 'neither true nor false', 'true or false'],
  [{ publish: { usernameSecret: 'my secret' } }, 'publish.usernameSecret = "my secret"', 'not the name of a secret', "'REGISTRY_PASSWORD'"],
  [{ publish: { passwordSecret: 'GITHUB_TOKEN' } }, 'publish.passwordSecret = "GITHUB_TOKEN"', 'not the name of a secret', 'GITHUB_'],
  [registry({ address: 'docker.io/acme' }), 'publish.registries[0].address = "docker.io/acme"', 'that is not a registry', 'A host name'],
  [registry({ address: 'ghcr.io' }), 'publish.registries[0].address = "ghcr.io"', 'published there already', "the option 'registry'"],
  [registry({ imageName: 'Acme' }), 'publish.registries[0].imageName = "Acme"', 'that is not an image name', 'Lower-case'],
  [registry({ token: 'x' }), 'publish.registries[0].token = "x"', 'no member of that name', 'usernameSecret'],
  [registry({ passwordSecret: '${{ x }}' }), 'publish.registries[0].passwordSecret = "${{ x }}"', 'not the name of a secret', 'Capitals'],
  [{ publish: { registries: [{ address: 'docker.io' }, { address: 'docker.io' }] } }, 'publish.registries[1].address = "docker.io"', 'published there already', 'once'],
  [{ governance: true }, 'governance = true', 'it is boolean', '{ scorecard: true'],
  [{ governance: { scorecard: 1 } }, 'governance.scorecard = 1', 'neither true nor false', 'true or false'],
  [{ governance: { codeOwners: [{ pattern: '*', owners: [] }] } }, 'governance.codeOwners[0].owners = []', 'the list is empty', 'At least one'],
  [{ governance: { codeOwners: [{ pattern: '*' }] } }, 'governance.codeOwners[0].owners = undefined', 'nobody owns', 'At least one owner'],
  [{ governance: { codeOwners: [{ pattern: '* @me', owners: ['@me'] }] } }, 'governance.codeOwners[0].pattern = "* @me"', 'not a pattern of files', "'*'"],
  [{ governance: { codeOwners: [{ pattern: '*', owners: ['me'] }] } }, 'governance.codeOwners[0].owners[0] = "me"', 'not an owner of files', "'@user'"],
  [{ gitlab: true }, 'gitlab = true', 'it is boolean', 'which may be empty'],
  [{ gitlab: { registry: 'https://r.example.com' } }, 'gitlab.registry = "https://r.example.com"', 'that is not a registry', 'A host name'],
  [{ gitlab: { jobImages: { ruby: 'ruby:3' } } }, 'gitlab.jobImages["ruby"] = "ruby:3"', 'its key is wrong: no job runs in an image of that name', 'docker, dind, binfmt, node'],
  [{ gitlab: { jobImages: { node: 'node:latest' } } }, 'gitlab.jobImages["node"] = "node:latest"', "the tag 'latest' moves", 'name:tag'],
  [{ gitlab: { armRunnerTag: 'a b' } }, 'gitlab.armRunnerTag = "a b"', 'not the tag of a runner', 'Letters'],
  [pin({ sha: 'v7' }), 'actionPins[0].sha = "v7"', 'not the full SHA of a commit', '40 hexadecimal digits'],
  [pin({ sha: SHA.slice(0, 12) }), `actionPins[0].sha = "${SHA.slice(0, 12)}"`, 'not the full SHA of a commit', 'a short SHA'],
  [pin({ version: '7' }), 'actionPins[0].version = "7"', 'not the tag of a release', "'v7.0.1'"],
  [pin({ action: 'tj-actions/changed-files' }), 'actionPins[0].action = "tj-actions/changed-files"', 'no generated workflow could use that action', 'actions/checkout'],
  [{ actionPins: { checkout: SHA } }, `actionPins = {"checkout":"${SHA}"}`, 'not a list', 'sha'],
  [{ renovate: 'yes' }, 'renovate = "yes"', 'neither true nor false', 'true or false'],
];

describe('options of the workflows that cannot be', () => {
  test.each(titled(WRONG))('%s', (_title, row) => expectRefusal(() => makeChoices(row[0]), row));
});

test('a further registry cannot be the image’s own', () => {
  expect(() => makeChoices({ registry: 'docker.io', ...registry({}) })).toThrow(/publish\.registries\[0\]\.address = "docker\.io"/);
  expect(() => makeChoices({ registry: 'docker.io', ...registry({ address: 'ghcr.io' }) })).not.toThrow();
});

test('a pin of one’s own takes the place of the catalogue’s, and leaves the others', () => {
  const { pins } = makeChoices(pin({ sha: 'a'.repeat(40) })).pipeline;
  expect(pins.find((p) => p.action === 'actions/checkout')).toEqual({ action: 'actions/checkout', version: 'v7.0.2', sha: 'a'.repeat(40) });
  expect(pins.find((p) => p.action === 'actions/setup-node')?.sha).toBe('820762786026740c76f36085b0efc47a31fe5020');
});
