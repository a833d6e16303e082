import * as fc from 'fast-check';
import { compactJson } from '../../src/components/compact-json';
import { repositoryWith, synthesize } from './synthesis';

test('says the same, whatever it is', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    expect(JSON.parse(compactJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
  }));
});

test('writes on one line what fits, and fills lines with words', () => {
  const words = Array.from({ length: 30 }, (_, index) => `docs/page-${index}.md`);
  const lines = compactJson({ steps: [{ spawn: 'build' }, { exec: 'x'.repeat(200) }], words, none: [], empty: {} }).split('\n');
  expect(lines.filter((line) => line.length > 140)).toHaveLength(1);
  expect(lines).toContain('    { "spawn": "build" },');
  expect(lines.slice(-2)).toEqual(['  "empty": {}', '}']);
  expect(lines.filter((line) => line.includes('docs/page-'))).toHaveLength(5);
});

test('what programs alone read is compact in a repository, and ends with a line end', () => {
  const files = synthesize(repositoryWith());
  const compact = Object.entries(files).filter(([file]) => /^\.projen\/.*\.json$/.test(file));
  expect(compact.map(([file]) => file).sort()).toEqual(['.projen/deps.json', '.projen/files.json', '.projen/spark-image.json', '.projen/tasks.json']);
  for (const [, text] of compact) expect(text).toBe(`${compactJson(JSON.parse(text))}\n`);
});
