import { structuredPatch } from 'diff';

/** Parts the hunks of a text of differences. */
const SEPARATOR = '@@';

/** A heading of Markdown, a key of YAML, a function of a script, an instruction of a Dockerfile. */
const SECTION = /^(#{2,} |[\w.-]+:|\w+\(\)|[A-Z]{3,} )/;

/**
 * The lines by which one text becomes another, in hunks as `diff -u` writes them, with two differences that keep reviews small:
 * a hunk has no numbers of lines, so that it stays the same when lines far above it come or go, and it shows one line around a
 * change, or as many as it takes to find the place again.
 */
export function hunksBetween(before: string, after: string): string {
  for (let context = 1; ; context++) {
    const { hunks } = structuredPatch('', '', `${before}\n`, `${after}\n`, '', '', { context });
    const text = hunks.map((hunk) => `${[sectionAbove(before, hunk.oldStart), ...hunk.lines].join('\n')}\n`).join('');
    if (isWayBetween(before, text, after)) return text;
  }
}

/** The text that hunks make of one: each hunk is looked for behind the one before it. */
export function withHunks(before: string, hunks: string): string {
  const lines = before.split('\n');
  const made: string[] = [];
  let at = 0;
  for (const hunk of hunksIn(hunks)) {
    const old = hunk.filter((line) => !line.startsWith('+')).map((line) => line.slice(1));
    const start = lines.findIndex((_, index) => index >= at && old.every((line, offset) => lines[index + offset] === line));
    if (start === -1) throw new Error(`the text has no such lines: ${old.join('\n')}`);
    made.push(...lines.slice(at, start), ...hunk.filter((line) => !line.startsWith('-')).map((line) => line.slice(1)));
    at = start + old.length;
  }
  return [...made, ...lines.slice(at)].join('\n');
}

/** The bodies of hunks, without the lines that part them. */
function hunksIn(text: string): string[][] {
  const hunks: string[][] = [];
  for (const line of text.split('\n').slice(0, -1)) {
    if (line.startsWith(SEPARATOR)) hunks.push([]);
    else hunks[hunks.length - 1].push(line);
  }
  return hunks;
}

function isWayBetween(before: string, hunks: string, after: string): boolean {
  return withHunks(before, hunks) === after;
}

/** Begins a hunk: says to the reader in which section it stands. */
function sectionAbove(before: string, start: number): string {
  const section = before.split('\n').slice(0, start - 1).reverse().find((line) => SECTION.test(line));
  return section === undefined ? SEPARATOR : `${SEPARATOR} ${section.slice(0, 100)}`;
}
