import { Section, shell } from '../../markdown/blocks';
import { Inline } from '../../markdown/inline';
import { failsOn, Scan } from '../../model/scan';
import { ignoreFileOf } from '../ignored-findings';
import { localTag } from '../local-image';
import { prose } from '../prose';
import { bullets, code, grid, md, section } from '../readme/readme-blocks';
import { gateOf, scannerOf } from '../scan-facts';
import { EvidenceIndex } from './evidence-index';
import { publisher, SecurityFacts } from './security-facts';

const text = prose('security/scanning');

/** Findings that the scan leaves out, each with its reason. */
function accepted(scan: Scan, evidence: EvidenceIndex): Section {
  const file = ignoreFileOf(scan);
  if (file !== undefined && !(evidence.has(file) && evidence.holds('workflow-scan'))) {
    return section('Accepted findings', text('findings-not-heeded'));
  }
  return section('Accepted findings',
    file === undefined
      ? text('none-left-out')
      : text('left-out-file', { FILE: code(file) }),
    grid(['Finding', 'Until', 'Reason'], scan.ignore.map(({ id, expires, reason }) => [code(id), expires, reason])),
  );
}

/** What the pipeline does with what it finds, as its steps show it; undefined where it does not scan. */
function gate(facts: SecurityFacts, evidence: EvidenceIndex): Inline | undefined {
  const { scan } = facts;
  const by = publisher(facts);
  if (!evidence.holds('workflow-scan') || by === undefined) return undefined;
  const { files } = by;
  const scanner = scannerOf(evidence, scan, ...files);
  const fails = gateOf(evidence, scan, ...files);
  const chosen = failsOn(scan) === undefined ? md`, as the option ${code('scan.policy')} says` : '';
  if (fails === undefined) {
    return md`The pipeline has no gate: ${scanner} reports every finding, and none of them fails the build${chosen}.`;
  }
  return md`The gate of the pipeline is ${scanner}: it fails on ${fails}. Every other finding is reported.`;
}

/** How the image is scanned: by hand, by another tool, and regularly. */
export function scanning(facts: SecurityFacts, evidence: EvidenceIndex): Section {
  const { image, scan } = facts;
  const tag = localTag(image);
  return section('Vulnerability scanning',
    text('two-scanners'),
    section('Trivy',
      shell(
        '# every known vulnerability',
        `trivy image ${tag}`,
        '# as a gate: fails if a fix exists',
        `trivy image --severity HIGH,CRITICAL --ignore-unfixed --exit-code 1 ${tag}`,
        '# secrets in the layers, and mistakes in the files of this repository',
        `trivy image --scanners secret ${tag}`,
        'trivy config .',
      ),
      text('trivy-version'),
    ),
    section('Grype',
      shell(
        `grype ${tag}`,
        '# as a gate: fails if a fix exists',
        `grype ${tag} --only-fixed --fail-on high`,
        '# from a bill of materials, without the image',
        `syft ${tag} --output spdx-json=sbom.spdx.json`,
        'grype sbom:sbom.spdx.json',
      ),
      text('grype-and-syft'),
    ),
    section('Regular scanning',
      text('scan-again'),
      bullets(evidence.sentences([
        ['workflow-scan', 'The pipeline scans the image'],
        ['workflow-schedule', 'It also runs on a schedule, and finds new vulnerabilities of old packages'],
      ])),
      gate(facts, evidence),
    ),
    accepted(scan, evidence),
  );
}
