import { measure } from './measure';
import { failsOnFindings } from './scan';

/** A scan that fails its step on what it finds, and whose step fails the job. */
export const workflowScanGate = measure({
  id: 'workflow-scan-gate',
  title: 'The scan fails the build on findings',
  references: ['CIS Docker 4.4', 'NIST SP 800-190 4.1.1', 'OWASP Docker cheat sheet 9'],
  why: 'A vulnerability that an update fixes stops the build, even if nobody reads the report.',
  fix: "Give the scan exit-code: '1' (Trivy) or fail-build: true (Grype), and the severities that count.",
  rcFix: "In the rc file: buildWorkflow: true. scan: { scanner: 'trivy' } chooses the scanner.",
  verify: 'The log of a run shows which findings would fail it.',
},
({ step }) => failsOnFindings(step),
'A scan fails the build on what it finds.',
'No scan fails the build: its findings are reported at most.');
