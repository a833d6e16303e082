import { listed } from '../../checklist/sentences';
import { codeBlock, Section, shell } from '../../markdown/blocks';
import { Inline, joined, link } from '../../markdown/inline';
import { PUBLISHERS } from '../../model/publisher';
import { SparkImage } from '../../model/spark-image';
import { MASTER_SERVICE, WORKER_SERVICE } from '../compose';
import { FinalTexts } from '../final-texts';
import { localTag } from '../local-image';
import { prose } from '../prose';
import { bullets, code, grid, md, ordered, section } from './readme-blocks';
import { has, missing, ownerRemark, publishedBy, ReadmeFacts, seeSecurity } from './readme-facts';
import { services } from './services';

const text = prose('readme/getting-started');

const EXAMPLE_JOB = 'example_job.py';

const COMPOSE = 'docker-compose.yml';
const HOST_COMPOSE = 'docker-compose.host.yml';

/** What is in the image, as the Dockerfile says it. */
export function inside(facts: ReadmeFacts): Section {
  const { image, found } = facts;
  const [spark, scala, base] = ['SPARK_VERSION', 'SCALA_VERSION', 'BASE_IMAGE'].map((name) => found.argument(name));
  const platforms = image.platforms.filter((platform) =>
    PUBLISHERS.flatMap(({ files }) => files).some((file) => found.contains(file, platform)));
  return section('What is in the image', found.dockerfile === undefined ? missing('Dockerfile') : grid(['Part', 'Version'], [
    ...(spark ? [['Apache Spark', `${spark}${scala ? `, Scala ${scala}` : ''}`]] : []),
    ...(spark === image.sparkVersion ? endOfLifeRow(image) : []),
    ...javaRow(facts),
    ...(found.dockerfileText.includes('python3') ? [['Python', image.pythonVersion ?? 'the version of the base image']] : []),
    ...(base ? [['Base image', code(base)]] : []),
    ...(platforms.length > 0 ? [['Platforms', platforms.join(', ')]] : []),
    ...userRow(facts),
    ...image.pythonRequirements.filter((r) => found.contains('docker/requirements.txt', r))
      .map((r) => ['Python package', code(r.split(' ')[0])]),
    ...(image.pythonRequirementsFile !== undefined && found.dockerfileText.includes(image.pythonRequirementsFile)
      ? [['Python packages', md`those of ${link(image.pythonRequirementsFile, image.pythonRequirementsFile)}`]]
      : []),
    ...image._connectors.filter(({ files }) => files.every(({ sha512 }) => found.contains('docker/extra-jars.txt', sha512)))
      .map(({ record, version }) => [record.title, version]),
    ...image._ownJars.filter((jar) => found.contains('docker/extra-jars.txt', jar.sha512))
      .map((jar) => ['JAR', code(jar.coordinates ?? jar.url ?? '')]),
  ]));
}

function endOfLifeRow({ _line: { line, endOfLife } }: SparkImage): Array<Array<Inline | string>> {
  if (endOfLife === undefined) return [];
  return [[`Fixes for Spark ${line}`, md`until ${link(endOfLife.date, endOfLife.source)}${endOfLife.estimated ? ' (estimated)' : ''}`]];
}

function javaRow({ image, found }: ReadmeFacts): Array<Array<Inline | string>> {
  if (image._family.javaHome !== undefined && found.dockerfileText.includes(image._family.javaHome)) {
    return [['Java', `OpenJDK ${image.javaVersion}, that of the base image`]];
  }
  if (found.dockerfileText.includes(`openjdk-${image.javaVersion}-jre-headless`)) {
    return [['Java', `OpenJDK ${image.javaVersion}, headless runtime`]];
  }
  return [['Java', 'as the Dockerfile installs it']];
}

function userRow({ image, found }: ReadmeFacts): Array<Array<Inline | string>> {
  if (found.user === undefined) return [['User', 'the user of the base image']];
  const named = found.user === `${image.uid}:${image.processGid}` && found.dockerfileText.includes(image.userName)
    ? md`${code(image.userName)}, `
    : '';
  return [['User', md`${named}${found.user}${found.holds('dockerfile-any-uid') ? '; any other uid works in group 0' : ''}`]];
}

/** The cluster as a picture that GitHub draws. */
function picture({ image, found }: ReadmeFacts) {
  const keeps = keepsData(found);
  return codeBlock('mermaid', [
    'flowchart LR',
    '  client["spark-submit, PySpark"]',
    '  subgraph cluster["docker compose"]',
    `    master["master: ${image.portNumber('master')}, web UI ${image.portNumber('masterUi')}"]`,
    `    worker1["worker: web UI ${image.portNumber('workerUi')}"]`,
    '    worker2["more workers"]',
    ...(keeps ? ['    volume[("volume spark-data")]'] : []),
    '  end',
    '  client --> master',
    '  master --- worker1',
    '  master --- worker2',
    ...(keeps ? ['  worker1 --> volume', '  worker2 --> volume'] : []),
  ]);
}

/** From nothing to a result. */
export function quickStart(facts: ReadmeFacts): Section {
  const { image, found } = facts;
  if (!isCluster(facts, COMPOSE)) return section('Quick start', text('no-compose-file', { MISSING_FILE: missing(COMPOSE) }));
  const ui = found.publishes(COMPOSE, MASTER_SERVICE, image.portNumber('masterUi'));
  return section('Quick start',
    md`You need Docker Engine with Compose 2.24 or later. Build the image and start a cluster, then run the example job:`,
    shell(
      '# build the image, start a master and a worker, and wait until both ' +
        `${found.holds('dockerfile-healthcheck') ? 'are healthy' : 'run'}`,
      'docker compose up --build --detach --wait',
      '# run the example job on the cluster',
      submitCommand(image, EXAMPLE_JOB),
      `# stop the cluster${keepsData(found) ? '; the data volume stays' : ''}`,
      'docker compose down',
    ),
    ui ? md`The web UI of the master is at <http://localhost:${image.portNumber('masterUi')}>.` : undefined,
    found.hasTask('example', 'down') ? text('example-task') : undefined,
    picture(facts),
  );
}

/** Whether what applications write outlives the containers. */
function keepsData(found: FinalTexts): boolean {
  return [MASTER_SERVICE, WORKER_SERVICE].every((name) => found.mounts(COMPOSE, name, '/opt/spark/data', 'volume'));
}

/** Whether a compose file runs a master and workers. */
function isCluster({ found }: ReadmeFacts, file: string): boolean {
  return [MASTER_SERVICE, WORKER_SERVICE].every((name) => found.service(file, name) !== undefined);
}

/** Pulling what was published. */
export function prebuilt(facts: ReadmeFacts): Section {
  const { image, found } = facts;
  return section('Pre-built image',
    publishedBy(facts) === undefined ? text('no-publisher') : undefined,
    shell(`docker pull ${image.reference}:latest`),
    ownerRemark(image),
    ...(found.contains(COMPOSE, '${SPARK_IMAGE:-') ? [
      md`To run the cluster with it instead of building, name it in the shell or in \`.env\`:`,
      shell(`SPARK_IMAGE=${image.reference}:latest docker compose up --no-build --detach --wait`),
    ] : []),
    found.holds('workflow-sign') && publishedBy(facts) !== undefined
      ? seeSecurity(facts, text('verify-first')) ?? md`In production, use a version and its digest.`
      : md`In production, use a version and its digest.`,
  );
}

/** Building on this machine. */
export function localBuild({ image, found }: ReadmeFacts): Section {
  if (found.dockerfile === undefined) return section('Local build', missing('Dockerfile'));
  const rows: ReadonlyArray<readonly [name: string, empty: string, meaning: Inline | string]> = [
    ['BASE_IMAGE', 'none', 'Base image of both stages, for example from your own mirror'],
    ['APT_MIRROR', 'sources of the base image', 'Scheme and host that replace those of every apt source'],
    ['SPARK_VERSION', 'none', 'Another release also needs its key or checksum'],
    ['SPARK_MIRROR', 'none', md`Address that holds \`KEYS\` and \`spark-VERSION/\``],
    ['SPARK_SHA512', 'none', 'Checksum that pins the archive; the signature is then not checked'],
    ['SPARK_SIGNING_KEY', 'none', 'Full fingerprint of the key that signed the release'],
    ['PYTHON_INDEX_URL', 'that of pip', 'Package index for the Python packages'],
    ['MAVEN_MIRROR', 'Maven Central', 'Repository for the extra JARs'],
  ];
  const declared = rows.flatMap(([name, empty, meaning]) => {
    const value = found.argument(name);
    return value === undefined ? [] : [[code(name), value === '' ? empty : code(value), meaning]];
  });
  return section('Local build',
    shell(`docker build --pull --tag ${localTag(image)} .`),
    ...(declared.length === 0 ? [] : [
      text('elsewhere'),
      grid(['Build argument', 'Default', 'Meaning'], declared),
    ]),
  );
}

/** The compose files. */
export function compose(facts: ReadmeFacts): Section {
  const networks = facts.found.service(COMPOSE, MASTER_SERVICE)?.get('networks')?.node;
  const network = networks?.texts[0] ?? networks?.entries[0]?.[0];
  const [bridge, host] = [COMPOSE, HOST_COMPOSE].map((file) => isCluster(facts, file));
  return section('Docker Compose',
    bridge || host ? undefined : missing(COMPOSE, HOST_COMPOSE),
    grid(['File', 'Network', 'For'], [
      ...(bridge
        ? [[code(COMPOSE), network === undefined ? 'its own' : md`bridge network ${code(network)}`, 'every machine; scales']]
        : []),
      ...(host ? [[code(HOST_COMPOSE), 'network of the host', 'Linux hosts, to let other machines join the cluster']] : []),
    ]),
    bridge || host ? shell(
      ...(has(facts, '.env.example') ? ['# settings, all optional', 'cp .env.example .env'] : []),
      ...(bridge ? [
        'docker compose up --build --detach --wait',
        '# three workers',
        `docker compose up --detach --wait --scale ${WORKER_SERVICE}=3`,
        'docker compose logs --follow',
        '# --volumes deletes the data too',
        'docker compose down',
      ] : []),
      ...(host ? ['# the same on the network of the host', `docker compose -f ${HOST_COMPOSE} up --build --detach --wait`] : []),
    ) : undefined,
    bridge || host ? bullets(clusterFacts(facts)) : undefined,
    services(facts),
    bridge ? authentication(facts) : undefined,
  );
}

/** What the compose files show of their services. */
function clusterFacts(facts: ReadmeFacts): Inline[] {
  const { image, found } = facts;
  const restart = [...new Set([COMPOSE, HOST_COMPOSE].flatMap((file) =>
    [MASTER_SERVICE, WORKER_SERVICE].flatMap((name) => found.service(file, name)?.get('restart')?.node.text ?? [])))];
  const hardening = ([
    ['compose-read-only', 'root file systems are read-only'], ['compose-cap-drop', 'all capabilities are dropped'],
    ['compose-limits', 'memory, CPU and processes are limited'],
  ] as const).filter(([id]) => found.holds(id)).map(([, what]) => what);
  const [masterUi, workerUi] = [image.portNumber('masterUi'), image.portNumber('workerUi')];
  return [
    ...(found.publishes(COMPOSE, MASTER_SERVICE, masterUi) ? [md`\`${MASTER_SERVICE}\` serves its web UI on port ${masterUi}.`] : []),
    ...(found.publishes(COMPOSE, WORKER_SERVICE, workerUi)
      ? [md`Each \`${WORKER_SERVICE}\` gets a port for its web UI, from ${workerUi} upwards.`]
      : []),
    ...(found.holds('compose-loopback-ports')
      ? [md`Ports are published on the loopback address only${found.contains(COMPOSE, '${SPARK_BIND_ADDRESS:-')
        ? md`; \`SPARK_BIND_ADDRESS\` changes that`
        : ''}.`]
      : []),
    md`Anyone who reaches the master can run code in the cluster. Set a secret before you publish its port.`,
    ...(found.holds('compose-depends-on')
      ? [md`A worker waits until the master is ${[COMPOSE, HOST_COMPOSE].every((file) =>
        !isCluster(facts, file) ||
          found.contains(file, 'condition: service_healthy')) && found.holds('dockerfile-healthcheck') ? 'healthy' : 'started'}.`]
      : []),
    ...(restart.length > 0 ? [md`The restart policy is ${joined(restart.map(code), ' or ')}.`] : []),
    ...(has(facts, 'entrypoint.sh') ? [text('wrong-configuration')] : []),
    ...(hardening.length > 0 ? [md`The services are hardened: ${listed(hardening)}.`] : []),
  ];
}

function authentication({ image, files }: ReadmeFacts): Section {
  const weak = image._advisories.some((a) => a.id === 'CVE-2025-55039');
  return section('A secret for the cluster',
    text('secret'),
    shell('printf \'SPARK_RPC_AUTHENTICATION_SECRET=%s\\n\' "$(openssl rand -hex 32)" >> .env', 'docker compose up --detach --wait'),
    text('secret-file'),
    codeBlock('yaml', [
      'services:',
      ...[MASTER_SERVICE, WORKER_SERVICE].flatMap((name) => [
        `  ${name}:`,
        '    secrets: [rpc_secret]',
        '    environment:',
        '      SPARK_RPC_AUTHENTICATION_SECRET_FILE: /run/secrets/rpc_secret',
      ]),
      'secrets:',
      '  rpc_secret:',
      '    file: ./secrets/rpc_secret',
    ]),
    weak
      ? text('ctr-mode', {
        SPARK_VERSION: image.sparkVersion,
        ADVISORY: files.includes('SECURITY.md') ? md`see [known advisories](SECURITY.md#known-advisories)` : 'CVE-2025-55039',
      })
      : undefined,
  );
}

/** A job on the cluster. */
export function submit(facts: ReadmeFacts): Section {
  const { image, found } = facts;
  const client = text('outside-client', { SPARK_VERSION: image.sparkVersion });
  if (!isCluster(facts, COMPOSE)) {
    return section('Submitting an application', text('submit-without-compose', { MISSING_FILE: missing(COMPOSE) }), client);
  }
  const mounts = (target: string): boolean => [MASTER_SERVICE, WORKER_SERVICE].every((name) => found.mounts(COMPOSE, name, target));
  return section('Submitting an application',
    ordered([
      mounts('/opt/spark/apps') ? text('spark-apps-mounted') : md`Copy your application into the containers, to \`/opt/spark/apps\`.`,
      { text: md`Submit it:`, blocks: [shell(submitCommand(image, EXAMPLE_JOB))] },
      mounts('/opt/spark/data')
        ? md`Read the results from the directory where drivers and executors share a volume: \`/opt/spark/data\`.`
        : md`Write the results to a place that drivers and executors share.`,
    ]),
    text('example-job', { EXAMPLE_JOB: EXAMPLE_JOB }),
    client,
  );
}

/** The command that runs a job of `spark-apps` on the cluster. */
export function submitCommand(image: SparkImage, job: string): string {
  return `docker compose exec ${MASTER_SERVICE} spark-submit --master spark://${MASTER_SERVICE}:${image.portNumber('master')} ` +
    `/opt/spark/apps/${job}`;
}
