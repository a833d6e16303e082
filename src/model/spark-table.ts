import { SPARK_TABLE, SparkLine, SparkRelease, SparkTable } from '../catalogue/spark-releases';
import { isDay } from '../options/days';
import { entries, list, Option, Placed, Required, unique, value, Values } from '../options/option';
import { InvalidValue, OptionProblems } from '../options/option-problems';
import { TEXT_RULES, textOf, urlOf } from '../options/text-values';
import { compareVersions, lineOf, majorVersionText, versionText } from '../options/versions';
import { sha512Of } from './extra-jars';

const RELEASE = "Three numbers: '4.3.1'";
const MINOR = "Two numbers: '3.11'";
const DAY = "A day, as text: '2028-04-30'";

/** A key's fingerprint as the files compare it: in upper case. */
export function fingerprintOf(given: unknown): string {
  return textOf('fingerprint', given).toUpperCase();
}

const MEMBERS = {
  version: new Required((given) => versionOf(given, 3, RELEASE), RELEASE),
  signingKey: value(fingerprintOf, TEXT_RULES.fingerprint.allowed),
  sha512: value(sha512Of, TEXT_RULES.sha512.allowed),
  javaVersions: list((given) => majorVersionText(given, '17'), 'A major version of Java', true),
  pythonMin: value(minorOf, MINOR),
  pythonMax: value(minorOf, MINOR),
  scalaVersions: list((given) => versionOf(given, 2, "Two numbers: '2.13'"), 'A version of Scala', true),
  hadoopVersion: value((given) => versionOf(given, 3, "Three numbers: '3.5.0'"), 'Three numbers'),
  endOfLife: value(dayOf, DAY),
  source: value(urlOf, 'An http or https address'),
};

/** An entry as it was read, and its members as they were given: a member that is wrong itself is not called missing. */
interface Added extends Values<typeof MEMBERS>, Placed {
  readonly version: string;
  readonly given: object;
}

/** Members without which nothing is known of a line. */
const OF_A_LINE = ['javaVersions', 'pythonMin', 'scalaVersions', 'hadoopVersion'];

const ENTRIES = entries(
  MEMBERS,
  "{ version: '4.3.1', signingKey or sha512 }, and for a new line javaVersions, pythonMin, scalaVersions and hadoopVersion",
).as(unique('version', 'it is in the list twice', 'Every release once'));

/** The option `sparkReleases`: the releases and lines of the catalogue, and those that the rc file adds. */
export const SPARK_TABLE_OPTION: Option<SparkTable> = new Option((given, place, problems) => {
  const found: readonly object[] = Array.isArray(given) ? given : [];
  return ENTRIES.read(given, place, problems).reduce((table, entry) => {
    const own = found.find((_, index) => entry.place === `${place}[${index}]`) ?? {};
    return withRelease(table, { ...entry, version: entry.version ?? '', given: own }, problems);
  }, SPARK_TABLE);
}, ENTRIES.facts);

/** The table with one more release. Where something is wrong with it, it is there too, so that nothing else is blamed on it. */
function withRelease(table: SparkTable, added: Added, problems: OptionProblems): SparkTable {
  const [oldest] = table.lines;
  const { place, version } = added;
  if (compareVersions(lineOf(version), oldest.line) < 0) {
    problems.add(`${place}.version`, version, `lines before ${oldest.line} are not supported`, `A release of ${oldest.line} or later`);
    return table;
  }
  const line = lineWith(table, added, problems);
  const release = releaseWith(table.releases.find((known) => known.version === version), added, problems);
  return {
    lines: [...table.lines.filter((known) => known.line !== line.line), line].sort((a, b) => compareVersions(a.line, b.line)),
    releases: [...table.releases.filter((known) => known.version !== version), release]
      .sort((a, b) => compareVersions(a.version, b.version)),
  };
}

function isGiven({ given }: Added, member: string): boolean {
  return Reflect.get(given, member) !== undefined;
}

function releaseWith(known: SparkRelease | undefined, added: Added, problems: OptionProblems): SparkRelease {
  const { place, version, signingKey = known?.signingKey, sha512 } = added;
  if (known?.signingKey === undefined && !isGiven(added, 'signingKey') && !isGiven(added, 'sha512')) {
    problems.add(place, version, 'nothing says how its download is verified', 'Add signingKey or sha512');
  }
  if (known?.signingKey !== undefined && known.signingKey !== signingKey) {
    problems.add(
      `${place}.signingKey`, signingKey, `another key signed Spark ${version}: ${known.signingKey}`, 'Leave it out, or add sha512 instead',
    );
  }
  return { version, signingKey, sha512: signingKey === undefined ? sha512 ?? '' : sha512 };
}

/** The line of a release. What the rc file says of a known line takes the place of what the catalogue says. */
function lineWith({ lines }: SparkTable, added: Added, problems: OptionProblems): SparkLine {
  const { place, version } = added;
  const own = lines.find((known) => known.line === lineOf(version));
  const missing = OF_A_LINE.filter((member) => !isGiven(added, member));
  if (own === undefined && missing.length > 0) {
    problems.add(place, version, `the catalogue has no line ${lineOf(version)}, and the entry does not say ${missing.join(', ')}`,
      `Add ${missing.length === 1 ? 'it' : 'them'}, as the documentation of Spark ${lineOf(version)} says`);
  }
  const known = own ?? { ...lines[lines.length - 1], pythonMax: undefined, endOfLife: undefined, source: 'sparkReleases' };
  const line: SparkLine = {
    line: lineOf(version),
    java: [...added.javaVersions ?? known.java].sort(compareVersions),
    pythonMin: added.pythonMin ?? known.pythonMin,
    pythonMax: added.pythonMax ?? known.pythonMax,
    scala: added.scalaVersions ?? known.scala,
    hadoop: added.hadoopVersion ?? known.hadoop,
    endOfLife: endOfLifeWith(known, added, problems),
    source: added.source ?? known.source,
  };
  if (line.pythonMax !== undefined && compareVersions(line.pythonMax, line.pythonMin) < 0) {
    problems.add(`${place}.pythonMax`, line.pythonMax, `it is lower than pythonMin, ${line.pythonMin}`, 'The newest Python of the line');
  }
  return line;
}

function endOfLifeWith(known: SparkLine, { place, endOfLife, source, given }: Added, problems: OptionProblems) {
  if (endOfLife === undefined) return known.endOfLife;
  if (Reflect.get(given, 'source') === undefined) {
    problems.add(`${place}.endOfLife`, endOfLife, 'nothing says where the day is announced', 'Add source: the address of the announcement');
  }
  return { date: endOfLife, estimated: false, source: source ?? '' };
}

function versionOf(given: unknown, parts: number, allowed: string): string {
  if (given === undefined) throw new InvalidValue('it is missing', allowed);
  const version = versionText(given, '4.0');
  if (version.split('.').length !== parts) throw new InvalidValue(`it has ${version.split('.').length} of ${parts} numbers`, allowed);
  return version;
}

function minorOf(given: unknown): string {
  const version = versionText(given, '3.10');
  if (!/^3\.\d+$/.test(version)) throw new InvalidValue('that is no minor version of Python 3', MINOR);
  return version;
}

function dayOf(given: unknown): string {
  if (typeof given !== 'string' || !isDay(given)) throw new InvalidValue('that is not a day of the calendar', DAY);
  return given;
}
