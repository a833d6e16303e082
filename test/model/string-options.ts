/** An option that takes text: how to set it, a text that it takes, and the name under which a message speaks of it. */
export interface StringOption {
  readonly option: string;
  readonly valid: string;
  readonly set: (text: string) => object;
  /** Metacharacters that it takes all the same. */
  readonly takes?: string;
  /** Whether the options of the repository have it, rather than those of the image. */
  readonly repository?: boolean;
}

const SHA512 = '0'.repeat(128);
const plain = (option: string, valid: string): StringOption => ({ option, valid, set: (text) => ({ [option]: text }) });
const listed = (option: string, valid: string): StringOption => ({ option: `${option}[0]`, valid, set: (text) => ({ [option]: [text] }) });
const repository = (option: StringOption, takes?: string): StringOption => ({ ...option, repository: true, takes });
const environment = (name: string, valid: string, takes?: string): StringOption => ({ option: `environment.${name}`, valid, takes, set: (text) => ({ environment: { [name]: text } }) });

/** Options whose texts have a form: no metacharacter of any language gets into them. */
export const FORMED: readonly StringOption[] = [
  plain('name', 'demo'),
  plain('sparkVersion', '3.5.3'),
  plain('javaVersion', '11'),
  plain('pythonVersion', '3.10'),
  plain('scalaVersion', '2.12'),
  plain('pysparkVersion', '3.5.6'),
  plain('baseImage', 'ubuntu:22.04'),
  plain('owner', 'acme'),
  plain('registry', 'ghcr.io'),
  plain('imageName', 'acme/spark'),
  plain('userName', 'sparky'),
  plain('defaultMode', 'master'),
  plain('profile', 'hardened'),
  plain('timeZone', 'Europe/Berlin'),
  plain('sparkMirror', 'https://mirror.example.com/spark'),
  plain('aptMirror', 'https://mirror.example.com'),
  plain('pythonIndexUrl', 'https://mirror.example.com/simple'),
  plain('mavenMirror', 'https://mirror.example.com/maven'),
  plain('sparkSha512', SHA512),
  plain('sparkSigningKey', 'A'.repeat(40)),
  listed('platforms', 'linux/amd64'),
  listed('aptPackages', 'libgomp1'),
  listed('pythonRequirements', 'pandas==2.2.2'),
  plain('pythonRequirementsFile', 'python/requirements.lock'),
  plain('baseImageIs', 'ubuntu:22.04'),
  { option: 'volumes[0].path', valid: '/opt/spark/checkpoints', set: (path) => ({ volumes: [{ path, description: 'x' }] }) },
  { option: 'extraJars[0].coordinates', valid: 'org.example:a:1', set: (coordinates) => ({ extraJars: [{ coordinates, sha512: SHA512 }] }) },
  { option: 'extraJars[0].url', valid: 'https://example.com/a.jar', set: (url) => ({ extraJars: [{ url, sha512: SHA512 }] }) },
  { option: 'extraJars[0].sha512', valid: SHA512, set: (sha512) => ({ extraJars: [{ url: 'https://example.com/a.jar', sha512 }] }) },
  { option: 'labels', valid: 'com.example.team', set: (key) => ({ labels: { [key]: 'x' } }) },
  { option: 'environment', valid: 'SPARK_CONF_spark_a', set: (name) => ({ environment: { [name]: 'x' } }) },
  environment('SPARK_WORKER_DIR', '/opt/spark/work', ';|&<>#*?()\u00e9'),
  environment('SPARK_WORKER_MEMORY', '2g'),
  environment('SPARK_MASTER_HOST', 'master'),
  environment('PYSPARK_PYTHON', 'python3'),
  environment('SPARK_MASTER_URL', 'spark://master:7077'),
  ...[
    repository(listed('unmanagedFiles', 'docs/README.md'), ' '),
    repository(plain('defaultBranch', 'main')),
    repository(listed('testBranches', 'main')),
    repository(plain('license', 'Apache-2.0')),
    repository(plain('copyrightPeriod', '2026')),
    repository(plain('securityContact', 'https://example.com/security'), '#&?'),
    repository({ option: 'kubernetes.namespace', valid: 'spark', set: (namespace) => ({ kubernetes: { namespace } }) }),
    repository({ option: 'kubernetes.image', valid: 'ghcr.io/acme/spark:1.0', set: (image) => ({ kubernetes: { image } }) }),
    repository({ option: 'kubernetes.secretName', valid: 'spark-rpc', set: (secretName) => ({ kubernetes: { secretName } }) }),
    repository({ option: 'kubernetes.storageClass', valid: 'fast', set: (storageClass) => ({ kubernetes: { storageClass } }) }),
    repository({ option: 'compose.workerMemory', valid: '2g', set: (workerMemory) => ({ compose: { workerMemory } }) }),
    repository({ option: 'compose.network', valid: 'spark', set: (network) => ({ compose: { network } }) }),
    repository({ option: 'compose.restart', valid: 'always', set: (restart) => ({ compose: { restart } }) }),
    repository({ option: 'scan.scanner', valid: 'grype', set: (scanner) => ({ scan: { scanner } }) }),
    repository({ option: 'scan.ignore[0].id', valid: 'CVE-2024-1234', set: (id) => ({ scan: { ignore: [{ id, reason: 'x', expires: '2027-01-01' }] } }) }),
    repository({ option: 'scan.ignore[0].expires', valid: '2027-01-01', set: (expires) => ({ scan: { ignore: [{ id: 'CVE-2024-1234', reason: 'x', expires }] } }) }),
    repository({ option: 'publish.usernameSecret', valid: 'A_USER', set: (usernameSecret) => ({ publish: { usernameSecret } }) }),
    repository({ option: 'publish.registries[0].address', valid: 'docker.io', set: (address) => ({ publish: { registries: [{ address }] } }) }),
    repository({ option: 'gitlab.armRunnerTag', valid: 'arm64', set: (armRunnerTag) => ({ gitlab: { armRunnerTag } }) }),
    repository({ option: 'actionPins[0].sha', valid: '0'.repeat(40), set: (sha) => ({ actionPins: [{ action: 'actions/checkout', version: 'v1.0.0', sha }] }) }),
    repository({ option: 'readmeSections[0].file', valid: 'docs/a.md', set: (file) => ({ readmeSections: [{ section: 'x', file }] }) }, ' '),
    repository({ option: 'securitySections[0].file', valid: 'docs/a.md', set: (file) => ({ securitySections: [{ section: 'x', file }] }) }, ' '),
  ],
];

/** Options that take any printable text on one line. */
export const FREE: readonly StringOption[] = [
  plain('description', 'Spark for everybody'),
  { option: 'labels["team"]', valid: 'data', set: (text) => ({ labels: { team: text } }) },
  { option: 'volumes[0].description', valid: 'Checkpoints', set: (description) => ({ volumes: [{ path: '/opt/spark/checkpoints', description }] }) },
  environment('SPARK_CONF_spark_app_name', 'app'),
  repository(plain('copyrightOwner', 'Acme')),
  repository({ option: 'scan.ignore[0].reason', valid: 'unreachable', set: (reason) => ({ scan: { scanner: 'grype', ignore: [{ id: 'CVE-2024-1234', reason, expires: '2027-01-01' }] } }) }),
  repository({ option: 'readmeSections[0].section', valid: 'Quick start', set: (section) => ({ readmeSections: [{ section, markdown: 'x' }] }) }),
  repository({ option: 'securitySections[0].section', valid: 'Scanning', set: (section) => ({ securitySections: [{ section, markdown: 'x' }] }) }),
];

/** Characters and words that end a line or a text in some language that we write. */
export const LINE_BREAKS = ['\n', '\r', '\r\n', '\u0000', '\t', '\u001b[2J', '\u0085', '\u009b', '\u2028', '\u2029', '\u202e', '\ufeff', '\ud800'];

/** What has a meaning in a shell, in YAML, in a Dockerfile, in Markdown or in a workflow. */
export const METACHARACTERS = ['"', "'", '`', '$(id)', '${PATH}', '$', ';', '|', '&', '<', '>', '#', ' ', '\\', '${{ secrets.TOKEN }}', '{{ x }}', '*', '(', ')', '?', '\u00e9'];

/** Text that tries to leave every place it could be put in. */
export const HOSTILE = [
  '"; RUN id; "', '\\', '\\"', '$HOME ${HOME} $(id) `id`', "'; rm -rf / #", '${{ secrets.GITHUB_TOKEN }}', '{{ .Config }}', '| a | b |', '-->', '<!-- x', '<script>alert(1)</script>',
  '[x](javascript:alert(1))', '# heading', '---', '- item', 'key: value', '&anchor *alias', '!!python/object', '%YAML 1.2', '@SETTINGS@', '"@SPARK_VERSION@"', '(@SETTINGS@)', "''", '\\n', '\\u000a', '~~ Generated by projen', 'no', 'null', '0x10', '1e3', ' leading', 'trailing ',
  '\u00e4\u00f6\u{1f680}', '%s %d', '*bold* _em_ ~x~', '$$', '$&', '$1', "$'", '$`', '\\1', '&', '```', '~~~',
];
