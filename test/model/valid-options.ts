import * as fc from 'fast-check';
import { BASE_IMAGES } from '../../src/catalogue/base-images';
import { MODE_NAMES } from '../../src/catalogue/modes';
import { SPARK_LINES, SPARK_RELEASES, SparkLine } from '../../src/catalogue/spark-releases';
import { UNNEEDED_FILES } from '../../src/catalogue/unneeded-files';
import { UNPRINTABLE } from '../../src/options/option-problems';
import { compareVersions, lineOf } from '../../src/options/versions';
import { HOSTILE } from './string-options';

/** Versions that go together, as the sources of the catalogue say: the table that the model's checks must agree with. */
export const POSSIBLE_VERSIONS = SPARK_LINES.flatMap((line) => BASE_IMAGES.filter((base) => hasPython(line, base.python))
  .flatMap((base) => base.java.filter((java) => line.java.includes(java)).map((java) => ({ line, base, java }))));

function hasPython(line: SparkLine, python: string): boolean {
  return compareVersions(python, line.pythonMin) >= 0 && (line.pythonMax === undefined || compareVersions(python, line.pythonMax) <= 0);
}

/** Any text on one line that can be printed; every third is one that tries to get out of where it is put. */
export const freeText: fc.Arbitrary<string> = fc.oneof(
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => text.search(UNPRINTABLE) < 0) },
  { weight: 1, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...HOSTILE), fc.constantFrom(...HOSTILE)).map((parts) => parts.join('')) },
);

/** Free text that says something, where an empty one is refused. */
export const filledText: fc.Arbitrary<string> = freeText.filter((text) => text.trim() !== '');

const versions = fc.constantFrom(...POSSIBLE_VERSIONS).chain(({ line, base, java }) => fc.record({
  sparkVersion: fc.constantFrom(...SPARK_RELEASES.filter((r) => lineOf(r.version) === line.line).map((r) => r.version)),
  javaVersion: fc.constantFrom(java, Number(java)),
  scalaVersion: fc.constantFrom(...line.scala),
  pythonVersion: fc.constantFrom(base.python, undefined),
  baseImage: fc.constantFrom(...base.tags.map((tag) => `${base.name}:${tag}`), `docker.io/library/${base.name}:${base.tags[0]}@sha256:${'0f'.repeat(32)}`),
}));

/** Low enough for a port of each of a hundred workers, and none that a server listens on beside the web UI of its application. */
const port = fc.integer({ min: 1024, max: 65435 }).filter((number) => number !== 10000 && number !== 15002);
const distinctPorts = fc.uniqueArray(port, { minLength: 4, maxLength: 4 })
  .map(([master, masterUi, workerUi, applicationUi]) => ({ master, masterUi, workerUi, applicationUi }));
const hex = (length: number): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEF'), minLength: length, maxLength: length });
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const jar = fc.tuple(word, hex(128), fc.boolean()).map(([name, sha512, coordinates]) => (
  coordinates ? { coordinates: `org.example:${name}:1.0`, sha512 } : { url: `https://example.com/jars/${name}.jar`, sha512 }
));
const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });

/** Options of an image that are valid, in every combination; `sparkSha512` is always given, so that every release can be verified. */
export const imageOptions = fc.tuple(versions, fc.record({
  sparkSha512: hex(128),
  description: optional(filledText),
  owner: optional(fc.constantFrom('acme', 'Acme-Data', 'someone_acme', 'OWNER')),
  registry: optional(fc.constantFrom('ghcr.io', 'registry.example.com:5000')),
  imageName: optional(fc.constantFrom('acme/spark', 'a/b/c__d')),
  userName: optional(fc.constantFrom('spark', '_svc-1')),
  uid: optional(fc.integer({ min: 1001, max: 65533 })),
  gid: optional(fc.integer({ min: 1001, max: 65533 })),
  ports: optional(distinctPorts),
  volumes: optional(fc.uniqueArray(fc.record({ path: word.map((name) => `/mnt/${name}`), description: filledText, declared: optional(fc.boolean()) }), { selector: (v) => v.path, maxLength: 3 })),
  defaultMode: optional(fc.constantFrom(...MODE_NAMES)),
  profile: optional(fc.constantFrom('hardened', 'bitnami')),
  // None of the settings that options of the compose files decide as well.
  environment: optional(fc.record({ SPARK_DAEMON_MEMORY: optional(fc.constantFrom('2g', '1024m')), SPARK_SSL_ENABLED: optional(fc.constantFrom('yes', 'no')), SPARK_CONF_spark_app_name: optional(freeText) }).map(withoutAbsent)),
  aptPackages: optional(fc.uniqueArray(word.map((name) => `lib${name}`), { maxLength: 3 })),
  keepFiles: optional(fc.subarray(UNNEEDED_FILES.map((files) => files.name))),
  startupArchives: optional(fc.subarray(['master', 'worker', 'history-server', 'thrift-server', 'submit'])),
  pythonRequirements: optional(fc.uniqueArray(word.map((name) => `${name}==1.0`), { maxLength: 3 })),
  extraJars: optional(fc.uniqueArray(jar, { selector: (j) => String('coordinates' in j ? `${j.coordinates?.split(':')[1]}-1.0.jar` : j.url), maxLength: 3 })),
  labels: optional(fc.dictionary(word.map((name) => `com.example.${name}`), freeText, { maxKeys: 3 })),
  timeZone: optional(fc.constantFrom('Etc/UTC', 'Europe/Berlin', 'America/Argentina/Ushuaia')),
  sparkMirror: optional(fc.constantFrom('https://mirror.example.com/spark/', 'http://localhost:8000')),
  aptMirror: optional(fc.constant('https://mirror.example.com/apt')),
  pythonIndexUrl: optional(fc.constant('https://mirror.example.com/simple')),
  mavenMirror: optional(fc.constant('https://mirror.example.com/maven')),
  sparkConnect: optional(hex(128).map((sha512) => ({ sha512 }))),
})).map(([together, others]) => withoutAbsent({ name: 'demo', ...together, ...others, ...connectOf(together.sparkVersion, others) }));

/** Spark Connect fits only some releases, and the mode of that name needs it there. */
function connectOf(sparkVersion: string, { defaultMode, sparkConnect }: { defaultMode?: string; sparkConnect?: { sha512: string } }): object {
  if (sparkVersion.startsWith('4.')) return { sparkConnect: undefined };
  if (sparkVersion.startsWith('3.3.')) return { sparkConnect: undefined, defaultMode: defaultMode === 'connect' ? undefined : defaultMode };
  return defaultMode === 'connect' ? { sparkConnect: sparkConnect ?? { sha512: 'd'.repeat(128) } } : {};
}

const sections = fc.array(fc.record({ section: filledText, before: optional(fc.boolean()), markdown: freeText }).map(withoutAbsent), { maxLength: 2 });

/** Options of the repository that are valid, in every combination; sections name a heading that may not exist. */
export const repositoryOptions = fc.record({
  compose: optional(fc.record({ workers: fc.integer({ min: 1, max: 100 }), workerCores: fc.integer({ min: 1, max: 64 }), workerMemory: fc.constantFrom('1g', '512m'), network: fc.constantFrom('spark', 'data_net-1'), restart: fc.constantFrom('always', 'on-failure:5', 'no') })),
  defaultBranch: optional(fc.constantFrom('main', 'trunk', 'release/1.x')),
  testBranches: optional(fc.constantFrom(['main'], ['a', 'b/c'])),
  license: optional(fc.constantFrom('Apache-2.0', 'MIT', 'Unlicense')),
  copyrightPeriod: fc.constantFrom('2026', '2024-2026'),
  copyrightOwner: optional(filledText),
  securityContact: optional(fc.constantFrom('security@example.com', 'https://example.com/security?a=b&c=d')),
}).map(withoutAbsent);

/** Options of the repository with sections of the user's own. */
export const sectionOptions = fc.record({ readmeSections: optional(sections), securitySections: optional(sections) }).map(withoutAbsent);

/** Without the members that are undefined, as an rc file leaves them out. */
export function withoutAbsent<T extends object>(members: T): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}
