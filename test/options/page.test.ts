import { readFileSync } from 'node:fs';
import { OPTION_NAMES, Repository } from '../../src/model/repository';
import { EXAMPLES } from './examples';
import { BESIDE } from './member-examples';
import { OPTIONS_FILE, OPTIONS_PAGE, optionsFile, optionsPage } from './page';
import { exampleOf, readRecords, statedDefaults } from './records';

const RECORDS = readRecords();

test('docs/options.md is what the readers and the interfaces say', () => {
  expect(readFileSync(OPTIONS_PAGE, 'utf8')).toBe(optionsPage());
});

test('assets/options.json says the same to the command', () => {
  expect(readFileSync(OPTIONS_FILE, 'utf8')).toBe(optionsFile());
});

test('every option stands below one heading', () => {
  expect(RECORDS.map(({ name }) => name).filter((name) => !name.includes('.')).sort()).toEqual([...OPTION_NAMES].sort());
});

test.each(statedDefaults())('the default that the interface states for %s is the one that the reader gives', (_name, stated, read) => {
  expect(read).toEqual(stated);
});

test('every option that an rc file can hold has an example', () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual(OPTION_NAMES.filter((name) => name !== 'parent').sort());
});

test.each(RECORDS.map(({ name }) => name).filter((name) => name !== 'parent'))('the example of %s shows it, and is accepted', (name) => {
  const [option, ...path] = name.split('.');
  const example = exampleOf(name);
  const shown = path.reduce<unknown>((value, member) => Reflect.get(Object(Array.isArray(value) ? value.find((entry) => typeof entry === 'object') : value), member), example);
  expect(shown).toBeDefined();
  const beside = BESIDE[name] ?? BESIDE[name.split('.').slice(0, 2).join('.')] ?? {};
  const repository = Repository.read({ name: 'demo', ...beside, [option]: example }, { names: OPTION_NAMES });
  expect(repository.image.name).toBe(name === 'name' ? example : 'demo');
});

test('every option says what is allowed', () => {
  expect(RECORDS.filter(({ allowed }) => allowed === '').map(({ name }) => name)).toEqual([]);
});
