import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { call, folderOf } from './call';

const repository = (rc: string, file = '.projenrc.ts') => folderOf({ [file]: rc, '.projen/tasks.json': '{}' });
const pin = (folder: string, from = 'acme@1.0.0', to = 'acme@1.1.0') => call(['pin', from, to, folder]);

test.each([
  ['double quotes', 'devDeps: ["acme@1.0.0"]', 'devDeps: ["acme@1.1.0"]'],
  ['single quotes', "devDeps: ['acme@1.0.0', 'other@1.0.0']", "devDeps: ['acme@1.1.0', 'other@1.0.0']"],
  ['a template without a variable', 'devDeps: [`acme@1.0.0`]', 'devDeps: [`acme@1.1.0`]'],
  ['a constant', "const PIN = 'acme@1.0.0';\r\nx({ devDeps: [PIN] });\r\n", "const PIN = 'acme@1.1.0';\r\nx({ devDeps: [PIN] });\r\n"],
  ['comments that name it too', '// was "acme@1.0.0"\n/* \'acme@1.0.0\' */ x("acme@1.0.0"); // it\'s "acme@1.0.0"\n', '// was "acme@1.0.0"\n/* \'acme@1.0.0\' */ x("acme@1.1.0"); // it\'s "acme@1.0.0"\n'],
  ['texts that only hold it', 'x("https://a.b/acme@1.0.0", \'say "acme@1.0.0"\', "acme@1.0.0")', 'x("https://a.b/acme@1.0.0", \'say "acme@1.0.0"\', "acme@1.1.0")'],
])('moves a pin in %s, and no other byte', async (_, before, after) => {
  const folder = repository(before);
  expect(await pin(folder)).toEqual({ status: 0, out: '.projenrc.ts: acme@1.0.0 is now acme@1.1.0.\n', err: '' });
  expect(readFileSync(path.join(folder, '.projenrc.ts'), 'utf8')).toBe(after);
});

test('an rc file in JavaScript, and a scope', async () => {
  const folder = repository("x('@acme/spark@^1.0.0')", '.projenrc.js');
  expect(await pin(folder, '@acme/spark@^1.0.0', '@acme/spark@^2.0.0')).toMatchObject({ status: 0 });
  expect(readFileSync(path.join(folder, '.projenrc.js'), 'utf8')).toBe("x('@acme/spark@^2.0.0')");
});

test.each([
  ['code puts it together', 'devDeps: [`acme@${VERSION}`]', 'does not hold "acme@1.0.0" as one text in quotes'],
  ['it stands in a comment alone', '// "acme@1.0.0"\n', 'does not hold "acme@1.0.0" as one text in quotes'],
  ['it stands there twice', 'a("acme@1.0.0");\nb("acme@1.0.0");\n', 'holds "acme@1.0.0" 2 times (lines 1, 2)'],
])('refuses when %s, and changes nothing', async (_, rc, reason) => {
  const folder = repository(rc);
  expect(await pin(folder)).toMatchObject({ status: 1, err: expect.stringContaining(reason) });
  expect(readFileSync(path.join(folder, '.projenrc.ts'), 'utf8')).toBe(rc);
});

test('refuses what would end the text, and a folder that was not generated', async () => {
  expect(await pin(repository('x("acme@1.0.0")'), 'acme@1.0.0', 'acme@1"); evil("')).toMatchObject({ status: 1, err: expect.stringContaining('cannot be written between quotes') });
  expect(await pin(folderOf({}))).toMatchObject({ status: 1, err: expect.stringContaining('is no repository that was generated') });
});
