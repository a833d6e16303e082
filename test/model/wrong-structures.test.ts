import { errorOf, expectRefusal, makeImage, titled, WrongChoice } from './wrong-options';

const SHA512 = 'c'.repeat(128);
const JAR = { coordinates: 'org.apache.hadoop:hadoop-aws:3.3.4', sha512: SHA512 };
const volume = (path: unknown, rest: object = {}) => ({ volumes: [{ path, description: 'More', ...rest }] });
const jar = (members: object) => ({ extraJars: [{ sha512: SHA512, ...members }] });
const environment = (name: string, value: unknown) => ({ environment: { [name]: value } });

const PORTS: readonly WrongChoice[] = [
  [{ ports: { masterUi: 7077 } }, 'ports.masterUi = 7077', 'ports.master has the same number', 'its own number'],
  [{ ports: { applicationUi: 8081 } }, 'ports.applicationUi = 8081', 'ports.workerUi has the same number', 'its own number'],
  [{ ports: { masterUi: 80 } }, 'ports.masterUi = 80', 'a port is out of range', 'A whole number from 1024 to 65535'],
  [{ ports: { masterUi: 65536 } }, 'ports.masterUi = 65536', 'a port is out of range', '1024 to 65535'],
  [{ ports: { masterUi: '8090' } }, 'ports.masterUi = "8090"', 'a port is a whole number', '1024 to 65535'],
  [{ ports: { masterUi: 8090.5 } }, 'ports.masterUi = 8090.5', 'a port is a whole number', '1024 to 65535'],
  [{ ports: { masterUi: null } }, 'ports.masterUi = null', 'a port is a whole number', '1024 to 65535'],
  [{ ports: { ui: 8090 } }, 'ports.ui = 8090', 'ports has no member of that name', 'One of master, masterUi, workerUi, applicationUi'],
  [{ ports: { applicationUi: 10000 } }, 'ports.applicationUi = 10000', 'SPARK_THRIFT_PORT has the same number, and the mode thrift-server listens on both', 'Every port of a mode'],
  [{ ports: { applicationUi: 15002 } }, 'ports.applicationUi = 15002', 'SPARK_CONNECT_PORT has the same number, and the mode connect listens on both', 'Every port of a mode'],
  [{ environment: { SPARK_CONNECT_PORT: '4040' } }, 'environment.SPARK_CONNECT_PORT = 4040', 'ports.applicationUi has the same number, and the mode connect listens on both', 'Every port of a mode'],
  [{ ports: 8090 }, 'ports = 8090', 'it is number', '{ masterUi: 8090 }'],
  [{ ports: [8090] }, 'ports = [8090]', 'it is a list', '{ masterUi: 8090 }'],
  [{ ports: null }, 'ports = null', 'it is null', '{ masterUi: 8090 }'],
];

const VOLUMES: readonly WrongChoice[] = [
  ...['/', '/opt', '/opt/spark', '/opt/spark/jars', '/usr', '/usr/bin', '/etc', '/etc/ssl', '/lib64', '/opt/java', '/opt/spark/python/lib', '/opt/spark-image', '/tmp', '/proc/1', '/home'].map(
    (path): WrongChoice => [volume(path), `volumes[0].path = "${path}"`, path === '/' ? 'not an absolute path' : 'hide the image itself', "'/opt/spark/checkpoints'"],
  ),
  [volume('/opt/spark/data'), 'volumes[0].path = "/opt/spark/data"', 'the image has this directory already', 'named once'],
  [volume('data'), 'volumes[0].path = "data"', 'not an absolute path', "'/opt/spark/checkpoints'"],
  [volume('/data/../etc'), 'volumes[0].path = "/data/../etc"', 'not an absolute path', "without '..'"],
  [volume('//opt/spark/jars'), 'volumes[0].path = "//opt/spark/jars"', 'not an absolute path', "and '//'"],
  [volume('/opt//spark/jars'), 'volumes[0].path = "/opt//spark/jars"', 'not an absolute path', "and '//'"],
  [volume('/data/'), 'volumes[0].path = "/data/"', 'not an absolute path', "'/opt/spark/checkpoints'"],
  [volume('/my data'), 'volumes[0].path = "/my data"', 'not an absolute path', 'letters, digits'],
  [volume('/data;id'), 'volumes[0].path = "/data;id"', 'not an absolute path', 'letters, digits'],
  [volume(7), 'volumes[0].path = 7', 'this is number', "'/opt/spark/checkpoints'"],
  [volume('/data', { description: undefined }), 'volumes[0].description = undefined', 'it is undefined, not text', 'one line of text'],
  [volume('/data', { description: ' ' }), 'volumes[0].description = " "', 'it is empty', 'one line of text'],
  [volume('/data', { declared: 'no' }), 'volumes[0].declared = "no"', 'neither true nor false', 'without quotes'],
  [{ volumes: ['/data'] }, 'volumes[0] = "/data"', 'it is string', '{ path:'],
  [{ volumes: '/data' }, 'volumes = "/data"', 'it is string, not a list', '{ path:'],
  [{ volumes: { path: '/data', description: 'x' } }, 'volumes = {"path":"/data","description":"x"}', 'it is object, not a list', 'Give a list of'],
  [{ volumes: [null] }, 'volumes[0] = null', 'it is null', '{ path:'],
  [{ volumes: null }, 'volumes = null', 'it is null, not a list', 'Give a list of'],
];

const CONNECT_JAR = 'org.apache.spark:spark-connect_2.12:3.5.3';
const SPARK_4 = { sparkVersion: '4.1.2', baseImage: 'ubuntu:24.04' };

const CONNECT: readonly WrongChoice[] = [
  [{ sparkConnect: { sha512: 'abc' } }, 'sparkConnect.sha512 = "abc"', 'not a SHA-512 checksum', '128 hexadecimal digits'],
  [{ sparkConnect: {} }, 'sparkConnect.sha512 = undefined', 'this is undefined', '128 hexadecimal digits'],
  [{ sparkConnect: true }, 'sparkConnect = true', 'it is boolean', "{ sha512: '…' }"],
  [{ sparkConnect: { sha512: SHA512, version: '3.5.7' } }, 'sparkConnect.version = "3.5.7"', 'no member of that name', 'One of sha512'],
  [{ sparkConnect: { sha512: SHA512 }, extraJars: [{ coordinates: CONNECT_JAR, sha512: SHA512 }] }, `sparkConnect = {"sha512":"${'c'.repeat(106)}...`, 'extraJars has spark-connect_2.12-3.5.3.jar too', 'Keep one'],
  [{ ...SPARK_4, sparkConnect: { sha512: SHA512 } }, `sparkConnect = {"sha512":"${'c'.repeat(106)}...`, 'Spark 4.1.2 holds the server of Spark Connect already', 'Leave it out'],
  [{ defaultMode: 'connect' }, 'defaultMode = "connect"', 'Spark 3.5.3 does not hold the server of Spark Connect', CONNECT_JAR],
];

const JARS: readonly WrongChoice[] = [
  [jar({}), `extraJars[0] = {"sha512":"${'c'.repeat(106)}...`, 'a JAR comes from one place', 'either coordinates'],
  [jar({ coordinates: JAR.coordinates, url: 'https://example.com/a.jar' }), `extraJars[0] = {"sha512":"${'c'.repeat(106)}...`, 'a JAR comes from one place', 'or url'],
  [jar({ coordinates: 'hadoop-aws' }), 'extraJars[0].coordinates = "hadoop-aws"', 'that is not Maven coordinates', "'group:artifact:version'"],
  [jar({ coordinates: 'g:a:1:sources:x' }), 'extraJars[0].coordinates = "g:a:1:sources:x"', 'that is not Maven coordinates', "'group:artifact:version'"],
  [jar({ coordinates: 'g:-settings:1' }), 'extraJars[0].coordinates = "g:-settings:1"', 'that is not Maven coordinates', "'group:artifact:version'"],
  [jar({ coordinates: 'g:a:1.0\nx' }), 'extraJars[0].coordinates = "g:a:1.0\\nx"', 'that is not Maven coordinates', "'group:artifact:version'"],
  [jar({ url: 'https://example.com/a.zip' }), 'extraJars[0].url = "https://example.com/a.zip"', 'it does not name a JAR', "'/NAME.jar'"],
  [jar({ url: 'https://evil.jar' }), 'extraJars[0].url = "https://evil.jar"', 'it does not name a JAR', "'/NAME.jar'"],
  [jar({ url: 'file:///etc/passwd.jar' }), 'extraJars[0].url = "file:///etc/passwd.jar"', 'not such an address', 'http or https'],
  [{ extraJars: [{ coordinates: JAR.coordinates }] }, 'extraJars[0].sha512 = undefined', 'this is undefined', '128 hexadecimal digits'],
  [{ extraJars: [{ ...JAR, sha512: 'abc' }] }, 'extraJars[0].sha512 = "abc"', 'not a SHA-512 checksum', '128 hexadecimal digits'],
  [{ extraJars: [JAR, { ...JAR, coordinates: 'com.example:hadoop-aws:3.3.4' }] }, 'extraJars[1] = "com.example:hadoop-aws:3.3.4"', 'hadoop-aws-3.3.4.jar is added twice', 'once'],
  [{ extraJars: JAR.coordinates }, `extraJars = "${JAR.coordinates}"`, 'it is string, not a list', 'Give a list of'],
  [{ extraJars: [JAR.coordinates] }, `extraJars[0] = "${JAR.coordinates}"`, 'it is string', '{ coordinates or url, sha512 }'],
  [{ extraJars: {} }, 'extraJars = {}', 'it is object, not a list', 'Give a list of'],
];

const MAPS: readonly WrongChoice[] = [
  [{ labels: 'a=b' }, 'labels = "a=b"', 'it is string', "{ 'com.example.team': 'data' }"],
  [{ labels: ['a=b'] }, 'labels = ["a=b"]', 'it is a list', 'map of names to text'],
  [{ labels: null }, 'labels = null', 'it is null', 'map of names to text'],
  [{ labels: { 'Team Name': 'x' } }, 'labels["Team Name"] = "x"', 'its key is wrong: that is not a label key', "'com.example.team'"],
  [{ labels: { team: 7 } }, 'labels["team"] = 7', 'it is number, not text', 'one line of text'],
  [{ labels: { team: 'a\nb' } }, 'labels["team"] = "a\\nb"', 'line break', 'printable text'],
  [{ acceptedAdvisories: [{ id: 'CVE-2020-0001', reason: 'x', expires: '2027-03-31' }] }, 'acceptedAdvisories[0].id = "CVE-2020-0001"', 'that is not one of its values', 'One of CVE-2025-54920'],
  [{ acceptedAdvisories: [{ id: 'CVE-2025-54920', expires: '2027-03-31' }] }, 'acceptedAdvisories[0].reason = undefined', 'without a reason', 'why it may stay'],
  [{ acceptedAdvisories: [{ id: 'CVE-2025-54920', reason: 'x', expires: '2027-02-30' }] }, 'acceptedAdvisories[0].expires = "2027-02-30"', 'no such day', "'2027-03-31'"],
  [{ environment: 'SPARK_MODE=worker' }, 'environment = "SPARK_MODE=worker"', 'it is string', "{ SPARK_WORKER_MEMORY: '4g' }"],
  [{ environment: ['A=b'] }, 'environment = ["A=b"]', 'it is a list', 'a map of settings'],
  [{ environment: null }, 'environment = null', 'it is null', 'a map of settings'],
  [environment('SPARK_DAEMON_JAVA_OPTS', '-Dx=1 -Djavax.net.ssl.trustStorePassword=hunter2'), 'environment.SPARK_DAEMON_JAVA_OPTS = (not shown)', 'it sets a property that is a secret', 'Give it at run time'],
  [environment('SPARK_CONF_spark_driver_extraJavaOptions', '-Dfs.s3a.access.key=AKIA'), 'environment.SPARK_CONF_spark_driver_extraJavaOptions = (not shown)', 'it sets a property that is a secret', 'mounted spark-defaults.conf'],
  [environment('SPARK_WORKER_MEMROY', '4g'), 'environment.SPARK_WORKER_MEMROY = "4g"', 'the image has no such setting', 'Did you mean SPARK_WORKER_MEMORY?'],
  [environment('SPARK_RPC_AUTHENTICATION_SECERT', 'hunter2'), 'environment.SPARK_RPC_AUTHENTICATION_SECERT = (not shown)', 'the image has no such setting', 'Did you mean SPARK_RPC_AUTHENTICATION_SECRET?'],
  [environment('AWS_REGION', 'eu-central-1'), 'environment.AWS_REGION = "eu-central-1"', 'the image has no such setting', 'project.dockerfile.addEnv("AWS_REGION", \'…\') in the rc file'],
  [environment('DB_PASSWORD', 'hunter2'), 'environment.DB_PASSWORD = (not shown)', 'could be read by everybody who can pull it', 'at run time, from .env'],
  [environment('SPARK_CONF_spark_hadoop_javax_jdo_option_ConnectionURL', 'jdbc:postgresql://hive:hunter2@db/hive'), 'environment.SPARK_CONF_spark_hadoop_javax_jdo_option_ConnectionURL = (not shown)', 'it holds an address with a password', 'at run time'],
  [environment('PATH', '/evil'), 'environment.PATH = "/evil"', 'the image has no such setting', 'SPARK_CONF_spark_'],
  [environment('constructor', 'x'), 'environment.constructor = "x"', 'the image has no such setting', 'SPARK_CONF_spark_'],
  [environment('SPARK_WORKER_MEMORY', '4 GB'), 'environment.SPARK_WORKER_MEMORY = "4 GB"', 'not what SPARK_WORKER_MEMORY takes', '512m, 4g'],
  [environment('SPARK_WORKER_MEMORY', 4096), 'environment.SPARK_WORKER_MEMORY = 4096', 'it is number, not text', 'one line of text'],
  [environment('SPARK_WORKER_MEMORY', '100m'), 'environment.SPARK_WORKER_MEMORY = "100m"', 'it is too small', 'At least 450m'],
  [environment('SPARK_WORKER_CORES', '0'), 'environment.SPARK_WORKER_CORES = "0"', 'it is out of range', 'A whole number from 1 to 4096'],
  [environment('SPARK_SSL_ENABLED', 'maybe'), 'environment.SPARK_SSL_ENABLED = "maybe"', 'not what SPARK_SSL_ENABLED takes', 'yes, no, true, false'],
  [environment('SPARK_SSL_PROTOCOL', 'SSLv3'), 'environment.SPARK_SSL_PROTOCOL = "SSLv3"', 'not one of its values', 'TLSv1.3, TLSv1.2'],
  [environment('SPARK_WORKER_DIR', 'work'), 'environment.SPARK_WORKER_DIR = "work"', 'not what SPARK_WORKER_DIR takes', 'Give an absolute path, without spaces'],
  [environment('SPARK_MASTER_URL', 'http://master:7077'), 'environment.SPARK_MASTER_URL = "http://master:7077"', 'not what SPARK_MASTER_URL takes', 'spark://HOST:PORT'],
  [environment('SPARK_MASTER_HOST', 'a b'), 'environment.SPARK_MASTER_HOST = "a b"', 'not what SPARK_MASTER_HOST takes', 'a host name'],
  [environment('SPARK_RPC_AUTHENTICATION_SECRET', 'x'.repeat(32)), 'environment.SPARK_RPC_AUTHENTICATION_SECRET = (not shown)', 'could be read by everybody who can pull it', 'SPARK_RPC_AUTHENTICATION_SECRET_FILE'],
  [environment('SPARK_CONF_spark_authenticate_secret', 'x'), 'environment.SPARK_CONF_spark_authenticate_secret = (not shown)', 'could be read by everybody', 'at run time'],
  [environment('SPARK_CONF_spark_hadoop_fs_s3a_access_key', 'x'), 'environment.SPARK_CONF_spark_hadoop_fs_s3a_access_key = (not shown)', 'could be read by everybody', 'at run time'],
  [environment('SPARK_MODE', 'worker'), 'environment.SPARK_MODE = "worker"', 'the option defaultMode decides it', 'Set defaultMode'],
  [environment('SPARK_PROFILE', 'bitnami'), 'environment.SPARK_PROFILE = "bitnami"', 'the option profile decides it', 'Set profile'],
  [environment('SPARK_MASTER_PORT', '7078'), 'environment.SPARK_MASTER_PORT = "7078"', 'the option ports.master decides it', 'Set ports.master'],
  [environment('SPARK_CONF_spark_a\nRUN id', 'x'), 'environment.SPARK_CONF_spark_a\\u000aRUN id = "x"', 'no such setting', 'SPARK_CONF_spark_'],
];

const CONTAINERS: readonly WrongChoice[] = [
  [{ platforms: null }, 'platforms[0] = null', 'this is null', "'linux/amd64'"],
  [{ platforms: { a: 1 } }, 'platforms[0] = {"a":1}', 'this is object', "'linux/amd64'"],
  [{ aptPackages: [['curl']] }, 'aptPackages[0] = ["curl"]', 'this is a list', "'libgomp1'"],
  [{ pythonRequirements: [null] }, 'pythonRequirements[0] = null', 'this is null', "'pandas==2.2.2'"],
  [{ description: ['a'] }, 'description = ["a"]', 'it is a list, not text', 'one line of text'],
  [{ description: '' }, 'description = ""', 'it is empty', 'leave the option out'],
  [{ description: null }, 'description = null', 'it is null, not text', 'one line of text'],
  [{ description: 'x'.repeat(501) }, `description = "${'x'.repeat(116)}...`, 'it has 501 characters', 'At most 500'],
  [{ uid: BigInt(1001) }, 'uid = 1001', 'a user id is a whole number', '101 to 65533'],
  [{ timeZone: Symbol('x') }, 'timeZone = Symbol(x)', 'this is symbol', "'Etc/UTC'"],
];

describe('structures that cannot be', () => {
  test.each(titled(PORTS))('ports: %s', (_title, row) => expectRefusal(() => makeImage(row[0]), row));
  test.each(titled(VOLUMES))('volumes: %s', (_title, row) => expectRefusal(() => makeImage(row[0]), row));
  test.each(titled(JARS))('JARs: %s', (_title, row) => expectRefusal(() => makeImage(row[0]), row));
  test.each(titled(CONNECT))('Spark Connect: %s', (_title, row) => expectRefusal(() => makeImage(row[0]), row));
  test.each(titled(MAPS))('maps: %s', (_title, row) => expectRefusal(() => makeImage(row[0]), row));
  test.each(titled(CONTAINERS))('other types: %s', (_title, row) => expectRefusal(() => makeImage(row[0]), row));

  test('a value that refers to itself is quoted without a crash', () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    const error = errorOf(() => makeImage({ description: circle, volumes: [circle] }));

    expect(error.message).toContain('description = a value of type object');
    expect(error.problems.map((p) => p.option)).toEqual(['description', 'volumes[0].self', 'volumes[0].path', 'volumes[0].description']);
  });

  test('many problems are reported together, in one error, a line each', () => {
    const error = errorOf(() => makeImage({ name: 'a b', sparkVersion: 4, pythonVersion: 3.1, uid: 0, ports: { master: 1, masterUi: 2 }, platforms: ['x'], labels: { A: 'b' } }));

    expect(error.message).toMatch(/^8 options are wrong; nothing was written\.\n/);
    expect(error.message.split('\n')).toHaveLength(9);
    expect(error.problems.map((p) => p.option)).toEqual(['name', 'platforms[0]', 'uid', 'ports.master', 'ports.masterUi', 'labels["A"]', 'sparkVersion', 'pythonVersion']);
  });
});
