import { fail, pass } from '../../check';
import { entrypointCheck, onEntrypoint } from './subject';

export const entrypointDirectories = entrypointCheck({
  id: 'entrypoint-directories',
  title: 'The entrypoint creates the directories that a process needs',
  guideItem: 7,
  level: 'advanced',
  why: 'A mounted volume may be empty. The process still finds its directories.',
  fix: 'Create them with mkdir -p before the process starts.',
  verify: 'docker run --rm -v empty:/opt/spark/work IMAGE starts.',
  run: onEntrypoint(({ source, at }) => {
    const made = source.commands.filter((c) => c.words[0] === 'mkdir' || (c.words[0] === 'install' && c.words.includes('-d')));
    return made.length > 0 ? pass('The entrypoint creates directories.', made.map(at)) : fail('The entrypoint creates no directory.');
  }),
});
