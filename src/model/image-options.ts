import { TAKEN_NAMES } from '../catalogue/base-images';
import { MODE_NAMES } from '../catalogue/modes';
import { DEFAULT_SPARK_MIRROR, DEFAULT_SPARK_VERSION } from '../catalogue/spark-releases';
import { UNNEEDED_FILES } from '../catalogue/unneeded-files';
import { line, list, map, number, Option, raw, Required, text, texts, value, word, wordOf } from '../options/option';
import { InvalidValue } from '../options/option-problems';
import { lineOfText, repositoryName, TEXT_RULES, textOf, timeZoneOf, urlOf } from '../options/text-values';
import { ACCEPTED_ADVISORIES } from './advisories-of';
import { CONNECTORS_OPTION } from './connectors';
import { EXTRA_JARS, sha512Of } from './extra-jars';
import { JAR_REPLACEMENTS_OPTION } from './jar-replacements';
import { PORTS } from './ports';
import { ENVIRONMENT } from './setting-values';
import { fingerprintOf, SPARK_TABLE_OPTION } from './spark-table';
import { STARTUP_ARCHIVES } from './startup-archives';
import { VOLUMES } from './volumes';

/** Stands in addresses where the owner of the repository is not known. */
export const UNKNOWN_OWNER = 'OWNER';

/** Ids below are the distribution's own, 65534 is nobody: https://www.debian.org/doc/debian-policy/ch-opersys.html#uid-and-gid-classes */
const MIN_ID = 101;
const MAX_ID = 65533;

const KEPT = UNNEEDED_FILES.map((files) => files.name);

const address: Option<string | undefined> = value(urlOf, 'An http or https address without user, password, query or fragment');

/** Options that decide what the image is. Versions and the base image are read together: each depends on the others. */
export const IMAGE = {
  name: new Required(repositoryName, TEXT_RULES.repositoryName.allowed),
  description: line(),
  sparkReleases: SPARK_TABLE_OPTION,
  sparkVersion: raw({
    allowed: 'A release, or a line for its newest release whose signing key is known',
    whenAbsent: DEFAULT_SPARK_VERSION,
  }),
  javaVersion: raw({ allowed: 'A major version that the Spark line supports and the base image has' }),
  pythonVersion: raw({ allowed: "The minor version of the base image's Python" }),
  scalaVersion: raw({ allowed: 'A version that the Spark line is published for' }),
  pysparkVersion: raw({ allowed: 'Three numbers, of the same line as sparkVersion' }),
  baseImage: raw({ allowed: "'name:tag' of a known image, optionally with '@sha256:…'" }),
  baseImageIs: raw({ allowed: 'A known base image' }),
  platforms: texts('platform', true).or(['linux/amd64', 'linux/arm64']),
  owner: value((given) => (given === UNKNOWN_OWNER ? UNKNOWN_OWNER : textOf('owner', given)), TEXT_RULES.owner.allowed).or(UNKNOWN_OWNER),
  registry: text('registry').or('ghcr.io'),
  imageName: text('imagePath'),
  userName: value(newUserName, TEXT_RULES.userName.allowed).or('spark'),
  uid: number(MIN_ID, MAX_ID, 'a user id').or(1001),
  gid: number(MIN_ID, MAX_ID, 'a group id').or(1001),
  ports: PORTS,
  volumes: VOLUMES,
  defaultMode: word(MODE_NAMES).or('master'),
  profile: word(['hardened', 'bitnami']).or('hardened'),
  environment: ENVIRONMENT,
  aptPackages: texts('aptPackage').or([]),
  pythonRequirements: texts('requirement').or([]),
  pythonRequirementsFile: text('repositoryFile'),
  connectors: CONNECTORS_OPTION,
  extraJars: EXTRA_JARS,
  jarReplacements: JAR_REPLACEMENTS_OPTION,
  sparkConnect: raw({ allowed: '{ sha512 }', members: { sha512: new Required(sha512Of, TEXT_RULES.sha512.allowed) } }),
  startupArchives: STARTUP_ARCHIVES,
  keepFiles: list((given) => wordOf(given, KEPT), `One of ${KEPT.join(', ')}`).or([]),
  labels: map((key) => textOf('labelKey', key), (given) => lineOfText(given)),
  timeZone: value(timeZoneOf, TEXT_RULES.timeZone.allowed).or('Etc/UTC'),
  sparkMirror: address.or(DEFAULT_SPARK_MIRROR),
  aptMirror: address,
  pythonIndexUrl: address,
  mavenMirror: address,
  sparkSha512: value(sha512Of, TEXT_RULES.sha512.allowed),
  sparkSigningKey: value(fingerprintOf, TEXT_RULES.fingerprint.allowed),
  acceptedAdvisories: ACCEPTED_ADVISORIES,
};

/** The service user's name: useradd refuses one that the base image has already. */
function newUserName(given: unknown): string {
  const name = textOf('userName', given);
  if (TAKEN_NAMES.includes(name)) {
    throw new InvalidValue('every base image has a user or group of that name already', "Another name, such as 'spark'");
  }
  return name;
}
