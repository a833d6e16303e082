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
  /** Whether a comment stands directly above. */
  readonly commented: boolean;
}

const DIRECTIVE = /^#\s*(syntax|escape|check)\s*=\s*(.+?)\s*$/i;
const HEREDOC = /(?<!<)<<(-?)(["']?)([A-Za-z_][\w.]*)\2/g;
/** Instructions in which `<<` begins a here-document. */
const WITH_HEREDOC = ['RUN', 'COPY', 'ADD'];

/**
 * The instructions of a Dockerfile: parser directives, comments, continuation lines, here-documents and Windows line ends
 * as BuildKit reads them (https://docs.docker.com/reference/dockerfile/). Never fails: a line that is no instruction has an
 * unknown keyword.
 */
export function instructionLines(text: string): InstructionLines[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const escape = escapeCharacter(lines);
  const instructions: InstructionLines[] = [];
  let commented = false;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index].trim();
    if (line === '' || line.startsWith('#')) {
      commented = line.startsWith('#');
      continue;
    }
    const instruction = readInstruction(lines, index, escape, commented);
    instructions.push(instruction);
    index = instruction.endLine - 1;
    commented = false;
  }
  return instructions;
}

/** Directives stand before everything else; the first line that is none ends them. */
function escapeCharacter(lines: readonly string[]): string {
  for (const line of lines) {
    const directive = DIRECTIVE.exec(line.trim());
    if (!directive) break;
    if (directive[1].toLowerCase() === 'escape') return directive[2];
  }
  return '\\';
}

function readInstruction(lines: readonly string[], first: number, escape: string, commented: boolean): InstructionLines {
  const parts: string[] = [];
  let index = first;
  for (let open = true; open && index < lines.length; index++) {
    const line = lines[index];
    const skipped = index > first && /^\s*(?:#|$)/.test(line);
    const continued = line.trimEnd().endsWith(escape);
    parts.push(skipped ? '\\' : continued ? `${line.trimEnd().slice(0, -1)}\\` : line);
    open = skipped || continued;
  }
  const [, keyword, rest] = /^\s*(\S+)\s*([\s\S]*)$/.exec(parts.join('\n')) as RegExpExecArray;
  const name = keyword.toUpperCase();
  const heredocs: string[] = [];
  if (WITH_HEREDOC.includes(name)) {
    for (const [, dash, , delimiter] of rest.matchAll(HEREDOC)) {
      const end = lines.findIndex((line, at) => at >= index && (dash ? line.replace(/^\t+/, '') : line) === delimiter);
      const last = end < 0 ? lines.length : end;
      heredocs.push(lines.slice(index, last).join('\n'));
      index = Math.min(last + 1, lines.length);
    }
  }
  return { keyword: name, text: rest.replace(/(?:\s|\\\n)*\\?$/, ''), heredocs, startLine: first + 1, endLine: Math.max(index, first + 1), commented };
}
