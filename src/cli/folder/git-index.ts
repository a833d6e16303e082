import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import * as path from 'node:path';

/** Bytes of an entry before its path: times, ids, mode, size, object name. */
const FIXED = 60;
const LARGEST_INDEX = 64 * 1024 * 1024;
/** The bit in the flags of an entry which says that two more bytes of flags follow. */
const EXTENDED = 0x4000;

/**
 * Paths that git tracks, read from its index; git itself is not run, since a repository's settings can make it start
 * programs. Undefined where there is no index, or one of another form than versions 2 and 3.
 */
export function trackedPaths(repository: string): Set<string> | undefined {
  const index = readWhole(path.join(repository, '.git', 'index'));
  if (!index || index.length < 12 || index.toString('latin1', 0, 4) !== 'DIRC' || ![2, 3].includes(index.readUInt32BE(4))) return undefined;
  const paths = new Set<string>();
  const count = index.readUInt32BE(8);
  for (let at = 12, entry = 0; entry < count && at + FIXED + 2 < index.length; entry++) {
    const start = at + FIXED + 2 + (Math.floor(index.readUInt16BE(at + FIXED) / EXTENDED) % 2) * 2;
    const end = index.indexOf(0, start);
    if (end < 0) return undefined;
    paths.add(index.toString('utf8', start, end));
    // Entries are padded with one to eight zeros to a multiple of eight.
    at += (Math.floor((end - at) / 8) + 1) * 8;
  }
  return paths;
}

function readWhole(file: string): Buffer | undefined {
  try {
    // Opening a pipe waits until somebody writes to it.
    if (!statSync(file).isFile()) return undefined;
    const descriptor = openSync(file, 'r');
    try {
      const status = fstatSync(descriptor);
      if (status.size > LARGEST_INDEX) return undefined;
      const bytes = Buffer.alloc(status.size);
      return bytes.subarray(0, readSync(descriptor, bytes, 0, status.size, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}
