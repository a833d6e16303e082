/** An assignment of an environment file. */
export interface EnvAssignment {
  readonly name: string;
  readonly value: string;
  readonly line: number;
  /** Whether it is commented out: an example of what can be set. */
  readonly commentedOut: boolean;
  /** Comment above it, which says what it is for; '' where there is none. */
  readonly comment: string;
}

const ASSIGNMENT = /^\s*(#?)\s*(?:export\s+)?([A-Za-z_]\w*)=(.*)$/;

/** Assignments of an environment file, those that are commented out included; a comment belongs to what follows it. */
export function readEnvFile(text: string): EnvAssignment[] {
  const assignments: EnvAssignment[] = [];
  let comment = '';
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const match = ASSIGNMENT.exec(line);
    if (match && (match[1] === '' || /^[A-Z][A-Z0-9_]*$|^SPARK_CONF_/.test(match[2]))) {
      assignments.push({ name: match[2], value: match[3], line: index + 1, commentedOut: match[1] !== '', comment: comment.trim() });
    } else if (line.trim() === '') {
      comment = '';
    } else if (line.trim().startsWith('#')) {
      comment += ` ${line.trim().replace(/^#+\s*/, '')}`;
    }
  }
  return assignments;
}
