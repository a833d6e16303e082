import { Result } from '../../checklist/check';
import { Section } from '../../markdown/blocks';
import { Inline, joined, strong } from '../../markdown/inline';
import { hardenedProperties, works } from '../../model/hardening-of';
import { prose } from '../prose';
import { bullets, code, grid, md, section } from '../readme/readme-blocks';
import { EvidenceIndex, statusWord } from './evidence-index';
import { leftOutFiles } from './left-out';
import { SecurityFacts } from './security-facts';

const text = prose('security/security');

/** Every measure by subject, what it is good for, and where the Dockerfile does it. */
export function improvements(facts: SecurityFacts, evidence: EvidenceIndex): Section {
  const shown = evidence.results.filter((result) => result.status !== 'not-applicable' && !isDocumentation(result));
  const titles = [...new Set(shown.map((result) => result.check.section))];
  const open = shown.filter((result) => result.status !== 'pass');
  const subjects = titles.map((title) => shown.filter((result) => result.check.section === title));
  return section('Security improvements',
    text('measures', { IN_PLACE: strong(`${shown.length - open.length} of ${shown.length}`) }),
    grid(['Subject', 'In place', 'Measures', 'Benefit'], subjects.map(subjectRow)),
    ...(open.length === 0 ? [] : [md`Not in place:`, bullets(open.map((result) => notInPlace(result, evidence)))]),
    linesOfDockerfile(evidence),
    text('whole-evidence'),
    leftOutFiles(facts, evidence),
    sparkProperties(facts, evidence),
  );
}

/** What is in place of a subject, and what the first of it is good for. */
function subjectRow(results: readonly Result[]): Array<Inline | string> {
  const inPlace = results.filter(({ status }) => status === 'pass');
  const all = inPlace.length === results.length;
  return [
    results[0].check.section,
    all ? 'Yes' : strong(`${inPlace.length} of ${results.length}`),
    inPlace.map(({ check }) => check.title).map((title) => `${title}.`).join(' '),
    (inPlace[0] ?? results[0]).check.why,
  ];
}

function notInPlace(result: Result, evidence: EvidenceIndex): Inline {
  const found = evidence.shown([result]);
  return md`${result.check.title}. ${strong(statusWord(result.status))}: ${result.message}${found === undefined ? '' : md` (${found})`}`;
}

/** Steps of the Dockerfile, each with a check that finds its lines. */
const STEPS: ReadonlyArray<readonly [step: string, check: string]> = [
  ['stages', 'dockerfile-multi-stage'], ['verified download', 'dockerfile-verified-download'],
  ['packages', 'dockerfile-no-install-recommends'],
  ['no setuid', 'dockerfile-no-setuid'], ['user', 'dockerfile-service-user'], ['owner of files', 'dockerfile-copy-chown'],
  ['directories', 'dockerfile-application-directories'],
  ['defaults', 'dockerfile-environment-defaults'], ['ports', 'dockerfile-exposed-ports'], ['volumes', 'dockerfile-volume'],
  ['USER', 'dockerfile-numeric-user'],
  ['health check', 'dockerfile-healthcheck'], ['entrypoint', 'dockerfile-exec-entrypoint'],
];

/** Where the Dockerfile takes its measures, in one paragraph: one line of this page changes when its lines move. */
function linesOfDockerfile(evidence: EvidenceIndex): Inline | undefined {
  const links = STEPS.flatMap(([step, check]) => {
    const lines = evidence.holds(check)
      ? evidence.links(evidence.result(check).evidence.filter(({ file }) => /Dockerfile$/.test(file)))
      : undefined;
    return lines === undefined ? [] : [md`${step} ${lines}`];
  });
  return links.length === 0 ? undefined : md`Lines of the Dockerfile: ${joined(links, '; ')}.`;
}

/**
 * Documents are judged in the compliance table; as measures of the image they say nothing. Told by the id and not by what
 * was found, since this document is written before it is judged, and its headings must not move.
 */
function isDocumentation({ check }: Result): boolean {
  return /^(?:readme|security)-/.test(check.id);
}

/** Where the entrypoint lists them. */
const PROPERTIES_FILE = 'spark-image/security.sh';

/** The properties that the entrypoint sets below everything that a user says. */
function sparkProperties({ image }: SecurityFacts, evidence: EvidenceIndex): Section {
  const when = {
    always: 'always', hardened: 'in the profile hardened', tls: 'if TLS is on', container: 'always', jre: 'if Java has no jmap',
  };
  const applied = evidence.holds('entrypoint-security-settings', 'entrypoint-configuration');
  const properties = hardenedProperties(image.sparkVersion);
  const set = properties.filter((p) =>
    works(p, image.sparkVersion) && applied && evidence.contains(PROPERTIES_FILE, `'${p.property}|${p.value}|`));
  const missing = properties.filter((p) => !works(p, image.sparkVersion));
  return section('Defaults of Spark',
    md`By default, Spark trusts its network. ${set.length === 0
      ? 'The entrypoint sets none of its properties.'
      : 'The entrypoint sets these properties; a property that you set wins.'}`,
    grid(['Property', 'Value', 'Set', 'Benefit'], set.map((p) => [code(p.property), code(p.value), when[p.condition], p.reason])),
    ...(missing.length === 0 ? [] : [
      md`Not set, because Spark ${code(image.sparkVersion)} does not support them:`,
      bullets(missing.map((p) => md`${code(p.property)} (works since ${joined((p.since ?? []).map(code), ', ')}): ${p.reason}`)),
    ]),
  );
}
