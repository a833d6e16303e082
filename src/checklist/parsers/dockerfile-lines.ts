import { DockerfileParser, Heredoc, Instruction } from 'dockerfile-ast';

/** An instruction of a Dockerfile as it stands in the file. */
export interface InstructionLines {
  /** Upper case. */
  readonly keyword: string;
  /** What follows the keyword: comments inside are replaced by empty continuation lines, so that lines still count. */
  readonly text: string;
  /** Bodies of here-documents, in their order. */
  readonly heredocs: readonly string[];
  /** First and last line, counted from 1; here-documents included. */
  readonly startLine: number;
  readonly endLine: number;
  /** Whether a comment that says something stands directly above, or between the lines of it. */
  readonly commented: boolean;
}

/**
 * The instructions of a Dockerfile, as dockerfile-ast finds them: parser directives, comments, continuation lines,
 * here-documents and Windows line ends. Never fails: a line that is no instruction has an unknown keyword.
 */
export function instructionLines(text: string): InstructionLines[] {
  const source = text.replace(/^\ufeff/, '');
  const dockerfile = DockerfileParser.parse(source);
  const lines = source.split(/\r?\n/);
  return dockerfile.getInstructions().map((instruction) => readInstruction(instruction, lines, dockerfile.getEscapeCharacter()));
}

function readInstruction(instruction: Instruction, lines: readonly string[], escape: string): InstructionLines {
  const { start, end } = instruction.getRange();
  const heredocs = heredocsOf(instruction).map((heredoc) => heredoc.getContentRange());
  const first = heredocs.find((range) => range !== null)?.start.line ?? end.line + 1;
  const parts = lines.slice(start.line, first).map((line, index) => joinable(line, index, escape));
  return {
    keyword: instruction.getKeyword(),
    text: parts.join('\n').replace(/^\s*\S+\s*/, '').replace(/(?:\s|\\\n)*\\?$/, ''),
    heredocs: heredocs.map((range) =>
      (range ? lines.slice(range.start.line, range.end.line + (range.end.character > 0 ? 1 : 0)).join('\n') : '')),
    startLine: start.line + 1,
    endLine: end.line + 1,
    commented: isCommented(lines, start.line, Math.min(first, end.line + 1)),
  };
}

/** A comment with words, which is no word to a program. */
const COMMENT = /^\s*#(?!\s*(?:(?:syntax|escape|check)\s*=|(?:hadolint|shellcheck|checkov|trivy|kics|dockle)\b))\W*\w{2}/;

function isCommented(lines: readonly string[], start: number, end: number): boolean {
  if (lines.slice(start, end).some((line) => COMMENT.test(line))) return true;
  for (let line = start - 1; lines[line]?.trim().startsWith('#'); line--) if (COMMENT.test(lines[line])) return true;
  return false;
}

/** A line of an instruction with a backslash where it goes on; a comment and an empty line between go on too. */
function joinable(line: string, index: number, escape: string): string {
  if (index > 0 && /^\s*(?:#|$)/.test(line)) return '\\';
  return line.trimEnd().endsWith(escape) ? `${line.trimEnd().slice(0, -1)}\\` : line;
}

function heredocsOf(instruction: Instruction): Heredoc[] {
  // Public for RUN and COPY alone; ADD and the others have it too.
  const read: () => Heredoc[] = Reflect.get(instruction, 'getHeredocs');
  return read.call(instruction);
}
