import { failsOn, Scan, SEVERITIES, severitiesFrom } from '../../model/scan';
import { GRYPE_SCRIPT, ignoreFileOf } from '../ignored-findings';
import { WorkflowStep } from './workflow';

/** Neither 0.69.4 to 0.69.6, which were malicious (GHSA-69fq-xp46-6x23), nor whatever is newest on the day. */
export const TRIVY_VERSION = 'v0.70.0';

/** File with all findings of a platform, for GitHub's code scanning. */
export function findingsFile(arch: string): string {
  return `findings-${arch}.sarif`;
}

/** One image to scan. */
export interface ScannedImage {
  readonly image: string;
  /** File that takes every finding. */
  readonly findings: string;
  /** What the ids of the steps end with, where a job scans several images. */
  readonly suffix?: string;
}

/**
 * Two scans of one image. The report holds everything, what Spark's own JARs bring along included, and fails on nothing;
 * the gate fails on what the policy says, and is left out where that is nothing.
 */
export function scanSteps(choices: Scan, scanned: ScannedImage): WorkflowStep[] {
  return choices.scanner === 'grype' ? grypeSteps(choices, scanned) : trivySteps(choices, scanned);
}

const REPORT = 'Report every finding';

function gateName(choices: Scan): string {
  return `Fail on ${failsOn(choices) ?? 'nothing'}`;
}

/** How the gate calls Trivy, whatever runs it. */
export interface TrivyGate {
  readonly severity: string;
  readonly packageTypes: string;
  readonly ignoreUnfixed: boolean;
}

/** The gate of a policy; undefined where nothing fails. */
export function trivyGate({ policy, severity }: Scan): TrivyGate | undefined {
  if (policy.counts === 'nothing') return undefined;
  return {
    severity: severitiesFrom(severity).map((word) => word.toUpperCase()).join(','),
    packageTypes: policy.counts === 'distribution' ? 'os' : 'os,library',
    ignoreUnfixed: policy.fixedOnly,
  };
}

function trivySteps(choices: Scan, { image, findings, suffix = '' }: ScannedImage): WorkflowStep[] {
  const ignored = ignoreFileOf(choices);
  const trivy = (id: string, name: string, inputs: { readonly [input: string]: unknown }): WorkflowStep => ({
    id: `${id}${suffix}`,
    name,
    uses: 'aquasecurity/trivy-action',
    with: { 'image-ref': image, 'version': TRIVY_VERSION, 'cache': false, ...inputs, ...(ignored && { trivyignores: ignored }) },
  });
  const gate = trivyGate(choices);
  return [
    trivy('report', REPORT, { format: 'sarif', output: findings, scanners: 'vuln,secret' }),
    ...(gate === undefined ? [] : [trivy('gate', gateName(choices), {
      'skip-setup-trivy': true,
      'format': 'table',
      'scanners': 'vuln',
      'vuln-type': gate.packageTypes,
      'severity': gate.severity,
      'ignore-unfixed': gate.ignoreUnfixed,
      'exit-code': '1',
    })]),
  ];
}

/** The gate of a policy as options of Grype; undefined where nothing fails. */
export function grypeGate(
  { policy, severity }: Scan,
): { readonly scope: string; readonly cutoff: string; readonly onlyFixed: boolean } | undefined {
  if (policy.counts === 'nothing') return undefined;
  return { scope: policy.counts, cutoff: severity, onlyFixed: policy.fixedOnly };
}

/** The version of Grype is the one that the pinned action names. */
function grypeSteps(choices: Scan, { image, findings, suffix = '' }: ScannedImage): WorkflowStep[] {
  const gate = grypeGate(choices);
  const config = (name: string): string => `\${{ runner.temp }}/grype-${name}.yaml`;
  const grype = (id: string, name: string, inputs: { readonly [input: string]: unknown }): WorkflowStep => ({
    id: `${id}${suffix}`, name, uses: 'anchore/scan-action', with: { image, 'cache-db': false, ...inputs },
  });
  return [
    {
      id: `grype-config${suffix}`,
      name: 'Leave out accepted findings until they expire',
      run: [
        `bash ${GRYPE_SCRIPT} everything "$RUNNER_TEMP/grype-report.yaml"`,
        ...(gate ? [`bash ${GRYPE_SCRIPT} ${gate.scope} "$RUNNER_TEMP/grype-gate.yaml"`] : []),
        '',
      ].join('\n'),
    },
    grype(
      'report',
      REPORT,
      {
        'output-format': 'sarif',
        'output-file': findings,
        'severity-cutoff': SEVERITIES[0],
        'fail-build': false,
        'config': config('report'),
      },
    ),
    ...(gate === undefined ? [] : [grype('gate', gateName(choices), {
      'output-format': 'table', 'severity-cutoff': gate.cutoff, 'only-fixed': gate.onlyFixed, 'fail-build': true, 'config': config('gate'),
    })]),
  ];
}
