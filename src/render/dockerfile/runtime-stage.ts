import * as path from 'node:path';
import { BITNAMI_DIRECTORIES, BITNAMI_PYTHON } from '../../catalogue/bitnami';
import { Instruction, Stage } from '../../dockerfile/dockerfile';
import * as docker from '../../dockerfile/instructions';
import { END_OF_LIFE_LABEL } from '../../model/end-of-life';
import { AptPackage, baseName } from '../../model/packages';
import { SparkImage } from '../../model/spark-image';
import { bitnamiLinks } from '../bitnami-links';
import { ENTRYPOINT_PATHS } from '../entrypoint';
import { DockerfileAdditions, PositionName } from './additions';
import { VENV } from './builder-stage';
import { aptInstall, pathsLeftOut, removed } from './packages';

const { decommission, entrypoint, healthcheck, submit } = ENTRYPOINT_PATHS;

/** Directories beside the volumes that the service user writes to. */
const WRITABLE = ['/opt/spark/work-dir', '/workspace', '/opt/spark/conf'];

/**
 * Where Spark looks for it by itself: https://spark.apache.org/docs/latest/running-on-kubernetes.html#spark-properties
 * (spark.kubernetes.decommission.script)
 */
const DECOMMISSION_SCRIPT = '/opt/decom.sh';

export function runtimeStage(image: SparkImage, additions: DockerfileAdditions, added: (position: PositionName) => Instruction[]): Stage {
  return {
    from: '${BASE_IMAGE}',
    name: 'runtime',
    comment: ['Stage 2, the image itself.'],
    instructions: [
      docker.args([['APT_MIRROR']]),
      ...added('runtime-begin'),
      installedPackages(image, additions.aptPackages),
      serviceUser(image),
      ...filesOfImage(image),
      docker.args(
        [['SPARK_VERSION']],
        'The version comes after the large layers, so that a new version does not rebuild unchanged ones.',
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
      ...PROCESS,
    ],
  };
}

/** How a container starts, is watched and is stopped. */
const PROCESS: readonly Instruction[] = [
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
];

function installedPackages(image: SparkImage, added: readonly string[]): Instruction {
  const packages = withAdded(image.packages, added);
  const link = image._family.javaHome === undefined
    ? [`ln -s "$(dirname "$(dirname "$(readlink -f /usr/bin/java)")")" ${image.javaHome}`]
    : [];
  return aptInstall(packages.map((p) => p.name), [
    ...packages.map((p) => `${p.name}: ${p.reason}`),
    link.length === 0
      ? 'No program keeps a setuid or setgid bit.'
      : 'The link keeps JAVA_HOME free of the architecture; no program keeps a setuid or setgid bit.',
  ], [
    ...link,
    'find / -xdev -type f -perm /6000 -exec chmod a-s {} +',
    ...removed(pathsLeftOut(image, 'installed')),
  ], pathsLeftOut(image, 'unpacked'));
}

/** Spark, the Python packages and the scripts, the files that change least first. */
function filesOfImage(image: SparkImage): Instruction[] {
  const owner = `${image.uid}:${image.gid}`;
  return [
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
  ];
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

/** Made from what the image holds by then, and from no file of the entrypoint: a change of those leaves it as it is. */
function startupArchive(image: SparkImage): Instruction[] {
  if (image.startupArchives.length === 0) return [];
  return [
    docker.args([['STARTUP_ARCHIVES', image.startupArchives.join(' ')]], 'Modes that start from an archive of classes; none when empty.'),
    docker.runWith(
      { source: 'docker/startup', target: '/mnt/startup' },
      ['bash /mnt/startup/make-archive.sh /opt/spark/cds "${STARTUP_ARCHIVES}"'],
      'Each mode is started once, by the Java of the image; later starts find its classes read and checked.',
    ),
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
  ], 'The few directories that are written to belong to group 0 as well, so that any uid in group 0 works.',
  'Their setgid bit (2) hands group 0 on to what is made in them: Spark writes event logs for owner and group only. ' +
    'It gives no program any right.',
  'Only the scripts that are executed get the executable bit.');
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
      'Log4j offers no JMX beans, so nobody can change its configuration through them. This is the default since Log4j 2.24.0.',
    ),
    docker.env([...new Map(entries)], 'Defaults of the settings; each can be overridden when a container is started.'),
  ];
}
