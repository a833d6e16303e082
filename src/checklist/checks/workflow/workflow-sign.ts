import { begins } from '../../parsers/plain-words';
import { measure } from './measure';
import { runs } from './subject';

export const workflowSign = measure({
  id: 'workflow-sign',
  title: 'The pipeline signs the image by its digest',
  references: ['CIS Docker 4.5', 'OWASP Docker D08', 'OWASP Docker cheat sheet 13', 'OpenSSF Scorecard: Signed-Releases', 'NIST SP 800-190 4.1.5'],
  why: 'Users can tell that the image comes from this pipeline, and that nobody changed it.',
  fix: 'Sign by cosign sign --yes NAME@DIGEST in a job with id-token: write.',
  verify: 'cosign verify with the identity of the workflow succeeds.',
}, ({ step }) => runs(step, (words) => begins(words, 'cosign', 'sign') && words.some((w) => /@(?:sha256:|\$)|\$\{?\w*DIGEST/i.test(w))), 'The pipeline signs the image by its digest.', 'No workflow signs the image by its digest.', ({ step }) => (runs(step, (words) => begins(words, 'cosign', 'sign') && words.some((w) => /^--?key(?:=|$)/.test(w))) ? [] : ['id-token']));
