import { expectRefusal, makeImage, titled, WrongChoice } from './wrong-options';

const HEX64 = 'a'.repeat(64);
const HEX128 = 'b'.repeat(128);

const NAMES: readonly WrongChoice[] = [
  [{ name: undefined }, 'name = undefined', 'a repository name is text, this is undefined', 'Letters, digits'],
  [{ name: '' }, 'name = ""', 'that is not a repository name', 'Letters, digits'],
  [{ name: 42 }, 'name = 42', 'this is number', 'Letters, digits'],
  [{ name: 'my image' }, 'name = "my image"', 'that is not a repository name', 'Letters, digits'],
  [{ name: '../evil' }, 'name = "../evil"', 'that is not a repository name', 'Letters, digits'],
  [{ name: '.hidden' }, 'name = ".hidden"', 'that is not a repository name', 'beginning with a letter or digit'],
  [{ name: 'a'.repeat(101) }, `name = "${'a'.repeat(101)}"`, 'it has 101 characters', 'at most 100'],
  [{ name: 'spark.' }, 'name = "spark."', "the image would be called 'owner/spark.'", 'Set imageName, or choose another name'],
  [{ owner: 'a--b' }, 'owner = "a--b"', 'that is not a GitHub user', 'Letters, digits'],
  [{ owner: '-acme' }, 'owner = "-acme"', 'that is not a GitHub user', 'Letters, digits'],
  [{ owner: 'acme/team' }, 'owner = "acme/team"', 'that is not a GitHub user', 'Letters, digits'],
  [{ owner: 'a'.repeat(40) }, `owner = "${'a'.repeat(40)}"`, 'that is not a GitHub user', 'at most 39'],
  [{ registry: 'https://ghcr.io' }, 'registry = "https://ghcr.io"', 'that is not a registry', 'A host name with an optional port'],
  [{ registry: 'ghcr.io/acme' }, 'registry = "ghcr.io/acme"', 'that is not a registry', "'ghcr.io'"],
  [{ registry: 'GHCR.IO' }, 'registry = "GHCR.IO"', 'that is not a registry', "'ghcr.io'"],
  [{ imageName: 'acme/spark:3.5' }, 'imageName = "acme/spark:3.5"', 'that is not an image name', "without a tag: 'team/spark'"],
  [{ imageName: 'Acme/Spark' }, 'imageName = "Acme/Spark"', 'that is not an image name', 'Lower-case letters'],
  [{ imageName: '/spark' }, 'imageName = "/spark"', 'that is not an image name', "'team/spark'"],
  [{ userName: 'Spark' }, 'userName = "Spark"', 'that is not a user name', 'Lower-case letters'],
  [{ userName: 'spark user' }, 'userName = "spark user"', 'that is not a user name', 'Lower-case letters'],
  [{ userName: 'root' }, 'userName = "root"', 'has a user or group of that name already', "'spark'"],
  [{ userName: 'www-data' }, 'userName = "www-data"', 'has a user or group of that name already', "'spark'"],
  [{ uid: 0 }, 'uid = 0', 'a user id is out of range', 'A whole number from 101 to 65533'],
  [{ uid: 33 }, 'uid = 33', 'a user id is out of range', 'A whole number from 101 to 65533'],
  [{ uid: 65534 }, 'uid = 65534', 'a user id is out of range', 'A whole number from 101 to 65533'],
  [{ uid: '1001' }, 'uid = "1001"', 'a user id is a whole number', '101 to 65533'],
  [{ uid: 1001.5 }, 'uid = 1001.5', 'a user id is a whole number', '101 to 65533'],
  [{ gid: -1 }, 'gid = -1', 'a group id is out of range', '101 to 65533'],
  [{ sparkVersion: '4.1', baseImage: 'ubuntu:24.04', uid: 1000 }, 'uid = 1000', 'Ubuntu 24.04 LTS has given that id to a user of its own', 'such as 1001'],
  [{ timeZone: 'Berlin, Germany' }, 'timeZone = "Berlin, Germany"', 'not a time zone of the IANA database', "'Europe/Berlin'"],
  [{ timeZone: 'Mars/Phobos' }, 'timeZone = "Mars/Phobos"', 'the IANA database has no such time zone', "'Europe/Berlin'"],
  [{ timeZone: 'Europe/BERLIN' }, 'timeZone = "Europe/BERLIN"', 'capitals and small letters are told apart', "Write 'Europe/Berlin'"],
  [{ timeZone: '../../etc/passwd' }, 'timeZone = "../../etc/passwd"', 'not a time zone', "'Etc/UTC'"],
  [{ defaultMode: 'slave' }, 'defaultMode = "slave"', 'that is not one of its values', 'One of master, worker, history-server'],
  [{ defaultMode: 1 }, 'defaultMode = 1', 'that is not one of its values', 'One of master'],
  [{ profile: 'relaxed' }, 'profile = "relaxed"', 'that is not one of its values', 'One of hardened, bitnami'],
];

const REFERENCES: readonly WrongChoice[] = [
  [{ baseImage: 'ubuntu' }, 'baseImage = "ubuntu"', 'not an image reference with a tag', "'ubuntu:22.04'"],
  [{ baseImage: 'ubuntu:latest' }, 'baseImage = "ubuntu:latest"', "the tag 'latest' moves", "'ubuntu:22.04'"],
  [{ baseImage: 'ubuntu:22.04 AS x' }, 'baseImage = "ubuntu:22.04 AS x"', 'not an image reference', "'name:tag'"],
  [{ baseImage: 'Ubuntu:22.04' }, 'baseImage = "Ubuntu:22.04"', 'not an image reference', "'name:tag'"],
  [{ baseImage: `ubuntu:${'1'.repeat(129)}` }, `baseImage = "ubuntu:${'1'.repeat(109)}...`, 'not an image reference', "'name:tag'"],
  [{ baseImage: 'ubuntu:-1' }, 'baseImage = "ubuntu:-1"', 'not an image reference', "'name:tag'"],
  [{ baseImage: 'ubuntu:22.04@sha256:abc' }, 'baseImage = "ubuntu:22.04@sha256:abc"', 'not an image reference', '64 hexadecimal digits'],
  [{ baseImage: `ubuntu@sha256:${HEX64}` }, `baseImage = "ubuntu@sha256:${HEX64}"`, 'with a tag', "'name:tag'"],
  [{ baseImage: `ubuntu:22.04@md5:${HEX64}` }, `baseImage = "ubuntu:22.04@md5:${HEX64}"`, 'not an image reference', '@sha256:'],
  [{ baseImage: 22.04 }, 'baseImage = 22.04', 'an image reference is text, this is number', "'ubuntu:22.04'"],
  [{ baseImage: 'scratch:1\nRUN id' }, 'baseImage = "scratch:1\\nRUN id"', 'not an image reference', "'name:tag'"],
  [{ sparkMirror: 'ftp://mirror.example.com' }, 'sparkMirror = "ftp://mirror.example.com"', 'not such an address', 'An http or https address'],
  [{ sparkMirror: 'mirror.example.com/spark' }, 'sparkMirror = "mirror.example.com/spark"', 'not such an address', "'https://mirror.example.com/spark'"],
  [{ aptMirror: 'https://user:secret@mirror.example.com' }, 'aptMirror = (not shown)', 'credentials would end up in the image history', 'without user, password'],
  [{ pythonIndexUrl: 'https://pypi.example.com/simple?x=1' }, 'pythonIndexUrl = "https://pypi.example.com/simple?x=1"', 'not such an address', 'without user, password, query or fragment'],
  [{ mavenMirror: 'https://maven.example.com/$(id)' }, 'mavenMirror = "https://maven.example.com/$(id)"', 'not such an address', 'An http or https address'],
  [{ mavenMirror: 'https://' }, 'mavenMirror = "https://"', 'not such an address', 'An http or https address'],
  [{ sparkSha512: 'abc' }, 'sparkSha512 = "abc"', 'that is not a SHA-512 checksum', '128 hexadecimal digits'],
  [{ sparkSha512: `${HEX128} spark.tgz` }, `sparkSha512 = "${'b'.repeat(116)}...`, 'that is not a SHA-512 checksum', '128 hexadecimal digits'],
  [{ sparkSha512: 1e10 }, 'sparkSha512 = 10000000000', 'this is number', '128 hexadecimal digits'],
  [{ sparkSigningKey: '9740E4FF' }, 'sparkSigningKey = "9740E4FF"', 'not the full fingerprint', 'a short key id can be forged'],
  [{ sparkSigningKey: `0x${'A'.repeat(40)}` }, `sparkSigningKey = "0x${'A'.repeat(40)}"`, 'not the full fingerprint', '40 hexadecimal digits'],
  [{ keepFiles: ['docs'] }, 'keepFiles[0] = "docs"', 'that is not one of its values', 'One of documentation, package-caches'],
  [{ startupArchives: ['driver'] }, 'startupArchives[0] = "driver"', 'that is not one of its values', 'One of master, worker, history-server, connect, thrift-server, submit'],
  [{ startupArchives: ['master', 'connect'] }, 'startupArchives = ["master","connect"]', 'Spark 3.5.3 does not bundle Spark Connect', "Leave 'connect' out"],
  [{ aptPackages: ['libgomp1; id'] }, 'aptPackages[0] = "libgomp1; id"', 'that is not an apt package', "'libgomp1=12.2.0-14'"],
  [{ aptPackages: ['-o=Dpkg::Pre-Invoke::=id'] }, 'aptPackages[0] = "-o=Dpkg::Pre-Invoke::=id"', 'that is not an apt package', "'libgomp1'"],
  [{ aptPackages: ['curl', 'curl'] }, 'aptPackages[1] = "curl"', 'it stands in the list twice', 'Every entry once'],
  [{ platforms: ['windows/amd64'] }, 'platforms[0] = "windows/amd64"', 'that is not a supported platform', "'linux/arm64'"],
  [{ platforms: 'linux/amd64,linux/arm64' }, 'platforms[0] = "linux/amd64,linux/arm64"', 'that is not a supported platform', "'linux/amd64'"],
  [{ platforms: [] }, 'platforms = []', 'the list is empty', 'At least one entry'],
  [{ pythonRequirements: ['pandas'] }, 'pythonRequirements[0] = "pandas"', 'not an exact Python requirement', "'pandas==2.2.2'"],
  [{ pythonRequirements: ['ruamel.yaml==1', 'numpy==1', 'Ruamel_YAML[jinja2]==2'] }, 'pythonRequirements[2] = "Ruamel_YAML[jinja2]==2"', "it is the package of 'ruamel.yaml==1'", 'Every package once'],
  [{ pythonRequirements: ['pandas>=2'] }, 'pythonRequirements[0] = "pandas>=2"', 'not an exact Python requirement', "'pandas==2.2.2'"],
  [{ pythonRequirements: ['--index-url=https://evil.example.com'] }, 'pythonRequirements[0] = "--index-url=https://evil.example.com"', 'not an exact Python requirement', "'name==version'"],
  [{ pythonRequirements: ['a==1 --hash=sha256:12'] }, 'pythonRequirements[0] = "a==1 --hash=sha256:12"', 'not an exact Python requirement', '--hash=sha256:'],
];

describe('names that cannot be', () => {
  test.each(titled(NAMES))('%s', (_title, row) => expectRefusal(() => makeImage(row[0]), row));
});

describe('references, addresses and checksums that cannot be', () => {
  test.each(titled(REFERENCES))('%s', (_title, row) => expectRefusal(() => makeImage(row[0]), row));
});
