import { fail, pass } from '../../check';
import { securityCheck } from './security';
import { commandsWith } from './subject';

export const securityContentTrust = securityCheck({
  id: 'security-content-trust',
  title: 'SECURITY.md shows how to push and pull with Docker Content Trust',
  guideItem: 16,
  section: 'Image signing guidance',
  references: ['CIS Docker 4.5'],
  why: 'If a registry has Notary, the client refuses unsigned images.',
  fix: 'Show export DOCKER_CONTENT_TRUST=1 and docker push.',
}, (subject) => {
  const on = subject.commands.filter((c) =>
    [...(/^(?:export|env)$/.test(c.words[0] ?? '') ? c.words : []), ...c.assignments].includes('DOCKER_CONTENT_TRUST=1'));
  const push = commandsWith(subject, (w) => w[0] === 'docker' && (w[1] === 'push' || (w[1] === 'trust' && w[2] === 'sign')));
  if (on.length === 0) return fail(`${subject.path} does not show DOCKER_CONTENT_TRUST=1.`);
  if (push.length === 0) return fail(`${subject.path} does not show how a signed image is pushed.`, on.map((c) => subject.at(c.startLine)));
  return pass(`${subject.path} shows how content trust is switched on and used.`, [subject.at(on[0].startLine), push[push.length - 1]]);
});
