import { Check, Evidence, fail, Finding, pass } from '../check';
import { begins, commandWords, plainWords } from '../parsers/plain-words';
import { DocumentSubject, onDocument, SECURITY } from './document-subject';
import { imageDockerfile, listed } from './subject';

const VERIFY = 'Read SECURITY.md.';

type DocumentCheck = Pick<Check, 'id' | 'title' | 'guideItem' | 'section' | 'why' | 'fix'> & Partial<Pick<Check, 'level' | 'references' | 'verify'>>;

function check(given: DocumentCheck, run: (subject: DocumentSubject) => Finding): Check {
  return { level: 'essential', references: [], verify: VERIFY, ...given, run: onDocument(SECURITY, 'SECURITY.md', run) };
}

/** A section with something below it. */
function sectionCheck(id: string, title: string, why: string, heading: RegExp): Check {
  return check({ id: `security-${id}`, title, guideItem: 14, section: 'Comprehensive security guide', why, fix: 'Give SECURITY.md such a section.' }, (subject) => {
    const found = subject.heading(heading);
    return found ? pass(`${subject.path} has the section.`, [found]) : fail(`${subject.path} has no such section.`);
  });
}

/** Commands that must be shown; each is named for the message. */
function commandCheck(given: DocumentCheck, demands: ReadonlyArray<readonly [name: string, isSuch: (words: readonly string[]) => boolean]>): Check {
  return check(given, (subject) => {
    const shown = demands.map(([name, isSuch]) => ({ name, by: commandsWith(subject, isSuch) }));
    const missing = shown.filter((s) => s.by.length === 0);
    if (missing.length > 0) return fail(`${subject.path} does not show ${listed(missing.map((m) => m.name))}.`, shown.flatMap((s) => s.by.slice(0, 1)));
    return pass(`${subject.path} shows ${listed(shown.map((s) => s.name))}.`, shown.flatMap((s) => s.by.slice(0, 2)));
  });
}

function commandsWith(subject: DocumentSubject, isSuch: (words: readonly string[]) => boolean): Evidence[] {
  return subject.commands.filter((c) => !c.pattern && isSuch(plainWords(c.words))).map((c) => subject.at(c.startLine, c.endLine));
}

const SECTIONS: readonly Check[] = [
  sectionCheck('improvements', 'SECURITY.md documents the improvements and their benefits', 'Who must answer for the image knows what each measure is for.', /improvement|hardening|measures|implemented/i),
  sectionCheck('comparison', 'SECURITY.md compares before and after', 'What the measures bring is seen, and can be measured again.', /before.*after|comparison|metrics/i),
  sectionCheck('verification', 'SECURITY.md says how to verify what it claims', 'Nobody has to believe it.', /verif/i),
  sectionCheck('maintenance', 'SECURITY.md says how the image is kept up to date', 'The image does not grow old unnoticed.', /update|maintenance|rebuild/i),
];

const benefits = check({
  id: 'security-benefits',
  title: 'SECURITY.md says what each measure is good for',
  guideItem: 14,
  section: 'Comprehensive security guide',
  level: 'recommended',
  why: 'Who has to decide about a measure knows what is lost without it.',
  fix: 'Give the table of measures a column for the benefit, or a sentence to each.',
}, (subject) => sentence(subject, /improvement|hardening|measures|implemented/i, /\b(?:benefits?|prevents?|reduces?|protects?|limits?|why)\b/i, 'says what a measure is good for'));

const lineReferences = check({
  id: 'security-line-references',
  title: 'SECURITY.md refers to lines of the Dockerfile that exist',
  guideItem: 14,
  section: 'Comprehensive security guide',
  why: 'A claim leads to the line that keeps it.',
  fix: 'Link to lines: [Dockerfile:12-20](Dockerfile#L12-L20), and keep the numbers right.',
}, (subject) => {
  const dockerfile = imageDockerfile(subject.files);
  const links = subject.source.links.flatMap((l) => {
    const match = /(?:^|\/)((?:[\w.-]+\/)*Dockerfile)#L(\d+)(?:-L(\d+))?$/.exec(l.address);
    return match ? [{ line: l.line, from: Number(match[2]), to: Number(match[3] ?? match[2]) }] : [];
  });
  if (!dockerfile || links.length === 0) return fail(`${subject.path} refers to no line of the Dockerfile.`);
  const instructions = [...dockerfile.globals, ...dockerfile.stages.flatMap((s) => [s.from, ...s.instructions])];
  const isInstruction = (from: number, to: number): boolean => instructions.some((i) => i.startLine <= to && i.endLine >= from);
  const dead = links.filter((l) => l.to < l.from || !isInstruction(l.from, l.to));
  if (dead.length > 0) return fail(`${subject.path} refers to line ${dead[0].from} of the Dockerfile, where no instruction is.`, dead.map((d) => subject.at(d.line)));
  return pass(`${subject.path} refers to the Dockerfile in ${links.length} places.`, links.slice(0, 1).map((l) => subject.at(l.line)));
});

const complianceTable = check({
  id: 'security-compliance-table',
  title: 'SECURITY.md shows which item of the checklist is met',
  guideItem: 14,
  section: 'Comprehensive security guide',
  why: 'An auditor sees at a glance what is there and what is not.',
  fix: 'Add a table of the items with yes or no.',
}, (subject) => {
  const heading = subject.source.sections.find((s) => s.level > 1 && /complian|checklist/i.test(s.title));
  const rows = heading ? subject.source.tableRows.filter((row) => row.line > heading.startLine && row.line <= heading.endLine && /\b(?:yes|no|not shown|met|pass|fail)\b|✅|❌|☑|✓|✗/i.test(row.text)) : [];
  if (!heading || rows.length < 5) return fail(`${subject.path} has no table of the checklist.`, heading ? [subject.at(heading.startLine)] : []);
  return pass(`${subject.path} judges ${rows.length} items.`, [subject.at(heading.startLine), subject.at(rows[0].line, rows[rows.length - 1].line)]);
});

const trivy = commandCheck({ id: 'security-trivy', title: 'SECURITY.md shows how to scan by Trivy', guideItem: 15, section: 'Vulnerability scanning documentation', references: ['CIS Docker 4.4'], why: 'Known weaknesses are found by one command.', fix: 'Show trivy image NAME in a block of code.' }, [
  ['trivy image', (w) => begins(w, 'trivy', 'image')],
]);

const grype = commandCheck({ id: 'security-grype', title: 'SECURITY.md shows how to scan by Grype', guideItem: 15, section: 'Vulnerability scanning documentation', references: ['CIS Docker 4.4'], why: 'A second scanner with another database finds what the first does not know.', fix: 'Show grype NAME in a block of code.' }, [
  ['grype', (w) => begins(w, 'grype') && w.length > 1 && !/^(?:version|db|completion|help|--version|--help|-h)$/.test(commandWords(w)[1] ?? '')],
]);

const regularScanning = check({
  id: 'security-regular-scanning',
  title: 'SECURITY.md recommends regular scanning as part of the pipeline',
  guideItem: 15,
  section: 'Vulnerability scanning documentation',
  why: 'What is clean today is not clean next month.',
  fix: 'Say so in the part about scanning.',
}, (subject) => sentence(subject, /scan/i, /regular|schedul|weekly|every build|pipeline|\bCI\b/i, 'recommends regular scanning'));

/** A paragraph, list or heading below a heading that says something; a heading alone is not enough. */
function sentence(subject: DocumentSubject, heading: RegExp, says: RegExp, what: string): Finding {
  const sections = subject.source.sections.filter((s) => s.level > 1 && heading.test(s.title));
  const index = subject.source.prose.findIndex((line, at) => says.test(line) && sections.some((s) => at + 1 > s.startLine && at + 1 <= s.endLine));
  const above = sections.filter((s) => index + 1 > s.startLine && index + 1 <= s.endLine).map((s) => subject.at(s.startLine));
  return index >= 0 ? pass(`${subject.path} ${what}.`, [subject.at(index + 1), ...above]) : fail(`Nothing in ${subject.path} ${what}.`);
}

const contentTrust = check({
  id: 'security-content-trust',
  title: 'SECURITY.md shows how to push and pull with Docker Content Trust',
  guideItem: 16,
  section: 'Image signing guidance',
  references: ['CIS Docker 4.5'],
  why: 'Where a registry has Notary, the client refuses what is not signed.',
  fix: 'Show export DOCKER_CONTENT_TRUST=1 and docker push.',
}, (subject) => {
  const on = subject.commands.filter((c) => [...(/^(?:export|env)$/.test(c.words[0] ?? '') ? c.words : []), ...c.assignments].includes('DOCKER_CONTENT_TRUST=1'));
  const push = commandsWith(subject, (w) => w[0] === 'docker' && (w[1] === 'push' || (w[1] === 'trust' && w[2] === 'sign')));
  if (on.length === 0) return fail(`${subject.path} does not show DOCKER_CONTENT_TRUST=1.`);
  if (push.length === 0) return fail(`${subject.path} does not show how a signed image is pushed.`, on.map((c) => subject.at(c.startLine)));
  return pass(`${subject.path} shows how content trust is switched on and used.`, [subject.at(on[0].startLine), push[push.length - 1]]);
});

const cosign = commandCheck({ id: 'security-cosign', title: 'SECURITY.md shows key generation, signing and verification by Cosign', guideItem: 16, section: 'Image signing guidance', references: ['CIS Docker 4.12'], why: 'Everybody who runs the image can tell who built it.', fix: 'Show cosign generate-key-pair, cosign sign and cosign verify.' },
  ['generate-key-pair', 'sign', 'verify'].map((name) => [`cosign ${name}`, (w) => begins(w, 'cosign', name)]));

const mandatorySigning = check({
  id: 'security-mandatory-signing',
  title: 'SECURITY.md recommends that production runs signed images only',
  guideItem: 16,
  section: 'Image signing guidance',
  references: ['NIST SP 800-190 4.1.5', 'NIST SP 800-190 4.4.5'],
  why: 'A signature that nobody demands protects nobody.',
  fix: 'Recommend it in the part about signing.',
}, (subject) => sentence(subject, /sign|trust|production/i, /mandatory|required|refuse|must be signed|only signed|not signed|enforce/i, 'makes signatures mandatory in production'));

const rebuild = commandCheck({ id: 'security-rebuild', title: 'SECURITY.md shows how to rebuild without the cache', guideItem: 14, section: 'Update and maintenance', references: ['CIS Docker 4.4'], why: 'Only a build without the cache brings the fixes of the distribution.', fix: 'Show docker build --no-cache --pull.' }, [
  ['docker build --no-cache', (w) => w[0] === 'docker' && w.includes('build') && w.includes('--no-cache')],
]);

const ADVISORIES: ReadonlyArray<readonly [what: string, address: RegExp]> = [
  ['the distribution', /ubuntu\.com\/security|usn\.ubuntu\.com|debian\.org\/security|security-tracker\.debian\.org|lists\.debian\.org|alpinelinux\.org/],
  ['Spark', /spark\.apache\.org\/security/],
  ['Java', /openjdk\.(?:org|java\.net)\/.*(?:vuln|advisor)|oracle\.com\/(?:security-alerts|technetwork\/topics\/security)|adoptium\.net/],
];

const advisories = check({
  id: 'security-advisories',
  title: 'SECURITY.md links to the advisories of the distribution, of Spark and of Java',
  guideItem: 14,
  section: 'Update and maintenance',
  references: ['OWASP Docker D02'],
  why: 'Who keeps the image knows where to look.',
  fix: 'Link to the three pages of advisories.',
}, (subject) => {
  const found = ADVISORIES.map(([what, address]) => ({ what, link: subject.source.links.find((l) => address.test(l.address)) }));
  const missing = found.filter((f) => !f.link);
  if (missing.length > 0) return fail(`${subject.path} links to no advisories of ${listed(missing.map((m) => m.what))}.`);
  return pass(`${subject.path} links to all three.`, found.flatMap((f) => (f.link ? [subject.at(f.link.line)] : [])));
});

const scheduledBuilds = check({
  id: 'security-scheduled-builds',
  title: 'SECURITY.md tells of scheduled builds and scans',
  guideItem: 14,
  section: 'Update and maintenance',
  references: ['CIS Docker 4.4'],
  why: 'Nobody has to remember to rebuild.',
  fix: 'Say it in the part about maintenance.',
}, (subject) => sentence(subject, /update|maintenance|rebuild|scan|automat/i, /schedul|weekly|nightly|cron/i, 'tells of scheduled builds'));

const reporting = check({
  id: 'security-reporting',
  title: 'SECURITY.md says how a vulnerability is reported, and when an answer comes',
  section: 'Security policy',
  level: 'advanced',
  references: ['OpenSSF Scorecard: Security-Policy'],
  why: 'Who finds something tells it to the right people first.',
  fix: 'Name an address or private reporting, and a time.',
}, (subject) => {
  const section = subject.source.sections.find((s) => s.level > 1 && /report|disclos/i.test(s.title));
  if (!section) return fail(`${subject.path} has no section about reporting.`);
  const within = (line: number): boolean => line > section.startLine && line <= section.endLine;
  const contact = subject.source.links.find((l) => within(l.line) && /^(?:mailto:|https:)/.test(l.address));
  const time = subject.source.prose.findIndex((line, index) => within(index + 1) && /\b(?:\d+|a|one|two|three|four|five|seven|ten|fourteen|thirty)\s+(?:\w+\s+)?(?:hours?|days?|weeks?)\b/i.test(line));
  if (!contact || time < 0) return fail(`The section names ${contact ? 'no time' : 'nobody to report to'}.`, [subject.at(section.startLine)]);
  return pass(`${subject.path} says where to report, and when an answer comes.`, [subject.at(section.startLine), subject.at(contact.line), subject.at(time + 1)]);
});

/** Checks of SECURITY.md. */
export const SECURITY_GUIDE_CHECKS: readonly Check[] = [
  ...SECTIONS, benefits, lineReferences, complianceTable,
  trivy, grype, regularScanning,
  contentTrust, cosign, mandatorySigning,
  rebuild, advisories, scheduledBuilds, reporting,
];
