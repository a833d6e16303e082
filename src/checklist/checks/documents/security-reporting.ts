import { fail, pass } from '../../check';
import { securityCheck } from './security';

export const securityReporting = securityCheck({
  id: 'security-reporting',
  title: 'SECURITY.md says how to report a vulnerability, and when to expect an answer',
  section: 'Security policy',
  level: 'advanced',
  references: ['OpenSSF Scorecard: Security-Policy'],
  why: 'People who find a vulnerability tell the right people first.',
  fix: 'Name an address or private reporting, and the time until an answer.',
  rcFix: "In the rc file: securityContact: 'security@example.com'.",
}, (subject) => {
  const section = subject.source.sections.find((s) => s.level > 1 && /report|disclos/i.test(s.title));
  if (!section) return fail(`${subject.path} has no section about reporting.`);
  const within = (line: number): boolean => line > section.startLine && line <= section.endLine;
  const contact = subject.source.links.find((l) => within(l.line) && /^(?:mailto:|https:)/.test(l.address));
  const time = subject.source.prose.findIndex((line, index) =>
    within(index + 1) &&
      /\b(?:\d+|a|one|two|three|four|five|seven|ten|fourteen|thirty)\s+(?:\w+\s+)?(?:hours?|days?|weeks?)\b/i.test(line));
  if (!contact || time < 0) {
    return fail(`The section names ${contact ? 'no time' : 'nobody to report to'}.`, [subject.at(section.startLine)]);
  }
  return pass(
    `${subject.path} says where to report, and when an answer comes.`,
    [subject.at(section.startLine), subject.at(contact.line), subject.at(time + 1)],
  );
});
