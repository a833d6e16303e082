import * as fs from 'node:fs';
import * as path from 'node:path';
import { healthy, removeContainers, runIn, startContainer } from './containers';
import { docker, tryDocker } from './engine';
import { RESTRICTED } from './image-checks';
import { progress } from './progress';
import { Repository } from './repository';

const ARCHIVE = '/opt/spark/cds/spark.jsa';

/** With these options Java ends where it would otherwise go on without the archive. */
const MUST_SERVE = `-Xshare:on -XX:SharedArchiveFile=${ARCHIVE}`;

/** What Java says of an archive that does not fit, from JDK 11 on. */
const MISFIT = /shared class paths mismatch|not the one used while building the shared archive|is not the one used/i;

/** Waits until a web UI in a container answers. */
async function answers(id: string, port: number): Promise<void> {
  const ask = `import time, urllib.request\nfor _ in range(90):\n  try: print(urllib.request.urlopen("http://127.0.0.1:${port}/json/").status); break\n  except OSError: time.sleep(1)`;
  expect(await docker(['exec', id, 'python3', '-c', ask])).toBe('200');
}

/** Whether the archive of classes serves these modes: their Java would end where it does not. */
export function checkServed(repository: () => Repository, modes: readonly string[]): void {
  describe('the archive of classes', () => {
    afterEach(() => removeContainers());

    test.each(modes)('serves mode %s', async (mode) => {
      progress(`archive: ${mode}`);
      const master = mode === 'worker' ? ['--env', 'SPARK_MASTER_URL=spark://127.0.0.1:7077'] : [];
      const id = await startContainer(repository().image, [...RESTRICTED, ...master, '--env', `SPARK_MODE=${mode}`, '--env', `SPARK_DAEMON_JAVA_OPTS=${MUST_SERVE}`]);
      // A worker without a master is never healthy; that its web UI answers says that Java went on.
      if (mode === 'worker') await answers(id, 8081);
      else await healthy(id, 180);
    });
  });
}

/** Whether starts find the archive of classes, and what becomes of one that cannot. */
export function checkStartup(repository: () => Repository): void {
  checkServed(repository, ['master', 'worker', 'history-server']);

  describe('the archive of classes', () => {
    const jobs = () => ['--volume', `${path.join(repository().directory, 'spark-apps')}:/opt/spark/apps:ro`];
    const submit = (options: readonly string[], ...args: string[]) =>
      runIn(repository().image, [...RESTRICTED, ...jobs(), ...options], 'spark-submit', '--master', 'local[1]', ...args, '/opt/spark/apps/sum.py');

    afterEach(() => removeContainers());

    test('is a small one for daemons where Java writes all of it anew at each start', async () => {
      const id = await startContainer(repository().image, RESTRICTED);
      await healthy(id, 180);
      const maps = await docker(['exec', id, 'sh', '-c', 'cat /proc/[0-9]*/maps 2>/dev/null; true']);
      const own = Number(repository().testCase.javaVersion) >= 17 ? 'daemons' : 'spark';
      expect([...new Set(maps.match(/\/opt\/spark\/cds\/\S+/g))]).toEqual([`/opt/spark/cds/${own}.jsa`]);
    });

    test('Spark and the entrypoint write times alike', async () => {
      const id = await startContainer(repository().image, ['--env', 'TZ=Asia/Kolkata']);
      await healthy(id, 180);
      const times = (await tryDocker(['logs', id])).output.trim().split('\n').map((line) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\S+) +(?:\w+) +(\w+):/.exec(line)?.slice(1) ?? [line]);
      expect(new Set(times.map(([zone]) => zone))).toEqual(new Set(['+05:30']));
      expect(times.map(([, logger]) => logger)).toEqual(expect.arrayContaining(['entrypoint', 'Master']));
    });

    test.each([['true', 0], ['false', 1]])('Log4j starts without its beans, unless LOG4J_DISABLE_JMX says otherwise: %s', async (disabled, beans) => {
      const given = disabled === 'true' ? [] : ['--env', `LOG4J_DISABLE_JMX=${disabled}`];
      const { output } = await submit([...given, '--env', 'SPARK_SUBMIT_OPTS=-Xlog:class+load']);
      expect(output).toContain('SUM 499500');
      expect(output.match(/log4j\.core\.jmx\.LoggerContextAdmin /g) ?? []).toHaveLength(beans);
    });

    test('serves a driver, whose Java is started without another before it', async () => {
      progress('archive: driver');
      const served = await submit([], '--driver-java-options', MUST_SERVE);
      expect(served.output).not.toMatch(MISFIT);
      expect(served.output).toContain('SUM 499500');
      const plain = await submit(['--env', 'JAVA_TOOL_OPTIONS=-Dcounted=1']);
      expect(plain.output.match(/Picked up JAVA_TOOL_OPTIONS/g)).toHaveLength(1);
      expect(plain.output).not.toMatch(MISFIT);
      expect(plain.status).toBe(0);
    });

    test('holds PySpark compiled as well, for a driver and for the workers of Python', async () => {
      const job = path.join(repository().directory, 'spark-apps/compiled.py');
      fs.writeFileSync(job, 'import pyspark\nworker = pyspark.SparkContext.getOrCreate().parallelize([0], 1).map(lambda _: __import__("pyspark").__file__).first()\nprint("LOADED", pyspark.__file__, worker)');
      const { output } = await runIn(repository().image, [...RESTRICTED, ...jobs()], 'spark-submit', '--master', 'local[1]', '/opt/spark/apps/compiled.py');
      expect(output).toMatch(/LOADED (\S+\/pyspark\.zip\/pyspark\/__init__\.pyc) \1/);
    });

    test('serves although JARs were added', async () => {
      const jar = path.join(repository().directory, 'added.jar');
      fs.writeFileSync(jar, '');
      const { output, status } = await submit(['--volume', `${jar}:/opt/spark/jars/aaa.jar:ro`], '--driver-java-options', MUST_SERVE);
      expect(output).not.toMatch(MISFIT);
      expect(output).toContain('SUM 499500');
      expect(status).toBe(0);
    });

    test('that does not fit costs the gain alone: the job is done all the same, and says nothing of it', async () => {
      progress('archive: a misfit');
      const changed = path.join(repository().directory, 'changed.jar');
      fs.writeFileSync(changed, 'changed');
      const unused = (await runIn(repository().image, ['--entrypoint', 'sh'], '-c', 'ls /opt/spark/jars/JLargeArrays-*.jar')).stdout.trim();
      const options = ['--volume', `${changed}:${unused}:ro`];
      const { output, status } = await submit(options);
      expect(output).toContain('SUM 499500');
      expect(output).not.toMatch(MISFIT);
      expect(status).toBe(0);
      expect((await submit(options, '--driver-java-options', MUST_SERVE)).status).not.toBe(0);
    });

    test('the options of a job keep their effect', async () => {
      const { output, status } = await submit(['--env', 'SPARK_CONF_spark_driver_memory=600m'], '--verbose', '--conf', 'spark.app.name=named', '--driver-java-options', '-XX:+PrintFlagsFinal');
      expect(output).toMatch(/MaxHeapSize\s*=\s*629145600/);
      expect(output).toContain('named');
      expect(status).toBe(0);
    });
  });

  describe('what no mode needs', () => {
    const inside = async (script: string) => (await runIn(repository().image, ['--entrypoint', 'sh'], '-c', script)).stdout.trim();

    test('is not in the image, while licences are', async () => {
      expect(await inside('ls -d /opt/spark/bin/*.cmd /opt/java/lib/server/classes_nocoops.jsa /opt/java/lib/ct.sym /usr/share/fonts/truetype /usr/bin/tini-static /usr/lib/python3.*/pydoc_data /usr/lib/python3.*/test /var/lib/dpkg/info/*.symbols /opt/spark/R /opt/spark/yarn 2>/dev/null')).toBe('');
      expect(await inside('ls /usr/share/doc/tini/ /usr/share/doc/procps/')).not.toMatch(/changelog|README/);
      expect(await inside('ls /usr/share/doc/tini/copyright /usr/share/doc/libnss-wrapper/copyright')).toBe('/usr/share/doc/libnss-wrapper/copyright\n/usr/share/doc/tini/copyright');
      expect(await inside('ls -A /opt/spark/licenses | head -n 1')).not.toBe('');
    });
  });
}
