import { fail, notApplicable, pass } from '../../check';
import { dockerfileCheck, onDockerfile } from './subject';

export const dockerfileCommented = dockerfileCheck({
  id: 'dockerfile-commented',
  title: 'Comments explain the Dockerfile',
  section: 'Maintainability',
  level: 'recommended',
  references: ['Docker Official Images: clarity'],
  why: 'Whoever changes the file later knows what each line is for.',
  fix: 'Put a comment above each RUN of the image.',
  verify: 'Read the Dockerfile.',
  run: onDockerfile(({ source, at }) => {
    const runs = source.instructions.filter((i) => i.keyword === 'RUN' && i.file === source.path);
    if (runs.length === 0) return notApplicable('The image runs no command while it is built.');
    const silent = runs.filter((r) => !r.commented);
    if (silent.length > 0) return fail('A RUN of the image has no comment.', silent.map(at));
    return pass('Every RUN of the image has a comment.', runs.map(at));
  }),
});
