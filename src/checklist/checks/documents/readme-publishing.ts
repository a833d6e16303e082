import { fail, pass } from '../../check';
import { listed } from '../../sentences';
import { docker, readmeCheck, withoutDockerfile } from './readme';
import { commandsWith, onDocument, README } from './subject';

export const readmePublishing = readmeCheck({
  id: 'readme-publishing',
  title: 'The README shows how to publish your own image: tag, log in, push',
  section: 'Custom publishing',
  why: 'Whoever builds an image can push it to their own registry.',
  fix: 'Show docker tag, docker login and docker push in a block of code.',
  run: onDocument(README, 'README.md', (subject) => {
    const shown = ['tag', 'login', 'push'].map((name) => ({ name, by: commandsWith(subject, docker(name)) }));
    const missing = shown.filter((s) =>
      s.by.length === 0 &&
        !(s.name === 'tag' && commandsWith(subject, (w) => docker('build')(w) && w.some((x) => /^(?:-t|--tag)/.test(x))).length > 0));
    if (missing.length > 0) {
      return withoutDockerfile(subject.files) ?? fail(`${subject.path} does not show docker ${listed(missing.map((m) => m.name))}.`, shown.flatMap((s) => s.by.slice(0, 1)));
    }
    return pass(`${subject.path} shows how to tag, log in and push.`, shown.flatMap((s) => s.by.slice(0, 1)));
  }),
});
