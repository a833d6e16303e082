import { existsSync, lstatSync } from 'node:fs';
import * as path from 'node:path';
import { contentHash, isExecutable, listedFiles } from '../../components/generation-record';
import { readText } from '../folder/read-text';

/** A managed file as it stands somewhere. */
export interface ManagedContent {
  readonly text: string;
  readonly executable: boolean;
  /** Whether it is a link; no file is generated as one. */
  readonly link: boolean;
  /** That of its content; a link has none. */
  readonly hash?: string;
}

/** Written by projen without being in its list, since npm changes it too. */
const BESIDE_THE_LIST = ['package.json'];

/** Paths of the managed files of a folder, as projen's list names them; undefined where there is no such list. */
export function managedPaths(folder: string): string[] | undefined {
  const listed = listedFiles(folder);
  if (!listed) return undefined;
  return [...new Set([...listed, ...BESIDE_THE_LIST.filter((file) => existsSync(path.join(folder, file)))])];
}

/** A managed file as it stands in a folder; undefined where it is missing. */
export function managedContent(folder: string, file: string): ManagedContent | undefined {
  const place = path.join(folder, file);
  const { text } = readText(place);
  if (text === undefined) return undefined;
  const executable = isExecutable(place);
  const link = lstatSync(place).isSymbolicLink();
  return { text, executable, link, hash: link ? undefined : contentHash(file, text, executable) };
}
