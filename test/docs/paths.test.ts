import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '..', '..');

/** Paths of this repository that a page names in code. */
function pathsOf(page: string): string[] {
  const text = readFileSync(path.join(ROOT, page), 'utf8');
  return [...text.matchAll(/`((?:src|test|assets|projenrc|scripts|docs|bench)\/[^`\s]+)`/g)].map(([, file]) => file);
}

test.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('every path that %s names is there', (page) => {
  const paths = pathsOf(page);
  expect(paths.length).toBeGreaterThan(10);
  expect(paths.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
});
