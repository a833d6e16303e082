import { provenanceOfGitlab } from './gitlab';
import { measure } from './measure';
import { isAttestation } from './origin';

export const workflowProvenance = measure({
  id: 'workflow-provenance',
  title: 'The pipeline attests how the image was built',
  references: [
    'SLSA build L1',
    'SLSA build L2',
    'OWASP Docker D08',
    'OpenSSF Scorecard: Signed-Releases',
    'Docker Scout: supply chain attestations',
  ],
  why: 'Anybody can prove which commit and which workflow built an image.',
  fix: 'Attest the digest with actions/attest in a job with attestations: write.',
  verify: 'gh attestation verify oci://NAME@DIGEST --repo OWNER/NAME succeeds.',
},
({ step }) => isAttestation(step),
'The pipeline attests how the image was built.',
'No workflow signs a statement of how the image was built.',
() => ['id-token', 'attestations'], provenanceOfGitlab);
