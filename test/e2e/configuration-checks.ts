import * as fs from 'node:fs';
import * as path from 'node:path';
import { healthy, removeContainers, runIn, said, startContainer } from './containers';
import { docker, tryDocker } from './engine';
import { RESTRICTED } from './image-checks';
import { progress } from './progress';
import { Repository } from './repository';

/** Names and values of a spark-defaults.conf. */
export function propertiesOf(text: string): string[][] {
  return text.split('\n').filter((line) => line.startsWith('spark.')).map((line) => line.split(/[=\s]+(.*)/).slice(0, 2));
}

/** One container on its own: its configuration, its end. */
export function checkConfiguration(repository: () => Repository): void {
  describe('the configuration of a container', () => {
    afterEach(() => removeContainers());

    test('a mounted spark-defaults.conf is kept and wins over settings', async () => {
      const directory = path.join(repository().directory, 'mounted');
      fs.mkdirSync(directory);
      fs.writeFileSync(path.join(directory, 'spark-defaults.conf'), 'spark.ui.port 4444\nspark.eventLog.compress true\n');
      const options = [...RESTRICTED, '--volume', `${directory}:/opt/spark/conf:ro`, '--env', 'SPARK_UI_PORT=4041'];
      const properties = propertiesOf((await runIn(repository().image, options, 'cat', '/tmp/spark-conf/spark-defaults.conf')).stdout);
      expect(properties).toContainEqual(['spark.eventLog.compress', 'true']);
      expect(properties.filter(([name]) => name === 'spark.ui.port')).toEqual([['spark.ui.port', '4444']]);
    });

    test('a restart gives the same configuration', async () => {
      progress('a master, restarted');
      const id = await startContainer(repository().image, [...RESTRICTED, '--env', 'SPARK_CONF_spark_ui_retainedJobs=7']);
      await healthy(id);
      const read = () => docker(['exec', id, 'bash', '-c', 'cd "$SPARK_CONF_DIR" && ls && cat spark-defaults.conf']);
      const before = await read();
      await docker(['restart', id]);
      await healthy(id);
      expect(before).toContain('spark.ui.retainedJobs');
      expect(await read()).toBe(before);
    });

    test('TERM ends a master with 143, within seconds', async () => {
      const id = await startContainer(repository().image, RESTRICTED);
      await healthy(id);
      const begin = Date.now();
      await docker(['kill', '--signal', 'TERM', id]);
      expect(await docker(['wait', id])).toBe('143');
      expect(Date.now() - begin).toBeLessThan(15_000);
    });

    test('a worker without a master that can be reached is not healthy', async () => {
      const id = await startContainer(repository().image, [...RESTRICTED, '--env', 'SPARK_MODE=worker', '--env', 'SPARK_MASTER_URL=spark://127.0.0.1:7077']);
      await said(id, /Worker: Failed to connect to master/, 90);
      const { output, status } = await tryDocker(['exec', id, 'python3', '-S', '-E', '/opt/spark-image/healthcheck.py']);
      expect({ output, unhealthy: status !== 0 }).toMatchObject({ unhealthy: true });
    });
  });
}
