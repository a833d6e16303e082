import { PROJEN_MARKER } from 'projen/lib/common';

/** The marker stands behind an interpreter line, a title or the first members of a JSON file at most. */
const HEAD = 5;

/** A text without the line which says that projen generates the file; the rest is as it was. */
export function withoutMarker(text: string): string {
  const lines = text.split('\n');
  const at = lines.slice(0, HEAD).findIndex((line) => line.includes(PROJEN_MARKER));
  if (at < 0) return text;
  // An empty line that set the marker apart would be left at the top.
  const apart = at === 0 && /^#?\s*$/.test(lines[1] ?? '-');
  return [...lines.slice(0, at), ...lines.slice(at + (apart ? 2 : 1))].join('\n');
}
