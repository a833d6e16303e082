import { DockerfileParser } from 'dockerfile-ast';

/** One instruction as a parser finds it, apart from the code that wrote it. */
export interface FoundInstruction {
  readonly keyword: string;
  /** Everything behind the keyword, continuation lines and all. */
  readonly body: string;
  /** Line that it begins on, from 1. */
  readonly line: number;
  /** Name of its stage; empty before the first. */
  readonly stage: string;
}

/** The instructions of a Dockerfile in order, as dockerfile-ast finds them. */
export function instructionsOf(text: string): FoundInstruction[] {
  const lines = text.split('\n');
  let stage = '';
  return DockerfileParser.parse(text).getInstructions().map((instruction) => {
    const { start, end } = instruction.getRange();
    const source = [...lines.slice(start.line, end.line), lines[end.line].slice(0, end.character)].join('\n');
    const body = source.slice(instruction.getInstruction().length).trim();
    if (instruction.getKeyword() === 'FROM') stage = / AS (\S+)$/i.exec(body)?.[1] ?? body;
    return { keyword: instruction.getKeyword(), body, line: start.line + 1, stage };
  });
}

/** The instructions of one stage, FROM included. */
export function stageOf(text: string, name: string): FoundInstruction[] {
  return instructionsOf(text).filter((instruction) => instruction.stage === name);
}

/** Bodies of the instructions of a keyword, without continuation lines. */
export function bodiesOf(instructions: readonly FoundInstruction[], keyword: string): string[] {
  return instructions.filter((i) => i.keyword === keyword).map((i) => i.body.replace(/\\\n\s*/g, ''));
}

/** Names and values of the ENV or LABEL instructions, as the engine reads them. */
export function pairsOf(instructions: readonly FoundInstruction[], keyword: 'ENV' | 'LABEL'): { [name: string]: string } {
  return Object.fromEntries(instructions.filter((i) => i.keyword === keyword).flatMap((i) => pairsIn(i.body)));
}

/**
 * Reads `NAME="value"` pairs by Docker's rules: inside double quotes a backslash escapes `"`, `$` and itself. A `$` that
 * is not escaped begins a variable, and is shown as `«$»` (https://docs.docker.com/reference/dockerfile/#environment-replacement).
 */
function pairsIn(body: string): Array<[string, string]> {
  const pairs: Array<[string, string]> = [];
  const pattern = /\s*(?:\\\n\s*)?([A-Za-z0-9_./-]+)="((?:[^"\\\n]|\\[^\n])*)"/y;
  let end = 0;
  for (let match = pattern.exec(body); match; match = pattern.exec(body)) {
    pairs.push([match[1], match[2].replace(/\\(["$\\])|\$/g, (_whole, escaped?: string) => escaped ?? '«$»')]);
    end = pattern.lastIndex;
  }
  if (end !== body.length) throw new Error(`not a list of pairs: ${JSON.stringify(body.slice(end))}`);
  return pairs;
}
