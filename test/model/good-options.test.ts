import { SparkImage } from '../../src/model/spark-image';
import { makeChoices, makeImage } from './wrong-options';

describe("the guide's defaults", () => {
  const image = new SparkImage({ name: 'demo' });

  test('Spark Connect is trained where its class is: from Spark 4.0 on, and with its JAR', () => {
    const jar = { coordinates: 'org.apache.spark:spark-connect_2.12:3.5.3', sha512: '0'.repeat(128) };
    expect(makeImage({ startupArchives: ['connect'], extraJars: [jar] }).startupArchives).toEqual(['connect']);
    expect(makeImage({ startupArchives: ['connect'], sparkVersion: '4.1', javaVersion: '17', baseImage: 'debian:bookworm-slim' }).startupArchives).toEqual(['connect']);
  });

  test('versions and base image', () => {
    expect(image).toMatchObject({
      baseImage: 'ubuntu:22.04',
      baseTitle: 'Ubuntu 22.04 LTS',
      javaVersion: '11',
      pythonVersion: '3.10',
      scalaVersion: '2.12',
      sparkVersion: '3.5.3',
      sparkLine: '3.5',
      pysparkVersion: '3.5.6',
    });
  });

  test('user, ports and volumes', () => {
    expect(image).toMatchObject({ userName: 'spark', uid: 1001, gid: 1001, userHome: '/home/spark' });
    expect(image.ports.map((p) => [p.name, p.port])).toEqual([['master', 7077], ['masterUi', 8080], ['workerUi', 8081], ['applicationUi', 4040]]);
    expect(image.volumes.map((v) => v.path)).toEqual(['/opt/spark/data', '/opt/spark/apps', '/opt/spark/work', '/opt/spark/logs']);
  });

  test('registry, platforms, mode and profile', () => {
    expect(image).toMatchObject({
      registry: 'ghcr.io',
      owner: 'OWNER',
      imageName: 'owner/demo',
      reference: 'ghcr.io/owner/demo',
      platforms: ['linux/amd64', 'linux/arm64'],
      defaultMode: 'master',
      profile: 'hardened',
      timeZone: 'Etc/UTC',
      labels: {},
      extraJars: [],
      keepFiles: [],
      startupArchives: ['master', 'worker', 'history-server', 'submit'],
      pythonRequirements: [],
    });
  });

  test('the runtime has a JRE without desktop libraries, and no download tool; the builder has them', () => {
    expect(image.packages.map((p) => p.name)).toEqual(['libnss-wrapper', 'openjdk-11-jre-headless', 'openssl', 'procps', 'python3', 'tini']);
    expect(image.builderPackages.map((p) => p.name)).toEqual(['ca-certificates', 'gnupg', 'wget']);
  });

  test('the download is verified by the key that signed 3.5.3', () => {
    expect(image.sparkSigningKey).toBe('0A2D660358B6F6F8071FD16F6606986CF5A8447C');
    expect(image.sparkSha512).toBeUndefined();
    expect(image.sparkMirror).toBe('https://archive.apache.org/dist/spark');
  });

  test('the repository', () => {
    expect(makeChoices({})).toMatchObject({
      cluster: { workers: 1, workerCores: 2, workerMemory: '2g', network: 'spark', restart: 'always' },
      pipeline: { defaultBranch: 'main', testBranches: ['main', 'develop'] },
      documents: { license: 'Apache-2.0', copyrightOwner: 'acme' },
      unmanagedFiles: [],
    });
  });
});

describe('versions are resolved', () => {
  test.each([
    ['3.5.3', '3.5.3'], ['3.5', '3.5.9'], ['3.5.x', '3.5.9'], [3.5, '3.5.9'], ['4.0', '4.0.4'], ['4.0.x', '4.0.4'], ['4.1', '4.1.3'], [4.1, '4.1.3'], ['4.2', '4.2.0'], ['3.4', '3.4.4'],
  ])('sparkVersion %p means %s', (sparkVersion, expected) => {
    expect(makeImage({ sparkVersion }).sparkVersion).toBe(expected);
  });

  test.each([['4.2.1', '4.2.1'], ['3.4.4', '3.4.4'], ['3.3.4', '3.3.4'], ['3.5.9', '3.5.9']])('with a checksum of one’s own sparkVersion %p means %s', (sparkVersion, expected) => {
    const image = makeImage({ sparkVersion, sparkSha512: 'A'.repeat(128) });
    expect(image).toMatchObject({ sparkVersion: expected, sparkSha512: 'a'.repeat(128) });
  });

  test.each([{ sparkSha512: 'a'.repeat(128) }, { sparkSigningKey: 'AB'.repeat(20) }])('a line with %p is refused: what belongs to one release cannot follow the line', (pin) => {
    expect(() => makeImage({ sparkVersion: '3.5', ...pin })).toThrow(/sparkVersion = "3\.5": a line moves to its newest release.*belong to one release/);
  });

  test('a signing key of one’s own takes the place of the known one, in upper case', () => {
    expect(makeImage({ sparkSigningKey: 'ab'.repeat(20) }).sparkSigningKey).toBe('AB'.repeat(20));
    expect(makeImage({ sparkVersion: '4.1.4', sparkSigningKey: 'ab'.repeat(20) }).sparkVersion).toBe('4.1.4');
  });

  test.each([
    ['ubuntu:22.04', '3.5.3', '11'], ['ubuntu:22.04', '4.0.1', '17'], ['debian:bookworm-slim', '3.5.3', '17'], ['debian:bullseye', '3.5.3', '11'],
    ['debian:trixie', '4.0.1', '21'], ['ubuntu:24.04', '4.1.2', '17'], ['eclipse-temurin:17-jre-jammy', '3.5.3', '17'], ['eclipse-temurin:21-jre-noble', '4.0.1', '21'],
  ])('on %s Spark %s gets Java %s', (baseImage, sparkVersion, javaVersion) => {
    expect(makeImage({ baseImage, sparkVersion }).javaVersion).toBe(javaVersion);
  });

  test.each([
    ['ubuntu:22.04', '3.10'], ['ubuntu:jammy-20240530', '3.10'], ['debian:bookworm-20240701-slim', '3.11'], ['docker.io/library/debian:bullseye-slim', '3.9'],
    ['library/ubuntu:jammy', '3.10'], [`debian:12@sha256:${'a'.repeat(64)}`, '3.11'], ['eclipse-temurin:11.0.25_9-jre-jammy', '3.10'], ['eclipse-temurin:8u432-b06-jre-jammy', '3.10'],
  ])('the Python of %s is %s', (baseImage, pythonVersion) => {
    expect(makeImage({ baseImage }).pythonVersion).toBe(pythonVersion);
  });

  test.each([
    ['registry.example.com/mirror/ubuntu:22.04', 'ubuntu:22.04', 'Ubuntu 22.04 LTS', '3.10'],
    ['registry.example.com/team/base:1.2', 'debian:bookworm-slim', 'Debian 12', '3.11'],
    [`registry.example.com/base:latest@sha256:${'a'.repeat(64)}`, 'ubuntu:22.04', 'Ubuntu 22.04 LTS', '3.10'],
    [`ubuntu:latest@sha256:${'a'.repeat(64)}`, 'ubuntu:22.04', 'Ubuntu 22.04 LTS', '3.10'],
    ['ubuntu:jammy', 'ubuntu:22.04', 'Ubuntu 22.04 LTS', '3.10'],
    ['registry.example.com/java:17', 'eclipse-temurin:17-jre-jammy', 'Ubuntu 22.04 LTS with Eclipse Temurin 17', '3.10'],
  ])('%s is what baseImageIs says: %s', (baseImage, baseImageIs, baseTitle, pythonVersion) => {
    expect(makeImage({ baseImage, baseImageIs })).toMatchObject({ baseImage, baseTitle, pythonVersion });
  });

  test('the Java of a base image that holds one is used, and no second one is installed', () => {
    const image = makeImage({ baseImage: 'eclipse-temurin:17-jre-jammy', extraJars: [{ coordinates: 'org.example:a:1', sha512: 'a'.repeat(128) }] });
    expect(image).toMatchObject({ javaVersion: '17', javaHome: '/opt/java/openjdk' });
    expect([...image.packages, ...image.builderPackages].map((p) => p.name).filter((name) => name.includes('openjdk'))).toEqual([]);
  });

  test.each([['11', '11'], [11, '11'], [17, '17']])('javaVersion %p is accepted', (javaVersion, expected) => {
    expect(makeImage({ javaVersion }).javaVersion).toBe(expected);
  });

  test.each([['3.10', '3.10'], ['3.10.x', '3.10']])('pythonVersion %p is accepted', (pythonVersion, expected) => {
    expect(makeImage({ pythonVersion }).pythonVersion).toBe(expected);
  });

  test('a number that lost nothing is accepted', () => {
    expect(makeImage({ pythonVersion: 3.11, baseImage: 'debian:12' }).pythonVersion).toBe('3.11');
    expect(makeImage({ pythonVersion: 3.9, baseImage: 'debian:11' }).pythonVersion).toBe('3.9');
    expect(makeImage({ scalaVersion: 2.13 }).scalaVersion).toBe('2.13');
  });

  test.each([
    ['3.5.0', '3.5.6'], ['3.5.6', '3.5.6'], ['3.5.7', '3.5.7'], ['4.0.1', '4.0.1'], ['3.4.4', '3.4.4'],
  ])('the client for Spark %s is %s', (sparkVersion, pysparkVersion) => {
    expect(makeImage({ sparkVersion, sparkSha512: 'a'.repeat(128) }).pysparkVersion).toBe(pysparkVersion);
  });
});

describe('what follows from the options', () => {
  test('a value alone stands for a list of it, as the command line hands it over', () => {
    expect(makeImage({ platforms: 'linux/arm64' }).platforms).toEqual(['linux/arm64']);
  });

  test('an owner gives the image its name, in lower case; managed users of an enterprise have an underscore', () => {
    expect(makeImage({ owner: 'Acme-Data', name: 'Spark-3.5' }).reference).toBe('ghcr.io/acme-data/spark-3.5');
    expect(makeImage({ owner: 'someone_acme' }).imageName).toBe('someone_acme/demo');
  });

  test.each(['US/Pacific', 'Etc/GMT+5', 'Europe/Kiev', 'America/Port-au-Prince'])('%s is a time zone, by an old name too', (timeZone) => {
    expect(makeImage({ timeZone }).timeZone).toBe(timeZone);
  });

  test('an own time zone brings its package, Python 3.12 brings setuptools', () => {
    const names = makeImage({ baseImage: 'ubuntu:24.04', sparkVersion: '4.1.2', timeZone: 'Europe/Berlin' }).packages.map((p) => p.name);
    expect(names).toEqual(expect.arrayContaining(['tzdata', 'python3-setuptools']));
  });

  test('a pinned package takes the place of the unpinned one and keeps its reason', () => {
    const tini = makeImage({ aptPackages: ['tini=0.19.0-1', 'libgomp1'] }).packages.filter((p) => p.name.startsWith('tini'));
    expect(tini).toEqual([{ name: 'tini=0.19.0-1', reason: expect.stringContaining('init process') }]);
  });

  test('Spark Connect is one more JAR, of this release and checked; the mode of that name may then be the default', () => {
    const image = makeImage({ sparkConnect: { sha512: 'A'.repeat(128) }, defaultMode: 'connect' });
    expect(image.extraJars).toEqual([{ coordinates: 'org.apache.spark:spark-connect_2.12:3.5.3', sha512: 'a'.repeat(128) }]);
    expect(image.builderPackages.map((p) => p.name)).toContain('openjdk-11-jre-headless');
    expect(makeImage({ sparkVersion: '4.1.2', baseImage: 'ubuntu:24.04', defaultMode: 'connect' }).extraJars).toEqual([]);
    const own = { url: 'https://jars.example.com/spark-connect_2.12-3.5.3.jar', sha512: 'a'.repeat(128) };
    expect(makeImage({ extraJars: [own], defaultMode: 'connect' }).defaultMode).toBe('connect');
  });

  test('Python requirements and Maven coordinates bring their tools to the builder only', () => {
    const image = makeImage({ pythonRequirements: ['pandas==2.2.2'], extraJars: [{ coordinates: 'org.example:a:1', sha512: '0'.repeat(128) }] });
    expect(image.builderPackages.map((p) => p.name)).toEqual(expect.arrayContaining(['python3-venv', 'openjdk-11-jre-headless']));
    expect(image.packages.map((p) => p.name)).not.toContain('python3-venv');
  });

  test('a mirror loses its trailing slash', () => {
    expect(makeImage({ sparkMirror: 'https://mirror.example.com/spark//' }).sparkMirror).toBe('https://mirror.example.com/spark');
  });

  test('defaults of settings become ENV, also of those that the image leaves to the entrypoint', () => {
    const settings = makeImage({ environment: { SPARK_WORKER_MEMORY: '4g' }, ports: { applicationUi: 4050 } })._settings;
    const inImage = Object.fromEntries(settings.filter((s) => s.inImage).map((s) => [s.name, s.default]));
    expect(inImage).toMatchObject({ SPARK_WORKER_MEMORY: '4g', SPARK_UI_PORT: '4050', SPARK_MASTER_PORT: '7077' });
    expect(inImage).not.toHaveProperty('SPARK_WORKER_CORES');
  });

  test('the path of a file with a secret is no secret', () => {
    expect(() => makeImage({ environment: { SPARK_CONF_spark_kubernetes_authenticate_oauthTokenFile: '/run/token' } })).not.toThrow();
  });

  test('a directory below the certificates’ is a fine volume, declared unless it is switched off', () => {
    const { volumes } = makeImage({ volumes: [{ path: '/opt/spark/conf/certs', description: 'Keystores', declared: false }, { path: '/srv/events', description: 'Events' }] });
    expect(volumes.slice(4).map((v) => [v.path, v.declared])).toEqual([['/opt/spark/conf/certs', false], ['/srv/events', true]]);
  });

  test.each([
    ['history-server', {}, 18080], ['thrift-server', {}, 10000], ['thrift-server', { SPARK_THRIFT_PORT: '10001' }, 10001], ['thrift-server', { SPARK_THRIFT_PORT: '' }, 10000],
  ])('the server %s that a container runs by default has its port among those of the image, with %j in the environment too', (defaultMode, environment, port) => {
    expect(makeImage({ defaultMode, environment }).ports.map((p) => p.port)).toEqual([7077, 8080, 8081, 4040, port]);
  });

  test('a port of another container may have the number of one of these', () => {
    expect(makeImage({ ports: { masterUi: 18080, workerUi: 10000 } }).portNumber('masterUi')).toBe(18080);
  });

  test('ports are found by name; an unknown name is a mistake of the caller', () => {
    const image = makeImage({ ports: { masterUi: 8090 } });
    expect(image.portNumber('masterUi')).toBe(8090);
    expect(() => image.portNumber('ui')).toThrow('There is no port "ui": one of master, masterUi');
  });
});
