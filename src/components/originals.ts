import { constants, copyFileSync, existsSync, lstatSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { PROJEN_MARKER } from 'projen/lib/common';
import { FileBase } from 'projen/lib/file';

/**
 * Keeps what already stood in the folder where a repository is created: every file that is about to be replaced is copied
 * first, as `keep` does.
 *
 * @returns paths of the copies, relative to the folder
 */
export function keepOriginals(files: readonly FileBase[]): string[] {
  return files.flatMap((file) => {
    const original = file.absolutePath;
    if (path.basename(original) === 'package.json' || !existsSync(original)) return [];
    if (readFileSync(original, 'utf8').includes(PROJEN_MARKER)) return [];
    return [keep(file.project.outdir, file.path)];
  });
}

/** Copies a file to the first free name of NAME.orig, NAME.orig.2 and so on. */
export function keep(repository: string, file: string): string {
  for (let number = 1; ; number++) {
    const copy = `${file}.orig${number === 1 ? '' : `.${number}`}`;
    // A link that leads nowhere takes a name as well.
    if (lstatSync(path.join(repository, copy), { throwIfNoEntry: false })) continue;
    copyFileSync(path.join(repository, file), path.join(repository, copy), constants.COPYFILE_EXCL);
    return copy;
  }
}
