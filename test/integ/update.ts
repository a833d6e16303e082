/**
 * Writes the golden repositories of test/integ afresh, and says what changed: `npm run goldens`. What a page of the docs reads
 * off them follows.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { withOwnColumn } from '../docs/practices';
import { differences, goldenFolder, goldenIn, synthesized, writeGolden } from './golden';
import { REPOSITORIES } from './repositories';

for (const [name, options] of Object.entries(REPOSITORIES)) {
  const folder = goldenFolder(name);
  const committed = existsSync(folder) ? goldenIn(folder) : {};
  const made = synthesized(options);
  const changes = differences(committed, made);
  if (changes.length > 0) writeGolden(folder, made);
  process.stdout.write(`${name}: ${Object.keys(made).length} files, ${changes.length} changed\n${changes.map((change) => `  ${change}\n`).join('')}`);
}

const integ = path.dirname(goldenFolder(''));
const known = Object.keys(REPOSITORIES).map((name) => path.basename(goldenFolder(name)));
for (const entry of readdirSync(integ).filter((name) => name.endsWith('.snapshot') && !known.includes(name))) {
  rmSync(path.join(integ, entry), { recursive: true });
  process.stdout.write(`${entry}: removed, no options make it\n`);
}

const comparison = path.join(__dirname, '..', '..', 'docs', 'workflows-compared.md');
const page = readFileSync(comparison, 'utf8');
if (withOwnColumn(page) !== page) {
  writeFileSync(comparison, withOwnColumn(page));
  process.stdout.write('docs/workflows-compared.md: its own column changed\n');
}
