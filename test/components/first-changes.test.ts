import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { runInNewContext } from 'node:vm';
import { FIRST_CHANGES, firstChanges } from '../../src/components/first-changes';
import { OPTION_NAMES, Repository } from '../../src/model/repository';

/** What the lines say when somebody removes the two slashes before each. */
function uncommented(lines: readonly string[]): object {
  return runInNewContext(`({\n${lines.filter((line) => /^\/\/ \w+: /.test(line)).map((line) => line.replace(/^\/\/ /, '')).join('\n')}\n})`) as object;
}

const NAMES = Object.keys(FIRST_CHANGES);

test('a new rc file names ten options, each with what it is', () => {
  const [title, ...lines] = firstChanges([]);
  expect(title).toContain('npx spark-image options');
  expect(lines).toHaveLength(10);
  for (const line of lines) expect(line).toMatch(/^\/\/ \w+: .*, +\/\/ [A-Z`]\S* .*[^:.]$/);
  expect(JSON.parse(JSON.stringify(uncommented(lines)))).toEqual(FIRST_CHANGES);
});

test.each(NAMES.map((name, index) => [name, index] as const))('%s alone is accepted', (_, index) => {
  const given = uncommented([firstChanges([])[index + 1]]);
  expect(Object.keys(given)).toEqual([NAMES[index]]);
  expect(Repository.read({ name: 'demo', ...given }, { names: OPTION_NAMES }).image.name).toBe('demo');
});

test('all together are accepted', () => {
  expect(Repository.read({ name: 'demo', ...uncommented(firstChanges([])) }, { names: OPTION_NAMES }).image.sparkLine).toBe('4.1');
});

test('those that the rc file sets are left out, and nothing is said when all are set', () => {
  expect(Object.keys(uncommented(firstChanges(['name', 'sparkVersion', 'scan'])))).toEqual(NAMES.filter((name) => !['sparkVersion', 'scan'].includes(name)));
  expect(firstChanges(NAMES)).toEqual([]);
});

test('README.md names the same ten', () => {
  const [, table] = readFileSync(path.join(__dirname, '../../README.md'), 'utf8').split('change these ten most');
  expect([...table.split('\n\n')[1].matchAll(/^\| (.*?) \|/gm)].flatMap(([, names]) => [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name)).sort()).toEqual([...NAMES].sort());
});
