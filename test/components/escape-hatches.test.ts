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
    ['a stage', (d) => d.addInstructions(spark.DockerfilePosition.BEFORE_RUNTIME, 'RUN id'), /begins with FROM; this begins with "RUN id"/],
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
    ['a secret from nowhere', (c) => c.addSecret('x', {}), 'addSecret.definition = []: nothing says where it comes from. Give a map with file, environment or external'],
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

describe('a workflow', () => {
  type Change = (component: spark.DockerBuildWorkflow, job: string, step: string) => void;
  const steps = (change: Change): { ids: unknown[]; known: string[] } => {
    const project = plainProject();
    const component = new spark.DockerBuildWorkflow(project, { image });
    const job = component.jobIds[0];
    const known = component.stepIds(job);
    change(component, job, known[1]);
    const { jobs } = parse(synthesize(project)['.github/workflows/docker-build.yml']);
    return { ids: (jobs[job]?.steps ?? []).map((step: { id?: string; name?: string }) => step.id ?? step.name), known };
  };
  const mine = { id: 'mine', name: 'Mine', run: 'true' };

  test('is changed by the ids of its jobs and steps, never by an index', () => {
    const { ids, known } = steps(() => undefined);
    expect(ids.length).toBeGreaterThan(1);
    expect(steps((w, job, step) => w.insertBefore(job, step, mine)).ids).toEqual([...ids.slice(0, ids.indexOf(known[1])), 'mine', ...ids.slice(ids.indexOf(known[1]))]);
    expect(steps((w, job, step) => w.insertAfter(job, step, mine)).ids).toEqual([...ids.slice(0, ids.indexOf(known[1]) + 1), 'mine', ...ids.slice(ids.indexOf(known[1]) + 1)]);
    expect(steps((w, job) => w.append(job, mine)).ids).toEqual([...ids, 'mine']);
    expect(steps((w, job, step) => w.replace(job, step, mine)).ids).toEqual(ids.map((id) => (id === known[1] ? 'mine' : id)));
    expect(steps((w, job, step) => w.remove(job, step)).ids).toEqual(ids.filter((id) => id !== known[1]));
  });

  test('every step of every workflow has an id, so that each can be reached', () => {
    const project = plainProject();
    const workflows = [
      new spark.DockerBuildWorkflow(project, { image }),
      new spark.CompatibilityWorkflow(project, { image }),
      new spark.DriftWorkflow(project),
      new spark.UpgradeWorkflow(project),
    ];
    const files = synthesize(project);
    for (const workflow of workflows) {
      const { jobs } = parse(files[workflow.path]);
      for (const job of workflow.jobIds) expect(jobs[job].steps.map((step: { id?: string }) => step.id)).toEqual(workflow.stepIds(job));
    }
  });

  test('runs its jobs on other machines, and builds each platform on one of its kind', () => {
    const project = plainProject();
    const component = new spark.DockerBuildWorkflow(project, { image });
    component.setRunner('lint', ['self-hosted', 'linux']);
    component.setRunner('publish', ['large'], 'acme/builders');
    component.setRunner('verify', ['ubuntu-24.04-16-cores']);
    component.setPlatformRunner('linux/amd64', ['self-hosted', 'x64']);
    component.setPlatformRunner('linux/arm64', ['arm-large']);
    const { jobs } = parse(synthesize(project)['.github/workflows/docker-build.yml']);
    expect(jobs.lint['runs-on']).toEqual(['self-hosted', 'linux']);
    expect(jobs.publish['runs-on']).toEqual({ group: 'acme/builders', labels: ['large'] });
    expect(jobs.verify['runs-on']).toBe('ubuntu-24.04-16-cores');
    expect(jobs.build['runs-on']).toBe('${{ matrix.runner }}');
    expect(jobs.build.strategy.matrix.include.map((entry: { runner: unknown }) => entry.runner)).toEqual([['self-hosted', 'x64'], 'arm-large']);
  });

  test('gets permissions with their reasons, and jobs', () => {
    const project = plainProject();
    const component = new spark.DockerBuildWorkflow(project, { image });
    component.addPermission('lint', 'pull-requests', spark.PermissionAccess.WRITE, 'comment on the pull request');
    component.addPermission('sign', 'packages', spark.PermissionAccess.READ, 'read it');
    component.addJob('tell', { steps: [{ uses: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1' }, { id: 'tell', run: 'echo done\n' }], needs: ['verify'], if: "github.ref == 'refs/heads/main'" });
    component.addPermission('tell', 'issues', spark.PermissionAccess.WRITE, 'open an issue');
    const text = synthesize(project)['.github/workflows/docker-build.yml'];
    const { jobs } = parse(text);
    expect(text).toContain('pull-requests: write  # comment on the pull request');
    expect(jobs.sign.permissions.packages).toBe('write');
    expect(jobs.tell).toMatchObject({ 'name': 'tell', 'runs-on': 'ubuntu-24.04', 'timeout-minutes': 30, 'needs': ['verify'], 'permissions': { contents: 'read', issues: 'write' } });
    component.removeJob('tell');
    expect(component.jobIds).not.toContain('tell');
  });

  test('lets the caller of a trusted build do what its jobs may', () => {
    const project = plainProject();
    const component = new spark.DockerBuildWorkflow(project, { image, publish: { slsaLevel: 3 } });
    component.trustedBuild?.addPermission('lint', 'pull-requests', spark.PermissionAccess.WRITE, 'comment on the pull request');
    component.setPlatformRunner('linux/arm64', ['arm-large']);
    const files = synthesize(project);
    expect(parse(files['.github/workflows/docker-build.yml']).jobs.image.permissions['pull-requests']).toBe('write');
    expect(parse(files['.github/workflows/build-image.yml']).jobs.build.strategy.matrix.include[1].runner).toBe('arm-large');
    expect(() => component.setRunner('image', ['large'])).toThrow('call trustedBuild.setRunner');
  });

  test.each<[string, (component: spark.DockerBuildWorkflow) => void]>([
    ['no job "tests": one of lint', (w) => w.setRunner('tests', ['large'])],
    ['setRunner.labels[0] = "${{ x }}": that is not the tag of a runner', (w) => w.setRunner('lint', ['${{ x }}'])],
    ['setRunner.labels = []: the list is empty', (w) => w.setRunner('lint', [])],
    ['builds each platform on a machine of its kind', (w) => w.setRunner('build', ['large'])],
    ['no machine for the platform "linux/s390x": one of linux/amd64, linux/arm64', (w) => w.setPlatformRunner('linux/s390x', ['large'])],
    ['addPermission.scope = "package": that is not one of its values', (w) => w.addPermission('lint', 'package', spark.PermissionAccess.READ, 'x')],
    ['addPermission.access = "admin": that is not one of its values', (w) => Reflect.apply(w.addPermission, w, ['lint', 'packages', 'admin', 'x'])],
    ['addPermission.access = "read": that is not one of its values', (w) => w.addPermission('lint', 'id-token', spark.PermissionAccess.READ, 'x')],
    ['addPermission.reason = undefined: every permission has a reason', (w) => Reflect.apply(w.addPermission, w, ['lint', 'packages', 'read'])],
    ['no job "tests": one of lint', (w) => w.addPermission('tests', 'packages', spark.PermissionAccess.READ, 'x')],
    ['a job "lint" already', (w) => w.addJob('lint', { steps: [{ run: 'true' }] })],
    ['addJob.jobId = "my job": that is not the id of a job', (w) => w.addJob('my job', { steps: [{ run: 'true' }] })],
    ['addJob.steps = []: a job has steps', (w) => w.addJob('mine', { steps: [] })],
    ['addJob.steps[0] = {"id":"x"}: a step has either uses or run', (w) => w.addJob('mine', { steps: [{ id: 'x' }] })],
    ['addJob.needs[0] = "tests": that is not one of its values. One of lint', (w) => w.addJob('mine', { needs: ['tests'], steps: [{ run: 'true' }] })],
    ['addJob.runson = ["x"]: addJob has no member of that name. Did you mean runsOn?', (w) => Reflect.apply(w.addJob, w, ['mine', { runson: ['x'], steps: [{ run: 'true' }] }])],
  ])('refuses what cannot be: %s', (message, change) => {
    expect(() => change(new spark.DockerBuildWorkflow(plainProject(), { image }))).toThrow(message);
  });

  test('loses a job that no other needs', () => {
    const project = plainProject();
    const component = new spark.DockerBuildWorkflow(project, { image });
    const jobs = component.jobIds;
    component.removeJob(jobs[jobs.length - 1]);
    expect(Object.keys(parse(synthesize(project)['.github/workflows/docker-build.yml']).jobs)).toEqual(jobs.slice(0, -1));
  });

  test('says which ids there are when it finds none', () => {
    const component = new spark.DriftWorkflow(plainProject());
    const [job] = component.jobIds;
    expect(() => component.append('no-job', mine)).toThrow(new RegExp(`"no-job": one of ${component.jobIds.join(', ')}`));
    expect(() => component.remove(job, 'no-step')).toThrow(new RegExp(`"no-step": one of ${component.stepIds(job).join(', ')}`));
    expect(() => component.append(job, { ...mine, id: component.stepIds(job)[0] })).toThrow('would have two steps');
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
