import { parse } from 'yaml';
import { SparkImage } from '../../src/model/spark-image';
import { SparkImageOptions } from '../../src/model/spark-image-options';
import { composeFile, ComposeSettings, developmentFile, hostComposeFile, renderCompose } from '../../src/render/compose';
import { addService, composeText, composeVariable, overrideService } from '../../src/render/compose-model';
import { notebookDockerfile } from '../../src/render/compose-notebook';

function imageWith(options: Partial<SparkImageOptions> = {}): SparkImage {
  return new SparkImage({ name: 'spark-3.5', owner: 'Acme', ...options });
}

function bridge(options: Partial<SparkImageOptions> = {}, settings: ComposeSettings = {}) {
  return parse(renderCompose(composeFile(imageWith(options), settings), 'marker'), { merge: true });
}

function host(options: Partial<SparkImageOptions> = {}, settings: ComposeSettings = {}) {
  return parse(renderCompose(hostComposeFile(imageWith(options), settings), 'marker'), { merge: true });
}

describe.each([['docker-compose.yml', bridge], ['docker-compose.host.yml', host]])('%s', (_name, file) => {
  test('has a master and workers of the same image', () => {
    const { services } = file();
    expect(Object.keys(services)).toEqual(['spark-master', 'spark-worker']);
    for (const [name, mode] of [['spark-master', 'master'], ['spark-worker', 'worker']]) {
      expect(services[name]).toMatchObject({ image: '${SPARK_IMAGE:-ghcr.io/acme/spark-3.5:local}', build: '.', environment: { SPARK_MODE: mode } });
    }
  });

  test('without an owner the image has a local name, which no registry of a stranger could serve', () => {
    expect(file({ owner: undefined }).services['spark-master'].image).toBe('${SPARK_IMAGE:-spark-3-5:local}');
    expect(file({ owner: undefined, imageName: 'team/spark' }).services['spark-master'].image).toBe('${SPARK_IMAGE:-ghcr.io/team/spark:local}');
  });

  test.each(['spark-master', 'spark-worker'])('%s is hardened', (name) => {
    const service = file().services[name];
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      pids_limit: expect.any(Number),
      mem_limit: expect.stringMatching(/^\$\{SPARK_\w+_MEM_LIMIT:-\d+[mg]\}$/),
      cpus: expect.stringMatching(/^\$\{SPARK_\w+_CPU_LIMIT:-/),
      logging: { driver: 'json-file', options: { 'max-file': '3' } },
    });
    expect(service.privileged).toBeUndefined();
    expect(service.cap_add).toBeUndefined();
    expect(service.tmpfs).toEqual(['/tmp:mode=1777,exec,nosuid,nodev,size=${SPARK_TMP_SIZE:-1g}']);
  });

  test('restarts always, unless the option says otherwise', () => {
    expect(file().services['spark-worker'].restart).toBe('always');
    expect(file({}, { restart: 'on-failure:5' }).services['spark-master'].restart).toBe('on-failure:5');
    expect(renderCompose(composeFile(imageWith(), { restart: 'no' }))).toContain('restart: "no"');
  });

  test('workers wait for a healthy master, by the health check of the image', () => {
    const { services } = file();
    expect(services['spark-worker'].depends_on).toEqual({ 'spark-master': { condition: 'service_healthy' } });
    expect(services['spark-master'].healthcheck).toBeUndefined();
  });

  test('workers scale: none of their names or volumes is tied to one container', () => {
    const worker = file({}, { workers: 3 }).services['spark-worker'];
    expect(worker.deploy.replicas).toBe('${SPARK_WORKERS:-3}');
    expect(worker.container_name).toBeUndefined();
    expect(worker.hostname).toBeUndefined();
  });

  test('every volume has a name, so that none stays behind for nobody when the cluster is taken down', () => {
    const { services, volumes } = file({ volumes: [{ path: '/opt/spark/checkpoints', description: 'x' }] });
    const mounted = (service: string) => services[service].volumes.map((volume: string) => volume.split(':').slice(0, 2));
    for (const path of ['/opt/spark/data', '/opt/spark/work', '/opt/spark/logs', '/opt/spark/checkpoints']) {
      for (const service of ['spark-master', 'spark-worker']) expect(mounted(service)).toContainEqual([expect.stringMatching(/^spark-/), path]);
    }
    expect(mounted('spark-worker')).toContainEqual(['spark-work-dir', '/opt/spark/work-dir']);
    expect(Object.keys(volumes)).toEqual(['spark-data', 'spark-work', 'spark-logs', 'spark-checkpoints', 'spark-work-dir']);
  });

  test('master and workers share the data, and the applications are read-only', () => {
    const { services, volumes } = file();
    for (const name of ['spark-master', 'spark-worker']) {
      expect(services[name].volumes).toEqual(expect.arrayContaining(['spark-data:/opt/spark/data', '${SPARK_APPS_DIR:-./spark-apps}:/opt/spark/apps:ro']));
    }
    expect(Object.keys(volumes)).toEqual(expect.arrayContaining(['spark-data', 'spark-logs']));
  });

  test("the options' volumes are shared too, each by a name of its own", () => {
    const given = ['/opt/spark/checkpoints', '/data/in', '/data-in'].map((p) => ({ path: p, description: 'x' }));
    const { services, volumes } = file({ volumes: given });
    expect(Object.keys(volumes)).toEqual(expect.arrayContaining(['spark-data', 'spark-logs', 'spark-checkpoints', 'data-in', 'data-in-2']));
    expect(services['spark-worker'].volumes).toEqual(expect.arrayContaining(['spark-checkpoints:/opt/spark/checkpoints', 'data-in:/data/in', 'data-in-2:/data-in']));
  });

  test('cores and memory follow the options, and the limits follow them', () => {
    const worker = file({}, { workerCores: 4, workerMemory: '1536m' }).services['spark-worker'];
    expect(worker.environment.SPARK_WORKER_CORES).toBe('${SPARK_WORKER_CORES:-4}');
    expect(worker.cpus).toBe('${SPARK_WORKER_CPU_LIMIT:-${SPARK_WORKER_CORES:-4}}');
    expect(worker.mem_limit).toBe('${SPARK_WORKER_MEM_LIMIT:-2560m}');
    expect(file({}, { workerMemory: '4g' }).services['spark-worker'].mem_limit).toBe('${SPARK_WORKER_MEM_LIMIT:-5g}');
  });

  test("a default of the image's own wins over that of the compose file", () => {
    const worker = file({ environment: { SPARK_WORKER_CORES: '8', SPARK_WORKER_MEMORY: '7g' } }).services['spark-worker'];
    expect(worker.environment.SPARK_WORKER_CORES).toBe('${SPARK_WORKER_CORES:-8}');
    expect(worker.mem_limit).toBe('${SPARK_WORKER_MEM_LIMIT:-8g}');
  });

  test('a missing .env is fine, and an existing one reaches the containers', () => {
    for (const service of Object.values<{ env_file: unknown }>(file().services)) {
      expect(service.env_file).toEqual([{ path: '.env', required: false }]);
    }
  });

  test('the secret and the switches are handed on, with no default that would hide that of the image', () => {
    const { environment } = file().services['spark-master'];
    for (const name of ['SPARK_RPC_AUTHENTICATION_SECRET', 'SPARK_RPC_ENCRYPTION_ENABLED', 'SPARK_SSL_ENABLED', 'SPARK_PROFILE']) {
      expect(environment).toHaveProperty(name, null);
    }
    expect(environment).not.toHaveProperty('PYSPARK_PYTHON');
    expect(environment).not.toHaveProperty('SPARK_CONF_DIR');
  });

  test('an address of the master that the options chose is kept, also where Compose could not write it', () => {
    const url = (value: string) => file({ environment: { SPARK_MASTER_URL: value } }).services['spark-worker'].environment.SPARK_MASTER_URL;
    expect(url('spark://m1:7077,m2:7077')).toBe('${SPARK_MASTER_URL:-spark://m1:7077,m2:7077}');
    expect(url('local[2]')).toBeNull();
  });

  test.each(['x-_.A', 'x...', 'A_B', '3.5.'])('the project name of a repository called %j is one that Compose takes', (name) => {
    expect(file({ name, imageName: 'team/spark' }).name).toMatch(/^[a-z0-9][a-z0-9_-]*$/);
  });
});

describe('docker-compose.yml', () => {
  test('publishes on the loopback address only, by ranges where several containers need one', () => {
    const { services } = bridge();
    const bind = '${SPARK_BIND_ADDRESS:-127.0.0.1}';
    expect(services['spark-master'].ports).toEqual([
      `${bind}:\${SPARK_MASTER_WEBUI_PORT:-8080}:\${SPARK_MASTER_WEBUI_PORT:-8080}`,
      `${bind}:\${SPARK_MASTER_PORT:-7077}:\${SPARK_MASTER_PORT:-7077}`,
      `${bind}:\${SPARK_UI_PORT:-4040}:\${SPARK_UI_PORT:-4040}`,
    ]);
    expect(services['spark-worker'].ports).toEqual([`${bind}:\${SPARK_WORKER_UI_PORTS:-8081-8090}:\${SPARK_WORKER_WEBUI_PORT:-8081}`]);
  });

  test('every worker has a port, and the range ends where ports end', () => {
    const range = (workers: number, workerUi: number) => bridge({ ports: { workerUi } }, { workers }).services['spark-worker'].ports[0];
    expect(range(40, 8081)).toContain(':-8081-8120}');
    expect(range(1, 65530)).toContain(':-65530-65535}');
  });

  test('workers share a volume for shuffle files, once, also where the options name its directory', () => {
    expect(Object.keys(bridge().volumes)).toEqual(['spark-data', 'spark-work', 'spark-logs', 'spark-work-dir']);
    const shared = bridge({ volumes: [{ path: '/opt/spark/work-dir', description: 'x' }] }).services['spark-worker'].volumes;
    expect(shared.filter((v: unknown) => JSON.stringify(v).includes('work-dir'))).toEqual(['spark-work-dir:/opt/spark/work-dir']);
  });

  test('the master announces the name of its service, which is the host name of none of its containers', () => {
    const master = (options: Partial<SparkImageOptions> = {}) => bridge(options).services['spark-master'];
    expect(master().hostname).toBeUndefined();
    expect(master().environment.SPARK_MASTER_HOST).toBe('${SPARK_MASTER_HOST:-spark-master}');
    expect(master({ environment: { SPARK_MASTER_HOST: 'lake.example.com' } }).environment.SPARK_MASTER_HOST).toBe('${SPARK_MASTER_HOST:-lake.example.com}');
    expect(master({ environment: { SPARK_MASTER_HOST: '[::1]' } }).environment.SPARK_MASTER_HOST).toBeNull();
  });

  test("follows the options' ports and network", () => {
    const file = bridge({ ports: { master: 7177, masterUi: 9080 } }, { network: 'lake' });
    expect(file.services['spark-worker'].environment.SPARK_MASTER_URL).toBe('${SPARK_MASTER_URL:-spark://spark-master:${SPARK_MASTER_PORT:-7177}}');
    expect(file.services['spark-master'].ports[0]).toContain(':-9080}');
    expect(file.networks).toEqual({ lake: { driver: 'bridge' } });
    expect(file.services['spark-master'].networks).toEqual(['lake']);
  });
});

describe('docker-compose.host.yml', () => {
  test("uses the host's network, on the loopback address unless told otherwise", () => {
    const file = host({ ports: { master: 7177 } });
    for (const name of ['spark-master', 'spark-worker']) {
      expect(file.services[name].network_mode).toBe('host');
      expect(file.services[name].ports).toBeUndefined();
      expect(file.services[name].networks).toBeUndefined();
      expect(file.services[name].environment).toMatchObject({
        SPARK_MASTER_URL: '${SPARK_MASTER_URL:-spark://127.0.0.1:${SPARK_MASTER_PORT:-7177}}',
        SPARK_MASTER_HOST: '${SPARK_MASTER_HOST:-127.0.0.1}',
        SPARK_LOCAL_IP: '${SPARK_LOCAL_IP:-127.0.0.1}',
      });
    }
    expect(file.networks).toBeUndefined();
  });

  test('shares project and data with the other file', () => {
    expect(host().name).toBe(bridge().name);
    expect(host().volumes).toMatchObject(bridge().volumes);
  });

  test("lets workers see each other's shuffle files, since executors of one address read them from disk", () => {
    expect(host().services['spark-worker'].volumes).toContain('spark-work-dir:/opt/spark/work-dir');
    expect(host().services['spark-worker'].environment.SPARK_LOCAL_DIRS).toBe('${SPARK_LOCAL_DIRS:-/opt/spark/work-dir}');
    expect(host().volumes).toHaveProperty('spark-work-dir');
  });
});

describe('services by option', () => {
  const all: ComposeSettings = { historyServer: true, connect: true, notebook: true };
  const development = (options: Partial<SparkImageOptions> = {}) => parse(renderCompose(developmentFile(imageWith(options), all), 'marker'));
  const HARDENING = ['read_only', 'cap_drop', 'security_opt', 'pids_limit', 'logging', 'tmpfs', 'restart', 'stop_grace_period', 'env_file', 'networks'];

  test('are off by default, and then nothing of a file is another', () => {
    expect(bridge({}, { historyServer: false, connect: false, notebook: false })).toEqual(bridge());
    expect(Object.keys(bridge({}, { notebook: true }).services)).toEqual(['spark-master', 'spark-worker']);
    expect(bridge().services['spark-master'].environment).not.toHaveProperty('SPARK_EVENT_LOG_ENABLED');
  });

  test('are hardened as the others, share their volumes, and have limits of their own', () => {
    const { services } = bridge({}, all);
    const others = [services['spark-history-server'], services['spark-connect'], development().services['spark-notebook']];
    for (const service of others) {
      for (const key of HARDENING) expect(service[key]).toEqual(services['spark-master'][key]);
      expect(service.volumes).toEqual(expect.arrayContaining(services['spark-master'].volumes));
      expect(service).toMatchObject({ mem_limit: expect.stringMatching(/_MEM_LIMIT:-\dg\}$/), cpus: expect.stringMatching(/_CPU_LIMIT:-1\}$/) });
    }
  });

  test('the history server has something to list: every service writes or reads event logs', () => {
    for (const { services } of [bridge({}, { historyServer: true }), host({}, { historyServer: true })]) {
      for (const name of ['spark-master', 'spark-worker', 'spark-history-server']) {
        expect(services[name].environment.SPARK_EVENT_LOG_ENABLED).toBe('${SPARK_EVENT_LOG_ENABLED:-yes}');
      }
      expect(services['spark-history-server'].environment).toMatchObject({ SPARK_MODE: 'history-server', SPARK_HISTORY_WEBUI_PORT: null });
    }
    expect(bridge({}, { historyServer: true }).services['spark-history-server'].ports).toEqual(['${SPARK_BIND_ADDRESS:-127.0.0.1}:${SPARK_HISTORY_WEBUI_PORT:-18080}:${SPARK_HISTORY_WEBUI_PORT:-18080}']);
    expect(bridge({ environment: { SPARK_HISTORY_WEBUI_PORT: '18090' } }, { historyServer: true }).services['spark-history-server'].ports[0]).toContain(':-18090}');
  });

  test('the Connect server waits for the master, and leaves cores to others; on the network of the host it would be open', () => {
    const { services } = bridge({ sparkVersion: '4.1.2' }, { connect: true });
    expect(services['spark-connect']).toMatchObject({
      depends_on: { 'spark-master': { condition: 'service_healthy' } },
      environment: { SPARK_MODE: 'connect', SPARK_CONF_spark_cores_max: '${SPARK_CONNECT_CORES:-1}', SPARK_MASTER_URL: expect.stringContaining('spark-master') },
      ports: ['${SPARK_BIND_ADDRESS:-127.0.0.1}:${SPARK_CONNECT_PORT:-15002}:${SPARK_CONNECT_PORT:-15002}'],
    });
    expect(Object.keys(host({ sparkVersion: '4.1.2' }, { connect: true }).services)).toEqual(['spark-master', 'spark-worker']);
  });

  test('the notebook is JupyterLab in the image of the cluster, which asks for a token and keeps its notebooks', () => {
    const { services, volumes } = development();
    expect(services['spark-notebook']).toMatchObject({
      image: '${SPARK_NOTEBOOK_IMAGE:-ghcr.io/acme/spark-3.5:local-notebook}',
      build: { context: '.', dockerfile: 'docker/notebook-image.txt', args: { SPARK_IMAGE: '${SPARK_IMAGE:-ghcr.io/acme/spark-3.5:local}' } },
      command: ['/opt/jupyter/bin/jupyter', 'lab', '--no-browser', '--ip=0.0.0.0', '--port=8888'],
      environment: { JUPYTER_TOKEN: null, SPARK_CONF_spark_cores_max: '${SPARK_NOTEBOOK_CORES:-1}', SPARK_EVENT_LOG_ENABLED: '${SPARK_EVENT_LOG_ENABLED:-yes}' },
      ports: ['${SPARK_BIND_ADDRESS:-127.0.0.1}:${SPARK_NOTEBOOK_PORT:-8888}:8888'],
      volumes: expect.arrayContaining(['spark-notebooks:/workspace']),
    });
    expect(volumes).toEqual({ 'spark-notebooks': null });
    expect(development({ volumes: [{ path: '/workspace', description: 'x' }] }).services['spark-notebook'].volumes.filter((v: string) => v.includes(':/workspace'))).toHaveLength(1);
  });

  test('the image of the notebook is pinned, installs from the mirrors of the options, and sees the packages of the image', () => {
    const text = notebookDockerfile(imageWith({ aptMirror: 'http://apt.example.com', pythonIndexUrl: 'https://pip.example.com/simple', pythonRequirements: ['pandas==2.2.2'] }), 'marker');
    expect(text).toMatch(/^# marker\n/);
    expect(text).toMatch(/jupyterlab==\d+\.\d+\.\d+/);
    for (const expected of ['APT_MIRROR="http://apt.example.com"', 'PYTHON_INDEX_URL="https://pip.example.com/simple"', '/opt/venv/lib/python3*/site-packages']) expect(text).toContain(expected);
    expect(text.match(/^FROM .*/gm)).toEqual(['FROM ${SPARK_IMAGE} AS jupyter', 'FROM ${SPARK_IMAGE}']);
    expect(notebookDockerfile(imageWith())).not.toContain('/opt/venv');
  });
});

describe('changes by the user', () => {
  test('a service is overridden member by member, and added', () => {
    const file = composeFile(imageWith());
    const changed = addService(
      overrideService(file, 'spark-worker', { read_only: false, environment: { SPARK_LOG_LEVEL: 'DEBUG' }, cap_drop: ['NET_RAW'], logging: undefined }),
      'minio', { image: 'minio:1' },
    );
    const { services } = parse(renderCompose(changed), { merge: true });
    expect(services['spark-worker']).toMatchObject({ read_only: false, cap_drop: ['ALL', 'NET_RAW'], environment: { SPARK_LOG_LEVEL: 'DEBUG', SPARK_MODE: 'worker', SPARK_PROFILE: null } });
    expect(services['spark-worker']).not.toHaveProperty('logging');
    expect(services['spark-master'].read_only).toBe(true);
    expect(services.minio).toEqual({ image: 'minio:1' });
    expect(file.services['spark-worker'].read_only).toBe(true);
  });

  test('lists are joined as Compose joins them, and of two mounts on one path the new one counts', () => {
    const { services } = parse(renderCompose(overrideService(composeFile(imageWith()), 'spark-worker', {
      volumes: ['./models:/opt/models:ro', '${DATA:-./data}:/opt/spark/data', { type: 'tmpfs', target: '/opt/spark/work' }],
      ports: ['127.0.0.1:9090:9090'],
      tmpfs: '/run',
      security_opt: ['no-new-privileges:true'],
      secrets: ['rpc_secret'],
      environment: ['TEAM=data=x', 'TOKEN'],
      depends_on: ['minio'],
      networks: { lake: { aliases: ['worker'] } },
      command: ['worker'],
    })), { merge: true });
    const worker = services['spark-worker'];
    expect(worker.volumes).toEqual([
      '${DATA:-./data}:/opt/spark/data', { type: 'tmpfs', target: '/opt/spark/work' }, 'spark-logs:/opt/spark/logs', 'spark-work-dir:/opt/spark/work-dir',
      '${SPARK_APPS_DIR:-./spark-apps}:/opt/spark/apps:ro', './models:/opt/models:ro',
    ]);
    expect(worker.ports).toEqual([expect.stringContaining('SPARK_WORKER_UI_PORTS'), '127.0.0.1:9090:9090']);
    expect(worker).toMatchObject({
      tmpfs: [expect.stringMatching(/^\/tmp:/), '/run'],
      security_opt: ['no-new-privileges:true'],
      secrets: ['rpc_secret'],
      environment: { SPARK_MODE: 'worker', TEAM: 'data=x', TOKEN: null },
      depends_on: { 'spark-master': { condition: 'service_healthy' }, 'minio': { condition: 'service_started' } },
      networks: { spark: null, lake: { aliases: ['worker'] } },
      command: ['worker'],
    });
  });

  test('a list is replaced in two steps, since in one nobody could tell what is meant', () => {
    const file = composeFile(imageWith());
    expect(() => overrideService(file, 'spark-worker', { cap_drop: [] })).toThrow('spark-worker.cap_drop = []: lists are joined, so that an empty one changes nothing. To take the whole list away, write undefined');
    const replaced = overrideService(overrideService(file, 'spark-worker', { cap_drop: undefined }), 'spark-worker', { cap_drop: ['NET_RAW'] });
    expect(replaced.services['spark-worker'].cap_drop).toEqual(['NET_RAW']);
  });

  test.each([
    [{ logging: ['local'] }, 'spark-worker.logging is a map, and ["local"] is none'],
    [{ ports: { a: 1 } }, 'spark-worker.ports is a list, and the change is a map'],
  ])('%j does not go together with what is there', (change, message) => {
    expect(() => overrideService(composeFile(imageWith()), 'spark-worker', change)).toThrow(message);
  });

  test('a wrong name is an error that lists the right ones', () => {
    const file = composeFile(imageWith());
    expect(() => overrideService(file, 'worker', {})).toThrow('"worker": one of spark-master, spark-worker');
    expect(() => addService(file, 'spark-master', {})).toThrow('"spark-master" exists already');
  });

  test('a comment goes with what it explains', () => {
    const text = renderCompose(['spark-master', 'spark-worker'].reduce((f, name) => overrideService(f, name, { tmpfs: undefined }), composeFile(imageWith())));
    expect(text).not.toContain('native libraries');
    expect(renderCompose(composeFile(imageWith()))).toContain('native libraries');
  });
});

describe('texts in a compose file', () => {
  test('a dollar sign of the data is doubled', () => {
    expect(composeText('a$b${C}')).toBe('a$$b$${C}');
  });

  test.each(['a}b', '$HOME', '${X', '"', "'", 'a\nb', '`'])('%j is refused as a default', (text) => {
    expect(() => composeVariable('NAME', text)).toThrow(JSON.stringify(text));
  });
});
