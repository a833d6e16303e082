import * as path from 'node:path';
import { JAVA_HOME } from '../catalogue/base-images';
import { BITNAMI_DIRECTORIES, BITNAMI_PYTHON } from '../catalogue/bitnami';
import { UNNEEDED_FILES, UnneededFiles } from '../catalogue/unneeded-files';
import { Dockerfile, Instruction, Stage } from '../dockerfile/dockerfile';
import * as docker from '../dockerfile/instructions';
import { END_OF_LIFE_LABEL } from '../model/end-of-life';
import { fileNameOf } from '../model/extra-jars';
import { AptPackage, baseName } from '../model/packages';
import { SparkImage } from '../model/spark-image';
import { bitnamiLinks } from './bitnami-links';
import { ENTRYPOINT_PATHS } from './entrypoint';

const { decommission, entrypoint, healthcheck, submit } = ENTRYPOINT_PATHS;

/** Places where instructions of the user's own go. */
export const DOCKERFILE_POSITIONS = [
  'before-builder',
  'builder-begin',
  'builder-end',
  'before-runtime',
  'runtime-begin',
  'runtime-root-end',
  'runtime-end',
] as const;

/** Name of a place where instructions of the user's own go. */
export type PositionName = (typeof DOCKERFILE_POSITIONS)[number];

/** What a user adds to the Dockerfile. */
export interface DockerfileAdditions {
  /** Names of further apt packages of the runtime stage. */
  readonly aptPackages: readonly string[];
  readonly environment: ReadonlyArray<readonly [name: string, value: string]>;
  readonly instructions: ReadonlyArray<{ readonly position: PositionName; readonly text: string }>;
}

/** No additions. */
export const NO_ADDITIONS: DockerfileAdditions = { aptPackages: [], environment: [], instructions: [] };

/** Where the builder puts the Python packages of the image. */
export const VENV = '/opt/venv';

/** Directories beside the volumes that the service user writes to. */
const WRITABLE = ['/opt/spark/work-dir', '/workspace', '/opt/spark/conf'];

/**
 * Where Spark looks for it by itself: https://spark.apache.org/docs/latest/running-on-kubernetes.html#spark-properties
 * (spark.kubernetes.decommission.script)
 */
const DECOMMISSION_SCRIPT = '/opt/decom.sh';

/** Keeps the download commands' host out of the image: an apt mirror replaces scheme and host of every source. */
export const USE_APT_MIRROR =
  '[ -z "${APT_MIRROR}" ] || find /etc/apt -type f \\( -name \'*.list\' -o -name \'*.sources\' \\) -exec sed -i -E "s#https?://[^/ ' +
  ']+/#${APT_MIRROR}/#g" {} +';

/** Groups of files that this image leaves out. */
export function leftOut(image: SparkImage): UnneededFiles[] {
  return UNNEEDED_FILES.filter((files) => !image.keepFiles.includes(files.name));
}

/** Paths of one kind that this image leaves out. */
function pathsLeftOut(image: SparkImage, kind: 'unpacked' | 'installed' | 'spark'): string[] {
  const ofJava = (file: string): string => (file.startsWith(`${JAVA_HOME}/`) ? `${image.javaHome}${file.slice(JAVA_HOME.length)}` : file);
  return leftOut(image).flatMap((files) => files[kind] ?? []).map(ofJava);
}

/** The two-stage Dockerfile of an image. */
export function dockerfileOf(image: SparkImage, additions: DockerfileAdditions = NO_ADDITIONS): Dockerfile {
  const added = (position: PositionName): Instruction[] =>
    additions.instructions.filter((i) => i.position === position).map((i) => docker.verbatim(i.text, 'Added by the rc file.'));
  return {
    header: [
      `${image.name}: Apache Spark ${image.sparkVersion} (Scala ${image.scalaVersion}) with Java ${image.javaVersion} and Python ` +
        `${image.pythonVersion} on ${image.baseTitle}.`,
      '',
      'Two stages: the builder downloads and verifies, the runtime stage holds what a container needs and nothing else.',
      'Build arguments point a build elsewhere without a change of this file: BASE_IMAGE, APT_MIRROR, SPARK_VERSION,',
      `SPARK_MIRROR, SPARK_SHA512, SPARK_SIGNING_KEY${image.startupArchives.length > 0
        ? ', STARTUP_ARCHIVES'
        : ''}${image._addsPython ? ', PYTHON_INDEX_URL' : ''}${image.extraJars.length > 0 ? ', MAVEN_MIRROR' : ''}.`,
    ],
    preamble: [
      docker.args(
        [['BASE_IMAGE', image.baseImage], ['SPARK_VERSION', image.sparkVersion], ['APT_MIRROR', image.aptMirror ?? '']],
        'Used by both stages.',
      ),
      ...added('before-builder'),
    ],
    stages: [builderStage(image, added), ...wrapStages(added('before-runtime')), runtimeStage(image, additions, added)],
  };
}

/** Stages of the user's own between the two: their text begins with FROM, which this model writes itself. */
function wrapStages(instructions: readonly Instruction[]): Stage[] {
  return instructions.map((instruction) => {
    const [first, ...rest] = instruction.text.split('\n');
    return {
      from: first.replace(/^FROM\s+/i, ''),
      comment: instruction.comment,
      instructions: rest.length > 0 ? [docker.verbatim(rest.join('\n').trimStart())] : [],
    };
  });
}

function builderStage(image: SparkImage, added: (position: PositionName) => Instruction[]): Stage {
  return {
    from: '${BASE_IMAGE}',
    name: 'builder',
    comment: ['Stage 1, the builder: its download tools never reach the final image.'],
    instructions: [
      docker.args([['APT_MIRROR']]),
      ...added('builder-begin'),
      aptInstall(image.builderPackages.map((p) => p.name), image.builderPackages.map((p) => `${p.name}: ${p.reason}`), []),
      ...downloadSpark(image),
      ...extraJars(image),
      ...pythonPackages(image),
      ...added('builder-end'),
    ],
  };
}

/** Where Spark comes from, and the script that accepts nothing else. */
export function sparkSource(image: SparkImage): Instruction[] {
  return [
    docker.args([
      ['SPARK_VERSION'],
      ['SCALA_VERSION', image.scalaVersion],
      ['SPARK_MIRROR', image.sparkMirror],
      ['SPARK_SHA512', image.sparkSha512 ?? ''],
      ['SPARK_SIGNING_KEY', image.sparkSigningKey ?? ''],
    ], image.sparkSha512
      ? 'SPARK_SHA512 pins the archive.'
      : 'The archive is accepted only with a signature of SPARK_SIGNING_KEY (full fingerprint) and its SHA-512.'),
    docker.copy(['docker/fetch-spark.sh'], '/usr/local/bin/fetch-spark.sh', {}),
  ];
}

function downloadSpark(image: SparkImage): Instruction[] {
  return [
    ...sparkSource(image),
    docker.run([
      'bash /usr/local/bin/fetch-spark.sh /opt/spark',
      'mkdir -p /opt/spark/examples',
      '[ ! -d /opt/spark/data ] || mv /opt/spark/data /opt/spark/examples/data',
      `ln -sf ${submit.imagePath} /opt/spark/bin/spark-submit`,
      ...removed(pathsLeftOut(image, 'spark').map((file) => `/opt/spark/${file}`)),
    ], 'Download, verify, unpack; a mismatch ends the build. The sample data makes room for the volume of that name.', 'spark-submit starts a driver without a Java before it, where it can.'),
  ];
}

/** Fetches the further JARs, each by its checksum. */
export function extraJars(image: SparkImage): Instruction[] {
  if (image.extraJars.length === 0) return [];
  const connectors = image._connectors.map(({ record, version }) => `${record.name} ${version}`);
  return [
    docker.args([['MAVEN_MIRROR', image.mavenMirror ?? '']]),
    docker.copy(['docker/fetch-jars.sh'], '/usr/local/bin/fetch-jars.sh', {}),
    docker.copy(['docker/extra-jars.txt'], '/tmp/extra-jars.txt', {}),
    docker.run(
      ['bash /usr/local/bin/fetch-jars.sh /tmp/extra-jars.txt /opt/spark/jars'],
      `Further JARs, each checked by its SHA-512: ${[...connectors, ...image._ownJars.map(fileNameOf)].join(', ')}.`,
    ),
  ];
}

/** Installs the Python packages of the image. */
export function pythonPackages(image: SparkImage): Instruction[] {
  if (!image._addsPython) return [];
  // Of a lock file pip requires hashes by itself, as soon as it has one.
  const hashed = image.pythonRequirements.length > 0 && image.pythonRequirements.every((r) => r.includes(' --hash='));
  const index = '${PYTHON_INDEX_URL:+--index-url "${PYTHON_INDEX_URL}"}';
  return [
    docker.args([['PYTHON_INDEX_URL', image.pythonIndexUrl ?? '']]),
    docker.copy([image.pythonRequirementsFile ?? 'docker/requirements.txt'], '/tmp/requirements.txt', {}),
    docker.run([
      `python3 -m venv ${VENV}`,
      `${VENV}/bin/pip install --no-cache-dir --no-compile --disable-pip-version-check${hashed ? ' --require-hashes' : ''} ${index} ` +
        '--requirement /tmp/requirements.txt',
      `${VENV}/bin/pip uninstall --yes pip setuptools`,
    ], 'Python packages of the image; pip stays behind.'),
  ];
}

function runtimeStage(image: SparkImage, additions: DockerfileAdditions, added: (position: PositionName) => Instruction[]): Stage {
  const packages = withAdded(image.packages, additions.aptPackages);
  const reasons = packages.map((p) => `${p.name}: ${p.reason}`);
  const owner = `${image.uid}:${image.gid}`;
  const link = image._family.javaHome === undefined
    ? [`ln -s "$(dirname "$(dirname "$(readlink -f /usr/bin/java)")")" ${image.javaHome}`]
    : [];
  return {
    from: '${BASE_IMAGE}',
    name: 'runtime',
    comment: ['Stage 2, the image itself.'],
    instructions: [
      docker.args([['APT_MIRROR']]),
      ...added('runtime-begin'),
      aptInstall(packages.map((p) => p.name), [
        ...reasons,
        link.length === 0
          ? 'No program keeps a setuid or setgid bit.'
          : 'The link keeps JAVA_HOME free of the architecture; no program keeps a setuid or setgid bit.',
      ], [
        ...link,
        'find / -xdev -type f -perm /6000 -exec chmod a-s {} +',
        ...removed(pathsLeftOut(image, 'installed')),
      ], pathsLeftOut(image, 'unpacked')),
      serviceUser(image),
      docker.copy(
        ['/opt/spark'],
        '/opt/spark',
        { from: 'builder', chown: owner },
        'One copy with its owner: a later chown would store every file a second time.',
      ),
      ...startupArchive(image),
      ...(image._addsPython ? [docker.copy([VENV], VENV, { from: 'builder', chown: owner })] : []),
      docker.copy([path.posix.dirname(healthcheck.path)], path.posix.dirname(healthcheck.imagePath), { chown: owner }),
      docker.copy([entrypoint.path], entrypoint.imagePath, { chown: owner }),
      directories(image),
      bitnamiLinks(image.javaHome, image._addsPython ? VENV : undefined),
      docker.args(
        [['SPARK_VERSION']],
        'What names the version stands behind the large layers, which are then built again only when they change.',
      ),
      labels(image),
      ...environment(image, additions),
      docker.plain('EXPOSE', [...new Set(image.ports.map((p) => p.port))].join(' '), ...image.ports.map((p) => `${p.port}: ${p.purpose}`)),
      docker.exec(
        'VOLUME',
        image.volumes.filter((v) => v.declared).map((v) => v.path),
        'Writable under a read-only root file system; mount a volume to keep what is written.',
      ),
      ...added('runtime-root-end'),
      docker.plain(
        'USER',
        `${image.uid}:${image.processGid}`,
        `${image.userName}${image.processGid === image.gid ? '' : ' in group 0, as in bitnami/spark'}, by number, so that Kubernetes ` +
          'can verify runAsNonRoot.',
      ),
      docker.plain('WORKDIR', image.workingDirectory),
      ...added('runtime-end'),
      docker.plain('STOPSIGNAL', 'SIGTERM'),
      docker.healthcheck(
        ['--interval=10s', '--timeout=5s', '--start-period=60s', '--retries=1'],
        ['/usr/bin/python3', '-S', '-E', healthcheck.imagePath],
        'Asks the process of the mode in use: a master must say ALIVE, a worker must be registered. One failure after the start is enough.',
      ),
      docker.exec(
        'ENTRYPOINT',
        ['/usr/bin/tini', '-s', '--', entrypoint.imagePath],
        'tini hands signals on and reaps zombies; the entrypoint replaces itself by the process of the mode.',
      ),
      docker.exec('CMD', [], 'Without a command the container runs SPARK_MODE.'),
    ],
  };
}

/** Every package once, sorted by name; one that is added with a version takes the place of the same without. */
function withAdded(packages: readonly AptPackage[], names: readonly string[]): AptPackage[] {
  const added = [...new Set(names)].filter((name) => name.includes('=') || !packages.some((p) => baseName(p.name) === name));
  const others = packages.filter((p) => !added.some((name) => baseName(name) === baseName(p.name)));
  return [...others, ...added.map((name) => ({ name, reason: 'added by the rc file' }))].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function labels(image: SparkImage): Instruction {
  const source = image._ownerIsKnown
    ? [['org.opencontainers.image.source', `https://github.com/${image.owner}/${image.name}`] as const]
    : [];
  return docker.label([...new Map<string, string>([
    ['org.opencontainers.image.title', image.name],
    ['org.opencontainers.image.description', image.description],
    ...source,
    ['org.opencontainers.image.licenses', 'Apache-2.0'],
    ['org.opencontainers.image.base.name', image.baseImage],
    ...(image._line.endOfLife ? [[END_OF_LIFE_LABEL, image._line.endOfLife.date] as const] : []),
    ...Object.entries(image.labels),
  ])], 'https://specs.opencontainers.org/image-spec/annotations/');
}

/** Removes what is there of some paths. */
function removed(paths: readonly string[]): string[] {
  return paths.length === 0 ? [] : [`rm -rf ${paths.join(' \\\n        ')}`];
}

/** Has dpkg leave out some paths, of the packages that are installed from then on. */
function unpackWithout(patterns: readonly string[]): string[] {
  if (patterns.length === 0) return [];
  const lines = patterns.map((pattern) => (pattern.startsWith('!') ? `'path-include=${pattern.slice(1)}'` : `'path-exclude=${pattern}'`));
  return [`printf '%s\\n' \\\n        ${lines.join(' \\\n        ')} >/etc/dpkg/dpkg.cfg.d/unneeded`];
}

function aptInstall(
  packages: readonly string[],
  comment: readonly string[],
  then: readonly string[],
  without: readonly string[] = [],
): Instruction {
  return docker.run([
    ...unpackWithout(without),
    USE_APT_MIRROR,
    'export DEBIAN_FRONTEND=noninteractive',
    'apt-get update',
    `apt-get install -y --no-install-recommends \\\n        ${packages.join(' \\\n        ')}`,
    'apt-get clean',
    'rm -rf /var/lib/apt/lists/*',
    ...then,
  ], ...comment, 'Versions are not pinned: the distribution keeps only the newest one, which holds the security fixes.', 'hadolint ignore=DL3008');
}

/** Made from what the image holds by then, and from no file of the entrypoint: a change of those leaves it as it is. */
function startupArchive(image: SparkImage): Instruction[] {
  if (image.startupArchives.length === 0) return [];
  return [
    docker.args([['STARTUP_ARCHIVES', image.startupArchives.join(' ')]], 'Modes that start from an archive of classes; none when empty.'),
    docker.runWith({ source: 'docker/startup', target: '/mnt/startup' }, ['bash /mnt/startup/make-archive.sh /opt/spark/cds "${STARTUP_ARCHIVES}"'],
      'Each mode is started once, by the Java of the image; later starts find its classes read and checked.'),
  ];
}

function serviceUser(image: SparkImage): Instruction {
  return docker.run([
    `groupadd --gid ${image.gid} ${image.userName}`,
    `useradd --uid ${image.uid} --gid ${image.gid} --no-log-init --create-home --home-dir ${image.userHome} --shell ` +
      `/usr/sbin/nologin ${image.userName}`,
  ], 'Every process runs as this user, which has no password and no login shell.');
}

function directories(image: SparkImage): Instruction {
  const writable = [...new Set([
    ...image.volumes.map((v) => v.path),
    ...WRITABLE,
    ...BITNAMI_DIRECTORIES,
    image.workingDirectory,
    image.userHome,
  ])];
  return docker.run([
    `mkdir -p ${[...writable, '/docker-entrypoint-initdb.d'].join(' ')}`,
    `chown ${image.uid}:0 ${writable.join(' ')}`,
    `chmod 2775 ${writable.join(' ')}`,
    `find ${path.posix.dirname(healthcheck.imagePath)} -type f -exec chmod 0644 {} + -o -type d -exec chmod 0755 {} +`,
    `chmod 0755 ${entrypoint.imagePath} ${submit.imagePath} ${decommission.imagePath}`,
    `ln -s ${decommission.imagePath} ${DECOMMISSION_SCRIPT}`,
  ], 'The few directories that are written to belong to group 0 as well, so that any uid in group 0 works.', 'Their setgid bit (2) hands group 0 on to what is made in them: Spark writes event logs for owner and group only. It gives no program any right.', 'Only the scripts that are executed get the executable bit.');
}

function environment(image: SparkImage, additions: DockerfileAdditions): Instruction[] {
  const searchPath = [
    ...(image._addsPython ? [`${VENV}/bin`] : []),
    `${image.javaHome}/bin`,
    '/opt/spark/bin',
    '/opt/spark/sbin',
    '${PATH}',
    `${BITNAMI_PYTHON}/bin`,
  ].join(':');
  const changed = image._settings.filter((s) => s.inImage);
  const entries: Array<readonly [string, string]> = [
    ['TZ', image.timeZone],
    ...changed.map((s) => [s.name, s.default] as const),
    ...Object.entries(image._properties),
    ...additions.environment,
  ];
  return [
    docker.envExpanded([
      ['LANG', 'C.UTF-8'],
      ['JAVA_HOME', image.javaHome],
      ['SPARK_HOME', '/opt/spark'],
      ['SPARK_VERSION', '${SPARK_VERSION}'],
      ['HOME', image.userHome],
      ['PATH', searchPath],
    ]),
    docker.env(
      [['LOG4J_DISABLE_JMX', 'true']],
      'Log4j offers no beans by which its configuration could be changed, as it does by default since 2.24.0.',
    ),
    docker.env([...new Map(entries)], 'Defaults of the settings; each can be overridden when a container is started.'),
  ];
}
