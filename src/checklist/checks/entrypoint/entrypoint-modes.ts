import { fail, pass } from '../../check';
import { entrypointCheck, mentions, onEntrypoint } from './subject';

export const entrypointModes = entrypointCheck({
  id: 'entrypoint-modes',
  title: 'The entrypoint starts a master or a worker, depending on SPARK_MODE',
  ofSpark: true,
  guideItem: 7,
  references: ['Docker Official Images: consistency'],
  why: 'One image serves every role of the cluster, so all roles run the same version.',
  fix: 'Branch on SPARK_MODE, with a case for master and one for worker.',
  verify: 'docker run --rm -e SPARK_MODE=worker IMAGE starts a worker.',
  run: onEntrypoint(({ source, at, started }) => {
    const mode = mentions(source, /\bSPARK_MODE\b/);
    if (mode.length === 0) return fail('The entrypoint does not read SPARK_MODE.', started);
    const ownFirst = [...source.commands].sort((a, b) => Number(a.file !== source.path) - Number(b.file !== source.path));
    const branches = ['master', 'worker'].map((name) => {
      const naming = ownFirst.filter((c) => c.words.includes(name));
      return naming.find((c) => c.pattern) ?? naming.find((c) => ['[', '[[', 'test'].includes(c.words[0] ?? ''));
    });
    const found = branches.filter((b) => b !== undefined);
    if (found.length < 2) return fail('The entrypoint has no branch for both master and worker.', mode.slice(0, 1).map(at));
    return pass('The entrypoint has a branch for master and one for worker.', [...started.slice(0, 1), ...found.map(at)]);
  }),
});
