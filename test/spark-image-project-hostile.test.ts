import * as fc from 'fast-check';
import { RECORD_FILE } from '../src/components/generation-record';
import { repositoryWith, synthesize } from './components/synthesis';
import { HOSTILE } from './model/string-options';
import { filledText, freeText } from './model/valid-options';
import { structureOf } from './structure-of';

/** Words that stand where a user's text goes, each found nowhere else. */
const PLACES = ['Descriptionplace', 'Labelplace', 'Volumeplace', 'Propertyplace', 'Holderplace', 'Optionsplace'] as const;

/** The files of a repository with these texts in the places. */
function texts(values: readonly string[]): { [file: string]: string } {
  const [description, label, volume, property, holder, javaOptions] = values;
  return synthesize(repositoryWith({
    description,
    labels: { 'com.example.note': label },
    volumes: [{ path: '/srv/more', description: volume }],
    environment: { SPARK_CONF_spark_app_name: property, SPARK_DAEMON_JAVA_OPTS: javaOptions },
    copyrightOwner: holder,
    license: 'MIT',
    copyrightPeriod: '2026',
  }));
}

/** Everything of a structure with the user's texts in their places. */
function withTexts(structure: unknown, values: readonly string[]): unknown {
  if (typeof structure === 'string') return structure.replace(new RegExp(PLACES.join('|'), 'g'), (place) => values[PLACES.findIndex((p) => p === place)]);
  if (Array.isArray(structure)) return structure.map((member) => withTexts(member, values));
  if (typeof structure === 'object' && structure !== null) return Object.fromEntries(Object.entries(structure).map(([key, value]) => [key, withTexts(value, values)]));
  return structure;
}

/** Spaces do not count in prose: Markdown shows any number of them as one. */
function comparable(file: string, structure: unknown): unknown {
  if (!/\.md$/.test(file)) return structure;
  return JSON.parse(JSON.stringify(structure), (_key, value) => (typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : value));
}

const plain = texts(PLACES);
const structures = Object.fromEntries(Object.entries(plain).map(([file, text]) => [file, structureOf(file, text)]));

/** Every generated file says the same as with plain words, but for the words themselves. */
function expectData(values: readonly string[]): void {
  const hostile = texts(values);
  expect(Object.keys(hostile)).toEqual(Object.keys(plain));
  for (const [file, text] of Object.entries(hostile)) {
    // Hashes of the others: they differ with every word.
    if (text === plain[file] || file === RECORD_FILE) continue;
    expect([file, comparable(file, structureOf(file, text))]).toEqual([file, comparable(file, withTexts(structures[file], values))]);
  }
}

/** Without what the setting refuses. */
function javaOptionsOf(text: string): string {
  return text.replaceAll('|', '/').replaceAll('-Xmx', '');
}

describe("a user's free texts stay data in every generated file", () => {
  test('the plain words arrive in the files that show them', () => {
    const holding = (place: string): string[] => Object.entries(plain).filter(([, text]) => text.includes(place)).map(([file]) => file);
    expect(holding('Descriptionplace')).toEqual(expect.arrayContaining(['Dockerfile', 'README.md', 'package.json']));
    expect(holding('Labelplace')).toEqual(['Dockerfile']);
    expect(holding('Volumeplace')).toEqual(['README.md']);
    expect(holding('Propertyplace')).toEqual(expect.arrayContaining(['.env.example', 'Dockerfile']));
    expect(holding('Holderplace')).toEqual(['LICENSE']);
    expect(holding('Optionsplace')).toEqual(expect.arrayContaining(['.env.example', 'Dockerfile', 'docs/configuration.md', 'spark-image/settings.sh']));
  });

  test.each(HOSTILE)('%j', (text) => {
    expectData([text, text, text, text, text, javaOptionsOf(text)]);
  });

  test('any combination of them', () => {
    const javaOptions = freeText.map((text) => `-D${javaOptionsOf(text)}`);
    fc.assert(fc.property(fc.tuple(filledText, freeText, filledText, freeText, filledText, javaOptions), expectData), { numRuns: 20 });
  });
});
