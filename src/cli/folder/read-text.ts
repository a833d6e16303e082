import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { codeOf } from './folder-walk';

/** No file that a person wrote is larger. */
export const LARGEST_TEXT = 1024 * 1024;

/** A text, or why there is none. */
export interface TextOrReason {
  readonly text?: string;
  readonly reason?: string;
}

/**
 * Reads a file as text. Never fails: a file that is too large, no text, or not readable is answered by the reason.
 *
 * @param file its path
 * @param largest bytes that are read at most
 */
export function readText(file: string, largest: number = LARGEST_TEXT): TextOrReason {
  try {
    const descriptor = openSync(file, 'r');
    try {
      const { size } = fstatSync(descriptor);
      if (size > largest) return { reason: `is ${size} bytes large, more than the ${largest} that are read` };
      return textOf(descriptor, Math.max(size, Math.min(largest, LARGEST_TEXT)));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    return { reason: `cannot be read (${codeOf(error)})` };
  }
}

/** Files of /proc say that they are empty: what comes is read, whatever the size. */
function textOf(descriptor: number, most: number): TextOrReason {
  const bytes = Buffer.alloc(most + 1);
  let length = 0;
  for (let count = 1; count > 0 && length < bytes.length; length += count) {
    count = readSync(
      descriptor,
      bytes,
      length,
      bytes.length - length,
      length,
    );
  }
  if (length > most) return { reason: `is larger than the ${most} bytes that are read` };
  const content = bytes.subarray(0, length);
  if (content.includes(0)) return { reason: 'is no text: it holds zero bytes' };
  return { text: content.toString('utf8') };
}
