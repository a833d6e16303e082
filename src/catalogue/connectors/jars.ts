import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { JarRecord } from './connector-record';

/** The table of files. `npm run connectors` writes it; within an artifact the newest version stands first. */
export const JARS_FILE = path.join(__dirname, '..', '..', '..', 'assets', 'connectors', 'jars.txt');

let table: ReadonlyMap<string, JarRecord> | undefined;

/** Every file that the catalogue knows, by its coordinates. It is read when the first connector asks for it. */
export function knownJars(): ReadonlyMap<string, JarRecord> {
  table ??= readJars(readFileSync(JARS_FILE, 'utf8'));
  return table;
}

/**
 * The files of such a table.
 *
 * @throws Error if a line is not of five words
 */
export function readJars(text: string): Map<string, JarRecord> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(lines.map((line) => {
    const words = line.split(' ');
    const [coordinates, bytes, java, licence, sha512] = words;
    if (words.length !== 5 || !/^[0-9a-f]{128}$/.test(sha512)) {
      throw new Error(`A line of ${JARS_FILE} is no record of a file: ${JSON.stringify(line)}. Write it by 'npm run connectors'.`);
    }
    return [coordinates, { coordinates, bytes: Number(bytes), java: Number(java), licence, sha512 }];
  }));
}

/**
 * Versions of an artifact that the catalogue knows, the newest first. `{version}` stands for them in the template.
 *
 * @param series numbers that each of them begins with
 */
export function knownVersions(template: string, series?: string): string[] {
  const [before, after] = template.split('{version}');
  return [...knownJars().keys()]
    .filter((known) => known.startsWith(before) && known.endsWith(after))
    .map((known) => known.slice(before.length, known.length - after.length))
    .filter((version) => !version.includes(':') && isOfSeries(version, series));
}

/** Whether a version is one of a series; every one is when there is none. */
export function isOfSeries(version: string, series: string | undefined): boolean {
  return series === undefined || version === series || version.startsWith(`${series}.`);
}
