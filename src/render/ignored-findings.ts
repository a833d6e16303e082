import { AcceptedFinding } from '../model/accepted-findings';
import { Scan } from '../model/scan';
import { renderYaml } from '../yaml/yaml-text';

/** Where the script stands that writes Grype's configuration for a scan. */
export const GRYPE_SCRIPT = 'docker/grype-config.sh';

/** The file that holds the accepted findings, as the chosen scanner names it; undefined where there are none. */
export function ignoreFileOf({ scanner, ignore }: Scan): string | undefined {
  if (ignore.length === 0) return undefined;
  return scanner === 'trivy' ? '.trivyignore.yaml' : '.grype.yaml';
}

/**
 * The accepted findings as the scanner reads them. Trivy knows a day of expiry; for Grype it stands behind the
 * identifier, where `docker/grype-config.sh` reads it before each scan.
 *
 * @param marker first line, without `#`; none when undefined
 */
export function renderIgnoredFindings({ scanner, ignore }: Scan, marker?: string): string {
  return scanner === 'trivy' ? trivyFile(ignore, marker) : grypeFile(ignore, marker);
}

function trivyFile(ignore: readonly AcceptedFinding[], marker?: string): string {
  return renderYaml(
    { vulnerabilities: ignore.map(({ id, reason, expires }) => ({ id, expired_at: expires, statement: reason })) },
    { marker, header: 'Findings that Trivy leaves out, each with a reason, until the day that it names.' },
  );
}

function grypeFile(ignore: readonly AcceptedFinding[], marker?: string): string {
  return renderYaml(
    { ignore: ignore.map(({ id, reason }) => ({ vulnerability: id, reason })) },
    {
      marker,
      header:
        `Findings that Grype leaves out, each with a reason. Grype knows no expiry: ${GRYPE_SCRIPT} leaves an entry out\nonce the day ` +
        'behind it has passed, and is how the workflow reads this file.',
      notes: ignore.map(({ expires }, index) => ({ path: ['ignore', index, 'vulnerability'], after: `until ${expires}` })),
    },
  );
}
