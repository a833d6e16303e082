/** One instruction of a Dockerfile, with the reason why it is there. */
export interface Instruction {
  /** The instruction as it is written, continuation lines included. */
  readonly text: string;
  /** Lines of comment above it, without `#`. */
  readonly comment?: readonly string[];
}

/** A build stage: what follows one FROM. */
export interface Stage {
  readonly from: string;
  readonly name?: string;
  readonly comment?: readonly string[];
  readonly instructions: readonly Instruction[];
}

/** A Dockerfile that is only ever written; the checklist reads the final text with a parser of its own. */
export interface Dockerfile {
  /** Comment at the top, without `#`. */
  readonly header: readonly string[];
  /** Instructions before the first FROM: build arguments that FROM uses. */
  readonly preamble: readonly Instruction[];
  readonly stages: readonly Stage[];
}

/** The text of a Dockerfile, ending in a newline. */
export function renderDockerfile(dockerfile: Dockerfile): string {
  const blocks = [
    commentLines(dockerfile.header),
    ...dockerfile.preamble.map(instructionLines),
    ...dockerfile.stages.flatMap((stage) => [
      [...commentLines(stage.comment), `FROM ${stage.from}${stage.name ? ` AS ${stage.name}` : ''}`],
      ...stage.instructions.map(instructionLines),
    ]),
  ];
  return `${blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function instructionLines(instruction: Instruction): string[] {
  return [...commentLines(instruction.comment), instruction.text];
}

function commentLines(comment: readonly string[] | undefined): string[] {
  return (comment ?? []).map((line) => `# ${line}`.trimEnd());
}
