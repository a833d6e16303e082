import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { Project } from 'projen/lib/project';

/** Written when this package is compiled: says which code a text was made by. */
const FINGERPRINT = path.join(__dirname, '..', 'fingerprint.txt');

/**
 * A text that follows from its facts alone and takes long to make: made once, and taken from `node_modules/.cache` for as
 * long as the facts and the code of this package are the same. Without a compiled package, or without `node_modules`,
 * it is made each time.
 *
 * @param project project that the text belongs to
 * @param name name of the text, for the cache
 * @param facts everything that the text follows from
 * @param make makes the text
 */
export function remembered(project: Project, name: string, facts: unknown, make: () => string): string {
  const modules = path.join(project.root.outdir, 'node_modules');
  if (!existsSync(FINGERPRINT) || !existsSync(modules)) return make();
  const key = hash(`${readFileSync(FINGERPRINT, 'utf8')}\n${JSON.stringify(facts)}`);
  const place = hash(path.relative(project.root.outdir, project.outdir)).slice(0, 12);
  const file = path.join(modules, '.cache', 'spark-image-project', `${place}-${name.replace(/\//g, '-')}.json`);
  const known = read(file);
  if (known?.key === key) return known.text;
  const text = make();
  write(file, { key, text });
  return text;
}

interface Entry {
  readonly key: string;
  readonly text: string;
}

function read(file: string): Entry | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Not there, or cut short: as good as none.
    return undefined;
  }
}

function write(file: string, entry: Entry): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(entry));
  } catch {
    // A cache that cannot be written costs time and nothing else.
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
