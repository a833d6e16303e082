import * as fs from 'node:fs';
import * as path from 'node:path';
import { Repository } from './repository';

/** A verification step as SECURITY.md shows it. */
export interface SecurityStep {
  readonly title: string;
  readonly commands: string;
  /** What the document says that it prints: exactly this, or a text that holds it. */
  readonly prints: { readonly exactly: string } | { readonly holding: string };
}

/** Steps that are not run as they stand, each with the sentence by which SECURITY.md says so. */
const LEFT_OUT: ReadonlyMap<string, RegExp> = new Map([
  ['The image is built from these files', /^- The build exactly as shown here\./m],
]);

/**
 * Verification steps of a generated SECURITY.md.
 *
 * @throws Error where a step does not say what it prints, or is left out without a word about it
 */
export function securitySteps(repository: Repository): SecurityStep[] {
  const text = fs.readFileSync(path.join(repository.directory, 'SECURITY.md'), 'utf8');
  const part = /\n## Verify it yourself\n([\s\S]*?)\n## /.exec(text)?.[1] ?? '';
  const [steps, notExecuted = ''] = part.split('\n### What was not executed\n');
  const block = /```bash\n([\s\S]*?)```/.exec(steps)?.[1] ?? '';
  return block.split('\n\n').flatMap((step) => {
    const read = readStep(step);
    const label = LEFT_OUT.get(read.title);
    if (label === undefined) return [read];
    if (!label.test(notExecuted)) throw new Error(`SECURITY.md does not say that "${read.title}" was not executed`);
    return [];
  });
}

function readStep(step: string): SecurityStep {
  const [comment, ...commands] = step.split('\n');
  const [, title, says, text] = /^# (.*?): (prints nothing|prints a text with|prints)(?: (.*))?$/.exec(comment) ?? [];
  if (title === undefined || commands.length === 0) throw new Error(`SECURITY.md does not say what this prints:\n${step}`);
  return { title, commands: `${commands.join('\n')}\n`, prints: says === 'prints a text with' ? { holding: text } : { exactly: text ?? '' } };
}
