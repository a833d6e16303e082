import { BITNAMI_PATHS } from '../../src/catalogue/bitnami';
import { DOCKERFILE_POSITIONS, PositionName } from '../../src/render/dockerfile/additions';
import { bodiesOf, FoundInstruction, instructionsOf, pairsOf, stageOf } from '../dockerfile/read-dockerfile';
import { commandsOf, textOf } from './dockerfile-text';

const SHA512 = '0'.repeat(128);

function packagesOf(instructions: readonly FoundInstruction[]): string[] {
  const install = commandsOf(instructions).find((command) => command.startsWith('apt-get install')) ?? '';
  return install.split(/\s+/).slice(4);
}

describe('the two stages', () => {
  const text = textOf();
  const builder = stageOf(text, 'builder');
  const runtime = stageOf(text, 'runtime');

  test('are built on the same base image, and the second is the last', () => {
    expect(bodiesOf(instructionsOf(text), 'FROM')).toEqual(['${BASE_IMAGE} AS builder', '${BASE_IMAGE} AS runtime']);
    expect(instructionsOf(text)[0]).toMatchObject({ keyword: 'ARG', body: 'BASE_IMAGE="ubuntu:22.04"', stage: '' });
  });

  test('the runtime stage has no download tool, and neither apt nor pip is called after its packages', () => {
    expect(packagesOf(runtime)).toEqual(['libnss-wrapper', 'openjdk-11-jre-headless', 'openssl', 'procps', 'python3', 'tini']);
    for (const command of commandsOf(runtime)) expect(command).not.toMatch(/\b(?:wget|curl|gpg|pip|tar)\b/);
    expect(packagesOf(builder)).toEqual(['ca-certificates', 'gnupg', 'wget']);
  });

  test.each(['builder', 'runtime'])('%s installs without recommends, and removes the lists in the same layer', (stage) => {
    const layers = bodiesOf(stageOf(text, stage), 'RUN').filter((body) => body.includes('apt-get'));
    expect(layers).toHaveLength(1);
    expect(layers[0]).toMatch(/apt-get update; apt-get install -y --no-install-recommends .*; apt-get clean; rm -rf \/var\/lib\/apt\/lists\/\*/);
  });

  test('every RUN stops at the first failing command', () => {
    for (const run of instructionsOf(text).filter((i) => i.keyword === 'RUN')) expect(run.body).toMatch(/^(?:--mount=\S+ \\\s+)?set -eux; /);
  });

  test('builds without a syntax line, so that no front end is fetched', () => {
    expect(text).not.toMatch(/^#\s*(?:syntax|escape|check)\s*=/im);
  });

  test('the download is verified by the pinned key', () => {
    expect(bodiesOf(builder, 'ARG')).toEqual([
      'APT_MIRROR', 'SPARK_VERSION', 'SCALA_VERSION="2.12"', 'SPARK_MIRROR="https://archive.apache.org/dist/spark"', 'SPARK_SHA512=""',
      'SPARK_SIGNING_KEY="0A2D660358B6F6F8071FD16F6606986CF5A8447C"',
    ]);
    expect(bodiesOf(builder, 'COPY')).toEqual(['docker/fetch-spark.sh /usr/local/bin/fetch-spark.sh']);
    expect(commandsOf(builder)).toContain('bash /usr/local/bin/fetch-spark.sh /opt/spark');
  });

  test('every COPY into the runtime says whose the files are, and Spark is copied once, from the builder', () => {
    const copies = bodiesOf(runtime, 'COPY');
    for (const copy of copies) expect(copy).toContain('--chown=1001:1001');
    expect(copies.filter((copy) => copy.endsWith(' /opt/spark'))).toEqual(['--from=builder --chown=1001:1001 /opt/spark /opt/spark']);
  });

  test('no ownership is changed recursively: that would store Spark a second time', () => {
    for (const command of commandsOf(runtime)) {
      expect(command).not.toMatch(/\b(?:chown|chmod|chgrp)\b.*\s(?:-R|--recursive)\b/);
      if (/\b(?:chown|chmod)\b/.test(command)) expect(command.split(' ')).not.toContain('/opt/spark');
    }
  });

  test('ends as a user by number, who was made before anything is his', () => {
    const keywords = runtime.map((i) => i.keyword);
    expect(bodiesOf(runtime, 'USER')).toEqual(['1001:1001']);
    expect(keywords.slice(keywords.indexOf('USER')).filter((k) => ['RUN', 'COPY', 'ADD'].includes(k))).toEqual([]);
    const made = runtime.findIndex((i) => i.body.includes('useradd --uid 1001 --gid 1001'));
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(runtime.findIndex((i) => i.keyword === 'COPY'));
    expect(runtime[made].body).toMatch(/groupadd --gid 1001 spark;[^]*--home-dir \/home\/spark --shell \/usr\/sbin\/nologin spark/);
  });

  test('the few directories that are written to belong to group 0 as well', () => {
    const writable = '/opt/spark/data /opt/spark/apps /opt/spark/work /opt/spark/logs /opt/spark/work-dir /workspace /opt/spark/conf /opt/spark/tmp /bitnami /home/spark';
    expect(commandsOf(runtime)).toEqual(expect.arrayContaining([`chown 1001:0 ${writable}`, `chmod 2775 ${writable}`]));
  });

  test('only scripts get the executable bit', () => {
    const directories = commandsOf(runtime).find((command) => command.startsWith('mkdir -p'))?.split(' ') ?? [];
    const executable = commandsOf(runtime).filter((command) => /^chmod (?:\S*x|0?[0-7]*7[0-7]{2}) /.test(command)).flatMap((command) => command.split(' ').slice(2));
    expect(executable.filter((name) => !directories.includes(name))).toEqual(['/opt/entrypoint.sh', '/opt/spark-image/spark-submit.sh', '/opt/spark-image/decommission.sh']);
  });

  test('no program keeps a setuid or setgid bit', () => {
    expect(commandsOf(runtime)).toContain('find / -xdev -type f -perm /6000 -exec chmod a-s {} +');
  });

  test('ports, volumes, working directory, signal, health check and entrypoint', () => {
    expect(bodiesOf(runtime, 'EXPOSE')).toEqual(['7077 8080 8081 4040']);
    expect(JSON.parse(bodiesOf(runtime, 'VOLUME')[0])).toEqual(['/opt/spark/data', '/opt/spark/work', '/opt/spark/logs']);
    expect(bodiesOf(runtime, 'WORKDIR')).toEqual(['/workspace']);
    expect(bodiesOf(runtime, 'STOPSIGNAL')).toEqual(['SIGTERM']);
    expect(bodiesOf(runtime, 'HEALTHCHECK')[0]).toMatch(/^--interval=10s --timeout=5s --start-period=60s --retries=1 CMD \["\/usr\/bin\/python3"/);
    expect(JSON.parse(bodiesOf(runtime, 'ENTRYPOINT')[0])).toEqual(['/usr/bin/tini', '-s', '--', '/opt/entrypoint.sh']);
    expect(bodiesOf(runtime, 'CMD')).toEqual(['[]']);
  });

  test('on a base image that holds Java: no second one, no link, and every path leads to the one that is there', () => {
    const onTemurin = textOf({ baseImage: 'eclipse-temurin:17-jre-jammy' });
    expect(onTemurin).not.toMatch(/openjdk-\d|\/usr\/bin\/java|\/opt\/java(?!\/openjdk)/);
    const own = stageOf(onTemurin, 'runtime');
    expect(pairsOf(own, 'ENV')).toMatchObject({ JAVA_HOME: '/opt/java/openjdk', PATH: expect.stringMatching(/^\/opt\/java\/openjdk\/bin:/) });
    expect(commandsOf(own)).toContain('ln -s /opt/java/openjdk /opt/bitnami/java');
  });

  test('the environment: where things are, for any architecture, and the defaults of the settings', () => {
    expect(pairsOf(runtime, 'ENV')).toMatchObject({
      JAVA_HOME: '/opt/java',
      SPARK_HOME: '/opt/spark',
      SPARK_VERSION: '«$»{SPARK_VERSION}',
      PATH: '/opt/java/bin:/opt/spark/bin:/opt/spark/sbin:«$»{PATH}:/opt/bitnami/python/bin',
      HOME: '/home/spark',
      SPARK_MODE: 'master',
      SPARK_MASTER_HOST: '',
      SPARK_MASTER_PORT: '7077',
      SPARK_MASTER_WEBUI_PORT: '8080',
      SPARK_WORKER_WEBUI_PORT: '8081',
      PYSPARK_PYTHON: 'python3',
      TZ: 'Etc/UTC',
    });
    expect(text).not.toMatch(/amd64|x86_64/);
  });

  test('the profile bitnami: group 0, and the working directory of bitnami/spark; the links are there in any profile', () => {
    const bitnami = stageOf(textOf({ profile: 'bitnami' }), 'runtime');
    expect([bodiesOf(runtime, 'USER'), bodiesOf(bitnami, 'USER')]).toEqual([['1001:1001'], ['1001:0']]);
    expect([bodiesOf(runtime, 'WORKDIR'), bodiesOf(bitnami, 'WORKDIR')]).toEqual([['/workspace'], ['/opt/spark']]);
    for (const stage of [runtime, bitnami]) {
      expect(commandsOf(stage)).toEqual(expect.arrayContaining(BITNAMI_PATHS.map(({ path: link, target }) => `ln -s ${target} ${link}`)));
    }
  });

  test('no secret is declared', () => {
    for (const name of Object.keys(pairsOf(runtime, 'ENV'))) expect(name).not.toMatch(/SECRET$|PASSWORD|TOKEN/);
  });

  test('labels of the Open Container Initiative; the source is left out while the owner is not known', () => {
    expect(pairsOf(runtime, 'LABEL')).toEqual({
      'org.opencontainers.image.title': 'demo',
      'org.opencontainers.image.description': 'Hardened Apache Spark 3.5.3 on Ubuntu 22.04 LTS',
      'org.opencontainers.image.licenses': 'Apache-2.0',
      'org.opencontainers.image.base.name': 'ubuntu:22.04',
      'io.github.spark-image-project.spark.end-of-life': '2026-04-12',
    });
    expect(pairsOf(stageOf(textOf({ owner: 'acme' }), 'runtime'), 'LABEL')).toMatchObject({ 'org.opencontainers.image.source': 'https://github.com/acme/demo' });
  });
});

describe('options', () => {
  test('a user of another name and number is the same one everywhere', () => {
    const runtime = stageOf(textOf({ uid: 2001, gid: 2002, userName: 'svc' }), 'runtime');
    expect(bodiesOf(runtime, 'USER')).toEqual(['2001:2002']);
    expect(bodiesOf(runtime, 'COPY').every((copy) => copy.includes('--chown=2001:2002'))).toBe(true);
    expect(commandsOf(runtime)).toEqual(expect.arrayContaining(['groupadd --gid 2002 svc', expect.stringMatching(/^chown 2001:0 .* \/home\/svc$/)]));
    expect(JSON.stringify(runtime)).not.toMatch(/1001/);
  });

  test('build arguments carry the mirrors, the checksum and the key', () => {
    const builder = bodiesOf(instructionsOf(textOf({ sparkSha512: SHA512, sparkMirror: 'https://mirror.example.com/spark', aptMirror: 'https://mirror.example.com/apt', baseImage: 'debian:bookworm-slim', scalaVersion: '2.13' })), 'ARG');
    expect(builder).toEqual(expect.arrayContaining([
      'BASE_IMAGE="debian:bookworm-slim"', 'APT_MIRROR="https://mirror.example.com/apt"', `SPARK_SHA512="${SHA512}"`, 'SPARK_MIRROR="https://mirror.example.com/spark"', 'SCALA_VERSION="2.13"',
    ]));
  });

  test('an apt mirror is put in place before the lists are fetched, in both stages', () => {
    const text = textOf({ aptMirror: 'https://mirror.example.com/apt' });
    for (const stage of ['builder', 'runtime']) {
      const commands = commandsOf(stageOf(text, stage));
      expect(bodiesOf(stageOf(text, stage), 'ARG')).toContain('APT_MIRROR');
      expect(commands.findIndex((c) => c.includes('${APT_MIRROR}'))).toBeLessThan(commands.indexOf('apt-get update'));
    }
  });

  test('Python packages are installed in the builder, with their index, and copied without pip', () => {
    const text = textOf({ pythonRequirements: ['pandas==2.2.2'], pythonIndexUrl: 'https://pypi.example.com/simple' });
    const builder = stageOf(text, 'builder');
    expect(bodiesOf(builder, 'COPY')).toContain('docker/requirements.txt /tmp/requirements.txt');
    expect(bodiesOf(builder, 'ARG')).toContain('PYTHON_INDEX_URL="https://pypi.example.com/simple"');
    expect(packagesOf(builder)).toContain('python3-venv');
    expect(commandsOf(builder).find((c) => c.includes('pip install'))).not.toContain('--require-hashes');
    expect(commandsOf(builder)).toContain('/opt/venv/bin/pip uninstall --yes pip setuptools');
    expect(bodiesOf(stageOf(text, 'runtime'), 'COPY')).toContain('--from=builder --chown=1001:1001 /opt/venv /opt/venv');
    expect(pairsOf(stageOf(text, 'runtime'), 'ENV').PATH).toMatch(/^\/opt\/venv\/bin:/);
  });

  test.each([[['a==1 --hash=sha256:' + '0'.repeat(64)], true], [['a==1', 'b==1'], false]])('pip demands hashes where the lines have them', (pythonRequirements, demanded) => {
    const install = commandsOf(stageOf(textOf({ pythonRequirements }), 'builder')).find((c) => c.includes('pip install')) ?? '';
    expect(install.includes(' --require-hashes')).toBe(demanded);
  });

  test('a lock file of Python packages is copied as it stands, and pip decides whether it demands hashes', () => {
    const locked = textOf({ pythonRequirementsFile: 'python/requirements.lock' });
    const builder = stageOf(locked, 'builder');
    expect(bodiesOf(builder, 'COPY')).toContain('python/requirements.lock /tmp/requirements.txt');
    expect(packagesOf(builder)).toContain('python3-venv');
    expect(commandsOf(builder).find((c) => c.includes('pip install'))).toMatch(/--disable-pip-version-check \S+.* --requirement \/tmp\/requirements\.txt$/);
    expect(pairsOf(stageOf(locked, 'runtime'), 'ENV').PATH).toMatch(/^\/opt\/venv\/bin:/);
  });

  test('extra JARs are fetched behind Spark, and Java is there for coordinates only', () => {
    const ofUrl = stageOf(textOf({ extraJars: [{ url: 'https://example.com/a.jar', sha512: SHA512 }] }), 'builder');
    const ofMaven = stageOf(textOf({ extraJars: [{ coordinates: 'g:a:1', sha512: SHA512 }], mavenMirror: 'https://maven.example.com' }), 'builder');
    expect(packagesOf(ofUrl)).not.toContain('openjdk-11-jre-headless');
    expect(packagesOf(ofMaven)).toContain('openjdk-11-jre-headless');
    expect(bodiesOf(ofMaven, 'ARG')).toContain('MAVEN_MIRROR="https://maven.example.com"');
    const commands = commandsOf(ofUrl);
    expect(commands.indexOf('bash /usr/local/bin/fetch-jars.sh /tmp/extra-jars.txt /opt/spark/jars')).toBeGreaterThan(commands.indexOf('bash /usr/local/bin/fetch-spark.sh /opt/spark'));
  });

  test('without them neither file is copied, and their build arguments are not promised', () => {
    expect(textOf()).not.toMatch(/extra-jars|requirements\.txt|MAVEN_MIRROR|PYTHON_INDEX_URL|venv/);
  });

  test('volumes: a declared one is in VOLUME, both kinds are made and writable', () => {
    const runtime = stageOf(textOf({ volumes: [{ path: '/mnt/a', description: 'A' }, { path: '/mnt/b', description: 'B', declared: false }] }), 'runtime');
    expect(JSON.parse(bodiesOf(runtime, 'VOLUME')[0])).toEqual(['/opt/spark/data', '/opt/spark/work', '/opt/spark/logs', '/mnt/a']);
    expect(commandsOf(runtime).find((c) => c.startsWith('chown 1001:0'))).toMatch(/ \/mnt\/a \/mnt\/b /);
    const keywords = runtime.map((i) => i.keyword);
    expect(keywords.indexOf('VOLUME')).toBeGreaterThan(keywords.lastIndexOf('RUN'));
  });

  test('a label of one’s own takes the place of the same OCI label', () => {
    const text = textOf({ labels: { 'org.opencontainers.image.title': 'Mine', 'com.example.team': 'data' } });
    expect(pairsOf(stageOf(text, 'runtime'), 'LABEL')).toMatchObject({ 'org.opencontainers.image.title': 'Mine', 'com.example.team': 'data' });
    expect(text.match(/org\.opencontainers\.image\.title/g)).toHaveLength(1);
  });

  test('settings and Spark properties become ENV', () => {
    const found = pairsOf(stageOf(textOf({ environment: { SPARK_WORKER_MEMORY: '4g', SPARK_CONF_spark_app_name: 'a $b "c"' }, ports: { masterUi: 8090 }, defaultMode: 'worker' }), 'runtime'), 'ENV');
    expect(found).toMatchObject({ SPARK_WORKER_MEMORY: '4g', SPARK_CONF_spark_app_name: 'a $b "c"', SPARK_MASTER_WEBUI_PORT: '8090', SPARK_MODE: 'worker' });
  });
});

describe('additions', () => {
  test('an apt package is installed with the others, once, and its reason is said', () => {
    const text = textOf({}, { aptPackages: ['libgomp1', 'libgomp1', 'procps', 'tini=0.19.0-1'] });
    expect(packagesOf(stageOf(text, 'runtime'))).toEqual(['libgomp1', 'libnss-wrapper', 'openjdk-11-jre-headless', 'openssl', 'procps', 'python3', 'tini=0.19.0-1']);
    expect(packagesOf(stageOf(text, 'builder'))).not.toContain('libgomp1');
    expect(text).toContain('# libgomp1: added by the rc file\n');
  });

  test('an ENV takes the place of a default of the same name; a version pinned by option stays', () => {
    const text = textOf({ aptPackages: ['tini=1'] }, { environment: [['SPARK_MODE', 'worker'], ['X', '$HOME']], aptPackages: ['tini'] });
    expect(pairsOf(stageOf(text, 'runtime'), 'ENV')).toMatchObject({ SPARK_MODE: 'worker', X: '$HOME' });
    expect(text.match(/ SPARK_MODE=/g)).toHaveLength(1);
    expect(packagesOf(stageOf(text, 'runtime')).filter((name) => name.startsWith('tini'))).toEqual(['tini=1']);
  });

  const between: { [position in PositionName]: readonly [before: RegExp, after: RegExp] } = {
    'before-builder': [/^ARG APT_MIRROR=/, /^FROM .* AS builder/],
    'builder-begin': [/^ARG APT_MIRROR$/, /^RUN .*apt-get/s],
    'builder-end': [/^RUN .*fetch-spark\.sh/s, /^FROM .* AS runtime/],
    'before-runtime': [/^RUN .*fetch-spark\.sh/s, /^FROM .* AS runtime/],
    'runtime-begin': [/^ARG APT_MIRROR$/, /^RUN .*apt-get/s],
    'runtime-root-end': [/^VOLUME/, /^USER 1001:1001/],
    'runtime-end': [/^WORKDIR \/workspace/, /^STOPSIGNAL/],
  };

  test.each(DOCKERFILE_POSITIONS)('instructions at %s stand there, in their order', (position) => {
    const texts = position === 'before-runtime' ? ['FROM busybox:1.36 AS tools\nRUN first', 'FROM scratch AS more'] : ['ARG FIRST', 'RUN second \\\n  --more'];
    const found = instructionsOf(textOf({}, { instructions: texts.map((text) => ({ position, text })) })).map((i) => `${i.keyword} ${i.body}`);
    const added = texts.flatMap((text) => instructionsOf(position === 'before-runtime' ? text : `FROM x\n${text}`).slice(position === 'before-runtime' ? 0 : 1)).map((i) => `${i.keyword} ${i.body}`);
    const start = found.indexOf(added[0]);

    expect(found.slice(start, start + added.length)).toEqual(added);
    expect(found[start - 1]).toMatch(between[position][0]);
    expect(found[start + added.length]).toMatch(between[position][1]);
    expect(found).toHaveLength(instructionsOf(textOf()).length + added.length);
  });

  test('what was added is said to be', () => {
    expect(textOf({}, { instructions: [{ position: 'runtime-end', text: 'ENV MINE=1' }] })).toContain('# Added by the rc file.\nENV MINE=1\n');
  });
});
