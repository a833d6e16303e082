import { settingType } from '../../../src/catalogue/setting-types';
import type { SettingRecord } from '../../../src/catalogue/settings';

/** A value that a setting must refuse. */
export interface WrongValue {
  readonly setting: SettingRecord;
  readonly value: string;
}

/** Wrong values of every setting: those of its type, and a line break for each. */
export function wrongValues(settings: readonly SettingRecord[]): readonly WrongValue[] {
  return settings.flatMap((setting) =>
    [...settingType(setting.type).wrong, 'two\nlines'].map((value) => ({ setting, value })),
  );
}

/** An environment that must be refused, and what the refusal must say. */
export interface WrongEnvironment {
  readonly title: string;
  readonly mode: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Files that the environment names, by name; content undefined makes a directory. */
  readonly files?: Readonly<Record<string, string | Buffer | undefined>>;
  /** Those of the files, or of their directories, that nobody may read. */
  readonly closed?: readonly string[];
  /** Every one of these is in the messages. */
  readonly says: readonly string[];
  /** None of these is. */
  readonly hides?: readonly string[];
}

/** Stands for the directory of the files in the value of a variable. */
export const FILES = '%FILES%';

function modeOf(setting: SettingRecord): string {
  return setting.name === 'SPARK_MODE' ? '' : (setting.modes?.[0] ?? 'master');
}

/** Every way in which NAME_FILE can be wrong, for every setting that takes one. */
export function wrongFiles(settings: readonly SettingRecord[]): readonly WrongEnvironment[] {
  return settings.filter((setting) => setting.file).flatMap((setting) => {
    const variable = `${setting.name}_FILE`;
    const given = { mode: modeOf(setting), environment: { [variable]: `${FILES}/value` } };
    const [wrong] = settingType(setting.type).wrong;
    const other = setting.secret ? 'another-0f9c1b7a6d5e4f3a2b1c0d9e8f7a6b5c' : 'another';
    return [
      { ...given, title: `${variable} names nothing`, says: [`${variable}='`, 'names no file'] },
      { ...given, title: `${variable} names a directory`, files: { value: undefined }, says: [variable, 'names no file'] },
      { ...given, title: `${variable} names an empty file`, files: { value: '\n' }, says: [variable, 'names an empty file'] },
      { ...given, title: `${variable} holds two lines`, files: { value: 'one\ntwo\n' }, says: [variable, 'line break'] },
      {
        ...given,
        title: `${setting.name} and ${variable} are both set`,
        files: { value: 'of-the-file' },
        says: [`${setting.name} and ${variable}`, 'both set'],
        hides: setting.secret ? ['of-the-file', other] : ['of-the-file'],
        environment: { ...given.environment, [setting.name]: other },
      },
      ...(wrong === undefined ? [] : [{ ...given, title: `${variable} holds '${wrong}'`, files: { value: `${wrong}\n` }, says: [`${variable}='${wrong}'`] }]),
    ];
  });
}

/** Two wrong settings at a time, of one mode: both are named, and the last line says that there is more. */
export function wrongPairs(settings: readonly SettingRecord[]): readonly WrongEnvironment[] {
  const able = settings.filter((setting) => settingType(setting.type).wrong.length > 0 && setting.name !== 'SPARK_MODE');
  return able.flatMap((first, index) => {
    const second = able.slice(index + 1).find((other) => modeOf(other) === modeOf(first));
    if (!second) return [];
    const values = [first, second].map((setting) => settingType(setting.type).wrong[0] ?? '');
    return [{
      title: `${first.name} and ${second.name} are both wrong`,
      mode: modeOf(first),
      environment: { [first.name]: values[0], [second.name]: values[1] },
      says: [first.name, second.name, 'problem 1 of ', 'more, above)'],
    }];
  });
}

const SECRET = '0f9c1b7a6d5e4f3a2b1c0d9e8f7a6b5c';

/** Settings that are right by themselves, and wrong together or for this image. */
export const WRONG_TOGETHER: readonly WrongEnvironment[] = [
  { title: 'authentication without a secret', mode: 'master', environment: { SPARK_RPC_AUTHENTICATION_ENABLED: 'yes' }, says: ['SPARK_RPC_AUTHENTICATION_SECRET is missing', 'openssl rand -hex 32'] },
  ...['short', 'passwordpasswordpasswordpassword', 'a'.repeat(64), 'changeme'.repeat(5), '0123456789'.repeat(4), 'ThisIsMySuperSecretPassword12345', 'letmein-letmein-iloveyou-football1', 'mycompany-production-spark-cluster-2024'].map((secret) => (
    { title: `the secret ${secret}`, mode: 'worker', environment: { SPARK_RPC_AUTHENTICATION_SECRET: secret }, says: ['SPARK_RPC_AUTHENTICATION_SECRET (not shown)', 'openssl rand -hex 32'], hides: [secret] }
  )),
  { title: 'a secret in the place of its path', mode: 'master', environment: { SPARK_RPC_AUTHENTICATION_SECRET_FILE: SECRET }, says: ['SPARK_RPC_AUTHENTICATION_SECRET_FILE is no absolute path'], hides: [SECRET] },
  { title: 'encryption without authentication', mode: 'master', environment: { SPARK_RPC_ENCRYPTION_ENABLED: 'yes' }, says: ['no effect without authentication'] },
  { title: 'TLS between processes on Spark 3.5', mode: 'master', environment: { SPARK_SSL_RPC_ENABLED: 'yes' }, says: ["SPARK_SSL_RPC_ENABLED='yes'", 'needs Spark 4.0'] },
  { title: 'a cipher that drops messages on this Spark', mode: 'worker', environment: { SPARK_RPC_AUTHENTICATION_SECRET: SECRET, SPARK_CONF_spark_network_crypto_cipher: 'AES/GCM/NoPadding' }, says: ['SPARK-56227'], hides: [SECRET] },
  ...['SPARK_DAEMON_JAVA_OPTS', 'SPARK_MASTER_OPTS'].map((name) => (
    { title: `a secret in ${name}`, mode: 'master', environment: { [name]: `-Dspark.authenticate.secret=${SECRET}` }, says: [`${name} (not shown)`, 'process list'], hides: [SECRET] }
  )),
  { title: 'TLS without a keystore', mode: 'master', environment: { SPARK_SSL_ENABLED: 'yes' }, says: ['SPARK_SSL_KEYSTORE_FILE=', 'does not exist'] },
  { title: 'a keystore that is none', mode: 'history-server', environment: { SPARK_SSL_ENABLED: 'yes', SPARK_SSL_KEYSTORE_FILE: `${FILES}/value` }, files: { value: 'not a keystore' }, says: ['is no keystore', 'JKS and PKCS12'] },
  { title: 'a certificate without its key', mode: 'master', environment: { SPARK_SSL_ENABLED: 'yes', SPARK_SSL_CERTIFICATE_FILE: `${FILES}/value` }, files: { value: 'x' }, says: ['SPARK_SSL_PRIVATE_KEY_FILE is missing'] },
  { title: 'a key without its certificate', mode: 'worker', environment: { SPARK_SSL_ENABLED: 'yes', SPARK_SSL_PRIVATE_KEY_FILE: `${FILES}/value` }, files: { value: 'x' }, says: ['SPARK_SSL_CERTIFICATE_FILE is missing'] },
  { title: 'a certificate that is none', mode: 'worker', environment: { SPARK_SSL_ENABLED: 'yes', SPARK_SSL_PRIVATE_KEY_FILE: `${FILES}/value`, SPARK_SSL_CERTIFICATE_FILE: `${FILES}/value` }, files: { value: 'x' }, says: ['SPARK_SSL_CERTIFICATE_FILE=', 'PEM'] },
  { title: 'Connect without its JAR', mode: 'connect', environment: {}, says: ['needs the JAR of Spark Connect', "connectors: ['connect']"] },
  { title: 'a work directory below a file', mode: 'worker', environment: { SPARK_WORKER_DIR: `${FILES}/value/work` }, files: { value: 'x' }, says: ['SPARK_WORKER_DIR=', 'cannot be made'] },
  { title: 'a recovery directory below a file', mode: 'master', environment: { SPARK_MASTER_RECOVERY_DIR: `${FILES}/value/state` }, files: { value: 'x' }, says: ['SPARK_MASTER_RECOVERY_DIR=', 'cannot be made'] },
  { title: 'event logs below a file', mode: 'history-server', environment: { SPARK_HISTORY_LOG_DIR: `${FILES}/value/events` }, files: { value: 'x' }, says: ['cannot be made'] },
  { title: 'event logs of an application below a file', mode: 'submit', environment: { SPARK_EVENT_LOG_ENABLED: 'yes', SPARK_EVENT_LOG_DIR: `${FILES}/value/events` }, files: { value: 'x' }, says: ['SPARK_EVENT_LOG_DIR=', 'cannot be made'] },
  { title: 'local directories, one of them below a file', mode: 'worker', environment: { SPARK_LOCAL_DIRS: `${FILES}/good,${FILES}/value/bad` }, files: { value: 'x' }, says: ['SPARK_LOCAL_DIRS=', 'cannot be made'] },
  { title: "an effective configuration among somebody else's files", mode: 'master', environment: { SPARK_CONF_DIR: `${FILES}/theirs` }, files: { 'theirs/file': 'x' }, says: ['SPARK_CONF_DIR=', 'files of somebody else'] },
  { title: 'a mounted file with a line that names no property', mode: 'master', environment: { SPARK_USER_CONF_DIR: FILES }, files: { 'spark-defaults.conf': '= nothing\n' }, says: ['spark-defaults.conf', 'names no property'] },
  ...['spark-defaults.conf', 'spark-env.sh', 'metrics.properties', 'log4j2.properties', 'hive-site.xml'].flatMap((name) => [
    { title: `a directory in the place of ${name}`, mode: 'master', environment: { SPARK_USER_CONF_DIR: FILES }, files: { [name]: undefined }, says: [`${name} is a directory`] },
    { title: `a mounted ${name} that cannot be read`, mode: 'worker', environment: { SPARK_USER_CONF_DIR: FILES }, files: { [name]: 'x' }, closed: [name], says: [`${name} cannot be read by user`] },
  ]),
  ...['SPARK_USER_CONF_DIR', 'SPARK_INITSCRIPTS_DIR'].flatMap((name) => [
    { title: `${name} is not there`, mode: 'master', environment: { [name]: `${FILES}/nothing` }, says: [`${name}='`, 'is no directory'] },
    { title: `${name} is a file`, mode: 'master', environment: { [name]: `${FILES}/value` }, files: { value: 'x' }, says: [`${name}='`, 'is no directory'] },
    { title: `${name} cannot be entered`, mode: 'master', environment: { [name]: `${FILES}/closed` }, files: { 'closed/any.sh': 'echo ran' }, closed: ['closed'], says: [`${name}='`, 'cannot be read by user'] },
  ]),
  { title: 'a mounted file with a line that is not UTF-8', mode: 'master', environment: { SPARK_USER_CONF_DIR: FILES, LC_ALL: 'C.UTF-8' }, files: { 'spark-defaults.conf': Buffer.from('spark.app.name caf\u00e9-value\n', 'latin1') }, says: ['spark-defaults.conf', "not UTF-8, but Spark reads the file as UTF-8: 'spark.app.name'"], hides: ['value'] },
  { title: 'a spark-env.sh that exits', mode: 'master', environment: { SPARK_USER_CONF_DIR: FILES }, files: { 'spark-env.sh': 'exit 0' }, says: ['spark-env.sh ended the shell'] },
  { title: 'an init script that exits', mode: 'master', environment: { SPARK_INITSCRIPTS_DIR: FILES }, files: { 'one.sh': 'exit 0' }, says: ['one.sh ended the shell'] },
  ...['TRUE', 'True', ' true '].map((word) => (
    { title: `authentication by '${word}' with a short secret`, mode: 'master', environment: { SPARK_CONF_spark_authenticate: word, SPARK_CONF_spark_authenticate_secret: 'hush-hush' }, says: ['SPARK_CONF_spark_authenticate_secret (not shown)'], hides: ['hush-hush'] }
  )),
  { title: 'a mounted file with a short secret', mode: 'master', environment: { SPARK_USER_CONF_DIR: FILES }, files: { 'spark-defaults.conf': 'spark.authenticate true\nspark.authenticate.secret hush-hush\n' }, says: ['spark-defaults.conf (not shown)'], hides: ['hush-hush'] },
  { title: 'a property of two lines', mode: 'master', environment: { SPARK_CONF_spark_app_name: 'two\nlines' }, says: ['SPARK_CONF_spark_app_name', 'line break'] },
  { title: 'a property from a file that is not there', mode: 'submit', environment: { SPARK_CONF_spark_x_FILE: `${FILES}/value` }, says: ['SPARK_CONF_spark_x_FILE=', 'names no file'] },
  { title: 'a SPARK_HOME without Spark', mode: 'master', environment: { SPARK_HOME: FILES }, files: { value: 'x' }, says: ['SPARK_HOME=', 'holds no Spark'] },
  { title: 'a JAVA_HOME without Java', mode: 'master', environment: { JAVA_HOME: FILES }, files: { value: 'x' }, says: ['JAVA_HOME=', 'holds no bin/java'] },
  { title: 'a driver on Kubernetes without its address', mode: 'driver', environment: {}, says: ['SPARK_DRIVER_BIND_ADDRESS is missing'] },
  { title: 'an executor on Kubernetes without its driver', mode: 'executor', environment: { SPARK_EXECUTOR_MEMORY: '1g' }, says: ['SPARK_DRIVER_URL is missing'] },
];
