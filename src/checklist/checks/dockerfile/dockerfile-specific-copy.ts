import { fail, notApplicable, pass } from '../../check';
import { pathIn } from '../../paths';
import { dockerfileCheck, onDockerfile } from './subject';

export const dockerfileSpecificCopy = dockerfileCheck({
  id: 'dockerfile-specific-copy',
  title: 'Files are copied by name, never the whole build context',
  section: 'Build context optimization',
  references: ['Docker Official Images: cacheability', 'Dockle DKL-LI-0003'],
  why: 'Otherwise any changed file rebuilds everything, and every file of the folder gets into the image.',
  fix: 'Write COPY entrypoint.sh /opt/, not COPY . .',
  verify: 'The Dockerfile has no COPY whose source is a dot.',
  run: onDockerfile(({ source, at }) => {
    const all = source.stages.flatMap((stage) => stage.instructions).filter((i) =>
      ['COPY', 'ADD'].includes(i.keyword) && !i.flags.has('from') && i.heredocs.length === 0);
    const whole = all.filter((i) => i.words.slice(0, -1).some((w) => /^\**$/.test(pathIn('', w))));
    if (whole.length > 0) return fail('The whole build context is copied.', whole.map(at));
    return all.length > 0 ? pass('Every COPY names what it takes.', all.map(at)) : notApplicable('Nothing of the repository is copied.');
  }),
});
