import { CONNECTOR_NAMES, CONNECTORS } from '../catalogue/connectors';
import { ConnectorBuild, ConnectorProperty, ConnectorRecord, JarRecord } from '../catalogue/connectors/connector-record';
import { knownJars, knownVersions } from '../catalogue/connectors/jars';
import { SparkLine } from '../catalogue/spark-releases';
import { nearestName } from '../options/nearest-name';
import { membersOf, Option, readMembers, Required, value, word } from '../options/option';
import { InvalidValue, kindOf, OptionProblems } from '../options/option-problems';
import { compareVersions, lineOf } from '../options/versions';
import { artifactOf, fileNameOf } from './extra-jars';
import { ExtraJar } from './image-structures';

/** A file of a connector, and why it is there. */
export interface ConnectorFile extends JarRecord {
  readonly why: string;
}

/** A connector of the image. */
export interface Connector {
  readonly record: ConnectorRecord;
  readonly version: string;
  readonly files: readonly ConnectorFile[];
  /** Oldest Java that reads all of its files. */
  readonly java: number;
  readonly build: ConnectorBuild;
}

/** A connector that the options ask for. */
export interface WantedConnector {
  readonly place: string;
  readonly record: ConnectorRecord;
  readonly version?: string;
  readonly sdk?: 'modules' | 'bundle';
}

/** What decides which files a connector has. */
export interface ConnectorFacts {
  readonly sparkVersion: string;
  readonly scalaVersion: string;
  readonly javaVersion: string;
  /** Version of the Hadoop in Spark. */
  readonly hadoop: string;
  /** Lines of Spark that there are, for advice. */
  readonly lines: readonly SparkLine[];
}

const ALLOWED = "names of connectors, or sets of options: ['s3', { name: 'iceberg', version: '1.10.2' }]";

const MEMBERS = {
  name: new Required(connectorNamed, `One of ${CONNECTOR_NAMES.join(', ')}`),
  version: value(versionOf, "A version of the connector that the catalogue knows: '1.10.2'"),
  sdk: word(['modules', 'bundle']),
};

/** The option `connectors`. The command line gives one name alone as that name. */
export const CONNECTORS_OPTION: Option<readonly WantedConnector[]> = new Option((given, option, problems) => {
  if (given === undefined) return [];
  const wanted = (Array.isArray(given) ? given : [given]).flatMap((entry: unknown, index): WantedConnector[] => {
    const place = Array.isArray(given) ? `${option}[${index}]` : option;
    const read = typeof entry === 'string'
      ? { name: problems.attempt(place, entry, () => connectorNamed(entry)) }
      : readEntry(entry, place, problems);
    return read?.name === undefined ? [] : [{ ...read, record: read.name, place }];
  });
  return wanted.filter(({ place, record }, index) => {
    if (wanted.findIndex((other) => other.record === record) === index) return true;
    problems.add(place, record.name, 'it is in the list twice', 'Every connector once');
    return false;
  });
}, { allowed: `A list of ${ALLOWED}. Names: ${CONNECTOR_NAMES.join(', ')}`, whenAbsent: [], members: MEMBERS });

function readEntry(entry: unknown, place: string, problems: OptionProblems) {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    problems.add(place, entry, `it is ${kindOf(entry)}`, `Give ${ALLOWED}`);
    return undefined;
  }
  return readMembers(MEMBERS, membersOf(place, entry, problems, ALLOWED, Object.keys(MEMBERS)), problems, `${place}.`);
}

/** @throws InvalidValue for anything but the name of a connector */
function connectorNamed(given: unknown): ConnectorRecord {
  const found = CONNECTORS.find(({ name }) => name === given);
  if (found) return found;
  if (typeof given !== 'string') {
    throw new InvalidValue(`the name of a connector is text, this is ${kindOf(given)}`, `One of ${CONNECTOR_NAMES.join(', ')}`);
  }
  const other = CONNECTORS.find(({ otherNames = [] }) => otherNames.includes(given.toLowerCase()))?.name;
  const near = other ?? nearestName(given, CONNECTOR_NAMES);
  throw new InvalidValue('the catalogue has no connector of that name',
    `${near === undefined ? '' : `Did you mean '${near}'? `}One of ${CONNECTOR_NAMES.join(', ')}. For any other JAR use ` +
      'extraJars, with coordinates and checksum');
}

function versionOf(given: unknown): string {
  if (typeof given === 'string' && /^\d[A-Za-z0-9._-]*$/.test(given)) return given;
  const numeric = typeof given === 'number';
  throw new InvalidValue(
    numeric ? 'it is a number, and a number loses its last zero' : 'that is not a version',
    "Write the version as text: '1.10.2'",
  );
}

/** Notes a problem, and gives no connector. */
class Refusal {
  constructor(private readonly wanted: WantedConnector, private readonly problems: OptionProblems) {}

  because(why: string, allowed: string, member = ''): undefined {
    const { place, record, version, sdk } = this.wanted;
    const given = member === '.version' ? version : member === '.sdk' ? sdk : record.name;
    this.problems.add(`${place}${member}`, given, why, allowed);
    return undefined;
  }
}

/** The connectors that were asked for, each with its files; a problem is noted for each that this image cannot have. */
export function connectorsOf(wanted: readonly WantedConnector[], facts: ConnectorFacts, problems: OptionProblems): Connector[] {
  const whole = wanted.filter(({ record }) => record.partOf === undefined)
    .flatMap((one) => connectorOf(one, facts, new Refusal(one, problems)) ?? []);
  const parts = wanted.flatMap((one) => {
    const { partOf } = one.record;
    if (partOf === undefined) return [];
    const refusal = new Refusal(one, problems);
    // Where the other one is wrong, that is said once.
    if (!wanted.some(({ record }) => record.name === partOf)) {
      refusal.because(`it adds to ${partOf}, which is not in the list`, `Add '${partOf}'`);
    }
    const base = whole.find(({ record }) => record.name === partOf);
    return base === undefined ? [] : connectorOf(one, facts, refusal, base.version) ?? [];
  });
  return wanted.flatMap(({ record }) => [...whole, ...parts].filter((connector) => connector.record === record));
}

/** @param newest version that it must not be newer than, unless a version was chosen */
function connectorOf(
  { record, version, sdk }: WantedConnector,
  facts: ConnectorFacts,
  refusal: Refusal,
  newest?: string,
): Connector | undefined {
  const { name, bundledSince } = record;
  if (bundledSince !== undefined && compareVersions(facts.sparkVersion, bundledSince) >= 0) {
    return refusal.because(`Spark ${facts.sparkVersion} holds it already`, 'Leave it out');
  }
  const all = candidates(record, facts);
  if (all.length === 0) return refusal.because(`the catalogue has no ${name} for ${platformText(facts)}`, otherPlatforms(record, facts));
  const kinds = all.map(({ build }) => build.sdk);
  if (sdk !== undefined && !kinds.includes(sdk)) {
    return refusal.because(`${name} has no choice of SDKs`, 'Leave it out: s3 alone has one', '.sdk');
  }
  const ofKind = all.filter(({ build }) => build.sdk === undefined || build.sdk === (sdk ?? 'modules'));
  const versions = [...new Set(ofKind.map((candidate) => candidate.version))];
  const fits = (given: string): boolean =>
    (version === undefined ? newest === undefined || compareVersions(given, newest) <= 0 : given === version);
  const ofVersion = ofKind.filter((candidate) => fits(candidate.version));
  if (ofVersion.length === 0) {
    if (record.follows) {
      return refusal.because(
        `its version follows ${record.follows}: for Spark ${facts.sparkVersion} it is ${versions.join(', ')}`,
        'Leave the version out',
        '.version',
      );
    }
    if (version === undefined) {
      return refusal.because(
        `the oldest ${name} of the catalogue is ${versions[versions.length - 1]}, newer than ${record.partOf} ${newest}`,
        'Choose both versions',
      );
    }
    return refusal.because(
      `the catalogue has no such ${name} for ${platformText(facts)}`,
      `One of ${versions.join(', ')}; another one is added by extraJars, with coordinates and checksum`,
      '.version',
    );
  }
  const found = ofVersion.find(({ java }) => java <= Number(facts.javaVersion));
  if (found) return found;
  const [wanted] = ofVersion;
  const older = ofKind.find(({ java }) => java <= Number(facts.javaVersion));
  const instead = older ? `Choose ${name} ${older.version}, or javaVersion` : 'Set javaVersion to';
  return refusal.because(
    `${name} ${wanted.version} needs Java ${wanted.java}, and javaVersion is ${facts.javaVersion}`,
    `${instead} ${wanted.java}`,
  );
}

/** Every version of a connector whose files the catalogue has, the newest first. */
function candidates(record: ConnectorRecord, facts: ConnectorFacts): Connector[] {
  const line = lineOf(facts.sparkVersion);
  const filled = (template: string): string => template.replace(/\{line\}/g, line).replace(/\{scala\}/g, facts.scalaVersion);
  const fits = ({ lines = [line], hadoop = facts.hadoop }: ConnectorBuild): boolean => lines.includes(line) && hadoop === facts.hadoop;
  return record.builds.filter(fits).flatMap((build) => {
    const versions = record.follows === 'Spark'
      ? [facts.sparkVersion]
      : build.version !== undefined ? [build.version] : knownVersions(filled(build.jars[0].coordinates), build.series);
    return versions.flatMap((version) => {
      const files = build.jars.flatMap(({ coordinates, why }) => {
        const template = filled(coordinates);
        const known = knownJars().get(template.replace(
          '{version}',
          record.follows === 'Spark' ? nearestPatch(template, version) : version,
        ));
        return known ? [{ ...known, why }] : [];
      });
      if (files.length < build.jars.length) return [];
      const own = record.follows === 'Spark' ? files[0].coordinates.split(':')[2] : version;
      return [{ record, version: own, files, build, java: Math.max(...files.map(({ java }) => java)) }];
    });
  });
}

/** The patch release of Spark whose file is taken: the same, else the newest one before it, else the oldest one of its line. */
function nearestPatch(template: string, sparkVersion: string): string {
  const known = knownVersions(template).filter((version) => lineOf(version) === lineOf(sparkVersion));
  return known.find((version) => compareVersions(version, sparkVersion) <= 0) ?? known[known.length - 1] ?? sparkVersion;
}

function platformText({ sparkVersion, scalaVersion }: ConnectorFacts): string {
  return `Spark ${lineOf(sparkVersion)} with Scala ${scalaVersion}`;
}

/** Where the catalogue has the connector, as advice. */
function otherPlatforms(record: ConnectorRecord, facts: ConnectorFacts): string {
  const platforms = facts.lines.flatMap(({ line, scala, hadoop }) =>
    scala.map((scalaVersion) => ({ ...facts, sparkVersion: `${line}.99`, scalaVersion, hadoop })));
  const known = platforms.filter((platform) => candidates(record, platform).length > 0).map(platformText);
  const jars = 'its JARs by extraJars, with coordinates and checksums';
  return known.length === 0 ? `Add ${jars}` : `Choose ${known.join(', or ')}, or add ${jars}`;
}

/** The files of connectors, each once. */
export function connectorJars(connectors: readonly Connector[]): ExtraJar[] {
  const files = new Map(connectors.flatMap((connector) =>
    connector.files.map(({ coordinates, sha512 }) => [coordinates, { coordinates, sha512 }] as const)));
  return [...files.values()];
}

/** The properties that connectors need. Those that are lists are joined; others must not contradict each other. */
export function connectorProperties(
  connectors: readonly Connector[], environment: { readonly [name: string]: string }, problems: OptionProblems,
): ConnectorProperty[] {
  const wanted = connectors.flatMap(({ record }) => (record.properties ?? []).map((property) => ({ of: record.name, property })));
  return [...new Set(wanted.map(({ property }) => property.property))].map((name) => {
    const same = wanted.filter(({ property }) => property.property === name);
    const [first] = same;
    const other = same.find(({ property }) => !property.list && property.value !== first.property.value);
    if (other && !Object.hasOwn(environment, variableOf(name))) {
      problems.add('connectors', [first.of, other.of], `${first.of} and ${other.of} both need ${name}, with different values`,
        `Keep one of them, or say by environment which value counts: { ${variableOf(name)}: '…' }`);
    }
    return first.property.list ? { ...first.property, value: same.map(({ property }) => property.value).join(',') } : first.property;
  });
}

/** `SPARK_CONF_spark_sql_catalog_spark___catalog`: one underscore stands for a dot, two for a hyphen, three for an underscore. */
function variableOf(property: string): string {
  return `SPARK_CONF_${property.replace(/_/g, '___').replace(/-/g, '__').replace(/\./g, '_')}`;
}

/** Notes a problem for each JAR of the user's that a connector has as well. */
export function checkConnectorJars(connectors: readonly Connector[], jars: readonly ExtraJar[], problems: OptionProblems): void {
  for (const jar of jars) {
    const connector = connectors.find(({ files }) => files.some((file) => artifactOf(file) === artifactOf(jar)));
    if (connector) {
      problems.add(
        'connectors',
        connector.record.name,
        `${fileNameOf(jar)} is added too, and the connector has ${artifactOf(jar)} already`,
        'Keep one of them',
      );
    }
  }
}
