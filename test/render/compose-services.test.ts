import { parse } from 'yaml';
import { Repository } from '../../src/model/repository';
import { SparkImage } from '../../src/model/spark-image';
import { SparkImageOptions } from '../../src/model/spark-image-options';
import { composeFile, ComposeSettings, developmentFile, hostComposeFile, renderCompose } from '../../src/render/compose';
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

  test('the Connect server needs its JAR, which only newer releases hold', () => {
    const check = (options: object) => () => Repository.read({ name: 'spark-3.5', compose: { connect: true }, ...options });
    expect(check({ sparkVersion: '3.5.6' })).toThrow('compose.connect = true: Spark 3.5.6 does not hold the server of Spark Connect. Add connectors: [\'connect\'], or sparkConnect: { sha512 }');
    expect(check({ sparkVersion: '3.5.6', sparkConnect: { sha512: 'a'.repeat(128) } })).not.toThrow();
    expect(check({ sparkVersion: '4.1.2', javaVersion: '17' })).not.toThrow();
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
