import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { runIn, variableOptions } from './containers';
import { RESTRICTED } from './image-checks';
import { progress } from './progress';
import { Repository } from './repository';

const NAMES = ['spark.authenticate', 'spark.jars.ivy', 'spark.sql.shuffle.partitions', 'spark.mine'];

/** Prints what the application was given. */
const JOB = `
from pyspark.sql import SparkSession
conf = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate().sparkContext.getConf()
print("GIVEN", *[conf.get(name, "-") for name in ${JSON.stringify(NAMES)}])
`;

/** What counts for a submission, as Spark itself sees it. */
export function checkSubmissions(repository: () => Repository): void {
  describe('a submission', () => {
    const secret = randomBytes(32).toString('hex');
    const settings = variableOptions({ SPARK_RPC_AUTHENTICATION_SECRET: secret, SPARK_CONF_spark_sql_shuffle_partitions: '9' });
    let options: string[];

    beforeAll(() => {
      const directory = path.join(repository().directory, 'submissions');
      fs.mkdirSync(path.join(directory, 'conf'), { recursive: true });
      fs.writeFileSync(path.join(directory, 'show.py'), JOB);
      for (const name of ['mine.conf', 'conf/spark-defaults.conf']) fs.writeFileSync(path.join(directory, name), 'spark.mine orchard\n');
      options = [...RESTRICTED, ...settings, '--volume', `${directory}:/opt/spark/apps:ro`];
    });

    test.each([
      ['--properties-file', 'spark-submit --properties-file /opt/spark/apps/mine.conf /opt/spark/apps/show.py'],
      ['another SPARK_CONF_DIR', 'SPARK_CONF_DIR=/opt/spark/apps/conf spark-submit /opt/spark/apps/show.py'],
    ])('with %s keeps what the container has set', async (title, command) => {
      progress(`a submission with ${title}`);
      const { output } = await runIn(repository().image, options, 'bash', '-c', command);
      expect(/^GIVEN .*$/m.exec(output)?.[0] ?? output).toBe('GIVEN true /tmp/.ivy2 9 orchard');
      expect(output).not.toContain(secret);
    });

    test('in cluster mode is refused where there is a secret, with the way out', async () => {
      const { status, output } = await runIn(repository().image, options, 'spark-submit', '--master', 'spark://m:7077', '--deploy-mode', 'cluster', '/opt/spark/apps/app.jar');
      expect(output.trim().split('\n').pop()).toMatch(/ERROR .*SPARK-25078\)\. Use client mode/);
      expect(status).toBe(64);
    });
  });
}
