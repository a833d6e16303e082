import { CONFIGURATION_DOCS, SECURITY_DOCS, STANDALONE_DOCS } from './settings/setting-record';

/**
 * When a default is written: at every start, in the hardened profile only, or only where TLS is on. `container` is written at
 * every start too: it makes Spark work in containers, and replacing it is no step back in security. So is `jre`, if Java is a runtime
 * without the tools of a JDK.
 */
export type HardeningCondition = 'always' | 'hardened' | 'tls' | 'container' | 'jre';

/** The directory that all containers of a cluster share: tables, the metastore, event logs and the state of the master are kept there. */
export const SHARED_DIRECTORY = '/opt/spark/data';

/** A Spark property that the image sets by itself, below everything that a user says. */
export interface HardenedProperty {
  readonly property: string;
  readonly value: string;
  readonly condition: HardeningCondition;
  /** What it prevents, in one sentence. */
  readonly reason: string;
  /** First Spark versions that work with it, one for each release line; later lines work too; absent = all do. */
  readonly since?: readonly string[];
  /** First Spark version that needs it no more; absent = every later one does. */
  readonly until?: string;
  readonly source: string;
}

/**
 * First Spark versions, one for each release line, whose AES-GCM encryption works. It exists since 3.4.4, 3.5.2 and
 * 4.0.0, but drops every message of a connection after the first (SPARK-56227): a worker never registers.
 *
 * Source: https://github.com/apache/spark/pull/55028, and the class GcmTransportCipher in the released
 * spark-network-common JARs 3.5.7 to 3.5.9, 4.0.4, 4.1.1 to 4.1.4 and 4.2.0.
 */
export const AES_GCM_SINCE: readonly string[] = ['3.5.9', '4.0.4', '4.1.3', '4.2.0'];

/** The hardened defaults, in alphabetical order of the properties. */
export const HARDENED_PROPERTIES: readonly HardenedProperty[] = [
  {
    property: 'spark.deploy.recoveryDirectory',
    value: `${SHARED_DIRECTORY}/recovery`,
    condition: 'container',
    reason: 'A master that keeps its state on disk does not keep it in the working directory.',
    source: STANDALONE_DOCS,
  },
  {
    property: 'spark.driver.defaultJavaOptions',
    value: `-Dderby.system.home=${SHARED_DIRECTORY}`,
    condition: 'container',
    reason: 'The metastore of Hive and its log do not follow the working directory.',
    source: CONFIGURATION_DOCS,
  },
  {
    property: 'spark.eventLog.rolling.enabled',
    value: 'false',
    condition: 'container',
    reason:
      'An event log is one file, which any user of group 0 can read. Spark 4.0 and later would make a directory for each application, ' +
      'whose files belong to the group of their writer.',
    source: CONFIGURATION_DOCS,
  },
  {
    property: 'spark.io.encryption.keySizeBits',
    value: '256',
    condition: 'always',
    reason: 'Where spilled blocks are encrypted, the key has 256 bits instead of 128.',
    source: SECURITY_DOCS,
  },
  {
    property: 'spark.jars.ivy',
    value: '/tmp/.ivy2',
    condition: 'always',
    reason: 'Packages are resolved into a directory that any user may write, also on a read-only file system.',
    source: 'https://spark.apache.org/docs/latest/configuration.html',
  },
  {
    property: 'spark.master.rest.enabled',
    value: 'false',
    condition: 'always',
    reason: 'Spark 4.1 and later serve an unauthenticated submission port (6066) unless told not to.',
    source: STANDALONE_DOCS,
  },
  {
    property: 'spark.master.ui.decommission.allow.mode',
    value: 'DENY',
    condition: 'hardened',
    reason: 'Nobody who reaches the web UI of the master can take workers away.',
    source: STANDALONE_DOCS,
  },
  {
    property: 'spark.network.crypto.authEngineVersion',
    value: '2',
    condition: 'always',
    reason: 'The key exchange derives its key by a standard function.',
    since: ['4.0.0'],
    source: SECURITY_DOCS,
  },
  {
    property: 'spark.network.crypto.cipher',
    value: 'AES/GCM/NoPadding',
    condition: 'always',
    reason: 'The default, AES-CTR, lets an attacker change encrypted messages unnoticed (CVE-2025-55039).',
    since: AES_GCM_SINCE,
    source: SECURITY_DOCS,
  },
  {
    property: 'spark.network.crypto.keyLength',
    value: '256',
    condition: 'always',
    reason: 'The session key has 256 bits instead of 128.',
    source: SECURITY_DOCS,
  },
  {
    property: 'spark.network.crypto.saslFallback',
    value: 'false',
    condition: 'always',
    reason: 'A peer cannot talk the connection down to the older SASL mechanism.',
    source: SECURITY_DOCS,
  },
  {
    property: 'spark.sql.warehouse.dir',
    value: `file:${SHARED_DIRECTORY}/warehouse`,
    condition: 'container',
    reason: 'Drivers and executors find the tables in one place, and not each in its own working directory.',
    source: 'https://spark.apache.org/docs/latest/sql-data-sources-hive-tables.html',
  },
  {
    property: 'spark.ui.heapHistogramEnabled',
    value: 'false',
    condition: 'jre',
    reason: 'The web UI shows no link "Heap Histogram", which fails: Spark calls jmap for it, and a Java runtime has no jmap.',
    since: ['3.5.0'],
    until: '4.2.0',
    source: 'https://github.com/apache/spark/pull/41709',
  },
  {
    property: 'spark.ui.killEnabled',
    value: 'false',
    condition: 'hardened',
    reason: 'Nobody who reaches a web UI can end applications, stages or jobs.',
    source: SECURITY_DOCS,
  },
  {
    property: 'spark.ui.strictTransportSecurity',
    value: 'max-age=31536000',
    condition: 'tls',
    reason: 'Browsers keep to HTTPS once they have seen it.',
    source: SECURITY_DOCS,
  },
  {
    property: 'spark.worker.preferConfiguredMasterAddress',
    value: 'true',
    condition: 'container',
    reason: 'A worker that has lost its master calls it by SPARK_MASTER_URL, and not by the name that the master announces.',
    source: STANDALONE_DOCS,
  },
];
