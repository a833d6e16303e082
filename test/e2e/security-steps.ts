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
  ['The image is built from these files', /^- The build as it stands here:/m],
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
  return steps.split(/\n### /).slice(1).flatMap((step) => {
    const title = step.slice(0, step.indexOf('\n'));
    const label = LEFT_OUT.get(title);
    if (label === undefined) return [readStep(title, step)];
    if (!label.test(notExecuted)) throw new Error(`SECURITY.md does not say that "${title}" was not executed`);
    return [];
  });
}

function readStep(title: string, step: string): SecurityStep {
  const commands = /```bash\n([\s\S]*?)```/.exec(step)?.[1];
  const said = /\n(It prints nothing|(It prints|What it prints holds) (`+) ?(.*?) ?\3)\.\s*$/.exec(step);
  if (commands === undefined || !said) throw new Error(`SECURITY.md does not say what "${title}" prints:\n${step}`);
  if (said[2] === undefined) return { title, commands, prints: { exactly: '' } };
  return { title, commands, prints: said[2] === 'It prints' ? { exactly: said[4] } : { holding: said[4] } };
}
