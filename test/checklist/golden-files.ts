import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RepositoryFiles } from '../../src/checklist/repository-files';

/** Files of a golden repository. */
export function goldenFiles(name: string): RepositoryFiles {
  const directory = resolve(__dirname, `../integ/${name}.snapshot`);
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return new RepositoryFiles(new Map(paths.map((path) => [path.slice(directory.length + 1), readFileSync(path, 'utf8')])));
}
