import { fail, pass } from '../../check';
import { dockerfileCheck, lacks, lastOf, onDockerfile } from './subject';

export const dockerfileHealthcheck = dockerfileCheck({
  id: 'dockerfile-healthcheck',
  title: 'The image has a health check',
  section: 'Production readiness',
  references: ['CIS Docker 4.6', 'CIS Docker 5.27'],
  why: 'Docker notices a process that hangs, and services that depend on it wait until it works.',
  fix: 'Add a HEALTHCHECK that asks the service itself.',
  verify: "docker inspect --format '{{.State.Health.Status}}' CONTAINER says healthy.",
  run: onDockerfile((subject) => {
    const { source, at } = subject;
    const check = lastOf(source, 'HEALTHCHECK');
    if (!check) return lacks(subject, 'There is no HEALTHCHECK.');
    if (check.words[0]?.toUpperCase() === 'NONE') return fail('HEALTHCHECK NONE switches the check off.', [at(check)]);
    const command = check.words.slice(1).join(' ');
    if (/^(?:\S*\/)?(?:true|:|exit 0)$|\|\|\s*(?:\S*\/)?(?:true|:|exit 0)$/.test(command.replace(/^\[|\]$/g, ''))) {
      return fail('The HEALTHCHECK says yes whatever happens.', [at(check)]);
    }
    return pass('The image has a HEALTHCHECK.', [at(check)]);
  }),
});
