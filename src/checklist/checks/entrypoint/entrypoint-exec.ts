import { fail, pass } from '../../check';
import { EntrypointSource, ScriptCommand } from '../../parsers/entrypoint-source';
import { plainWords } from '../../parsers/plain-words';
import { entrypointCheck, onEntrypoint } from './subject';

/** Commands that end by themselves, or that the shell runs itself: nothing waits for signals behind them. */
const SHORT = new Set([
  '[', '[[', ']]', 'test', 'true', 'false', ':', 'echo', 'printf', 'exit', 'return', 'break', 'continue', 'set', 'shift', 'export', 'unset',
  'local', 'readonly', 'declare', 'eval',
  'trap', 'cd', 'read', '.', 'source', 'mkdir', 'cp', 'mv', 'rm', 'ln', 'cat', 'chmod', 'chown', 'touch', 'sed', 'grep', 'ls', 'id', 'kill',
  'for', 'case', 'let', 'umask', 'ulimit', 'env',
]);

/** Commands that keep a container alive when its process is gone; not what runs beside it. */
function keepsAlive(command: ScriptCommand, { branches, commands }: EntrypointSource): boolean {
  const [program, ...rest] = plainWords(command.words);
  if (command.ends === '&') return false;
  if (program === 'wait') return !commands.some((c) => c.words[0] === 'trap' && c.words.some((w) => /^(?:SIG)?(?:TERM|15)$/.test(w)));
  if (program === 'sleep') return rest[0] === 'infinity' || branches.isInEndlessLoop(command);
  return program === 'tail' && rest.some((w) => /^-\w*[fF]|^--follow/.test(w));
}

/** Whether the shell stays in front of a program that a command starts. */
function staysInFront({ words, ends, pattern }: ScriptCommand): boolean {
  const program = (words[0] ?? 'exec').split('/').pop() ?? '';
  return !pattern && program !== 'exec' && program !== 'wait' && ends !== '&' && !SHORT.has(program);
}

export const entrypointExec = entrypointCheck({
  id: 'entrypoint-exec',
  title: 'The entrypoint replaces itself with the process that it starts',
  guideItem: 7,
  references: ['Docker Official Images: consistency'],
  why: 'The process gets the signals: it stops in a second instead of being killed after ten. When it ends, the container ends.',
  fix: 'Start the process with exec in every branch, and keep nothing like tail -f after it.',
  verify: 'time docker stop CONTAINER takes about a second.',
  run: onEntrypoint(({ source, at }) => {
    const alive = source.commands.filter((c) => keepsAlive(c, source));
    if (alive.length > 0) return fail('The entrypoint keeps the container alive whatever becomes of the process.', alive.map(at));
    const starts = source.commands.filter((c) => c.words[0] === 'exec' && c.words.length > 1);
    const behind = source.branches.last().filter(staysInFront);
    if (starts.length === 0) return fail('Nothing is started by exec: the shell stays in front of the process.', behind.map(at));
    if (behind.length > 0) {
      return fail(`${behind[0].words[0]} is not started by exec: the shell stays in front of the process.`, behind.map(at));
    }
    return pass('Processes are started by exec.', starts.map(at));
  }),
});
