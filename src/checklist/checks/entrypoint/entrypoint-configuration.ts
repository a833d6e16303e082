import { fail, pass, unknown } from '../../check';
import { fillerOf } from '../../parsers/entrypoint-source';
import { entrypointCheck, mentions, onEntrypoint } from './subject';

export const entrypointConfiguration = entrypointCheck({
  id: 'entrypoint-configuration',
  title: 'The entrypoint writes spark-defaults.conf from the environment',
  ofSpark: true,
  guideItem: 7,
  why: 'Settings of the environment reach every Spark process of the container, including processes that start later.',
  fix: 'Write the whole file at every start, with >, not >>.',
  verify: 'docker run --rm IMAGE print-config, or docker exec CONTAINER cat the file.',
  run: onEntrypoint(({ source, at }) => {
    const { commands } = source;
    const filled = fillerOf(commands);
    const isFile = (path = ''): boolean => /spark-defaults\.conf$/.test(filled(path));
    const written = commands.filter((c) =>
      c.redirections.some((r) => r.operator.includes('>') && isFile(r.target)) ||
        (/^(?:tee|install|mv|cp)$/.test(c.words[0] ?? '') && isFile(c.words[c.words.length - 1])));
    const appended = written.filter((c) => c.redirections.some((r) => r.operator === '>>') || c.words.includes('-a'));
    const isRemoved = commands.some((c) => c.words[0] === 'rm' && c.words.some(isFile));
    if (written.length > 0 && appended.length === written.length && !isRemoved) {
      return fail('spark-defaults.conf is only appended to: every restart adds the same lines again.', appended.map(at));
    }
    if (written.length > 0) return pass('spark-defaults.conf is written at every start.', written.map(at));
    const mentioned = mentions(source, /spark-defaults\.conf/);
    if (mentioned.length > 0) {
      return unknown('The entrypoint names spark-defaults.conf; whether it writes it cannot be decided.', mentioned.map(at));
    }
    return fail('The entrypoint does not write spark-defaults.conf.');
  }),
});
