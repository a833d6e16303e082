import { fail, pass } from '../../check';
import { ScriptCommand } from '../../parsers/entrypoint-source';
import { entrypointCheck, onEntrypoint } from './subject';

/** Programs that run the command that is given to them; the second kind takes a name or a number before it. */
const RUNS_OTHERS = /^(?:.*\/)?(?:exec|tini|tini-static|dumb-init|catatonit|setpriv|env|nice|ionice|nohup|capsh|sudo|gosu|su-exec|runuser|chroot|timeout)$/;
const TAKES_OPERAND = /^(?:.*\/)?(?:gosu|su-exec|runuser|chroot|timeout)$/;

/** The command that was given, as a script writes it, or as an array that begins with it. */
const GIVEN = /^\$(?:[@*]|\{[@*](?::1)?\})$/;
const BEGINS_WITH_GIVEN = /^\(?\s*["']?\$(?:[@*]|\{[@*](?::1)?\})/;

/** Whether the command that was given is what a command runs, and no argument of a program of its own. */
function runsWhatIsGiven({ words }: ScriptCommand, given: ReadonlySet<string>): boolean {
  const holds = (word: string): boolean => GIVEN.test(word) || given.has(/^\$\{?(\w+)(?:\[[@*]\])?\}?$/.exec(word)?.[1] ?? '');
  const at = words.findIndex(holds);
  if (at < 0) return false;
  const isRunner = (w: string, index: number, before: readonly string[]): boolean =>
    RUNS_OTHERS.test(w) || /^[-$]|^\w+=/.test(w) || before[index - 1]?.startsWith('-') || TAKES_OPERAND.test(before[index - 1] ?? '');
  return at === 0 || (words[0] === 'exec' && words.slice(1, at).every(isRunner));
}

/** Variables that a script puts the command that was given into. */
function variablesOfGiven(commands: readonly ScriptCommand[]): ReadonlySet<string> {
  const assigned = commands.flatMap(({ assignments }) => assignments.map((a) => /^(\w+)\+?=([\s\S]*)$/.exec(a) ?? []));
  return new Set(assigned.flatMap(([, name, value]) => (name !== undefined && BEGINS_WITH_GIVEN.test(value) ? [name] : [])));
}

export const entrypointCommand = entrypointCheck({
  id: 'entrypoint-command',
  title: 'The entrypoint runs any other command',
  guideItem: 7,
  level: 'advanced',
  references: ['Docker Official Images: consistency'],
  why: 'docker run IMAGE bash gives a shell, and jobs need no second entrypoint.',
  fix: 'If a command is given, end the script with exec "$@".',
  verify: 'docker run --rm IMAGE bash -c "echo hello" prints hello.',
  run: onEntrypoint(({ source, at, started }) => {
    const given = variablesOfGiven(source.commands);
    const running = source.commands.filter((c) => runsWhatIsGiven(c, given));
    return running.length > 0
      ? pass('The entrypoint runs the command that it is given.', running.map(at))
      : fail('The entrypoint does nothing with a command.', started);
  }),
});
