import { fail, pass } from '../../check';
import { valuesOf as optionValues } from '../../parsers/build-command';
import { begins } from '../../parsers/plain-words';
import { StepSource } from '../../parsers/workflow-source';
import { listed } from '../../sentences';
import { isAttestation } from './origin';
import { containedWords } from './scan';
import { demands, runs } from './steps';
import { onWorkflows, workflowCheck } from './subject';

const isSignature = (step: StepSource): boolean => runs(step, (words) => begins(words, 'cosign', 'sign'));

type Voucher = readonly [what: string, isMade: (step: StepSource) => boolean, verifiers: ReadonlyArray<readonly string[]>];

/** What a pipeline vouches with, and the commands that verify it. */
const VOUCHERS: readonly Voucher[] = [
  ['the signature', isSignature, [['cosign', 'verify']]],
  ['the provenance', isAttestation, [['gh', 'attestation', 'verify'], ['cosign', 'verify-attestation'], ['slsa-verifier', 'verify-image']]],
];

/** Whether a command verifies the image by its digest, against a signer that it names: any name is none. */
function verifies(words: readonly string[], verifier: readonly string[]): boolean {
  const plain = containedWords(words);
  if (!begins(plain, ...verifier)) return false;
  const keyless = !plain.some((word) => /^--(?:key|sk|cert|certificate)(?:=|$)/.test(word));
  const isAnyone = optionValues(plain, '--certificate-identity-regexp').some((value) => /^\^?(?:\.[*+])?\$?$/.test(value));
  const isUnlogged = keyless &&
    plain.some((word) => /^--(?:insecure-ignore-tlog|insecure-ignore-sct|private-infrastructure)(?:=true)?$/.test(word));
  const names = plain.slice(verifier.length).filter((word, index, all) =>
    !word.startsWith('-') && !/^--?[\w-]+$/.test(all[index - 1] ?? ''));
  const isTagged = names.length > 0 && names.every((name) => /^(?:oci:\/\/)?[\w.:/-]+$/.test(name));
  return !isAnyone && !isUnlogged && !isTagged;
}

export const workflowVerify = workflowCheck({
  id: 'workflow-verify',
  title: 'The pipeline verifies by digest what it published',
  section: 'Scanning, signing and provenance',
  references: ['CIS Docker 4.12', 'NIST SP 800-190 4.1.5'],
  why: 'A signature or an attestation that does not verify is found at once, not when somebody needs it.',
  fix: 'After signing, run cosign verify with the identity of the workflow, and gh attestation verify.',
  verify: 'The log of the run shows the verification.',
  run: onWorkflows((subject) => {
    const judged = VOUCHERS.map(([what, isMade, verifiers]) => ({
      what,
      made: subject.steps.filter(({ step }) => isMade(step)),
      verified: subject.steps.filter(({ step }) => demands(step, (words) => verifiers.some((verifier) => verifies(words, verifier)))),
      tried: subject.steps.filter(({ step }) =>
        runs(step, (words) => verifiers.some((verifier) => begins(containedWords(words), ...verifier)))),
    }));
    const verified = judged.flatMap((one) => one.verified);
    const tried = judged.flatMap((one) => one.tried);
    if (verified.length === 0 && tried.length > 0) {
      return fail('What verifies the image cannot fail, names it by a tag, or takes every signature.', tried.map(subject.atStep));
    }
    if (verified.length === 0) return fail('No workflow verifies what it published.');
    const open = judged.filter((one) => one.made.length > 0 && one.verified.length === 0);
    if (open.length > 0) {
      return fail(
        `Nothing verifies ${listed(open.map(({ what }) => what))} of what is published.`,
        open.flatMap(({ made }) => made.map(subject.atStep)),
      );
    }
    return pass('The pipeline verifies what it published.', verified.map(subject.atStep));
  }, 'some', 'same'),
});
