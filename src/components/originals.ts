import { constants, copyFileSync, lstatSync } from 'node:fs';
import * as path from 'node:path';

/** What git leaves out: the copies that `keep` makes. */
export const ORIGINALS = ['*.orig', '*.orig.[0-9]*'];

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
