import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import * as path from 'node:path';
import { CommandFailure } from './exit-status';
import { codeOf } from './folder/folder-walk';
import { Terminal } from './terminal';

/** Where results go: standard output, or a file that is there only once it is whole. */
export interface Output {
  write(text: string): void;
  /** Everything was written. */
  close(): void;
  /** Something went wrong: nothing stays behind. */
  discard(): void;
}

/** @throws CommandFailure when the file cannot be written */
export function outputTo(file: string | undefined, terminal: Terminal): Output {
  if (file === undefined) return { write: (text) => terminal.out(text), close: () => undefined, discard: () => undefined };
  const target = path.resolve(terminal.directory, file);
  const temporary = `${target}.${process.pid}.part`;
  try {
    const descriptor = openSync(temporary, 'w');
    return {
      write: (text) => void writeSync(descriptor, text),
      close: () => {
        closeSync(descriptor);
        renameSync(temporary, target);
      },
      discard: () => {
        closeSync(descriptor);
        rmSync(temporary, { force: true });
      },
    };
  } catch (error) {
    throw new CommandFailure(`--output ${file}: the file cannot be written (${codeOf(error)}). Choose a file in a folder of yours.`);
  }
}
