import { fail, pass } from '../../check';
import { listed } from '../../sentences';
import { securityCheck } from './security';

const ADVISORIES: ReadonlyArray<readonly [what: string, address: RegExp]> = [
  [
    'the distribution',
    /ubuntu\.com\/security|usn\.ubuntu\.com|debian\.org\/security|security-tracker\.debian\.org|lists\.debian\.org|alpinelinux\.org/,
  ],
  ['Spark', /spark\.apache\.org\/security/],
  ['Java', /openjdk\.(?:org|java\.net)\/.*(?:vuln|advisor)|oracle\.com\/(?:security-alerts|technetwork\/topics\/security)|adoptium\.net/],
];

export const securityAdvisories = securityCheck({
  id: 'security-advisories',
  title: 'SECURITY.md links to the advisories of the distribution, of Spark and of Java',
  guideItem: 14,
  section: 'Update and maintenance',
  references: ['OWASP Docker D02'],
  why: 'Maintainers know where to look for new advisories.',
  fix: 'Link to the three advisory pages.',
}, (subject) => {
  const found = ADVISORIES.map(([what, address]) => ({ what, link: subject.source.links.find((l) => address.test(l.address)) }));
  const missing = found.filter((f) => !f.link);
  if (missing.length > 0) return fail(`${subject.path} links to no advisories of ${listed(missing.map((m) => m.what))}.`);
  return pass(`${subject.path} links to all three.`, found.flatMap((f) => (f.link ? [subject.at(f.link.line)] : [])));
});
