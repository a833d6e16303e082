import * as fs from 'node:fs';
import * as path from 'node:path';
import { healthy, removeContainers, runIn, startContainer, variableOptions } from './containers';
import { docker, tryDocker } from './engine';
import { RESTRICTED } from './image-checks';
import { makeKeystores, STORE_PASSWORD } from './keystores';
import { progress } from './progress';
import { Repository } from './repository';

const REFUSED = 'Nothing was started, the configuration is wrong: ';

/** The last line that is not empty. */
function lastLine(text: string): string {
  return text.trim().split('\n').pop() ?? '';
}

/** Faults that one container meets alone. */
export function checkContainerFaults(repository: () => Repository): void {
  describe('a container', () => {
    const image = () => repository().image;
    afterEach(() => removeContainers());

    checkKeystores(repository);
    checkMemory(image);
    checkReadOnly(repository);
  });
}

function checkKeystores(repository: () => Repository): void {
  const image = () => repository().image;

  describe('a keystore', () => {
    const directory = () => path.join(repository().directory, 'keystores');
    beforeAll(() => makeKeystores(image(), directory()));

    test.each([
      ['that has expired', 'expired.p12', STORE_PASSWORD, "SPARK_SSL_KEYSTORE_FILE='/keystores/expired.p12' has expired on 2020-01-11: renew the certificate"],
      ['with another password', 'good.p12', 'another', 'SPARK_SSL_KEYSTORE_PASSWORD (not shown) does not open'],
      ['without a key', 'without-key.p12', STORE_PASSWORD, 'holds no private key (its entries: spark): add the key to it'],
      ['that is none', 'junk.p12', STORE_PASSWORD, 'is no keystore: allowed are JKS and PKCS12'],
      ['that is not there', 'absent.p12', STORE_PASSWORD, "SPARK_SSL_KEYSTORE_FILE='/keystores/absent.p12' does not exist: mount it, or correct the path"],
    ])('%s is refused, with the reason in the last line', async (_, file, password, reason) => {
      const settings = variableOptions({ SPARK_SSL_ENABLED: 'yes', SPARK_SSL_KEYSTORE_FILE: `/keystores/${file}`, SPARK_SSL_KEYSTORE_PASSWORD: password });
      const { status, output } = await runIn(image(), [...RESTRICTED, '--volume', `${directory()}:/keystores:ro`, ...settings]);
      expect(lastLine(output)).toContain(REFUSED);
      expect(lastLine(output)).toContain(reason);
      expect(output).not.toContain(password);
      expect(status).toBe(64);
    });
  });
}

function checkMemory(image: () => string): void {
  describe('memory that is too small', () => {
    test.each([
      ['worker', 'SPARK_WORKER_MEMORY'],
      ['submit', 'SPARK_DRIVER_MEMORY'],
      ['submit', 'SPARK_EXECUTOR_MEMORY'],
    ])('is refused by a %s that reads it from %s', async (mode, name) => {
      const { status, output } = await runIn(image(), [...RESTRICTED, '--env', `${name}=100m`], mode);
      expect(lastLine(output)).toContain(`${REFUSED}${name}='100m' is too small: the least is 450m`);
      expect(status).toBe(64);
    });

    test('of the whole container is named before the kernel ends the process', async () => {
      const id = await startContainer(image(), [...RESTRICTED, '--memory', '64m', '--memory-swap', '64m']);
      expect(await docker(['wait', id])).toBe('137');
      expect(lastLine((await tryDocker(['logs', id])).output)).toMatch(/WARN .*SPARK_DAEMON_MEMORY='1g' is more than the 64m .*137/);
      expect(await docker(['inspect', '--format', '{{.State.OOMKilled}}', id])).toBe('true');
    });
  });
}

function checkReadOnly(repository: () => Repository): void {
  const image = () => repository().image;

  describe('a read-only file system', () => {
    test('with a read-only conf directory is enough for a master that is configured there', async () => {
      progress('faults: a read-only conf directory');
      const directory = path.join(repository().directory, 'read-only-conf');
      fs.mkdirSync(directory, { mode: 0o755 });
      fs.writeFileSync(path.join(directory, 'spark-defaults.conf'), 'spark.ui.retainedStages 77\n', { mode: 0o444 });
      fs.writeFileSync(path.join(directory, 'spark-env.sh'), 'SPARK_MASTER_WEBUI_PORT=8090\n', { mode: 0o444 });
      fs.writeFileSync(path.join(directory, 'metrics.properties'), '*.source.jvm.class=org.apache.spark.metrics.source.JvmSource\n', { mode: 0o444 });
      const id = await startContainer(image(), [...RESTRICTED, '--volume', `${directory}:/opt/spark/conf:ro`]);
      await healthy(id);
      const inside = async (...command: string[]) => (await tryDocker(['exec', id, ...command])).output;
      expect(await inside('sh', '-c', 'touch /opt/spark/conf/x || echo refused')).toContain('refused');
      expect(await inside('cat', '/tmp/spark-conf/spark-defaults.conf')).toMatch(/^spark\.ui\.retainedStages=77$/m);
      expect(await inside('cat', '/tmp/spark-conf/metrics.properties')).toContain('JvmSource');
      expect(await inside('python3', '-c', 'print(__import__("urllib.request").request.urlopen("http://127.0.0.1:8090/json/").status)')).toBe('200\n');
    });

    test.each([
      ['without a tmpfs at /tmp', ['--read-only'], "SPARK_CONF_DIR='/tmp/spark-conf' cannot be written by user 1001: mount a tmpfs at /tmp"],
      ['with SPARK_CONF_DIR on it', [...RESTRICTED, '--env', 'SPARK_CONF_DIR=/opt/spark/conf/effective'], "SPARK_CONF_DIR='/opt/spark/conf/effective' cannot be written by user 1001"],
      ['with the work directory on it', [...RESTRICTED, '--env', 'SPARK_MODE=worker', '--env', 'SPARK_WORKER_DIR=/opt/work'], "SPARK_WORKER_DIR='/opt/work' cannot be made by user 1001: mount a volume there"],
    ])('%s is refused', async (_, options, reason) => {
      const { status, output } = await runIn(image(), options);
      expect(lastLine(output)).toContain(`${REFUSED}${reason}`);
      expect(status).toBe(64);
    });
  });
}
