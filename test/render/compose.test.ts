import { parse } from 'yaml';
import { SparkImage } from '../../src/model/spark-image';
import { SparkImageOptions } from '../../src/model/spark-image-options';
import { composeFile, ComposeSettings, hostComposeFile, renderCompose } from '../../src/render/compose';
import { composeVariable } from '../../src/render/compose-model';

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

describe('texts in a compose file', () => {
  test.each(['a}b', '$HOME', '${X', '"', "'", 'a\nb', '`'])('%j is refused as a default', (text) => {
    expect(() => composeVariable('NAME', text)).toThrow(JSON.stringify(text));
  });
});
