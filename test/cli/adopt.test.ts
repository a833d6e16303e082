import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { DERIVED, GUIDE_LIKE } from './adopted-repositories';
import { call, folderOf } from './call';
import { generatedRepository, install } from './generated';
import { proposed } from './proposed';

function contentOf(folder: string): { [file: string]: string } {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(path.join(folder, file)).isFile());
  return Object.fromEntries(files.sort().map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
}

/** A package is translated, and a repository generated twice. */
jest.setTimeout(120_000);

describe('a repository of several images', () => {
  const SEVERAL = {
    'images/spark/Dockerfile': 'FROM ubuntu:22.04\nENV SPARK_HOME=/opt/spark SPARK_VERSION=3.5.6\nRUN apt-get install -y openjdk-17-jre-headless libgomp1\n',
    'images/jobs/Dockerfile': 'FROM debian:bookworm-slim\nENV SPARK_HOME=/opt/spark SPARK_VERSION=3.5.6 JOBS_MODE=batch\nRUN apt-get install -y openjdk-17-jre-headless libpq5\nCOPY jobs /opt/jobs\n',
    'images/jobs/jobs/a.py': '\n',
    'README.md': '# x\n',
  };

  test('every image is named, one is adopted, and what the others have is said', async () => {
    const { status, out } = await call(['adopt', folderOf(SEVERAL)]);
    const text = out.replace(/\s*│\s*/g, ' ').replace(/\s+/g, ' ');
    expect(status).toBe(0);
    expect(text).toContain('2 images were found. A generated repository makes one. images/jobs/Dockerfile: adopted here images/spark/Dockerfile: not adopted; choose it by --image images/spark/Dockerfile');
    expect(out).toMatch(/image images\/spark\/Dockerfile/);
    expect(out).toContain('libgomp1');
    expect(out).toContain('ubuntu:22.04');
  });

  test.each(['images/spark/Dockerfile', './images/spark', 'images/spark/'])('--image %s chooses it', async (image) => {
    const { out } = await call(['adopt', folderOf(SEVERAL), '--image', image]);
    expect(out).toContain('images/spark/Dockerfile: adopted here');
    expect(out.slice(out.indexOf('.projenrc.ts'))).toContain('libgomp1');
    expect(out.slice(out.indexOf('.projenrc.ts'))).not.toContain('libpq5');
    expect(out).toMatch(/libpq5[\s\S]*\.projenrc\.ts/);
    expect(out.replace(/\s*│\s*/g, ' ').replace(/\s+/g, ' ')).toContain('COPY jobs /opt/jobs');
  });

  test('an image that is not there is answered with those there are', async () => {
    const { status, err } = await call(['adopt', folderOf(SEVERAL), '--image', 'Dockerfile']);
    expect([status, err]).toEqual([1, expect.stringContaining('has no such Dockerfile. Name one of: images/jobs/Dockerfile, images/spark/Dockerfile.')]);
  });

  test('of one image nothing is said', async () => {
    expect((await call(['adopt', folderOf({ Dockerfile: SEVERAL['images/spark/Dockerfile'] })])).out).not.toContain('images were found');
  });
});

test('after a creation in a folder with a Dockerfile, what stood there is read', async () => {
  const folder = generatedRepository();
  writeFileSync(path.join(folder, 'Dockerfile.orig'), 'FROM debian:bookworm-slim\nENV SPARK_HOME=/opt/spark SPARK_VERSION=3.5.6\nRUN apt-get install -y openjdk-17-jre-headless libpq5\n');
  const { status, out } = await call(['adopt', folder]);
  expect(status).toBe(0);
  expect(out).toContain("baseImage: 'debian:bookworm-slim'");
  expect(out).toContain('Read from what was kept as NAME.orig. Nothing was written. Take the options over into .projenrc.ts, and run "npx projen".');
  expect((await call(['adopt', folder, '--write'])).err).toContain('a projen repository already');
});

describe('a repository like that of the guide', () => {
  const { options, leftOut, rc } = proposed(GUIDE_LIKE);

  test('its options are read off', () => {
    expect(options).toEqual({
      name: 'spark-3.5',
      owner: 'Data-Team',
      imageName: 'data-team/spark-lake',
      description: 'Spark for the lake',
      sparkVersion: '3.5.3',
      baseImage: 'ubuntu:22.04',
      javaVersion: '11',
      pysparkVersion: '3.5.6',
      ports: { master: 17077 },
      environment: { SPARK_WORKER_MEMORY: '4g' },
      userName: 'lake',
      uid: 2002,
      gid: 2001,
      labels: { 'com.example.team': 'data' },
      volumes: [{ path: '/lake', description: 'Declared by the earlier Dockerfile' }],
      aptPackages: ['libgomp1', 'libsnappy1v5'],
      pythonRequirements: ['numpy==1.26.4', 'pyarrow==15.0.2'],
      compose: { workers: 3, workerCores: 4, restart: 'unless-stopped' },
      license: 'MIT',
      copyrightPeriod: '2023-2024',
      copyrightOwner: 'The O\'Brien "Lake" Team',
    });
  });

  test.each([
    ['pythonVersion "3.12"', 'Dockerfile:9: Spark 3.5 supports Python 3.8 to 3.11'],
    ['ENV TEAM_API_TOKEN', 'Dockerfile:10: A secret in an image'],
    ['ENV SPARK_RPC_AUTHENTICATION_SECRET', 'Dockerfile:10: A secret in an image'],
    ['package curl', 'Dockerfile:9:'],
    ['download of https://jars.example.com/maven2/org/postgresql/postgresql/42.7.4/postgresql-42.7.4.jar', 'Dockerfile:6: Add it to extraJars'],
    ['COPY conf/spark-defaults.conf /opt/spark/conf/', 'Dockerfile:21: Add it by project.dockerfile.addInstructions'],
    ['Python package boto3>=1.34', 'image-requirements.txt:2: It has no exact version'],
    ['network_mode: host', 'docker-compose.yml:2:'],
    ['service notebook', "docker-compose.yml:16: Add it by project.compose.addService('notebook'"],
    ['workflow build.yml', '.github/workflows/build.yml:'],
    ['the text of README.md', 'README.md: It is written afresh.'],
  ])('says what becomes of %s', (what, place) => {
    expect(leftOut[what]).toEqual(expect.stringContaining(place));
  });

  test('no secret is carried over, and texts stay data', () => {
    expect(rc).not.toMatch(/hunter2|abcdef/);
    expect(rc).toContain(String.raw`copyrightOwner: 'The O\'Brien "Lake" Team', // LICENSE`);
    expect(rc).toContain("project.dockerfile.addEnv('TEAM', 'data'); // Dockerfile:10");
  });
});

describe('other repositories', () => {
  test("one on somebody else's Spark image", () => {
    const { options, leftOut } = proposed(DERIVED);
    expect(options).toMatchObject({ license: 'none', compose: { workers: 2, network: 'lake' }, pythonRequirements: ['pandas==2.0.3'] });
    expect(options.sparkVersion).toBe('3.4.1');
    expect(Object.keys(leftOut)).toEqual(expect.arrayContaining(['FROM apache/spark:3.4.1-scala2.12-java11-python3-ubuntu', 'download of https://example.com/install.sh', 'RUN dpkg --configure -a', 'LICENCE', 'compose.yaml']));
  });

  test('a version whose key is not known gives way to the newest of its line', () => {
    expect(proposed({ Dockerfile: 'FROM ubuntu:22.04\nENV SPARK_VERSION=4.2.1\n' }).options.sparkVersion).toBe('4.2');
  });

  test.each([
    ['FROM registry.example.com/mirror/ubuntu:22.04', { baseImage: 'registry.example.com/mirror/ubuntu:22.04', baseImageIs: 'ubuntu:22.04' }],
    [`FROM registry.example.com/debian:bookworm-slim@sha256:${'a'.repeat(64)}`, { baseImage: `registry.example.com/debian:bookworm-slim@sha256:${'a'.repeat(64)}`, baseImageIs: 'debian:bookworm-slim' }],
  ])('a mirror of a known base image: %s', (from, options) => {
    expect(proposed({ Dockerfile: `${from}\nENV SPARK_VERSION=3.5.8\n` }).options).toMatchObject(options);
  });

  test.each(['alpine:3.20', 'registry.example.com/team/base:1'])('a base image that cannot be kept is left out with the reason: %s', (base) => {
    const { options, leftOut } = proposed({ Dockerfile: `FROM ${base}\nENV SPARK_VERSION=3.5.8\n` });
    expect(options).not.toHaveProperty('baseImage');
    expect(leftOut[`baseImage "${base}"`]).toMatch(/it has no apt|set baseImageIs to that one/);
  });

  test('Java and the distribution of a Java image', () => {
    expect(proposed({ Dockerfile: 'FROM eclipse-temurin:17-jre-jammy\nENV SPARK_VERSION=3.5.8\n' }).options).toMatchObject({ javaVersion: '17', baseImage: 'ubuntu:22.04', sparkVersion: '3.5.8' });
  });

  test.each([
    ["ENV TEAM=\"it's $HOME\"\nLABEL com.example.x=\"'; process.exit(1); //\"", /com\.example\.x': '\\'; process\.exit\(1\); \/\/'/],
    ['RUN useradd -u 0 root', /user/],
    ['ENV SPARK_WORKER_MEMORY=lots', /SparkImageProject/],
  ])('hostile or impossible values stay data, or are left out: %s', (line, text) => {
    const { rc } = proposed({ Dockerfile: `FROM ubuntu:22.04\n${line}\n` });
    expect(rc.includes('SparkImageProject') && text.test(`${rc} user`)).toBe(true);
  });
});

describe('the command', () => {
  test('writes nothing until told to', async () => {
    const folder = folderOf(GUIDE_LIKE);
    const before = contentOf(folder);
    const { status, out } = await call(['adopt', folder]);
    expect(status).toBe(0);
    expect(contentOf(folder)).toEqual(before);
    for (const part of ['Read off', 'Could not be carried over', 'What would change', 'replaced (6): Dockerfile, LICENSE', '.projenrc.ts', 'Nothing was written.']) expect(out).toContain(part);
    expect(out).toMatch(/Checklist now: guide \d+ %, security \d+ %\. Afterwards: guide (?:9\d|100) %, security 9\d %/);
    expect(out).not.toContain('hunter2');
  });

  test('--write keeps what it replaces, and writes what was proposed', async () => {
    const folder = folderOf({ ...GUIDE_LIKE, 'Dockerfile.orig': 'older\n' });
    const { status, out } = await call(['adopt', folder, '--write']);
    expect([status, out]).toEqual([0, expect.stringContaining('Dockerfile.orig.2')]);
    const written = contentOf(folder);
    expect(written['Dockerfile.orig']).toBe('older\n');
    expect(written['Dockerfile.orig.2']).toBe(GUIDE_LIKE.Dockerfile);
    expect(written['docker-compose.yml.orig']).toBe(GUIDE_LIKE['docker-compose.yml']);
    expect(written['conf/spark-defaults.conf']).toBe(GUIDE_LIKE['conf/spark-defaults.conf']);
    expect(written.Dockerfile).toContain('org.opencontainers.image.description="Spark for the lake"');
    expect(Math.floor(statSync(path.join(folder, 'entrypoint.sh')).mode / 0o100) % 2).toBe(1);
  });

  test('the rc file that it writes gives these very files', async () => {
    const folder = folderOf(GUIDE_LIKE);
    await call(['adopt', folder, '--write']);
    install(folder);
    const { status, out } = await call(['check', folder, '--quiet', '--fail-on', 'none']);
    expect([status, out]).toEqual([0, expect.stringContaining('Every managed file is in sync.')]);
  });

  test.each([
    [{ '.projenrc.ts': '', 'Dockerfile': 'FROM x\n' }, 'holds .projenrc.ts: a projen repository already'],
    [{ 'README.md': '' }, 'has no Dockerfile that builds an image'],
  ])('refuses what it cannot adopt', async (files, message) => {
    const { status, err } = await call(['adopt', folderOf(files)]);
    expect([status, err]).toEqual([1, expect.stringContaining(message)]);
  });

  test('refuses a Dockerfile alone', async () => {
    const folder = folderOf({ Dockerfile: 'FROM x\n' });
    expect((await call(['adopt', path.join(folder, 'Dockerfile')])).err).toContain('Name the folder of the repository');
  });
});
