import { measure } from './measure';
import { scansImage } from './scan';

export const workflowScan = measure({
  id: 'workflow-scan',
  title: 'The pipeline scans the image for known vulnerabilities',
  references: [
    'CIS Docker 4.4',
    'NIST SP 800-190 4.1.1',
    'OWASP Docker cheat sheet 9',
    'OpenSSF Scorecard: Vulnerabilities',
    'Docker Scout: no fixable vulnerabilities',
  ],
  why: 'Every build shows known vulnerabilities, and can fail if a fix exists.',
  fix: 'Scan with Trivy or Grype between build and push.',
  rcFix: "In the rc file: buildWorkflow: true. scan: { scanner: 'trivy' } chooses the scanner.",
  verify: 'trivy image IMAGE finds what the pipeline found.',
}, scansImage, 'The pipeline scans the image.', 'No workflow scans an image.');
