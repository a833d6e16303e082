import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { rcFileOf } from '../drift/fresh-copy';
import { CommandFailure, FINE } from '../exit-status';
import { Terminal } from '../terminal';

/** Comments, which are passed over, and texts in quotes. */
const TOKENS = /\/\/[^\n]*|\/\*[^]*?\*\/|'(?:\\[^]|[^'\\\n])*'|"(?:\\[^]|[^"\\\n])*"|`(?:\\[^]|[^`\\])*`/g;

/**
 * Replaces a pin in the rc file of a repository. The pin must stand there once, as one text in quotes; every other byte stays.
 *
 * @param from the pin as it stands there: `NAME@VERSION`
 * @param to what is written instead
 * @throws CommandFailure when the text stands there never or several times, or when there is no rc file
 */
export function pin(from: string, to: string, given: string, terminal: Terminal): number {
  const repository = path.resolve(terminal.directory, given);
  const file = rcFileOf(repository);
  const place = path.join(repository, file);
  writeFileSync(place, withPin(readFileSync(place, 'utf8'), from, to, file));
  terminal.out(`${file}: ${from} is now ${to}.\n`);
  return FINE;
}

function withPin(text: string, from: string, to: string, file: string): string {
  if (/['"`\\\n$]/.test(to)) {
    throw new CommandFailure(`"${to}" cannot be written between quotes as it stands. Give a version, a range or a digest.`);
  }
  const found = [...text.matchAll(TOKENS)].filter(([token]) => !token.startsWith('/') && token.slice(1, -1) === from);
  if (found.length === 0) {
    throw new CommandFailure(
      `${file} does not hold "${from}" as one text in quotes: code puts it together, or another file holds it. Write it there as one ` +
        `text, or change it by hand to "${to}".`,
    );
  }
  if (found.length > 1) {
    const lines = found.map(({ index }) => text.slice(0, index).split('\n').length);
    throw new CommandFailure(
      `${file} holds "${from}" ${found.length} times (lines ${lines.join(', ')}), so that nobody can tell which one counts. Leave ` +
        `one of them, or change them by hand to "${to}".`,
    );
  }
  const start = found[0].index + 1;
  return `${text.slice(0, start)}${to}${text.slice(start + from.length)}`;
}
