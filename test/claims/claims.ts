import * as path from 'node:path';
import { PAGES } from '../../src/render/pages';
import { FinalRepository, Service } from './final-repository';

/** What a document says, and what must be there for it to be true. */
export interface Claim {
  readonly document: string;
  readonly says: RegExp;
  /** Whether it is true; what the pattern caught is handed over. */
  readonly holds: (repository: FinalRepository, ...caught: readonly string[]) => boolean;
}

type Holds = Claim['holds'];

function of(document: string, ...claims: ReadonlyArray<readonly [says: RegExp, holds: Holds]>): Claim[] {
  return claims.map(([says, holds]) => ({ document, says, holds }));
}

const image = (job: string, ...ids: readonly string[]): Holds => (r) => r.step('image', job, ...ids);
const scans: Holds = (r) => r.step('image', 'build', 'report') || r.step('image', 'build', 'gate');
const lints: Holds = (r) => ['hadolint', 'shellcheck'].some((id) => r.step('image', 'lint', id));
// The copy to a further registry gives the tags there.
const publishes: Holds = (r) => r.step('image', 'publish', 'index') || r.step('image', 'publish', 'copy');
const publishesOnGitlab: Holds = (r) => r.has('.gitlab-ci.yml', '.gitlab/pipeline.sh');
const either = (...some: readonly Holds[]): Holds => (r, ...caught) => some.some((holds) => holds(r, ...caught));
const builds = either(image('build', 'build'), image('build', 'push'));
const verifies: Holds = (r) => (!r.step('image', 'sign', 'sign') || r.step('image', 'verify', 'verify-signature'))
  && (!r.step('image', 'sign', 'attest') || r.step('image', 'verify', 'verify-provenance')) && (r.step('image', 'verify', 'verify-signature') || r.step('image', 'verify', 'verify-provenance'));
const all = (...every: readonly Holds[]): Holds => (r, ...caught) => every.every((holds) => holds(r, ...caught));
const service = (isSuch: (s: Service) => boolean): Holds => (r) => r.everyService(isSuch);
const is = (text: string): Holds => (r) => r.last('USER', (rest) => rest === text);
const healthy: Holds = (r) => r.last('HEALTHCHECK', (rest) => rest.includes('healthcheck.py'));
const entrypoint: Holds = (r) => r.last('ENTRYPOINT', (rest) => rest.startsWith('["')) && r.has('entrypoint.sh');
const cluster: Holds = (r) => ['spark-master', 'spark-worker'].every((name) => r.services()[name] !== undefined);
const publishesPort = (name: string, port: string): Holds => (r) => JSON.stringify(r.services()[name]?.ports ?? '').includes(`:-${port}}"`);
const compares: Holds = (r) => r.step('drift', 'drift', 'synthesize', 'compare');

/** A row of README's table of workflows: each verb of it. */
function rowOf(file: string, word: RegExp, holds: Holds): readonly [RegExp, Holds] {
  return [new RegExp(`^\\| \`${file}\` \\|.*${word.source}.*\\|$`, 'm'), holds];
}

/** Claims of the README. */
const README = of('README.md',
  ...['docker-build.yml', 'build-image.yml'].flatMap((file) => [
    rowOf(file, /\blints\b/, lints),
    rowOf(file, /\bbuilds\b/, builds),
    rowOf(file, /\btests\b/, image('build', 'smoke-test')),
    rowOf(file, /\bscans\b/, scans),
    rowOf(file, /\bpublishes\b/, publishes),
    rowOf(file, /\bsigns\b/, image('sign', 'sign')),
    rowOf(file, /\battests\b/, image('sign', 'attest')),
    rowOf(file, /\bverifies\b/, verifies),
  ]),
  rowOf('docker-build.yml', /pull requests \(build only\)/, image('build', 'build')),
  rowOf('pyspark-compatibility.yml', /runs `build_and_test\.sh`/, (r) => r.step('pyspark-compatibility', 'compatibility', 'test')),
  rowOf('pyspark-compatibility.yml', /against the Spark release/, (r) => r.step('pyspark-compatibility', 'compatibility', 'spark')),
  rowOf('pyspark-compatibility.yml', /connects \d+ clients/, (r) => r.step('pyspark-compatibility', 'client', 'test')),
  rowOf('drift.yml', /fails if a managed file/, compares),
  rowOf('drift.yml', /its summary shows/, (r) => r.step('drift', 'drift', 'check')),
  rowOf('upgrade.yml', /opens a pull request/, (r) => r.step('upgrade', 'pull-request', 'pull-request')),
  rowOf('upgrade.yml', /with the changes, the difference/, (r) => r.step('upgrade', 'upgrade', 'difference')),
  rowOf('scorecard.yml', /runs OpenSSF Scorecard/, (r) => r.step('scorecard', 'scorecard', 'scorecard')),
  [/^## Clients that are tried$/m, (r) => r.step('pyspark-compatibility', 'client', 'test')],
  [/runs it for every change/, (r) => r.step('pyspark-compatibility', 'compatibility', 'test')],
  [/is built on a machine of that platform/, builds],
  [/A master, a worker and a job run in it/, image('build', 'smoke-test')],
  [/(?:Trivy|Grype) scans it/, scans],
  [/The build fails on/, image('build', 'gate')],
  [/No finding fails the build/, (r) => !r.step('image', 'build', 'gate')],
  [/Every finding is reported/, image('build', 'report')],
  [/in the Security tab/, (r) => r.step('image', 'report', 'upload') && r.step('image', 'build', 'findings')],
  [/It is published to/, publishes],
  [/It is published to.* with SBOM/, image('build', 'push')],
  [/It is published to.* with .*provenance/, image('sign', 'attest')],
  [/It is published to.*signed by its digest/, image('sign', 'sign')],
  [/It is published to.*verified/, verifies],
  [/It is published to.*everywhere under one digest/, image('publish', 'copy')],
  [/Layers come from the cache/, image('build', 'build')],
  [/weekly build uses no cache/, image('build', 'build')],
  [/meets SLSA Build Level \d/, all(publishes, image('sign', 'attest'))],
  [/^## Tags of the published image\n\n\|/m, either(all(publishes, image('publish', 'meta')), publishesOnGitlab)],
  [/(?:The workflow|GitLab CI) publishes `/, either(publishes, publishesOnGitlab)],
  [/verify the signature first/, either(image('sign', 'sign'), publishesOnGitlab)],
  [/^\| SBOM, provenance, signature \| by the workflow/m, all(publishes, image('build', 'push'), image('sign', 'sign', 'attest'))],
  [/root file systems are read-only/, service((s) => s.read_only === true)],
  [/all capabilities are dropped/, service((s) => JSON.stringify(s.cap_drop) === '["ALL"]')],
  [/memory, CPU and processes are limited/, service((s) => ['mem_limit', 'cpus', 'pids_limit'].every((key) => s[key] !== undefined))],
  [/published on the loopback address only/, (r) => Object.values(r.services()).every((s) => [s.ports ?? []].flat().every((port) => String(port).includes('127.0.0.1')))],
  [/A worker waits until the master is (?:healthy|started)/, (r) => r.workers().every((s) => JSON.stringify(s.depends_on ?? '').includes('spark-master'))],
  [/A worker waits until the master is healthy/, all(healthy, (r) => r.workers().every((s) => JSON.stringify(s.depends_on ?? '').includes('service_healthy')))],
  [/restart policy is `([\w:-]+)`/, (r, policy) => Object.values({ ...r.services('docker-compose.host.yml'), ...r.services() }).some((s) => s.restart === policy)],
  [/serves its web UI on port (\d+)/, (r, port) => publishesPort('spark-master', port)(r)],
  [/web UI of the master is at <http:\/\/localhost:(\d+)>/, (r, port) => publishesPort('spark-master', port)(r)],
  [/Each `spark-worker` gets a port for its web UI, from (\d+)/, (r, port) => publishesPort('spark-worker', port)(r)],
  [/bridge network `([^`]+)`/, (r, network) => JSON.stringify(r.services()['spark-master']?.networks ?? '').includes(network)],
  [/which every container sees as `\/opt\/spark\/apps`/, (r) => ['spark-master', 'spark-worker'].every((name) => r.mounts(name, '/opt/spark/apps'))],
  [/share a volume: `\/opt\/spark\/data`/, (r) => ['spark-master', 'spark-worker'].every((name) => r.mounts(name, '/opt/spark/data'))],
  [/the data volume stays|\("volume spark-data"\)/, (r) => ['spark-master', 'spark-worker'].every((name) => r.mounts(name, '/opt/spark/data'))],
  [/Compose keeps .*`\/opt\/spark\/logs`/, (r) => ['spark-master', 'spark-worker'].every((name) => r.mounts(name, '/opt/spark/logs'))],
  [/work-dir`, where executors shuffle/, (r) => r.mounts('spark-worker', '/opt/spark/work-dir')],
  [/`\.\/spark-apps` is mounted read-only/, (r) => r.mounts('spark-master', '/opt/spark/apps')],
  [/^docker compose (?!-f)/m, cluster],
  [/-f docker-compose\.host\.yml/, (r) => r.has('docker-compose.host.yml')],
  [/wait until both are healthy/, healthy],
  [/Two stages:/, (r) => r.instructions('FROM').length > 1],
  [/Every process runs as (\d+:\d+)/, (r, user) => is(user)(r)],
  [/^\| User \| `spark`, (\d+:\d+)/m, (r, user) => is(user)(r)],
  [/user (\d+), `runAsNonRoot`/, (r, uid) => r.last('USER', (rest) => rest.startsWith(`${uid}:`))],
  [/any other uid works in group 0/, (r) => /chmod 2775/.test(r.text('Dockerfile'))],
  [/accepts the Spark archive only with a good signature/, (r) => r.has('docker/fetch-spark.sh') && /bash \/usr\/local\/bin\/fetch-spark\.sh/.test(r.text('Dockerfile'))],
  [/The health check asks the running process/, healthy],
  [/The image has no health check/, (r) => !healthy(r)],
  [/`docker stop` reaches the Java process/, entrypoint],
  [/working directory is `([^`]+)`/, (r, directory) => r.last('WORKDIR', (rest) => rest === directory)],
  [/While the image is built, .* started once/, (r) => /make-archive\.sh/.test(r.text('Dockerfile')) && r.has('docker/startup/make-archive.sh')],
  [/^\| Apache Spark \| ([\d.]+)/m, (r, version) => r.instructions('ARG').some((rest) => rest.includes(`SPARK_VERSION="${version}"`))],
  [/^\| Base image \| `([^`]+)`/m, (r, base) => r.instructions('ARG').some((rest) => rest.includes(`BASE_IMAGE="${base}"`))],
  [/^\| Java \| OpenJDK (\d+), headless/m, (r, java) => r.text('Dockerfile').includes(`openjdk-${java}-jre-headless`)],
  [/call `\/opt\/decom\.sh`/, (r) => r.text('Dockerfile').includes('/opt/decom.sh')],
  [/REST submission port 6066/, (r) => r.text('spark-image/security.sh').includes('spark.master.rest.enabled|false')],
  [/`\.env\.example` lists/, (r) => r.has('.env.example')],
  [/Every variable is checked when a container starts/, (r) => r.has('entrypoint.sh', 'spark-image/settings.sh')],
  [/Every action is pinned/, (r) => [...r.texts].some(([file]) => file.startsWith('.github/workflows/'))],
  [/makes a virtual environment, installs `requirements\.txt`/, (r) => r.has('build_and_test.sh', 'requirements.txt')],
  [/A compose file for `bitnami\/spark` works with only/, (r) => r.has('docs/migrating-from-bitnami.md')],
  [/^## Licence$/m, (r) => r.has('LICENSE')],
);

const ROW = (variable: string): readonly [RegExp, Holds] => [new RegExp(`^\\| \`${variable}\` \\|`, 'm'), (r) => r.text('Dockerfile').includes(`${variable}=`) || r.text('Dockerfile').includes(`ARG ${variable}`)];

/** Claims of SECURITY.md, beside its tables of measures, whose rows are the checks themselves. */
const SECURITY = of('SECURITY.md',
  [/^- The pipeline signs the image by its digest \(/m, either(all(publishes, image('sign', 'sign')), publishesOnGitlab)],
  [/^- It publishes a bill of materials/m, either(image('build', 'push'), publishesOnGitlab)],
  [/^- It attests which/m, either(image('sign', 'attest'), publishesOnGitlab)],
  [/^- It verifies what it published/m, either(verifies, publishesOnGitlab)],
  [/^- The pipeline scans the image \(/m, either(scans, publishesOnGitlab)],
  [/The gate of the pipeline is/, either(image('build', 'gate'), publishesOnGitlab)],
  [/The pipeline has no gate/, (r) => !r.step('image', 'build', 'gate')],
  [/fails on findings/, either(image('build', 'gate'), publishesOnGitlab)],
  [/^cosign verify \\$/m, either(all(publishes, image('sign', 'sign')), publishesOnGitlab)],
  [/^ {4}- keyless:$/m, either(all(publishes, image('sign', 'sign')), publishesOnGitlab)],
  [/^gh attestation verify/m, all(publishes, image('sign', 'attest'))],
  [/meets SLSA Build Level \d/, all(publishes, image('sign', 'attest'))],
  [/\.SBOM/, either(image('build', 'push'), publishesOnGitlab)],
  [/Every further registry has the same digest/, image('publish', 'copy')],
  [/the same digest, and a signature beside it/, image('sign', 'sign')],
  [/:latest` and `:main` \| yes, in every rebuild/, either(publishes, publishesOnGitlab)],
  [/^- The pipeline rebuilds the image on a schedule/m, builds],
  [/^- Pull requests propose newer actions and base images/m, (r) => r.has('.github/dependabot.yml') || r.has('renovate.json') || /upgrade\.sh update/.test(r.text('.github/workflows/upgrade.yml'))],
  [/leaves these out of the scan/, either(scans, publishesOnGitlab)],
  [/The images hold Apache Spark `([\d.]+)`/, (r, version) => r.instructions('ARG').some((rest) => rest.includes(`SPARK_VERSION="${version}"`))],
  [/OpenJDK `(\d+)` and Python/, (r, java) => r.text('Dockerfile').includes(`openjdk-${java}-`)],
  [/: prints (\d+:\d+)$/m, (r, user) => is(user)(r)],
  [/: prints a text with healthcheck\.py$/m, healthy],
  [/: prints 143$/m, entrypoint],
  [/^# The cluster runs hardened:/m, all(healthy, (r) => Object.values(r.services()).length > 0 && Object.values(r.services()).every((s) => s.read_only === true && JSON.stringify(s.security_opt).includes('no-new-privileges') && s.cap_drop !== undefined))],
  [/^# No program gains privileges/m, (r) => r.text('Dockerfile').includes('chmod a-s')],
  [/The entrypoint sets these properties/, (r) => r.has('entrypoint.sh', 'spark-image/security.sh')],
  [/`npx projen publish` does all of it/, (r) => r.tasks.includes('publish')],
  [/restart the containers: `docker compose up/, (r) => r.has('docker-compose.yml')],
);

const CONTRIBUTING = of('CONTRIBUTING.md',
  [/It is .*\bbuilt\b/, image('build', 'build')],
  [/It is .*\btried\b/, image('build', 'smoke-test')],
  [/It is .*\bscanned\b/, scans],
  [/fails when a generated file is not what/, compares],
);

/** Comments of the workflows. */
const COMMENTS = [
  ...['docker-build', 'build-image'].flatMap((name) => of(`.github/workflows/${name}.yml`,
    [/^# Builds the image/m, image('build', 'build')],
    [/^# Publishes it/m, publishes],
    [/^# Pull requests .*\bbuild\b/m, image('build', 'build')],
    [/^# Pull requests .*\btry\b/m, image('build', 'smoke-test')],
    [/^# Pull requests .*\bscan\b/m, scans],
    [/^# A tag v1\.2\.3 gives/m, all(publishes, image('publish', 'meta'))])),
  ...of('.github/workflows/build-image.yml', [/^# The signature and the provenance/m, image('sign', 'sign', 'attest')]),
  ...of('.github/workflows/pyspark-compatibility.yml',
    [/^# Tests that the client/m, (r) => r.step('pyspark-compatibility', 'compatibility', 'test')],
    [/^# The distribution is downloaded/m, (r) => r.step('pyspark-compatibility', 'compatibility', 'spark')],
    [/^# Every client, Python and Java/m, (r) => r.step('pyspark-compatibility', 'client', 'test')]),
  ...of('.github/workflows/drift.yml', [/^# Fails when/m, compares], [/^# Sums up/m, (r) => r.step('drift', 'drift', 'check')]),
  ...of('.github/workflows/upgrade.yml',
    [/^# Opens a pull request/m, (r) => r.step('upgrade', 'pull-request', 'pull-request')],
    [/^# Generates every managed file again/m, (r) => r.step('upgrade', 'upgrade', 'synthesize')]),
  ...of('docker-compose.yml',
    [/# Hardening: nothing is writable/, (r) => Object.values(r.services()).some((s) => s.read_only === true)],
    [/# Workers start when the health check/, (r) => JSON.stringify(r.services()['spark-worker']?.depends_on ?? '').includes('service_healthy')]),
];

/** What the documents and the comments of a repository say of it, each with what must be there. */
export const CLAIMS: readonly Claim[] = [
  ...README, ...of('README.md', ...['BASE_IMAGE', 'APT_MIRROR', 'SPARK_VERSION', 'SPARK_MIRROR', 'SPARK_SHA512', 'SPARK_SIGNING_KEY'].map(ROW)), ...SECURITY, ...CONTRIBUTING, ...COMMENTS,
];

/** What a document says; README.md together with the pages that it leads to. */
export function textOf(repository: FinalRepository, document: string): string {
  return (document === 'README.md' ? [document, ...PAGES] : [document]).map((file) => repository.text(file)).join('\n');
}

/** Claims of a repository that do not hold: what is said, and where. */
export function untrue(repository: FinalRepository): string[] {
  const wrong = CLAIMS.flatMap(({ document, says, holds }) => {
    const found = says.exec(textOf(repository, document));
    return found && !holds(repository, ...found.slice(1)) ? [`${document}: ${found[0].slice(0, 160)}`] : [];
  });
  return [...wrong, ...['README.md', ...PAGES, 'SECURITY.md', 'CONTRIBUTING.md'].flatMap((document) => deadNames(repository, document))];
}

/** Files, tasks and headings that a document names and that are not there. */
function deadNames(repository: FinalRepository, document: string): string[] {
  const text = repository.text(document);
  const headings = (file: string): string[] => [...repository.text(file).replace(/^```[^]*?^```/gm, '').matchAll(/^#+ (.*)$/gm)].map(([, title]) => title.toLowerCase().replace(/[^\w -]/g, '').replace(/ /g, '-'));
  const tasks = [...text.matchAll(/npx projen ([a-z]+(?::[a-z]+)?)\b/g)].map(([, task]) => task).filter((task) => !repository.tasks.includes(task));
  const links = [...text.matchAll(/\]\((?!https?:|mailto:|\.\.\/\.\.\/)([^)#\s]*)(?:#([^)\s]*))?\)/g)].filter(([, file, anchor]) => {
    const target = file === '' ? document : path.posix.join(path.posix.dirname(document), file);
    if (!repository.texts.has(target)) return true;
    return anchor !== undefined && !/^L\d+/.test(anchor) && target.endsWith('.md') && !headings(target).includes(anchor);
  }).map(([link]) => link);
  return [...new Set([...tasks.map((task) => `${document}: npx projen ${task}`), ...links.map((link) => `${document}: ${link}`)])];
}
