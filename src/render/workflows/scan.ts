import { pinned } from './actions';
import { WorkflowStep } from './workflow';

/** Scanners that the image can be judged by. */
export const SCANNERS = ['trivy', 'grype'] as const;
export type Scanner = (typeof SCANNERS)[number];

/** Neither 0.69.4 to 0.69.6, which were malicious (GHSA-69fq-xp46-6x23), nor whatever is newest on the day. */
const TRIVY_VERSION = 'v0.70.0';

/** File with all findings of a platform, for GitHub's code scanning. */
export function findingsFile(arch: string): string {
  return `findings-${arch}.sarif`;
}

const GATE = 'Fail on serious findings of the distribution that an update mends';
const REPORT = 'Report every finding';

/**
 * Two scans of one image. The gate fails on what a rebuild can mend: fixed packages of the distribution, severity high or
 * critical. The report holds everything, what Spark's own JARs bring along included, and fails on nothing.
 */
export function scanSteps(scanner: Scanner, image: string, file: string): WorkflowStep[] {
  return scanner === 'grype' ? grypeSteps(image, file) : trivySteps(image, file);
}

function trivySteps(image: string, file: string): WorkflowStep[] {
  const trivy = (id: string, name: string, inputs: { readonly [input: string]: unknown }): WorkflowStep => ({
    id,
    name,
    uses: pinned('aquasecurity/trivy-action'),
    with: { 'image-ref': image, 'version': TRIVY_VERSION, 'cache': false, ...inputs },
  });
  return [
    trivy('report', REPORT, { format: 'sarif', output: file, scanners: 'vuln,secret' }),
    trivy('gate', GATE, {
      'skip-setup-trivy': true, 'format': 'table', 'scanners': 'vuln', 'vuln-type': 'os', 'severity': 'HIGH,CRITICAL', 'ignore-unfixed': true, 'exit-code': '1',
    }),
  ];
}

function grypeSteps(image: string, file: string): WorkflowStep[] {
  return [
    {
      id: 'report',
      name: REPORT,
      uses: pinned('anchore/scan-action'),
      with: { 'image': image, 'output-format': 'sarif', 'output-file': file, 'fail-build': false, 'cache-db': false },
    },
    { id: 'grype-scope', name: 'Let the gate see packages of the distribution only', run: "printf 'ignore:\\n  - package:\\n      type: java-archive\\n  - package:\\n      type: python\\n' >\"$RUNNER_TEMP/grype.yaml\"\n" },
    {
      id: 'gate',
      name: GATE,
      uses: pinned('anchore/scan-action'),
      with: { 'image': image, 'output-format': 'table', 'severity-cutoff': 'high', 'only-fixed': true, 'fail-build': true, 'cache-db': false, 'config': '${{ runner.temp }}/grype.yaml' },
    },
  ];
}
