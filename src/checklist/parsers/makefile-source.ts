/** A target of a Makefile. */
export interface MakeTarget {
  readonly name: string;
  /** Targets that are made before it. */
  readonly needs: readonly string[];
  /** Its commands; variables of the Makefile are filled in. */
  readonly recipe: string;
}

/** Reads the targets of a Makefile, the first one first. Never fails. */
export function readMakefile(text: string): MakeTarget[] {
  const variables = new Map<string, string>();
  const filled = (line: string): string =>
    line.replace(/\$[({](\w+)[)}]/g, (all, name: string) => variables.get(name) ?? all).replace(/\$\$/g, '$');
  const targets: Array<{ name: string; needs: string[]; recipe: string }> = [];
  let current: typeof targets = [];
  for (const line of text.replace(/\\\r?\n/g, '\\\n').split(/(?<!\\)\r?\n/)) {
    const [, name, value] = /^\s*(?:export\s+)?(\w+)\s*[:?+]{0,2}=\s*(.*)$/s.exec(line) ?? [];
    const [, names, needs] = /^([^\s:#=][^:#=]*)::?(?!=)([^#]*)/.exec(line) ?? [];
    if (line.startsWith('\t')) {
      for (const target of current) target.recipe += `${filled(line.slice(1).replace(/^[@+-]+/, ''))}\n`;
    } else if (name !== undefined) {
      variables.set(name, filled(value));
    } else if (names !== undefined && !names.startsWith('.')) {
      current = filled(names).trim().split(/\s+/).map((target) =>
        ({ name: target, needs: filled(needs.split(';')[0]).trim().split(/\s+/), recipe: needs.split(';').slice(1).join(';') }));
      targets.push(...current);
    }
  }
  return targets;
}
