import { ConnectorBuild, ConnectorJar, ConnectorRecord } from './connector-record';

function ofSpark(artifact: string, why: string): ConnectorJar {
  return { coordinates: `org.apache.spark:${artifact}_{scala}:{version}`, why };
}

function kafka(line: string, clients: string, pool: string): ConnectorBuild {
  return {
    lines: [line],
    jars: [
      ofSpark('spark-sql-kafka-0-10', 'reads and writes topics'),
      ofSpark('spark-token-provider-kafka-0-10', 'delegation tokens of Kafka'),
      { coordinates: `org.apache.kafka:kafka-clients:${clients}`, why: 'the protocol of Kafka' },
      { coordinates: `org.apache.commons:commons-pool2:${pool}`, why: 'keeps consumers open' },
    ],
  };
}

/** Streams, files and databases. */
export const SOURCES: readonly ConnectorRecord[] = [
  {
    name: 'kafka',
    title: 'Apache Kafka, for Structured Streaming and batches',
    otherNames: ['kafka-clients', 'spark-sql-kafka', 'redpanda'],
    follows: 'Spark',
    builds: [
      kafka('3.5', '3.4.1', '2.11.1'),
      kafka('4.0', '3.9.1', '2.12.0'),
      kafka('4.1', '3.9.1', '2.12.1'),
      kafka('4.2', '3.9.2', '2.13.1'),
    ],
    example: ["spark.read.format('kafka').option('kafka.bootstrap.servers', 'broker:9092').option('subscribe', 'events').load()"],
    source: 'https://spark.apache.org/docs/latest/streaming/structured-streaming-kafka-integration.html',
  },
  {
    name: 'avro',
    title: 'Apache Avro, files and columns',
    otherNames: ['spark-avro', 'apache-avro'],
    follows: 'Spark',
    builds: [{ jars: [ofSpark('spark-avro', 'the format avro, from_avro and to_avro')] }],
    example: ["spark.range(5).write.format('avro').save('/opt/spark/data/numbers')"],
    source: 'https://spark.apache.org/docs/latest/sql-data-sources-avro.html',
  },
  {
    name: 'connect',
    title: 'The server of Spark Connect, for the mode connect',
    otherNames: ['spark-connect'],
    follows: 'Spark',
    bundledSince: '4.0',
    builds: [{ lines: ['3.5'], jars: [ofSpark('spark-connect', 'the server')] }],
    example: ["SparkSession.builder.remote('sc://localhost:15002').getOrCreate()"],
    source: 'https://spark.apache.org/docs/latest/spark-connect-overview.html',
  },
  {
    name: 'postgresql',
    title: 'PostgreSQL, by JDBC',
    otherNames: ['postgres', 'pgjdbc', 'pg'],
    builds: [{ jars: [{ coordinates: 'org.postgresql:postgresql:{version}', why: 'driver of JDBC' }] }],
    example: ["spark.read.jdbc('jdbc:postgresql://database/shop', 'orders', properties={'user': 'spark', 'password': password})"],
    source: 'https://jdbc.postgresql.org/documentation/',
  },
  {
    name: 'mysql',
    title: 'MySQL, by JDBC',
    otherNames: ['mysql-connector', 'mysql-connector-j'],
    builds: [{ jars: [{ coordinates: 'com.mysql:mysql-connector-j:{version}', why: 'driver of JDBC' }] }],
    example: ["spark.read.jdbc('jdbc:mysql://database/shop', 'orders', properties={'user': 'spark', 'password': password})"],
    source: 'https://dev.mysql.com/doc/connector-j/en/',
  },
  {
    name: 'sqlserver',
    title: 'Microsoft SQL Server and Azure SQL, by JDBC',
    otherNames: ['mssql', 'sql-server', 'mssql-jdbc', 'azure-sql'],
    builds: [{ jars: [{ coordinates: 'com.microsoft.sqlserver:mssql-jdbc:{version}', why: 'driver of JDBC' }] }],
    example: ["spark.read.jdbc('jdbc:sqlserver://database;databaseName=shop', 'orders', properties={'user': 'spark', 'password': password})"],
    source: 'https://learn.microsoft.com/sql/connect/jdbc/',
  },
  {
    name: 'openlineage',
    title: 'OpenLineage, which reports what a job reads and writes',
    otherNames: ['openlineage-spark', 'marquez', 'lineage'],
    builds: [{ jars: [{ coordinates: 'io.openlineage:openlineage-spark_{scala}:{version}', why: 'the listener' }] }],
    properties: [
      {
        property: 'spark.extraListeners',
        value: 'io.openlineage.spark.agent.OpenLineageSparkListener',
        list: true,
        reason: 'The listener reports each job; without a transport it writes into the log.',
      },
    ],
    settings: ['SPARK_CONF_spark_openlineage_transport_type=http', 'SPARK_CONF_spark_openlineage_transport_url=https://…'],
    example: ["spark.read.parquet('/opt/spark/data/events').write.saveAsTable('events')"],
    source: 'https://openlineage.io/docs/integrations/spark/',
  },
  {
    name: 'jmx-exporter',
    title: "Prometheus' agent for the metrics of the Java virtual machine",
    otherNames: ['jmx', 'prometheus', 'jmx-prometheus-javaagent', 'jmx_prometheus_javaagent'],
    builds: [{ jars: [{ coordinates: 'io.prometheus.jmx:jmx_prometheus_javaagent:{version}', why: 'the agent' }] }],
    settings: ['SPARK_DAEMON_JAVA_OPTS=-javaagent:/opt/spark/jars/jmx_prometheus_javaagent-VERSION.jar=9404:/opt/spark/conf/jmx.yaml'],
    example: [],
    source: 'https://prometheus.github.io/jmx_exporter/',
  },
];
