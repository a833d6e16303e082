/**
 * Writes the golden repositories of test/integ afresh, and says what changed: `npm run goldens`.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import * as path from 'node:path';
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
