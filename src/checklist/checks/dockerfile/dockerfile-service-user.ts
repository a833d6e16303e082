import { fail, pass, unknown } from '../../check';
import { baseOf, dockerfileCheck, DockerfileSubject, lacks, onDockerfile } from './subject';
import { isFinding, runtimeUser, userCreations } from './users';

/** Whether the list of users comes with COPY. */
function bringsUsers({ source }: DockerfileSubject): boolean {
  return source.instructions.some(({ keyword, words }) => keyword === 'COPY' && words.some((word) => /\/etc\/passwd$/.test(word)));
}

export const dockerfileServiceUser = dockerfileCheck({
  id: 'dockerfile-service-user',
  title: 'The image creates its user, with a fixed number',
  guideItem: 2,
  section: 'Non-root user execution',
  references: ['CIS Docker 4.1'],
  why: 'A fixed number means the same owner on every host and every mounted volume.',
  fix: 'Create it: groupadd --gid 1001 spark; useradd --uid 1001 --gid 1001 --create-home spark.',
  rcFix: "In the rc file: userName: 'spark', uid: 1001, gid: 1001.",
  verify: 'docker run --rm --entrypoint id IMAGE shows the number and the name.',
  run: onDockerfile((subject) => {
    const user = runtimeUser(subject);
    if (isFinding(user)) return user;
    const created = userCreations(subject);
    const own = created.find((c) => c.name === user.user || c.uid === user.user);
    if (!own) {
      if (created.some((c) => `${c.name}${c.uid}`.includes('$'))) {
        return unknown(
          'The name or number of the user that is created is a variable of a shell.',
          created.map((c) => subject.at(c.command)),
        );
      }
      const brought = baseOf(subject)?.users.find(({ name, uid }) => name === user.user || uid === user.user);
      if (brought) {
        return pass(
          `The base image creates user ${brought.name} with the number ${brought.uid}.`,
          [user.evidence, subject.at(subject.source.image[0].from)],
        );
      }
      return bringsUsers(subject)
        ? unknown(`Whether ${user.user} is among the users that are copied is not known.`, [user.evidence])
        : lacks(subject, `Nothing creates user ${user.user}.`, [user.evidence]);
    }
    if (own.uid === undefined) return fail(`User ${own.name} is created without a fixed number.`, [subject.at(own.command)]);
    return pass(`User ${own.name} is created with the number ${own.uid}.`, [subject.at(own.command), user.evidence]);
  }),
});
