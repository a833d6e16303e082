import { spawnSync } from 'node:child_process';
import { dockerfilePaths } from '../../src/checklist/image-source';
import { RepositoryFiles } from '../../src/checklist/repository-files';
import { SparkImage } from '../../src/model/spark-image';
import { SparkImageOptions } from '../../src/model/spark-image-options';
import { NAIVE_IMAGE, renderNaiveImage } from '../../src/render/naive-image';
import { bodiesOf, instructionsOf } from '../dockerfile/read-dockerfile';
import { tool } from '../tools/tool';

const SHA512 = '0'.repeat(128);

function naive(options: Partial<SparkImageOptions> = {}): string {
  return renderNaiveImage(new SparkImage({ name: 'demo', owner: 'acme', ...options }), 'marker');
}

const MORE: Partial<SparkImageOptions> = {
  javaVersion: '17',
  baseImage: 'debian:bookworm-slim',
  aptPackages: ['libgomp1', 'tini=0.19.0-1'],
  pythonRequirements: ['numpy==1.26.4'],
  extraJars: [{ coordinates: 'g:a:1', sha512: SHA512 }],
};

test('is one stage that runs as root', () => {
  expect(bodiesOf(instructionsOf(naive()), 'FROM')).toEqual(['${BASE_IMAGE}']);
  expect(bodiesOf(instructionsOf(naive()), 'USER')).toEqual([]);
});

test('takes the same Spark, verified by the same script, over the same base image', () => {
  expect(naive()).toContain('ARG BASE_IMAGE="ubuntu:22.04"');
  expect(naive()).toContain('COPY docker/fetch-spark.sh /usr/local/bin/fetch-spark.sh');
  expect(naive()).toMatch(/ARG SPARK_SIGNING_KEY="[0-9A-F]{40}"/);
  expect(naive({ sparkSha512: SHA512 })).toContain(`ARG SPARK_SHA512="${SHA512}"`);
});

test('installs the JDK and what is recommended, keeps tools and lists, and stores Spark twice', () => {
  const [install] = bodiesOf(instructionsOf(naive(MORE)), 'RUN');
  const packages = install.slice(install.indexOf('apt-get install -y')).split(/\s+/).slice(3);
  expect(packages.filter((word) => word !== '\\')).toEqual(['ca-certificates', 'gnupg', 'libgomp1', 'openjdk-17-jdk', 'procps', 'python3', 'python3-venv', 'wget']);
  expect(install).not.toMatch(/no-install-recommends|lists|clean|a-s/);
  expect(bodiesOf(instructionsOf(naive()), 'RUN').at(-1)).toContain('chown -R nobody /opt/spark');
});

test('has the Python packages and JARs of the options', () => {
  expect(naive(MORE)).toContain('--requirement /tmp/requirements.txt');
  expect(naive(MORE)).toContain('bash /usr/local/bin/fetch-jars.sh');
  expect(naive()).not.toMatch(/requirements|fetch-jars/);
});

test('is taken for no image of the repository', () => {
  expect(dockerfilePaths(new RepositoryFiles({ Dockerfile: 'FROM a:1\n', [NAIVE_IMAGE]: 'FROM a:1\n' }))).toEqual(['Dockerfile']);
});

test.each([['the defaults', {}], ['more in it', MORE]])('hadolint finds nothing but what it names itself, with %s', (_name, options) => {
  const program = tool('hadolint');
  if (program === undefined) return;
  const { status, stdout } = spawnSync(program, ['--failure-threshold', 'ignore', '-'], { input: naive(options), encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});
