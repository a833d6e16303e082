import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Cluster } from './compose';
import { runIn } from './containers';
import { docker, tryDocker } from './engine';
import { progress } from './progress';
import { build, Case, generate, Repository } from './repository';
import { eventually } from './waiting';

const FIXTURES = path.join(__dirname, 'bitnami');
const PROFILE_IMAGE = 'spark-e2e-bitnami:local';
const PASSWORDS = { rpc: randomBytes(32).toString('hex'), keystore: 'of-the-keystore', truststore: 'of-the-truststore' };

/** Makes keystores as the documentation of bitnami/spark says, of one certificate for the whole cluster. */
const MAKE_KEYSTORES = `
cd /certs
keytool -genkeypair -alias spark -keyalg RSA -keysize 2048 -dname CN=spark -keystore spark-keystore.jks -storetype JKS -storepass "$KEYSTORE" -keypass "$KEYSTORE"
keytool -exportcert -alias spark -keystore spark-keystore.jks -storepass "$KEYSTORE" -file /tmp/spark.der
keytool -importcert -noprompt -alias spark -file /tmp/spark.der -keystore spark-truststore.jks -storetype JKS -storepass "$TRUSTSTORE"
chmod 0644 *`;

/** What an address answers to a client of Python's own, with or without a certificate. */
const FETCH = 'import ssl, sys, urllib.request as r; c = ssl._create_unverified_context(); [c.load_cert_chain(f) for f in sys.argv[2:]]; print(r.urlopen(sys.argv[1], context=c).read().decode())';

/** Compose files that were written for bitnami/spark run with nothing changed but the name of the image, each with a job. */
export function checkBitnami(repository: () => Repository, testCase: Case): void {
  describe('a compose file for bitnami/spark, of which only the image is changed', () => {
    const directories: string[] = [];
    let cluster: Cluster | undefined;

    /** A copy of a fixture that runs an image, with the tests' jobs beside it. */
    const fixture = (name: string, image: string): string => {
      const directory = fs.mkdtempSync(path.join(os.tmpdir(), `spark-e2e-bitnami-${name}-`));
      directories.push(directory);
      fs.chmodSync(directory, 0o755);
      fs.cpSync(path.join(FIXTURES, name), directory, { recursive: true });
      fs.cpSync(path.join(repository().directory, 'spark-apps'), path.join(directory, 'jobs'), { recursive: true });
      const file = path.join(directory, 'docker-compose.yml');
      fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^(\s*image: ).*bitnami\/spark.*$/gm, `$1${image}`));
      return directory;
    };

    const start = async (directory: string, workers = 1): Promise<Cluster> => {
      cluster = new Cluster({ ...repository(), directory }, 'docker-compose.yml');
      await cluster.up(workers);
      return cluster;
    };

    beforeAll(async () => {
      // Up to the archive the image is that of the case, so the engine has its layers already.
      const generated = generate(testCase, { profile: 'bitnami' });
      await build({ ...generated, image: PROFILE_IMAGE });
      fs.rmSync(generated.directory, { recursive: true, force: true });
    });

    afterEach(async () => {
      await cluster?.down();
      cluster = undefined;
      for (const directory of directories.splice(0)) fs.rmSync(directory, { recursive: true, force: true });
    });

    afterAll(() => tryDocker(['rmi', '--force', PROFILE_IMAGE]));

    test.each(['hardened', 'bitnami'])('a master and workers, scaled, in the profile %s', async (profile) => {
      progress(`bitnami: the classic file, profile ${profile}`);
      const running = await start(fixture('classic', profile === 'hardened' ? repository().image : PROFILE_IMAGE), 2);
      const job = profile === 'hardened' ? ['spark-submit', '/opt/bitnami/spark/jobs/sum.py'] : ['./bin/spark-submit', 'jobs/sum.py'];
      const { output } = await running.exec(job[0], '--master', 'spark://spark-master:7077', job[1]);
      expect(output).toContain('SUM 499500');
      const { stdout } = await running.exec('/opt/bitnami/python/bin/python3', '-c', FETCH, 'http://localhost:8080/json/');
      expect(JSON.parse(stdout)).toMatchObject({ status: 'ALIVE', aliveworkers: 2 });
      expect((await running.exec('sh', '-c', 'id -u; id -g; pwd')).stdout.split('\n').slice(0, 3)).toEqual(profile === 'hardened' ? ['1001', '1001', '/workspace'] : ['1001', '0', '/opt/spark']);
    });

    test('authentication, encryption and TLS from keystores, secrets in files', async () => {
      progress('bitnami: the secured file');
      const directory = fixture('secured', PROFILE_IMAGE);
      for (const name of ['certs', 'secrets']) fs.mkdirSync(path.join(directory, name));
      for (const [name, value] of Object.entries(PASSWORDS)) fs.writeFileSync(path.join(directory, 'secrets', name), `${value}\n`);
      const options = ['--user', '0', '--entrypoint', 'bash', '--volume', `${directory}/certs:/certs`, '--env', `KEYSTORE=${PASSWORDS.keystore}`, '--env', `TRUSTSTORE=${PASSWORDS.truststore}`];
      const made = await runIn(PROFILE_IMAGE, options, '-ec', MAKE_KEYSTORES);
      expect(made).toMatchObject({ status: 0 });
      const running = await start(directory);
      expect((await running.exec('spark-submit', '--master', running.master, '/jobs/sum.py')).output).toContain('SUM 499500');
      const url = 'https://localhost:8443/json/';
      expect((await running.exec('python3', '-c', FETCH, url, '/tmp/spark-conf/.entrypoint/health.pem')).output).toContain('"ALIVE"');
      expect((await running.exec('python3', '-c', FETCH, url)).output).toMatch(/certificate/i);
      const logs = await running.logs();
      for (const property of ['spark.authenticate=true', 'spark.authenticate.secret=******', 'spark.network.crypto.enabled=true', 'spark.io.encryption.enabled=true', 'spark.ssl.needClientAuth=true']) {
        expect(logs).toContain(property);
      }
      for (const secret of Object.values(PASSWORDS)) expect(logs).not.toContain(secret);
    });

    test("Spark's programs leave root, by whichever path they are called; others stay it", async () => {
      const root = ['--user', '0'];
      for (const program of ['spark-submit', 'bin/spark-submit', '/opt/bitnami/spark/bin/spark-submit']) {
        expect((await runIn(PROFILE_IMAGE, root, program, '--version')).output).toContain('Started as root: continuing as user 1001');
      }
      expect((await runIn(PROFILE_IMAGE, root, 'id', '-u')).stdout).toBe('0\n');
    });

    test("files and init scripts of one's own, other users, commands in place of SPARK_MODE", async () => {
      progress('bitnami: the customised file');
      const directory = fixture('customised', PROFILE_IMAGE);
      fs.mkdirSync(path.join(directory, 'events'));
      fs.chmodSync(path.join(directory, 'events'), 0o777);
      const running = await start(directory);
      const job = await running.run('job');
      expect(job.output).toContain('SUM 499500');
      expect(job.status).toBe(0);
      expect(await running.logs()).toContain('init script, run as 1001');
      expect((await running.exec('cat', '/tmp/spark-conf/spark-defaults.conf')).stdout).toContain('spark.ui.retainedJobs=7');
      expect((await running.exec('python3', '-c', FETCH, 'http://localhost:8080/metrics/master/prometheus/')).stdout).toContain('metrics_master_aliveWorkers');
      expect((await running.execIn('spark-worker', 'bash', '-c', 'ps -o comm= 1; id -u')).stdout.split('\n')).toEqual(['tini', '1000770000', '']);
      expect(await finished(running)).toContain('"name" : "sum"');
      await running.stop();
      const codes = await Promise.all((await running.containers()).map(({ id }) => docker(['inspect', '--format', '{{.State.ExitCode}}', id])));
      expect(codes).toEqual(['143', '143', '143']);
    });
  });
}

/** What the history server lists, as soon as it lists anything; it looks for new event logs every two seconds. */
async function finished(cluster: Cluster): Promise<string> {
  const list = () => cluster.execIn('history', 'python3', '-c', FETCH, 'http://localhost:19080/api/v1/applications');
  return (await eventually(list, ({ output }) => output.includes('"id"'), 60)).output;
}
