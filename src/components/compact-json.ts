import { JsonFile } from 'projen/lib/json';
import { Project } from 'projen/lib/project';

const FOLDER = '.projen/';
const LONGEST_LINE = 140;

/**
 * Writes what fits onto one line, in the JSON files that only programs read. A repository is read by people: its size should be that of
 * what concerns them.
 *
 * @param project project whose files are all there
 */
export function writeCompactly(project: Project): void {
  for (const file of project.files) {
    if (!(file instanceof JsonFile) || !file.path.startsWith(FOLDER)) continue;
    const { synthesizeContent } = file as unknown as { synthesizeContent(...given: unknown[]): string | undefined };
    Object.defineProperty(file, 'synthesizeContent', {
      value: (...given: unknown[]) => {
        const text = synthesizeContent.apply(file, given);
        return text === undefined ? undefined : `${compactJson(JSON.parse(text))}\n`;
      },
    });
  }
}

/** JSON with each list and each set of members on one line, as far as it fits; words of a longer list fill their lines. */
export function compactJson(value: unknown, indent = '', before = ''): string {
  const line = inOneLine(value);
  const fits = indent !== '' && indent.length + before.length + line.length < LONGEST_LINE;
  if (typeof value !== 'object' || value === null || fits) return line;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? filled(value.map((entry) => compactJson(entry, inner)), LONGEST_LINE - inner.length)
    : Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${compactJson(member, inner, `${JSON.stringify(name)}: `)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return parts.length === 0 ? line : `${open}\n${parts.map((part) => `${inner}${part}`).join(',\n')}\n${indent}${close}`;
}

/** Neighbours on one line, as far as they fit; what takes several lines itself stands alone. */
function filled(entries: readonly string[], width: number): string[] {
  return entries.reduce<string[]>((lines, entry) => {
    const last = lines[lines.length - 1];
    const fits = last !== undefined && /^[^{[]/.test(last) && /^[^{[]/.test(entry) && last.length + entry.length + 2 < width;
    return fits ? [...lines.slice(0, -1), `${last}, ${entry}`] : [...lines, entry];
  }, []);
}

function inOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${inOneLine(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
