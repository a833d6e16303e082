/** A line of a requirements file that names a package. */
export interface RequirementLine {
  readonly line: number;
  /** Name as it is written, without extras. */
  readonly name: string;
  /** Exact version of `==`; undefined where none or a range is demanded. */
  readonly version?: string;
}

/** Packages of a pip requirements file: comments, options and continued lines are read over. */
export function readRequirements(text: string): RequirementLine[] {
  const requirements: RequirementLine[] = [];
  let open = '';
  let start = 0;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    if (open === '') start = index + 1;
    const line = (open + raw).replace(/(^|\s)#.*$/, '').trimEnd();
    open = line.endsWith('\\') ? `${line.slice(0, -1)} ` : '';
    if (open !== '' || line.trim() === '' || line.trim().startsWith('-')) continue;
    const match = /^\s*([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*([^;@]*)/.exec(line);
    if (!match) continue;
    const pinned = /^===?\s*([\w.!+]+)(?:\s+--hash=.*)?\s*$/.exec(match[2].trim());
    requirements.push({ line: start, name: match[1], version: pinned?.[1] });
  }
  return requirements;
}
