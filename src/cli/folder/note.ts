/** Something about the files that a reader of the results must know: what was not read, or cannot be understood. */
export interface Note {
  /** Path in the repository; '' for the repository itself. */
  readonly file: string;
  /** Line, counted from 1. */
  readonly line?: number;
  readonly message: string;
}

/** A note on one line: `docker-compose.yml:7: …`. */
export function noteText({ file, line, message }: Note): string {
  const place = [file, line].filter((part) => part !== '' && part !== undefined).join(':');
  return place === '' ? message : `${place}: ${message}`;
}
