import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { StringDecoder } from 'node:string_decoder';

const PIECE = 1024 * 1024;

/**
 * Text that waits in a temporary file, so that a thousand repositories are not kept in memory. The file is nameless where the system allows
 * it.
 */
export class Spool {
  private readonly directory = mkdtempSync(path.join(tmpdir(), 'spark-image-report-'));
  private readonly descriptor = openSync(path.join(this.directory, 'text'), 'w+');

  constructor() {
    this.remove();
  }

  add(text: string): void {
    writeSync(this.descriptor, text);
  }

  /** Everything that was added, in pieces; afterwards the file is gone. */
  *pieces(): Generator<string> {
    const decoder = new StringDecoder('utf8');
    const buffer = Buffer.alloc(PIECE);
    const next = (): number => readSync(this.descriptor, buffer, 0, PIECE, position);
    let position = 0;
    for (let length = next(); length > 0; length = next()) {
      position += length;
      yield decoder.write(buffer.subarray(0, length));
    }
    closeSync(this.descriptor);
    this.remove();
  }

  /** Windows removes no file that is open: it is gone in the end there. */
  private remove(): void {
    try {
      rmSync(this.directory, { recursive: true, force: true });
    } catch {
      // It is tried again in the end.
    }
  }
}
