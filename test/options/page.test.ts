import { readFileSync } from 'node:fs';
import { OPTION_NAMES, OPTIONS, Repository } from '../../src/model/repository';
import { EXAMPLES } from './examples';
import { OPTIONS_PAGE, optionsPage, statedDefaults } from './page';

test('docs/options.md is what the readers and the interfaces say', () => {
  expect(readFileSync(OPTIONS_PAGE, 'utf8')).toBe(optionsPage());
});

test.each(statedDefaults())('the default that the interface states for %s is the one that the reader gives', (_name, stated, read) => {
  expect(read).toEqual(stated);
});

test('every option that an rc file can hold has an example', () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual(OPTION_NAMES.filter((name) => name !== 'parent').sort());
});

test.each(Object.entries(EXAMPLES))('the example of %s is accepted', (name, value) => {
  const beside = name === 'license' ? { copyrightPeriod: EXAMPLES.copyrightPeriod } : name === 'baseImageIs' ? { baseImage: 'registry.example.com/ubuntu:22.04' } : {};
  const repository = Repository.read({ name: 'demo', ...beside, [name]: value }, { names: OPTION_NAMES });
  expect(repository.image.name).toBe(name === 'name' ? value : 'demo');
});

test('every option says what is allowed', () => {
  expect(Object.entries(OPTIONS).filter(([, option]) => option.facts.allowed === undefined).map(([name]) => name)).toEqual([]);
});
