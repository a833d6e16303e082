import { DockerfileSource } from '../../checklist/parsers/dockerfile-source';

/** What reads a variable: `$NAME`, `${NAME}`, `${NAME:-default}`. Other forms change the value, and stay as they are written. */
const READ = /\$(?:(\w+)|\{(\w+)(?::?-([^{}]*))?\})/g;

/** A variable in a value may hold another one; nobody nests more. */
const DEEPEST = 5;

/**
 * Values of the variables of a build, for the commands of RUN, where variables stand as they are written: what ARG and ENV
 * declare, in the stages or before the first of them, and what a command itself sets.
 */
export class BuildVariables {
  private readonly values = new Map<string, string>();

  constructor({ stages, globals }: DockerfileSource) {
    const instructions = [...stages.flatMap((stage) => stage.instructions), ...globals];
    // A stage may give an argument another default than the one before FROM.
    for (const { pairs } of instructions.filter(({ keyword }) => keyword === 'ARG' ||
      keyword === 'ENV')) for (const [name, value] of pairs) this.declare(name, value);
    for (const { assignments, words } of instructions.flatMap(({ commands }) => commands)) {
      for (const assignment of [...assignments, ...(words[0] === 'export' ? words.slice(1) : [])]) this.declare(...split(assignment));
    }
  }

  /** A text with its variables replaced; those whose value only the build knows stay. */
  in(text: string): string {
    let known = text;
    for (let depth = 0; depth < DEEPEST && known.includes('$'); depth++) {
      known = known.replace(READ, (whole, plain?: string, braced?: string, fallback?: string) =>
        this.values.get(plain ?? braced ?? '') ?? fallback ?? whole);
    }
    return known;
  }

  private declare(name: string, value: string | undefined): void {
    // A command that a value is the output of is not run.
    if (value !== undefined && !this.values.has(name) && !/\$\(|`/.test(value)) this.values.set(name, value);
  }
}

function split(assignment: string): [name: string, value?: string] {
  const at = assignment.indexOf('=');
  return at < 0 ? [assignment] : [assignment.slice(0, at), assignment.slice(at + 1)];
}

/** Whether a text still holds a variable, or the output of a command: only the build knows it. */
export function isOpen(text: string): boolean {
  return /[$`]/.test(text);
}
