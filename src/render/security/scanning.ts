import { Section, shell } from '../../markdown/blocks';
import { Inline, link } from '../../markdown/inline';
import { failsOn, ScanChoices } from '../../model/scan-choices';
import { ignoreFileOf } from '../ignored-findings';
import { localTag } from '../local-image';
import { bullets, code, grid, md, section } from '../readme/readme-blocks';
import { gateOf, scannerOf } from '../scan-facts';
import { EvidenceIndex } from './evidence-index';
import { publisher, SecurityFacts } from './security-facts';

const TRIVY_INCIDENT = 'https://github.com/advisories/GHSA-69fq-xp46-6x23';

/** Findings that the scan leaves out, each with its reason. */
function accepted(scan: ScanChoices, evidence: EvidenceIndex): Section {
  const file = ignoreFileOf(scan);
  if (file !== undefined && !(evidence.has(file) && evidence.holds('workflow-scan'))) return section('Accepted findings', md`The option ${code('scan.ignore')} names findings, and no scan of the pipeline leaves them out.`);
  return section('Accepted findings',
    file === undefined
      ? md`None: no finding is left out. One that has no fix, or cannot be reached, is accepted by the option ${code('scan.ignore')}, with a reason and a last day, and never without either.`
      : md`${code(file)} leaves these out of the scan until their last day has passed; they come from the option ${code('scan.ignore')}.`,
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
  if (fails === undefined) return md`The pipeline has no gate: ${scanner} reports every finding, and none of them fails the build${chosen}.`;
  return md`The gate of the pipeline is ${scanner}: it fails on ${fails}. Every other finding is reported.`;
}

/** How the image is scanned: by hand, by another tool, and regularly. */
export function scanning(facts: SecurityFacts, evidence: EvidenceIndex): Section {
  const { image, scan } = facts;
  const tag = localTag(image);
  return section('Vulnerability scanning',
    md`Scan what you build and what you pull. Two scanners with different databases find more than one.`,
    section('Trivy',
      shell(
        '# everything that is known',
        `trivy image ${tag}`,
        '# as a gate: fails where a fix exists',
        `trivy image --severity HIGH,CRITICAL --ignore-unfixed --exit-code 1 ${tag}`,
        '# secrets in the layers, and mistakes in the files of this repository',
        `trivy image --scanners secret ${tag}`,
        'trivy config .',
      ),
      md`Use ${link('Trivy', 'https://trivy.dev/')} 0.70.0 or later: published programs of version 0.69.4 were malicious (${link('GHSA-69fq-xp46-6x23', TRIVY_INCIDENT)}).`,
    ),
    section('Grype',
      shell(
        `grype ${tag}`,
        '# as a gate: fails where a fix exists',
        `grype ${tag} --only-fixed --fail-on high`,
        '# from a bill of materials, which needs no image',
        `syft ${tag} --output spdx-json=sbom.spdx.json`,
        'grype sbom:sbom.spdx.json',
      ),
      md`${link('Grype', 'https://github.com/anchore/grype')} and ${link('Syft', 'https://github.com/anchore/syft')} read the same package lists, JAR files included.`,
    ),
    section('Regular scanning',
      md`An image that was clean when it was built is not clean for long: scan at every build, and again on a schedule.`,
      bullets(evidence.sentences([
        ['workflow-scan', 'The pipeline scans the image'],
        ['workflow-schedule', 'It runs on a schedule as well, so that new weaknesses of old packages are found'],
      ])),
      gate(facts, evidence),
    ),
    accepted(scan, evidence),
  );
}
