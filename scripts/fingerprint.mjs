// Writes lib/fingerprint.txt: a hash of everything that decides what this package generates. Texts that are kept from one
// synthesis to the next are kept for this code only.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const files = ['lib', 'assets'].flatMap((directory) =>
  readdirSync(path.join(root, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'fingerprint.txt' && !entry.name.endsWith('.d.ts'))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name)),
);
const hash = createHash('sha256');
for (const file of files.sort()) hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file)).update('\0');
writeFileSync(path.join(root, 'lib', 'fingerprint.txt'), `${hash.digest('hex')}\n`);
