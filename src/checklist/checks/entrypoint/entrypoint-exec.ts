import { fail, pass } from '../../check';
import { ScriptCommand } from '../../parsers/entrypoint-source';
import { entrypointCheck, onEntrypoint } from './subject';

/** Commands that keep a container alive when its process is gone; not what runs beside it. */
function keepsAlive(command: ScriptCommand): boolean {
  const [program, ...rest] = command.words;
  if (command.ends === '&') return false;
  return (program === 'tail' && rest.some((w) => /^-\w*[fF]/.test(w))) || (program === 'sleep' && rest[0] === 'infinity');
}

export const entrypointExec = entrypointCheck({
  id: 'entrypoint-exec',
  title: 'The entrypoint replaces itself by the process that it starts',
  guideItem: 7,
  references: ['Docker Official Images: consistency'],
  why: 'The process gets the signals: it stops in a second instead of being killed after ten, and its end ends the container.',
  fix: 'Start it by exec, and keep nothing like tail -f behind it.',
  verify: 'time docker stop CONTAINER takes about a second.',
  run: onEntrypoint(({ source, at }) => {
    const alive = source.commands.filter((c) => keepsAlive(c));
    if (alive.length > 0) return fail('The entrypoint keeps the container alive whatever becomes of the process.', alive.map(at));
    const starts = source.commands.filter((c) => c.words[0] === 'exec' && c.words.length > 1);
    if (starts.length === 0) return fail('Nothing is started by exec: the shell stays in front of the process.');
    return pass('Processes are started by exec.', starts.map(at));
  }),
});
