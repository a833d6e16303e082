import { fail, pass } from '../../check';
import { ScriptCommand } from '../../parsers/entrypoint-source';
import { entrypointCheck, onEntrypoint } from './subject';

/** Programs that run the command that is given to them. */
const RUNS_OTHERS = /^(?:.*\/)?(?:exec|tini|dumb-init|catatonit|gosu|su-exec|setpriv|env|nice|ionice|nohup|runuser|chroot|capsh|timeout|sudo)$/;

/** Whether "$@" is what a command runs, and no argument of a program of its own. */
function runsWhatIsGiven({ words }: ScriptCommand): boolean {
  const at = words.findIndex((w) => w === '$@' || w === '${@}');
  if (at < 0) return false;
  return at === 0 || (words[0] === 'exec' && words.slice(1, at).every((w, index, before) => RUNS_OTHERS.test(w) || /^[-$]|^\w+=/.test(w) || before[index - 1]?.startsWith('-')));
}

export const entrypointCommand = entrypointCheck({
  id: 'entrypoint-command',
  title: 'The entrypoint runs any other command that it is given',
  guideItem: 7,
  level: 'advanced',
  references: ['Docker Official Images: consistency'],
  why: 'docker run IMAGE bash gives a shell, and a job is submitted without a second entrypoint.',
  fix: 'Let the script end in exec "$@" where a command is given.',
  verify: 'docker run --rm IMAGE bash -c "echo hello" prints hello.',
  run: onEntrypoint(({ source, at, started }) => {
    const running = source.commands.filter(runsWhatIsGiven);
    return running.length > 0 ? pass('The entrypoint runs the command that it is given.', running.map(at)) : fail('The entrypoint does nothing with a command.', [started]);
  }),
});
