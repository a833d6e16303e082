import { HARDENED_PROPERTIES, HardenedProperty } from '../../catalogue/hardening';
import { Result } from '../../checklist/check';
import { Section } from '../../markdown/blocks';
import { Inline, joined, strong } from '../../markdown/inline';
import { compareVersions, lineOf } from '../../options/versions';
import { prose } from '../prose';
import { bullets, code, grid, md, section } from '../readme/readme-blocks';
import { EvidenceIndex, statusWord } from './evidence-index';
import { leftOutFiles } from './left-out';
import { SecurityFacts } from './security-facts';

const text = prose('security/security');

/** Every measure, why it matters, and the lines that show it. */
export function improvements(facts: SecurityFacts, evidence: EvidenceIndex): Section {
  const shown = evidence.results.filter((result) => result.status !== 'not-applicable' && !isDocumentation(result));
  const titles = [...new Set(shown.map((result) => result.check.section))];
  const failed = shown.filter((result) => result.status === 'fail');
  return section('Security improvements',
    text('measures'),
    failed.length === 0 ? undefined : md`${strong('Not in place')}: ${failed.length} of ${shown.length}, marked No below.`,
    ...titles.map((title) => section(title, measures(shown.filter((result) => result.check.section === title), evidence))),
    leftOutFiles(facts, evidence),
    sparkProperties(facts, evidence),
  );
}

/**
 * Documents are judged in the compliance table; as measures of the image they say nothing. Told by the id and not by what
 * was found, since this document is written before it is judged, and its headings must not move.
 */
function isDocumentation({ check }: Result): boolean {
  return /^(?:readme|security)-/.test(check.id);
}

function measures(results: readonly Result[], evidence: EvidenceIndex) {
  return grid(['Measure', 'In place', 'Benefit', 'Standards', 'Evidence'], results.map((result) => [
    result.check.title, state(result), result.check.why, result.check.references.join('; '), evidence.shown([result]) ?? '',
  ]));
}

function state(result: Result): Inline {
  return result.status === 'pass' ? md`Yes` : md`${strong(statusWord(result.status))}: ${result.message}`;
}

/** Where the entrypoint lists them. */
const PROPERTIES_FILE = 'spark-image/security.sh';

/** The properties that the entrypoint sets below everything that a user says. */
function sparkProperties({ image }: SecurityFacts, evidence: EvidenceIndex): Section {
  const when = { always: 'always', hardened: 'in the profile hardened', tls: 'where TLS is on', container: 'always' };
  const applied = evidence.holds('entrypoint-security-settings', 'entrypoint-configuration');
  const set = HARDENED_PROPERTIES.filter((p) => works(p, image.sparkVersion) && applied && evidence.contains(PROPERTIES_FILE, `'${p.property}|${p.value}|`));
  const missing = HARDENED_PROPERTIES.filter((p) => !works(p, image.sparkVersion));
  return section('Defaults of Spark',
    md`Spark trusts its network unless told otherwise. ${set.length === 0 ? 'The entrypoint sets no property of these by itself.' : 'The entrypoint sets these properties; a property that you set wins.'}`,
    grid(['Property', 'Value', 'Set', 'Benefit'], set.map((p) => [code(p.property), code(p.value), when[p.condition], p.reason])),
    ...(missing.length === 0 ? [] : [
      md`Not set, since Spark ${code(image.sparkVersion)} cannot do it:`,
      bullets(missing.map((p) => md`${code(p.property)} (works since ${joined((p.since ?? []).map(code), ', ')}): ${p.reason}`)),
    ]),
  );
}

/** Whether a version has it: at least the first of its own line, or a line later than all that are named. */
function works({ since }: HardenedProperty, version: string): boolean {
  if (since === undefined) return true;
  const ofLine = since.find((first) => lineOf(first) === lineOf(version));
  if (ofLine !== undefined) return compareVersions(version, ofLine) >= 0;
  return since.every((first) => compareVersions(version, first) > 0);
}
