import { AES_GCM_SINCE } from './hardening';

/** A published weakness of Apache Spark that a release fixed. */
export interface Advisory {
  readonly id: string;
  readonly summary: string;
  /** First fixed release of each line; a line that is not named and is older than every named one is affected. */
  readonly fixedIn: readonly string[];
  /** What this image does about it where the release does not. */
  readonly mitigation?: string;
  readonly url: string;
}

/** Newest first. Source: https://spark.apache.org/security.html and the mailing lists that it names. */
export const ADVISORIES: readonly Advisory[] = [
  {
    id: 'CVE-2025-54920',
    summary: 'code execution in the history server through a crafted event log',
    fixedIn: ['3.5.7', '4.0.1'],
    mitigation: 'let only trusted applications write to the event log directory',
    url: 'https://www.cve.org/CVERecord?id=CVE-2025-54920',
  },
  {
    id: 'CVE-2025-55039',
    summary:
      'RPC encryption by AES-CTR hides messages but does not notice when they are changed; AES-GCM does, and works from these releases ' +
      'on (SPARK-56227)',
    fixedIn: AES_GCM_SINCE,
    mitigation:
      'run the cluster on a network that nobody else can write to, or one that protects its packets itself; from Spark 4.0 on TLS for ' +
      'RPC (SPARK_SSL_RPC_ENABLED) notices changes',
    url: 'https://www.cve.org/CVERecord?id=CVE-2025-55039',
  },
  {
    id: 'CVE-2023-22946',
    summary: 'privilege escalation through proxy-user in spark-submit',
    fixedIn: ['3.4.0'],
    url: 'https://www.cve.org/CVERecord?id=CVE-2023-22946',
  },
];
