import * as fs from 'node:fs';
import { connectorFiles } from './connector-files';
import { LoopbackServer, startDatabase, startObjectStore } from './connector-servers';
import { removeContainers, runIn, Variables, variableOptions } from './containers';
import { engineAnswers } from './engine';
import { build, CASES, generate, Repository } from './repository';

jest.setTimeout(20 * 60_000);

/** All in one image, so that they are seen to get along. */
const CONNECTORS = ['s3', 'azure', 'gcs', 'delta', 'iceberg', 'kafka', 'avro', 'postgresql', 'mysql', 'sqlserver'];

const describeWithEngine = engineAnswers() ? describe : describe.skip;

describeWithEngine('connectors of Spark 4.1', () => {
  let repository: Repository;
  let store: LoopbackServer;
  let database: LoopbackServer;
  let settings: Variables;
  let output: string;

  beforeAll(async () => {
    repository = generate({ ...CASES.newest, name: 'spark-e2e-connectors' }, { connectors: CONNECTORS, startupArchives: [] });
    await build(repository, { files: connectorFiles(repository) });
    // One after the other: what has started is stopped, even if the next one fails.
    store = await startObjectStore();
    database = await startDatabase();
    settings = {
      AWS_ACCESS_KEY_ID: 'access',
      AWS_SECRET_ACCESS_KEY: 'secret',
      SPARK_CONF_spark_hadoop_fs_s3a_endpoint: `http://127.0.0.1:${store.port}`,
      SPARK_CONF_spark_hadoop_fs_s3a_endpoint_region: 'us-east-1',
      SPARK_CONF_spark_hadoop_fs_s3a_path_style_access: 'true',
      // Smaller than what is written: it goes up in parts.
      SPARK_CONF_spark_hadoop_fs_s3a_multipart_size: '5M',
      // Few rows need few tasks.
      SPARK_CONF_spark_sql_shuffle_partitions: '2',
      SPARK_CONF_spark_databricks_delta_snapshotPartitions: '2',
      SPARK_CONF_spark_test_postgresql: `jdbc:postgresql://127.0.0.1:${database.port}/shop`,
      SPARK_EVENT_LOG_ENABLED: 'yes',
      SPARK_EVENT_LOG_DIR: 's3a://data/events',
    };
    const job = await inContainer({}, 'submit', '/opt/spark/apps/connectors.py', ...JOBS);
    output = `${job.output}\nThe container ended with ${job.status}.`;
  });

  afterAll(async () => {
    await removeContainers();
    store?.stop();
    database?.stop();
    fs.rmSync(repository.directory, { recursive: true, force: true });
  });

  const JOBS = ['s3', 'delta', 'delta_s3', 'iceberg', 'avro', 'postgresql', 'kafka', 'azure', 'gcs', 'mysql', 'sqlserver'];
  const inContainer = (variables: Variables, ...command: string[]) => runIn(
    repository.image, ['--network', 'host', '--volume', `${repository.directory}/spark-apps:/opt/spark/apps:ro`, ...variableOptions({ ...settings, ...variables })], ...command,
  );

  test.each(JOBS)('a job reaches data by %s', (name) => {
    const line = new RegExp(`^${name}: .*$`, 'm').exec(output)?.[0];
    if (line !== `${name}: ok`) throw new Error(line ?? output.slice(-4000));
  });

  test('the event log of the job is in the object store', async () => {
    const listing = await (await fetch(`http://127.0.0.1:${store.port}/data?list-type=2&prefix=events/`)).text();
    expect(listing).toMatch(/<Key>events\/local-\d+/);
  });

  test('the properties that connectors need are defaults of the image, which a variable replaces', async () => {
    const shown = (await inContainer({}, 'print-config')).stdout;
    expect(shown).toContain('spark.sql.extensions=io.delta.sql.DeltaSparkSessionExtension,org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions    # the connectors of the image');
    const replaced = await inContainer({ SPARK_CONF_spark_sql_extensions: 'com.example.Mine' }, 'print-config');
    expect(replaced.stdout).toContain('spark.sql.extensions=com.example.Mine    # SPARK_CONF_spark_sql_extensions');
    expect(replaced.output).toContain("of SPARK_CONF_spark_sql_extensions replaces spark.sql.extensions='io.delta.");
  });
});
