import { fail, notApplicable, pass } from '../../check';
import { copies } from './permissions';
import { dockerfileCheck, onDockerfile } from './subject';

export const dockerfileCopyChown = dockerfileCheck({
  id: 'dockerfile-copy-chown',
  title: 'Application files are copied with their owner',
  guideItem: 4,
  section: 'Proper file permissions',
  why: 'The files belong to the user who runs them. A later chown would store every file a second time.',
  fix: 'Write COPY --chown=1001:1001.',
  verify: 'docker run --rm --entrypoint ls IMAGE -l /opt shows the owner.',
  run: onDockerfile((subject) => {
    const all = copies(subject);
    if (all.length === 0) return notApplicable('The image copies no application files.');
    const without = all.filter((c) => !c.flags.has('chown'));
    if (without.length > 0) return fail('COPY without --chown leaves files to root.', without.map(subject.at));
    const roots = all.filter((c) => /^(?:root|0)(?::|$)/.test(c.flags.get('chown') ?? ''));
    if (roots.length > 0) return fail('COPY gives application files to root.', roots.map(subject.at));
    return pass('Every COPY of application files names their owner.', all.map(subject.at));
  }),
});
