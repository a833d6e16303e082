import { EXAMPLES } from './examples';

const [JAR] = EXAMPLES.extraJars;
const [PIN] = EXAMPLES.actionPins;
const FINDING = { id: 'CVE-2024-12345', reason: 'no untrusted input reaches it', expires: '2027-03-31' };
const REGISTRY = { address: 'registry.example.com', imageName: 'acme/spark' };
const LOGIN = { uses: `aws-actions/configure-aws-credentials@${PIN.sha}`, inputs: { 'role-to-assume': 'arn:aws:iam::123456789012:role/publish' } };
const TOKEN = { uses: `google-github-actions/auth@${PIN.sha}`, username: 'oauth2accesstoken', password: '${{ steps.cloud-login.outputs.access_token }}' };
const CLOUD = { registry: '123456789012.dkr.ecr.eu-central-1.amazonaws.com' };

const LINE = {
  ...EXAMPLES.sparkReleases[0],
  version: '4.4.0',
  javaVersions: ['17', '21'],
  pythonMin: '3.11',
  pythonMax: '3.14',
  scalaVersions: ['2.13'],
  hadoopVersion: '3.5.0',
  endOfLife: '2028-07-27',
  source: 'https://spark.apache.org/docs/4.4.0/',
};

/** What the rc file says besides an example, where the example needs it. */
export const BESIDE: { readonly [name: string]: object } = {
  'license': { copyrightPeriod: EXAMPLES.copyrightPeriod },
  'baseImageIs': { baseImage: 'registry.example.com/ubuntu:22.04' },
  'kubernetes.connect': { sparkVersion: '4.0.x', baseImage: 'ubuntu:24.04' },
  'compose.connect': { sparkVersion: '4.0.x', baseImage: 'ubuntu:24.04' },
  'publish.login': CLOUD,
};

/** A value of the option for each member that the option's own example does not show. */
export const MEMBER_EXAMPLES: { readonly [name: string]: unknown } = {
  'sparkReleases.sha512': [{ version: '4.3.1', sha512: JAR.sha512 }],
  'sparkReleases.javaVersions': [LINE],
  'sparkReleases.pythonMin': [LINE],
  'sparkReleases.pythonMax': [LINE],
  'sparkReleases.scalaVersions': [LINE],
  'sparkReleases.hadoopVersion': [LINE],
  'sparkReleases.endOfLife': [LINE],
  'sparkReleases.source': [LINE],
  'ports.master': { master: 7078 },
  'ports.workerUi': { workerUi: 8091 },
  'ports.applicationUi': { applicationUi: 4041 },
  'volumes.declared': [{ ...EXAMPLES.volumes[0], declared: false }],
  'connectors.name': [{ name: 'iceberg' }],
  'connectors.version': [{ name: 'iceberg', version: '1.10.2' }],
  'connectors.sdk': [{ name: 's3', sdk: 'bundle' }],
  'extraJars.url': [{ url: 'https://mirror.example.com/jars/own-1.0.jar', sha512: JAR.sha512 }],
  'compose.workerCores': { workerCores: 2 },
  'compose.network': { network: 'analytics' },
  'compose.restart': { restart: 'unless-stopped' },
  'compose.historyServer': { historyServer: true },
  'compose.connect': { connect: true },
  'compose.notebook': { notebook: true },
  'kubernetes.historyServer': { historyServer: true },
  'kubernetes.connect': { connect: true },
  'kubernetes.thriftServer': { thriftServer: true },
  'kubernetes.maxWorkers': { standalone: true, maxWorkers: 10 },
  'kubernetes.secretName': { secretName: 'spark-secret' },
  'kubernetes.storageClass': { storageClass: 'fast-ssd' },
  'kubernetes.openshift': { openshift: true },
  'scan.severity': { severity: 'critical' },
  'scan.ignore': { ignore: [FINDING] },
  'scan.ignore.id': { ignore: [FINDING] },
  'scan.ignore.reason': { ignore: [FINDING] },
  'scan.ignore.expires': { ignore: [FINDING] },
  'publish.registries.usernameSecret': { registries: [{ ...REGISTRY, usernameSecret: 'MIRROR_USERNAME' }] },
  'publish.registries.passwordSecret': { registries: [{ ...REGISTRY, passwordSecret: 'MIRROR_PASSWORD' }] },
  'publish.registries.login': { registries: [{ ...REGISTRY, login: LOGIN }] },
  'publish.registries.login.uses': { registries: [{ ...REGISTRY, login: LOGIN }] },
  'publish.registries.login.version': { registries: [{ ...REGISTRY, login: { ...LOGIN, version: 'v6.1.0' } }] },
  'publish.registries.login.inputs': { registries: [{ ...REGISTRY, login: LOGIN }] },
  'publish.registries.login.username': { registries: [{ ...REGISTRY, login: TOKEN }] },
  'publish.registries.login.password': { registries: [{ ...REGISTRY, login: TOKEN }] },
  'publish.registries.login.command': { registries: [{ ...REGISTRY, login: { ...LOGIN, command: 'aws ecr get-login-password | docker login --username AWS --password-stdin registry.example.com' } }] },
  'publish.usernameSecret': { usernameSecret: 'ROBOT_NAME' },
  'publish.passwordSecret': { passwordSecret: 'ROBOT_TOKEN' },
  'publish.login': { login: LOGIN },
  'publish.login.uses': { login: LOGIN },
  'publish.login.version': { login: { ...LOGIN, version: 'v6.1.0' } },
  'publish.login.inputs': { login: LOGIN },
  'publish.login.username': { login: TOKEN },
  'publish.login.password': { login: TOKEN },
  'publish.login.command': { login: { ...LOGIN, command: 'aws ecr get-login-password | docker login --username AWS --password-stdin registry.example.com' } },
  'publish.emulated': { emulated: true },
  'publish.slsaLevel': { slsaLevel: 3 },
  'gitlab.registry': { registry: 'registry.example.com' },
  'gitlab.armRunnerTag': { armRunnerTag: 'arm64' },
  'gitlab.jobImages': { jobImages: { docker: 'registry.example.com/docker:29' } },
  'governance.issueTemplates': { issueTemplates: true },
  'governance.pullRequestTemplate': { pullRequestTemplate: true },
  'governance.contributing': { contributing: true },
  'readmeSections.before': [{ section: 'Quick start', before: true, markdown: 'Ask the data platform team.' }],
  'readmeSections.file': [{ section: 'Quick start', file: 'docs/intro.md' }],
  'securitySections.before': [{ section: 'Report a weakness', before: true, file: 'docs/report.md' }],
  'securitySections.markdown': [{ section: 'Report a weakness', markdown: 'Write to security@example.com.' }],
};
