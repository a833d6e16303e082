import { SHARED_DIRECTORY } from '../hardening';
import { ConnectorProperty, ConnectorRecord } from './connector-record';

function extension(value: string): ConnectorProperty {
  return { property: 'spark.sql.extensions', value, list: true, reason: 'Spark reads the SQL of the formats of tables.' };
}

/** Formats of tables. */
export const TABLES: readonly ConnectorRecord[] = [
  {
    name: 'delta',
    title: 'Delta Lake',
    otherNames: ['delta-lake', 'deltalake', 'delta-spark', 'delta-core'],
    builds: [
      {
        lines: ['4.0', '4.1', '4.2'],
        jars: [
          { coordinates: 'io.delta:delta-spark_{line}_{scala}:{version}', why: 'tables of Delta in Spark SQL' },
          { coordinates: 'io.delta:delta-storage:{version}', why: 'commits on object stores' },
          { coordinates: 'io.delta:delta-kernel-api:{version}', why: 'the log of a table' },
          { coordinates: 'io.delta:delta-kernel-defaults:{version}', why: 'the log of a table' },
          { coordinates: 'io.delta:delta-kernel-unitycatalog:{version}', why: 'tables that a Unity Catalog commits' },
          { coordinates: 'io.unitycatalog:unitycatalog-client:0.6.0', why: 'tables that a Unity Catalog commits' },
          { coordinates: 'io.unitycatalog:unitycatalog-hadoop:0.6.0', why: 'tables that a Unity Catalog commits' },
        ],
      },
      {
        lines: ['3.5'],
        series: '3.3',
        jars: [
          { coordinates: 'io.delta:delta-spark_{scala}:{version}', why: 'tables of Delta in Spark SQL' },
          { coordinates: 'io.delta:delta-storage:{version}', why: 'commits on object stores' },
        ],
      },
    ],
    properties: [
      extension('io.delta.sql.DeltaSparkSessionExtension'),
      {
        property: 'spark.sql.catalog.spark_catalog',
        value: 'org.apache.spark.sql.delta.catalog.DeltaCatalog',
        reason: "Spark's own catalog keeps tables of Delta too.",
      },
    ],
    example: ["spark.range(5).write.format('delta').saveAsTable('numbers')", "spark.sql('DELETE FROM numbers WHERE id > 2')"],
    source: 'https://docs.delta.io/releases/',
  },
  {
    name: 'iceberg',
    title: 'Apache Iceberg, with its REST catalog',
    otherNames: ['apache-iceberg', 'iceberg-spark', 'iceberg-spark-runtime'],
    builds: [{
      jars: [{
        coordinates: 'org.apache.iceberg:iceberg-spark-runtime-{line}_{scala}:{version}',
        why: 'tables of Iceberg in Spark SQL, with what they use',
      }],
    }],
    properties: [
      extension('org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions'),
      {
        property: 'spark.sql.catalog.local',
        value: 'org.apache.iceberg.spark.SparkCatalog',
        reason: 'The catalog named local keeps tables of Iceberg.',
      },
      { property: 'spark.sql.catalog.local.type', value: 'hadoop', reason: 'The catalog named local needs no server.' },
      {
        property: 'spark.sql.catalog.local.warehouse',
        value: `file:${SHARED_DIRECTORY}/iceberg`,
        reason: 'Drivers and executors find the tables in one place.',
      },
    ],
    example: [
      "spark.sql('CREATE TABLE local.db.numbers USING iceberg AS SELECT id FROM range(5)')",
      "spark.sql('DELETE FROM local.db.numbers WHERE id > 2')",
    ],
    source: 'https://iceberg.apache.org/multi-engine-support/',
  },
  {
    name: 'iceberg-aws',
    title: 'Files of Iceberg in Amazon S3, its catalogs Glue and DynamoDB',
    partOf: 'iceberg',
    builds: [{
      jars: [{ coordinates: 'org.apache.iceberg:iceberg-aws-bundle:{version}', why: 'S3FileIO, Glue, DynamoDB, with the AWS SDK' }],
    }],
    example: ["spark.sql('CREATE TABLE glue.db.numbers USING iceberg AS SELECT id FROM range(5)')"],
    settings: [
      'SPARK_CONF_spark_sql_catalog_glue=org.apache.iceberg.spark.SparkCatalog',
      'SPARK_CONF_spark_sql_catalog_glue_type=glue',
      'SPARK_CONF_spark_sql_catalog_glue_warehouse=s3://bucket/warehouse',
    ],
    source: 'https://iceberg.apache.org/docs/latest/aws/',
  },
  {
    name: 'iceberg-gcp',
    title: 'Files of Iceberg in Google Cloud Storage',
    partOf: 'iceberg',
    builds: [{
      jars: [{ coordinates: 'org.apache.iceberg:iceberg-gcp-bundle:{version}', why: 'GCSFileIO, with the libraries of Google' }],
    }],
    example: ["spark.sql('CREATE TABLE rest.db.numbers USING iceberg AS SELECT id FROM range(5)')"],
    settings: [
      'SPARK_CONF_spark_sql_catalog_rest=org.apache.iceberg.spark.SparkCatalog',
      'SPARK_CONF_spark_sql_catalog_rest_type=rest',
      'SPARK_CONF_spark_sql_catalog_rest_uri=https://…',
    ],
    source: 'https://iceberg.apache.org/docs/latest/gcp/',
  },
  {
    name: 'iceberg-azure',
    title: 'Files of Iceberg in Azure Data Lake Storage',
    partOf: 'iceberg',
    builds: [{
      jars: [{ coordinates: 'org.apache.iceberg:iceberg-azure-bundle:{version}', why: 'ADLSFileIO, with the libraries of Azure' }],
    }],
    example: ["spark.sql('CREATE TABLE rest.db.numbers USING iceberg AS SELECT id FROM range(5)')"],
    settings: [
      'SPARK_CONF_spark_sql_catalog_rest=org.apache.iceberg.spark.SparkCatalog',
      'SPARK_CONF_spark_sql_catalog_rest_type=rest',
      'SPARK_CONF_spark_sql_catalog_rest_uri=https://…',
    ],
    source: 'https://iceberg.apache.org/docs/latest/azure/',
  },
  {
    name: 'hudi',
    title: 'Apache Hudi',
    otherNames: ['apache-hudi', 'hudi-spark', 'hoodie'],
    builds: [{
      jars: [{
        coordinates: 'org.apache.hudi:hudi-spark{line}-bundle_{scala}:{version}',
        why: 'tables of Hudi in Spark SQL, with what they use',
      }],
    }],
    properties: [
      extension('org.apache.spark.sql.hudi.HoodieSparkSessionExtension'),
      {
        property: 'spark.kryo.registrator',
        value: 'org.apache.spark.HoodieSparkKryoRegistrar',
        reason: 'Hudi serialises its records by Kryo.',
      },
      { property: 'spark.serializer', value: 'org.apache.spark.serializer.KryoSerializer', reason: 'Hudi serialises its records by Kryo.' },
      {
        property: 'spark.sql.catalog.spark_catalog',
        value: 'org.apache.spark.sql.hudi.catalog.HoodieCatalog',
        reason: "Spark's own catalog keeps tables of Hudi too.",
      },
    ],
    example: ["spark.sql('CREATE TABLE numbers USING hudi AS SELECT id FROM range(5)')"],
    source: 'https://hudi.apache.org/docs/quick-start-guide/',
  },
];
