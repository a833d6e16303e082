import { fail, notApplicable, pass, unknown } from '../../check';
import { copies, ownedByUser, target } from './permissions';
import { dockerfileCheck, lacks, lastOf, onDockerfile } from './subject';
import { runsAsRoot, userCreations } from './users';

export const dockerfileWorkingDirectory = dockerfileCheck({
  id: 'dockerfile-working-directory',
  title: 'The working directory is set, and belongs to the user',
  guideItem: 4,
  section: 'Proper file permissions',
  references: ['hadolint DL3000'],
  why: 'Commands start in a directory that the user may write to, not in the root directory.',
  fix: 'Create /workspace, chown it to the user in the same RUN, and write WORKDIR /workspace.',
  verify: 'docker run --rm --entrypoint sh IMAGE -c "pwd; ls -ld ." shows the directory and its owner.',
  run: onDockerfile((subject) => {
    const workdir = lastOf(subject.source, 'WORKDIR');
    if (!workdir) return lacks(subject, 'There is no WORKDIR: commands start in the root directory.');
    const path = workdir.directory ?? workdir.words[0] ?? '';
    if (workdir.unresolved) return unknown('WORKDIR is only known when the image is built.', [subject.at(workdir)]);
    if (path === '/' || !path.startsWith('/')) return fail(`WORKDIR ${path} is not a directory for the application.`, [subject.at(workdir)]);
    const owned = ownedByUser(subject, path);
    if (owned.length > 0) {
      return pass(`${path} is the working directory, and belongs to the user.`, [subject.at(workdir), ...owned.map(subject.at)]);
    }
    const copied = copies(subject).find((c) => target(c).replace(/\/$/, '') === path && c.flags.has('chown'));
    if (copied) return pass(`${path} is the working directory, and is copied with its owner.`, [subject.at(workdir), subject.at(copied)]);
    const home = userCreations(subject).find((c) => c.home && c.homePath === path);
    if (home) return pass(`${path} is the working directory, and the home of ${home.name}.`, [subject.at(workdir), subject.at(home.command)]);
    if (runsAsRoot(subject)) return notApplicable('Processes run as root, to whom every directory is open.');
    return unknown(`Nothing gives ${path} to the user: who owns it depends on the builder.`, [subject.at(workdir)]);
  }),
});
