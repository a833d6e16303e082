/**
 * Writes the table of the connectors' files afresh, and shows what changed:
 *
 *   npm run connectors -- ADDRESS [NAME@VERSION…]
 *
 * ADDRESS is that of a Maven repository. Of each connector whose version is its own, the newest release is taken up beside those that
 * the table has; NAME@VERSION takes up another one. Every file is downloaded, hashed and compared with the table: a file that changed is an error.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { CONNECTORS } from '../../src/catalogue/connectors';
import { ConnectorBuild, ConnectorRecord, JarRecord } from '../../src/catalogue/connectors/connector-record';
import { isOfSeries, JARS_FILE, readJars } from '../../src/catalogue/connectors/jars';
import { SPARK_LINES, SPARK_RELEASES } from '../../src/catalogue/spark-releases';
import { javaVersionOf } from './java-version';
import { MavenRepository, sha512 } from './repository';

const HEADER = `# Files of the connectors, written by 'npm run connectors': coordinates, bytes, oldest Java, licence, SHA-512.
# Of an artifact the newest version stands first.
`;

/** Lines that the catalogue of connectors begins with. */
const LINES = SPARK_LINES.filter(({ line }) => !['3.3', '3.4'].includes(line));

/** Versions that are no releases. */
const UNFINISHED = /(?:alpha|beta|rc|snapshot|milestone|preview|-m\d|cr\d)/i;

/** Builds of one artifact for several versions of Java: the one for the oldest that this package supports with it. */
const VARIANT = /\.jre(\d+)$/;

class Refresh {
  readonly found = new Map<string, JarRecord>();

  constructor(
    private readonly repository: MavenRepository,
    private readonly before: ReadonlyMap<string, JarRecord>,
    private readonly wanted: readonly string[],
  ) {}

  async connector(record: ConnectorRecord): Promise<void> {
    for (const build of record.builds) {
      for (const { line, scala } of LINES) {
        if (build.lines && !build.lines.includes(line)) continue;
        for (const scalaVersion of scala) await this.build(record, build, line, scalaVersion);
      }
    }
  }

  private async build(record: ConnectorRecord, { jars, series }: ConnectorBuild, line: string, scala: string): Promise<void> {
    const filled = jars.map(({ coordinates }) => coordinates.replace(/\{line\}/g, line).replace(/\{scala\}/g, scala));
    if (record.follows === 'Spark') {
      const releases = SPARK_RELEASES.map(({ version }) => version).filter((version) => version.startsWith(`${line}.`));
      for (const coordinates of filled) {
        for (const version of coordinates.includes('{version}') ? releases : ['']) await this.take(coordinates.replace('{version}', version));
      }
      return;
    }
    for (const version of await this.versions(record, filled[0], series)) {
      for (const coordinates of filled) await this.take(coordinates.replace('{version}', version));
    }
  }

  /** Versions of a connector that has its own: those of the table, those that were asked for, and the newest. */
  private async versions(record: ConnectorRecord, template: string, series?: string): Promise<string[]> {
    if (!template.includes('{version}')) return [''];
    const [group, artifact] = template.split(':');
    const published = (await this.repository.versions(group, artifact)).filter((version) => !UNFINISHED.test(version));
    const same = published.filter((version) => (VARIANT.exec(version)?.[1] ?? '11') === '11');
    const known = [...this.before.keys()].filter((key) => key.startsWith(`${group}:${artifact}:`)).map((key) => key.split(':')[2]);
    const asked = this.wanted.filter((word) => word.startsWith(`${record.name}@`)).map((word) => word.slice(record.name.length + 1));
    const newest = same.filter((version) => isOfSeries(version, series)).sort(byVersion).slice(0, 1);
    return [...new Set([...known, ...asked, ...newest])].filter((version) => isOfSeries(version, series));
  }

  private async take(coordinates: string): Promise<void> {
    if (this.found.has(coordinates)) return;
    const content = await this.repository.file(coordinates);
    const old = this.before.get(coordinates);
    if (content === undefined) {
      if (old) this.found.set(coordinates, old);
      return;
    }
    const licence = await this.repository.licence(coordinates);
    const record = { coordinates, bytes: content.length, java: javaVersionOf(content), licence, sha512: sha512(content) };
    if (old && old.sha512 !== record.sha512) throw new Error(`${coordinates} is another file than before: it had the SHA-512 ${old.sha512}, and has ${record.sha512}.`);
    if (!old) process.stdout.write(`+ ${coordinates}  ${(record.bytes / 1e6).toFixed(1)} MB, Java ${record.java}, ${record.licence}\n`);
    this.found.set(coordinates, record);
  }
}

/** The newest first; parts that are numbers are compared as such. */
function byVersion(a: string, b: string): number {
  return b.localeCompare(a, 'en', { numeric: true });
}

function byCoordinates(a: JarRecord, b: JarRecord): number {
  const [left, right] = [a, b].map(({ coordinates }) => coordinates.split(':'));
  return `${left[0]}:${left[1]}`.localeCompare(`${right[0]}:${right[1]}`, 'en') || byVersion(left[2], right[2]);
}

async function main([address, ...wanted]: readonly string[]): Promise<void> {
  if (address === undefined || !/^https?:/.test(address)) throw new Error('Name a Maven repository: npm run connectors -- https://maven.example.com/central');
  const before = readJars(readFileSync(JARS_FILE, 'utf8'));
  const refresh = new Refresh(new MavenRepository(address.replace(/\/+$/, '')), before, wanted);
  for (const record of CONNECTORS) await refresh.connector(record);
  for (const gone of before.keys()) if (!refresh.found.has(gone)) process.stdout.write(`- ${gone}  no connector names it\n`);
  const rows = [...refresh.found.values()].sort(byCoordinates)
    .map(({ coordinates, bytes, java, licence, sha512: sum }) => `${coordinates} ${bytes} ${java} ${licence} ${sum}\n`);
  writeFileSync(JARS_FILE, HEADER + rows.join(''));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
