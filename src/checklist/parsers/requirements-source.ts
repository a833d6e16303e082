/** A line of a requirements file that names a package. */
export interface RequirementLine {
  readonly line: number;
  /** Name as it is written, without extras. */
  readonly name: string;
  /** Exact version of `==`; undefined where none or a range is demanded. */
  readonly version?: string;
}

/** Lines of a pip requirements file that say something, options among them: without comments, continued ones joined. */
export function requirementTexts(text: string): Array<{ readonly line: number; readonly text: string }> {
  const found: Array<{ readonly line: number; readonly text: string }> = [];
  let open = '';
  let start = 0;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    if (open === '') start = index + 1;
    const line = (open + raw).replace(/(^|\s)#.*$/, '').trimEnd();
    open = line.endsWith('\\') ? `${line.slice(0, -1)} ` : '';
    if (open === '' && line.trim() !== '') found.push({ line: start, text: line.trim() });
  }
  return found;
}

/** Packages of a pip requirements file; options are read over. */
export function readRequirements(text: string): RequirementLine[] {
  return requirementTexts(text).filter((found) => !found.text.startsWith('-')).flatMap((found) => {
    const match = /^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*([^;@]*)/.exec(found.text);
    if (!match) return [];
    const pinned = /^===?\s*([\w.!+]+)(?:\s+--hash=.*)?\s*$/.exec(match[2].trim());
    return [{ line: found.line, name: match[1], version: pinned?.[1] }];
  });
}
