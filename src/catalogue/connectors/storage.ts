import { ConnectorBuild, ConnectorJar, ConnectorRecord } from './connector-record';

const SDK = 'software.amazon.awssdk';

/**
 * Modules of the AWS SDK that `hadoop-aws` uses, and those that they use in turn. What else they name, Spark has: Netty, HttpClient, SLF4J.
 */
const SDK_MODULES = [
  'annotations', 'apache-client', 'arns', 'auth', 'aws-core', 'aws-query-protocol', 'aws-xml-protocol', 'checksums', 'checksums-spi',
  'crt-core',
  'endpoints-spi', 'http-auth', 'http-auth-aws', 'http-auth-aws-eventstream', 'http-auth-spi', 'http-client-spi', 'identity-spi',
  'json-utils',
  'metrics-spi', 'netty-nio-client', 'profiles', 'protocol-core', 'regions', 'retries', 'retries-spi', 's3', 's3-transfer-manager',
  'sdk-core',
  'sts', 'third-party-jackson-core', 'utils',
];

function hadoopAws(version: string): ConnectorJar {
  return { coordinates: `org.apache.hadoop:hadoop-aws:${version}`, why: 'the file system s3a' };
}

/** S3A of a Hadoop that uses version 2 of the AWS SDK. */
function s3(
  hadoop: string,
  sdk: string,
  bundle: string,
  more: readonly ConnectorJar[],
  without: readonly string[] = [],
): ConnectorBuild[] {
  const modules = SDK_MODULES.filter((name) => !without.includes(name));
  return [
    {
      hadoop,
      version: hadoop,
      sdk: 'modules',
      jars: [
        hadoopAws(hadoop),
        ...more,
        ...modules.map((name) => ({ coordinates: `${SDK}:${name}:${sdk}`, why: 'AWS SDK' })),
        { coordinates: 'software.amazon.eventstream:eventstream:1.0.1', why: 'events of the AWS SDK' },
        { coordinates: 'org.reactivestreams:reactive-streams:1.0.4', why: 'streams of the AWS SDK' },
      ],
    },
    {
      hadoop,
      version: hadoop,
      sdk: 'bundle',
      jars: [hadoopAws(hadoop), ...more, { coordinates: `${SDK}:bundle:${bundle}`, why: 'AWS SDK, all services' }],
    },
  ];
}

function accelerator(version: string): ConnectorJar {
  return {
    coordinates: `software.amazon.s3.analyticsaccelerator:analyticsaccelerator-s3:${version}`,
    why: 'input streams of s3a that read ahead',
  };
}

/** S3A of Hadoop 3.3, which uses version 1 of the AWS SDK. */
const S3_OF_3_5: readonly ConnectorBuild[] = [
  {
    lines: ['3.5'],
    version: '3.3.4',
    sdk: 'modules',
    jars: [
      hadoopAws('3.3.4'),
      ...['core', 's3', 'sts', 'kms', 'dynamodb'].map((name) =>
        ({ coordinates: `com.amazonaws:aws-java-sdk-${name}:1.12.262`, why: 'AWS SDK' })),
      { coordinates: 'com.amazonaws:jmespath-java:1.12.262', why: 'queries of the AWS SDK' },
      { coordinates: 'software.amazon.ion:ion-java:1.0.2', why: 'answers to the AWS SDK' },
      {
        coordinates: 'com.fasterxml.jackson.dataformat:jackson-dataformat-cbor:2.15.2',
        why: "answers to the AWS SDK; of the release of Spark's own Jackson",
      },
    ],
  },
  {
    lines: ['3.5'],
    version: '3.3.4',
    sdk: 'bundle',
    jars: [hadoopAws('3.3.4'), { coordinates: 'com.amazonaws:aws-java-sdk-bundle:1.12.262', why: 'AWS SDK, all services' }],
  },
];

function azure(hadoop: string, more: readonly ConnectorJar[]): ConnectorBuild {
  return {
    hadoop,
    version: hadoop,
    jars: [{ coordinates: `org.apache.hadoop:hadoop-azure:${hadoop}`, why: 'the file system abfs' }, ...more],
  };
}

const AZURE_STORAGE: readonly ConnectorJar[] = [
  { coordinates: 'com.microsoft.azure:azure-storage:7.0.1', why: 'the older file system wasb, which is in the same JAR' },
];

/** Stores of objects. */
export const STORAGE: readonly ConnectorRecord[] = [
  {
    name: 's3',
    title: 'Amazon S3 and stores that speak its protocol (S3A)',
    otherNames: ['s3a', 's3n', 'aws', 'amazon-s3', 'hadoop-aws', 'minio'],
    follows: 'Hadoop',
    builds: [
      ...S3_OF_3_5,
      ...s3('3.4.1', '2.25.53', '2.24.6', [], ['retries', 'retries-spi']),
      ...s3('3.4.2', '2.29.52', '2.29.52', [accelerator('1.3.0')]),
      ...s3('3.5.0', '2.35.4', '2.35.4', [accelerator('1.3.1'), { coordinates: `${SDK}:utils-lite:2.35.4`, why: 'AWS SDK' }]),
    ],
    settings: ['AWS_ACCESS_KEY_ID=…', 'AWS_SECRET_ACCESS_KEY=…'],
    example: ["spark.read.parquet('s3a://bucket/events').show()"],
    source: 'https://hadoop.apache.org/docs/stable/hadoop-aws/tools/hadoop-aws/index.html',
  },
  {
    name: 'azure',
    title: 'Azure Data Lake Storage (ABFS)',
    otherNames: ['abfs', 'abfss', 'adls', 'wasb', 'hadoop-azure', 'azure-storage'],
    follows: 'Hadoop',
    builds: [
      { ...azure('3.3.4', AZURE_STORAGE), lines: ['3.5'] },
      azure('3.4.1', AZURE_STORAGE),
      azure('3.4.2', AZURE_STORAGE),
      azure(
        '3.5.0',
        [{ coordinates: 'org.hdrhistogram:HdrHistogram:2.1.12', why: 'response times, which abfs uses to adapt its timeouts' }],
      ),
    ],
    settings: ['SPARK_CONF_spark_hadoop_fs_azure_account_key_ACCOUNT_dfs_core_windows_net=…'],
    example: ["spark.read.parquet('abfss://container@ACCOUNT.dfs.core.windows.net/events').show()"],
    source: 'https://hadoop.apache.org/docs/stable/hadoop-azure/abfs.html',
  },
  {
    name: 'gcs',
    title: 'Google Cloud Storage',
    otherNames: ['gs', 'google', 'gcp', 'hadoop-gcp', 'gcs-connector'],
    builds: [
      {
        hadoop: '3.5.0',
        version: '3.5.0',
        jars: [{ coordinates: 'org.apache.hadoop:hadoop-gcp:3.5.0', why: 'the file system gs, with what it uses' }],
      },
      {
        lines: ['3.5', '4.0', '4.1'],
        version: '2.2.26',
        jars: [{
          coordinates: 'com.google.cloud.bigdataoss:gcs-connector:hadoop3-2.2.26:shaded',
          why: 'the file system gs, with what it uses',
        }],
      },
    ],
    example: ["spark.read.parquet('gs://bucket/events').show()"],
    source: 'https://github.com/GoogleCloudDataproc/hadoop-connectors',
  },
];
