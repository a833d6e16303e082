import { Golden } from './golden';
import { hunksBetween, withHunks } from './hunks';

/** Names, one a line, the files of the base that a repository does not have. */
const ABSENT = 'absent-files.txt';

/** The name of a file that holds how a file differs from the one of the base; the `*` of an executable stays last. */
const DIFFERENCE = /\.diff(\*?)$/;

/**
 * What is kept of a golden repository: how it differs from another one, the base. A file that is the same in both is left out;
 * a file that differs is kept as hunks, in `FILE.diff`; a file that the base lacks, or that has little in common with the base's,
 * is kept whole. A change that all repositories share is then one change to review, and a folder shows what its options bring.
 */
export function stored(golden: Golden, base: Golden): Golden {
  const reserved = Object.keys(golden).find((file) => file === ABSENT || DIFFERENCE.test(file));
  if (reserved !== undefined) throw new Error(`a golden repository cannot hold "${reserved}": files of that name describe differences`);
  const kept = Object.keys(golden).filter((file) => golden[file] !== base[file]).map((file) => keptFile(file, golden[file], base[file]));
  const absent = Object.keys(base).filter((file) => !(file in golden));
  return sorted([...kept, ...(absent.length > 0 ? [[ABSENT, `${absent.join('\n')}\n`] as const] : [])]);
}

/** The whole repository again. */
export function restored(kept: Golden, base: Golden): Golden {
  const absent = (kept[ABSENT] ?? '').split('\n');
  const same = Object.entries(base).filter(([file]) => !absent.includes(file));
  const own = Object.entries(kept).filter(([file]) => file !== ABSENT).map(([file, text]) => restoredFile(file, text, base));
  return sorted([...same, ...own]);
}

function keptFile(file: string, text: string, base: string | undefined): readonly [string, string] {
  const hunks = base === undefined ? text : hunksBetween(base, text);
  return hunks.length < text.length ? [file.replace(/\*?$/, '.diff$&'), hunks] : [file, text];
}

function restoredFile(kept: string, text: string, base: Golden): readonly [string, string] {
  if (!DIFFERENCE.test(kept)) return [kept, text];
  const file = kept.replace(DIFFERENCE, '$1');
  if (!(file in base)) throw new Error(`${kept}: the base has no file "${file}"; run "npm run goldens"`);
  return [file, withHunks(base[file], text)];
}

function sorted(entries: ReadonlyArray<readonly [string, string]>): Golden {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
