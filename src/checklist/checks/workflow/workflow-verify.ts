import { fail, pass } from '../../check';
import { begins } from '../../parsers/plain-words';
import { StepSource } from '../../parsers/workflow-source';
import { listed } from '../../sentences';
import { isAttestation } from './origin';
import { onWorkflows, runs, workflowCheck } from './subject';

const isSignature = (step: StepSource): boolean => runs(step, (words) => begins(words, 'cosign', 'sign'));

/** What a pipeline vouches with, and the commands that verify it. */
const VOUCHERS: ReadonlyArray<readonly [what: string, isMade: (step: StepSource) => boolean, verifiers: ReadonlyArray<readonly string[]>]> = [
  ['the signature', isSignature, [['cosign', 'verify']]],
  ['the provenance', isAttestation, [['gh', 'attestation', 'verify'], ['cosign', 'verify-attestation'], ['slsa-verifier', 'verify-image']]],
];

export const workflowVerify = workflowCheck({
  id: 'workflow-verify',
  title: 'The pipeline verifies what it published, by its digest',
  section: 'Scanning, signing and provenance',
  references: ['CIS Docker 4.12', 'NIST SP 800-190 4.1.5'],
  why: 'A signature or an attestation that does not verify is seen at once, and not when somebody needs it.',
  fix: 'Run cosign verify with the identity of the workflow, and gh attestation verify, after the image was signed.',
  verify: 'The log of the run shows the verification.',
  run: onWorkflows((subject) => {
    const judged = VOUCHERS.map(([what, isMade, verifiers]) => ({
      what,
      made: subject.steps.filter(({ step }) => isMade(step)),
      verified: subject.steps.filter(({ step }) => runs(step, (words) => verifiers.some((verifier) => begins(words, ...verifier)))),
    }));
    const verified = judged.flatMap((one) => one.verified);
    if (verified.length === 0) return fail('No workflow verifies what it published.');
    const open = judged.filter((one) => one.made.length > 0 && one.verified.length === 0);
    if (open.length > 0) return fail(`Nothing verifies ${listed(open.map(({ what }) => what))} of what is published.`, open.flatMap(({ made }) => made.map(subject.atStep)));
    return pass('The pipeline verifies what it published.', verified.map(subject.atStep));
  }, 'some', 'same'),
});
