/**
 * Writes the golden repositories of test/integ afresh, and says what changed: `npm run goldens`. What a page of the docs reads
 * off them follows. A conflict of a merge needs no hands: take either side, and run it.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { withOwnColumn } from '../docs/practices';
import { differences, Golden, goldenIn, keptOf, snapshotFolder, synthesized, wholeGolden, writeGolden } from './golden';
import { REPOSITORIES } from './repositories';

/** What is committed; nothing, if the files do not fit together, as after a merge. */
function committed(name: string): Golden {
  try {
    return existsSync(snapshotFolder(name)) ? wholeGolden(name) : {};
  } catch (error) {
    process.stdout.write(`${name}: ${error instanceof Error ? error.message : error}\n`);
    return {};
  }
}

const before = Object.keys(REPOSITORIES).map(committed);
for (const [index, [name, options]] of Object.entries(REPOSITORIES).entries()) {
  const made = synthesized(options);
  const changes = differences(before[index], made);
  const kept = keptOf(name, made);
  const folder = snapshotFolder(name);
  if (!existsSync(folder) || differences(goldenIn(folder), kept).length > 0) writeGolden(folder, kept);
  process.stdout.write(`${name}: ${Object.keys(made).length} files, ${changes.length} changed\n${changes.map((change) => `  ${change}\n`).join('')}`);
}

const integ = path.dirname(snapshotFolder(''));
const known = Object.keys(REPOSITORIES).map((name) => path.basename(snapshotFolder(name)));
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
