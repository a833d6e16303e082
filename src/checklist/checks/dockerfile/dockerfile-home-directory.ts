import { fail, notApplicable, pass } from '../../check';
import { baseOf, dockerfileCheck, lacks, lastOf, onDockerfile, ran } from './subject';
import { runsAsRoot, userCreations } from './users';

export const dockerfileHomeDirectory = dockerfileCheck({
  id: 'dockerfile-home-directory',
  title: 'The user has a home directory',
  guideItem: 2,
  section: 'Non-root user execution',
  level: 'advanced',
  why: 'Programs that write to the home directory work, and the directory belongs to their user.',
  fix: 'Create the user with --create-home.',
  verify: 'docker run --rm --entrypoint sh IMAGE -c "ls -ld ~" shows the user as owner.',
  run: onDockerfile((subject) => {
    const created = userCreations(subject);
    const home = created.find((c) => c.home);
    const made = ran(subject).flatMap((i) => i.commands).find((c) =>
      /^(?:mkdir|install)$/.test(c.words[0] ?? '') &&
        c.words.some((w) => created.some(({ homePath }) => w.replace(/\/$/, '') === homePath)));
    if (home) return pass(`The home directory of ${home.name} is created with the user.`, [subject.at(home.command)]);
    const user = lastOf(subject.source, 'USER')?.words[0]?.split(':')[0];
    const brought = baseOf(subject)?.users.find(({ name, uid, home: there }) => there && (name === user || uid === user));
    if (brought) {
      return pass(`The base image creates user ${brought.name} with a home directory.`, [subject.at(subject.source.image[0].from)]);
    }
    if (made) return pass('The home directory is created by mkdir.', [subject.at(made)]);
    if (created.length === 0 && runsAsRoot(subject)) return notApplicable('Processes run as root, whose home directory is there.');
    if (created.length === 0) {
      return lacks(subject, 'No user is created, so none has a home directory.', [subject.at(subject.source.image[0].from)]);
    }
    return fail('The user is created without a home directory.', created.map((c) => subject.at(c.command)));
  }),
});
