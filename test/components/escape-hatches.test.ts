import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse } from 'yaml';
import * as spark from '../../src';
import { bodiesOf, instructionsOf, pairsOf, stageOf } from '../dockerfile/read-dockerfile';
import { imageWith, plainProject, repositoryWith, synthesize } from './synthesis';

const image = imageWith();

describe('the Dockerfile', () => {
  const dockerfile = (change: (component: spark.SparkDockerfile) => void): string => {
    const project = plainProject();
    change(new spark.SparkDockerfile(project, { image }));
    return synthesize(project).Dockerfile;
  };

  test('takes a further apt package, once, whether it has it already or not', () => {
    const text = dockerfile((d) => ['libgomp1', 'libgomp1', 'tini'].forEach((name) => d.addAptPackage(name)));
    const installed = bodiesOf(stageOf(text, 'runtime'), 'RUN').find((run) => run.includes('apt-get install'))?.split(/[\s;]+/) ?? [];
    expect(installed.filter((word) => word === 'libgomp1')).toHaveLength(1);
    expect(installed.filter((word) => word === 'tini')).toHaveLength(1);
  });

  test('takes an environment variable, whose value is data', () => {
    const text = dockerfile((d) => { d.addEnv('MY_PATH', '$HOME/"x"'); d.addEnv('SPARK_MODE', 'worker'); });
    expect(pairsOf(stageOf(text, 'runtime'), 'ENV')).toMatchObject({ MY_PATH: '$HOME/"x"', SPARK_MODE: 'worker' });
  });

  test.each(Object.values(spark.DockerfilePosition))('takes instructions at %s', (position) => {
    const own = position === spark.DockerfilePosition.BEFORE_RUNTIME ? 'FROM busybox:1.36 AS tools' : 'ARG MY_ARGUMENT="x"';
    const found = instructionsOf(dockerfile((d) => d.addInstructions(position, own))).map((i) => `${i.keyword} ${i.body}`);
    expect(found.filter((instruction) => instruction === own)).toHaveLength(1);
    expect(found).toHaveLength(instructionsOf(dockerfile(() => undefined)).length + 1);
  });

  test('a stage of one’s own can be copied from', () => {
    const text = dockerfile((d) => {
      d.addInstructions(spark.DockerfilePosition.BEFORE_RUNTIME, 'FROM busybox:1.36 AS tools\nRUN touch /x');
      d.addInstructions(spark.DockerfilePosition.RUNTIME_ROOT_END, 'COPY --from=tools --chown=1001:1001 /x /x');
    });
    expect(stageOf(text, 'tools').map((i) => i.keyword)).toEqual(['FROM', 'RUN']);
    expect(bodiesOf(stageOf(text, 'runtime'), 'COPY')).toContain('--from=tools --chown=1001:1001 /x /x');
  });

  test.each<readonly [string, (d: spark.SparkDockerfile) => void, RegExp]>([
    ['a package', (d) => d.addAptPackage('x; id'), /addAptPackage\.name = "x; id": that is not an apt package/],
    ['a name', (d) => d.addEnv('A B', 'x'), /name = "A B": that is not the name of an environment variable/],
    ['a value', (d) => d.addEnv('A', 'x\nRUN id'), /addEnv\.value = \(not shown\): it holds a line break/],
    ['a stage', (d) => d.addInstructions(spark.DockerfilePosition.BEFORE_RUNTIME, 'RUN id'), /separate stage, which begins with FROM; this begins with "RUN id"/],
  ])('refuses %s that cannot be', (_what, change, message) => {
    expect(() => dockerfile(change)).toThrow(message);
  });

  test('refuses an instruction that would swallow the next one, before anything is written', () => {
    const component = new spark.SparkDockerfile(plainProject(), { image });
    expect(() => component.addInstructions(spark.DockerfilePosition.RUNTIME_END, 'RUN id \\')).toThrow('ends in a backslash');
    expect(() => component.addInstructions(spark.DockerfilePosition.RUNTIME_END, '\n')).toThrow('the text is empty');
  });

  test('its text can be read at any time, with what was added so far', () => {
    const component = new spark.SparkDockerfile(plainProject(), { image });
    const before = component.text;
    component.addEnv('MINE', '1');
    expect(before).not.toContain('MINE');
    expect(component.text).toContain('MINE="1"');
  });
});

describe('.dockerignore', () => {
  test('takes patterns behind its own, so that they decide', () => {
    const project = plainProject();
    const component = new spark.SparkDockerignore(project);
    component.addPatterns('data/', '!README.md');
    component.addPatterns('*.log');
    const lines = synthesize(project)['.dockerignore'].trimEnd().split('\n');
    expect(lines.slice(-4)).toEqual(['# Added by the rc file', 'data/', '!README.md', '*.log']);
  });

  test.each(['a\nb', 'a\rb', '', '  '])('refuses %j as a pattern', (pattern) => {
    const component = new spark.SparkDockerignore(plainProject());
    expect(() => component.addPatterns('fine', pattern)).toThrow(/A pattern of \.dockerignore is one line/);
  });
});

describe('the compose file', () => {
  const services = (change: (component: spark.SparkCompose) => void): { [name: string]: { [key: string]: unknown } } => {
    const project = plainProject();
    change(new spark.SparkCompose(project, { image }));
    return parse(synthesize(project)['docker-compose.yml'], { merge: true }).services;
  };

  test('takes a service of one’s own', () => {
    expect(services((c) => c.addService('minio', { image: 'minio/minio:RELEASE.2024-01-01', command: ['server', '/data'] })).minio)
      .toEqual({ image: 'minio/minio:RELEASE.2024-01-01', command: ['server', '/data'] });
  });

  test('changes a member of a service and leaves the others as they are', () => {
    const before = services(() => undefined)['spark-worker'];
    const after = services((c) => c.overrideService('spark-worker', { mem_limit: '8g' }))['spark-worker'];
    expect(after).toEqual({ ...before, mem_limit: '8g' });
  });

  test('takes volumes, networks, secrets and configs by name, each once, and mounts and ports of a service', () => {
    const project = plainProject();
    const compose = new spark.SparkCompose(project, { image });
    compose.addVolume('models');
    compose.addNetwork('lake', { external: true });
    compose.addSecret('rpc_secret', { file: './secrets/rpc_secret' });
    compose.addConfig('metrics', { content: 'x' });
    compose.addServiceVolume('spark-worker', 'models:/opt/models:ro');
    compose.addServiceVolume('spark-worker', '${CONF:-./conf}:/opt/spark/conf:ro');
    compose.addServicePort('spark-master', '${SPARK_BIND_ADDRESS:-127.0.0.1}:9090:9090');
    compose.overrideService('spark-worker', { secrets: ['rpc_secret'], networks: ['lake'], configs: ['metrics'] });
    const file = parse(synthesize(project)['docker-compose.yml'], { merge: true });
    expect(file).toMatchObject({
      volumes: { 'spark-data': null, 'models': null },
      networks: { spark: { driver: 'bridge' }, lake: { external: true } },
      secrets: { rpc_secret: { file: './secrets/rpc_secret' } },
      configs: { metrics: { content: 'x' } },
    });
    expect(file.services['spark-worker']).toMatchObject({ secrets: ['rpc_secret'], networks: ['spark', 'lake'], configs: ['metrics'] });
    expect(file.services['spark-worker'].volumes).toEqual(expect.arrayContaining(['spark-data:/opt/spark/data', 'models:/opt/models:ro', '${CONF:-./conf}:/opt/spark/conf:ro']));
    expect(file.services['spark-master'].ports).toHaveLength(4);
  });

  test.each<[string, (compose: spark.SparkCompose) => void, string]>([
    ['a volume that is there', (c) => c.addVolume('spark-data'), 'volumes has "spark-data" already: spark-data, spark-work'],
    ['a name that Compose does not take', (c) => c.addNetwork('my net'), 'addNetwork.name = "my net": that is no name that Compose takes'],
    ['a definition that is no map', (c) => Reflect.apply(c.addVolume, c, ['x', ['driver']]), 'addVolume.definition = ["driver"]: it is a list, not a map. Give a map as Compose writes it'],
    ['a secret from nowhere', (c) => c.addSecret('x', {}), 'addSecret.definition = []: nothing names its source. Give a map with file, environment or external'],
    ['a volume that nobody declared', (c) => c.addServiceVolume('spark-worker', 'models:/m'), 'There is no volume "models": one of spark-data, spark-work, spark-logs, spark-work-dir. Declare it first, by addVolume("models")'],
    ['a path that is taken', (c) => c.addServiceVolume('spark-worker', './d:/opt/spark/data'), 'The service "spark-worker" has "spark-data:/opt/spark/data" already. To replace that mount, use overrideService("spark-worker", { volumes: ["./d:/opt/spark/data"] })'],
    ['a mount without a path', (c) => c.addServiceVolume('spark-worker', 'models'), 'addServiceVolume.mount = "models": that is no mount in the short form of Compose'],
    ['a port that is none', (c) => c.addServicePort('spark-worker', 'http'), 'addServicePort.port = "http": that is no port in the short form of Compose'],
    ['a service that is not there', (c) => c.addServicePort('worker', '1:1'), 'There is no service "worker": one of spark-master, spark-worker'],
  ])('refuses %s', (_, change, message) => {
    expect(() => change(new spark.SparkCompose(plainProject(), { image }))).toThrow(message);
  });

  test('has a file beside it for development, once something asks for it, which does not count among the evidence', () => {
    expect(synthesize(repositoryWith())).not.toHaveProperty('docker-compose.dev.yml');
    const project = repositoryWith();
    project.devCompose.addService('minio', { image: 'registry.example.com/minio', privileged: true });
    const made = synthesize(project);
    expect(parse(made['docker-compose.dev.yml']).services).toEqual({ minio: { image: 'registry.example.com/minio', privileged: true } });
    expect(made['SECURITY.md']).toBe(synthesize(repositoryWith())['SECURITY.md']);
    const notebook = synthesize(repositoryWith({ compose: { notebook: true } }));
    expect(Object.keys(parse(notebook['docker-compose.dev.yml']).services)).toEqual(['spark-notebook']);
    expect(notebook['docker/notebook-image.txt']).toContain('jupyterlab==');
  });

  test('says which services there are when it finds none of a name, and that a name is taken', () => {
    const component = new spark.SparkCompose(plainProject(), { image });
    expect(() => component.overrideService('worker', {})).toThrow(/"worker".*spark-master.*spark-worker/s);
    expect(() => component.addService('spark-master', { image: 'x' })).toThrow(/spark-master/);
  });
});

describe('the README', () => {
  test('takes texts before and after its sections, from the rc file and from files, and badges', () => {
    const project = plainProject();
    writeFileSync(path.join(project.outdir, 'own.md'), '## From a file\n\nText.\n');
    const badges = new spark.SparkBadges(project);
    badges.add({ label: 'Mine', imageUrl: 'https://example.com/a.svg', target: 'https://example.com' });
    const readme = new spark.SparkReadme(project, { image, badges, repository: { readmeSections: [{ section: 'Quick start', file: 'own.md' }] } });
    const second = [...readme.text.matchAll(/^## (.+)$/gm)].map((match) => match[1])[3];
    readme.addBefore(second, '## Before it\n\nOwn words.');
    readme.addAfter(second, '## After it');
    const headings = [...synthesize(project)['README.md'].matchAll(/^## (.+)$/gm)].map((match) => match[1]);

    expect(headings).toContain('From a file');
    expect(headings[headings.indexOf(second) - 1]).toBe('Before it');
    expect(headings[headings.indexOf(second) + 1]).toBe('After it');
    expect(readme.text).toContain('[![Mine](https://example.com/a.svg)](https://example.com)');
  });

  test('says which sections there are, and that a file is missing', () => {
    const readme = new spark.SparkReadme(plainProject(), { image });
    readme.addAfter('No such section', 'x');
    expect(() => readme.text).toThrow(/addAfter\.section = "No such section": "demo" has no section of that name\. One of .*"Quick start"/);
    const other = new spark.SparkReadme(plainProject(), { image, repository: { readmeSections: [{ section: 'Quick start', file: 'none.md' }] } });
    expect(() => other.text).toThrow(/readmeSections\[0\]\.file = "none\.md": the repository has no such file/);
  });
});

test('the additions that the README shows leave every item of the checklist met', () => {
  const project = repositoryWith();
  project.dockerfile.addAptPackage('libgomp1');
  project.dockerfile.addEnv('TEAM', 'data');
  project.dockerfile.addInstructions(spark.DockerfilePosition.RUNTIME_ROOT_END, 'COPY --chown=1001:1001 conf/ /opt/spark/conf/');
  project.compose.overrideService('spark-worker', { mem_limit: '8g', volumes: ['./models:/opt/models:ro'] });
  project.compose.addService('notebook', { image: 'registry.example.com/team/notebook:1.0', networks: ['spark'], restart: 'always' });
  expect(synthesize(project)['SECURITY.md']).toContain('**21 of 21** applicable items are met.');
});
