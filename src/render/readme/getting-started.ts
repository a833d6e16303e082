import { codeBlock, Section, shell } from '../../markdown/blocks';
import { SparkImage } from '../../model/spark-image';
import { MASTER_SERVICE, WORKER_SERVICE } from '../compose';
import { localTag } from '../local-image';
import { bullets, code, grid, md, ordered, section } from './readme-blocks';
import { has, ownerRemark, publishedBy, ReadmeFacts } from './readme-facts';
import { services } from './services';

const EXAMPLE_JOB = 'example_job.py';

/** What is in the image. */
export function inside({ image }: ReadmeFacts): Section {
  return section('What is in the image', grid(['Part', 'Version'], [
    ['Apache Spark', `${image.sparkVersion}, Scala ${image.scalaVersion}`],
    ['Java', `OpenJDK ${image.javaVersion}, headless runtime`],
    ['Python', image.pythonVersion ?? 'that of the base image'],
    ['Base image', code(image.baseImage)],
    ['Platforms', image.platforms.join(', ')],
    ['User', md`${code(image.userName)}, ${image.uid}:${image.processGid}; any other uid works in group 0`],
    ...image.pythonRequirements.map((r) => ['Python package', code(r.split(' ')[0])]),
    ...image.extraJars.map((jar) => ['JAR', code(jar.coordinates ?? jar.url ?? '')]),
  ]));
}

/** The cluster as a picture that GitHub draws. */
function picture(image: SparkImage) {
  return codeBlock('mermaid', [
    'flowchart LR',
    '  client["spark-submit, PySpark"]',
    '  subgraph cluster["docker compose"]',
    `    master["master: ${image.portNumber('master')}, web UI ${image.portNumber('masterUi')}"]`,
    `    worker1["worker: web UI ${image.portNumber('workerUi')}"]`,
    '    worker2["more workers"]',
    '    volume[("volume spark-data")]',
    '  end',
    '  client --> master',
    '  master --- worker1',
    '  master --- worker2',
    '  worker1 --> volume',
    '  worker2 --> volume',
  ]);
}

/** From nothing to a result. */
export function quickStart({ image }: ReadmeFacts): Section {
  return section('Quick start',
    md`Docker Engine with Compose 2.24 or later is all that is needed.`,
    shell(
      '# build the image, start a master and a worker, wait until both are healthy',
      'docker compose up --build --detach --wait',
      '# run the example job on the cluster',
      submitCommand(image, EXAMPLE_JOB),
      '# stop; the data volume stays',
      'docker compose down',
    ),
    md`The web UI of the master is at <http://localhost:${image.portNumber('masterUi')}>. With Node.js there, \`npx projen example\` does the first two steps and \`npx projen down\` the last.`,
    picture(image),
  );
}

/** Pulling what was published. */
export function prebuilt(facts: ReadmeFacts): Section {
  const { image } = facts;
  return section('Pre-built image',
    publishedBy(facts) === undefined ? md`Nothing publishes the image by itself. Where it was [published by hand](#publishing-your-own-image):` : undefined,
    shell(`docker pull ${image.reference}:latest`),
    ownerRemark(image),
    md`To run the cluster from it instead of building, name it in the shell or in \`.env\`:`,
    shell(`SPARK_IMAGE=${image.reference}:latest docker compose up --no-build --detach --wait`),
    md`In production name a version and its digest, and verify the signature first: [SECURITY.md](SECURITY.md) shows how.`,
  );
}

/** Building on this machine. */
export function localBuild({ image }: ReadmeFacts): Section {
  const given = (value: string | undefined, otherwise: string) => (value === undefined ? otherwise : code(value));
  return section('Local build',
    shell(`docker build --pull --tag ${localTag(image)} .`),
    md`Build arguments point a build elsewhere, for example in a network without internet, without a change of any file:`,
    grid(['Build argument', 'Default', 'Meaning'], [
      [code('BASE_IMAGE'), code(image.baseImage), 'Base image of both stages, for example from a mirror of your own'],
      [code('APT_MIRROR'), given(image.aptMirror, 'sources of the base image'), 'Scheme and host that replace those of every apt source'],
      [code('SPARK_VERSION'), code(image.sparkVersion), 'Another release needs its key or checksum too'],
      [code('SPARK_MIRROR'), code(image.sparkMirror), md`Address that holds \`KEYS\` and \`spark-VERSION/\``],
      [code('SPARK_SHA512'), given(image.sparkSha512, 'none'), 'Checksum that pins the archive; no signature is asked for then'],
      [code('SPARK_SIGNING_KEY'), given(image.sparkSigningKey, 'none'), 'Full fingerprint of the key that signed the release'],
      ...(image.pythonRequirements.length > 0 ? [[code('PYTHON_INDEX_URL'), given(image.pythonIndexUrl, 'that of pip'), 'Package index for the Python packages']] : []),
      ...(image.extraJars.length > 0 ? [[code('MAVEN_MIRROR'), given(image.mavenMirror, 'Maven Central'), 'Repository for the extra JARs']] : []),
    ]),
  );
}

/** The two compose files. */
export function compose(facts: ReadmeFacts): Section {
  const { image, choices } = facts;
  return section('Docker Compose',
    grid(['File', 'Network', 'For'], [
      ...(has(facts, 'docker-compose.yml') ? [[code('docker-compose.yml'), md`bridge network ${code(choices.compose.network)}`, 'every machine; scales']] : []),
      ...(has(facts, 'docker-compose.host.yml') ? [[code('docker-compose.host.yml'), 'that of the host', 'Linux hosts whose other machines join the cluster']] : []),
    ]),
    shell(
      '# settings, all optional',
      'cp .env.example .env',
      'docker compose up --build --detach --wait',
      '# three workers',
      `docker compose up --detach --wait --scale ${WORKER_SERVICE}=3`,
      'docker compose logs --follow',
      '# --volumes deletes the data too',
      'docker compose down',
      '# the same on the network of the host',
      'docker compose -f docker-compose.host.yml up --build --detach --wait',
    ),
    bullets([
      md`\`${MASTER_SERVICE}\` serves its web UI on port ${image.portNumber('masterUi')}; each \`${WORKER_SERVICE}\` gets a port from ${image.portNumber('workerUi')} upwards.`,
      md`Ports are published on the loopback address only; \`SPARK_BIND_ADDRESS\` changes that. Whoever reaches the master can run code in the cluster: set a secret first.`,
      md`A worker waits until the master is healthy. The restart policy is ${code(choices.compose.restart)}; with a wrong configuration the reason is the last line of each attempt in the log, and the exit status is 64.`,
      md`Root file systems are read-only, all capabilities are dropped, and memory, CPU and processes are limited.`,
    ]),
    services(facts),
    authentication(image),
  );
}

function authentication(image: SparkImage): Section {
  const weak = image._advisories.some((a) => a.id === 'CVE-2025-55039');
  return section('A secret for the cluster',
    md`Give every process the same secret, and they authenticate each other and encrypt what they send:`,
    shell('printf \'SPARK_RPC_AUTHENTICATION_SECRET=%s\\n\' "$(openssl rand -hex 32)" >> .env', 'docker compose up --detach --wait'),
    md`A file is better than a variable, since \`docker inspect\` shows variables. Write \`docker-compose.override.yml\`, which Compose reads by itself:`,
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
    weak ? md`With Spark ${image.sparkVersion} the encryption hides messages but does not notice when they are changed: see [known advisories](SECURITY.md#known-advisories).` : undefined,
  );
}

/** A job on the cluster. */
export function submit({ image }: ReadmeFacts): Section {
  return section('Submitting an application',
    ordered([
      md`Put the application into \`spark-apps/\`, which every container sees as \`/opt/spark/apps\`.`,
      { text: md`Submit it:`, blocks: [shell(submitCommand(image, EXAMPLE_JOB))] },
      md`Find its results where executors and drivers share a volume: \`/opt/spark/data\`.`,
    ]),
    md`\`${EXAMPLE_JOB}\` makes a million orders, adds them up by country in a shuffle, writes Parquet, reads it back and checks the sums.`,
    md`A client outside of the cluster uses PySpark ${image.sparkVersion}. Another patch of the line works with the JARs of this image in its \`SPARK_HOME\`, and fails with those that pip brings: \`InvalidClassException\`. See [Testing](#testing).`,
  );
}

/** The command that runs a job of `spark-apps` on the cluster. */
export function submitCommand(image: SparkImage, job: string): string {
  return `docker compose exec ${MASTER_SERVICE} spark-submit --master spark://${MASTER_SERVICE}:${image.portNumber('master')} /opt/spark/apps/${job}`;
}
