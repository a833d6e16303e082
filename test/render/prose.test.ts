import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.join(folder, file));
}

/** What a page is asked for: the names of paragraphs, by page, in all sources. */
function asked(): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const file of filesBelow('src/render', '.ts')) {
    const source = readFileSync(path.join(ROOT, file), 'utf8');
    for (const [, reader, page] of source.matchAll(/^const (\w+) = prose\('(.+)'\);$/gm)) {
      const known = names.get(page) ?? new Set();
      for (const [, name] of source.matchAll(new RegExp(`\\b${reader}\\(\\s*'([^']+)'`, 'g'))) known.add(name);
      names.set(page, known);
    }
  }
  return names;
}

const PAGES = asked();

test('every page of prose is read', () => {
  const files = filesBelow('assets', '.md').map((file) => file.replace(/^assets\/(.*)\.md$/, '$1'));
  expect([...PAGES.keys()].sort()).toEqual(files.sort());
});

test.each([...PAGES])('each paragraph of assets/%s.md is used, and no other is asked for', (page, names) => {
  const text = readFileSync(path.join(ROOT, 'assets', `${page}.md`), 'utf8');
  expect([...text.matchAll(/^## (.+)$/gm)].map(([, name]) => name).sort()).toEqual([...names].sort());
});
