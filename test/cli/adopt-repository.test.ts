import { wholeGolden } from '../integ/golden';
import { Proposed, proposed } from './proposed';

const BUILD = '.github/workflows/build.yml';

/** A repository of acme on GitHub with one workflow of one job. */
function publishing(steps: string, files: { readonly [file: string]: string } = {}): Proposed {
  return proposed({
    'Dockerfile': 'FROM ubuntu:22.04\n',
    '.git/config': '[remote "origin"]\n\turl = https://github.com/Acme/lake.git\n',
    [BUILD]: `on: push\nenv: { IMAGE: "ghcr.io/acme/spark" }\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`,
    ...files,
  });
}

function build(inputs: string): string {
  return `      - uses: docker/build-push-action@v6\n        with: { ${inputs} }\n`;
}

describe('the name that an image is published by', () => {
  test.each([
    ['a step that pushes', build('push: true, tags: "ghcr.io/acme/spark:${{ github.ref_name }}"')],
    ['an expression that decides it', build('push: "${{ github.event_name != \'pull_request\' }}", tags: "${{ env.IMAGE }}:1,${{ env.IMAGE }}:2"')],
    ['an output', build('outputs: "type=image,name=ghcr.io/acme/spark,push=true"')],
    ['a command', '      - run: docker push "$IMAGE:$GITHUB_SHA"\n'],
    ['a command that builds', '      - run: docker buildx build --push -t ${IMAGE}:1 .\n'],
    ['docker/metadata-action', `      - { uses: docker/metadata-action@v5, with: { images: "name=\${{ env.IMAGE }},enable=true" } }\n${build('push: true, tags: "${{ steps.meta.outputs.tags }}"')}`],
  ])('%s', (_, steps) => {
    const { options, leftOut } = publishing(build('load: true, tags: "spark:test"') + steps);
    expect(options).toMatchObject({ imageName: 'acme/spark' });
    expect(options).not.toHaveProperty('registry');
    expect(Object.keys(leftOut).filter((what) => what.startsWith('published'))).toEqual([]);
  });

  test('nothing is pushed', () => {
    const { options } = publishing(build('load: true, tags: "spark:test"') + build('push: false, tags: "other:test"'));
    expect(options).not.toHaveProperty('registry');
    expect(options).not.toHaveProperty('imageName');
  });

  test('what is the default is not said', () => {
    expect(publishing(build('push: true, tags: "ghcr.io/${{ github.repository }}:1"')).options).not.toHaveProperty('imageName');
  });

  test('the other one of two is named', () => {
    const { options, leftOut } = publishing(build('push: true, tags: "acme/spark:1,ghcr.io/acme/spark:1"'));
    expect(options).toMatchObject({ registry: 'docker.io', imageName: 'acme/spark' });
    expect(leftOut['published name ghcr.io/acme/spark']).toContain('publish.registries');
  });

  test('so is one that only the workflow knows', () => {
    const { options, leftOut } = publishing(build('push: true, tags: "${{ secrets.HUB_USER }}/spark:1"'));
    expect(options).not.toHaveProperty('imageName');
    expect(leftOut['published name ${{ secrets.HUB_USER }}/spark']).toContain(`${BUILD}:8: It is only known when the workflow runs`);
  });

  test('the image of another Dockerfile is not meant', () => {
    const steps = build('push: true, context: jobs, tags: "ghcr.io/acme/jobs:1"') + build('push: true, tags: "ghcr.io/acme/spark:1"');
    expect(publishing(steps, { 'jobs/Dockerfile': 'FROM ubuntu:22.04\n' }).options).toMatchObject({ imageName: 'acme/spark' });
  });

  test('the generated workflow', () => {
    const text = wholeGolden('default')['.github/workflows/docker-build.yml'];
    const { options } = publishing('', { [BUILD]: 'on: push\n', '.github/workflows/docker-build.yml': text });
    expect(options).not.toHaveProperty('registry');
    expect(options.imageName).toBe(/^ {2}IMAGE: ghcr\.io\/(.+)$/m.exec(text)?.[1]);
  });
});

describe('the owner', () => {
  const remote = (url: string): Proposed => proposed({ 'Dockerfile': 'FROM ubuntu:22.04\n', '.git/config': `[remote "origin"]\n\turl = ${url}\n` });

  test.each(['git@github.com:jane_acme/spark.git', 'ssh://git@ssh.github.com:443/jane_acme/spark', 'git@github.com-work:jane_acme/spark.git', 'https://user:hunter2@github.com/jane_acme/spark/'])('%s', (url) => {
    expect(remote(url).options).toMatchObject({ owner: 'jane_acme', name: 'spark' });
  });

  test.each([
    ['https://gitlab.com/group/sub/proj.git', 'remote gitlab.com/group/sub/proj'],
    ['https://jane:hunter2@git.example.com/acme/proj.git', 'remote git.example.com/acme/proj'],
  ])('%s is not at github.com', (url, what) => {
    const { options, leftOut } = remote(url);
    expect(options).toMatchObject({ name: 'proj' });
    expect(options).not.toHaveProperty('owner');
    expect(leftOut[what]).toContain('set owner');
  });

  test('a directory says nothing', () => {
    const { options, leftOut } = remote('/srv/git/proj.git');
    expect(options).not.toHaveProperty('owner');
    expect(leftOut).toEqual({});
  });
});

describe('the cluster of the compose file', () => {
  const cluster = (worker: string, dockerfile = ''): Proposed => proposed({
    'Dockerfile': `FROM ubuntu:22.04\n${dockerfile}`,
    'docker-compose.yml': `services:\n  spark-master:\n    build: .\n    ports: ["8080:8080", "127.0.0.1:7077:7077"]\n    environment: { SPARK_MODE: master }\n  spark-worker:\n    build: .\n${worker}`,
  });

  test.each([
    ['a secret', '    environment: { SPARK_MODE: worker, SPARK_RPC_AUTHENTICATION_SECRET: hunter2 }\n', 'SPARK_RPC_AUTHENTICATION_SECRET of service spark-worker', 'A secret in this file'],
    ['the default of a secret', '    environment: ["DB_PASSWORD=${DB_PASSWORD:-hunter2}"]\n', 'DB_PASSWORD of service spark-worker', 'A secret in this file'],
    ['a setting', '    environment: { SPARK_DAEMON_MEMORY: 2g }\n', 'SPARK_DAEMON_MEMORY of service spark-worker', 'Set it in .env for the containers'],
    ['another variable', '    environment: { TEAM: data }\n', 'TEAM of service spark-worker', 'overrideService'],
    ['keys', '    command: [x]\n    volumes: [./a:/a]\n    deploy: { replicas: 2, resources: {} }\n', 'command, volumes, deploy.resources of service spark-worker', 'overrideService'],
    ['ports', '    ports: ["9000:8081"]\n', 'port 9000:8081 of service spark-worker', 'overrideService'],
    ['cores that are no number', '    environment: { SPARK_WORKER_CORES: "${CORES}" }\n', 'SPARK_WORKER_CORES ${CORES}', 'no number of cores'],
    ['another worker', '    environment: { SPARK_WORKER_CORES: 2 }\n  worker-2: { environment: { SPARK_WORKER_CORES: 8 } }\n', 'compose.workerCores 8', 'there can be one'],
  ])('%s: named, never shown', (_, worker, what, advice) => {
    const { leftOut, rc } = cluster(worker);
    expect(leftOut[what]).toContain(advice);
    expect(JSON.stringify(leftOut) + rc).not.toContain('hunter2');
  });

  test('what the generated file has anyway is not named', () => {
    const { leftOut } = cluster('    ports: ["8081"]\n    environment: ["SPARK_MODE=worker", "SPARK_MASTER_URL=spark://spark-master:7077", "SPARK_RPC_AUTHENTICATION_SECRET=${SECRET}", "SPARK_LOG_FORMAT"]\n    depends_on: [spark-master]\n');
    expect(leftOut).toEqual({});
  });

  test('another size than that of the image', () => {
    const { options, leftOut } = cluster('    environment: { SPARK_WORKER_MEMORY: 16g }\n', 'ENV SPARK_WORKER_MEMORY=4g\n');
    expect(options).toMatchObject({ compose: { workerMemory: '16g' } });
    expect(leftOut['environment.SPARK_WORKER_MEMORY "4g"']).toContain('the option compose.workerMemory decides it');
  });

  test('ports that it moves', () => {
    expect(cluster('    environment: { SPARK_WORKER_WEBUI_PORT: 18081 }\n').options.ports).toEqual({ workerUi: 18081 });
  });
});
