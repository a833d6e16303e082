import { group, ValueOf, word } from '../options/option';
import { InvalidValue } from '../options/option-problems';
import { acceptedFindings } from './accepted-findings';

/** Scanners that the image can be judged by. */
export const SCANNERS = ['trivy', 'grype'] as const;
export type Scanner = (typeof SCANNERS)[number];

/** Severities, the lowest first. */
export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What fails a build. */
export interface ScanPolicy {
  /** Packages that count: those of the distribution, all of them, or none. */
  readonly counts: 'distribution' | 'everything' | 'nothing';
  /** Whether only findings count that an update mends. */
  readonly fixedOnly: boolean;
}

/** The policies, by the word that the option takes. */
export const SCAN_POLICIES = {
  'distribution': { counts: 'distribution', fixedOnly: true },
  'fixable': { counts: 'everything', fixedOnly: true },
  'strict': { counts: 'everything', fixedOnly: false },
  'report-only': { counts: 'nothing', fixedOnly: false },
} as const satisfies { readonly [name: string]: ScanPolicy };

const POLICY_NAMES = Object.keys(SCAN_POLICIES) as Array<keyof typeof SCAN_POLICIES>;

/** The option `scan`. Whether an entry has expired is not asked here: no synthesis depends on the day. */
export const SCAN = group({
  scanner: word(SCANNERS).or('trivy'),
  policy: word(POLICY_NAMES).or('distribution').as((name): ScanPolicy => SCAN_POLICIES[name]),
  severity: word(SEVERITIES).or('high'),
  ignore: acceptedFindings(findingId, "As the scanner prints it: 'CVE-2024-12345'"),
}, "a set of options: { scanner: 'grype', policy: 'strict' }");

/** How the image is scanned, with every default filled in. */
export type Scan = ValueOf<typeof SCAN>;

function findingId(value: unknown): string {
  if (typeof value === 'string' && /^(?:CVE-\d{4}-\d{4,7}|GHSA(?:-[0-9a-z]{4}){3}|[A-Z]{2,10}-\d{4}-[0-9A-Za-z-]{1,20})$/.test(value)) {
    return value;
  }
  throw new InvalidValue('that is not the identifier of a finding', "As the scanner prints it: 'CVE-2024-12345', 'GHSA-jfh8-c2jp-5v3q'");
}

/** The severities that count, the lowest first. */
export function severitiesFrom(lowest: Severity): Severity[] {
  return SEVERITIES.slice(SEVERITIES.indexOf(lowest));
}

/** What fails a build, as the end of the sentence "The build fails on …"; undefined where nothing does. */
export function failsOn({ policy, severity }: Scan): string | undefined {
  if (policy.counts === 'nothing') return undefined;
  const whose = policy.counts === 'distribution' ? 'packages of the distribution' : 'any package (those of Spark included)';
  const mended = policy.fixedOnly ? 'if a fix exists' : 'with or without a fix';
  return `findings of severity ${severitiesFrom(severity).join(' or ')} in ${whose}, ${mended}`;
}
