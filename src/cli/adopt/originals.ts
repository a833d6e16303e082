import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { RepositoryFiles } from '../../checklist/repository-files';
import { managedPaths } from '../drift/managed-files';
import { readText } from '../folder/read-text';

/**
 * The files of a repository that was created in a folder with a Dockerfile, as they stood before: each copy (NAME.orig) is in
 * the place of the generated file. Undefined if no Dockerfile was kept.
 */
export function filesBeforeCreation(root: string, files: RepositoryFiles): RepositoryFiles | undefined {
  const managed = managedPaths(root) ?? [];
  const kept = managed.filter((file) => existsSync(path.join(root, `${file}.orig`)));
  if (!kept.includes('Dockerfile')) return undefined;
  const own = files.paths.filter((file) => !managed.includes(file)).map((file) => [file, files.text(file)] as const);
  const texts = [...own, ...kept.map((file) => [file, readText(path.join(root, `${file}.orig`)).text] as const)];
  return new RepositoryFiles(new Map(texts.flatMap(([file, text]) => (text === undefined ? [] : [[file, text]]))));
}
