import { healthy, removeContainers, runIn, startContainer } from './containers';
import { docker, tryDocker } from './engine';
import { Repository } from './repository';
import { eventually } from './waiting';

interface ImageConfiguration {
  readonly User: string;
  readonly Labels: { readonly [name: string]: string };
  readonly ExposedPorts: { readonly [port: string]: unknown };
  readonly Env: readonly string[];
  readonly Healthcheck?: { readonly Test: readonly string[] };
  readonly StopSignal: string;
}

/** Options of a container that may do as little as possible. */
export const RESTRICTED = ['--read-only', '--tmpfs', '/tmp:exec', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];

/** What a local job needs: no cluster, one sum. */
const SMALL_JOB = 'print("SUM", __import__("pyspark").sql.SparkSession.builder.master("local[2]").getOrCreate().range(1000).groupBy().sum("id").first()[0])';

/** Looks at the image as the engine knows it, and at what is in it. */
export function checkImage(repository: () => Repository): void {
  describe('the image', () => {
    const image = () => repository().image;
    const inside = async (script: string) => (await runIn(image(), ['--user', '0', '--entrypoint', 'sh'], '-c', script)).stdout.trim();
    let configuration: ImageConfiguration;

    beforeAll(async () => {
      configuration = JSON.parse(await docker(['image', 'inspect', '--format', '{{json .Config}}', image()]));
    });

    test('runs as 1001:1001, and says how to check and to stop it', () => {
      expect(configuration.User).toBe('1001:1001');
      expect(configuration.Healthcheck?.Test[0]).toBe('CMD');
      expect(configuration.StopSignal).toBe('SIGTERM');
      expect(Object.keys(configuration.ExposedPorts).sort()).toEqual(['4040/tcp', '7077/tcp', '8080/tcp', '8081/tcp']);
    });

    test('is labelled', () => {
      const { name, sparkVersion } = repository().testCase;
      expect(configuration.Labels).toMatchObject({
        'org.opencontainers.image.title': name,
        'org.opencontainers.image.licenses': 'Apache-2.0',
        'org.opencontainers.image.source': `https://github.com/${repository().owner}/${name}`,
      });
      expect(configuration.Labels['org.opencontainers.image.description']).toContain(sparkVersion);
    });

    test('holds no tool to download, install or compile with', async () => {
      const tools = ['wget', 'curl', 'gpg', 'pip', 'pip3', 'javac', 'gcc', 'cc', 'make', 'git', 'ssh', 'sudo'];
      expect(await inside(`for tool in ${tools.join(' ')}; do command -v "$tool"; done; true`)).toBe('');
    });

    test('holds no program with a setuid or setgid bit, and no lists of packages', async () => {
      expect(await inside('find / -xdev -type f -perm /6000')).toBe('');
      expect(await inside('ls -A /var/lib/apt/lists')).toBe('');
    });

    test('gives the service user what it needs', async () => {
      const { stdout } = await runIn(image(), ['--entrypoint', 'bash'], '-c', 'id -u; id -g; id -un; pwd; for d in data apps work logs; do [ -w /opt/spark/$d ] && echo "$d"; done; echo ~');
      expect(stdout.split('\n')).toEqual(['1001', '1001', 'spark', '/workspace', 'data', 'apps', 'work', 'logs', '/home/spark', '']);
    });

    test('runs any other command, and hands its status on', async () => {
      expect(await runIn(image(), [], 'bash', '-c', 'echo "$SPARK_HOME"; exit 7')).toMatchObject({ stdout: '/opt/spark\n', status: 7 });
      const { status, output } = await runIn(image(), [], 'spark-submit', '--version');
      expect(output).toContain(`version ${repository().testCase.sparkVersion}`);
      expect(status).toBe(0);
    });

    test('logs one JSON object a line where that is asked for, the entrypoint and its configuration too', async () => {
      const id = await startContainer(image(), ['--env', 'SPARK_LOG_FORMAT=json', '--env', 'SPARK_PRINT_CONFIG=yes']);
      await healthy(id);
      await docker(['stop', id]);
      const { output } = await tryDocker(['logs', id]);
      await removeContainers(id);
      const loggers = output.trim().split('\n').map((line) => JSON.parse(line).logger);
      expect(loggers).toEqual(expect.arrayContaining(['entrypoint', 'org.apache.spark.deploy.master.Master']));
    });

    test('works read-only, without capabilities and new privileges', async () => {
      const { status, output } = await runIn(image(), RESTRICTED, 'bash', '-c', `touch /opt/spark/jars/x 2>/dev/null && echo WRITABLE; PYTHONPATH=$SPARK_HOME/python:$(echo $SPARK_HOME/python/lib/py4j-*.zip) python3 -c '${SMALL_JOB}'`);
      expect(output).toContain('SUM 499500');
      expect(output).not.toContain('WRITABLE');
      expect(status).toBe(0);
    });

    test('works for any user id in group 0', async () => {
      const { status, output } = await runIn(image(), [...RESTRICTED, '--user', '1000770000:0'], 'bash', '-c', `id -un; PYTHONPATH=$SPARK_HOME/python:$(echo $SPARK_HOME/python/lib/py4j-*.zip) python3 -c '${SMALL_JOB}'`);
      expect(output).toContain('SUM 499500');
      expect(status).toBe(0);
    });

    test('saves a table in the place that containers share, by a job and by spark-sql in a running container', async () => {
      const job = 's = __import__("pyspark").sql.SparkSession.builder.master("local[1]").getOrCreate(); s.range(2).write.saveAsTable("fruit"); print("ROWS", s.table("fruit").count())';
      const { output } = await runIn(image(), RESTRICTED, 'bash', '-c', `python3 -c '${job}'; ls /opt/spark/data/warehouse`);
      expect(output).toContain('ROWS 2');
      expect(output.trim().split('\n').pop()).toBe('fruit');
      const id = await startContainer(image(), RESTRICTED);
      await healthy(id);
      const sql = await tryDocker(['exec', id, 'spark-sql', '--master', 'local[1]', '-e', "CREATE TABLE fruit AS SELECT 1 n; SELECT 'ROWS', count(*) FROM fruit"]);
      await removeContainers(id);
      expect(sql).toMatchObject({ status: 0, stdout: expect.stringMatching(/^ROWS\s1$/m) });
    });

    test('lists in a history server of any user id in group 0 what another has run', async () => {
      const volume = `${repository().testCase.name}-events`;
      const options = ['--volume', `${volume}:/opt/spark/data`];
      try {
        await runIn(image(), [...options, '--env', 'SPARK_EVENT_LOG_ENABLED=yes'], 'python3', '-c', `${SMALL_JOB}; __import__("pyspark").sql.SparkSession.getActiveSession().stop()`);
        const id = await startContainer(image(), [...options, '--user', '54321:0', '--env', 'SPARK_MODE=history-server']);
        await healthy(id);
        const list = 'print(len(__import__("json").load(__import__("urllib.request").request.urlopen("http://127.0.0.1:18080/api/v1/applications"))))';
        expect(await eventually(() => docker(['exec', id, 'python3', '-c', list]), (count) => count !== '0', 60)).toBe('1');
        await removeContainers(id);
      } finally {
        await tryDocker(['volume', 'rm', '--force', volume]);
      }
    });

    test('an unknown SPARK_MODE ends with 64 and the modes there are', async () => {
      const { status, output } = await runIn(image(), ['--env', 'SPARK_MODE=mastre']);
      expect(status).toBe(64);
      expect(output).toMatch(/SPARK_MODE='mastre'/);
      for (const mode of ['master', 'worker', 'history-server']) expect(output).toContain(mode);
    });
  });
}
