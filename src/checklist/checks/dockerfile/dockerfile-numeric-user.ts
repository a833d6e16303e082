import { fail, pass } from '../../check';
import { dockerfileCheck, onDockerfile } from './subject';
import { isFinding, runtimeUser } from './users';

export const dockerfileNumericUser = dockerfileCheck({
  id: 'dockerfile-numeric-user',
  title: 'The image names its user by number',
  guideItem: 2,
  section: 'Non-root user execution',
  level: 'advanced',
  references: ['Pod Security Standards restricted: runAsNonRoot', 'Pod Security Standards restricted: runAsUser'],
  why: 'Kubernetes cannot tell from a name whether a user is root. If runAsNonRoot is set, it refuses the container.',
  fix: 'Write USER 1001:1001 instead of the name.',
  rcFix: 'In the rc file: remove USER from the text that project.dockerfile.addInstructions(…) added. The options uid and gid choose the '
    + 'user by number.',
  verify: "docker inspect --format '{{.Config.User}}' IMAGE prints digits.",
  run: onDockerfile((subject) => {
    const user = runtimeUser(subject);
    if (isFinding(user)) return user;
    if (!/^\d+$/.test(user.user)) return fail(`USER names "${user.user}", not a number.`, [user.evidence]);
    if (Number(user.user) === 0) return fail('The number of USER is that of root.', [user.evidence]);
    return pass(`USER is the number ${user.user}.`, [user.evidence]);
  }),
});
