import { begins } from '../../parsers/plain-words';
import { StepSource } from '../../parsers/workflow-source';
import { measure } from './measure';
import { containedWords } from './scan';
import { runs, withoutXargs } from './steps';

const DIGEST = /@(?:sha256:|\$)|@%s|DIGEST|digest/;

function isSigning(words: readonly string[]): boolean {
  return begins(containedWords(words), 'cosign', 'sign');
}

/** Whether a step signs what it names by a digest; what xargs hands over, the commands before it name. */
function signsDigest(step: StepSource): boolean {
  if (runs(step, (words) => isSigning(words) && words.some((word) => DIGEST.test(word)))) return true;
  return step.followed.some(({ command: { words } }, index) =>
    isSigning(withoutXargs(words)) && words[0] === 'xargs' &&
      step.followed.slice(0, index).reverse().some(({ command }, back, before) =>
        before.slice(0, back + 1).every((one) => one.command.ends === '|') && command.words.some((word) => /@|digest/i.test(word))));
}

export const workflowSign = measure({
  id: 'workflow-sign',
  title: 'The pipeline signs the image by its digest',
  references: [
    'CIS Docker 4.5',
    'OWASP Docker D08',
    'OWASP Docker cheat sheet 13',
    'OpenSSF Scorecard: Signed-Releases',
    'NIST SP 800-190 4.1.5',
  ],
  why: 'Users can verify that the image comes from this pipeline, and that nobody changed it.',
  fix: 'Sign with cosign sign --yes NAME@DIGEST in a job with id-token: write.',
  verify: 'cosign verify with the identity of the workflow succeeds.',
}, ({ step }) => signsDigest(step), 'The pipeline signs the image by its digest.', 'No workflow signs the image by its digest.', ({ step }) => (runs(step, (words) => isSigning(words) && words.some((w) => /^--?key(?:=|$)/.test(w))) ? [] : ['id-token']));
